"""Reads the files of a log into entries: every row is one, or the run stops with its faults."""

from __future__ import annotations

import os.path

from checker.located import schema
from checker.located.model import Text
from checker.log import formats
from checker.log.cells import Cells, place_of
from checker.log.labels import NONE
from checker.log.model import Entry, Log, Source
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from checker.diagnostics import Faults
    from checker.log.formats import ReadOptions, Row, Sheet
    from checker.log.labels import Labels
    from checker.log.model import Vocabulary

LIKENED = 100_000  # ids among which one like an unknown id is looked for: that takes seconds


def load(paths: Iterable[str], vocabulary: Vocabulary, options: ReadOptions, faults: Faults) -> Log:
    """Read all files as one log. Faults go to `faults`; the entries of faulty rows are then missing."""
    reading = Reading(vocabulary, options.labels, faults)
    sources = []
    for path in once(paths, faults):
        sheets = formats.read(path, options, faults)
        reading.cells.refused = {place_of(each.at) for each in faults.errors}
        for sheet in sheets:
            reading.header(sheet)
            for row in sheet.rows:
                reading.row(row)
            sources.append(Source(sheet.name, len(sheet.rows), sheet.notes))
    reading.references()
    entries = tuple(reading.entries[name] for name in sorted(reading.entries))
    return Log(entries, tuple(sorted(sources, key=lambda s: s.name)), reading.illustrative)


def once(paths: Iterable[str], faults: Faults) -> Iterator[str]:
    """Yield the files that are named, each once; one that is named again goes to `faults`."""
    known = set[str]()
    for path in paths:
        real = path if "\0" in path else os.path.realpath(path)
        if real in known:
            faults.unreadable("log/given-twice", path, f"the file {path} is given twice", "name it once")
        else:
            known.add(real)
            yield path


def from_rows(rows: Iterable[Row], vocabulary: Vocabulary, faults: Faults) -> Log:
    """Make a log of rows that are at hand, such as those of an example in a plan."""
    reading = Reading(vocabulary, NONE, faults)
    for row in rows:
        reading.row(row)
    reading.references()
    return Log(tuple(reading.entries[name] for name in sorted(reading.entries)), (), reading.illustrative)


class Reading:
    """The state of reading one log."""

    def __init__(self, vocabulary: Vocabulary, labels: Labels, faults: Faults) -> None:
        self.vocabulary, self.faults = vocabulary, faults
        self.cells = Cells(vocabulary, labels, faults)
        self.entries: dict[str, Entry] = {}
        self.ids: dict[str, Text] = {}
        self.names: list[tuple[str, Text, str]] = []
        self.illustrative = False

    def header(self, sheet: Sheet) -> None:
        """Report columns that mean nothing; remember how the sheet names those that mean something."""
        self.cells.heads = sheet.heads
        for name, at in sheet.columns.items():
            self.cells.column(Text(name, at), in_header=True)

    def row(self, row: Row) -> Entry | None:
        """Read one row into an entry, and keep it; None if anything is wrong with it."""
        read, cells, before = self.cells, row.cells, self.faults.count
        read.check(cells)
        name = self._id(row)
        kind = read.kind(row)
        when = read.when(row)
        by, by_names, by_parties = read.people(cells.get("by"))
        to, to_names, to_parties = read.people(cells.get("to"))
        if "by" not in cells:
            read.missing(row, "by", "who did it, or who says so")
        if kind is not None:
            read.own_columns(kind, row)
        fields = read.fields(kind, cells)
        recorded, until = read.day(cells.get("recorded")), read.until(cells.get("until"))
        self.illustrative |= self.cells.marked(cells.get("illustrative"))
        for column in ("corrects", "retracts", "of"):
            if column in cells:
                self.names.append((name, cells[column], column))
        if self.faults.count > before or kind is None or when is None:
            return None
        entry = self.entries[name] = Entry(
            id=name,
            kind=kind,
            activity=kind in self.vocabulary.kinds,
            start=when[0],
            end=when[1],
            written=_written(cells),
            by=by,
            to=to,
            by_names=by_names,
            by_parties=by_parties,
            to_names=to_names,
            to_parties=to_parties,
            fields=fields,
            recorded=recorded,
            until=until,
            at=row.at,
        )
        return entry

    def references(self, ids: Collection[str] | None = None) -> None:
        """Report ids that no entry has, and corrections and retractions that go in a circle.

        `ids` are those of all entries, if not all of them were read here.
        """
        known = self.ids if ids is None else ids
        follows: dict[str, list[str]] = {}
        for name, text, column in self.names:
            if text not in known:
                near = schema.nearest(text, known) if len(known) <= LIKENED else None
                advice = f"did you mean {near}?" if near else "write the id of an entry of this log"
                if any(mark in text for mark in ";,"):
                    advice = "name one entry here, and write a row of its own for each other"
                self.faults.error("log/unknown-id", text.at, f"no entry has the id “{text}”", advice)
            elif column != "of":
                follows.setdefault(name, []).append(str(text))
        for name in _in_circles(follows):
            message = "corrections and retractions go in a circle here"
            self.faults.error("log/circle", self.ids[name].at, message, "let an entry name only earlier ones")

    def _id(self, row: Row) -> str:
        text = row.cells.get("id")
        if text is None:
            self.cells.missing(row, "id", "a unique id, such as a17")
            return ""
        if text in self.ids:
            message, first = f"the id “{text}” is used twice", self.ids[text].at
            mend = "give each entry an id of its own"
            self.faults.error("log/duplicate-id", text.at, message, mend, (first,))
        self.ids.setdefault(str(text), text)
        return str(text)


def _written(cells: Mapping[str, Text]) -> tuple[str, str]:
    start, _, end = cells["date"].partition("/")
    return start, end or str(cells.get("end", ""))


def _in_circles(follows: Mapping[str, list[str]]) -> list[str]:
    """Name one entry of each circle: the least of those from which a walk comes back to itself."""
    found: list[str] = []
    done: set[str] = set()
    for start in sorted(follows):
        trail: dict[str, None] = {}
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            name, leaving = stack.pop()
            if leaving:
                trail.pop(name)
                done.add(name)
            elif name in trail:
                found.append(min(list(trail)[list(trail).index(name) :]))
            elif name not in done:
                trail[name] = None
                stack.append((name, True))
                stack.extend((after, False) for after in follows.get(name, ()))
    return sorted(set(found))
