"""Decisions that come back: every decision on record, with what became of it by the as-of day.

They are statements, which only known-at and void hide: an entry that says that a decision was carried out
counts whatever its own day is, as a waiver does. Whoever wrote it counts too; a report names them. So does a
decision of a later day than that of the results: it is there, and is not overdue before it was taken.
"""

from __future__ import annotations

from checker.frozen import NamedTuple
from checker.log.record import carried_out
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from checker.log.model import Entry
    from checker.results.in_columns import ResultColumns
    from checker.results.model import Results

OVERDUE, NOT_DONE, DONE = STATES = ("overdue", "not_done", "done")
"""Its day has passed and nothing says that it was carried out; there is time, or no day was set; it was."""
OF_DECISIONS = ("overdue", "decision")
"""The kinds of items of the agenda that are those not done."""


class Done(NamedTuple):
    """That a decision was carried out: the first `entry` that says so, and the `others`, by day.

    It was `least` to `most` days late: two numbers, since a day may not be known exactly; both are 0 if it
    was in time, or if no day was set. `after` says that it was done after the as-of day.
    """

    entry: Entry
    others: tuple[Entry, ...]
    least: int
    most: int
    after: bool


class Decided(NamedTuple):
    """A decision: its entry, its state (one of `STATES`), and how it was carried out, if it was.

    `until` is the last day on which it is in time; `days` how many have passed since, if it is overdue.
    `later` says that it was taken after the as-of day.
    """

    entry: Entry
    state: str
    until: date | None
    days: int
    done: Done | None
    later: bool = False

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries that it rests on."""
        return (self.entry, *((self.done.entry, *self.done.others) if self.done else ()))


def decided(results: Results | ResultColumns) -> tuple[Decided, ...]:
    """Give the decisions on record: those overdue, then those not done, then those done; each by day."""
    record = results.setting.record
    done = carried_out(record)
    found = [
        _decided(entry, done[entry.id], results.as_of) for entry in record.statements.get("decision", ())
    ]
    return tuple(sorted(found, key=_order))


def _decided(entry: Entry, said: tuple[Entry, ...], as_of: date) -> Decided:
    until, later = entry.until.latest if entry.until else None, entry.start.earliest > as_of
    if said:
        return Decided(entry, DONE, until, 0, _done(said, until, as_of), later)
    passed = 0 if until is None or later else max((as_of - until).days, 0)
    return Decided(entry, OVERDUE if passed else NOT_DONE, until, passed, None, later)


def _done(said: tuple[Entry, ...], until: date | None, as_of: date) -> Done:
    first, *others = said
    days = (first.end.earliest, first.end.latest)
    least, most = (max((day - until).days, 0) if until else 0 for day in days)
    return Done(first, tuple(others), least, most, first.end.earliest > as_of)


def _order(each: Decided) -> tuple[object, ...]:
    return STATES.index(each.state), each.until is None, each.until, each.entry.id
