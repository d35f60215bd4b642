"""The template: sheets, columns, notes, words to choose from, and bytes that hang on nothing but the plan."""

import os
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from checker.authoring.template_words import STATED_ONLY
from checker.log.cells import COLUMNS, SPECIAL
from checker.results.tags import tags
from tests.run import ROOT, checker
from tests.template.filling import PLAN, codes, fill, made

PLANS = [ROOT / "obligations.yaml", *sorted((ROOT / "examples").glob("*/plan.yaml"))]


def checks(sheet: Worksheet) -> dict[str, tuple[str, str, str]]:
    """Give what is asked of each column: the kind of question, how strictly, and by which list or formula."""
    found = {}
    at = {column: code for code, column in codes(sheet).items()}
    for rule in sheet.data_validations.dataValidation:
        (area,) = rule.sqref.ranges
        assert (area.min_row, area.max_row) == (2, 1_048_576)
        assert rule.showErrorMessage
        assert rule.error
        assert len(rule.error) <= 225
        assert len(rule.prompt or "") <= 255
        assert len(rule.formula1) <= 255
        found[at[area.min_col]] = (str(rule.type), str(rule.errorStyle), str(rule.formula1))
    return found


def words_of(book: Workbook, formula: str) -> list[object]:
    title, _, area = formula.rpartition("!")
    return [cell.value for (cell,) in book[title.strip("'")][area.replace("$", "")]]


def test_the_sheets_and_their_columns(tmp_path: Path) -> None:
    book = made(tmp_path / "log.xlsx")
    assert book.sheetnames == ["Log", "Statements", "Example", "Lists"]
    log, statements = book.worksheets[:2]
    own = ["reason", "issued_as", "requires_both"]
    assert list(codes(log)) == [*COLUMNS, *own]
    assert set(codes(statements)) == {*COLUMNS, *SPECIAL} - {"to", "place"}
    assert [cell.value for cell in log[1]][:7] == ["Id", "Date", "End", "Activity", "By", "To", "Concerns"]
    assert [cell.value for cell in log[1]][-3:] == [
        "Reason", "Name it was issued under", "The event requires both offices",
    ]  # fmt: skip
    for sheet in (log, statements):
        assert (sheet.freeze_panes, sheet.print_title_rows, sheet.max_row) == ("B2", "$1:$1", 1)
        assert [table.ref[:2] for table in sheet.tables.values()] == ["A1"]
        assert {cell.font.b for cell in sheet[1]} == {True}


def test_every_column_of_statements_has_its_place() -> None:
    assert set(STATED_ONLY) == SPECIAL


def test_codes_instead_of_labels(tmp_path: Path) -> None:
    book = made(tmp_path / "log.xlsx", "--codes")
    for sheet in book.worksheets[:2]:
        assert [cell.value for cell in sheet[1]] == list(codes(sheet))
    assert words_of(book, checks(book["Log"])["by"][2]) == ["NORTH", "NORTH-NY", "SOUTH", "LEGAL"]
    assert words_of(book, checks(book["Log"])["activity"][2])[:2] == ["plan_shared", "session_held"]


def test_what_may_be_chosen_and_what_is_asked(tmp_path: Path) -> None:
    book = made(tmp_path / "log.xlsx")
    log, statements = checks(book["Log"]), checks(book["Statements"])
    assert set(log) == {
        "id", "date", "end", "activity", "by", "to", "recorded", "corrects", "retracts", "illustrative",
        "reason", "requires_both",
    }  # fmt: skip
    assert set(statements) - set(log) == {"of", "answer", "obligation", "check", "bearer", "until"}
    assert words_of(book, log["activity"][2])[:2] == ["Work plan shared", "Session held"]
    assert words_of(book, log["by"][2]) == [
        "North Office", "North Office in New York", "South Office", "Legal Service",
    ]  # fmt: skip
    assert words_of(book, log["reason"][2]) == ["workload", "other"]
    assert words_of(book, statements["activity"][2])[2:4] == ["Waiver", "Extension"]
    assert words_of(book, statements["obligation"][2])[:2] == ["share-plans", "send-outcomes"]
    assert words_of(book, statements["answer"][2]) == ["yes", "no"]
    assert "yearly" in words_of(book, statements["check"][2])
    kinds = {code: asked[:2] for code, asked in (log | statements).items()}
    closed, several = ("list", "stop"), ("list", "warning")
    assert [kinds[code] for code in ("activity", "answer", "illustrative", "reason")] == [closed] * 4
    assert [kinds[code] for code in ("by", "to", "bearer", "obligation", "check")] == [several] * 5
    others = kinds.keys() - {code for code, asked in kinds.items() if asked[0] == "list"}
    assert {kinds[code] for code in others} == {("custom", "warning")}
    assert log["id"][2] == "COUNTIF('Log'!$A:$A,A2)+COUNTIF('Statements'!$A:$A,A2)=1"
    # Tried in LibreOffice: it doubts 1 May 2008, 2008, a time of day, 9.5.2008 and May 2008 alone.
    a_day = "IF(ISNUMBER(B2),AND(B2>9999,INT(B2)=B2,DAY(B2)<>1),ISNUMBER(VALUE(LEFT(B2,4))))"
    assert log["date"][2] == statements["date"][2] == a_day


def test_dates_are_dates_and_all_else_is_text(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    text = PLAN.read_text().replace(
        "{label: Session held}", "{label: Session held, attributes: {seats: {label: Seats, type: number}}}"
    )
    plan.write_text(text)
    book = made(tmp_path / "log.xlsx", plan=plan)
    for sheet in book.worksheets[:2]:
        for code, column in codes(sheet).items():
            whole = sheet.column_dimensions[get_column_letter(column)]
            form = "yyyy-mm-dd" if code in {"date", "end", "recorded", "until"} else "@"
            assert whole.number_format == ("General" if code == "seats" else form), code
    assert checks(book["Log"])["seats"][2].startswith("ISNUMBER(")


@pytest.mark.parametrize("tag", tags())
def test_every_column_has_a_note_and_texts_fit(tag: str, tmp_path: Path) -> None:
    book = made(tmp_path / "log.xlsx", "--language", tag, plan=ROOT / "obligations.yaml")
    words = yaml.safe_load((ROOT / "reports" / "languages" / f"{tag}.yaml").read_text(encoding="utf-8"))
    for sheet in book.worksheets[:2]:
        assert checks(sheet)
        for cell in sheet[1]:
            assert cell.comment is not None
            assert len(cell.comment.text.split("\n")[0]) > 3, cell.value
    assert "DESA" in words_of(book, checks(book.worksheets[0])["by"][2])
    for key in ("wrong-day", "wrong-word", "wrong-name", "wrong-number", "wrong-id", "wrong-reference"):
        assert len(words["template"][key]) <= 225 - 31, key
    for key in ("ask-day", "ask-several"):
        assert len(words["template"][key]) <= 255, key
    titles = [words["template"][f"sheet-{key}"] for key in ("log", "statements", "lists")]
    assert book.sheetnames == [*titles[:2], "Example", titles[2]]
    assert all(sheet.sheet_view.rightToLeft == (tag == "ar") for sheet in book.worksheets)
    assert book.properties.language == tag


def test_every_word_is_used() -> None:
    keys = yaml.safe_load((ROOT / "reports" / "languages" / "en.yaml").read_text(encoding="utf-8"))[
        "template"
    ]
    source = "".join(path.read_text() for path in (ROOT / "checker" / "authoring").glob("template*.py"))
    notes = {f"note-{code}" for code in {*COLUMNS, *SPECIAL} - {"activity", "by"}}
    notes |= {f"note-{code}-{sheet}" for code in ("activity", "by") for sheet in ("log", "statements")}
    assert {key for key in keys if key.startswith("note-")} == notes
    assert {key for key in keys.keys() - notes if f'"{key}"' not in source} == {
        "sheet-log", "sheet-statements", "sheet-lists",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("plan", "tag"),
    [*((plan, "en") for plan in PLANS), *((PLAN, tag) for tag in tags() if tag != "en")],
    ids=lambda each: each if isinstance(each, str) else each.parent.name,
)
def test_the_example_is_a_log_without_a_fault_once_it_is_copied(plan: Path, tag: str, tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    book = made(path, "--language", tag, plan=plan)
    copied = 0
    for sheet in book.worksheets[:2]:
        at = {cell.value: number for number, (cell, *_) in enumerate(book["Example"].iter_rows(), 1)}
        heads = [cell.value for cell in sheet[1]]
        first = at[sheet.title] + 1
        assert [cell.value for cell in book["Example"][first]][: len(heads)] == heads
        for number, row in enumerate(book["Example"].iter_rows(min_row=first + 1, values_only=True), 2):
            if row[0] is None or row[0] == book.worksheets[1].title:
                break
            copied += 1
            for column, value in enumerate(row, 1):
                sheet.cell(number, column, value)
    book.save(path)
    ran = checker("check", "--plan", plan, "--log", path, "--fail-on", "never")
    told = [line for line in ran.err.splitlines() if line.startswith(("warning[", "error["))]
    later = "replaces: " in plan.read_text()  # it asks for the version before it, whatever the log
    assert ran.code == 0
    assert [line.partition("]")[0] for line in told] == ["warning[plan/earlier-version-missing"] * later
    assert "ILLUSTRATIVE" in ran.out
    assert copied >= 10


def test_the_example_says_that_it_is_made_up(tmp_path: Path) -> None:
    sheet = made(tmp_path / "log.xlsx")["Example"]
    assert str(sheet["A1"].value).startswith("ILLUSTRATIVE")
    assert sheet.oddHeader is not None
    assert str(sheet.oddHeader.left.text).startswith("ILLUSTRATIVE")
    column = [cell.value for cell in sheet[9]].index("Made up") + 1
    assert {sheet.cell(row, column).value for row in range(10, 20)} == {"yes"}
    assert isinstance(sheet.cell(10, 2).value, datetime)


def test_the_example_says_who_acts_toward_whom(tmp_path: Path) -> None:
    shown = [row[:6] for row in made(tmp_path / "log.xlsx")["Example"].iter_rows(values_only=True)]
    acts = {row[0]: row for row in shown if str(row[0]).startswith("e")}
    assert acts["e1"][3:] == ("Work plan shared", "North Office", "South Office")
    assert acts["e2"][1:5] == ("2008-04", None, "Session held", "South Office")
    assert acts["e3"][3:] == ("Outcome of a session sent", "South Office", "North Office")


# What a label may not do


def other_labels(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    plan, text = tmp_path / "plan.yaml", PLAN.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    plan.write_text(text)
    return plan


def test_a_label_that_two_have_is_not_offered(tmp_path: Path) -> None:
    plan = other_labels(
        tmp_path,
        ("{label: Consultation}", "{label: session  HELD}"),
        ("{label: Election held}", "{label: waiver}"),
        ("name: South Office", "name: North office"),
        ("{name: Legal Service,", "{name: NORTH,"),
        ("{label: Reason,", "{label: Name it was issued under,"),
        ("{label: The event requires both offices,", "{label: Note,"),
    )
    book = made(tmp_path / "log.xlsx", plan=plan)
    log = checks(book["Log"])
    kinds = words_of(book, log["activity"][2])
    assert kinds[1:2] + kinds[6:8] == ["session_held", "consultation", "election_held"]
    assert words_of(book, checks(book["Statements"])["activity"][2])[2] == "waiver"
    assert words_of(book, log["by"][2]) == ["NORTH", "North Office in New York", "SOUTH", "LEGAL"]
    assert [cell.value for cell in book["Log"][1]][-3:] == ["reason", "issued_as", "requires_both"]
    assert "note" in [cell.value for cell in book["Log"][1]]


@pytest.mark.parametrize("label", ["a; b", "\u202eevil", "_x0041_", "=1+1", "W" * 300, "two  spaces", "@x"])
def test_a_label_that_is_hard_to_choose_leads_back_all_the_same(label: str, tmp_path: Path) -> None:
    quoted = yaml.safe_dump(label, width=1000).strip().removesuffix("...").strip()
    plan = other_labels(
        tmp_path,
        ("{label: Work plan shared}", f"{{label: {quoted}}}"),
        ("name: South Office", f"name: {quoted}"),
    )
    path = tmp_path / "log.xlsx"
    book = made(path, plan=plan)
    fill(book, [{"id": "a1", "date": "2009-01-02", "activity": "plan_shared", "by": "SOUTH", "to": "NORTH"}])
    book.save(path)
    ran = checker("check", "--plan", plan, "--log", path, "--fail-on", "never", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert '"SOUTH"' in ran.out


def test_a_plan_with_hardly_anything_in_it(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "plan: {id: a, title: A, in_force: {from: 0999-01-01}, completeness: assumed}\n"
        "parties: {A: {name: Alpha, party: false}}\nactivities: {done: {label: Done}}\n"
        "obligations:\n- {id: o, title: O, text: O, source: {section: S, paragraph: 1},\n"
        "   modality: is, checks: []}\n"
    )
    book = made(tmp_path / "log.xlsx", plan=plan)
    assert words_of(book, checks(book["Log"])["activity"][2]) == ["Done"]
    assert "check" not in checks(book["Statements"])
    days = {cell.value: book["Example"].cell(int(cell.row or 0), 2).value for cell in book["Example"]["A"]}
    assert days["e1"] == "0999-02-10"


# The command


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    path.write_bytes(b"somebody's log")
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "nowhere")
    for name in ("log.xlsx", "link.xlsx"):
        ran = checker("template", tmp_path / name, "--plan", PLAN)
        assert (ran.code, ran.out) == (2, "")
        assert "is there already" in ran.err
        assert "help: name another file" in ran.err
    assert path.read_bytes() == b"somebody's log"


@pytest.mark.parametrize(
    ("name", "options", "code", "told"),
    [
        ("log.csv", (), 2, "does not end in .xlsx"),
        ("-", (), 2, "does not end in .xlsx"),
        ("log.xlsx", ("--language", "xx"), 2, "there are: ar, en, es, fr"),
        ("log.xlsx", ("--plan", "nowhere.yaml"), 2, "nowhere.yaml"),
        ("none/log.xlsx", (), 4, "there is no folder"),
    ],
)
def test_what_cannot_be_made_is_said(
    name: str, options: tuple[str, ...], code: int, told: str, tmp_path: Path
) -> None:
    ran = checker("template", name, "--plan", PLAN, *options, cwd=tmp_path)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert list(tmp_path.iterdir()) == []


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    found = set()
    for number, (lxml, seed, zone) in enumerate((("True", "0", "UTC"), ("False", "77", "Pacific/Apia"))):
        path = tmp_path / f"log{number}.xlsx"
        environment = {
            **os.environ, "OPENPYXL_LXML": lxml, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        command = [sys.executable, "-m", "checker", "template", str(path), "--plan", str(PLAN)]
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
        found.add(path.read_bytes())
    assert len(found) == 1
    with zipfile.ZipFile(path) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(name.endswith((".xml", ".rels", ".vml")) for name in archive.namelist())
        for name in archive.namelist():
            ET.fromstring(archive.read(name))  # noqa: S314 - our own


def test_properties_tell_of_the_agreement_alone(tmp_path: Path) -> None:
    properties = made(tmp_path / "log.xlsx").properties
    assert properties.title == "Log: Agreement between the North and the South Office"
    assert (properties.creator, properties.lastModifiedBy) == ("agreement-checker", "agreement-checker")
    assert (
        properties.created == properties.modified == datetime.combine(date(1980, 1, 1), datetime.min.time())
    )
