"""Days as numbers, and what is counted from them: each distinct day once, by the calendar itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from checker.days import after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from checker.days import Calendar, Duration
    from checker.log.columns.table import Days, Mask


def day_of(number: int) -> date:
    """Give a day from its number."""
    return date.fromordinal(number)


def distinct_days(starts: Days, ends: Days) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the distinct pairs of a start and an end, and for each of many the number of its own."""
    first = int(starts.min(initial=np.iinfo(np.int32).max))
    if (starts == ends).all() and len(starts):  # nearly all are: then counting is faster than sorting
        there = np.flatnonzero(np.bincount(starts - first))
        number = np.zeros(int(there[-1]) + 1, np.int64)
        number[there] = np.arange(len(there))
        return np.stack([there + first, there + first], axis=1), number[starts - first]
    both, which = np.unique(starts.astype(np.int64) << 32 | ends, return_inverse=True)
    return np.stack([both >> 32, both & 0xFFFFFFFF], axis=1), which


def days_after(days: Days, length: Duration, calendar: Calendar | None) -> Days:
    """Give the last day, inclusive, of a time that runs for `length` after each day."""
    distinct, which = np.unique(days, return_inverse=True)
    moved = [after(day_of(int(day)), length, calendar).toordinal() for day in distinct]
    return np.array(moved, np.int32)[which]


def covered(first: Days, last: Days, spans: Sequence[tuple[date, date]]) -> Mask:
    """Say of each stretch of days whether all of them lie in one of `spans`; if it has none, they do."""
    joined: list[list[int]] = []
    for start, end in sorted((a.toordinal(), b.toordinal()) for a, b in spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    inside: Mask = last < first
    if joined:
        starts, ends = np.array(joined).T
        at = np.searchsorted(starts, first, side="right") - 1
        inside |= (at >= 0) & (ends[at] >= last)
    return inside
