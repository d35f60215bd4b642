"""Which values of a quantity are looked at: far enough that beyond them nothing changes any more.

A length of time is varied from one of its unit up. Every window that it bounds reaches from some day, its
anchor, so far forward or back; anchors are entries, named dates, the coming into force, or days up to the
as-of day. Once the length reaches from the earliest of these, and of all days that are compared with, past
the latest, and back again, no longer one is told apart from it.

A day is varied from a year before the first that matters, to beyond the last: what begins after the as-of day
owes nothing yet. Below the first, nothing changes any more unless periods are counted from it, which there
are ever more of the earlier it is.

A number of times is varied from one to more than there are acts.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from checker.days import (
    DayRange,
    Duration,
    NoSuchDay,
    OutOfCalendar,
    after,
    before,
    parse_range,
    shift_months,
)
from checker.duties.dates import matching
from checker.plan.model import Period
from checker.revision.ladder import MONTHS_IN, Scale
from checker.revision.marks import of_check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.plan.model import Check, Interpretation
    from checker.results.model import Results

MARGIN = 7
"""Days beyond the last that matters: more than months differ by, or than it makes to count a day in."""
YEAR = 12
"""Months that a day is looked at before the first that matters."""


class Extent(NamedTuple):
    """The first and the last day that matter to some checks."""

    first: date
    last: date


def extent(checks: Iterable[Check], results: Results) -> Extent:
    """Give the first and the last of the days that windows of checks reach from or are compared with."""
    setting = results.setting
    days = {results.as_of}
    if setting.life:
        days.add(setting.life.start)
        days |= {setting.life.end} if setting.life.end else set()
    for check in checks:
        days |= of_check(check, setting).days
        for term in check.terms.values():
            if isinstance(term, str | DayRange) and (found := setting.day(term)) is not None:
                days |= {found.earliest, found.latest}
    return Extent(min(days), max(days))


def units(value: Duration) -> tuple[str, ...]:
    """Give the units in which a length of time is varied: that in which it is told, then days.

    Quarters and years are whole months, so they are told in months; working days stay what they are.
    """
    if value.needs_calendar:
        return (value.unit,)
    return tuple(dict.fromkeys(("month" if value.unit in MONTHS_IN else value.unit, "day")))


def lengths(checks: Iterable[Check], results: Results, unit: str, *, inclusive: bool) -> Scale:
    """Give the scale of a length of time in a unit, for the checks that it is varied in."""
    calendar = results.setting.plan.calendar
    listed = tuple(checks)
    first, last = extent(listed, results)
    others = [after(first, length, calendar) for length in _beside(listed)]
    most = (max([last, *others]) - first).days + 2 * MARGIN

    def past(count: int) -> bool:
        length = Duration(count, unit, inclusive)
        try:
            reaches = (after(first, length, calendar) - max([last, *others])).days >= MARGIN
            return reaches and (first - before(last, length, calendar)).days >= MARGIN
        except (OutOfCalendar, OverflowError):
            return True

    size = bisect_left(range(1, most + 1), True, key=past) + 1  # noqa: FBT003 - what is looked for
    return Scale(unit, inclusive, 1, size, open_below=False, open_above=True)


def days(meant: Interpretation, checks: Iterable[Check], results: Results) -> Scale:
    """Give the scale of a day that an interpretation gives, for the checks that rest on it."""
    listed = tuple(checks)
    first, last = extent(listed, results)
    firsts = tuple(_firsts(listed, results))
    first, last = min([first, *firsts]), max([last, *firsts])
    tried = [meant.value.earliest] if isinstance(meant.value, DayRange) else []
    tried += _alternatives(meant)
    start = min([first, *tried])
    start = shift_months(start, -YEAR) if start.year > date.min.year + 1 else start
    end = max([last, *tried])
    until = results.plan.until
    if isinstance(until, str) and meant.name in results.plan.dates[until].rests_on:
        end = shift_months(end, YEAR) if end.year < date.max.year else date.max
    settled = not any("period" in check.pattern.each or check.pattern.steps for check in listed)
    open_below = settled and all(
        after(start, length, results.plan.calendar) < first for check in listed for length in _lengths(check)
    )
    last_day = min(end.toordinal() + MARGIN, date.max.toordinal())
    size = last_day - start.toordinal() + 1
    return Scale(
        "date", inclusive=False, start=start.toordinal(), size=size, open_below=open_below, open_above=True
    )


def times(check: Check, results: Results) -> Scale:
    """Give the scale of a number of times: up to one more than there are activities that may count."""
    acts = results.setting.record.of_kinds(check.selector(check.pattern.acts).kinds)
    return Scale("times", inclusive=False, start=1, size=len(acts) + 1, open_below=False, open_above=True)


def _firsts(checks: Iterable[Check], results: Results) -> Iterator[date]:
    """Yield the days of all entries that may be the first one of a named date that a check names.

    Which of them is hangs on the day on which the plan comes into force.
    """
    for check in checks:
        for term in check.terms.values():
            named = results.plan.dates.get(term) if isinstance(term, str) else None
            for entry in matching(named, results.setting.record, None) if named else ():
                yield from (entry.start.earliest, entry.end.earliest, entry.end.latest)


def _beside(checks: Iterable[Check]) -> Iterator[Duration]:
    """Yield the lengths beside which another one may leave a window without a day."""
    for check in checks:
        for name in {name for pair in check.pattern.not_empty for name in pair}:
            term = check.terms.get(name)
            if isinstance(term, Duration):
                yield term


def _lengths(check: Check) -> Iterator[Duration]:
    for term in check.terms.values():
        if isinstance(term, Duration):
            yield term
        elif isinstance(term, Period):
            yield term.length


def _alternatives(meant: Interpretation) -> Iterator[date]:
    for text in meant.alternatives:
        try:
            yield parse_range(text).earliest
        except NoSuchDay:
            continue
