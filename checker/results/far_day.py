"""A single row that carries the as-of day far away, which is rarely meant."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from checker.log.record import void_ids

if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.log.model import Log

YEAR = timedelta(days=366)


def latest_day(log: Log, faults: Faults) -> None:
    """Warn if a single activity carries the default as-of day on by more than a year."""
    void = void_ids(log.entries)
    days = sorted(
        (max(e.start.latest, e.end.latest), e.id) for e in log.entries if e.activity and e.id not in void
    )
    if len(days) > 1 and days[-1][0] - days[-2][0] > YEAR:
        entry = next(e for e in log.entries if e.id == days[-1][1])
        message = f"this row alone carries the as-of day from {days[-2][0]} to {days[-1][0]}"
        faults.warn("log/far-day", entry.at, message, "mend the date, or give the day with --as-of")
