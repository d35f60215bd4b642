"""The workbook: its log reads back as it was, and its other sheets say what the report says."""

import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import date, datetime
from html import unescape
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from checker.diagnostics import Faults, InvalidInput, visible
from checker.files import OutputFault
from checker.log import formats
from checker.log.formats import ReadOptions
from checker.log.load import load
from checker.outputs import Options, output, xlsx
from checker.outputs._markup import link
from checker.results import canonical, language, told_rows
from checker.results.facts import Facts
from checker.results.judge import Question, judge
from checker.results.model import Results
from checker.results.signing import digest
from checker.results.told_remedy import remedy
from tests.laws.strategies import cases
from tests.laws.strategies import judged as judged_case
from tests.meeting.offices import ATTESTED, PLAN, Row, entry, judged
from tests.model.generate import Case
from tests.output.test_docx import other
from tests.output.word import contrast
from tests.run import ROOT, checker
from tests.run import judged as judged_files

Texts = list[list[object]]
EXAMPLES = {
    "2007-illustrative": date(2010, 6, 30),
    "2007-public-record": date(2011, 12, 31),
    "two-offices": date(2010, 6, 30),
    "road-fines": None,
}
CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/expected.json"))
TRIED = [case for number, case in enumerate(CASES) if not number % 3 or not case.name.startswith("case-")]
SESSION = entry("s1", "2009-12-20", "session_held", "SOUTH", about="S-1")
TOUR = entry("t1", "2009-03-01", "tour_made", "NORTH", title="Tour of the north")
LATER = "2010-12-31"


def written(results: Results, tag: str = "en") -> bytes:
    return output("xlsx").write(results, Options(tag))


def read(data: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(data))


def example(name: str) -> Results:
    folder = ROOT / "examples" / name
    own = folder / "plan.yaml"
    plan = own if own.exists() else ROOT / "obligations.yaml"
    return judged_files(plan, [folder / "log.csv"], EXAMPLES[name])


@pytest.fixture(scope="module")
def results() -> Results:
    return example("2007-illustrative")


@pytest.fixture(scope="module")
def data(results: Results) -> bytes:
    return written(results)


@pytest.fixture(scope="module")
def book(data: bytes) -> Workbook:
    return read(data)


def top(sheet: Worksheet) -> int:
    """The row that names the columns."""
    return int(str(sheet.print_title_rows).replace("$", "").partition(":")[0])


def heads(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for cell in sheet[top(sheet)]]


def rows(sheet: Worksheet) -> Texts:
    """What stands below the heads."""
    found: Texts = [
        [value.date() if isinstance(value, datetime) else value for value in row]
        for row in sheet.iter_rows(min_row=top(sheet) + 1, values_only=True)
    ]
    return found


def above(sheet: Worksheet) -> str:
    """What stands above the heads."""
    return " ".join(str(sheet.cell(number, 1).value) for number in range(1, top(sheet)))


def cells(book: Workbook) -> list[Cell]:
    return [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell, Cell)
    ]


def of_log(book: Workbook) -> Worksheet:
    (sheet,) = (sheet for sheet in book.worksheets if sheet.title.startswith("Log"))
    return sheet


def of_requests(book: Workbook) -> list[Worksheet]:
    return [sheet for sheet in book.worksheets if sheet.title.startswith("Requests")]


def read_again(results: Results, data: bytes, folder: Path, sheet: str | None = None) -> Results:
    """Judge the log of a workbook as the log that it was made of."""
    path = folder / "record.xlsx"
    path.write_bytes(data)
    faults = Faults()
    log = load([str(path)], results.plan, ReadOptions(sheet=sheet), faults)
    faults.stop()
    return judge(results.plan, results.rules, log, Question(results.as_of, results.known_at, "reference"))


def same(one: Results, two: Results) -> None:
    assert canonical.entries(one.log) == canonical.entries(two.log)
    assert canonical.log_hash(one.log) == canonical.log_hash(two.log)
    assert [(r.id, r.status) for r in one.results] == [(r.id, r.status) for r in two.results]
    assert (digest(one), one.illustrative) == (digest(two), two.illustrative)


# The log in it


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_log_reads_back_with_the_same_hash_and_verdicts(name: str, tmp_path: Path) -> None:
    given_log = example(name)
    data = written(given_log)
    same(given_log, read_again(given_log, data, tmp_path))
    same(given_log, read_again(given_log, data, tmp_path, of_log(read(data)).title))


@pytest.mark.parametrize("case", TRIED, ids=lambda path: path.name)
def test_the_logs_of_worked_cases_read_back(case: Path, tmp_path: Path) -> None:
    asked = json.loads((case / "expected.json").read_text())
    known_at = date.fromisoformat(asked["known_at"]) if asked["known_at"] else None
    as_of = date.fromisoformat(asked["as_of"])
    found = judged_files(case / "plan.yaml", [case / "log.csv"], as_of, known_at, "reference")
    same(found, read_again(found, written(found), tmp_path))


def test_a_workbook_of_a_workbook_is_the_same_byte_for_byte(
    results: Results, data: bytes, tmp_path: Path
) -> None:
    assert written(read_again(results, data, tmp_path)) == data


def test_from_the_command_line_and_back(tmp_path: Path) -> None:
    plan = ROOT / "examples" / "two-offices" / "plan.yaml"
    asked = ("--plan", plan, "--as-of", "2010-06-30", "--fail-on", "never")
    log, record = plan.parent / "log.csv", tmp_path / "record.xlsx"
    ran = checker("check", *asked, "--log", log, "--format", "xlsx", "--output", record)
    assert (ran.code, ran.err) == (0, "")
    title = of_log(read(record.read_bytes())).title
    first = checker("check", *asked, "--log", log, "--format", "json")
    for more in ((), ("--sheet", title)):
        ran = checker("check", *asked, "--log", record, *more, "--format", "json")
        assert (ran.code, ran.out) == (0, first.out)


def test_no_other_sheet_is_read_as_a_log(data: bytes, book: Workbook, tmp_path: Path) -> None:
    path = tmp_path / "record.xlsx"
    path.write_bytes(data)
    for sheet in book.worksheets:
        faults = Faults()
        found = formats.read(str(path), ReadOptions(sheet=sheet.title), faults)
        assert bool(found) == (sheet is of_log(book)), sheet.title
        assert [fault.code for fault in faults.errors] == ([] if found else ["xlsx/no-log"])


def test_the_log_is_by_day_however_it_was_sorted_and_cut_up(tmp_path: Path) -> None:
    lines = [
        "a9,2009-03-01,tour_made,NORTH",
        "a10,2009-01-01,tour_made,SOUTH",
        "a1,2009-02-01,tour_made,NORTH",
    ]
    log, later = tmp_path / "a.csv", tmp_path / "b.csv"
    log.write_text("\n".join(["id,date,activity,by", *lines]))
    later.write_text("id,date,activity,by\nb1,2008-03-01,tour_made,NORTH")
    found = read(written(judged_files(PLAN, [log, later], date(2010, 1, 1))))
    for sheet in (of_log(found), found["What each row did"]):
        assert [row[0] for row in rows(sheet)] == ["b1", "a10", "a1", "a9"]


def test_exact_days_and_numbers_are_such_and_all_else_is_text(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    number = "session_held: {label: Session held, attributes: {seats: {label: Seats, type: number}}}"
    plan.write_text(PLAN.read_text().replace("session_held: {label: Session held}", number))
    days = ["2009-03-01", "2009-03", "2009-03-01~", "1899-12-31", "2009-24", "2009-03-XX"]
    numbers = ["12.50", "007", "1e3", "0.1", "12345678901234567890", "1e300", "-4", "0.00000001"]
    entries = [entry(f"d{n}", day, "tour_made", "NORTH") for n, day in enumerate(days)]
    entries += [entry(f"n{n}", "2009", "session_held", "SOUTH", seats=each) for n, each in enumerate(numbers)]
    entries.append(
        entry("t", "2009-01-01/2009-02", "tour_made", "SOUTH;NORTH", note="007", about="2009-01-01")
    )
    found = judged(LATER, *entries, plan=plan)
    data = written(found)
    sheet = of_log(read(data))
    told = {str(row[0]): dict(zip(heads(sheet), row, strict=True)) for row in rows(sheet)}
    assert [told[f"d{n}"]["date"] for n in range(len(days))] == [date(2009, 3, 1), *days[1:]]
    assert [told[f"n{n}"]["seats"] for n in range(len(numbers))] == [
        12.5, 7, 1000, 0.1, "12345678901234567890", 1e300, -4, 1e-8,
    ]  # fmt: skip
    assert [told["t"][name] for name in ("date", "end", "by", "note", "about")] == [
        date(2009, 1, 1), "2009-02", "SOUTH;NORTH", "007", "2009-01-01",
    ]  # fmt: skip
    assert {cell.number_format for cell in cells(read(data)) if cell.is_date} == {"yyyy-mm-dd"}
    same(found, read_again(found, data, tmp_path))


def test_a_log_without_rows_has_its_columns(tmp_path: Path) -> None:
    found = judged("2010-01-01")
    book = read(written(found))
    assert heads(of_log(book)) == ["id", "date", "end", "activity", "by", "to", "recorded", "answer"][:7]
    assert read_again(found, written(found), tmp_path).log.entries == ()


HOSTILE = [
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "#REF!",
    "javascript:alert(1)",
    "W" * 5000,
    "two\nlines\tand more",
    "a'b\"c&d",
]
HIDDEN = [
    "\u202eevil",
    "\u2068a\u2069",
    "a\u200bb",
    "bell\x07",
    "a\rb",
    "a\ufffeb",
    "_x202E_ and _x0041_",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text_and_reads_back(text: str, tmp_path: Path) -> None:
    tour = entry("t1", "2009-03-01", "tour_made", "NORTH", title=text, note=text, evidence=text, about=text)
    found = judged(LATER, tour, *ATTESTED)
    data = written(found)
    book = read(data)
    assert not {cell.data_type for cell in cells(book)} - {"s", "inlineStr", "n", "d"}
    assert text in [cell.value for cell in cells(book)]
    assert not [cell for cell in cells(book) if cell.hyperlink]
    assert not re.search(rb"<f[ >]", b"".join(parts(data).values()))
    assert "Cells that differ" not in book.sheetnames
    same(found, read_again(found, data, tmp_path))


@pytest.mark.parametrize("text", HIDDEN, ids=range(len(HIDDEN)))
def test_what_a_workbook_hides_or_cannot_hold_is_marked_and_named(text: str) -> None:
    tour = entry("t1", "2009-03-01", "tour_made", "NORTH", note=text, title="plain")
    data = written(judged(LATER, tour, *ATTESTED))
    sheet = of_log(read(data))
    column = heads(sheet).index("note") + 1
    (place,) = [f"{get_column_letter(column)}{n}" for n, row in enumerate(rows(sheet), 2) if row[0] == "t1"]
    assert [row[:3] for row in rows(read(data)["Cells that differ"])] == [
        ["Log", place, "It holds characters that stand there as marks."]
    ]
    shown = str(sheet[place].value)
    assert shown.replace("_x005F_", "_") == (visible(text) if "_x" not in text else text)
    for name, part in parts(data).items():
        assert not set(part.decode()) & set("\u202e\u2068\u2069\u200b\x07\r\ufffe"), name
        assert not re.search(r"(?<!_x005F)_x(?!005F_)[0-9A-Fa-f]{4}_", part.decode()), name


def test_a_text_that_is_too_long_for_a_cell_stands_in_parts_on_a_sheet_of_its_own() -> None:
    text = "".join(f"{n} \N{GRINNING FACE} " for n in range(9000)).strip()
    assert len(text) < xlsx.MOST * 2
    book = read(written(judged(LATER, entry("t1", "2009-03-01", "tour_made", "NORTH", note=text), *ATTESTED)))
    told = [row for row in rows(book["Cells that differ"]) if row[2] == "It holds more than a cell can."]
    assert [row[3] for row in told] == [f"{n} of {len(told)}" for n in range(1, len(told) + 1)]
    assert {(row[0], book["Log"][str(row[1])].value) for row in told} == {
        ("Log", f"{text[:16000]}… (goes on in the sheet “Cells that differ”)")
    }
    assert "".join(str(row[4]) for row in told) == text
    most = max(len(str(cell.value).encode("utf-16-le")) // 2 for cell in cells(book))
    assert most <= xlsx.MOST


def test_a_text_of_blanks_alone_is_seen() -> None:
    found = judged(LATER, TOUR, *ATTESTED)
    book = read(written(found._replace(plan=found.plan._replace(title="   "))))
    assert ["Agreement", "␠␠␠", None] in rows(book["About"])


def test_only_an_address_that_may_be_followed_is_a_link() -> None:
    good, others = (
        "https://example.org/a?b=c&d",
        ("javascript:alert(1)", "A/RES/61/106", "https://a.b;https://c.d"),
    )
    entries = [
        entry(f"t{n}", "2009", "tour_made", "NORTH", evidence=e) for n, e in enumerate((good, *others))
    ]
    found = [cell for cell in cells(read(written(judged(LATER, *entries)))) if cell.hyperlink]
    assert [(cell.value, cell.hyperlink.target) for cell in found if cell.hyperlink] == [(good, good)]
    assert link(good)


@pytest.mark.parametrize("names", [("Note", "two words"), ("W" * 300, "w")], ids=["alike", "long"])
def test_heads_that_a_table_cannot_have_still_head_their_columns(
    names: tuple[str, str], tmp_path: Path
) -> None:
    plan = tmp_path / "plan.yaml"
    attributes = "attributes:\n" + "".join(f"  {name}: {{label: Other}}\n" for name in names)
    plan.write_text(PLAN.read_text().replace("activities:", attributes + "activities:"))
    found = judged(LATER, TOUR | dict.fromkeys(("note", *names), "a"), plan=plan)
    sheet = of_log(read(written(found)))
    assert not sheet.tables
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(len(heads(sheet)))}2"
    same(found, read_again(found, written(found), tmp_path))


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    with pytest.raises(OutputFault, match="a sheet has at most 3 rows"):
        written(judged(LATER, SESSION, TOUR, *ATTESTED))


# What each row did, the findings, the requests


def test_what_each_row_did_stands_beside_its_id(results: Results, book: Workbook) -> None:
    words, traces = language.Wording("en", results.plan), Facts(results).traces
    told = rows(book["What each row did"])
    assert len(told) == len(results.log.entries)
    for row in told:
        trace = traces[str(row[0])]
        assert row[1] == (trace.entry.title or words.kind(trace.entry.kind))
        assert row[4] == told_rows.became(trace.became, words)
        did = str(row[5] or "")
        for each in told_rows.did(trace, words):
            assert each.text in did
            assert all(name in did for name in each.ids)
        if trace.entry.start == trace.entry.end and trace.entry.start.exact:
            assert row[2] == trace.entry.start.earliest


def test_every_duty_has_a_row_that_says_how_it_stands_and_why(results: Results, book: Workbook) -> None:
    words, facts = language.Wording("en", results.plan), Facts(results)
    sheet = book["Findings"]
    assert heads(sheet)[:4] == ["Duty", "Clause", "Check", "Who owes it"]
    told = rows(sheet)
    assert [row[0] for row in told] == [result.id for result in results.results]
    for row, result in zip(told, results.results, strict=True):
        window = result.finding.of.window
        assert row[7] == words.word("statuses", result.status)
        assert row[8] == words.reason(result.finding.because)
        assert (row[9] or "") == words.reason(remedy(result, facts.remedies, results.plan))
        assert (row[10] or "") == "; ".join(entry.id for entry in result.finding.evidence)
        assert row[5] == (window.first if window.opens.exact else words.days(window.opens))
        if window.due is None:
            assert row[6] == "with no end named"
        else:
            assert row[6] == (window.last if window.due.exact else words.days(window.due))
    assert {type(row[6]) for row in told} == {date, str}
    assert {row[4] for row in told} >= {"DESA", "OHCHR", None}


def test_a_sheet_for_each_party_has_what_is_asked_of_it_in_the_columns_of_the_log(
    results: Results, book: Workbook
) -> None:
    asked = Facts(results).requests
    columns = heads(of_log(book))
    assert [sheet.title for sheet in of_requests(book)] == [f"Requests {code}" for code in asked]
    for sheet, requests in zip(of_requests(book), asked.values(), strict=True):
        assert heads(sheet)[4:] == columns
        told = rows(sheet)
        assert len(told) == len(requests)
        for row, request in zip(told, requests, strict=True):
            assert row[2] == "; ".join(result.id for result in request.decides)
            own = {c: str(text) for c, text in zip(columns, row[4:], strict=True) if text is not None}
            assert own == {c: text for c, text in (request.row or {}).items() if text}


def test_a_gap_is_empty_framed_and_told_in_words(results: Results, book: Workbook) -> None:
    words, asked = language.Wording("en", results.plan), Facts(results).requests
    for sheet, requests in zip(of_requests(book), asked.values(), strict=True):
        names = heads(sheet)
        for number, request in enumerate(requests, top(sheet) + 1):
            framed = {
                names[column]
                for column, cell in enumerate(sheet[number])
                if cell.border.left.style == "medium"
            }
            assert framed == set(request.blanks)
            told = str(sheet.cell(number, 2).value).split("\n")
            assert told == [f"{name}: {told_rows.blank(name, request, words)}" for name in request.blanks]
            for name in request.blanks:
                cell = sheet.cell(number, names.index(name, 4) + 1)
                assert cell.value is None
                (rule,) = (r for r in sheet.data_validations.dataValidation if cell.coordinate in r.sqref)
                assert rule.prompt == told_rows.blank(name, request, words)
                assert rule.type == ("list" if name == "answer" else None)


def filled(data: bytes, given: dict[str, object]) -> bytes:
    """Fill in the gaps of the requests, and copy their rows into the log, as people would."""
    book, known = read(data), set()
    log = of_log(book)
    for sheet in of_requests(book):
        names = heads(sheet)[4:]
        for row in rows(sheet):
            own = dict(zip(names, row[4:], strict=True))
            gaps = [line.partition(":")[0] for line in str(row[1]).split("\n") if ": " in line]
            own |= {name: given[name] for name in gaps}
            if own["id"] not in known and own["id"]:
                log.append(list(own.values()))
            known.add(own["id"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_rows_that_were_filled_in_settle_what_they_are_asked_for(
    results: Results, data: bytes, tmp_path: Path
) -> None:
    given = {"date": date(2010, 6, 8), "answer": "yes", "recorded": date(2010, 6, 30)}
    after = read_again(results, filled(data, given), tmp_path)
    asked = [
        {
            (each.wants, each.about.id if each.about else each.id, each.check and each.check.id)
            for requests in Facts(found).requests.values()
            for each in requests
        }
        for found in (results, after)
    ]
    assert asked[0]
    assert not asked[0] & asked[1]


def test_a_gap_that_nobody_filled_in_is_never_taken_for_an_answer(
    results: Results, data: bytes, tmp_path: Path
) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_again(results, filled(data, {"date": None, "answer": None, "recorded": None}), tmp_path)
    assert {fault.code for fault in caught.value.diagnostics} == {"log/missing"}


def test_a_request_that_no_row_answers_says_so_and_who_else_is_asked() -> None:
    twice = [entry(f"o{n}", "2009-12-20", "outcome_sent", "SOUTH", about="S-1") for n in (1, 2)]
    early = [entry("p1", "2008", "plan_shared", "NORTH;SOUTH")]
    asked = Facts(judged(LATER, SESSION, *twice, *early, *ATTESTED)).requests
    told = {
        (str(row[0]), str(row[3]))
        for sheet in of_requests(read(written(judged(LATER, SESSION, *twice, *early, *ATTESTED))))
        for row in rows(sheet)
    }
    both = [each for requests in asked.values() for each in requests if len(each.asked) == 2]
    assert both
    assert {also for _, also in told} >= {"North Office", "South Office"}


def test_of_whom_nothing_is_asked_the_first_sheet_says_so() -> None:
    book = read(written(judged("2008-01-15", *ATTESTED)))
    assert not of_requests(book)
    assert ["Requests to North Office", 0, "Nothing is asked of North Office."] in rows(book["About"])


# The first sheet, and all sheets


def test_the_first_sheet_says_what_this_is(results: Results, book: Workbook) -> None:
    first = book.worksheets[0]
    words = language.Wording("en", results.plan)
    assert (first.title, book.active) == ("About", first)
    told = {row[0]: row[1:] for row in rows(first)}
    assert told["Agreement"][0] == results.plan.title
    assert told["As of"][0] == results.as_of
    assert str(told["As known at"][0]).startswith("any day")
    assert told["What silence means"][0] == words.interface(f"completeness-{results.plan.completeness}")
    assert told["This paper"][0] == "Draft, not signed by all parties"
    assert told["Results, sha256"][0] == digest(results)
    assert told["Log, sha256"][0] == canonical.log_hash(results.log)
    assert told["Rows of the log"][0] == len(results.log.entries)
    for status, number in results.counts.items():
        assert told[f"Duties: {words.word('statuses', status)}"] == [
            number,
            words.word("statuses_mean", status),
        ]
    for sheet in book.worksheets[1:]:
        rows_of_it, about = told[sheet.title]
        assert rows_of_it == len(rows(sheet))
        assert sheet is of_log(book) or str(about) in above(sheet)


def test_the_day_on_which_the_record_was_known_is_told() -> None:
    book = read(written(judged("2010-06-30", SESSION)._replace(known_at=date(2010, 7, 1))))
    assert ["As known at", date(2010, 7, 1), None] in rows(book["About"])


@pytest.mark.parametrize("title", ["=A&B &P\u202e _x0041_ " + "W" * 5000, "\u202e" * 100, "&" * 100])
def test_an_agreement_of_any_name_stands_on_every_page(title: str) -> None:
    found = judged("2010-06-30", SESSION)
    found = found._replace(plan=found.plan._replace(title=title), illustrative=True)
    sheets = [part.decode() for name, part in parts(written(found)).items() if "worksheets/sheet" in name]
    assert sheets
    for sheet in sheets:
        (text,) = re.findall("<oddHeader>(.*)</oddHeader>", sheet)
        plain = unescape(text)
        assert len(plain) <= 255
        left, right = plain.split("&R", 1)
        assert left == "&LILLUSTRATIVE: made up, nothing in it happened"
        assert not right.replace("&&", "").count("&")
        assert right.startswith(("=A&&B &&P<U+202E> _x005F_x0041_ W", "<U+202E>", "&&&&"))


@pytest.mark.parametrize("name", ["2007-illustrative", "2007-public-record", "two-offices"])
def test_made_up_data_are_called_so_on_every_sheet_and_page(name: str) -> None:
    found = example(name)
    for sheet in read(written(found)).worksheets:
        assert sheet.oddHeader is not None
        told = [str(sheet.oddHeader.left.text), sheet.title if top(sheet) == 1 else above(sheet)]
        assert ["illustrative" in text.lower() for text in told] == [found.illustrative] * 2
        assert found.plan.title[:90].replace("&", "&&") in str(sheet.oddHeader.right.text)


def test_every_sheet_has_one_row_of_heads_that_stays_in_sight_and_can_be_filtered(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.freeze_panes == f"B{top(sheet) + 1}"
        assert all(cell.font.b and cell.fill.fgColor.rgb == "00EDEDED" for cell in sheet[top(sheet)])
        (table,) = sheet.tables.values()
        assert table.ref == f"A{top(sheet)}:{get_column_letter(sheet.max_column)}{sheet.max_row}"
        assert table.autoFilter is not None
        assert [column.name for column in table.tableColumns] == heads(sheet)
        assert not sheet.merged_cells.ranges
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
        widths = [each.width for each in sheet.column_dimensions.values()]
        assert len(widths) == sheet.max_column
        assert all(9 <= width <= 50 for width in widths)
        below = [cell for row in sheet.iter_rows(min_row=top(sheet)) for cell in row]
        assert all(cell.alignment.wrap_text and cell.alignment.vertical == "top" for cell in below)
    assert len({name for sheet in book.worksheets for name in sheet.tables}) == len(book.worksheets)


def test_text_is_dark_enough_on_every_ground(book: Workbook) -> None:
    stripe = "D9D9D9"  # of every other row, in the style of the tables
    for cell in cells(book):
        ground = str(cell.fill.fgColor.rgb)[2:] if cell.fill.patternType else stripe
        colour = cell.font.color.rgb if cell.font.color is not None else "00000000"
        if isinstance(colour, str):
            assert contrast(colour[2:], ground) >= 7
        assert cell.font.sz is None or cell.font.sz >= 11


def test_properties_tell_of_the_agreement_and_not_of_a_machine(results: Results, book: Workbook) -> None:
    properties = book.properties
    day = datetime(2010, 6, 30)  # noqa: DTZ001 - workbooks have no time zones
    assert str(properties.title).endswith(results.plan.title)
    assert (properties.created, properties.modified) == (day, day)
    assert (properties.creator, properties.lastModifiedBy) == ("agreement-checker", "agreement-checker")
    assert properties.language == "en"


# Languages


def test_a_language_that_runs_from_right_to_left_turns_every_sheet(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tag = other(monkeypatch, tmp_path / "words", "ar", "rtl")
    found = judged(LATER, SESSION, TOUR | {"note": "\u2068a"}, *ATTESTED)
    data = written(found, tag)
    book = read(data)
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)
    assert book.properties.language == tag
    unread = "The words of this workbook in English have not yet been read by a speaker."
    assert [unread in above(sheet) for sheet in book.worksheets].count(False) == 1
    assert {cell.alignment.readingOrder for cell in book["Findings"]["I"][top(book["Findings"]) :]} == {2}
    assert {cell.alignment.readingOrder for cell in of_log(book)["A"][1:]} <= {0, None}
    for cell in cells(book):
        text = str(cell.value)
        assert [each for each in text if each in language.APART] == list(language.APART) * text.count(
            "\u2068"
        )
    shown = [cell.value for cell in cells(book)]
    assert {"<U+2068>a", "North Office"} <= set(shown)
    assert not set(str(book.properties.title)) & set(language.APART)
    assert not any(sheet.sheet_view.rightToLeft for sheet in read(written(found)).worksheets)
    plain = judged(LATER, SESSION, TOUR, *ATTESTED)
    same(plain, read_again(plain, written(plain, tag), tmp_path))


def test_names_of_sheets_are_such_as_a_workbook_can_have(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    codes = {"NORTH": "N" * 40, "SOUTH": "n" * 39 + "_x0041_"}
    text = PLAN.read_text()
    for old, new in codes.items():
        text = re.sub(rf"\b{old}\b", new, text)
    plan.write_text(text)
    tour: Row = entry("t1", "2009-03", "tour_made", codes["NORTH"])
    session = entry("s1", "2009-12-20", "session_held", codes["SOUTH"], about="S-1")
    titles = read(written(judged("2010-01-01", tour, session, plan=plan))).sheetnames
    assert len([title for title in titles if title.startswith("Requests")]) == 2
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(len(title) <= 31 for title in titles)


def test_every_word_is_used(results: Results) -> None:
    source = (ROOT / "checker" / "outputs" / "xlsx.py").read_text(encoding="utf-8")
    keys = language.Wording("en", results.plan).section("workbook")
    assert {
        key for key in keys if f'"{key}"' not in source and f'"{key.removeprefix("head-")}"' not in source
    } == set()


# Bytes


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@settings(max_examples=10)
@given(cases(size=20))
def test_the_same_results_give_the_same_bytes(case: Case) -> None:
    data = written(judged_case(case))
    assert data == written(judged_case(case))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_bytes_hang_on_no_library_seed_zone_or_folder(tmp_path: Path) -> None:
    found, plain = set(), set()
    example = ROOT / "examples" / "two-offices"
    asked = ("--plan", example / "plan.yaml", "--log", example / "log.csv", "--as-of", "2010-06-30")
    command = [sys.executable, "-m", "checker", "check", *map(str, asked), "--fail-on", "never"]
    command += ["--format", "xlsx", "--output", "-"]
    without = "import openpyxl.xml.functions as f, sys; sys.stdout.buffer.write(f.tostring(f.Element('a')))"
    for lxml, seed, zone in (("True", "0", "UTC"), ("False", "77", "Pacific/Apia")):
        environment = {
            **os.environ, "OPENPYXL_LXML": lxml, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, env=environment)
        found.add(ran.stdout)
        ran = subprocess.run(
            [sys.executable, "-c", without], capture_output=True, check=True, env=environment
        )
        plain.add(ran.stdout)
    assert len(found) == 1
    assert len(plain) == 2, "the two libraries write alike here, so this shows nothing"


def test_it_holds_nothing_but_text(results: Results) -> None:
    found = parts(written(results))
    assert all(name.endswith((".xml", ".rels")) for name in found)
    assert all(part.startswith(b'<?xml version="1.0" encoding="utf-8"?>') for part in found.values())
