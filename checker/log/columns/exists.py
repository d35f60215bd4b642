"""Which rows of a table exist on a given day, and the statements beside them: `log/record` for columns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from checker.frozen import NamedTuple, replace
from checker.log.record import Record, chains, void_ids

if TYPE_CHECKING:
    from collections.abc import Collection

    from checker.log.columns.table import Days, Mask, Table
    from checker.log.model import Entry


class Existing(NamedTuple):
    """The record of statements, without activities, and which rows are activities that have begun.

    In `table` the latest days of imprecise ones are cut at the as-of day and the day they were recorded.
    """

    record: Record
    begun: Mask
    table: Table


def existing(
    table: Table, kinds: Collection[str], as_of: date | None, known_at: date | None
) -> Existing | None:
    """Bring a table back as of a day, by default the latest day of an activity that is not void.

    `kinds` are those of activities. None if no day is given and no activity gives one.
    """
    known = np.ones(table.size, bool)
    if known_at is not None:
        known = np.where(table.recorded, table.recorded, table.end_last) <= known_at.toordinal()
    named = linked(table, known)
    void = table.rows_of(sorted(void_ids(named)))
    standing = known.copy()
    standing[void] = False
    is_activity = np.array([kind in kinds for kind in table.kind.values], bool)
    activities = standing & is_activity[table.kind.codes] if table.size else standing
    if as_of is None:
        if not activities.any():
            return None
        as_of = date.fromordinal(
            int(max(table.start_last[activities].max(), table.end_last[activities].max()))
        )
    begun = activities & (table.start_first <= as_of.toordinal())
    statements: dict[str, list[Entry]] = {}
    for entry, row in zip(
        table.statements, table.rows_of([e.id for e in table.statements]).tolist(), strict=True
    ):
        if standing[row]:
            statements.setdefault(entry.kind, []).append(entry)
    counted = {
        "rows": table.size,
        "not_yet_known": table.size - int(known.sum()),
        "void": len(void),
        "statements": int(standing.sum() - activities.sum()),
        "later": int(activities.sum() - begun.sum()),
        "activities": int(begun.sum()),
    }
    kept = {kind: tuple(entries) for kind, entries in statements.items()}
    record = Record(as_of, known_at, (), kept, chains(named), counted)
    return Existing(record, begun, _cut(table, begun, as_of.toordinal()))


def _cut(table: Table, begun: Mask, as_of: int) -> Table:
    """Cut the latest days of imprecise ones: what the log says was done, was done by then."""

    def cut(first: Days, latest: Days) -> Days:
        rows = np.flatnonzero(first != latest)
        if not len(rows):
            return latest
        rows = rows[begun[rows]]
        recorded = table.recorded[rows]
        last = np.where(recorded, np.minimum(recorded, as_of), as_of)
        found = latest.copy()
        found[rows] = np.minimum(latest[rows], np.maximum(first[rows], last))
        return found

    return replace(
        table,
        start_last=cut(table.start_first, table.start_last),
        end_last=cut(table.end_first, table.end_last),
    )


def linked(table: Table, known: Mask) -> list[Entry]:
    """Give the known entries that correct or retract another, and those that they name."""
    rows: set[int] = set()
    for name in ("corrects", "retracts"):
        column = table.fields.get(name)
        if column is not None:
            own = np.flatnonzero(column.is_not_null().to_numpy())
            rows.update(own.tolist(), table.rows_of(sorted(set(column.gather(own).to_list()))).tolist())
    there = sorted(row for row in rows if known[row])
    return table.make(there)
