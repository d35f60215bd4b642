"""Fills in a template as people do in a spreadsheet program: real dates, and words from its lists."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from io import StringIO
from pathlib import Path
from typing import cast

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from checker.log.cells import OWN_COLUMNS
from tests.run import ROOT, checker

PLAN = ROOT / "examples" / "two-offices" / "plan.yaml"
DATES = ("date", "end", "recorded", "until")
Row = Mapping[str, str]


def made(path: Path, *options: str, plan: Path = PLAN) -> Workbook:
    """Make a template by the command line, and open it."""
    ran = checker("template", path, "--plan", plan, *options)
    assert (ran.code, ran.out, ran.err) == (0, f"{path}\n", "")
    return openpyxl.load_workbook(path)


def codes(sheet: Worksheet) -> dict[str, int]:
    """Give the columns of a sheet by their codes, which stand in the last line of their notes."""
    found = {}
    for cell in sheet[1]:
        assert cell.comment is not None
        found[cell.comment.text.rsplit(" ", 1)[1].strip()] = int(cell.column or 0)
    return found


def offered(book: Workbook) -> dict[str, str]:
    """Give the word that is offered for each code, by the lists that say what their words stand for."""
    sheet, found = book.worksheets[3], dict[str, str]()
    stands_for = sheet.cell(1, 2).value
    for column in range(2, sheet.max_column + 1):
        if sheet.cell(1, column).value == stands_for:
            for row in range(2, sheet.max_row + 1):
                word, meaning = (sheet.cell(row, at).value for at in (column - 1, column))
                found.setdefault(str(meaning), str(word))
    return {"yes": "yes", "no": "no"} | found


def fill(book: Workbook, rows: Iterable[Row], words: Mapping[str, str] | None = None) -> None:
    """Write rows, given in codes, into the two sheets: in the words that are offered, or in these."""
    words = words or offered(book)
    last = {sheet.title: 1 for sheet in book.worksheets[:2]}
    for row in rows:
        sheet = book.worksheets[1 if row.get("activity") in OWN_COLUMNS else 0]
        columns = codes(sheet)
        last[sheet.title] += 1
        for code, value in row.items():
            if value:
                cast("Cell", sheet.cell(last[sheet.title], columns[code])).value = typed(code, value, words)


def typed(code: str, text: str, words: Mapping[str, str]) -> str | date:
    """Give what a person would type, or choose, for a code."""
    if code in DATES:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    if code in {"by", "to", "bearer"}:
        found = [words[part] for part in text.split(";")]
        return text if found == text.split(";") else "; ".join(found)
    return words[text] if code in {"activity", "answer", "illustrative"} else text


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read the rows of a log in CSV."""
    return list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))
