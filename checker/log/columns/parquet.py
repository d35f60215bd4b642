"""Parquet as columns."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from checker import files
from checker.log.columns.sheet import Columns
from checker.log.columns.stored import stored
from checker.log.columns.texts import Texts
from checker.log.formats.parquet import Damaged, opened, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.diagnostics import Faults
    from checker.log.columns.stored import Stored
    from checker.log.columns.table import Numbers
    from checker.log.formats.parquet import Table
    from checker.log.rows import Header, ReadOptions, Row

SLICE = 1 << 20  # rows that are read together


def read(path: str, options: ReadOptions, faults: Faults) -> Columns | None:
    """Give the table of a file; None if it is none, for a reason that is then in `faults`."""
    found = stored(path, faults)
    if found is None:
        return None
    try:
        table = opened(path, found.data, faults)
        head = None if table is None else table.header(options, faults)
        if table is None or head is None or not table.within_limits(faults, "BULK_ROWS"):
            return None
        return _columns(found, table, head, options)
    except Damaged:
        refuse(path, faults)
    except OSError as error:
        faults.unreadable(*files.why_unreadable(path, error))
    return None


def _columns(found: Stored, table: Table, head: Header, options: ReadOptions) -> Columns:
    texts, nul = Texts(head.codes), [np.zeros(0, np.bool_)]
    for start in range(0, table.size, SLICE):
        frame = table.texts(start, SLICE)
        has_nul = pl.any_horizontal(pl.all().str.contains("\0", literal=True).fill_null(value=False))
        nul.append(frame.select(has_nul.alias("")).to_series().to_numpy())
        frame = frame.select(pl.col(name).cast(kind) for name, kind in texts.schema.items())
        texts.add(frame, range(start, start + frame.height))
        options.passed(os.path.getsize(found.path) * frame.height // table.size if found.data is None else 0)
    rows = texts.collected()
    numbers = np.array(rows.lines, np.int64)
    odd = rows.odd | np.concatenate(nul)[numbers]
    located = _Rows(found, table, head, options, numbers)
    return Columns(found.path, (), head, rows.few, rows.cells, odd, located)


class _Rows:
    """The rows of a file: `numbers` are those that are not empty."""

    def __init__(
        self, found: Stored, table: Table, head: Header, options: ReadOptions, numbers: Numbers
    ) -> None:
        self._stored, self._table, self._head, self._options = found, table, head, options
        self._numbers = numbers

    def rows(self, numbers: Numbers, faults: Faults) -> Iterator[Row]:
        """Yield rows by their numbers, which ascend; what is wrong with their cells goes to `faults`."""
        self._stored.check()
        return self._table.rows(self._head, self._numbers[numbers].tolist(), self._options, faults)

    def report(self, odd: Numbers, faults: Faults) -> None:
        """Tell what is wrong with the cells of these rows."""
        for _ in self.rows(odd, faults):
            pass
