"""A template that was filled in is read as it stands, and what is wrong in it names sheet, cell and value."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.workbook.workbook import Workbook

from checker.results.tags import tags
from tests.conftest import Golden
from tests.run import ROOT, checker
from tests.template.filling import PLAN, Row, codes, fill, made, offered, rows_of

HERE = Path(__file__).parent
LOGS = {
    "two-offices": (PLAN, PLAN.parent / "log.csv"),
    "2007-illustrative": (ROOT / "obligations.yaml", ROOT / "examples" / "2007-illustrative" / "log.csv"),
}


def results(plan: Path, log: Path) -> str:
    ran = checker("check", "--plan", plan, "--log", log, "--fail-on", "never", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return ran.out


@pytest.mark.parametrize(
    ("name", "options"),
    [("2007-illustrative", ("--codes",)), *(("two-offices", ("--language", tag)) for tag in tags())],
    ids=str,
)
def test_a_filled_in_template_says_what_the_same_rows_say(
    name: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    plan, log = LOGS[name]
    path = tmp_path / "log.xlsx"
    book = made(path, *options, plan=plan)
    rows = rows_of(log)
    if options == ("--codes",):
        words = {code: code for code in offered(made(tmp_path / "labels.xlsx", plan=plan))}
        fill(book, rows, words)
    else:
        fill(book, rows)
    book.save(path)
    assert results(plan, path) == results(plan, log)


@pytest.mark.parametrize("language", tags())
@pytest.mark.parametrize("number", [0, 1])
def test_a_sheet_to_fill_in_is_never_left_out_in_silence(language: str, number: int, tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    book = made(path, "--language", language)
    fill(book, GOOD)
    sheet = book.worksheets[number]
    sheet.insert_rows(1)
    sheet["A1"] = "What we did this year"
    book.save(path)
    ran = checker("check", "--plan", PLAN, "--log", path, "--as-of", "2009-01-01", "--fail-on", "never")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error[xlsx/no-header]")
    assert f"sheet {sheet.title}, cell A1" in ran.err


def test_what_is_not_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    book = made(path)
    fill(book, GOOD)
    book.save(path)
    ran = checker("check", "--plan", PLAN, "--log", path, "--fail-on", "never")
    assert "sheet Example not read: a sheet of that name is never read" in ran.out
    assert "sheet Lists not read" in ran.out
    for title, code in (("Log", 0), ("Statements", 2), ("Lists", 2)):
        ran = checker("check", "--plan", PLAN, "--log", path, "--sheet", title, "--fail-on", "never")
        assert ran.code == code, title


def test_columns_may_be_moved_and_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    book = made(path)
    fill(book, GOOD)
    book.save(path)
    before = results(PLAN, path)
    sheet = book["Log"]
    sheet.delete_cols(codes(sheet)["place"])
    for row in sheet.iter_rows(max_row=3):
        for one, two in ((0, 4), (1, 3)):
            row[one].value, row[two].value = row[two].value, row[one].value
    assert [cell.value for cell in sheet[1]][:5] == ["By", "Activity", "End", "Date", "Id"]
    book.save(path)
    assert results(PLAN, path) == before


def test_an_empty_template_has_no_day_to_ask_for(tmp_path: Path) -> None:
    path, empty = tmp_path / "log.xlsx", tmp_path / "log.csv"
    made(path)
    empty.write_text("id,date,activity,by\n")
    for log in (path, empty):
        ran = checker("check", "--plan", PLAN, "--log", log)
        assert ran.code == 2
        assert "the log has no activity, so there is no day to ask for" in ran.err
        assert "--as-of" in ran.err
        assert checker("check", "--plan", PLAN, "--log", log, "--as-of", "2009-01-01").code == 0


GOOD: list[Row] = [
    {"id": "a1", "date": "2008-03-02", "activity": "plan_shared", "by": "NORTH", "to": "SOUTH"},
    {"id": "a2", "date": "2008-04", "activity": "session_held", "by": "SOUTH", "about": "S-1"},
    {"id": "s1", "date": "2008-01-15", "end": "2009-01-14", "activity": "coverage", "by": "NORTH"},
]


def changed(sheet: int, row: int, code: str, value: object) -> Callable[[Workbook], None]:
    """Give what puts a value where a person put it."""

    def change(book: Workbook) -> None:
        made = book.worksheets[sheet]
        made.cell(row, codes(made)[code]).value = value  # type: ignore[assignment]

    return change


def head(sheet: int, code: str, value: str) -> Callable[[Workbook], None]:
    return changed(sheet, 1, code, value)


def statement(**cells: str) -> Callable[[Workbook], None]:
    """Give what adds a row of statements, all else of it being right."""
    row = {"id": "s2", "date": "2008-05-02", "by": "Legal Service", **cells}

    def change(book: Workbook) -> None:
        sheet = book.worksheets[1]
        for code, value in row.items():
            sheet.cell(3, codes(sheet)[code], value)

    return change


MISTAKES: dict[str, Callable[[Workbook], None]] = {
    "activity-misspelt": changed(0, 2, "activity", "Work plan shard"),
    "activity-empty": changed(0, 2, "activity", None),
    "party-misspelt": changed(0, 2, "by", "North Ofice"),
    "party-one-of-two": changed(0, 2, "to", "South Office; Suoth Office"),
    "party-with-a-comma": changed(0, 2, "to", "South Office, Legal Service"),
    "by-empty": changed(0, 2, "by", None),
    "date-empty": changed(0, 2, "date", None),
    "date-day-first": changed(0, 2, "date", "2.3.2008"),
    "date-in-words": changed(0, 2, "date", "March 2008"),
    "date-no-such-day": changed(0, 2, "date", "2008-02-30"),
    "end-before-start": changed(0, 2, "end", "2008-02-01"),
    "id-twice": changed(0, 3, "id", "a1"),
    "id-twice-on-two-sheets": changed(1, 2, "id", "a1"),
    "attribute-of-another-kind": changed(0, 2, "reason", "workload"),
    "corrects-nothing": changed(0, 3, "corrects", "a9"),
    "statement-among-activities": changed(0, 2, "activity", "Decision carried out"),
    "answer-without-a-row": statement(activity="Answer to a question", answer="yes"),
    "answer-of-nothing": statement(activity="Answer to a question", answer="yes", of="a9"),
    "answer-perhaps": statement(activity="Answer to a question", answer="perhaps", of="a1"),
    "waiver-of-no-clause": statement(activity="Waiver", obligation="share-plan", bearer="North Office"),
    "waiver-of-no-check": statement(activity="Waiver", obligation="share-plans", check="weekly"),
    "waiver-for-nobody": statement(activity="Waiver", obligation="share-plans", bearer="West Office"),
    "extension-without-a-day": statement(activity="Extension", obligation="share-plans"),
    "column-misspelt": head(0, "evidence", "Evidnce"),
    "column-twice": head(0, "note", "by"),
    "column-without-a-name": changed(0, 2, "title", "Plan"),
    "formula": changed(0, 2, "title", "=A1"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_names_sheet_cell_and_value(name: str, tmp_path: Path, golden: Golden) -> None:
    path = tmp_path / "log.xlsx"
    book = made(path)
    fill(book, GOOD)
    MISTAKES[name](book)
    if name == "column-without-a-name":
        head(0, "title", "")(book)
    book.save(path)
    ran = checker("check", "--plan", PLAN, "--log", "log.xlsx", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "log.xlsx, sheet " in ran.err
    golden.check(HERE / "messages" / f"{name}.txt", ran.err)


def test_a_year_that_was_made_a_day_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    book = made(path)
    fill(book, GOOD)
    changed(0, 2, "date", 2008)(book)
    assert book["Log"]["B2"].number_format == "yyyy-mm-dd"
    book.save(path)
    ran = checker("check", "--plan", PLAN, "--log", path, "--fail-on", "never")
    assert ran.code == 0
    assert "warning[xlsx/year-alone]" in ran.err
    assert "sheet Log, cell B2" in ran.err


def test_every_message_has_its_mistake() -> None:
    assert {path.stem for path in (HERE / "messages").iterdir()} == set(MISTAKES)


def test_a_row_that_lacks_a_cell_is_told_in_the_words_of_its_header(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    book = made(path, "--language", "fr")
    fill(book, GOOD)
    changed(0, 2, "by", None)(book)
    changed(0, 2, "reason", "workload")(book)
    book.save(path)
    ran = checker("check", "--plan", PLAN, "--log", path)
    assert "this row has no “Par”" in ran.err
    assert "an entry of kind Work plan shared has no “Reason”" in ran.err
