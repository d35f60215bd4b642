"""Compares lengths of time, as far as it holds whatever day they are counted from."""

from __future__ import annotations

from checker.days import Duration
from checker.plan.model import Period

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}
_LEAST, _MOST = {"month": 28, "quarter": 90, "year": 365}, {"month": 31, "quarter": 92, "year": 366}


def longer(long: object, short: object) -> bool:
    """Say whether one duration is never shorter than another; of working days only among themselves."""
    if (
        not isinstance(long, Duration)
        or not isinstance(short, Duration)
        or long.inclusive is not short.inclusive
    ):
        return False
    for units in (_MONTHS, _DAYS, {"working day": 1}):
        if long.unit in units and short.unit in units:
            return long.count * units[long.unit] >= short.count * units[short.unit]
    if long.needs_calendar or short.needs_calendar:
        return False
    return _days(long, _LEAST) >= _days(short, _MOST)


def divides(short: object, long: object) -> bool:
    """Say whether periods of one length fill those of the other, counted from the same day."""
    if not isinstance(short, Period) or not isinstance(long, Period) or short.calendar is not long.calendar:
        return False
    for units in (_MONTHS, _DAYS):
        if short.length.unit in units and long.length.unit in units:
            step = short.length.count * units[short.length.unit]
            return long.length.count * units[long.length.unit] % step == 0
    return False


def _days(length: Duration, lengths: dict[str, int]) -> int:
    return length.count * {**_DAYS, **lengths}[length.unit]
