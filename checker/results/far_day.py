"""An as-of day that is far away, which is rarely meant: by a single row, or as it was asked for."""

from __future__ import annotations

from datetime import timedelta

from checker.log.record import void_ids
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from checker.diagnostics import Faults
    from checker.log.model import Entry, Log

YEAR = timedelta(days=366)
FAR = 10
"""How many years after the last activity a day is far."""


def latest_day(log: Log, faults: Faults) -> None:
    """Warn if a single activity carries the default as-of day on by more than a year."""
    days = _days(log)
    if len(days) > 1:
        entry = next(e for e in log.entries if e.id == days[-1][1])
        tell_latest(days[-2][0], days[-1][0], entry, faults)


def tell_latest(before: date, last: date, entry: Entry, faults: Faults) -> None:
    """Warn if the last activity alone carries the as-of day on by more than a year."""
    if last - before > YEAR:
        message = f"this row alone carries the as-of day from {before} to {last}"
        faults.warn("log/far-day", entry.at, message, "mend the date, or give the day with --as-of")


def asked_day(log: Log, as_of: date, faults: Faults) -> None:
    """Warn if the as-of day that is asked for is more than ten years after the last activity."""
    days = _days(log)
    if days and as_of - days[-1][0] > FAR * YEAR:
        last, name = days[-1]
        entry = next(e for e in log.entries if e.id == name)
        message = f"this is the last activity, {(as_of - last) // YEAR} years before the as-of day, {as_of}"
        mend = (
            "all that falls due until then is worked out, which takes long; if it is not meant, mend --as-of"
        )
        faults.warn("log/far-as-of", entry.at, message, mend)


def _days(log: Log) -> list[tuple[date, str]]:
    """Give the last day of each activity that stands, with its id, in their order."""
    void = void_ids(log.entries)
    return sorted(
        (max(e.start.latest, e.end.latest), e.id) for e in log.entries if e.activity and e.id not in void
    )
