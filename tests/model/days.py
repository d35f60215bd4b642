"""Days: imprecise dates as intervals, durations, working days and periods."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}  # the season's number in the month's place: the month it begins in
MONTHS = {"month": 1, "quarter": 3, "year": 12}


class Interval(NamedTuple):
    """The days that an imprecise date may turn out to be, both ends inside."""

    first: date
    last: date

    @property
    def precise(self) -> bool:
        return self.first == self.last


def day(when: date) -> Interval:
    """A date that is known to the day."""
    return Interval(when, when)


def add_months(when: date, months: int) -> date:
    """The same day of the month so many months on (or back), clipped to the month's end."""
    year, month = divmod(when.year * 12 + when.month - 1 + months, 12)
    return date(year, month + 1, min(when.day, calendar.monthrange(year, month + 1)[1]))


def parse(text: str) -> Interval:
    """Read a day or an imprecise date (not `a/b`, which is two of them)."""
    parts = re.sub(r"[~?%]", "", text.strip()).split("-")
    year = int(parts[0])
    numbers = [int(part) for part in parts[1:] if part != "XX"]
    if not numbers:
        return Interval(date(year, 1, 1), date(year, 12, 31))
    if len(numbers) == 2:
        return day(date(year, numbers[0], numbers[1]))
    month = SEASONS.get(numbers[0], numbers[0])
    first = date(year, month, 1)
    return Interval(first, add_months(first, 3 if numbers[0] in SEASONS else 1) - DAY)


def is_day(text: str) -> bool:
    """Whether a text of the plan is a date rather than a name."""
    return re.fullmatch(r"\d{4}-.*", text) is not None


@dataclass(frozen=True)
class Calendar:
    """The plan's working days."""

    weekend: frozenset[str]
    closed: frozenset[date]

    def works(self, when: date) -> bool:
        return WEEKDAYS[when.weekday()] not in self.weekend and when not in self.closed


@dataclass(frozen=True)
class Duration:
    """So many units, counted from a day; inclusive: beginning with that day."""

    number: int
    unit: str  # day, week, month, quarter, year, working day
    inclusive: bool
    calendar: Calendar

    def after(self, start: date, times: int = 1) -> date:
        return self._from(start, times, 1)

    def before(self, end: date) -> date:
        return self._from(end, 1, -1)

    def around(self, start: Interval, *, back: bool = False) -> Interval:
        """The day so long after (or before) each end of an interval."""
        move = self.before if back else self.after
        return Interval(move(start.first), move(start.last))

    def _from(self, start: date, times: int, sign: int) -> date:
        count = self.number * times
        if self.unit == "working day":
            return self._working(start, count, sign)
        if self.unit in MONTHS:
            moved = add_months(start, sign * count * MONTHS[self.unit])
        else:
            moved = start + sign * count * (7 if self.unit == "week" else 1) * DAY
        return moved - sign * DAY if self.inclusive else moved

    def _working(self, start: date, count: int, sign: int) -> date:
        """The day that is the working day of this number; the start itself counts only if inclusive."""
        if count == 0:
            return start
        when = start if self.inclusive else start + sign * DAY
        while True:
            count -= self.calendar.works(when)
            if count == 0:
                return when
            when += sign * DAY


def parse_duration(text: str, working: Calendar) -> Duration:
    """Read `30 days`, `1 quarter`, `10 working days inclusive` and the like."""
    words = text.split()
    inclusive = words[-1] == "inclusive"
    unit = " ".join(words[1 : len(words) - inclusive])
    return Duration(int(words[0]), unit.removesuffix("s"), inclusive, working)


def calendar_periods(unit: str, start: date) -> Iterator[Interval]:
    """The calendar's years, quarters or months, from the one that the start lies in."""
    months = MONTHS[unit]
    opens = date(start.year, (start.month - 1) // months * months + 1, 1)
    while True:
        following = add_months(opens, months)
        yield Interval(opens, following - DAY)
        opens = following


def anchored_periods(every: Duration, anchor: date) -> Iterator[Interval]:
    """Period k runs from anchor + k times the duration to the day before the next one."""
    k = 0
    while True:
        yield Interval(every.after(anchor, k), every.after(anchor, k + 1) - DAY)
        k += 1
