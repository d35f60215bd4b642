"""Rows of a log as columns of texts that nobody has understood yet: from Parquet, and between workers."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from checker import files
from checker.diagnostics import Faults
from checker.log.columns import coded
from checker.log.columns.sheet import FEW, stripped
from checker.log.columns.table import EMPTY, Coded
from checker.log.formats.parquet import Damaged, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from checker.log.columns.table import Mask
    from checker.log.rows import ReadOptions

    Chosen = NDArray[np.integer] | Mask
    """Rows by their numbers, or which of all."""

PLAIN = (pl.String, pl.Date, pl.Categorical, pl.Enum, pl.Null)
"""What columns hold of which texts are made without further thought."""
EPOCH = 719_163
"""The number of 1970-01-01, from which Parquet counts its days."""
HOME = "/home"
"""The column that says to which part a row belongs; no column of a log has such a name."""


class Unreadable(Exception):
    """A file that a worker needs cannot be read: its path, and why."""


class Odd(Exception):
    """Something is wrong with what the log says: the reader of one process says what."""


class Stretch(NamedTuple):
    """Some rows of one file of the log, which follow one another."""

    path: str
    first: int
    rows: int


class Raw(NamedTuple):
    """Rows as texts, by the codes of their columns: `few` as `FEW` has it, `cells` all others."""

    few: Mapping[str, Coded]
    cells: Mapping[str, pl.Series]

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.cells["id"])

    def take(self, rows: Chosen) -> Raw:
        """Give some of the rows."""
        at = pl.Series(np.flatnonzero(rows) if rows.dtype == np.bool_ else rows)
        few = {name: coded.taken(column, at.to_numpy()) for name, column in self.few.items()}
        return Raw(few, {name: column.gather(at) for name, column in self.cells.items()})

    def filled(self, name: str) -> Mask:
        """Say which cells of a column are filled in."""
        mask: Mask = np.zeros(self.size, bool)
        if name in self.few:
            mask = self.few[name].codes != EMPTY
        elif name in self.cells:
            mask = self.cells[name].is_not_null().to_numpy()
        return mask


@contextmanager
def reading(path: str) -> Iterator[None]:
    """Say which file it is that cannot be read. Raises `Unreadable`."""
    try:
        yield
    except OSError as error:
        raise Unreadable(path, _why(error)) from None
    except (pl.exceptions.PolarsError, ValueError, EOFError):
        raise Unreadable(path, "it is not whole, or no file of this kind") from None


def _why(error: OSError) -> str:
    """Say why a file cannot be read; not every fault of the system comes with its number."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    return "you may not read it" if isinstance(error, PermissionError) else files.why(error)


def read(stretch: Stretch, options: ReadOptions) -> Raw:
    """Read a stretch of a Parquet file. Raises `Unreadable`, and `Odd` if something is wrong with it."""
    faults = Faults()
    with reading(stretch.path):
        table = opened(stretch.path, None, faults)
        head = None if table is None else table.header(options, faults)
        if table is None or head is None or faults.count:
            raise Odd
        scan = pl.scan_parquet(os.path.abspath(stretch.path), glob=False, hive_partitioning=False)
        plain = all(kind in PLAIN for kind in scan.collect_schema().dtypes())
        try:
            found = (
                scan.slice(stretch.first, stretch.rows).collect()
                if plain
                else table.texts(stretch.first, stretch.rows)
            )
        except Damaged:
            raise Unreadable(stretch.path, "it is damaged, or was changed while it was read") from None
    if found.height != stretch.rows:
        raise Unreadable(stretch.path, "it was changed while it was read")
    few, cells = dict[str, Coded](), dict[str, pl.Series]()
    for code, column in zip(head.codes, found.get_columns(), strict=True):
        if code in FEW:
            few[code] = _few(column)
        else:
            cells[code] = stripped(column if column.dtype == pl.String else column.cast(pl.String)).alias(
                code
            )
    return _filled(Raw(few, cells))


def _few(column: pl.Series) -> Coded:
    if column.dtype == pl.Date:
        days = column.to_physical().fill_null(-EPOCH).to_numpy().astype(np.int64) + EPOCH
        known, at = coded.numbered(days)
        texts = pl.Series(known - EPOCH, dtype=pl.Int32).cast(pl.Date).dt.to_string("%Y-%m-%d").to_list()
        return Coded(at, texts) if not len(known) or known[0] else Coded(at - 1, texts[1:])
    return coded.cleaned(coded.coded(column.cast(pl.String) if column.dtype == pl.Null else column))


def _filled(raw: Raw) -> Raw:
    """Leave out the rows that are empty."""
    if not raw.cells["id"].null_count():
        return raw
    filled = np.logical_or.reduce([raw.filled(name) for name in (*raw.few, *raw.cells)])
    return raw if filled.all() else raw.take(filled)


def put(path: str, raw: Raw, homes: NDArray[np.integer] | None = None, parts: int = 0) -> list[int]:
    """Write rows into a file of the run; with `homes`, part by part: then where each of the parts begins.

    The file is there whole, or not at all. Raises `files.OutputFault`.
    """
    columns = [pl.Series(name, _enumerated(column)) for name, column in raw.few.items()]
    frame = pl.DataFrame([*columns, *(column.alias(name) for name, column in raw.cells.items())])
    begins = [0]
    if homes is not None:
        known = np.bincount(homes, minlength=parts)
        begins = [0, *np.cumsum(known).tolist()]
        frame = frame.with_columns(pl.Series(HOME, homes))
        if parts:
            found = frame.partition_by(HOME, as_dict=True, include_key=False)
            frame = pl.concat([found[key] for key in sorted(found)] or [frame.drop(HOME)], rechunk=False)
    aside(path, lambda name: frame.write_ipc(name, compat_level=pl.CompatLevel.newest()))
    return begins


def aside(path: str, write: Callable[[str], object]) -> None:
    """Write a file of the run beside its place, and give it its name. Raises `files.OutputFault`."""
    beside = f"{path}.{os.urandom(8).hex()}"
    try:
        write(beside)
        os.replace(beside, path)
    except OSError as error:
        raise files.OutputFault(f"cannot write {path}: {files.why(error)}") from None


def _enumerated(column: Coded) -> pl.Series:
    codes = pl.Series(column.codes, dtype=pl.Int64)
    if (column.codes == EMPTY).any():
        codes = codes.set(codes == EMPTY, None)
    return codes.cast(pl.UInt32).cat.to(pl.Enum(list(column.values)))


def take(path: str, first: int = 0, rows: int | None = None) -> pl.DataFrame:
    """Give rows of a file of the run. Raises `Unreadable`."""
    with reading(path):
        return pl.scan_ipc(path, glob=False).slice(first, rows).collect()


def of_frame(frame: pl.DataFrame) -> Raw:
    """Give rows as they were before they were put into a file."""
    few, cells = dict[str, Coded](), dict[str, pl.Series]()
    for column in frame:
        if isinstance(column.dtype, pl.Enum):
            codes = column.to_physical().cast(pl.Int32).fill_null(EMPTY).to_numpy()
            few[column.name] = Coded(codes, column.dtype.categories.to_list())
        elif column.name != HOME:
            cells[column.name] = column
    return Raw(few, cells)


def joined(parts: Sequence[Raw]) -> Raw:
    """Put rows below one another."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return Raw({}, {"id": pl.Series("id", [], dtype=pl.String)})
    few = dict.fromkeys(name for part in parts for name in part.few)
    cells = dict.fromkeys(name for part in parts for name in part.cells)
    return Raw(
        {name: coded.joined([part.few.get(name) or coded.none(part.size) for part in parts]) for name in few},
        {name: pl.concat([_cells(part, name) for part in parts]) for name in cells},
    )


def _cells(part: Raw, name: str) -> pl.Series:
    if name in part.cells:
        return part.cells[name]
    return pl.repeat(None, part.size, dtype=pl.String, eager=True).alias(name)
