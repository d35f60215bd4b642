"""Columns of few different texts, as numbers and the texts that they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from checker.log.columns.table import EMPTY, Coded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from checker.log.columns.table import Mask, Numbers

SPARSE = 16  # so many times more possible numbers than there are may be counted in a table


def coded(cells: pl.Series) -> Coded:
    """Give numbers to the texts of a column, in their own order; null is `EMPTY`."""
    kinds = pl.Categories.random() if cells.dtype == pl.String else None
    held = cells if kinds is None else cells.cast(pl.Categorical(kinds))
    known = held.unique().drop_nulls()
    known = known.gather(known.cast(pl.String).arg_sort())
    numbers = known.to_physical().to_numpy()
    into = np.full(int(numbers.max(initial=0)) + 2, EMPTY, np.int32)
    into[numbers] = np.arange(len(numbers), dtype=np.int32)
    codes = held.to_physical()
    return Coded(into[codes.fill_null(len(into) - 1).to_numpy()], known.cast(pl.String).to_list())


def numbered(numbers: Numbers) -> tuple[Numbers, NDArray[np.int32]]:
    """Give the different ones of some whole numbers from 0, ascending, and for each number which it is."""
    bound = int(numbers.max(initial=-1)) + 1
    if bound > SPARSE * len(numbers) + SPARSE:
        found, at = np.unique(numbers, return_inverse=True)
        return found, at.astype(np.int32)
    into = np.zeros(bound, np.int32)
    into[numbers] = 1
    found = np.flatnonzero(into)
    into[found] = np.arange(len(found), dtype=np.int32)
    return found, into[numbers]


def recoded(column: Coded, texts: Sequence[str | None]) -> Coded:
    """Put other texts in place of those of a column; None is empty, and equal ones become one."""
    values = sorted({text for text in texts if text is not None})
    at = {text: code for code, text in enumerate(values)}
    return Coded(_into(texts, at)[column.codes], values)


def cleaned(column: Coded) -> Coded:
    """Take away the space around texts; where nothing is left, a cell is empty."""
    texts = [text.strip() or None for text in column.values]
    return column if texts == list(column.values) else recoded(column, texts)


def none(size: int) -> Coded:
    """Make a column of empty cells."""
    return Coded(np.full(size, EMPTY, np.int32), ())


def where(mask: Mask, text: str) -> Coded:
    """Make a column that has one text in some rows, and is empty in the others."""
    return Coded(np.where(mask, 0, EMPTY).astype(np.int32), (text,))


def joined(columns: Sequence[Coded]) -> Coded:
    """Put columns below one another."""
    values = sorted({text for column in columns for text in column.values})
    if all(list(column.values) == values for column in columns):
        return Coded(np.concatenate([column.codes for column in columns]), values)
    at = {text: code for code, text in enumerate(values)}
    return Coded(np.concatenate([_into(column.values, at)[column.codes] for column in columns]), values)


def over(below: Coded, above: Coded) -> Coded:
    """Give the cells of `above`, and where they are empty those of `below`."""
    values = sorted({*below.values, *above.values})
    at = {text: code for code, text in enumerate(values)}
    low, high = (_into(column.values, at)[column.codes] for column in (below, above))
    return Coded(np.where(high == EMPTY, low, high), values)


def _into(texts: Iterable[str | None], at: Mapping[str, int]) -> NDArray[np.int32]:
    """Give the new code of each text, and that of an empty cell at the end, where -1 finds it."""
    return np.array([*(EMPTY if text is None else at[text] for text in texts), EMPTY], np.int32)


def of(texts: Sequence[str | None]) -> Coded:
    """Give numbers to texts; None is `EMPTY`."""
    return recoded(Coded(np.arange(len(texts), dtype=np.int32), ()), texts)


def texts_of(column: Coded) -> pl.Series:
    """Give the text of each row, null where it is empty."""
    known = pl.Series([*column.values, None], dtype=pl.String)
    return known.gather(np.where(column.codes == EMPTY, len(column.values), column.codes))


def taken(column: Coded, rows: NDArray[np.integer]) -> Coded:
    """Give some rows of a column."""
    return Coded(column.codes[rows], column.values)
