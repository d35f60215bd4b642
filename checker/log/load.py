"""Reads the files of a log into entries: every row is one, or the run stops with its faults."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from checker.days import DayRange, NoSuchDay, parse_day, parse_when
from checker.diagnostics import Faults
from checker.located import schema
from checker.located.model import Text
from checker.located.number import shortest
from checker.log import formats
from checker.log.formats import ReadOptions, Row, Sheet
from checker.log.model import Column, Entry, Log, Source, Vocabulary

T = TypeVar("T")
COLUMNS = (
    "id", "date", "end", "activity", "by", "to", "about", "title", "place", "note", "evidence", "recorded",
    "corrects", "retracts", "illustrative",
)  # fmt: skip
OWN_COLUMNS: Mapping[str, frozenset[str]] = {
    "coverage": frozenset(),
    "judgement": frozenset({"of", "answer", "obligation", "check"}),
    "waiver": frozenset({"obligation", "check", "bearer"}),
    "extension": frozenset({"obligation", "check", "bearer", "until"}),
    "decision": frozenset({"until"}),
    "decision_done": frozenset({"of"}),
    "sign_off": frozenset({"results"}),
    "retraction": frozenset(),
}
"""The built-in kinds and the columns that only they have."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "judgement": ("of", "answer"),
    "waiver": ("obligation",),
    "extension": ("obligation", "until"),
    "decision_done": ("of",),
    "sign_off": ("results",),
}
SPECIAL = frozenset().union(*OWN_COLUMNS.values())
ANSWERS = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}


def load(paths: Iterable[str], vocabulary: Vocabulary, options: ReadOptions, faults: Faults) -> Log:
    """Read all files as one log. Faults go to `faults`; the entries of faulty rows are then missing."""
    reading = _Reading(vocabulary, faults)
    sources = []
    for path in paths:
        for sheet in formats.read(path, options, faults):
            reading.header(sheet)
            for row in sheet.rows:
                reading.row(row)
            sources.append(Source(sheet.name, len(sheet.rows), sheet.notes))
    reading.references()
    entries = tuple(reading.entries[name] for name in sorted(reading.entries))
    return Log(entries, tuple(sorted(sources, key=lambda s: s.name)), reading.illustrative)


def from_rows(rows: Iterable[Row], vocabulary: Vocabulary, faults: Faults) -> Log:
    """Make a log of rows that are at hand, such as those of an example in a plan."""
    reading = _Reading(vocabulary, faults)
    for row in rows:
        reading.row(row)
    reading.references()
    return Log(tuple(reading.entries[name] for name in sorted(reading.entries)), (), reading.illustrative)


class _Reading:
    """The state of reading one log."""

    def __init__(self, vocabulary: Vocabulary, faults: Faults) -> None:
        self.vocabulary, self.faults = vocabulary, faults
        self.entries: dict[str, Entry] = {}
        self.ids: dict[str, Text] = {}
        self.names: list[tuple[str, Text, str]] = []
        self.illustrative = False
        self.checks = vocabulary.checks()
        self.parties: dict[str, str] = {code: p.unit_of or code for code, p in vocabulary.parties.items()}
        self.people: dict[str, tuple[tuple[str, ...], frozenset[str], frozenset[str]]] = {}
        attributes = set(vocabulary.attributes).union(*(k.attributes for k in vocabulary.kinds.values()))
        self.columns = {*COLUMNS, *SPECIAL, *attributes}

    def header(self, sheet: Sheet) -> None:
        """Report columns that mean nothing."""
        for name, at in sheet.columns.items():
            if name not in self.columns:
                self._unknown(
                    "column",
                    Text(name, at),
                    self.columns,
                    "declare it under attributes in the plan, or remove it",
                )

    def row(self, row: Row) -> None:
        """Read one row into an entry."""
        cells = row.cells
        before = self.faults.count
        self._unknown_cells(cells)
        name = self._id(row)
        kind = self._kind(row)
        when = self._when(row)
        by = self._people(cells.get("by"))
        to = self._people(cells.get("to"))
        if "by" not in cells:
            self._missing(row, "by", "who did it, or who says so")
        if kind is not None:
            self._own_columns(kind, row)
        fields = self._fields(cells)
        recorded = self._day(cells.get("recorded"))
        until = self._until(cells.get("until"))
        if cells.get("illustrative", "").lower() in ("yes", "true"):
            self.illustrative = True
        for column in ("corrects", "retracts", "of"):
            if column in cells:
                self.names.append((name, cells[column], column))
        if self.faults.count > before or kind is None or when is None:
            return
        self.entries[name] = Entry(
            id=name,
            kind=kind,
            activity=kind in self.vocabulary.kinds,
            start=when[0],
            end=when[1],
            written=_written(cells),
            by=by[0],
            to=to[0],
            by_names=by[1],
            by_parties=by[2],
            to_names=to[1],
            to_parties=to[2],
            fields=fields,
            recorded=recorded,
            until=until,
            at=row.at,
        )

    def references(self) -> None:
        """Report ids that no entry has, and corrections and retractions that go in a circle."""
        follows: dict[str, list[str]] = {}
        for name, text, column in self.names:
            if text not in self.ids:
                near = schema.nearest(text, self.ids)
                advice = f"did you mean {near}?" if near else "write the id of an entry of this log"
                self.faults.error("log/unknown-id", text.at, f"no entry has the id “{text}”", advice)
            elif column != "of":
                follows.setdefault(name, []).append(str(text))
        for name in _in_circles(follows):
            message = "corrections and retractions go in a circle here"
            self.faults.error("log/circle", self.ids[name].at, message, "let an entry name only earlier ones")

    def _unknown_cells(self, cells: Mapping[str, Text]) -> None:
        for column, text in cells.items():
            if column not in self.columns and isinstance(column, Text):
                self._unknown(
                    "column", column, self.columns, "declare it under attributes in the plan, or remove it"
                )
            elif "\x00" in text:
                self.faults.error(
                    "log/nul", text.at, "there is a NUL character in this cell", "retype the cell"
                )

    def _id(self, row: Row) -> str:
        text = row.cells.get("id")
        if text is None:
            self._missing(row, "id", "a unique id, such as a17")
            return ""
        if text in self.ids:
            first = self.ids[text].at
            self.faults.error(
                "log/duplicate-id",
                text.at,
                f"the id “{text}” is used twice",
                "give each entry an id of its own",
                (first,),
            )
        self.ids.setdefault(str(text), text)
        return str(text)

    def _kind(self, row: Row) -> str | None:
        text = row.cells.get("activity")
        if text is None:
            if "retracts" in row.cells:
                return "retraction"
            self._missing(row, "activity", "a kind of the plan's vocabulary")
            return None
        if "retracts" in row.cells:
            message = "an entry that retracts another has no activity of its own"
            self.faults.error(
                "log/retraction-with-activity",
                text.at,
                message,
                "leave the activity empty, or write the id under corrects",
            )
        known = {*self.vocabulary.kinds, *OWN_COLUMNS} - {"retraction"}
        if text not in known:
            self._unknown("activity", text, known, "add it under activities in the plan")
            return None
        return str(text)

    def _when(self, row: Row) -> tuple[DayRange, DayRange] | None:
        text, last = row.cells.get("date"), row.cells.get("end")
        if text is None:
            self._missing(row, "date", "the day as YYYY-MM-DD, or YYYY-MM if only the month is known")
            return None
        found = self._date(text)
        if last is None or found is None:
            return self._in_order(text, found)
        if "/" in text:
            message = "the date already gives an end"
            self.faults.error(
                "log/two-ends", last.at, message, "leave the end empty, or write only the start as date"
            )
            return None
        if "/" in last:
            self.faults.error(
                "log/no-such-day", last.at, f"“{last}” is no end", "write one day, or a month, as end"
            )
            return None
        ends = self._date(last)
        return self._in_order(last, (found[0], ends[0])) if ends else None

    def _date(self, text: Text) -> tuple[DayRange, DayRange] | None:
        return self._read(text, parse_when)

    def _in_order(
        self, text: Text, found: tuple[DayRange, DayRange] | None
    ) -> tuple[DayRange, DayRange] | None:
        if found is not None and found[1].latest < found[0].earliest:
            message = f"it ends ({found[1]}) before it starts ({found[0]})"
            self.faults.error(
                "log/ends-before-start", text.at, message, "exchange the two days, or mend the wrong one"
            )
            return None
        return found

    def _day(self, text: Text | None) -> date | None:
        return None if text is None else self._read(text, parse_day)

    def _until(self, text: Text | None) -> DayRange | None:
        found = None if text is None else self._date(text)
        return DayRange(found[0].earliest, found[1].latest) if found else None

    def _read(self, text: Text, parse: Callable[[str], T]) -> T | None:
        try:
            return parse(str(text))
        except NoSuchDay as error:
            self.faults.error("log/no-such-day", text.at, str(error), error.help)
            return None

    def _people(self, text: Text | None) -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
        if text is None:
            return (), frozenset(), frozenset()
        if text in self.people:
            return self.people[text]
        codes = tuple(code for part in text.split(";") if (code := part.strip()))
        for code in codes:
            if code not in self.parties:
                self._unknown("party", Text(code, text.at), self.parties, "add it under parties in the plan")
        known = [code for code in codes if code in self.parties]
        parties = frozenset(self.parties[code] for code in known)
        found = (codes, parties.union(known), parties)
        if len(known) == len(codes):
            self.people[str(text)] = found
        return found

    def _fields(self, cells: Mapping[str, Text]) -> dict[str, str]:
        kind = self.vocabulary.kinds.get(cells.get("activity", ""))
        found = {}
        for column, text in cells.items():
            if column in ("id", "date", "end", "activity", "by", "to", "recorded"):
                continue
            attribute = (kind.attributes.get(column) if kind else None) or self.vocabulary.attributes.get(
                column
            )
            found[str(column)] = str(text) if attribute is None else self._attribute(attribute, text)
        return found

    def _attribute(self, attribute: Column, text: Text) -> str:
        if attribute.values is not None and text not in attribute.values:
            near = schema.nearest(text, attribute.values)
            advice = f"did you mean {near}?" if near else "write one of: " + ", ".join(attribute.values)
            self.faults.error(
                "log/unknown-value", text.at, f"“{text}” is not one of the values of this column", advice
            )
        if not attribute.number:
            return str(text)
        number = shortest(text)
        if number is None:
            self.faults.error(
                "log/not-a-number",
                text.at,
                f"“{text}” is not a number",
                "write digits only, such as 12 or 2.5",
            )
        return number or str(text)

    def _own_columns(self, kind: str, row: Row) -> None:
        """Check the columns that belong to some kinds only."""
        cells = row.cells
        own = OWN_COLUMNS.get(kind, frozenset())
        declared = self.vocabulary.kinds[kind].attributes if kind in self.vocabulary.kinds else {}
        for column, text in cells.items():
            if (
                column in own
                or column in COLUMNS
                or column in declared
                or column in self.vocabulary.attributes
            ):
                continue
            if column in self.columns:
                message = f"an entry of kind {kind} has no “{column}”"
                self.faults.error(
                    "log/not-of-this-kind",
                    text.at,
                    message,
                    "leave the cell empty, or declare the attribute for this kind",
                )
        for column in NEEDED.get(kind, ()):
            if column not in cells:
                self._missing(row, column, f"every {kind} needs it")
        if kind == "judgement" and "answer" in cells and cells["answer"].lower() not in ANSWERS:
            self.faults.error(
                "log/no-answer", cells["answer"].at, f"“{cells['answer']}” is no answer", "write yes or no"
            )
        if "obligation" in own:
            self._names_duty(cells)

    def _names_duty(self, cells: Mapping[str, Text]) -> None:
        obligation, check, bearer = cells.get("obligation"), cells.get("check"), cells.get("bearer")
        if obligation is not None and obligation not in self.checks:
            self._unknown("obligation", obligation, self.checks, "write the id of an obligation of the plan")
            return
        within = [obligation] if obligation is not None else list(self.checks)
        known = {name for key in within for name in self.checks[str(key)]}
        if check is not None and check not in known:
            self._unknown("check", check, known, "write the id of a check of that obligation")
        if bearer is not None:
            self._people(bearer)

    def _missing(self, row: Row, column: str, due: str) -> None:
        self.faults.error("log/missing", row.at, f"this row has no {column}", f"write {due}")

    def _unknown(self, what: str, text: Text, known: Iterable[str], mend: str) -> None:
        near = schema.nearest(text, known)
        advice = f"did you mean {near}?" if near else mend
        self.faults.error(
            f"log/unknown-{what}",
            text.at,
            f"“{text}” is no {what} of this plan"
            if what != "column"
            else f"“{text}” is no column of this log",
            advice,
        )


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
