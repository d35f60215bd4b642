"""CSV as columns: the lines of a file are cut together wherever that is what the row reader would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checker import files
from checker.diagnostics import Faults, Place
from checker.located.source import Source, explain, other_kind
from checker.log import rows
from checker.log.columns.cut import cut
from checker.log.columns.lines import Form, Lines
from checker.log.columns.parsed import Ragged, parsed
from checker.log.columns.sheet import Columns
from checker.log.columns.stored import LoneReturn, blocks, stored
from checker.log.columns.texts import Texts, kept
from checker.log.formats import csv

if TYPE_CHECKING:
    from checker.log.columns.stored import Block, Stored
    from checker.log.columns.table import Numbers
    from checker.log.rows import Header, ReadOptions

HEAD = 400  # bytes by which other kinds of file are known
BEGINNING = 1 << 16  # bytes in which a header is looked for at first
LONGEST = 1 << 26  # characters that a header with quotes may take


def read(path: str, options: ReadOptions, faults: Faults) -> Columns | None:
    """Give the table of a file; None if it is none, for a reason that is then in `faults`."""
    found = stored(path, faults)
    if found is None:
        return None
    try:
        try:
            return _File(found, options).read(faults)
        except LoneReturn:
            return _File(found.without_returns(), options).read(faults)
    except OSError as error:
        faults.unreadable(*files.why_unreadable(path, error))
        return None


def _is_short(text: str, line: int) -> bool:
    """Tell whether a text in which no header was found on a line might have one if it were longer."""
    lines = text.split("\n", line + csv.LOOKED_AT + 1)
    return len(lines) <= line + csv.LOOKED_AT or ('"' in lines[line] and len(text) < LONGEST)


def _moved(lines: Numbers | range, by: int) -> Numbers | range:
    """Give the lines of a file that are those of a block."""
    return range(lines.start + by, lines.stop + by) if isinstance(lines, range) else lines + by


class _File:
    """One file, while it is read. Once it goes on as no table, its rest is only looked through."""

    def __init__(self, found: Stored, options: ReadOptions) -> None:
        self._stored, self._path, self._options = found, found.path, options
        self._refusal: Faults | None = None  # what is wrong with the file as a whole
        self._header: Header | None = None
        self._header_faults = Faults()
        self._ended = False
        self._has_nul = False
        self._ragged: list[int] = []

    def read(self, faults: Faults) -> Columns | None:
        with self._stored.open() as file:
            kind = other_kind(file.read(HEAD))
        if kind is not None:
            faults.error("file/not-text", Place(self._path, 0, 0), *kind)
            return None
        for block in blocks(self._stored):
            if not self._is_text(block, faults):
                return None
            self._block(block)
            self._options.passed(block.length())
        if self._header is None and self._refusal is None:
            self._find_header(b"", 0, last=True)
        if self._refusal is not None:
            faults.take(self._refusal)
        if self._header is None or self._refusal is not None:
            return None
        faults.take(self._header_faults)
        return self._columns(self._header)

    def _is_text(self, block: Block, faults: Faults) -> bool:
        """Tell whether a block is in UTF-8, and note the first NUL in it."""
        if not block.data.isascii():
            try:
                block.data.decode()
            except UnicodeDecodeError as error:
                before = block.data[: error.start].decode()
                explain(error, before, self._path, faults, block.line)
                return False
        if b"\0" in block.data and not self._has_nul:
            self._has_nul = True
            text = block.data.partition(b"\0")[0].decode()
            source = Source(text + "\0", self._path, block.line)
            self._refusal = Faults()
            csv.refuse_nul(source.place(len(text), len(text) + 1), self._refusal)
        return True

    def _block(self, block: Block) -> None:
        """Read a block, if the file still goes on as a table."""
        start = 0
        if self._refusal is not None or self._ended:
            return
        if self._header is None:
            start = self._find_header(block.data, block.line, last=block.last)
            block.taken = start
        if self._header is not None:
            self._cut(block, start)

    def _find_header(self, data: bytes, line: int, *, last: bool) -> int:
        """Look for the header in a block, after so many lines; give how many of its lines are done with."""
        beginning = data[: data.rfind(b"\n", 0, BEGINNING) + 1].decode()
        if not beginning.strip() and not last and not data.decode().strip():
            return data.count(b"\n")
        parts = (beginning, None) if beginning and '"' not in beginning else (None,)
        for part in (data.decode() if each is None else each for each in parts):
            faults = Faults()
            table = csv.Table(Source(part, self._path, line), self._options, faults)
            try:
                names, at = table.names()
            except csv.Unclosed as fault:
                if not last:
                    return 0
                csv.explain(fault, Source(part, self._path, line), faults)
                break
            if names:
                self._header = table.header(names, at)
                self._header_faults = faults
                self._form = Form(self._path, self._header.codes, table.separator, self._options)
                self._lines = Lines(self._stored, self._form)
                self._texts = Texts(self._header.codes)
                return table.quoted(at)[1]
            if part is not beginning and not last and _is_short(part, at):
                return 0
        self._refusal = faults
        return 0

    def _cut(self, block: Block, start: int) -> None:
        """Cut the lines of a block, from one on, into cells."""
        found = cut(block, start, self._form, carefully=False)
        try:
            frame, lines = parsed(found, self._form.separator, self._texts.schema)
        except Ragged:
            found = cut(block, start, self._form, carefully=True)
            frame, lines = parsed(found, self._form.separator, self._texts.schema)
        self._texts.add(frame, _moved(lines, block.line))
        full = len(self._form.codes)
        self._ragged += [block.line + line for line, values in found.apart if len(values) != full]
        block.taken = found.taken
        self._lines.passed(block)
        if found.unclosed is not None and (block.last or found.for_good):
            self._ended = True
            self._lines.ending = found.unclosed

    def _columns(self, header: Header) -> Columns:
        found, lines = self._texts.collected(), self._lines
        lines.starts, lines.ragged = found.lines, self._ragged
        most = files.limit("BULK_ROWS")
        if len(found.odd) > most:
            beyond = next(lines.rows(np.array([most]), Faults())).at
            lines.ending = Faults()
            rows.within_limits(most + 1, beyond, lines.ending, "BULK_ROWS")
            lines.ragged = [line for line in lines.ragged if line < beyond.line - 1]
            found, self._ended = kept(found, np.arange(len(found.odd)) < most), False
        return Columns(
            name=self._path,
            notes=csv.notes_on(self._form.separator),
            header=header,
            few=found.few,
            cells=found.cells,
            odd=found.odd,
            located=lines,
            ends_early=self._ended,
        )
