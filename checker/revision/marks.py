"""The days that judging a check compares with, and where the days of its windows lie among them.

A verdict hangs on days only by comparing them. Of a check that is judged under another value, the days that
move are those of the life, of named dates, and of windows, periods and links; all others stand still: those
of the entries that its selectors can see, of statements about its duties, and the as-of day. Two days that
lie alike among the days that stand still, before, on or after each of them, are alike in every comparison
with them. So if under two values all days that move lie alike, and alike to each other within a window, all
verdicts are the same.

`Marks.sight` gives where they lie. Windows come from the same functions that judging asks, so that whatever
those decide (whether a window opens in the life, which extension moves it) is decided anew for each value:

- Duties that do not hang on each other: the windows of all of them. What one trigger gives rise to can be
  judged by itself. As one length of its check grows, each end of its window moves one way only; so if the
  window lies alike under two lengths, it does under all between, and the turning points are found by halving.
- Periods: likewise, those of one bearer after the other; they follow each other without a gap, so that among
  themselves they lie alike.
- Links: a link opens on the anchor, on the last day of an act, or on the due day of an excused link. So the
  windows of all links that could open on the first two; where a link can be excused, the value itself.
- Instances: the windows after triggers, the periods that are counted, the days that acts may be apart.
- Standing duties: the life.

What is attested is asked of closed windows only, so that of coverage the days after the as-of day do not
matter.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING

from checker.days import DAY, DayRange, Duration, after
from checker.duties import compile as compiled
from checker.duties import windows
from checker.plan.selectors import Selector

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.duties.model import Duty, Setting, Window
    from checker.log.model import Entry
    from checker.patterns.model import Pattern
    from checker.plan.model import Check
    from checker.situations.rows import Rows

Sight = tuple[object, ...]
"""How the days that move lie among those that stand still."""


def entries(check: Check, setting: Setting) -> tuple[Entry, ...]:
    """Give the activities that a check can see: of the kinds that any of its selectors names."""
    terms = [term for term in check.terms.values() if isinstance(term, Selector)]
    kinds: set[str] = set()
    for asked in (*terms, *(excuse.selector for excuse in check.unless if not excuse.this)):
        if asked.kinds is None:
            if not _attributes(check, asked):
                return setting.record.activities
            continue
        kinds |= asked.kinds
    return setting.record.of_kinds(kinds)


def _attributes(check: Check, asked: Selector) -> bool:
    """Say whether a selector tells what an activity has to carry, and not which one is meant."""
    named = (name for name, parameter in check.pattern.takes.items() if parameter.kind == "attributes")
    return any(check.terms.get(name) is asked for name in named)


def statements(check: Check, setting: Setting) -> Iterator[Entry]:
    """Yield the waivers and extensions that may name duties of a check."""
    for kind in ("waiver", "extension"):
        for entry in setting.record.statements.get(kind, ()):
            if setting.plan.means(entry.fields["obligation"], check):
                yield entry


def of_check(check: Check, setting: Setting) -> Marks:
    """Give what stands still for a check, with whatever value, in a setting of whatever life."""
    return Marks(entries(check, setting), statements(check, setting), setting)


def of_duty(duty: Duty, log: Rows) -> Marks:
    """Give what stands still for one duty that hangs on no other: what may discharge, excuse or move it."""
    check, trigger = duty.check, (duty.trigger,) if duty.trigger else ()
    seen = [*trigger, *log.candidates(duty).around(duty).entries]
    for excuse in check.unless:
        if not excuse.this:
            found = log.select(excuse.selector, duty.bindings)
            same = excuse.same
            seen += (
                found
                if same is None
                else (e for e in found if any(log.correlate(e, t, same) for t in trigger))
            )
    return Marks(seen, statements(check, log.setting), log.setting)


class Marks:
    """The days that stand still for what is judged, with the day after each."""

    def __init__(self, acts: Iterable[Entry], told: Iterable[Entry], setting: Setting) -> None:
        """Look at the activities that can be seen, and at the waivers and extensions that may count."""
        self.acts, self.told, as_of = tuple(acts), tuple(told), setting.as_of
        self.days = {as_of}
        for entry in self.acts:
            self.days |= {entry.start.earliest, entry.start.latest, entry.end.earliest, entry.end.latest}
        for entry in self.told:
            self.days |= {entry.start.earliest, entry.end.latest}
            if entry.until is not None:
                self.days |= {entry.until.latest, _next(entry.until.latest)}
        for entry in setting.record.statements.get("coverage", ()):
            ends = (entry.start.latest, entry.end.earliest, _next(entry.end.earliest))
            self.days |= {min(day, as_of) for day in ends}
        self._cuts = sorted({day.toordinal() + more for day in self.days for more in (0, 1)})

    def place(self, day: date | None) -> int:
        """Give where a day lies: the same number for days that compare alike with all that stand still."""
        return -1 if day is None else bisect_right(self._cuts, day.toordinal())

    def sight(self, check: Check, setting: Setting, *, moved: bool) -> Sight | None:
        """Give how all that moves lies; None if that cannot be said for several values together.

        Of a quantity that has not `moved` it a check sees the life alone; and so do its windows, unless they
        are opened or counted by days of the plan.
        """
        if setting.life is None or check.pattern.counts:
            return ()
        pattern = check.pattern
        life = (self.place(setting.life.start), self.place(setting.life.end))
        days = any(parameter.kind == "day" for parameter in pattern.takes.values())
        if not (moved or days or pattern.steps):
            return life
        if pattern.broken_by:
            return (*life, *self._instances(check, setting))
        seen = self._windows(check, setting)
        return None if seen is None else (*life, *seen)

    def _windows(self, check: Check, setting: Setting) -> Sight | None:
        """Give how the windows of duties lie that acts discharge; None if they hang on what excuses."""
        pattern = check.pattern
        if "period" in pattern.each and not self.told and _plain(pattern):
            return tuple(
                (self._range(opens), self._range(due)) for opens, due in windows.periods(check, setting)
            )
        if "link" not in pattern.each:
            return tuple(self.duty(duty) for duty in compiled.duties(check, setting))
        if check.unless or any(entry.kind == "waiver" for entry in self.told):
            return None
        starts = [None, *sorted({entry.end.latest for entry in self.acts})]
        links = (
            compiled.link(check, setting, bearer, start) for bearer in check.bearers.codes for start in starts
        )
        return tuple(None if duty is None else self.duty(duty) for duty in links)

    def duty(self, duty: Duty) -> Sight:
        """Give how the windows of a duty lie, as stated and as moved by an extension."""
        trigger = duty.trigger.id if duty.trigger else None
        return (duty.bearer, trigger, duty.doubtful, *self.window(duty.stated), *self.window(duty.window))

    def window(self, window: Window) -> Sight:
        """Give how the ends of a window lie, among what stands still and to each other."""
        opens, due = window.opens, window.due
        if due is None:
            return self._range(opens)
        order = (
            _sign(opens.earliest, due.earliest),
            _sign(opens.earliest, due.latest),
            _sign(opens.latest, due.earliest),
            _sign(opens.latest, due.latest),
        )
        return (*self._range(opens), *self._range(due), *order)

    def _range(self, days: DayRange) -> Sight:
        return self.place(days.earliest), self.place(days.latest)

    def _instances(self, check: Check, setting: Setting) -> Iterator[object]:
        pattern = check.pattern
        broken_by = pattern.broken_by
        assert broken_by is not None  # noqa: S101 - the caller has seen to it
        if pattern.window is not None:
            yield windows.known_anchor(check, setting)
            standing = windows.window(pattern.window, check, setting, windows.life_points(setting))
            yield None if standing is None else self.window(standing)
        if pattern.steps is not None:
            for opens, due in windows.periods(check, setting):
                yield self._range(opens), self._range(due)
        if broken_by.window is not None and "when" in check.terms:
            for entry in setting.record.of_kinds(check.selector("when").kinds):
                points = {"trigger.start": entry.start, "trigger.end": entry.end}
                after_it = windows.window(broken_by.window, check, setting, points)
                yield None if after_it is None else self.window(after_it)
        apart = check.terms.get(broken_by.apart) if broken_by.apart else None
        if isinstance(apart, Duration):
            calendar = setting.plan.calendar
            for day in self._ends():
                yield self.place(after(day, apart, calendar))

    def _ends(self) -> Iterable[date]:
        return sorted({day for entry in self.acts for day in (entry.end.earliest, entry.end.latest)})


def _plain(pattern: Pattern) -> bool:
    """Say whether windows are periods as they stand, the same for each bearer."""
    cases = (*pattern.window.opens, *pattern.window.due) if pattern.window else ()
    return all(case.at.length is None and case.at.point.startswith("period.") for case in cases)


def _next(day: date) -> date:
    """Give the next day; there is none after the last one of the calendar."""
    return day if day == date.max else day + DAY


def _sign(one: date, other: date) -> int:
    return (one > other) - (one < other)
