"""Finds single records of a CSV file again, and reads them as the row reader does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from checker.diagnostics import Faults
from checker.frozen import Frozen
from checker.located.source import Source
from checker.log.columns.stored import FEED, text_of
from checker.log.formats import csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.log.columns.stored import Block, Stored
    from checker.log.columns.table import Numbers
    from checker.log.rows import ReadOptions, Row


STRETCH = 1 << 16  # bytes in which the ends of lines are looked for together


class Form(Frozen):
    """How the records of a file are to be read: its name, its columns and what separates them."""

    file: str
    codes: Sequence[str]
    separator: str
    options: ReadOptions


class Ends:
    """Where the lines of a block end, by their numbers: of all of them few are asked for, in turn."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        counts = [data.count(b"\n", start, start + STRETCH) for start in range(0, len(data), STRETCH)]
        self._before = np.cumsum([0, *counts])  # how many end before each stretch
        self._found: tuple[int, list[int]] = (-1, [])

    def __len__(self) -> int:
        """Count them; the last ends with the block."""
        return int(self._before[-1]) + 1

    def __getitem__(self, number: int) -> int:
        """Say where a line ends."""
        if number == self._before[-1]:
            return len(self._data)
        stretch = int(np.searchsorted(self._before, number, side="right")) - 1
        if self._found[0] != stretch:
            start = stretch * STRETCH
            marks = np.frombuffer(self._data[start : start + STRETCH], np.uint8)
            self._found = stretch, (np.flatnonzero(marks == FEED) + start).tolist()
        return self._found[1][number - int(self._before[stretch])]


@dataclass
class Lines:
    """The records of a file, in blocks: the first line of each, where it begins, and how many bytes it has.

    `starts` has the line on which each row starts, `ragged` those of records that have too few or too many
    cells. `ending` is what is wrong with the file after its last row.
    """

    stored: Stored
    form: Form
    blocks: list[tuple[int, int, int]] = field(default_factory=list)
    starts: Numbers | range = range(0)
    ragged: Sequence[int] = ()
    ending: Faults = field(default_factory=Faults)
    _again: tuple[int, bytes, Ends] | None = None

    def passed(self, block: Block) -> None:
        """Remember where a block is."""
        self.blocks.append((block.line, block.offset, block.length()))

    def rows(self, numbers: Numbers, faults: Faults) -> Iterator[Row]:
        """Yield rows by their numbers, which ascend; what is wrong with their cells goes to `faults`.

        Raises `OSError` if the file is gone.
        """
        for table, values in self._records(self._lines(numbers), faults):
            yield table.row(table.cells(self.form.codes, 0, values), 0)

    def report(self, odd: Numbers, faults: Faults) -> None:
        """Put into `faults` what is wrong with the cells of these rows, and with lines that are no rows."""
        lines = np.sort(np.concatenate([self._lines(odd), np.array(self.ragged, np.int64)]))
        for table, values in self._records(lines, faults):
            cells = table.cells(self.form.codes, 0, values)
            if cells:
                table.row(cells, 0)
        faults.take(self.ending)

    def _lines(self, numbers: Numbers) -> Numbers:
        if isinstance(self.starts, range):
            return numbers.astype(np.int64) + self.starts.start
        return self.starts[numbers]

    def _records(self, lines: Numbers, faults: Faults) -> Iterator[tuple[csv.Table, list[str]]]:
        """Yield the records that start on some lines, each as a table of its own."""
        firsts = [first for first, _, _ in self.blocks]
        of_line = np.searchsorted(firsts, lines, side="right") - 1
        for number in np.unique(of_line).tolist():
            first = firsts[number]
            data, ends = self._block(number)
            for line in lines[of_line == number].tolist():
                yield self._record(data, ends, line, line - first, faults)

    def _block(self, number: int) -> tuple[bytes, Ends]:
        """Give a block and where its lines end; the last is kept, since records are asked for in turns."""
        if self._again is None or self._again[0] != number:
            _, offset, length = self.blocks[number]
            data = text_of(self.stored.part(offset, length), offset)
            self._again = number, data, Ends(data)
        return self._again[1:]

    def _record(
        self, data: bytes, ends: Ends, line: int, inside: int, faults: Faults
    ) -> tuple[csv.Table, list[str]]:
        start, count = ends[inside - 1] + 1 if inside else 0, 1
        while True:
            last = min(inside + count, len(ends)) - 1
            text = data[start : ends[last]].decode()
            source = Source(text, self.form.file, line)
            table = csv.Table(source, self.form.options, faults, self.form.separator)
            try:
                return table, next(table.records(0))[1]
            except csv.Unclosed:
                if last == len(ends) - 1:
                    raise
                count *= 2
