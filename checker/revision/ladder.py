"""A ladder: the values that one quantity may take, and the stretches under which verdicts are the same.

Positions count the values of a scale from 0. What stands on a ladder is exact: see `checker.revision.climb`.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from checker.days import Duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.diagnostics import Diagnostic

Value = Duration | date | int
"""What a quantity may be: a length of time, a day, or a number of times."""

Same = tuple[object, ...]
"""What makes a duty the same under another value: obligation, check, bearer, entries, place among like."""

MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}
"""The units that are whole months, so that each length in them is one of months too."""
_DAYS_IN = {"day": 1, "week": 7}


class Scale(NamedTuple):
    """Values in a row: `size` of them, the first being `start`.

    `unit` is that of a duration, or `date` (then `start` is the ordinal of a day), or `times`. Below the
    first and above the last value nothing changes any more, if the scale is open there.
    """

    unit: str
    inclusive: bool
    start: int
    size: int
    open_below: bool
    open_above: bool

    def value(self, position: int) -> Value:
        """Give the value at a position."""
        number = self.start + position
        if self.unit == "date":
            return date.fromordinal(number)
        return number if self.unit == "times" else Duration(number, self.unit, self.inclusive)

    def position(self, value: Value) -> int | None:
        """Give the position of a value: the last one for all beyond; None if it is not of this scale."""
        if isinstance(value, Duration):
            alike = (value.inclusive, value.more) == (self.inclusive, 0)
            number = _counted(value, self.unit) if alike else None
        elif isinstance(value, date):
            number = value.toordinal() if self.unit == "date" else None
        else:
            number = value if self.unit == "times" else None
        if number is None or number < self.start:
            return None
        place = number - self.start
        return place if place < self.size else self.size - 1 if self.open_above else None

    def part(self, position: int, whole: int = 1000) -> int:
        """Give how far along the scale the beginning of a position lies, if its end is `whole` away."""
        return position * whole // self.size


def _counted(value: Duration, unit: str) -> int | None:
    """Give how many of a unit a length of time is; None if it is no whole number of them, on every day."""
    alike = next((each for each in (MONTHS_IN, _DAYS_IN) if {value.unit, unit} <= each.keys()), {unit: 1})
    if value.unit not in alike or value.count * alike[value.unit] % alike[unit]:
        return None
    return value.count * alike[value.unit] // alike[unit]


class Range(NamedTuple):
    """Values from `first` to `last`, at the positions `begin` to `end`; None where there is no end."""

    first: Value | None
    last: Value | None
    begin: int
    end: int


class Run(NamedTuple):
    """Positions, both inside, at which a duty has a status; None: there is no such duty."""

    begin: int
    end: int
    status: str | None


class Refusal(NamedTuple):
    """Values that cannot be asked, since the plan would be wrong, and why."""

    range: Range
    why: tuple[Diagnostic, ...]


class Stretch(NamedTuple):
    """A longest range of values under which all verdicts are the same; and how many duties have each status.

    Nothing is counted where the values cannot be asked (`refused`).
    """

    range: Range
    counts: Mapping[str, int]
    refused: bool


class Band(NamedTuple):
    """A longest range of values under which a clause has the same rating, and the counts at both its ends.

    No rating: the values cannot be asked. `least` and `most` are how often each status occurs within the
    range.
    """

    range: Range
    rating: str | None
    least: Mapping[str, int]
    most: Mapping[str, int]


class Ladder(NamedTuple):
    """A scale, the `present` position on it (None: the present value is none of them), and what stands there.

    `courses` has, for each duty that there is anywhere on it and that rests on the quantity, its statuses
    from the first position to the last.
    """

    scale: Scale
    present: int | None
    stretches: tuple[Stretch, ...]
    courses: Mapping[Same, tuple[Run, ...]]
    refused: tuple[Refusal, ...]

    def status(self, same: Same, position: int) -> str | None:
        """Give the status of a duty at a position; None if there is no such duty."""
        return at(self.courses.get(same, ()), position)


def at(course: tuple[Run, ...], position: int) -> str | None:
    """Give the status of a course at a position; None if there is no such duty."""
    place = bisect_right(course, position, key=lambda run: run.begin) - 1
    return course[place].status if place >= 0 and position <= course[place].end else None


def ranged(scale: Scale, begin: int, end: int) -> Range:
    """Give the values at the positions `begin` to `end`, both inside."""
    first = None if begin == 0 and scale.open_below else scale.value(begin)
    last = None if end == scale.size - 1 and scale.open_above else scale.value(end)
    return Range(first, last, begin, end)
