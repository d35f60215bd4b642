"""The log sent back as a workbook, with what each row did, the findings and the requests (XLSX).

The sheet of the log can be read as the log again, and gives the same verdicts; no other sheet begins with
the columns of a log, so none is read as one. The as-of day is the only clock.
"""

from __future__ import annotations

import re
from copy import copy
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple, cast

from checker.days import DayRange, is_day, on
from checker.diagnostics import visible
from checker.files import OutputFault
from checker.located.number import shortest
from checker.log.cells import COLUMNS, PLACED
from checker.log.rows import DATES
from checker.log.workbook import MOST_ROWS
from checker.outputs._markup import link
from checker.outputs._workbook import (
    AUTHOR,
    FIRST_DAY,
    LONGEST_HEAD,
    cut,
    finished,
    held,
    letter,
    looks,
    margin,
    table,
    title_of,
    wide_page,
)
from checker.results import canonical, told_decided, told_mark, told_rows, told_versions
from checker.results.facts import facts_of
from checker.results.language import APART, Said, Wording
from checker.results.phrasing import bearer, people, say
from checker.results.told_remedy import remedy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from checker.findings.model import Value as Told
    from checker.log.model import Entry, Log
    from checker.outputs import Options
    from checker.plan.model import Plan
    from checker.results.decided import Decided
    from checker.results.facts import Facts
    from checker.results.model import Result, Results
    from checker.results.requests import Request
    from checker.results.traces import Trace

    Value: TypeAlias = "str | int | float | date | _Gap | None"
    """What stands in a cell. A text that is `Said` is in the words of the language, others are not."""

suffix = ".xlsx"
name = "record.xlsx"
MOST = 32_767  # characters of a cell, counted as UTF-16 does
PIECE = 16_000  # characters of a part of a longer text: few enough even if each counts twice
MOST_LINKS = 65_530  # of a sheet
LONGEST_LINK = 2_079
LONGEST_TITLE = 100  # of the agreement's title on every page
LINE_LENGTH = 120  # characters of a line above the columns
DECIDED = (
    "state", "decision", "by", "about", "decided", "until", "done", "entered", "late", "documents", "entries",
)  # fmt: skip
"""The columns of the sheet of decisions."""
NARROWEST, WIDEST = 9, 50  # characters that a column is wide
_BREAK = re.compile(r"([\n\t])")
_ALONE = re.compile(f"{APART[0]}([^{APART[0]}{APART[1]}\n\t]*){APART[1]}")


class _Gap(NamedTuple):
    """A cell to be filled in: in which column of the log, and with what."""

    column: str
    what: str


class _Other(NamedTuple):
    """A cell that could not take what belongs in it: where, why, and in how many parts its text stands."""

    sheet: str
    cell: str
    why: str
    part: str
    text: str


def write(results: Results, options: Options) -> bytes:
    """Give the workbook."""
    words = Wording(options.language, results.plan)
    facts = facts_of(results)
    book = _Book(facts, words)
    columns = _columns(results.log, facts.requests)
    _decisions(book)
    _log(book, columns)
    _did(book)
    _findings(book)
    for code in dict.fromkeys((*results.plan.bound, *facts.requests)):
        if code in facts.requests:
            _requests(book, code, columns)
    _cells(book)
    _about(book)
    return book.finished()


def _columns(log: Log, requests: Mapping[str, Sequence[Request]]) -> tuple[str, ...]:
    """Name the columns: those for any log, and those in which this one or a request has anything."""
    found = set(PLACED).union(*(entry.fields for entry in log.entries))
    found |= {column for asked in requests.values() for each in asked for column in each.row or ()}
    return tuple(sorted(found, key=lambda c: (COLUMNS.index(c) if c in COLUMNS else len(COLUMNS), c)))


def _in_order(book: _Book) -> tuple[Entry, ...]:
    """Give the entries by day, as everywhere: how a log is sorted or cut up is no part of what it says."""
    return tuple(row.entry for row in book.facts.story.rows)


def _log(book: _Book, columns: Sequence[str]) -> None:
    """Write the log as the program reads it; a line above its columns would make it none."""
    key = "sheet-log-illustrative" if told_mark.of(book.facts.results).whole else "sheet-log"
    sheet = book.sheet(key, columns, exact=True)
    for entry in _in_order(book):
        texts = canonical.entry(entry) | {"by": ";".join(entry.by), "to": ";".join(entry.to)}
        cells = sheet.row(_values({key: str(text) for key, text in texts.items()}, columns, book.words.plan))
        if "evidence" in columns:
            sheet.linked(cells[columns.index("evidence")], entry.evidence)
    sheet.finish(book.words.word("workbook", "about-log"))


def _values(texts: Mapping[str, str], columns: Iterable[str], plan: Plan) -> list[Value]:
    """Give the cells of a row of the log: days and numbers as such, where they read back as they are."""
    kind = plan.kinds.get(texts.get("activity", ""))
    found: list[Value] = []
    for column in columns:
        text = texts.get(column, "")
        attribute = (kind.attributes.get(column) if kind else None) or plan.attributes.get(column)
        if column in DATES and is_day(text) and date.fromisoformat(text) >= FIRST_DAY:
            found.append(date.fromisoformat(text))
        elif attribute is not None and attribute.number and text:
            found.append(_number(text))
        else:
            found.append(text or None)
    return found


def _number(text: str) -> str | int | float:
    """Give a number in its shortest form as one, unless a workbook has no such number."""
    number = float(text)
    if shortest(f"{number:.15g}") != text:
        return text
    return int(number) if number.is_integer() else number


def _decisions(book: _Book) -> None:
    """Say what became of each decision of an earlier meeting, if there are any."""
    words, found = book.words, book.facts.decided
    if not found:
        return
    heads = [words.word("decided", f"head-{key}") for key in DECIDED]
    sheet = book.sheet(words.word("decided", "sheet"), heads, words.word("decided", "about"))
    for each in found:
        sheet.row(_decided(each, words))
    sheet.finish()


def _decided(each: Decided, words: Wording) -> list[Value]:
    entry, done = each.entry, each.done
    return [
        Said(told_decided.state(each._replace(done=None), words)),
        entry.title or words.kind(entry.kind),
        Said(people(entry.by, words)),
        entry.about,
        _on(entry, words),
        _days(on(each.until), words) if each.until else None,
        _on(done.entry, words) if done else None,
        Said(people(done.entry.by, words)) if done else None,
        Said(told_decided.late(done, words)) if done else None,
        "; ".join(done.entry.evidence) if done else None,
        "; ".join(one.id for one in each.entries),
    ]


def _on(entry: Entry, words: Wording) -> Value:
    """Give the days of an entry."""
    return _days(entry.start if entry.start == entry.end else Said(words.when(entry)), words)


def _did(book: _Book) -> None:
    """Say of each row of the log what it did."""
    words, traces = book.words, book.facts.traces
    heads = [say(words, f"head-{key}") for key in ("entry", "title", "days", "by")]
    heads += [words.word("workbook", "head-became"), say(words, "head-did")]
    sheet = book.sheet("sheet-did", heads, "about-did")
    for entry in _in_order(book):
        trace = traces[entry.id]
        sheet.row(
            [
                entry.id,
                entry.title or words.kind(entry.kind),
                _on(entry, words),
                Said(people(entry.by, words)),
                Said(told_rows.became(trace.became, words)),
                Said("\n".join(_doing(trace, words))),
            ]
        )
    sheet.finish()


def _doing(trace: Trace, words: Wording) -> Iterator[str]:
    for each in told_rows.did(trace, words):
        yield f"{each.text} {words.value(each.ids)}"


def _days(days: DayRange | str, words: Wording) -> Value:
    """Give a day as one, if it is known and a workbook can count to it; else in words."""
    if isinstance(days, DayRange):
        exact = days.exact and days.earliest >= FIRST_DAY
        return days.earliest if exact else Said(words.days(days))
    return days


def _findings(book: _Book) -> None:
    """Say of each duty how it stands, and why."""
    words = book.words
    heads = [say(words, f"head-{key}") for key in ("duty", "clause")]
    heads += [words.word("workbook", f"head-{key}") for key in ("check", "who", "to", "opens", "due")]
    heads += [say(words, "head-status")]
    heads += [words.word("workbook", f"head-{key}") for key in ("why", "remedy", "evidence")]
    sheet = book.sheet("sheet-findings", heads, "about-findings")
    titles = {o.id: o.title for o in words.plan.obligations}
    for result in book.facts.results.results:
        sheet.row(_finding(result, titles[result.obligation], book.facts, words))
    sheet.finish()


def _finding(result: Result, title: str, facts: Facts, words: Wording) -> list[Value]:
    finding, window = result.finding, result.finding.of.window
    to = finding.because[0].values.get("to", "") if finding.because else ""
    return [
        result.id,
        title,
        told_versions.named(finding.of.check, words),
        Said(bearer(result, words)),
        words.value(to),
        _days(window.opens, words),
        _days(window.due, words) if window.due else Said(say(words, "no-end")),
        words.word("statuses", result.status),
        words.reason(finding.because),
        words.reason(remedy(result, facts.remedies, words.plan)),
        "; ".join(entry.id for entry in finding.evidence),
    ]


def _requests(book: _Book, code: str, columns: Sequence[str]) -> None:
    """Say what is asked of a party, with rows of the log to be filled in and copied into it."""
    words = book.words
    heads: list[str] = [words.word("workbook", f"head-{key}") for key in ("asked", "write", "needed", "also")]
    first = len(heads) + 1
    values: dict[str, Told] = {
        "party": people((code,), words),
        "first": Said(letter(first)),
        "last": Said(letter(len(heads) + len(columns))),
    }
    about = words.fill(words.word("workbook", "about-requests"), values)
    title = words.fill(words.word("workbook", "sheet-requests"), {"party": Said(code)})
    sheet = book.sheet(title, [*heads, *columns], about, exact=True)
    for each in book.facts.requests[code]:
        sheet.row([*_request(each, code, words), *_asked(each, columns, words)])
    sheet.finish()


def _request(request: Request, code: str, words: Wording) -> list[Value]:
    gaps = [
        words.fill(
            words.word("workbook", "gap"),
            {"column": Said(column), "what": Said(told_rows.blank(column, request, words))},
        )
        for column in request.blanks
    ]
    return [
        Said(told_rows.asks(request, words)),
        Said("\n".join(gaps)) if request.row else words.word("workbook", "no-row"),
        "; ".join(result.id for result in request.decides),
        Said(people(tuple(each for each in request.asked if each != code), words)),
    ]


def _asked(request: Request, columns: Iterable[str], words: Wording) -> list[Value]:
    """Give the cells of the row that is asked for, those to be filled in as gaps."""
    row, names = request.row or {}, tuple(columns)
    found = _values(row, names, words.plan)
    for number, column in enumerate(names):
        if column in request.blanks:
            found[number] = _Gap(column, told_rows.blank(column, request, words))
    return found


def _cells(book: _Book) -> None:
    """Name the cells that could not take what belongs in them, if there are any."""
    words, others = book.words, tuple(book.others)
    if not others:
        return
    heads = [words.word("workbook", f"head-{key}") for key in ("sheet", "cell", "why", "part", "text")]
    about = words.fill(words.word("workbook", "about-cells"), {"most": MOST})
    sheet = book.sheet("sheet-cells", heads, about)
    for each in others:
        sheet.row([each.sheet, each.cell, words.word("workbook", each.why), each.part, Said(each.text)])
    sheet.finish()


def _about(book: _Book) -> None:
    """Say what the workbook is, of what it tells, and what its sheets are; this is the first of them."""
    words = book.words
    heads = [words.word("workbook", key) for key in ("item", "entry", "meaning")]
    others = tuple(book.sheets)
    sheet = book.sheet("sheet-about", heads, "about-about")
    book.made.move_sheet(sheet.made, -len(others))
    for item, value, meaning in (*_asked_of(book.facts, words), *_stand(book.facts, words)):
        sheet.row([item, value, meaning])
    for each in others:
        sheet.row([each.title, each.rows, each.about])
    sheet.finish()


def _asked_of(facts: Facts, words: Wording) -> Iterator[tuple[Value, Value, Value]]:
    """Yield what was asked, and of what: the agreement, the days, the log."""
    results = facts.results
    known_at = results.known_at
    yield Said(say(words, "agreement-id")), results.plan.title, None
    yield Said(say(words, "as-of")), _days(on(results.as_of), words), None
    yield (
        Said(say(words, "known-at")),
        _days(on(known_at), words) if known_at else Said(say(words, "known-at-any")),
        None,
    )
    yield (
        Said(say(words, "record")),
        Said(words.interface(f"completeness-{results.plan.completeness}")),
        None,
    )
    for text in told_versions.lines(results, words):
        yield words.word("parts", "versions"), Said(text), None
    yield Said(say(words, "paper")), Said(told_decided.paper(facts.signing, words)), None
    for each in facts.signing.signed:
        yield (
            words.word("parts", "signing"),
            Said(told_decided.signature(each, words)),
            Said(told_decided.other(each, words)) or None,
        )
    yield Said(say(words, "results-hash")), facts.signing.sha256, None
    yield Said(say(words, "plan-hash")), canonical.plan_hash(results.plan), None
    yield Said(say(words, "log-hash")), canonical.log_hash(results.log), None
    yield words.word("workbook", "rows"), len(results.log.entries), None


def _stand(facts: Facts, words: Wording) -> Iterator[tuple[Value, Value, Value]]:
    """Yield how many duties stand how, and what is asked of whom."""
    for status, number in facts.results.counts.items():
        told = words.fill(words.word("workbook", "duties"), {"status": words.word("statuses", status)})
        yield told, number, words.word("statuses_mean", status)
    for code in words.plan.bound:
        if code not in facts.requests:
            party = words.plan.parties[code].short
            yield (
                Said(say(words, "requests", party=party)),
                0,
                Said(say(words, "requests-none", party=party)),
            )


class _Book:
    """A workbook in the making, in the language of its words, and in the direction in which that runs."""

    def __init__(self, facts: Facts, words: Wording) -> None:
        from openpyxl import Workbook  # noqa: PLC0415 - slow to import

        self.facts, self.words = facts, words
        self.turned = words.direction == "rtl"
        self.made: Workbook = Workbook()
        self.made.remove(self.made.worksheets[0])
        self.looks = looks(self.made, turned=self.turned)
        self.sheets: list[_Sheet] = []
        self.others: list[_Other] = []

    def sheet(self, title: str, heads: Sequence[str], about: str = "", *, exact: bool = False) -> _Sheet:
        """Add a sheet; its title, and what it is about, may be given by the keys of their words.

        What it is about stands above its columns. `exact` is one whose texts matter to the letter.
        """
        own = self.words.section("workbook")
        made = self.made.create_sheet(self._name(own.get(title, Said(title))))
        found = _Sheet(self, made, own.get(about, Said(about)), exact=exact)
        self.sheets.append(found)
        if about:
            found.above()
        found.head(heads)
        return found

    def _name(self, title: str) -> str:
        """Give a name that a sheet can have, and that none has yet."""
        return title_of(title, {sheet.title.casefold() for sheet in self.made.worksheets})

    def shown(self, text: str) -> str:
        """Give a text in which nothing hides; its lines and tabs stay, and what its language sets apart."""
        alone = _ALONE.fullmatch(text) if self.words.apart and isinstance(text, Said) else None
        if alone:  # then nothing is around it, and a name is found by those who look for it
            return visible(alone[1])
        line = self.words.line if isinstance(text, Said) else visible
        found = "".join(part if part in "\n\t" else line(part) for part in _BREAK.split(text))
        return found if found.strip() else "\N{SYMBOL FOR SPACE}" * len(found)

    def finished(self) -> bytes:
        """Give the workbook, with properties that tell of the agreement and not of this machine."""
        results, properties = self.facts.results, self.made.properties
        values: dict[str, Told] = {"title": cut(results.plan.title, LONGEST_HEAD), "day": results.as_of}
        title = self.words.fill(self.words.word("workbook", "document"), values)
        properties.title = "".join(part for part in self.shown(title) if part not in APART)
        properties.creator = properties.lastModifiedBy = AUTHOR
        properties.language = self.words.tag
        self.made.active = 0
        return finished(self.made, results.as_of)


class _Sheet:
    """One sheet of a workbook: lines above, columns with heads, and rows."""

    def __init__(self, book: _Book, made: Worksheet, about: str, *, exact: bool) -> None:
        self.book, self.made, self.about, self.exact = book, made, about, exact
        self.rows, self.top, self.links = 0, 0, 0
        self.heads: tuple[str, ...] = ()
        self.widths: list[int] = []
        self.gaps: dict[_Gap, list[str]] = {}

    @property
    def title(self) -> str:
        """Its name."""
        return self.made.title

    def above(self) -> None:
        """Say above the columns what this is, and first of all if the data are made up."""
        words = self.book.words
        if made_up := told_mark.mark(told_mark.of(self.book.facts.results), words):
            self._lines(made_up, "banner")
        self._lines(self.about, "line")
        if not words.reviewed:
            values: dict[str, Told] = {"language": words.word("language", "name")}
            self._lines(words.fill(words.word("workbook", "unreviewed"), values), "line")

    def _lines(self, text: str, look: str) -> None:
        """Write a text over the columns, which are too narrow for it."""
        for line in wrap(text, LINE_LENGTH):
            self.top += 1
            self._cell(1, self.top, Said(line), look)

    def head(self, heads: Sequence[str]) -> None:
        """Name the columns."""
        self.top += 1
        cells = [self._cell(column, self.top, head, "head") for column, head in enumerate(heads, 1)]
        self.heads = tuple(str(cell.value) for cell in cells)
        self.widths = [min(max(len(head) + 4, NARROWEST), WIDEST) for head in self.heads]

    def row(self, values: Sequence[Value]) -> list[Cell]:
        """Add a row."""
        self.rows += 1
        number = self.top + self.rows
        if number > MOST_ROWS:
            raise OutputFault(f"cannot write a workbook, because a sheet has at most {MOST_ROWS:,} rows")
        return [self._cell(column, number, value) for column, value in enumerate(values, 1)]

    def _cell(self, column: int, row: int, value: Value, look: str = "") -> Cell:
        made = cast("Cell", self.made.cell(row, column))  # no cells are merged
        if isinstance(value, _Gap):
            self.gaps.setdefault(value, []).append(made.coordinate)
            look = "gap day" if value.column in DATES else "gap"
        elif isinstance(value, str):
            made.value = self._held(value, made.coordinate)
            made.data_type = "s"  # else a text that begins with = would be a formula
            look = look or ("said" if isinstance(value, Said) else "text")
        elif value is not None:
            made.value = value
            look = look or ("day" if isinstance(value, date) else "text")
        self._look(made, look or "text")
        if row > self.top:
            self._widen(column, made.value)
        return made

    def _look(self, cell: Cell, look: str) -> None:
        """Give a cell one of the looks as a whole: piece by piece would take six times as long."""
        cell._style = copy(self.book.looks[look]._style)  # type: ignore[attr-defined]  # noqa: SLF001 - it has no other name

    def _held(self, text: str, cell: str) -> str:
        """Give a text as a cell can hold it; what it cannot hold is told on a sheet of its own."""
        shown = self.book.shown(text)
        if len(shown.encode("utf-16-le")) // 2 > MOST:
            return self._parted(shown, cell)
        told = held(shown)
        if self.exact and told != text and not isinstance(text, Said):
            self.book.others.append(_Other(self.title, cell, "marked", "", ""))
        return told

    def _parted(self, text: str, cell: str) -> str:
        words = self.book.words
        parts = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
        for number, part in enumerate(parts, 1):
            of = say(words, "of", part=number, whole=len(parts))
            self.book.others.append(_Other(self.title, cell, "cut", of, part))
        sheet = words.word("workbook", "sheet-cells")
        values: dict[str, Told] = {"text": Said(parts[0]), "sheet": sheet}
        return held(words.fill(words.word("workbook", "goes-on"), values))

    def _widen(self, column: int, value: object) -> None:
        text = value if isinstance(value, str) else "0000-00-00" if isinstance(value, date) else str(value)
        longest = max(len(line) for line in text.split("\n")) + 2
        self.widths[column - 1] = min(max(self.widths[column - 1], longest), WIDEST)

    def linked(self, cell: Cell, addresses: Sequence[str]) -> None:
        """Let a cell lead to the one address that it is, if it may be followed."""
        text = addresses[0] if len(addresses) == 1 and addresses[0] == cell.value else ""
        if link(text) and len(text) <= LONGEST_LINK and self.links < MOST_LINKS:
            self.links += 1
            cell.hyperlink = text
            self._look(cell, "link")

    def finish(self, about: str = "") -> None:
        """Set up what a reader, and a printer, finds their way by."""
        self.about = self.about or about
        if not self.rows and self.top > 1:
            self.row([self.book.words.word("workbook", "none")])
        for number, width in enumerate(self.widths, 1):
            self.made.column_dimensions[letter(number)].width = width
        self.made.sheet_view.rightToLeft = self.book.turned
        self.made.freeze_panes = f"B{self.top + 1}"
        table(self.made, self.heads, self.top, self.top + max(self.rows, 1))
        self._prompts()
        self._page()

    def _prompts(self) -> None:
        """Say beside each gap, when it is gone to, what it has to hold."""
        from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - slow to import

        for gap, cells in self.gaps.items():
            answer = gap.column == "answer"
            rule = DataValidation("list", '"yes,no"') if answer else DataValidation()
            rule.showErrorMessage, rule.showInputMessage, rule.allowBlank = answer, True, True
            rule.prompt = held(cut(self.book.shown(gap.what), LONGEST_HEAD))
            for cell in cells:
                rule.add(cell)
            self.made.add_data_validation(rule)

    def _page(self) -> None:
        """Say on every printed page what it is, and first of all if the data are made up."""
        words, results, shown = self.book.words, self.book.facts.results, self.book.shown
        wide_page(self.made, self.top)
        title = say(words, "print-head", title=cut(results.plan.title, LONGEST_TITLE), day=results.as_of)
        mark = told_mark.short(told_mark.of(results), words)
        pages: dict[str, Told] = {"page": Said("&P"), "pages": Said("&N")}
        below = words.fill(words.word("minutes", "page"), pages)
        margin(self.made, left=shown(mark), right=shown(title), below=below)
