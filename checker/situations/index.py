"""Candidates for a check's acts, in order, so that a duty looks only at those that its days allow."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from checker.duties.compile import fields_bound
from checker.frozen import NamedTuple
from checker.plan.selectors import SEVERAL
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from checker.duties.model import Duty
    from checker.log.model import Entry
    from checker.plan.model import Check
    from checker.plan.selectors import Bindings, Condition

OWN = frozenset({"bearer", "counterparty"})
"""The variables that a check binds for each bearer, whatever triggers."""


class Ordered:
    """Entries by latest day and id, with what is needed to skip those that are too early or too late."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Take entries in that order."""
        self.entries = entries
        self._latest = [entry.end.latest for entry in entries]
        self._soonest: list[date] = []
        soonest = date.max
        for entry in reversed(entries):
            soonest = min(soonest, entry.end.earliest)
            self._soonest.append(soonest)
        self._soonest.reverse()

    def since(self, day: date) -> Iterator[tuple[Entry, date]]:
        """Yield the entries that may have ended on `day` or later.

        Each comes with the first day on which it or one that follows may have ended.
        """
        for number in range(bisect_left(self._latest, day), len(self.entries)):
            yield self.entries[number], self._soonest[number]

    def before(self, day: date) -> Iterator[Entry]:
        """Yield the entries that ended before `day`, the nearest day first, of one day by id."""
        end = bisect_left(self._latest, day)
        while end:
            start = bisect_left(self._latest, self._latest[end - 1])
            yield from self.entries[start:end]
            end = start


class Wanted(NamedTuple):
    """What a check wants of its acts, for one bearer: save what is asked of the field `but`, if one is named.

    `fixed` conditions hold for every trigger, `varying` ones depend on it; `missed` are those on `but`, of
    which one must fail. `same` are the fields in which an act agrees with the trigger.
    """

    fixed: tuple[Condition, ...]
    varying: tuple[Condition, ...]
    missed: tuple[Condition, ...]
    same: tuple[str, ...]

    def fits(self, entry: Entry, bindings: Bindings) -> bool:
        """Say whether an activity can be a candidate, as far as no trigger is needed to say so."""
        misses = [c for c in self.missed if not OWN.issuperset(c.variables) or not c.holds(entry, bindings)]
        return bool(misses or not self.missed) and all(c.holds(entry, bindings) for c in self.fixed)

    def suits(self, entry: Entry, duty: Duty) -> bool:
        """Say whether a candidate matches the trigger, and fails on `but` alone."""
        trigger = duty.trigger
        if trigger is not None and (entry.id == trigger.id or not agree(entry, trigger, self.same)):
            return False
        if not all(condition.holds(entry, duty.bindings) for condition in self.varying):
            return False
        return not self.missed or not all(condition.holds(entry, duty.bindings) for condition in self.missed)


def wanted(check: Check, but: str | None, *, triggered: bool) -> Wanted:
    """Sort the conditions on a check's acts."""
    conditions = check.selector(check.pattern.acts).conditions
    same = check.terms.get("same") if triggered else None
    return Wanted(
        fixed=tuple(c for c in conditions if c.field != but and OWN.issuperset(c.variables)),
        varying=tuple(c for c in conditions if c.field != but and not OWN.issuperset(c.variables)),
        missed=tuple(c for c in conditions if c.field == but),
        same=same if isinstance(same, tuple) else (),
    )


def agree(entry: Entry, other: Entry, fields: Iterable[str]) -> bool:
    """Say whether two activities agree in the named fields, both filled in."""
    return all(not fields_bound(entry, name).isdisjoint(fields_bound(other, name)) for name in fields)


class Candidates:
    """The activities that can be acts of one check and bearer, grouped by a field of the trigger's."""

    def __init__(self, asked: Wanted, entries: Iterable[Entry], bindings: Bindings) -> None:
        """Sort and group those of `entries` that fit."""
        self.asked = asked
        self._key = next((name for name in asked.same if name not in SEVERAL), None)
        groups: dict[frozenset[str], list[Entry]] = {}
        for entry in sorted((e for e in entries if asked.fits(e, bindings)), key=lambda e: e.order):
            groups.setdefault(fields_bound(entry, self._key) if self._key else frozenset(), []).append(entry)
        self._groups = {value: Ordered(found) for value, found in groups.items()}

    def around(self, duty: Duty) -> Ordered:
        """Give those that share the field with the duty's trigger; none if the trigger lacks it."""
        if self._key is None or duty.trigger is None:
            return self._groups.get(frozenset(), NONE)
        value = fields_bound(duty.trigger, self._key)
        return self._groups.get(value, NONE) if value else NONE


NONE = Ordered(())
