"""CSV as columns: blocks of lines that need no more than cutting at each separator are cut all at once."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from checker.diagnostics import Faults
from checker.located.source import Source, other_kind
from checker.log.columns.sheet import FEW, Columns
from checker.log.formats import csv

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.log.columns.table import Rows
    from checker.log.rows import Header, ReadOptions, Row

suffixes = csv.suffixes
BLOCK = 1 << 24  # bytes that are looked at together
SPACE = " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""What `str.strip` takes away."""


class Unfit(Exception):
    """A file that is not cut all at once."""


def read(path: str, options: ReadOptions) -> Columns:
    """Give the table of a file. Raises `Unfit` if the row reader must read it."""
    if not os.path.isfile(path):
        raise Unfit
    return _Reading(path, options).columns()


class _Reading:
    """The reading of one file."""

    def __init__(self, path: str, options: ReadOptions) -> None:
        self._path, self._options = path, options
        self._kinds = {name: pl.Categories.random() for name in FEW}
        self._separator = ","
        self._header_line = b""

    def columns(self) -> Columns:
        header: Header | None = None
        found = []
        for data in _blocks(self._path):
            body = data
            if header is None:
                header, body = self._header(data)
            if body:
                found.append(self._cut(body, header))
        if header is None:
            raise Unfit
        if not found:
            found.append(pl.DataFrame(schema=self._schema(header)))
        frame = pl.concat(found, rechunk=False)
        cells = {name: frame[name] for name in frame.columns}
        notes = csv.notes_on(self._separator)
        return Columns(
            self._path, notes, header, cells, np.zeros(frame.height, np.bool_), _Located(self._path)
        )

    def _header(self, data: bytes) -> tuple[Header, bytes]:
        """Find the header; the rest of the block is what follows it."""
        if other_kind(data) is not None or data.startswith(b"\xef\xbb\xbf"):
            raise Unfit
        line, _, body = data.partition(b"\n")
        faults = Faults()
        try:
            table = csv.Table(Source(line.decode(), self._path), self._options, faults)
            names, at = table.names()
            header = table.header(names, at) if names else None
        except (UnicodeDecodeError, csv.Unclosed):
            raise Unfit from None
        if header is None or faults.count or "" in header.codes:
            raise Unfit
        self._separator = table.separator
        return header, body

    def _schema(self, header: Header) -> dict[str, pl.DataType]:
        return {
            name: pl.Categorical(self._kinds[name]) if name in FEW else pl.String() for name in header.codes
        }

    def _cut(self, data: bytes, header: Header) -> pl.DataFrame:
        if any(mark in data for mark in (b'"', b"\0", b"\r")):
            raise Unfit
        lines = data.count(b"\n") + (not data.endswith(b"\n"))
        separators = data.count(self._separator.encode())
        if separators != lines * (len(header.codes) - 1):
            raise Unfit
        try:
            frame = pl.read_csv(
                data,
                has_header=False,
                separator=self._separator,
                quote_char=None,
                schema=self._schema(header),
            )
        except pl.exceptions.PolarsError:
            raise Unfit from None
        marks = np.frombuffer(data, np.uint8)
        spaces = int(np.count_nonzero(marks <= ord(" "))) - data.count(b"\n")
        if spaces - (separators if self._separator == "\t" else 0) or not data.isascii():
            frame = frame.with_columns(_stripped(column) for column in frame)
        if frame.height != lines or frame.select(pl.all_horizontal(pl.all().is_null()).any()).item():
            raise Unfit
        return frame


def _stripped(column: pl.Series) -> pl.Series:
    texts = column.cast(pl.String).str.strip_chars(SPACE)
    return texts.set(texts == "", None).cast(column.dtype)


def _blocks(path: str) -> Iterator[bytes]:
    """Yield the bytes of a file in blocks of whole lines."""
    rest = b""
    with open(path, "rb", buffering=0) as file:
        while data := file.read(BLOCK):
            end = data.rfind(b"\n") + 1
            if end:
                yield rest + data[:end]
                rest = data[end:]
            else:
                rest += data
    if rest:
        yield rest


class _Located:
    """Gives rows with their places."""

    def __init__(self, path: str) -> None:
        self._path = path

    def rows(self, numbers: Rows, faults: Faults) -> Iterator[Row]:
        raise NotImplementedError
