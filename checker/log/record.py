"""The log as it is on a given day: which entries exist, what they say of their days, and who is void."""

from __future__ import annotations

from functools import cached_property

from checker.days import DayRange
from checker.frozen import Frozen, replace
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from checker.log.model import Entry, Log


class Record(Frozen):
    """What a log says as of one day and, optionally, as known at another.

    `activities` are those that have begun and are not void, their days cut at the as-of day and the day
    they were recorded; `statements` are the entries about the record, which only known-at and void hide.
    """

    as_of: date
    known_at: date | None
    activities: tuple[Entry, ...]
    statements: Mapping[str, tuple[Entry, ...]]
    chains: Mapping[str, frozenset[str]]
    accounting: Mapping[str, int]
    __slots__ = ("__dict__",)  # for what is worked out once

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Entry, ...]]:
        """The activities of each kind."""
        found: dict[str, list[Entry]] = {}
        for entry in self.activities:
            found.setdefault(entry.kind, []).append(entry)
        return {kind: tuple(entries) for kind, entries in found.items()}

    def of_kinds(self, kinds: Iterable[str] | None) -> tuple[Entry, ...]:
        """Give the activities of the kinds, or all of them."""
        if kinds is None:
            return self.activities
        wanted = sorted(kinds)
        if len(wanted) == 1:
            return self.by_kind.get(wanted[0], ())
        return tuple(entry for kind in wanted for entry in self.by_kind.get(kind, ()))

    def over(self, entry: Entry) -> bool:
        """Say whether an activity has ended by the as-of day, and can discharge."""
        return entry.end.earliest <= self.as_of


def record(log: Log, as_of: date | None, known_at: date | None) -> Record | None:
    """Bring back the log as of a day, by default the latest day of an activity that is not void.

    None if no day is given and no activity gives one.
    """
    known = [e for e in log.entries if known_at is None or e.known_from <= known_at]
    void = void_ids(known)
    standing = [e for e in known if e.id not in void]
    if as_of is None:
        days = [max(e.start.latest, e.end.latest) for e in standing if e.activity]
        if not days:
            return None
        as_of = max(days)
    begun = [e for e in standing if e.activity and e.start.earliest <= as_of]
    statements: dict[str, list[Entry]] = {}
    for entry in standing:
        if not entry.activity:
            statements.setdefault(entry.kind, []).append(entry)
    told = sum(len(entries) for entries in statements.values())
    accounting = {
        "rows": len(log.entries),
        "not_yet_known": len(log.entries) - len(known),
        "void": len(void),
        "statements": told,
        "later": len(standing) - told - len(begun),
        "activities": len(begun),
    }
    if sum(accounting.values()) != 2 * accounting["rows"]:
        raise RuntimeError(f"rows of the log are not accounted for: {accounting}")
    return Record(
        as_of=as_of,
        known_at=known_at,
        activities=tuple(cut(entry, as_of) for entry in begun),
        statements={kind: tuple(entries) for kind, entries in statements.items()},
        chains=chains(known),
        accounting=accounting,
    )


def cut(entry: Entry, as_of: date) -> Entry:
    """Cut the latest days of imprecise ones: what the log says was done, was done by then."""
    last = as_of if entry.recorded is None else min(as_of, entry.recorded)
    start, end = _cut(entry.start, last), _cut(entry.end, last)
    return entry if start is entry.start and end is entry.end else replace(entry, start=start, end=end)


def _cut(days: DayRange, last: date) -> DayRange:
    return days if days.latest <= last or days.exact else DayRange(days.earliest, max(days.earliest, last))


def void_ids(known: Iterable[Entry]) -> frozenset[str]:
    """Name the entries that are retracted or corrected.

    An entry is void if a retraction that is not itself retracted names it, or if a correction that is not
    retracted leads to it, directly or through the entries that it corrects.
    """
    entries = {e.id: e for e in known}
    retractions: dict[str, list[str]] = {}
    corrected: dict[str, str] = {}
    for e in entries.values():
        if "retracts" in e.fields:
            retractions.setdefault(e.fields["retracts"], []).append(e.id)
        if "corrects" in e.fields:
            corrected[e.id] = e.fields["corrects"]
    retracted: dict[str, bool] = {}
    stack = sorted(entries)
    while stack:  # a walk of its own, since a chain of retractions may be as long as the log
        name = stack[-1]
        by = retractions.get(name, ())
        waiting = [r for r in by if r not in retracted]
        if waiting:
            stack.extend(waiting)
            continue
        retracted[name] = any(not retracted[r] for r in by)
        stack.pop()
    void = {name for name in entries if retracted[name]}
    for name, first in corrected.items():
        if not retracted[name]:
            step: str | None = first
            while step is not None:
                void.add(step)
                step = corrected.get(step)
    return frozenset(void & entries.keys())


def chains(known: Iterable[Entry]) -> Mapping[str, frozenset[str]]:
    """Give, for each correction, itself and the entries that it corrects, directly or through others.

    An entry that is not yet known does not exist, so nothing leads to it or through it.
    """
    ids = {e.id: e.fields.get("corrects") for e in known}
    found = {}
    for name, corrected in ids.items():
        chain, step = {name}, corrected
        while step is not None and step in ids:
            chain.add(step)
            step = ids[step]
        if len(chain) > 1:
            found[name] = frozenset(chain)
    return found


def carried_out(record: Record) -> dict[str, tuple[Entry, ...]]:
    """Give, for each decision on record, the entries that say it was carried out, by day.

    They may name an entry that the decision corrects too.
    """
    said: dict[str, list[Entry]] = {}
    for entry in record.statements.get("decision_done", ()):
        said.setdefault(entry.fields["of"], []).append(entry)
    found = {}
    for name in (entry.id for entry in record.statements.get("decision", ())):
        meant = [entry for each in record.chains.get(name, {name}) for entry in said.get(each, ())]
        found[name] = tuple(sorted(meant, key=lambda entry: entry.order))
    return found
