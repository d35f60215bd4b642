"""One table of a log as columns of texts, before any of them is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.frozen import Frozen
from checker.log.columns.table import EMPTY, Coded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Protocol

    import polars as pl

    from checker.diagnostics import Faults
    from checker.log.columns.table import Mask, Numbers
    from checker.log.rows import Header, Row

    class Located(Protocol):
        """The rows of a table with their places, as the row reader of its format has them."""

        def rows(self, numbers: Numbers, faults: Faults) -> Iterator[Row]:
            """Yield rows by their numbers, which ascend; what is wrong with their cells goes to `faults`.

            Raises `OSError` if the file is gone.
            """

        def report(self, odd: Numbers, faults: Faults) -> None:
            """Tell what is wrong with the cells of these rows, and with lines that are no rows."""


FEW = frozenset({"date", "end", "recorded", "activity", "by", "to", "illustrative"})
"""The columns that hold few different texts."""
SPACE = " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""What `str.strip` takes away."""


class Columns(Frozen):
    """The filled rows of one table, in the order of the file.

    `few` has the columns in `FEW`, `cells` all others: stripped texts, by the code of their column, null
    where empty. Some of the cells of rows that are `odd` are faults in themselves. `ends_early` says that the
    file is no table from some line on.
    """

    name: str
    notes: tuple[str, ...]
    header: Header
    few: Mapping[str, Coded]
    cells: Mapping[str, pl.Series]
    odd: Mask
    located: Located
    ends_early: bool = False

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.odd)

    @property
    def names(self) -> tuple[str, ...]:
        """The codes of the columns."""
        return (*self.few, *self.cells)

    def filled(self, name: str) -> Mask | None:
        """Tell which cells of a column are filled in; None if none is."""
        if name in self.few:
            mask: Mask = self.few[name].codes != EMPTY
        elif name in self.cells and self.cells[name].null_count() < self.size:
            mask = self.cells[name].is_not_null().to_numpy()
        else:
            return None
        return mask if mask.any() else None

    def row(self, number: int) -> Mapping[str, str]:
        """Give the filled cells of a row."""
        few = {
            name: column.values[column.codes[number]]
            for name, column in self.few.items()
            if column.codes[number] != EMPTY
        }
        texts = {name: column[number] for name, column in self.cells.items()}
        return few | {name: str(text) for name, text in texts.items() if text is not None}


def stripped(cells: pl.Series) -> pl.Series:
    """Give texts without the space around them; null where nothing is left."""
    texts = cells.str.strip_chars(SPACE)
    return texts.set(texts == "", None) if (texts == "").any() else texts


def too_long(cells: pl.Series, most: int) -> Mask | None:
    """Tell which texts are longer than so many characters; None if none is."""
    if int(cells.str.len_bytes().max() or 0) <= most:  # type: ignore[arg-type]
        return None
    mask: Mask = (cells.str.len_chars() > most).fill_null(value=False).to_numpy()
    return mask if mask.any() else None
