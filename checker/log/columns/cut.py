"""Cuts blocks of CSV into records: plain lines together, the others one by one as the row reader does."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from checker.diagnostics import Faults
from checker.located.source import Source
from checker.log.columns.stored import FEED
from checker.log.formats import csv

if TYPE_CHECKING:
    from checker.log.columns.lines import Form
    from checker.log.columns.stored import Block
    from checker.log.columns.table import Mask, Numbers

QUOTE = ord('"')
CLOSED = re.compile('"(?>[^"]*(?:""[^"]*)*)"')
"""A quoted cell that is closed, whatever follows: at a mark that is not doubled."""


@dataclass
class Cut:
    """The records of a block.

    `plain` are lines that hold a record of the right number of cells each, with quotes, if `quoted`, round
    whole cells alone; `lines` says which of the block's lines these are, None: all. `apart` are the other
    records that are not blank: the line on which each starts, and its cells. The lines of the block are
    counted from 0, and cut from `start` to before `taken`: there begins a record whose quotes are not closed
    as they should be, as `unclosed` says; `for_good`, if the lines of the next block cannot mend that.
    """

    start: int
    plain: bytes = b""
    quoted: bool = False
    lines: Numbers | None = None
    apart: list[tuple[int, list[str]]] = field(default_factory=list)
    taken: int = 0
    unclosed: Faults | None = None
    for_good: bool = False


def cut(block: Block, start: int, form: Form, *, carefully: bool) -> Cut:
    """Cut a block from a line on into records.

    Unless it is done `carefully`, only the number of separators in the whole block says that all lines are
    plain: one may have too few that another has too many.
    """
    begin = _offset(block, start)
    marks = block.marks[begin:]
    if not carefully and block.data.find(b'"', begin) < 0:
        separators = int(np.count_nonzero(marks == ord(form.separator)))
        if separators == (block.lines - start) * (len(form.codes) - 1):
            return Cut(start, block.data[begin:], taken=block.lines)
    return _Cutter(block, start, begin, form).cut()


def _offset(block: Block, line: int) -> int:
    """Give where a line of a block begins."""
    at = 0
    for _ in range(line):
        at = block.data.find(b"\n", at) + 1 or len(block.data)
    return at


class _Cutter:
    """Cuts one block, line by line."""

    def __init__(self, block: Block, start: int, begin: int, form: Form) -> None:
        self.block, self.start, self.begin, self.form = block, start, begin, form
        self.marks = block.marks[begin:]
        self.ends: Numbers = np.flatnonzero(self.marks == FEED)
        if len(self.ends) < block.lines - start:
            self.ends = np.append(self.ends, len(self.marks))
        self.starts: Numbers = np.concatenate([[0], self.ends[:-1] + 1])
        self.found = Cut(start, taken=block.lines)

    def cut(self) -> Cut:
        if not len(self.ends):
            return self.found
        separators = self.marks == ord(self.form.separator)
        plain = np.ones(len(self.ends), np.bool_)
        quotes = self.marks == QUOTE
        if quotes.any():
            self.found.quoted = True
            inside = self._inside(quotes)
            separators &= ~inside
            plain = ~self._one_by_one(np.flatnonzero(self._faulty(quotes, inside)))
        regular = self._count(separators) == len(self.form.codes) - 1
        blank = self.ends == self.starts
        for line in np.flatnonzero(plain & ~regular & ~blank).tolist():
            self._apart(line)
        self.found.apart.sort(key=lambda record: record[0])
        self._keep(plain & regular)
        return self.found

    def _count(self, marks: Mask) -> Numbers:
        """Give how many of the marks each line has."""
        if self.starts[-1] == len(marks):  # the last line is empty, and has no end
            return np.append(np.add.reduceat(marks, self.starts[:-1], dtype=np.int64), 0)
        return np.add.reduceat(marks, self.starts, dtype=np.int64)

    def _inside(self, quotes: Mask) -> Mask:
        """Tell which marks follow an odd number of quotes of their line, themselves counted."""
        inside: Mask = (np.cumsum(quotes, dtype=np.uint8) & 1).astype(
            np.bool_
        )  # it wraps, but stays odd or even
        odd = self._count(quotes) & 1
        if odd.any():
            above = (np.cumsum(odd) - odd) & 1
            inside ^= self._spread(above.astype(np.bool_))
        return inside

    def _faulty(self, quotes: Mask, inside: Mask) -> Mask:
        """Tell which lines have quotes that are not round whole cells alone, or doubled within."""
        beside = np.zeros(256, np.bool_)
        beside[[FEED, QUOTE, ord(self.form.separator)]] = True
        edges: Mask = np.concatenate([[True], beside[self.marks], [True]])
        wrong = np.zeros(len(self.marks), np.bool_)
        at = np.flatnonzero(quotes)
        opening = inside[at]
        wrong[at] = ~np.where(opening, edges[at], edges[at + 2])
        faulty: Mask = self._count(quotes) & 1 == 1
        return faulty | (self._count(wrong) > 0) if wrong.any() else faulty

    def _spread(self, lines: Mask) -> Mask:
        """Give for each mark what is given for its line."""
        return np.repeat(lines, np.diff(self.ends, prepend=-1))[: len(self.marks)]

    def _one_by_one(self, faulty: Numbers) -> Mask:
        """Cut the records that start on the lines given, and tell which lines they and what is left take."""
        taken = np.zeros(len(self.ends), np.bool_)
        if not len(faulty):
            return taken
        source = self._source(self.block.data[self.begin :])
        table = self._table(source)
        after = 0
        for line in faulty.tolist():
            if line < after:
                continue
            try:
                values, after = table.quoted(line)
            except csv.Unclosed as fault:
                taken[line:] = True
                self.found.taken = self.start + line
                self.found.for_good = CLOSED.match(source.text, fault.start) is not None
                self.found.unclosed = Faults()
                csv.explain(fault, source, self.found.unclosed)
                break
            taken[line:after] = True
            self.found.apart.append((self.start + line, values))
        return taken

    def _apart(self, line: int) -> None:
        text = self.marks[self.starts[line] : self.ends[line]].tobytes()
        values = next(self._table(self._source(text)).records(0))[1]
        if any(value.strip() for value in values):
            self.found.apart.append((self.start + line, values))

    def _source(self, data: bytes) -> Source:
        return Source(data.decode(), self.form.file, self.block.line + self.start)

    def _table(self, source: Source) -> csv.Table:
        return csv.Table(source, self.form.options, Faults(), self.form.separator)

    def _keep(self, plain: Mask) -> None:
        """Keep the plain lines."""
        if plain.all():
            self.found.plain = self.block.data[self.begin :]
            return
        self.found.plain = self.marks[self._spread(plain)].tobytes()
        self.found.lines = np.flatnonzero(plain) + self.start
