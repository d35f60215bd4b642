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
    from checker.duties.model import Setting
    from checker.patterns.model import WindowCases
    from checker.plan.model import Check, Plan

Samples = tuple[tuple[date, date], ...]
"""First and last days of triggers."""
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


class Spans:
    """The windows of a plan's checks, each laid out once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._known = unlogged(plan)
        self._found: dict[tuple[str, str, Samples], tuple[Span, ...] | None] = {}

    def of(self, check: Check, samples: Samples) -> tuple[Span, ...] | None:
        """Give a check's window for each sample of a trigger; all days for a standing duty without trigger.

        None if the window hangs on a period, or leaves the calendar.
        """
        key = (check.obligation, check.id, samples)
        if key not in self._found:
            self._found[key] = self._laid_out(check, samples)
        return self._found[key]

    def inside(self, inner: Check, outer: Check, samples: Samples) -> bool:
        """Say whether the one window lies in the other, whatever they hang on."""
        one, other = self._comparable(inner, outer, samples)
        return bool(one) and all(
            o.first <= i.first and i.last <= o.last for i, o in zip(one, other, strict=True)
        )

    def apart(self, first: Check, second: Check, samples: Samples) -> bool:
        """Say whether two windows never share a day."""
        one, other = self._comparable(first, second, samples)
        return bool(one) and all(
            a.last < b.first or b.last < a.first for a, b in zip(one, other, strict=True)
        )

    def _comparable(
        self, first: Check, second: Check, samples: Samples
    ) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """Give two windows; nothing if they hang on different days that are not known without a log."""
        one, other = self.of(first, samples), self.of(second, samples)
        if one is None or other is None or self._unknown(first) != self._unknown(second):
            return (), ()
        return one, other

    def _unknown(self, check: Check) -> set[object]:
        takes = check.pattern.takes.items()
        days = {check.terms.get(name) for name, parameter in takes if parameter.kind == "day"}
        return {term for term in days if self._known.day(term) is None}

    def _laid_out(self, check: Check, samples: Samples) -> tuple[Span, ...] | None:
        if check.pattern.steps is not None:
            return None
        try:
            found = [self._window(check, *sample) for sample in samples]
        except OutOfCalendar:
            return None
        return tuple(span for span in found if span) if all(found) else None

    def _window(self, check: Check, start: date, end: date) -> Span | None:
        found, known = cases(check), self._known
        if found is None:
            return Span(date.min, date.max)
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


def cases(check: Check) -> WindowCases | None:
    """Give how a check's window is fixed: after its trigger, if it forbids something then."""
    broken_by = check.pattern.broken_by
    if broken_by is not None and broken_by.window is not None and "when" in check.terms:
        return broken_by.window
    return check.pattern.window
