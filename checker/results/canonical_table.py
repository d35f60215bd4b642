"""The hash of a log in columns: the same as `canonical.log_hash` gives of its entries, without making any.

A row is written as the JSON object that `canonical.entry` gives: some texts that every row has, each between
quotation marks, and what stands between one such text and the next. So rows are written as a table whose
cells are separated by quotation marks; what stands between texts is put together once for many rows.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import date
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from checker.log.columns.coded import numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from checker.log.columns.table import Coded, Numbers, Rows, Table

CHUNK = 1 << 18  # rows whose text is in memory together
ESCAPED = r'["\\\x00-\x1f]'
"""Characters that JSON writes otherwise."""
FEW = 4  # different texts are few if there are at least so many rows for each
ALWAYS = ("date", "id")
"""What every entry has."""


def table_hash(table: Table) -> str:
    """Give the sha256 of a log's content."""
    found = hashlib.sha256(b"[")
    between = list(_between(table))
    for start in range(0, table.size, CHUNK):
        text = _written(between, start, start + CHUNK)
        found.update(text if start + CHUNK < table.size else text[:-1])  # no comma after the last
    found.update(b"]")
    return found.hexdigest()


@dataclass(frozen=True)
class _Known:
    """Cells that have one of a few texts each, with their keys; empty ones have none."""

    codes: Rows | Numbers
    texts: Sequence[str]


@dataclass(frozen=True)
class _Free:
    """Cells of any text, null where empty; and what stands before and after a text."""

    cells: pl.Series
    before: str = ""
    after: str = ""


def _between(table: Table) -> Iterator[list[_Known | _Free | str] | _Free]:
    """Yield by turns what stands between texts that every row has, and such a text."""
    few, free = _few(table), {"id": table.ids, **table.fields}
    everywhere = {*ALWAYS, *(key for key, cells in free.items() if not cells.null_count())}
    pieces: list[_Known | _Free | str] = ["{"]
    leading = True
    for key in sorted({*few, *free}):
        name = encode_basestring(key)
        if leading and key not in everywhere:
            before, after = f"{name}:", ","
        else:
            before, after = f"{name}:" if leading else f",{name}:", ""
            leading = False
        if key in few:
            column = few[key]
            texts = [f"{before}{encode_basestring(text)}{after}" if text else "" for text in column.texts]
            pieces.append(_Known(column.codes, texts))
        elif key in everywhere:
            yield [*pieces, before]
            yield _Free(free[key])
            pieces = [after]
        else:
            pieces.append(_Free(free[key], f'{before}"', f'"{after}'))
    yield [*pieces, "}"]


def _few(table: Table) -> Mapping[str, _Known]:
    """Give the cells of the columns of few texts, without keys."""
    days, recorded = numbered(table.recorded.astype(np.int64))
    return {
        "activity": _known(table.kind, ["" if kind == "retraction" else kind for kind in table.kind.values]),
        "by": _known(table.by, map(_in_order, table.by.values)),
        "to": _known(table.to, map(_in_order, table.to.values)),
        "date": _known(table.written["date"], table.written["date"].values),
        "end": _known(table.written["end"], table.written["end"].values),
        "recorded": _Known(
            recorded, [date.fromordinal(day).isoformat() if day else "" for day in days.tolist()]
        ),
    }


def _known(column: Coded, texts: Iterable[str]) -> _Known:
    return _Known(column.codes, [*texts, ""])  # the code of an empty cell, -1, is that of the last


def _in_order(codes: str) -> str:
    return ";".join(sorted(codes.split(";")))


def _written(between: Iterable[list[_Known | _Free | str] | _Free], start: int, end: int) -> bytes:
    """Write some rows, with a comma after each."""
    columns = []
    for number, each in enumerate(between):
        cells = _escaped(each.cells[start:end]) if isinstance(each, _Free) else _joined(each, start, end)
        columns.append(cells.alias(str(number)))
    out = io.BytesIO()
    size = max(map(len, columns))
    frame = pl.DataFrame([each if len(each) == size else each.new_from_index(0, size) for each in columns])
    frame.write_csv(out, include_header=False, separator='"', line_terminator=",", quote_style="never")
    return out.getvalue()


def _joined(pieces: Iterable[_Known | _Free | str], start: int, end: int) -> pl.Series:
    """Put pieces of some rows together; one text, if it is the same in all rows."""
    joining = _Joining()
    for piece in pieces:
        if isinstance(piece, str):
            joining.texts = [text + piece for text in joining.texts]
        elif isinstance(piece, _Known):
            joining.add(piece.codes[start:end].astype(np.int64) % len(piece.texts), piece.texts)
        else:
            cells = _escaped(piece.cells[start:end])
            written = pl.concat_str(pl.lit(piece.before), pl.lit(cells), pl.lit(piece.after)).fill_null("")
            joining.put(pl.select(written.alias("")).to_series())
    return joining.joined()


class _Joining:
    """Pieces of rows, put together as long as different rows have few different texts."""

    def __init__(self) -> None:
        """Begin with the empty text in all rows."""
        self.texts = [""]
        self._codes: Rows | None = None
        self._done: list[pl.Series] = []

    def add(self, codes: Numbers, texts: Sequence[str]) -> None:
        """Append one of some texts to each row."""
        both = codes if self._codes is None else self._codes * np.int64(len(texts)) + codes
        found, together = numbered(both)
        if self._codes is not None and len(found) * FEW > len(codes):
            self._flush()
            found, together = numbered(codes)
        split = [divmod(pair, len(texts)) for pair in found.tolist()]
        self.texts = [self.texts[first] + texts[second] for first, second in split]
        self._codes = together

    def put(self, cells: pl.Series) -> None:
        """Append a text of its own to each row."""
        self._flush()
        self._done.append(cells)

    def joined(self) -> pl.Series:
        """Give all pieces together."""
        self._flush()
        if len(self._done) == 1:
            return self._done[0]
        return pl.select(pl.concat_str(map(pl.lit, self._done)).alias("")).to_series()

    def _flush(self) -> None:
        if self._codes is not None or self.texts != [""] or not self._done:
            texts = pl.Series(self.texts, dtype=pl.String)
            self._done.append(texts if self._codes is None else texts.gather(self._codes))
        self.texts, self._codes = [""], None


def _escaped(cells: pl.Series) -> pl.Series:
    """Give texts as JSON writes them, without the quotation marks."""
    odd = cells.str.contains(ESCAPED).fill_null(value=False)
    if not odd.any():
        return cells
    rows = odd.arg_true()
    return cells.clone().scatter(
        rows, [encode_basestring(text)[1:-1] for text in cells.gather(rows).to_list()]
    )
