"""One table of a log as columns of texts, before any of them is understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Protocol

    import polars as pl

    from checker.diagnostics import Faults
    from checker.log.columns.table import Mask, Rows
    from checker.log.rows import Header, Row

    class Located(Protocol):
        """Gives rows of a table with their places, as the row reader of its format does."""

        def rows(self, numbers: Rows, faults: Faults) -> Iterator[Row]:
            """Yield rows, by ascending number."""


FEW = frozenset({"date", "end", "recorded", "activity", "by", "to", "illustrative"})
"""The columns that hold few different texts, and are read as categories."""


@dataclass(frozen=True)
class Columns:
    """The filled rows of one table, in the order of the file.

    `cells` are stripped texts by the code of their column, null where empty; those in `FEW` are categories.
    `odd` are rows that only the row reader can judge. `located` gives rows as the row reader has them.
    """

    name: str
    notes: tuple[str, ...]
    header: Header
    cells: Mapping[str, pl.Series]
    odd: Mask
    located: Located

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.odd)

    def row(self, number: int) -> Mapping[str, str]:
        """Give the filled cells of a row."""
        found = {name: column[number] for name, column in self.cells.items()}
        return {name: str(text) for name, text in found.items() if text is not None}


def filled(columns: Mapping[str, pl.Series], names: Sequence[str]) -> list[str]:
    """Name the columns, of those asked for, in which any cell is filled in."""
    return [name for name in names if name in columns and columns[name].null_count() < len(columns[name])]
