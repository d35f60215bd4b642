"""Lays windows beside each other: the days of each, on samples of what they hang on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from checker.days import DAY, OutOfCalendar, on
from checker.duties import windows
from checker.duties.dates import setting as read_against
from checker.duties.model import Life
from checker.log.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.duties.model import Setting
    from checker.patterns.model import WindowCases
    from checker.plan.model import Check, Plan

_DAYS = tuple(date(2008, month, day) for month in range(1, 13) for day in (1, 15, 28))
SHORT = tuple((day, day) for day in _DAYS)
"""Triggers of a day."""
LONG = tuple((day, day + 9 * DAY) for day in _DAYS)
"""Triggers of ten days."""
_NOTHING = Record(date.max, None, (), {}, {}, {})


class Span(NamedTuple):
    """The days of a window, both ends inside."""

    first: date
    last: date


def unlogged(plan: Plan) -> Setting:
    """Read a plan against an empty log, with all its time before it."""
    return read_against(plan, _NOTHING)


def spans(check: Check, plan: Plan, samples: Sequence[tuple[date, date]]) -> tuple[Span, ...] | None:
    """Give a check's window for each sample of a trigger; all days for a standing duty without trigger.

    None if the window hangs on a period, or leaves the calendar.
    """
    if check.pattern.steps is not None:
        return None
    try:
        found = [_laid_out(check, plan, sample) for sample in samples]
    except OutOfCalendar:
        return None
    return tuple(span for span in found if span) if all(found) else None


def comparable(first: Check, second: Check, plan: Plan) -> bool:
    """Say whether two windows hang on the same days as far as these are not known without a log."""
    return _unknown(first, plan) == _unknown(second, plan)


def inside(inner: Sequence[Span] | None, outer: Sequence[Span] | None) -> bool:
    """Say whether the one window lies in the other, whatever they hang on."""
    pairs = zip(inner or (), outer or (), strict=True) if inner and outer else ()
    return bool(inner and outer) and all(o.first <= i.first and i.last <= o.last for i, o in pairs)


def apart(one: Sequence[Span] | None, other: Sequence[Span] | None) -> bool:
    """Say whether two windows never share a day."""
    pairs = zip(one or (), other or (), strict=True) if one and other else ()
    return bool(one and other) and all(a.last < b.first or b.last < a.first for a, b in pairs)


def cases(check: Check) -> WindowCases | None:
    """Give how a check's window is fixed: after its trigger, if it forbids something then."""
    broken_by = check.pattern.broken_by
    if broken_by is not None and broken_by.window is not None and "when" in check.terms:
        return broken_by.window
    return check.pattern.window


def _laid_out(check: Check, plan: Plan, sample: tuple[date, date]) -> Span | None:
    found = cases(check)
    if found is None:
        return Span(date.min, date.max)
    known, (start, end) = unlogged(plan), sample
    setting = known._replace(
        life=known.life or Life(start, None),
        dates={name: days or on(start) for name, days in known.dates.items()},
    )
    ends = {"plan.start": on(date.min), "plan.end": on(date.max)}
    points = {**ends, "trigger.start": on(start), "trigger.end": on(end)}
    window = windows.window(found, check, setting, points)
    if window is None or window.due is None:
        return None
    return Span(window.opens.earliest, window.due.latest)


def _unknown(check: Check, plan: Plan) -> frozenset[str]:
    known = unlogged(plan)
    days = {check.terms[name] for name, takes in check.pattern.takes.items() if takes.kind == "day"}
    return frozenset(str(term) for term in days if known.day(term) is None)
