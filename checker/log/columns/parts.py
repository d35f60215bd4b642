"""The files of a log, each as its format gives it: as rows, or as columns of which some rows are read too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from checker.diagnostics import Faults
from checker.log import formats
from checker.log.cells import place_of
from checker.log.columns import section
from checker.log.columns.checks import understood
from checker.log.formats import Sheet
from checker.log.load import Reading
from checker.log.model import Source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from checker.log.columns.section import Section
    from checker.log.columns.sheet import Columns
    from checker.log.columns.table import Mask
    from checker.log.formats import ReadOptions
    from checker.log.model import Entry, Vocabulary

    class Part(Protocol):
        """A file of a log. First it is only looked at: its faults are told in the order of all files."""

        ids: pl.Series
        """The id of each row, in the order of the file; null where there is none."""
        sources: tuple[Source, ...]
        statements: list[Entry]

        def judge(self, reading: Reading, again: Mask) -> None:
            """Read what the row reader must read, with rows whose id is given `again`; tell all faults."""

        def section(self) -> Section:
            """Give the entries as columns, once they are judged to have no faults."""

        def entries(self, numbers: Sequence[int]) -> list[Entry]:
            """Give the entries of rows, whose numbers ascend."""


STATED = ("answer", "bearer")
"""The columns that only statements have and in which labels may stand for codes."""


class InRows:
    """A file whose format gives rows."""

    def __init__(self, path: str, options: ReadOptions) -> None:
        self._faults = Faults()
        self._sheets = formats.read(path, options, self._faults)
        ids = [row.cells.get("id") for sheet in self._sheets for row in sheet.rows]
        self.ids = pl.Series("id", [None if text is None else str(text) for text in ids], dtype=pl.String)
        self.sources: tuple[Source, ...] = tuple(
            Source(sheet.name, len(sheet.rows), sheet.notes) for sheet in self._sheets
        )
        self.statements: list[Entry] = []
        self._entries: list[Entry] = []

    def judge(self, reading: Reading, again: Mask) -> None:  # noqa: ARG002 - all rows are read
        """Read what the row reader must read; tell all faults."""
        reading.faults.take(self._faults)
        reading.cells.refused = {place_of(each.at) for each in reading.faults.errors}
        for sheet in self._sheets:
            reading.header(sheet)
            for row in sheet.rows:
                entry = reading.row(row)
                if entry is not None:
                    self._entries.append(entry)
        self._sheets = ()
        self.statements = [entry for entry in self._entries if not entry.activity]

    def section(self) -> Section:
        """Give the entries as columns."""
        return section.of_entries(self._entries)

    def entries(self, numbers: Sequence[int]) -> list[Entry]:
        """Give the entries of rows."""
        return [self._entries[number] for number in numbers]


class Refused:
    """A file that cannot be read."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self.ids = pl.Series("id", [], dtype=pl.String)
        self.sources: tuple[Source, ...] = ()
        self.statements: list[Entry] = []

    def judge(self, reading: Reading, again: Mask) -> None:  # noqa: ARG002 - there are no rows
        """Read what the row reader must read; tell all faults."""
        reading.faults.take(self._faults)

    def section(self) -> Section:
        """Give the entries as columns."""
        raise RuntimeError("a file was refused without a reason")

    def entries(self, numbers: Sequence[int]) -> list[Entry]:  # noqa: ARG002 - there are none
        """Give the entries of rows."""
        return []


class InColumns:
    """A file whose format gives columns."""

    def __init__(
        self, columns: Columns, vocabulary: Vocabulary, options: ReadOptions, faults: Faults
    ) -> None:
        self._columns, self._vocabulary, self._options = columns, vocabulary, options
        self._faults = faults
        self._found = understood(columns, vocabulary, options)
        none = pl.Series("id", [], dtype=pl.String)
        self.ids = none if columns.ends_early else columns.cells["id"].rename("id")
        source = Source(columns.name, columns.size, columns.notes)
        self.sources: tuple[Source, ...] = () if columns.ends_early else (source,)
        self.statements: list[Entry] = []
        self._changes: dict[str, list[tuple[int, str]]] = {}

    def judge(self, reading: Reading, again: Mask) -> None:
        """Read what the row reader must read; tell all faults."""
        faults, columns = reading.faults, self._columns
        faults.take(self._faults)
        columns.located.report(np.flatnonzero(self._found.odd), faults)
        reading.cells.refused = {place_of(each.at) for each in faults.errors}
        if columns.ends_early:
            return
        header = columns.header
        reading.header(Sheet((), header.columns, columns.name, columns.notes, header.heads))
        reading.illustrative |= self._found.illustrative
        numbers = np.flatnonzero(self._found.judged | again)
        for number, row in zip(numbers.tolist(), columns.located.rows(numbers, Faults()), strict=True):
            entry = reading.row(row)
            if entry is not None and not entry.activity:
                self.statements.append(entry)
                for name in STATED:
                    if name in entry.fields and entry.fields[name] != row.cells[name]:
                        self._changes.setdefault(name, []).append((number, entry.fields[name]))

    def section(self) -> Section:
        """Give the entries as columns."""
        found, when = self._found, self._found.when
        fields = dict(found.fields)
        for name, changes in self._changes.items():
            rows, texts = zip(*changes, strict=True)
            fields[name] = fields[name].scatter(list(rows), list(texts))
        days = {
            "start_first": when.start_first,
            "start_last": when.start_last,
            "end_first": when.end_first,
            "end_last": when.end_last,
            "recorded": found.recorded,
        }
        few = {"kind": found.kind, "by": found.by, "to": found.to, "date": when.date, "end": when.end}
        return section.Section(days, few, fields)

    def entries(self, numbers: Sequence[int]) -> list[Entry]:
        """Give the entries of rows."""
        reading = Reading(self._vocabulary, self._options.labels, Faults())
        found = [
            reading.row(row) for row in self._columns.located.rows(np.array(numbers, np.int64), Faults())
        ]
        return [entry for entry in found if entry is not None]
