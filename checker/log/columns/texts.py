"""Collects the cells of CSV, block by block, into columns of texts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from checker import files
from checker.log.columns import coded
from checker.log.columns.sheet import FEW, stripped, too_long
from checker.log.columns.stored import FEED
from checker.log.columns.table import EMPTY, Coded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from checker.log.columns.cut import Cut
    from checker.log.columns.lines import Form
    from checker.log.columns.table import Mask, Numbers


class Ragged(Exception):
    """Lines that were taken for plain are not."""


class Collected(NamedTuple):
    """The rows that are not empty: their columns, which are odd, and the line on which each starts."""

    few: Mapping[str, Coded]
    cells: Mapping[str, pl.Series]
    odd: Mask
    lines: Numbers | range


class Texts:
    """The cells of a file, by its columns; one without a name has an empty code."""

    def __init__(self, form: Form) -> None:
        self._codes, self._separator = form.codes, form.separator
        self._schema: dict[str, pl.DataType] = {
            str(number): pl.Categorical(pl.Categories.random()) if code in FEW else pl.String()
            for number, code in enumerate(form.codes)
        }
        self._frames = [pl.DataFrame(schema=self._schema)]
        self._lines: list[Numbers | range] = []
        self.ragged: list[int] = []

    def add(self, found: Cut, first: int) -> None:
        """Add the records of a block whose first line is the file's line `first`. May raise `Ragged`."""
        frame = self._plain(found)
        lines = range(found.start, found.start + frame.height) if found.lines is None else found.lines
        expected = found.taken - found.start if found.lines is None else len(found.lines)
        if frame.height != expected:
            raise RuntimeError(f"{frame.height} rows were cut from {expected} lines")
        full = [each for each in found.apart if len(each[1]) == len(self._codes)]
        self.ragged += [first + line for line, values in found.apart if len(values) != len(self._codes)]
        if full:
            frame = pl.concat([frame, self._apart(values for _, values in full)])
            together = np.concatenate([np.array(lines), [line for line, _ in full]])
            order = np.argsort(together, kind="stable")
            frame, lines = frame[order], together[order]
        self._frames.append(frame)
        if isinstance(lines, range):
            self._lines.append(range(first + lines.start, first + lines.stop))
        else:
            self._lines.append(lines.astype(np.int64) + first)

    def _plain(self, found: Cut) -> pl.DataFrame:
        if not found.plain:
            return pl.DataFrame(schema=self._schema)
        try:
            frame = pl.read_csv(
                found.plain,
                has_header=False,
                separator=self._separator,
                quote_char='"' if found.quoted else None,
                schema=self._schema,
            )
        except (pl.exceptions.ComputeError, pl.exceptions.SchemaError) as error:
            raise Ragged from error
        marks = np.frombuffer(found.plain, np.uint8)
        blanks = int(np.count_nonzero(marks <= ord(" "))) - int(np.count_nonzero(marks == FEED))
        if self._separator == "\t":
            blanks -= int(np.count_nonzero(marks == ord("\t")))
        return self._clean(frame) if found.quoted or blanks or not found.plain.isascii() else frame

    def _apart(self, records: Iterable[list[str]]) -> pl.DataFrame:
        columns = zip(self._schema, zip(*records, strict=True), strict=True)
        frame = pl.DataFrame({name: pl.Series(name, values, dtype=pl.String) for name, values in columns})
        return self._clean(frame).select(pl.col(name).cast(kind) for name, kind in self._schema.items())

    def _clean(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Take away the space around long texts; that around categories waits until all are known."""
        return frame.with_columns(stripped(column) for column in frame if column.dtype == pl.String)

    def collected(self) -> Collected:
        """Give all rows that are not empty."""
        frame = pl.concat(self._frames, rechunk=False)
        self._frames = []
        few, cells, odd = dict[str, Coded](), dict[str, pl.Series](), np.zeros(frame.height, np.bool_)
        most, unnamed = files.limit("CELL_CHARACTERS"), np.zeros(frame.height, np.bool_)
        for name, code in zip(self._schema, self._codes, strict=True):
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
