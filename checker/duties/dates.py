"""Resolves the life and the named dates of a plan against a record."""

from datetime import date
from typing import TYPE_CHECKING

from checker.days import DayRange
from checker.duties.model import Life, Setting
from checker.log.model import Entry
from checker.log.record import Record
from checker.plan.model import NamedDate, Plan

if TYPE_CHECKING:
    from collections.abc import Iterable


def setting(plan: Plan, record: Record) -> Setting:
    """Read a plan against a record. Without a coming into force every check is dormant (no life)."""
    start = _days(plan.start, plan, record)
    until = _days(plan.until, plan, record)
    life = Life(start.latest, until.latest if until else None) if start else None
    own = {plan.start, plan.until}
    dates = {
        name: _resolve(named, record, None if name in own else life.start if life else date.max)
        for name, named in plan.dates.items()
    }
    return Setting(plan, record, life, dates)


def _days(term: str | DayRange | None, plan: Plan, record: Record) -> DayRange | None:
    if term is None or isinstance(term, DayRange):
        return term
    return _resolve(plan.dates[term], record, None)


def _resolve(named: NamedDate, record: Record, since: date | None) -> DayRange | None:
    if named.first is None:
        return named.days
    found = matching(named, record, since)
    if not found:
        return None
    return DayRange(min(e.end.earliest for e in found), min(e.end.latest for e in found))


def matching(named: NamedDate, record: Record, since: date | None) -> list[Entry]:
    """Give the entries among which the first one gives a named date: those that certainly start in time."""
    entries: Iterable[Entry] = record.of_kinds(named.first.kinds if named.first else ())
    return [
        e
        for e in entries
        if named.first and named.first.matches(e, {}) and (since is None or e.start.earliest >= since)
    ]
