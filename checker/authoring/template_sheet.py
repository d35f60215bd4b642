"""A sheet of a template: columns with notes, cells that take dates as dates, and words to choose from.

What a cell refuses or asks about is told by Excel's own checks of what is typed. They warn more than they
forbid: the program that reads the log looks at every cell again.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from checker.authoring.template_words import LOG, OTHERS, PEOPLE, STATED
from checker.log.rows import DATES
from checker.log.workbook import MOST_ROWS
from checker.outputs._workbook import DAY, FONT, SIZE, cut, held, letter, looks, table, wide_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from checker.authoring.template_words import Choice, Words

TEXT, NUMBER = "@", "General"
"""Formats of cells. In one of text nothing is made of 007, of 3/4, nor of an id such as 5-2."""
ROOM = 200  # rows that are laid out; below them the checks go on
SENTENCES = frozenset({"title", "note", "evidence"})
NARROWEST, WIDEST = 11, 34  # characters that a column is wide
LONGEST_PROMPT, LONGEST_ERROR = 255, 225  # characters that are told beside a cell, and when it is refused
# A month alone, typed into a cell for dates, becomes its first day, and a year alone a day before 1928.
A_DAY = "IF(ISNUMBER({0}),AND({0}>9999,INT({0})={0},DAY({0})<>1),ISNUMBER(VALUE(LEFT({0},4))))"


class Sheet:
    """A sheet in the making."""

    def __init__(self, book: Workbook, title: str, *, turned: bool) -> None:
        """Begin a sheet; `turned` is one that runs from right to left."""
        self.made: Worksheet = book.create_sheet(title)
        self.looks = looks(book, turned=turned)
        self._widths: dict[int, int] = {}
        self.made.sheet_view.rightToLeft = turned

    def cell(self, row: int, column: int, value: str | date | None, look: str) -> Cell:
        """Write a cell; a text that begins with = is one, too."""
        made = cast("Cell", self.made.cell(row, column))  # no cells are merged
        made.value = held(value) if isinstance(value, str) else value
        if isinstance(value, str):
            made.data_type = "s"
        made._style = copy(self.looks[look]._style)  # type: ignore[attr-defined]  # noqa: SLF001 - it has no other name
        return made

    def heads(self, row: int, heads: Sequence[str]) -> None:
        """Name columns in a row."""
        for column, head in enumerate(heads, 1):
            self.cell(row, column, head, "head")

    def width(self, column: int, text: str, widest: int = WIDEST) -> None:
        """Make a column at least as wide as a text, within reason."""
        wanted = min(max(len(text) + 4, NARROWEST), widest)
        self._widths[column] = max(wanted, self._widths.get(column, 0))
        self.made.column_dimensions[letter(column)].width = self._widths[column]

    def finish(self, top: int, corner: str) -> None:
        """Keep the heads in sight, on the screen and on paper."""
        self.made.freeze_panes = corner
        wide_page(self.made, top)


class Setting(NamedTuple):
    """What the sheets of one template share: its words, where each list stands, and the sheets' names."""

    words: Words
    lists: Mapping[Choice, str]
    titles: Mapping[str, str]


def to_fill_in(sheet: Sheet, name: str, setting: Setting) -> None:
    """Lay out a sheet to be filled in."""
    words = setting.words
    codes = words.columns(name)
    heads = [words.head(code) for code in codes]
    sheet.heads(1, heads)
    for column, (code, head) in enumerate(zip(codes, heads, strict=True), 1):
        _note(cast("Cell", sheet.made.cell(1, column)), words.note(name, code))
        for text in (head, *_typical(name, code, words)):
            sheet.width(column, text)
        _format(sheet, column, _form(name, code, words))
        asked = _asked(name, code, f"{letter(column)}2", setting)
        if asked is not None:
            _check(sheet, f"{letter(column)}2:{letter(column)}{MOST_ROWS}", asked)
    table(sheet.made, heads, 1, ROOM)
    sheet.finish(1, "B2")


def _typical(name: str, code: str, words: Words) -> tuple[str, ...]:
    """Give texts that will stand in a column: what can be chosen, or room for a sentence."""
    choice = words.choice(name, code)
    if choice is not None:
        return tuple(word for word, _ in choice.words)
    return ("0" * WIDEST,) if code in SENTENCES else ()


def _form(name: str, code: str, words: Words) -> str:
    attribute = words.attribute(name, code)
    if attribute is not None:
        return NUMBER if attribute.number else TEXT
    return DAY if code in DATES else TEXT


def _format(sheet: Sheet, column: int, form: str) -> None:
    """Say how the cells of a column show what they hold, those that are still empty too."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - slow to import

    whole = sheet.made.column_dimensions[letter(column)]
    whole.number_format = form
    whole.font = Font(FONT, SIZE)
    whole.alignment = Alignment(vertical="top", wrap_text=form == TEXT)


def _note(cell: Cell, text: str) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415 - slow to import

    lines = sum(1 + len(line) // 44 for line in text.split("\n"))
    cell.comment = Comment(text, "", height=30 + 18 * lines, width=320)


class _Asked(NamedTuple):
    """What is asked of a cell: a word of a list, or that a formula holds; and what is told if it does not."""

    kind: Literal["list", "custom"]
    formula: str
    told: str
    prompt: str = ""
    style: Literal["warning", "stop"] = "warning"


def _asked(name: str, code: str, cell: str, setting: Setting) -> _Asked | None:
    """Say what is asked of the cells of a column, of which this is the first; nothing of plain text."""
    words, titles = setting.words, setting.titles
    choice, attribute = words.choice(name, code), words.attribute(name, code)
    rows = "+".join(f"COUNTIF('{titles[each]}'!$A:$A,{cell})" for each in (LOG, STATED))
    if choice is not None and choice in setting.lists:
        told = words.text("wrong-name" if choice.open else "wrong-word", sheet=titles["lists"])
        prompt = words.text("ask-several") if code in PEOPLE else ""
        return _Asked("list", setting.lists[choice], told, prompt, "warning" if choice.open else "stop")
    if attribute is not None:
        number = _Asked("custom", f"ISNUMBER({cell})", words.text("wrong-number"))
        return number if attribute.number else None
    if code in DATES:
        return _Asked("custom", A_DAY.format(cell), words.text("wrong-day"), words.text("ask-day"))
    if code == "id":
        return _Asked("custom", f"{rows}=1", words.text("wrong-id"))
    return _Asked("custom", f"{rows}>0", words.text("wrong-reference")) if code in OTHERS else None


def _check(sheet: Sheet, area: str, asked: _Asked) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - slow to import

    rule = DataValidation(asked.kind, asked.formula, errorStyle=asked.style, allow_blank=True, sqref=area)
    rule.showErrorMessage, rule.error = True, held(cut(asked.told, LONGEST_ERROR))
    if asked.prompt:
        rule.showInputMessage, rule.prompt = True, held(cut(asked.prompt, LONGEST_PROMPT))
    sheet.made.add_data_validation(rule)
