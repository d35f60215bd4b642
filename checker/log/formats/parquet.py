"""Parquet: one table, its cells as the texts that other formats would have. Needs polars, the extra `bulk`.

Such a file has no lines: places are rows, counted from 1, and columns by name.
"""

from __future__ import annotations

import os.path
from functools import partial

from checker import files
from checker.diagnostics import Place
from checker.located.model import Text
from checker.located.source import other_kind
from checker.log import rows
from checker.log.rows import Row, Sheet
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import polars as pl

    from checker.diagnostics import Faults
    from checker.log.rows import Header, ReadOptions

suffixes = (".parquet",)
MAGIC = b"PAR1"  # how such a file begins and ends
HEAD = 400  # bytes by which other kinds of file are known
EXACT = 10**15  # whole numbers up to here are exact in any program
SLICE = 1 << 16  # rows that are taken from the file together, if only some are asked for


class Damaged(Exception):
    """A file cannot be read after all."""


def read(path: str, options: ReadOptions, faults: Faults) -> tuple[Sheet, ...]:
    """Give the one table of the file, if it can be read. Codes begin with `parquet/` and `log/`."""
    data = files.read_bytes(path, faults, "LOG_BYTES")
    table = None if data is None else opened(path, data, faults)
    head = None if table is None else table.header(options, faults)
    if table is None or head is None or not table.within_limits(faults, "ROWS"):
        return ()
    try:
        found = tuple(table.rows(head, range(table.size), options, faults))
    except Damaged:
        refuse(path, faults)
        return ()
    return (Sheet(found, head.columns, path, heads=head.heads),)


def opened(path: str, data: bytes | None, faults: Faults) -> Table | None:
    """Open a file, or its bytes, if they are at hand; None, with the reason in `faults`, if it is no table.

    Raises `OSError`.
    """
    try:
        import polars as pl  # noqa: PLC0415 - an extra
    except ImportError:
        told = "Parquet cannot be read here, because the package polars is not installed"
        mend = "run `pip install 'agreement-checker[bulk]'`, or save the table as .csv"
        faults.unreadable("parquet/not-installed", path, told, mend)
        return None
    if data is None:
        with open(path, "rb") as file:
            head = file.read(HEAD)
    else:
        head = data[:HEAD]
    kind = other_kind(head)
    if kind is not None and not head.startswith(MAGIC):
        faults.unreadable("file/not-text", path, *kind)
        return None
    try:
        scan = pl.scan_parquet(
            os.path.abspath(path) if data is None else data, glob=False, hive_partitioning=False
        )
        return Table(path, scan, scan.collect_schema(), int(scan.select(pl.len()).collect().item()))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        refuse(path, faults)
        return None


def refuse(path: str, faults: Faults) -> None:
    """Refuse a file that is damaged."""
    told = "this file is no Parquet, or it is damaged or cut off"
    faults.unreadable("parquet/damaged", path, told, "fetch or export it again, or save the table as .csv")


class Table:
    """A file of so many rows."""

    def __init__(self, path: str, scan: pl.LazyFrame, schema: pl.Schema, size: int) -> None:
        self._path, self._scan, self._schema, self.size = path, scan, schema, size
        self._names = [name.strip() for name in schema]

    def header(self, options: ReadOptions, faults: Faults) -> Header | None:
        """Find the columns; None if they are not those of a log, or hold what is no text."""
        before = faults.count
        if not rows.is_log(self._names, options.labels):
            told = "this table has no columns id and date"
            mend = "name the columns as those of a log are named, in small letters"
            faults.unreadable("parquet/no-log", self._path, told, mend)
            return None
        for number, (name, kind) in enumerate(self._schema.items()):
            if not name.strip():
                told, mend = "this column has no name", "name it, or leave it out"
                faults.error("parquet/no-column-name", self._head(number, 0), told, mend)
            if _text_of(name, kind) is None:
                told = f"this column holds {kind}, of which no texts can be made"
                mend = "write texts, with semicolons between several"
                faults.error("parquet/not-text", self._head(number, 0), told, mend)
        if faults.count > before:
            return None
        names = [Text(name, (self._head, number, 0)) for number, name in enumerate(self._names)]
        return rows.header_of(names, options.labels, faults)

    def within_limits(self, faults: Faults, limit_name: str) -> bool:
        """Tell whether the file may have so many rows; if not, it is put into `faults`."""
        return rows.within_limits(self.size, self._row(files.limit(limit_name), 0), faults, limit_name)

    def texts(self, start: int, count: int) -> pl.DataFrame:
        """Give rows as stripped texts, null where empty; the columns have numbers. May raise `Damaged`."""
        import polars as pl  # noqa: PLC0415 - an extra

        from checker.log.columns.sheet import stripped  # noqa: PLC0415 - needs the extra too

        texts = [
            text.alias(str(number))
            for number, (name, kind) in enumerate(self._schema.items())
            if (text := _text_of(name, kind)) is not None
        ]
        try:
            frame = self._scan.slice(start, count).select(texts).collect()
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            raise Damaged from error
        return frame.select(stripped(column) for column in frame)

    def rows(
        self, head: Header, numbers: Iterable[int], options: ReadOptions, faults: Faults
    ) -> Iterator[Row]:
        """Yield rows by their numbers, from 0, which ascend; empty ones left out. May raise `Damaged`."""
        start, frame = 0, self.texts(0, 0)
        for number in numbers:
            if number >= start + len(frame):
                start = number - number % SLICE
                frame = self.texts(start, SLICE)
            cells = {
                code: Text(text, (partial(self._cell, text), number, index))
                for index, (code, text) in enumerate(zip(head.codes, frame.row(number - start), strict=True))
                if text is not None
            }
            if cells:
                checked = {code: rows.checked(code, text, options, faults) for code, text in cells.items()}
                yield Row(checked, (self._row, number, 0))

    def _head(self, number: int, _: int) -> Place:
        name = self._names[number]
        return Place(self._path, 0, number + 1, max(1, len(name)), f"column {number + 1}", name)

    def _row(self, number: int, _: int) -> Place:
        return Place(self._path, number + 1, 1, 1, f"row {number + 1}")

    def _cell(self, text: str, number: int, index: int) -> Place:
        name = self._names[index] if "!" not in self._names[index] else str(index + 1)
        return Place(self._path, number + 1, index + 1, len(text), f"row {number + 1}, column {name}", text)


def _text_of(name: str, kind: pl.DataType) -> pl.Expr | None:
    """Give a column as texts: days as YYYY-MM-DD, true as yes, whole numbers without decimals."""
    import polars as pl  # noqa: PLC0415 - an extra

    cells, text = pl.col(name), pl.col(name).cast(pl.String)
    if kind == pl.Boolean:
        return pl.when(cells).then(pl.lit("yes")).when(~cells).then(pl.lit("no"))
    if kind == pl.Datetime:
        day, time = cells.dt.strftime("%Y-%m-%d"), cells.dt.strftime("%Y-%m-%d %H:%M:%S")
        return pl.when(cells.dt.time() == pl.time(0)).then(day).otherwise(time)
    if kind.is_float():
        whole = (cells == cells.floor()) & (cells.abs() < EXACT)
        return pl.when(whole).then(cells.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(text)
    known = (pl.String, pl.Categorical, pl.Enum, pl.Date, pl.Null)
    return text if kind.is_integer() or kind.is_decimal() or kind in known else None
