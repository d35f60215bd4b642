"""A newcomer's first day, from an empty folder to a report: commands as they are typed, real files.

Each step stands on what the one before left behind. What the newcomer does in Excel is done with openpyxl:
the workbook that `checker template` wrote is opened, filled in by the names in its header, and saved.
"""

import csv
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.run import Ran, checker

pytest.importorskip("pty")  # not on Windows
from tests.authoring.terminal import Terminal

AS_OF = ("--as-of", "2025-12-31", "--fail-on", "never")
ANSWERS = (
    ("What does the agreement say?", "The Library returns each catalogue to the Archive within two weeks.\n"),
    ("In which section", "Loans"),
    ("In which paragraph", "3"),
    ("What would you call it", "Return catalogues"),
    ("Which id shall it have?", ""),
    ("What kind of sentence is it?", "must"),
    ("Which rule tests it?", "afterwards"),
    ("“afterwards” is no rule here", "5"),
    ("Which event does it hang on?", "something new"),
    ("What is it called?", "Catalogue lent"),
    ("Which code shall it have?", ""),
    ("Who does it?", "City Archive"),
    ("Toward whom?", "City Library"),
    ("Who owes it?", "City Library"),
    ("What has to be done?", "something new"),
    ("What is it called?", "Catalogue returned"),
    ("Which code shall it have?", ""),
    ("Who does it?", ""),
    ("Toward whom?", "City Archive"),
    ("Which of these does the text say?", "within"),
    ("How much time is there?", "14 dayz"),
    ("14 dayz", "2 weeks"),
    ("In what do the two have to agree?", ""),
    ("Except when?", ""),
    ("Does it say more?", ""),
    ("Save it?", "yes"),
)
SHEETS = {
    "Log": """
Id|Date      |End       |Activity                  |By          |To          |Concerns
a1|2025-03-03|          |Work plan shared          |City Library|City Archive|
a2|2025-04   |          |Work plan shared          |City Archive|City Library|
a3|2025-05-06|2025-05-08|Workshop held             |City Library|            |W-1
a4|2025-06-11|          |Summary of a workshop sent|City Library|City Archive|W-1
a5|2025-09-01|          |Catalogue lent            |City Archive|City Library|C-7
a6|2025-09-12|          |Catalogue returned        |City Library|City Archive|C-7
""",
    "Statements": """
Id|Date      |Activity|By          |Clause        |Title
s1|2025-06-07|Waiver  |City Archive|send-summaries|The Archive does without the summary
""",
}
MISTAKES = (  # sheet, row, column, what is typed, what the message is about
    ("Log", "a2", "Date", "2025-02-30", "log/no-such-day"),
    ("Log", "a5", "Activity", "Catalog lent", "log/unknown-activity"),
    ("Statements", "s1", "By", "City Archiv", "log/unknown-party"),
)
WANTED = {
    "share-plans": {"fulfilled": 2},
    "send-summaries": {"excused": 1},
    "return-catalogues": {"fulfilled": 1},
}


def run(folder: Path, *arguments: str) -> Ran:
    """Run a command of which nothing is wrong."""
    ran = checker(*arguments, cwd=folder)
    assert ran.code == 0, ran.out + ran.err
    return ran


def typed(text: str) -> str | date:
    """Give what a spreadsheet program makes of it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def fill(path: Path, mistakes: Mapping[tuple[str, str, str], str]) -> dict[tuple[str, str, str], str]:
    """Fill in the workbook below the names in its header; give the cells by sheet, id and column."""
    book = openpyxl.load_workbook(path)
    cells = {}
    for sheet, table in SHEETS.items():
        header, *rows = (
            [cell.strip() for cell in row] for row in csv.reader(table.split("\n")[1:-1], delimiter="|")
        )
        columns = {cell.value: cell.column or 0 for cell in book[sheet][1]}
        for number, row in enumerate(rows, start=2):
            for name, text in zip(header, row, strict=True):
                value = mistakes.get((sheet, row[0], name), text)
                cell = book[sheet].cell(number, columns[name])
                cell.value = typed(value) if value else None
                cells[sheet, row[0], name] = cell.coordinate
    book.save(path)
    return cells


def verdicts(results: str) -> dict[str, dict[str, int]]:
    """Count the verdicts by clause, those that are not due yet left out."""
    return {
        each["id"]: {status: n for status, n in each["counts"].items() if n and status != "pending"}
        for each in json.loads(results)["obligations"]
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make the working folder, with a third clause added at the terminal."""
    run(tmp_path, "init", "agreement")
    folder = tmp_path / "agreement"
    assert run(folder, "lint").err == ""
    assert "LATE" in run(folder, "check", "--log", "example-log.csv").out
    plan = folder / "obligations.yaml"
    before = plan.read_text(encoding="utf-8").splitlines()
    with Terminal("new", cwd=folder) as terminal:
        assert terminal.answers(*ANSWERS).end() == 0, terminal.said
    after = iter(plan.read_text(encoding="utf-8").splitlines())
    assert all(line in after for line in before), "a line that stood there is gone, or has moved"
    assert run(folder, "lint").err == ""
    return folder


def test_from_an_empty_folder_to_a_report(folder: Path) -> None:
    told = run(folder, "explain", "return-catalogues").out
    assert "within 2 weeks after its end" in " ".join(told.split())

    run(folder, "template", "log-2025.xlsx")
    log = folder / "log-2025.xlsx"
    cells = fill(log, {mistake[:3]: mistake[3] for mistake in MISTAKES})
    linted = checker("lint", "--log", log.name, cwd=folder)
    assert (linted.code, linted.out) == (2, "")
    for sheet, row, column, value, code in MISTAKES:
        place = f"\n  {log.name}, sheet {sheet}, cell {cells[sheet, row, column]}\n"
        before, _, after = linted.err.partition(place)
        assert before.splitlines()[-1].startswith(f"error[{code}]: ")
        assert value in after.splitlines()[0]
    assert linted.err.count("error[") == len(MISTAKES)

    fill(log, {})
    assert run(folder, "lint", "--log", log.name).err == ""
    assert verdicts(run(folder, "check", "--log", log.name, *AS_OF, "--format", "json").out) == WANTED
    run(folder, "report", "--log", log.name, *AS_OF, "--output", "meeting")
    page = (folder / "meeting" / "report.html").read_text(encoding="utf-8")
    assert "Return catalogues" in page
    assert "ILLUSTRATIVE" in page  # the plan still says that it is made up
    made = {path.name for path in (folder / "meeting").iterdir()}
    assert {"index.html", "summary.html", "plain.html", "minutes.docx", "record.xlsx", "results.json"} <= made
    assert run(folder, "verify", "meeting/results.json").out.startswith("meeting/results.json: the same")
