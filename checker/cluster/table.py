"""Makes a table of rows that workers have read, as the bulk reader makes one of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checker import files
from checker.cluster.raw import Odd
from checker.diagnostics import Faults, InvalidInput, Place
from checker.located.model import Text
from checker.log.columns.load import together
from checker.log.columns.parts import InColumns
from checker.log.columns.sheet import Columns, too_long
from checker.log.rows import Header, Row, checked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.cluster.raw import Raw
    from checker.log.columns.table import Numbers, Table
    from checker.log.rows import ReadOptions
    from checker.plan.model import Plan

NAME = "part"


def table(raw: Raw, plan: Plan, options: ReadOptions) -> Table:
    """Give the entries of rows. Raises `Odd` if anything is wrong with one of them."""
    faults = Faults()
    try:
        found = together([InColumns(columns(raw, options), plan, options, faults)], plan, options, faults)
    except InvalidInput:
        raise Odd from None
    if found is None:
        raise Odd
    return found


def columns(raw: Raw, options: ReadOptions) -> Columns:
    """Give rows as what the reader understands. Raises `Odd` if a cell cannot be read."""
    most = files.limit("CELL_CHARACTERS")
    for column in raw.cells.values():
        if too_long(column, most) is not None or column.str.contains("\0", literal=True).any():
            raise Odd
    if any(len(text) > most or "\0" in text for column in raw.few.values() for text in column.values):
        raise Odd
    codes = (*raw.few, *raw.cells)
    at = Place(NAME, 1, 1)
    return Columns(
        name=NAME,
        notes=(),
        header=Header(codes, dict.fromkeys(codes, at), {}),
        few=raw.few,
        cells=raw.cells,
        odd=np.zeros(raw.size, np.bool_),
        located=_Rows(raw, options),
    )


class _Rows:
    """The rows as the row reader has them. Where they stand in their file is not known here."""

    def __init__(self, raw: Raw, options: ReadOptions) -> None:
        self._raw, self._options = raw, options

    def rows(self, numbers: Numbers, faults: Faults) -> Iterator[Row]:
        """Yield rows by their numbers."""
        raw = self._raw
        for number in numbers.tolist():
            at = Place(NAME, number + 2, 1)
            texts = {
                name: column.values[column.codes[number]]
                for name, column in raw.few.items()
                if column.codes[number] >= 0
            }
            texts |= {
                name: text for name, column in raw.cells.items() if (text := column[number]) is not None
            }
            yield Row(
                {name: checked(name, Text(text, at), self._options, faults) for name, text in texts.items()},
                at,
            )

    def report(self, odd: Numbers, faults: Faults) -> None:
        """Tell what is wrong with cells: nothing, since one that is wrong has ended the run."""
