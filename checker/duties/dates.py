"""Resolves the life and the named dates of a plan against a record."""

from datetime import date

from checker.days import DAY, DayRange
from checker.duties.model import Life, Setting
from checker.log.model import Entry
from checker.log.record import Record
from checker.plan.model import NamedDate, Plan
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def setting(plan: Plan, record: Record) -> Setting:
    """Read a plan against a record. Without a coming into force every check is dormant (no life).

    Of several versions each is read by itself, and ends on the day before the next one comes into force.
    """
    if not plan.parts:
        return _alone(plan, record)
    parts: dict[str, Setting] = {}
    follows: date | None = None
    for part in reversed(plan.parts):
        own = _alone(part.plan, record)
        parts[part.plan.version] = own._replace(life=_until(own.life, follows))
        follows = own.life.start if own.life else follows
    ordered = {part.plan.version: parts[part.plan.version] for part in plan.parts}
    begun = [own for own in ordered.values() if own.life and own.life.start <= record.as_of]
    dates = {name: days for own in parts.values() for name, days in own.dates.items()}
    return Setting(plan, record, (begun or [*ordered.values()])[-1 if begun else 0].life, dates, ordered)


def _until(life: Life | None, follows: date | None) -> Life | None:
    """Let a life end on the day before the next version comes into force, unless it has ended before."""
    if life is None or follows is None:
        return life
    last = follows - DAY
    return Life(life.start, last if life.end is None else min(life.end, last))


def _alone(plan: Plan, record: Record) -> Setting:
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
