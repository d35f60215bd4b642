"""CSV: a header row, then one entry a row. Strict: what spreadsheets would guess is an error here.

Rows are split here and not by the `csv` module, which cannot say where a cell stands, nor where an unclosed
quote opened. Lines without quotes, nearly all, are cut by `str.split`.
"""

from __future__ import annotations

import re

from checker import files
from checker.located import source, writing
from checker.located.model import Text, located
from checker.log import rows
from checker.log.rows import Row, Sheet
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.diagnostics import Faults, Place
    from checker.located.source import Source
    from checker.log.rows import Header, ReadOptions

suffixes = (".csv", ".tsv")
LOOKED_AT = 20  # lines, for a header that is not in the first one
DATES = tuple(sorted(rows.DATES))
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}  # in the order in which they are tried


class Unclosed(Exception):
    """A quoted cell that is not closed, or not where it should be."""

    def __init__(self, start: int, end: int | None) -> None:
        super().__init__(start, end)
        self.start = start
        self.end = end


def read(path: str, options: ReadOptions, faults: Faults) -> tuple[Sheet, ...]:
    """Give the one table of the file, if it can be read. Codes begin with `csv/` and `log/`."""
    text = source.read(path, faults, "LOG_BYTES")
    if text is None:
        return ()
    nul = text.text.find("\0")
    if nul >= 0:
        refuse_nul(text.place(nul, nul + 1), faults)
        return ()
    table = Table(text, options, faults)
    try:
        return table.sheet()
    except Unclosed as fault:
        explain(fault, text, faults)
        return ()


def refuse_nul(at: Place, faults: Faults) -> None:
    """Refuse a file with a NUL character in it."""
    told = "a NUL character stands here, which is not text"
    faults.error("csv/nul", at, told, "export the file again, or delete the character")


class Table:
    """A text, cut into records by one separator. Raises `Unclosed` where a quoted cell does not end."""

    def __init__(self, text: Source, options: ReadOptions, faults: Faults, separator: str = ",") -> None:
        self._source = text
        self._options = options
        self._faults = faults
        self._longest = files.limit("CELL_CHARACTERS")
        self._use(separator)

    def sheet(self) -> tuple[Sheet, ...]:
        """Read the header, then the rows below it."""
        names, line = self.names()
        if not names:
            return ()
        head = self.header(names, line)
        found = tuple(self._rows(head.codes, line))
        return (Sheet(found, head.columns, self._source.file, notes_on(self.separator), head.heads),)

    def header(self, names: list[str], line: int) -> Header:
        """Find the columns that the names on a line stand for."""
        header = [Text(name, (self._place, line, index)) for index, name in enumerate(names)]
        return rows.header_of(header, self._options.labels, self._faults)

    def names(self) -> tuple[list[str], int]:
        """Give the names in the first row, by the separator that makes it a log's, and its line."""
        first = self._source.text
        line = first[: len(first) - len(first.lstrip())].count("\n")
        unclosed: Unclosed | None = None
        for separator in SEPARATORS:
            self._use(separator)
            try:
                names = [name.strip() for name in next(self.records(line), (0, [""]))[1]]
            except Unclosed as fault:  # a quoted name, followed by another separator
                unclosed = unclosed if unclosed and unclosed.end is None else fault
                continue
            if rows.is_log(names, self._options.labels):
                return names, line
        if unclosed is not None and unclosed.end is None:
            raise unclosed
        place = self._source.place(
            self._source.starts[line], self._source.end_of_line(self._source.starts[line])
        )
        self._faults.error("csv/no-header", *self._instead_of_header(place, line))
        return [], line

    def _instead_of_header(self, place: Place, line: int) -> tuple[Place, str, str]:
        """Say of a first row what it is, or lacks."""
        first = self._source.line(line)
        mend = "write the names of the columns in the first row, in small letters, separated by commas"
        if not first.strip():
            return place, "this file is empty", mend
        for below in range(line + 1, line + LOOKED_AT):
            cut = (self._source.line(below).split(separator) for separator in SEPARATORS)
            if any(rows.is_log(map(str.strip, names), self._options.labels) for names in cut):
                return place, f"the header stands on line {below + 1}", "delete the lines above it"
        hidden = re.search(source.HIDDEN, first)
        if hidden is not None:
            start = self._source.starts[line] + hidden.start()
            told = f"an invisible character (U+{ord(hidden.group()):04X}) stands in the header"
            return self._source.place(start, start + 1), told, "delete it, or type the name anew"
        return place, "the first row is not a header with the columns id and date", mend

    def _use(self, separator: str) -> None:
        self.separator = separator
        # A quoted cell with its closing mark, or one without quotes; then a separator, or the line's end.
        self._quoted = re.compile(
            f'(?:"([^"]*(?:""[^"]*)*)"[ ]*|([^"{separator}\n][^{separator}\n]*|))({separator}|\n|$)'
        )

    def records(self, line: int) -> Iterator[tuple[int, list[str]]]:
        """Yield the records from a line on, with the line on which each starts, from 0."""
        lines = self._source.text.split("\n")
        while line < len(lines):
            text = lines[line]
            if '"' not in text:
                yield line, text.split(self.separator)
                line += 1
                continue
            values, after = self.quoted(line)
            yield line, values
            line = after

    def quoted(self, line: int) -> tuple[list[str], int]:
        """Give the cells of the record that starts on a line with quotes, and the line after its last."""
        spans = self._spans(line)
        return [self._value(*span) for span in spans], self._source.line_of(spans[-1][1]) + 1

    def _spans(self, line: int) -> list[tuple[int, int, bool]]:
        """Give the start and end of each cell of a record, and whether it is quoted; without the quotes."""
        spans = []
        at = self._source.starts[line]
        while True:
            found = self._quoted.match(self._source.text, at)
            if found is None:
                raise Unclosed(at, self._closing(at))
            group = 1 if found.start(1) >= 0 else 2
            spans.append((*found.span(group), group == 1))
            if found[3] != self.separator:
                return spans
            at = found.end()

    def _closing(self, start: int) -> int | None:
        found = re.compile('"[^"]*(?:""[^"]*)*"').match(self._source.text, start)
        return None if found is None else found.end()

    def _value(self, start: int, end: int, quoted: bool) -> str:  # noqa: FBT001 - the third part of a span
        text = self._source.text[start:end]
        return text.replace('""', '"') if quoted else text

    def _place(self, line: int, index: int) -> Place:
        """Give where a cell of the record on that line stands, without the spaces round it."""
        start, end, _ = self._spans(line)[index]
        text = self._source.text[start:end]
        start += len(text) - len(text.lstrip())
        return self._source.place(start, max(start + 1, start + len(text.strip())))

    def _row_place(self, line: int, _: int) -> Place:
        start = self._source.starts[line]
        return self._source.place(start, self._source.end_of_line(start))

    def _rows(self, names: Sequence[str], header: int) -> Iterator[Row]:
        """Yield the rows below the header."""
        most, count = files.limit("ROWS"), 0
        records = self.records(header)
        next(records)
        for line, values in records:
            cells = self.cells(names, line, values)
            if not cells:
                continue
            count += 1
            if count > most and not rows.within_limits(count, self._row_place(line, 0), self._faults):
                return
            yield self.row(cells, line)

    def cells(self, names: Sequence[str], line: int, values: list[str]) -> dict[str, Text]:
        """Give the cells of a record that are not empty; too many or too few are a fault, and give none."""
        if len(values) != len(names):
            if any(value.strip() for value in values):
                self._ragged(line, values, names)
            return {}
        return {
            name: located(value, (self._place, line, index), plain=False)
            for index, (name, value) in enumerate(zip(names, map(str.strip, values), strict=True))
            if value
        }

    def row(self, cells: dict[str, Text], line: int) -> Row:
        """Give a record of such cells as a row."""
        if max(map(len, cells.values())) > self._longest:
            for name, text in cells.items():
                cells[name] = rows.checked(name, text, self._options, self._faults)
        else:
            for name in DATES:
                if name in cells:
                    cells[name] = rows.day_written(cells[name], self._options, self._faults)
        if "" in cells:
            told, mend = "this cell stands in a column without a name", "name the column in the first row"
            self._faults.error("csv/no-column-name", cells.pop("").at, told, mend)
        return Row(cells, (self._row_place, line, 0))

    def _ragged(self, line: int, values: list[str], names: Sequence[str]) -> None:
        cells = "cell" if len(values) == 1 else "cells"
        counted = f"this row has {len(values)} {cells} and the header {len(names)}"
        word = SEPARATORS[self.separator]
        if len(values) > len(names):
            at = self._place(line, len(names))
            mend = f"put quotes round a cell that holds a {word}, or take the {word} away that is too many"
            if any(value.lstrip()[:1] in writing.CURLY for value in values if value.strip()):
                mend = f'put straight quotation marks, ", round a cell that holds a {word}'
            elif any(value.lstrip().startswith('"') for value in values):
                mend = "take away the space before the quotation mark that opens a cell"
        else:
            at = self._row_place(line, 0)
            mend = f"write a {word} for each empty cell too, also at the end of the row"
            if sum(map(bool, map(str.strip, values))) == 1:
                mend = f"delete the row if it is no entry; else {mend}"
        self._faults.error("csv/ragged", at, counted, mend)


def notes_on(separator: str) -> tuple[str, ...]:
    """Say what was decided about a table."""
    return () if separator == "," else (f"columns are separated by {SEPARATORS[separator]}s",)


def explain(fault: Unclosed, text: Source, faults: Faults) -> None:
    """Say of a quotation mark what is wrong with it."""
    place = text.place(fault.start, fault.start + 1)
    double = 'inside a quoted cell write each quotation mark twice: ""'
    if fault.end is None:
        told = "the quotation mark that opens this cell is never closed"
        faults.error("csv/unclosed-quote", place, told, f"close it at the end of the cell; {double}")
        return
    told = "the quotation mark that opens this cell is not closed at its end"
    faults.error("csv/unclosed-quote", place, told, double, (text.place(fault.end - 1, fault.end),))
