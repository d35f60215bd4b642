"""Days on which examples teach something: a month's end, several days, a leap day, the eve of closed days."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import MAXYEAR, date
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from checker.days import DAY, OutOfCalendar, shift_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.days import Calendar
    from checker.duties.model import Life

LONG_MONTHS = (1, 3, 5, 7, 8, 10, 12)
YEARS = 13
"""So many calendar years hold a leap day, wherever they begin but for one turn of a century in four."""


class Days(NamedTuple):
    """On which days something happens, from the first to the last."""

    first: date
    last: date


def telling(life: Life, calendar: Calendar | None) -> tuple[Days, ...]:
    """Give three stretches of days in the life, by day; fewer if it is shorter than that.

    `calendar` is the plan's if working days are counted: then the third is the eve of days that are none.
    """
    found: list[Days] = []
    third = _leap_days(life) if calendar is None else _eves(life, calendar)
    for kind in (_month_ends(life), _several(life), third):
        usable = (days for days in chain(kind, _any(life)) if _inside(days, life) and days not in found)
        found += [days for days in (next(usable, None),) if days is not None]
    return tuple(sorted(found))


def anchor(life: Life) -> date:
    """Give a day in the life from which lengths may be counted: a month's end, if it has one."""
    return next((days.first for days in _month_ends(life) if _inside(days, life)), life.start)


def month_end(first: date, last: date) -> date:
    """Give the latest month's end from the first to the last of some days; else the last of them."""
    day = date(last.year, last.month, 1)
    if last.day == monthrange(last.year, last.month)[1]:
        return last
    return max(first, day - DAY) if day > first else last


def beside(day: date, number: int) -> date | None:
    """Give the day so many after another; none beyond the calendar."""
    try:
        return shift_days(day, number)
    except OutOfCalendar:
        return None


def _inside(days: Days, life: Life) -> bool:
    return days.first >= life.start and (life.end is None or days.last <= life.end)


def _years(life: Life) -> range:
    return range(life.start.year, min(life.start.year + YEARS, MAXYEAR + 1))


def _month_ends(life: Life) -> Iterator[Days]:
    """Yield the ends of Januaries, after which a month is shorter; then of other long months."""
    for month in LONG_MONTHS:
        for year in _years(life):
            yield Days(date(year, month, 31), date(year, month, 31))


def _several(life: Life) -> Iterator[Days]:
    """Yield five days in a row: in May, or another month."""
    for month in (5, *range(1, 13)):
        for year in _years(life):
            yield Days(date(year, month, 5), date(year, month, 9))


def _leap_days(life: Life) -> Iterator[Days]:
    for year in _years(life):
        if isleap(year):
            yield Days(date(year, 2, 29), date(year, 2, 29))
    for year in _years(life):
        yield Days(date(year, 12, 31), date(year, 12, 31))


def _eves(life: Life, calendar: Calendar) -> Iterator[Days]:
    """Yield working days before one that is closed, and then before any that is none."""
    closed = sorted(day - DAY for day in calendar.closed if day > date.min)
    soon = (beside(life.start, number) for number in range(60))
    for day in chain(closed, soon):
        after = None if day is None else beside(day, 1)
        if day is not None and after is not None and calendar.works(day) and not calendar.works(after):
            yield Days(day, day)


def _any(life: Life) -> Iterator[Days]:
    """Yield whatever days a short life has."""
    for number in range(10):
        day = beside(life.start, number)
        if day is not None:
            yield Days(day, day)
