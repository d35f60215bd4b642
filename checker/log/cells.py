"""Reads the cells of a row, and reports those that the vocabulary has no place for."""

from __future__ import annotations

import re

from checker.days import DayRange, NoSuchDay, parse_day, parse_when
from checker.located import schema
from checker.located.model import Text
from checker.located.number import shortest
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from typing import TypeVar

    from checker.diagnostics import Faults, Place
    from checker.log.formats import Row
    from checker.log.labels import Labels
    from checker.log.model import Column, Vocabulary

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
PLACED = frozenset({"id", "date", "end", "activity", "by", "to", "recorded"})
"""The columns that have a place of their own in an entry."""
SPECIAL = frozenset().union(*OWN_COLUMNS.values())
People = tuple[tuple[str, ...], frozenset[str], frozenset[str]]
"""Whom a cell names: the codes, the codes with the parties of the units among them, the parties alone."""
LABELLED = frozenset({"answer", "bearer", "illustrative"})
"""The columns without a place of their own in which labels may stand for codes."""
SHA256 = re.compile("[0-9a-f]{64}")
ANSWERS = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}


def place_of(at: Place) -> tuple[str, int, str]:
    """Give the file, the line and the sheet of a place."""
    return at.file, at.line, at.cell.rpartition("!")[0]


class Cells:
    """Reads cells, one row after the other."""

    def __init__(self, vocabulary: Vocabulary, labels: Labels, faults: Faults) -> None:
        """Look at the words that a log may have."""
        self.vocabulary, self.labels, self.faults = vocabulary, labels, faults
        self.checks = vocabulary.checks()
        self.parties: dict[str, str] = {code: p.unit_of or code for code, p in vocabulary.parties.items()}
        self.named = {p.name.casefold(): code for code, p in vocabulary.parties.items()}
        self.heads: Mapping[str, str] = {}
        attributes = set(vocabulary.attributes).union(*(k.attributes for k in vocabulary.kinds.values()))
        self.columns = {*COLUMNS, *SPECIAL, *attributes}
        self.refused: set[tuple[str, int, str]] = set()
        self._people: dict[str, People] = {}
        self._columns_of: dict[str, frozenset[str]] = {}

    def column(self, name: Text, *, in_header: bool = False) -> None:
        """Report a column that means nothing; in a header, labels may stand for codes."""
        if name not in self.columns:
            by_label = in_header and schema.nearest(name, self.columns) is None
            known = self.labels.headings() if by_label else self.columns
            self.unknown("column", name, known, "declare it under attributes in the plan, or remove it")

    def check(self, cells: Mapping[str, Text]) -> None:
        """Report cells of columns that mean nothing, where a row names its own, and cells with a NUL."""
        for column, text in cells.items():
            if column not in self.columns and isinstance(column, Text):
                self.column(column)
            elif "\x00" in text:
                message = "there is a NUL character in this cell"
                self.faults.error("log/nul", text.at, message, "retype the cell")

    def kind(self, row: Row) -> str | None:
        """Give the kind of entry: as written, or `retraction`."""
        text = row.cells.get("activity")
        if text is None:
            if "retracts" in row.cells:
                return "retraction"
            self.missing(row, "activity", "a kind of the plan's vocabulary")
            return None
        if "retracts" in row.cells:
            message = "an entry that retracts another has no activity of its own"
            mend = "leave the activity empty, or write the id under corrects"
            self.faults.error("log/retraction-with-activity", text.at, message, mend)
        if text in self.vocabulary.kinds:
            return str(text)
        known = {*self.vocabulary.kinds, *OWN_COLUMNS} - {"retraction"}
        if text == "retraction":
            message = "a retraction has no activity of its own"
            mend = "leave the activity empty, and write under retracts which entry is taken back"
            self.faults.error("log/retraction-with-activity", text.at, message, mend)
            return None
        if text in known:
            return str(text)
        meant = self._word("activity", text)
        if not meant:
            near = known.union(self.labels.words("activity"))
            self.unknown("activity", text, near, "add it under activities in the plan")
        return meant

    def _word(self, column: str, text: Text) -> str | None:
        """Give the code that a label in a cell stands for; if that may be several, a fault, and the first."""
        meant = self.labels.word(column, str(text))
        if len(meant) > 1:
            told = f"“{text}” may mean {' or '.join(meant)}"
            self.faults.error("log/ambiguous-label", text.at, told, f"write {' or '.join(meant)} instead")
        return meant[0] if meant else None

    def when(self, row: Row) -> tuple[DayRange, DayRange] | None:
        """Give the days on which the entry starts and ends."""
        text, last = row.cells.get("date"), row.cells.get("end")
        if text is None:
            self.missing(row, "date", "the day as YYYY-MM-DD, or YYYY-MM if only the month is known")
            return None
        found = self._date(text)
        if last is None or found is None:
            return self._in_order(text, found)
        if "/" in text:
            mend = "leave the end empty, or write only the start as date"
            self.faults.error("log/two-ends", last.at, "the date already gives an end", mend)
            return None
        if "/" in last:
            mend = "write one day, or a month, as end"
            self.faults.error("log/no-such-day", last.at, f"“{last}” is no end", mend)
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
            mend = "exchange the two days, or mend the wrong one"
            self.faults.error("log/ends-before-start", text.at, message, mend)
            return None
        return found

    def day(self, text: Text | None) -> date | None:
        """Read one known day."""
        return None if text is None else self._read(text, parse_day)

    def until(self, text: Text | None) -> DayRange | None:
        """Read the day up to which something is put off."""
        found = None if text is None else self._date(text)
        return DayRange(found[0].earliest, found[1].latest) if found else None

    def _read(self, text: Text, parse: Callable[[str], T]) -> T | None:
        try:
            return parse(str(text))
        except NoSuchDay as error:
            self.faults.error("log/no-such-day", text.at, str(error), error.help)
            return None

    def people(self, text: Text | None) -> People:
        """Read the codes of parties and units, with semicolons between them."""
        if text is None:
            return (), frozenset(), frozenset()
        if text in self._people:
            return self._people[text]
        before = self.faults.count
        names = _parts(text)
        if not names:
            self.faults.error("log/no-party", text.at, "this cell names nobody", "write the code of a party")
        codes = tuple(self._party(Text(name, text.at)) for name in names)
        known = [code for code in codes if code in self.parties]
        parties = frozenset(self.parties[code] for code in known)
        found = (codes, parties.union(known), parties)
        if self.faults.count == before:
            self._people[str(text)] = found
        return found

    def _party(self, name: Text) -> str:
        """Give the code of a party that a cell names."""
        meant = str(name) if name in self.parties else self._word("by", name)
        if meant is None:
            several = re.search(r"[,/&+]| and ", name)
            code = self.named.get(name.casefold())
            mend = "write ; between several parties" if several else "add it under parties in the plan"
            near = [code] if code else () if several else {*self.parties, *self.labels.words("by")}
            self.unknown("party", name, near, f"write its code, {code}" if code else mend)
        return meant or str(name)

    def fields(self, name: str | None, cells: Mapping[str, Text]) -> dict[str, str]:
        """Give the cells that have no place of their own in an entry of that kind, codes for labels.

        Numbers are in their shortest form.
        """
        kind = self.vocabulary.kinds.get(name or "")
        own: Mapping[str, Column] = kind.attributes if kind else {}
        found = {}
        for column, text in cells.items():
            if column in PLACED:
                continue
            attribute = own.get(column) or self.vocabulary.attributes.get(column)
            if attribute is not None:
                found[str(column)] = self._attribute(attribute, text)
            elif column in LABELLED and column in (*COLUMNS, *OWN_COLUMNS.get(name or "", ())):
                found[str(column)] = self._coded(column, text)
            else:
                found[str(column)] = str(text)
        return found

    def _coded(self, column: str, text: Text) -> str:
        """Give a cell with codes for its labels; as it was written, if it has none."""
        if column != "bearer":
            return str(text) if text.lower() in ANSWERS else self._word(column, text) or str(text)
        codes = self.people(text)[0]
        return str(text) if list(codes) == _parts(text) else ";".join(codes)

    def _attribute(self, attribute: Column, text: Text) -> str:
        if attribute.values is not None and text not in attribute.values:
            near = schema.nearest(text, attribute.values)
            advice = f"did you mean {near}?" if near else "write one of: " + ", ".join(attribute.values)
            message = f"“{text}” is not one of the values of this column"
            self.faults.error("log/unknown-value", text.at, message, advice)
        if not attribute.number:
            return str(text)
        number = shortest(text)
        if number is None:
            mend = "write digits only, such as 12 or 2.5"
            self.faults.error("log/not-a-number", text.at, f"“{text}” is not a number", mend)
        return number or str(text)

    def own_columns(self, kind: str, row: Row) -> None:
        """Check the columns that belong to some kinds only."""
        cells, named = row.cells, row.cells.get("activity", kind)
        if kind not in self._columns_of:
            declared = self.vocabulary.kinds[kind].attributes if kind in self.vocabulary.kinds else {}
            own = OWN_COLUMNS.get(kind, frozenset())
            self._columns_of[kind] = own.union(COLUMNS, declared, self.vocabulary.attributes)
        for column, text in cells.items():
            if column not in self._columns_of[kind] and column in self.columns:
                message = f"an entry of kind {named} has no “{self.heads.get(column, column)}”"
                mend = "leave the cell empty"
                if kind not in OWN_COLUMNS:
                    mend += ", or declare the attribute for this kind"
                self.faults.error("log/not-of-this-kind", text.at, message, mend)
        for column in NEEDED.get(kind, ()):
            if column not in cells:
                self.missing(row, column, f"every {named} needs it")
        answer = cells.get("answer")
        if kind == "judgement" and answer is not None and self._answer("answer", answer) is None:
            self.faults.error("log/no-answer", answer.at, f"“{answer}” is no answer", "write yes or no")
        signed = cells.get("results")
        if kind == "sign_off" and signed is not None and not SHA256.fullmatch(signed.strip().lower()):
            mend = "copy the 64 letters and digits that the report names under sign-off"
            self.faults.error("log/no-sha256", signed.at, f"“{signed}” is no sha256 of results", mend)
        if "obligation" in OWN_COLUMNS.get(kind, ()):
            self._names_duty(cells)

    def _names_duty(self, cells: Mapping[str, Text]) -> None:
        obligation, check, bearer = cells.get("obligation"), cells.get("check"), cells.get("bearer")
        if obligation is not None and obligation not in self.checks:
            self.unknown("obligation", obligation, self.checks, "write the id of an obligation of the plan")
            return
        within = [obligation] if obligation is not None else list(self.checks)
        known = {name for key in within for name in self.checks[str(key)]}
        if check is not None and check not in known:
            self.unknown("check", check, known, "write the id of a check of that obligation")
        if bearer is not None:
            self.people(bearer)

    def marked(self, text: Text | None) -> bool:
        """Read the mark that a log is made up; any word but yes and no is a fault, lest the mark be lost."""
        answer = None if text is None else self._answer("illustrative", text)
        if text is not None and answer is None:
            told = f"“{text}” does not say whether the log is made up"
            self.faults.error("log/no-mark", text.at, told, "write yes, or leave the cell empty")
        return answer == "yes"

    def _answer(self, column: str, text: Text) -> str | None:
        """Read a yes or no, in the words of any language."""
        return ANSWERS.get(text.lower()) or self._word(column, text)

    def missing(self, row: Row, column: str, due: str) -> None:
        """Report that a row lacks a cell, unless it was there and has been refused."""
        if place_of(row.at) in self.refused:
            return
        told = f"this row has no “{self.heads.get(column, column)}”"
        self.faults.error("log/missing", row.at, told, f"fill it in: {due}")

    def unknown(self, what: str, text: Text, known: Iterable[str], mend: str) -> None:
        """Report a word that means nothing, with the nearest known one."""
        near = schema.nearest(text, known)
        plainly = ", in plain letters" if near and near.isascii() and not text.isascii() else ""
        advice = f"did you mean {near}{plainly}?" if near else mend
        whole = "log" if what == "column" else "plan"
        self.faults.error(f"log/unknown-{what}", text.at, f"“{text}” is no {what} of this {whole}", advice)


def _parts(text: str) -> list[str]:
    """Give the texts between semicolons."""
    return [name for part in text.split(";") if (name := part.strip())]
