"""The days of entries: when each starts and ends, and how the log writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checker.frozen import Frozen
from checker.log.columns import coded
from checker.log.columns.table import EMPTY, Coded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from checker.days import DayRange
    from checker.log.columns.table import Days, Mask

    Span = tuple[DayRange, DayRange]


class When(Frozen):
    """When entries start and end, as `Table` has it; `wrong` are those whose two days do not go together."""

    start_first: Days
    start_last: Days
    end_first: Days
    end_last: Days
    date: Coded
    end: Coded
    wrong: Mask


def when(dates: Coded, starts: Sequence[Span | None], ends: Coded, stops: Sequence[Span | None]) -> When:
    """Give when rows start and end: `starts` and `stops` are what the texts of the two columns say.

    None is a text that is a fault; its rows have no days.
    """
    if _all_exact(starts):
        days = [_days_of(dates, starts, 0, "earliest")] * 4
    else:
        days = [_days_of(dates, starts, part, bound) for part in (0, 1) for bound in ("earliest", "latest")]
    own = ends.codes != EMPTY
    date, end = _halves(dates)
    wrong = own & (end.codes != EMPTY)
    if own.any():
        for place, bound in ((2, "earliest"), (3, "latest")):
            days[place] = np.where(own, _days_of(ends, stops, 0, bound), days[place])
        end = coded.over(end, ends)
    if days[3] is not days[0]:
        wrong = wrong | (days[3] < days[0])
    return When(days[0], days[1], days[2], days[3], date, end, wrong)


def ordinals(days: Iterable[date | None]) -> Days:
    """Give days as numbers, and one more at the end: that of an empty cell."""
    return np.array([*(0 if day is None else day.toordinal() for day in days), 0], np.int32)


def _days_of(column: Coded, spans: Sequence[Span | None], part: int, bound: str) -> Days:
    found = ordinals(None if span is None else getattr(span[part], bound) for span in spans)
    return found[column.codes]


def _all_exact(spans: Sequence[Span | None]) -> bool:
    return all(
        span is not None and (span[0] is span[1] or span[0] == span[1]) and span[0].exact for span in spans
    )


def _halves(dates: Coded) -> tuple[Coded, Coded]:
    """Cut dates of two days in two: what is written of the start, and of the end."""
    if not any("/" in text for text in dates.values):
        return dates, coded.none(len(dates.codes))
    cut = [text.partition("/") for text in dates.values]
    return (
        coded.recoded(dates, [start for start, _, _ in cut]),
        coded.recoded(dates, [end or None for _, _, end in cut]),
    )
