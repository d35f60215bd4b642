"""Collects the cells of a table, block by block, into columns of texts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from checker import files
from checker.frozen import NamedTuple
from checker.log.columns import coded
from checker.log.columns.sheet import FEW, too_long
from checker.log.columns.table import EMPTY, Coded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checker.log.columns.table import Mask, Numbers


class Collected(NamedTuple):
    """The rows that are not empty: their columns, which are odd, and the line on which each starts."""

    few: Mapping[str, Coded]
    cells: Mapping[str, pl.Series]
    odd: Mask
    lines: Numbers | range


class Texts:
    """The cells of a table, by the codes of its columns; one without a name has an empty code.

    `schema` says what the columns of the frames are that are put together, by number.
    """

    def __init__(self, codes: Sequence[str]) -> None:
        self._codes = codes
        self.schema: dict[str, pl.DataType] = {
            str(number): pl.Categorical(pl.Categories.random()) if code in FEW else pl.String()
            for number, code in enumerate(codes)
        }
        self._frames = [pl.DataFrame(schema=self.schema)]
        self._lines: list[Numbers | range] = []

    def add(self, frame: pl.DataFrame, lines: Numbers | range) -> None:
        """Add rows that start on some lines."""
        self._frames.append(frame)
        self._lines.append(lines)

    def collected(self) -> Collected:
        """Give all rows that are not empty."""
        frame = pl.concat(self._frames, rechunk=False)
        self._frames = []
        few, cells, odd = dict[str, Coded](), dict[str, pl.Series](), np.zeros(frame.height, np.bool_)
        most, unnamed = files.limit("CELL_CHARACTERS"), np.zeros(frame.height, np.bool_)
        for name, code in zip(self.schema, self._codes, strict=True):
            column = frame.drop_in_place(name)
            if code in FEW:
                known = coded.cleaned(coded.coded(column))
                odd |= np.array([*(len(text) > most for text in known.values), False])[known.codes]
                few[code] = coded.over(few[code], known) if code in few else known
                continue
            long = too_long(column, most)
            odd = odd if long is None else odd | long
            if not code:
                unnamed |= column.is_not_null().to_numpy()
            else:
                cells[code] = column.fill_null(cells[code]) if code in cells else column
        return _filled(Collected(few, cells, odd | unnamed, _joined(self._lines)), unnamed)


def _filled(rows: Collected, unnamed: Mask) -> Collected:
    """Leave out the rows that are empty."""
    if rows.cells["id"].null_count() == 0:
        return rows
    filled = unnamed | np.logical_or.reduce([column.codes != EMPTY for column in rows.few.values()])
    for column in rows.cells.values():
        filled |= column.is_not_null().to_numpy()
    return rows if filled.all() else kept(rows, filled)


def kept(rows: Collected, which: Mask) -> Collected:
    """Give some of the rows."""
    return Collected(
        {name: Coded(column.codes[which], column.values) for name, column in rows.few.items()},
        {name: column.filter(pl.Series(which)) for name, column in rows.cells.items()},
        rows.odd[which],
        np.array(rows.lines)[which],
    )


def _joined(lines: Sequence[Numbers | range]) -> Numbers | range:
    """Put lines together; as a range, if they follow one another."""
    ranges = [each for each in lines if isinstance(each, range)]
    if not lines:
        return range(0)
    if len(ranges) == len(lines) and all(a.stop == b.start for a, b in pairwise(ranges)):
        return range(ranges[0].start, ranges[-1].stop)
    return np.concatenate(
        [np.arange(each.start, each.stop) if isinstance(each, range) else each for each in lines]
    )
