"""Which rows of a table match a selector: each condition is tried once on each distinct value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from checker.frozen import Frozen
from checker.log.columns.table import EMPTY
from checker.plan.selectors import PEOPLE, SEVERAL
from checker.situations.columns.keyed import order_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from checker.log.columns.table import Coded, Mask, Rows, Table
    from checker.plan.model import Plan
    from checker.plan.selectors import Bindings, Condition, Selector


class _Cell(Frozen):
    """One value of one field, as a selector looks at an activity."""

    kind: str = ""
    by_names: frozenset[str] = frozenset()
    to_names: frozenset[str] = frozenset()
    fields: Mapping[str, str] = {}


class People:
    """Whom the cells of `by` or `to` name, cell for cell; the last one is the empty cell."""

    def __init__(self, cells: Coded, plan: Plan) -> None:
        """Read each distinct cell once."""
        self.codes = cells.codes
        named = [[name for part in cell.split(";") if (name := part.strip())] for cell in (*cells.values, "")]
        self.parties = [frozenset(plan.party_of(code) for code in codes) for codes in named]
        self.names = [parties.union(codes) for parties, codes in zip(self.parties, named, strict=True)]

    def those(self, holds: Sequence[bool], rows: Rows) -> Mask:
        """Give for each row whether it holds for its cell; the last answer is that for the empty cell."""
        found: Mask = np.asarray(holds, dtype=bool)[self.codes[rows]]  # EMPTY is -1: the last
        return found


class Selecting:
    """Selects rows of a table, of those that exist."""

    def __init__(self, table: Table, plan: Plan, exists: Mask) -> None:
        """Sort the rows that exist by kind."""
        self.table = table
        self.people = {"by": People(table.by, plan), "to": People(table.to, plan)}
        rows = np.flatnonzero(exists).astype(np.int32)
        kinds = table.kind.codes[rows].astype(np.int16)
        order = np.argsort(kinds, kind="stable")
        self._rows = rows[order]
        self._starts = np.searchsorted(kinds[order], np.arange(len(table.kind.values) + 1))

    def of_kinds(self, kinds: Collection[str] | None) -> Rows:
        """Give the rows of some kinds, or of all, that exist; by id."""
        values = self.table.kind.values
        found = [
            self._rows[self._starts[code] : self._starts[code + 1]]
            for code, kind in enumerate(values)
            if kinds is None or kind in kinds
        ]
        if len(found) == 1:
            return found[0]
        among = np.zeros(self.table.size, np.bool_)
        for rows in found:
            among[rows] = True
        return np.flatnonzero(among).astype(np.int32)

    def select(self, selector: Selector, bindings: Bindings) -> Rows:
        """Give the rows that match, by id."""
        return self.among(self.of_kinds(selector.kinds), selector.conditions, bindings)

    def among(self, rows: Rows, conditions: Collection[Condition], bindings: Bindings) -> Rows:
        """Give those of some rows for which every condition holds."""
        for condition in conditions:
            rows = rows[self.holds(condition, rows, bindings)]
        return rows

    def holds(self, condition: Condition, rows: Rows, bindings: Bindings) -> Mask:
        """Say for which rows a condition holds."""
        name = condition.field
        if not len(rows) or (name not in self.table.fields and name not in (*PEOPLE, "activity")):
            return np.full(len(rows), condition.holds(_Cell(), bindings))
        if name == "activity":
            kinds = self.table.kind
            found = [condition.holds(_Cell(kind=kind), bindings) for kind in kinds.values]
            return np.asarray([*found, False])[kinds.codes[rows]]
        if name in PEOPLE:
            cells = (
                _Cell(by_names=names) if name == "by" else _Cell(to_names=names)
                for names in self.people[name].names
            )
            return self.people[name].those([condition.holds(cell, bindings) for cell in cells], rows)
        return self._holds_for_text(condition, rows, bindings)

    def _holds_for_text(self, condition: Condition, rows: Rows, bindings: Bindings) -> Mask:
        name = condition.field
        column = self.table.fields[name].gather(rows)
        if condition.present is not None:
            filled: Mask = column.is_not_null().to_numpy()
            return filled if condition.present else ~filled
        if condition.at_least is not None or condition.at_most is not None or name in SEVERAL:
            return _by_value(condition, column, bindings)
        wanted = condition.values.union(*(bindings.get(v, frozenset()) for v in condition.variables))
        among: Mask = column.is_in(sorted(wanted)).fill_null(value=False).to_numpy()
        return ~among if condition.negated else among


def _by_value(condition: Condition, column: pl.Series, bindings: Bindings) -> Mask:
    """Try each distinct text once."""
    distinct = column.unique()
    texts = distinct.to_list()
    cells = (_Cell(fields={} if text is None else {condition.field: text}) for text in texts)
    answers = pl.Series([condition.holds(cell, bindings) for cell in cells], dtype=pl.Boolean)
    found = column.replace_strict(distinct, answers, return_dtype=pl.Boolean)
    return found.to_numpy()


def coded(column: pl.Series) -> NDArray[np.int64]:
    """Give each distinct text of a column a number; `EMPTY` where there is none.

    Texts are told apart by as much of a hash as one number holds beside a position; should two different ones
    agree in that, all are ranked instead, which takes three times as long.
    """
    hashes = column.hash().to_numpy().view(np.int64) >> (len(column).bit_length() + 1)
    order = order_of(hashes)
    ordered, texts = hashes[order], column.gather(order)
    another = ordered[1:] != ordered[:-1]
    if (texts.slice(1).ne_missing(texts.slice(0, max(len(texts) - 1, 0))).to_numpy() != another).any():
        return (column.rank("dense").cast(pl.Int64) - 1).fill_null(EMPTY).to_numpy()
    found = np.empty(len(column), np.int64)
    found[order] = np.cumsum(np.concatenate([[False], another])[: len(column)])
    found[column.is_null().to_numpy()] = EMPTY
    return found
