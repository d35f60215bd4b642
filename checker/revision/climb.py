"""Climbs a ladder: judges what rests on a quantity under each of its values, and no more often than needed.

Every value of a scale is looked at, one by one, so that what is told is exact whatever the pattern; but a
check is judged anew only where the days that move lie otherwise than under any value before: see
`checker.revision.marks`.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from checker.days import Duration, OutOfCalendar
from checker.diagnostics import Diagnostic, InvalidInput
from checker.duties import compile as compiled
from checker.duties.dates import setting as read_against
from checker.duties.model import Instance
from checker.findings.find import Court, decide
from checker.findings.tables import Tables
from checker.plan.checks import EMPTY, empty_windows
from checker.results.again import engine_of
from checker.results.judge import found, order
from checker.revision.ladder import Ladder, Refusal, Run, Stretch, ranged
from checker.revision.marks import of_check, of_duty
from checker.revision.varied import with_day, with_value
from checker.situations.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from checker.duties.model import Duty, Setting
    from checker.findings.model import Finding
    from checker.plan.model import Check
    from checker.results.model import Result, Results
    from checker.revision.ladder import Same, Scale, Value
    from checker.revision.marks import Sight
    from checker.revision.varied import Named

Verdicts = dict["Same", str]


class Quantity(NamedTuple):
    """What is varied: `slots` names parameters of each check, `days` the interpretation of named dates."""

    slots: Mapping[Named, tuple[str, ...]]
    days: str | None
    present: Value | None


def climb(results: Results, quantity: Quantity, checks: Collection[Check], scale: Scale) -> Ladder:
    """Judge the checks under every value of a scale, and give the ladder."""
    climber = Climber(results, quantity, scale)
    refused = climber.refused(checks)
    courses: dict[Same, tuple[Run, ...]] = {}
    for check in checks:
        courses |= climber.courses(check, refused)
    if refused:
        courses = {same: tuple(_without(course, refused)) for same, course in courses.items()}
    present = None if quantity.present is None else scale.position(quantity.present)
    return Ladder(
        scale, present, tuple(stretches(courses, refused, scale)), courses, tuple(_refusals(refused, scale))
    )


Refused = dict[int, tuple[Diagnostic, ...]]


class Climber:
    """Judges checks under the values of one quantity."""

    def __init__(self, results: Results, quantity: Quantity, scale: Scale) -> None:
        """Stand at the foot of a ladder."""
        self.results, self.quantity, self.scale = results, quantity, scale
        self.tables = Tables(results.rules, engine_of(results))
        self._logs: dict[int, Rows] = {}
        self._settings: dict[int, Setting] = {}
        self._checks: dict[tuple[str, str, int], Check] = {}

    def refused(self, checks: Iterable[Check]) -> Refused:
        """Give the positions at which a window would have no day in it, with what is wrong there."""
        found: Refused = {}
        for check in checks:
            if self._varied(check) and check.pattern.not_empty:
                for position in range(self.scale.size):
                    own = self.check(check, position)
                    faults = tuple(
                        Diagnostic(EMPTY, "error", own.at, message, mend)
                        for _, message, mend in empty_windows(own.pattern, own.terms)
                    )
                    if faults:
                        found[position] = (*found.get(position, ()), *faults)
        return found

    def courses(self, check: Check, refused: Refused) -> dict[Same, tuple[Run, ...]]:
        """Give the statuses of each duty of a check along the ladder; what cannot be judged is refused."""
        if self._apart(check):
            return self._by_duty(check, refused)
        moved = self.quantity.days in check.rests_on or bool(self._varied(check))
        marks = of_check(check, self.setting(0))
        known: dict[Sight, Verdicts] = {}
        line = _Line()
        for position in range(self.scale.size):
            if position in refused:
                continue
            own, setting = self.check(check, position), self.setting(position)
            try:
                sight = marks.sight(own, setting, moved=moved) or (position, setting.life)
                if sight not in known:
                    known[sight] = self.verdicts(own, position)
            except OutOfCalendar:
                refused[position] = out_of_calendar(check)
                continue
            except InvalidInput as error:
                refused[position] = error.diagnostics
                continue
            line.go_on(position, known[sight])
        return line.ended(self.scale.size - 1)

    def _apart(self, check: Check) -> bool:
        """Say whether one parameter is varied, of duties that have each a trigger and hang on no other."""
        done_by = check.pattern.done_by
        freely = done_by is not None and done_by.share == "freely" and check.pattern.trigger is not None
        return freely and len(self._varied(check)) == 1

    def _by_duty(self, check: Check, refused: Refused) -> dict[Same, tuple[Run, ...]]:
        """Give the courses of duties that can be judged one by one."""
        court = Court(self.setting(0), self._log(0), self.tables)
        found: dict[Same, tuple[Run, ...]] = {}
        places: Counter[Same] = Counter()
        for duty in compiled.duties(self.check(check, 0), court.setting):
            runs: list[Run] = []
            for begin, end in alike(self._sight(check, duty, refused), self.scale.size):
                own = compiled.remade(duty, self.check(check, begin), court.setting)
                status = decide(own, court, court.log.tally(own)).line.status if own else None
                goes_on = bool(runs) and runs[-1].status == status
                runs.append(Run(runs.pop().begin if goes_on else begin, end, status))
            same = identity(duty)
            found[*same, places[same]] = tuple(runs)
            places[same] += 1
        return found

    def _sight(self, check: Check, duty: Duty, refused: Refused) -> Callable[[int], Sight]:
        """Give what tells how the window of a duty lies at a position, and how many acts are asked for."""
        marks = of_duty(duty, self._log(0))

        @cache
        def sight(position: int) -> Sight:
            own = self.check(check, position)
            try:
                made = compiled.remade(duty, own, self.setting(0))
            except OutOfCalendar:
                refused[position] = out_of_calendar(check)
                return ()
            return (min(own.times, len(marks.acts) + 1), *(marks.duty(made) if made else ()))

        return sight

    def setting(self, position: int) -> Setting:
        """Give the setting under the value at a position: another one only if days of the plan move."""
        name = self.quantity.days
        if name is None:
            return self.results.setting
        if position not in self._settings:
            day = self.scale.value(position)
            assert not isinstance(day, (int, Duration))  # noqa: S101 - a scale of days has days
            plan = with_day(self.results.plan, name, day)
            self._settings[position] = read_against(plan, self.results.setting.record)
        return self._settings[position]

    def check(self, check: Check, position: int) -> Check:
        """Give a check under the value at a position."""
        parameters = self._varied(check)
        if not parameters:
            return check
        key = check.obligation, check.id, position
        if key not in self._checks:
            self._checks[key] = with_value(check, parameters, self.scale.value(position))
        return self._checks[key]

    def _varied(self, check: Check) -> tuple[str, ...]:
        return self.quantity.slots.get((check.obligation, check.id), ())

    def verdicts(self, check: Check, position: int) -> Verdicts:
        """Judge a check at a position."""
        court = Court(self.setting(position), self._log(position), self.tables)
        return {same: finding.status for same, finding in named(sorted(found(check, court), key=order))}

    def _log(self, position: int) -> Rows:
        """Give what answers from the record: the same as long as no days of the plan move."""
        key = position if self.quantity.days else 0
        if key not in self._logs:
            self._logs = {key: Rows(self.setting(position))}
        return self._logs[key]


def placed(results: Iterable[Result]) -> dict[Same, Result]:
    """Give duties of results by what makes each the same under another value."""
    listed = list(results)
    return dict(zip((same for same, _ in named(r.finding for r in listed)), listed, strict=True))


def named(findings: Iterable[Finding]) -> Iterator[tuple[Same, Finding]]:
    """Yield findings, which are in order, with what makes each the same under another value."""
    places: Counter[Same] = Counter()
    for finding in findings:
        same = identity(finding.of)
        yield (*same, places[same]), finding
        places[same] += 1


def identity(of: Duty | Instance) -> Same:
    """Name what makes a duty the same under another value, but for its place among those alike."""
    entries = of.entries if isinstance(of, Instance) else (of.trigger,) if of.trigger else ()
    return of.check.obligation, of.check.id, of.bearer, tuple(entry.id for entry in entries)


def alike(sight: Callable[[int], Sight], size: int) -> Iterator[tuple[int, int]]:
    """Yield the longest ranges of positions that give one sight, each part of which moves one way only."""
    begin = 0
    while begin < size:
        step = 1
        while begin + step < size and sight(begin + step) == sight(begin):
            step *= 2
        low, high = begin + step // 2, min(begin + step, size)
        while low < high - 1:
            middle = (low + high) // 2
            low, high = (middle, high) if sight(middle) == sight(begin) else (low, middle)
        yield begin, low
        begin = low + 1


class _Line:
    """Puts verdicts, position after position, together to courses."""

    def __init__(self) -> None:
        self._now: Verdicts = {}
        self._since: dict[Same, int] = {}
        self._runs: dict[Same, list[Run]] = {}

    def go_on(self, position: int, verdicts: Verdicts) -> None:
        """Note the verdicts at a position, beyond all before."""
        if verdicts is self._now:
            return
        for same in [*self._now, *(same for same in verdicts if same not in self._now)]:
            was, now = self._now.get(same), verdicts.get(same)
            if was != now or same not in self._since:
                self._close(same, position - 1)
                self._since[same] = position
        self._now = verdicts

    def _close(self, same: Same, last: int) -> None:
        begin = self._since.get(same, 0)
        if last >= begin:
            self._runs.setdefault(same, []).append(Run(begin, last, self._now.get(same)))

    def ended(self, last: int) -> dict[Same, tuple[Run, ...]]:
        """Give the courses up to the last position."""
        for same in self._since:
            self._close(same, last)
        return {same: tuple(runs) for same, runs in self._runs.items()}


def _without(course: tuple[Run, ...], refused: Collection[int]) -> Iterator[Run]:
    """Yield a course without the positions that are refused."""
    for run in course:
        begin = run.begin
        for position in sorted(p for p in refused if run.begin <= p <= run.end):
            if position > begin:
                yield Run(begin, position - 1, run.status)
            begin = position + 1
        if begin <= run.end:
            yield Run(begin, run.end, run.status)


def out_of_calendar(check: Check) -> tuple[Diagnostic, ...]:
    """Say that a window of a check would leave the calendar, as judging it does."""
    message = "a window of this check would leave the calendar, which ends with the year 9999"
    mend = "shorten it, or look for a far date in the log or --as-of"
    return (Diagnostic("plan/out-of-calendar", "error", check.at, message, mend),)


def _refusals(refused: Refused, scale: Scale) -> Iterator[Refusal]:
    """Yield longest ranges of positions that are refused for the same reasons."""
    listed = sorted(refused)
    begins = [p for p in listed if p - 1 not in refused or refused[p - 1] != refused[p]]
    ends = [p for p in listed if p + 1 not in refused or refused[p + 1] != refused[p]]
    for begin, end in zip(begins, ends, strict=True):
        yield Refusal(ranged(scale, begin, end), refused[begin])


def stretches(
    courses: Mapping[Same, tuple[Run, ...]], refused: Collection[int], scale: Scale
) -> Iterator[Stretch]:
    """Yield the longest ranges of positions under which all verdicts are the same."""
    changes: dict[int, list[tuple[str, int]]] = {}
    for course in courses.values():
        for run in course:
            entering = changes.setdefault(run.begin, [])
            leaving = changes.setdefault(run.end + 1, [])
            if run.status is not None:
                entering.append((run.status, 1))
                leaving.append((run.status, -1))
    cuts = {0, *changes, *refused, *(position + 1 for position in refused)}
    counts: Counter[str] = Counter()
    begins = sorted(cut for cut in cuts if cut < scale.size)
    at_last: tuple[int, dict[str, int], bool] | None = None
    for begin in begins:
        for status, more in changes.get(begin, ()):
            counts[status] += more
        now = begin, {status: number for status, number in counts.items() if number}, begin in refused
        if at_last and now[2] and at_last[2]:
            continue
        if at_last:
            yield Stretch(ranged(scale, at_last[0], begin - 1), *at_last[1:])
        at_last = now
    if at_last:
        yield Stretch(ranged(scale, at_last[0], scale.size - 1), *at_last[1:])
