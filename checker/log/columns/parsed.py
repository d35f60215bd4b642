"""Takes records of CSV apart into cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from checker.log.columns.sheet import stripped
from checker.log.columns.stored import FEED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.log.columns.cut import Cut
    from checker.log.columns.table import Numbers


class Ragged(Exception):
    """Lines that were taken for plain are not."""


def parsed(
    found: Cut, separator: str, schema: Mapping[str, pl.DataType]
) -> tuple[pl.DataFrame, Numbers | range]:
    """Give the cells of a block's records that have the right number of them, and their lines in the block.

    Long texts are stripped; categories are not, which can wait until all are known. May raise `Ragged`.
    """
    frame = _plain(found, separator, schema)
    lines = range(found.start, found.taken) if found.lines is None else found.lines
    if len(lines) != frame.height:
        raise RuntimeError(f"{frame.height} rows were cut from {len(lines)} lines")
    full = [(line, values) for line, values in found.apart if len(values) == len(schema)]
    if not full:
        return frame, lines
    frame = pl.concat([frame, _apart((values for _, values in full), schema)])
    together = np.concatenate([np.array(lines, np.int64), np.array([line for line, _ in full], np.int64)])
    order = np.argsort(together, kind="stable")
    return frame[order], together[order]


def _plain(found: Cut, separator: str, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    if not found.plain:
        return pl.DataFrame(schema=schema)
    try:
        frame = pl.read_csv(
            found.plain,
            has_header=False,
            separator=separator,
            quote_char='"' if found.quoted else None,
            schema=schema,
        )
    except (pl.exceptions.ComputeError, pl.exceptions.SchemaError) as error:
        raise Ragged from error
    marks = np.frombuffer(found.plain, np.uint8)
    blanks = int(np.count_nonzero(marks <= ord(" "))) - int(np.count_nonzero(marks == FEED))
    if separator == "\t":
        blanks -= int(np.count_nonzero(marks == ord("\t")))
    return _clean(frame) if found.quoted or blanks or not found.plain.isascii() else frame


def _apart(records: Iterable[list[str]], schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    columns = zip(schema, zip(*records, strict=True), strict=True)
    frame = pl.DataFrame({name: pl.Series(name, values, dtype=pl.String) for name, values in columns})
    return _clean(frame).select(pl.col(name).cast(kind) for name, kind in schema.items())


def _clean(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(stripped(column) for column in frame if column.dtype == pl.String)
