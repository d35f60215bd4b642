"""An empty log as a workbook: one sheet for what was done, one for statements, made-up rows, and all words.

What is filled in is read as it stands. The sheet Example is never read, nor is that of the words, which has
no columns of a log. Nothing in it hangs on the day, the machine or the name of the file.
"""

from __future__ import annotations

from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING

from checker.authoring import template_rows as rows
from checker.authoring.template_sheet import Setting, Sheet, to_fill_in
from checker.authoring.template_words import LOG, PEOPLE, STATED, Words
from checker.outputs._workbook import AUTHOR, FIRST_DAY, LONGEST_HEAD, cut, finished, letter, margin, title_of
from checker.results.language import Wording
from checker.results.phrasing import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl import Workbook

    from checker.authoring.template_words import Choice
    from checker.plan.model import Plan

EXAMPLE = "Example"  # in every language: the one name of a sheet that is never read
MADE = date(1980, 1, 1)  # when its properties say that it was made: it has no day of its own
LINE_LENGTH = 120  # characters of a line above the columns
WIDEST = 70  # characters that a column is wide which nobody has to fill in
LONGEST_TITLE = 100  # of the agreement's title on every page


def make(plan: Plan, language: str, *, codes: bool = False) -> bytes:
    """Give the workbook; with `codes` columns and words are named by their codes, not by their labels."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to import

    wording = Wording(language, plan, apart=False)
    words = Words(plan, wording, codes=codes)
    book, turned = Workbook(), wording.direction == "rtl"
    book.remove(book.worksheets[0])
    titles: dict[str, str] = {}
    for key in (LOG, STATED, "lists"):
        taken = {EXAMPLE.casefold(), *(title.casefold() for title in titles.values())}
        titles[key] = title_of(words.text(f"sheet-{key}"), taken)
    sheets = {key: Sheet(book, title, turned=turned) for key, title in titles.items()}
    lists = _lists(sheets["lists"], words, titles["lists"])
    for key in (LOG, STATED):
        to_fill_in(sheets[key], key, Setting(words, lists, titles))
    sheets[EXAMPLE] = Sheet(book, EXAMPLE, turned=turned)
    book.move_sheet(EXAMPLE, -1)
    _example(sheets[EXAMPLE], words, titles)
    for key, sheet in sheets.items():
        _margin(sheet, words, made_up=plan.illustrative or key == EXAMPLE)
    _properties(book, words)
    return finished(book, MADE)


def _lists(sheet: Sheet, words: Words, title: str) -> dict[Choice, str]:
    """Write all words that may be chosen, each with what it stands for; give where each list stands."""
    found: dict[Choice, str] = {}
    column = 1
    for name in (LOG, STATED):
        for code in words.columns(name):
            choice = words.choice(name, code)
            if choice is None or not choice.words or choice in found:
                continue
            explained = any(word != meaning and meaning for word, meaning in choice.words)
            heads = [choice.head, *([words.text("stands-for")] if explained else [])]
            for number, head in enumerate(heads):
                sheet.cell(1, column + number, head, "head")
                sheet.width(column + number, head)
                for row, each in enumerate(choice.words, 2):
                    sheet.cell(row, column + number, each[number], "text")
                    sheet.width(column + number, each[number], WIDEST)
            last = len(choice.words) + 1
            found[choice] = f"'{title}'!${letter(column)}$2:${letter(column)}${last}"
            column += len(heads)
    sheet.finish(1, "A2")
    return found


def _example(sheet: Sheet, words: Words, titles: Mapping[str, str]) -> None:
    """Show rows for both sheets, and say what to do with them."""
    acts = rows.of_log(words)
    row = _lines(sheet, 1, [words.wording.interface("illustrative")], "banner")
    told: list[str] = [words.text("example-about", log=titles[LOG], statements=titles[STATED])]
    told += [words.text("how-fill", log=titles[LOG], statements=titles[STATED])]
    told += [words.text(key) for key in ("ask-day", "how-check")]
    if not words.wording.reviewed:
        language = words.wording.word("language", "name")
        unreviewed = words.wording.word("workbook", "unreviewed")
        told.append(words.wording.fill(unreviewed, {"language": language}))
    row = _lines(sheet, row, told, "line")
    for name, shown in ((LOG, acts), (STATED, rows.of_statements(words, acts))):
        row = _lines(sheet, row + 1, [titles[name]], "banner")
        row = _rows(sheet, row, name, words, shown)
    sheet.finish(1, "A2")


def _lines(sheet: Sheet, row: int, texts: Sequence[str], look: str) -> int:
    """Write texts over the columns, which are too narrow for them; give the row below."""
    for line in (line for text in texts for line in wrap(text, LINE_LENGTH)):
        sheet.cell(row, 1, line, look)
        row += 1
    return row


def _rows(sheet: Sheet, row: int, name: str, words: Words, shown: Sequence[rows.Cells]) -> int:
    codes = words.columns(name)
    sheet.heads(row, [words.head(code) for code in codes])
    for cells in shown:
        row += 1
        for column, code in enumerate(codes, 1):
            value = _shown(code, cells.get(code), words)
            sheet.cell(row, column, value, "day" if isinstance(value, date) else "text")
            sheet.width(column, words.head(code) if value is None else str(value), WIDEST)
    return row + 1


def _shown(code: str, value: str | date | None, words: Words) -> str | date | None:
    """Give what stands in a cell of a column: days as such, and for a code the word that may be chosen."""
    if isinstance(value, date):
        return value if value >= FIRST_DAY else value.isoformat()
    if value is None or code not in {"activity", "answer", "illustrative", *PEOPLE}:
        return value
    named = words.kind if code == "activity" else words.party if code in PEOPLE else words.answer
    return named(value)


def _margin(sheet: Sheet, words: Words, *, made_up: bool) -> None:
    wording = words.wording
    title = words.text("document", title=cut(words.plan.title, LONGEST_TITLE))
    pages = wording.fill(wording.word("minutes", "page"), {"page": "&P", "pages": "&N"})
    margin(sheet.made, left=say(wording, "illustrative-short") if made_up else "", right=title, below=pages)


def _properties(book: Workbook, words: Words) -> None:
    book.properties.title = words.text("document", title=cut(words.plan.title, LONGEST_HEAD))
    book.properties.creator = book.properties.lastModifiedBy = AUTHOR
    book.properties.language = words.wording.tag
    book.active = 0
