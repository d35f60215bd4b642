"""Workbooks made by openpyxl, and by hand, are read cell by cell as text."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from checker.diagnostics import Diagnostic, Faults, InvalidInput, Place
from checker.log import formats
from checker.log.formats import ReadOptions, Sheet
from tests.formats.test_rows import values

HEADER = ("id", "date", "end", "note")
Cells = Iterable[Iterable[object]]


def book(**sheets: Cells) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return made


def read(path: Path, made: openpyxl.Workbook, options: ReadOptions | None = None) -> tuple[Sheet, ...]:
    made.save(path)
    faults = Faults()
    sheets = formats.read(str(path), options or ReadOptions(), faults)
    faults.stop()
    return sheets


def faults_of(path: Path, options: ReadOptions | None = None) -> tuple[Diagnostic, ...]:
    faults = Faults()
    formats.read(str(path), options or ReadOptions(), faults)
    return faults.errors


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.xlsx"


def test_values(path: Path) -> None:
    rows = [
        HEADER,
        ("a1", dt.date(2008, 2, 29), dt.datetime(2008, 3, 1), " x "),  # noqa: DTZ001 - workbooks have no time zones
        (17, "2008-05", None, 5.0),
        (),
        (2.5, "2008-06~", "2008-07", True),
        ("a3", "2008-06", "2008-07", False),
        ("a4", "2008-06", "2008-07", dt.date(2008, 1, 2)),
        ("a5", "2008-06", "2008-07", 1234567890123),
    ]
    (sheet,) = read(path, book(Log=rows))
    assert values([sheet]) == [
        {"id": "a1", "date": "2008-02-29", "end": "2008-03-01", "note": "x"},
        {"id": "17", "date": "2008-05", "note": "5"},
        {"id": "2.5", "date": "2008-06~", "end": "2008-07", "note": "yes"},
        {"id": "a3", "date": "2008-06", "end": "2008-07", "note": "no"},
        {"id": "a4", "date": "2008-06", "end": "2008-07", "note": "2008-01-02"},
        {"id": "a5", "date": "2008-06", "end": "2008-07", "note": "1234567890123"},
    ]
    assert sheet.name == f"{path}/Log"
    assert sheet.columns["note"] == Place(str(path), 1, 4, 4, "Log!D1")
    assert sheet.rows[2].at == Place(str(path), 5, 1, 3, "Log!A5")
    assert sheet.rows[2].cells["note"].at == Place(str(path), 5, 4, 3, "Log!D5")
    assert sheet.rows[2].cells["note"].at.shown == "yes"


def test_the_1904_epoch(path: Path) -> None:
    made = book(Log=[HEADER, ("a1", dt.date(2008, 2, 29))])
    made.epoch = CALENDAR_MAC_1904
    assert values(read(path, made)) == [{"id": "a1", "date": "2008-02-29"}]


def test_sheets(path: Path) -> None:
    rows = [HEADER, ("a1", "2008")]
    made = book(
        Log=rows,
        Summary=[("total", 5)],
        **{"More (2)": [(), HEADER, ("a2", "2009")], "EXAMPLE": rows, "Empty": []},
    )
    sheets = read(path, made)
    assert [sheet.name for sheet in sheets] == [f"{path}/Log", f"{path}/More (2)"]
    assert [row["id"] for row in values(sheets)] == ["a1", "a2"]
    assert sheets[0].notes == (
        "sheet Summary not read: no columns id and date",
        "sheet EXAMPLE not read: a sheet of that name is never read",
        "sheet Empty not read: no columns id and date",
    )
    (more,) = read(path, made, ReadOptions(sheet="More (2)"))
    assert values([more]) == [{"id": "a2", "date": "2009"}]
    assert "sheet Log not read: another was asked for" in more.notes
    for asked, mend in (("Logs", "did you mean Log?"), ("zzz", "its sheets are: Log, Summary")):
        (fault,) = faults_of(path, ReadOptions(sheet=asked))
        assert fault.code == "xlsx/no-sheet"
        assert mend in fault.help
    for asked in ("EXAMPLE", "Summary"):
        assert [each.code for each in faults_of(path, ReadOptions(sheet=asked))] == ["xlsx/no-log"]


def test_what_is_wrong_names_its_cell(path: Path) -> None:
    rows = [
        (*HEADER, "recorded", None),
        ("a1", 39507, None, "ok", dt.datetime(2008, 3, 1, 12), None),  # noqa: DTZ001
        ("a2", "=TODAY()", True, "=1+1", dt.time(12), "stray"),
        ("a3", 2008, "03/04/2008", "#REF!", "#N/A"),
    ]
    made = book(Log=rows)
    made["Log"]["D4"].data_type = made["Log"]["E4"].data_type = "e"
    with pytest.raises(InvalidInput) as caught:
        read(path, made)
    assert {(each.at.cell, each.code) for each in caught.value.diagnostics} == {
        ("Log!B2", "xlsx/not-a-date"),
        ("Log!E2", "xlsx/time-of-day"),
        ("Log!B3", "xlsx/formula"),
        ("Log!C3", "xlsx/not-a-date"),
        ("Log!D3", "xlsx/formula"),
        ("Log!E3", "xlsx/not-a-date"),
        ("Log!F3", "xlsx/no-column-name"),
        ("Log!B4", "xlsx/not-a-date"),
        ("Log!C4", "log/date-order"),
        ("Log!D4", "xlsx/error-value"),
        ("Log!E4", "xlsx/error-value"),
    }


@pytest.mark.parametrize(
    ("day", "form", "code"),
    [
        (dt.date(2008, 5, 1), "mmm-yy", "xlsx/month-alone"),
        (dt.date(2008, 5, 1), '[$-409]mmm\\ yyyy" (d)"', "xlsx/month-alone"),
        (dt.date(2008, 1, 1), "yyyy", "xlsx/month-alone"),
        (dt.date(1905, 6, 30), "yyyy-mm-dd", "xlsx/year-alone"),
        (dt.date(1905, 3, 14), "mmm-yy", "xlsx/year-alone"),
        (dt.date(1905, 3, 13), "yyyy-mm-dd", None),
        (dt.date(1905, 10, 1), "yyyy-mm-dd", None),
        (dt.date(2008, 5, 1), "yyyy-mm-dd", None),
        (dt.date(2008, 5, 2), "mmm-yy", None),
        ("2008-05", "mmm-yy", None),
    ],
)
def test_a_day_that_was_rather_a_month_or_a_year_is_asked_about(
    path: Path, day: object, form: str, code: str | None
) -> None:
    made = book(Log=[HEADER, ("a1", day, None, day)])
    made["Log"]["B2"].number_format = made["Log"]["D2"].number_format = form
    made.save(path)
    faults = Faults()
    (sheet,) = formats.read(str(path), ReadOptions(), faults)
    assert values([sheet])[0]["date"] == str(day)
    assert not faults.errors
    told = [(each.code, each.at.cell) for each in faults.warnings]
    assert told == ([(code, "Log!B2")] if code else [])
    assert all(str(day)[:4] in each.message and each.help for each in faults.warnings)


def parts(made: openpyxl.Workbook) -> dict[str, bytes]:
    """Give the parts of a workbook, to be changed by hand."""
    out = io.BytesIO()
    made.save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)


SHEET = "xl/worksheets/sheet1.xml"


def test_a_formula_that_was_worked_out(path: Path) -> None:
    found = parts(book(Log=[HEADER, ("a1", "2008", None, "=1+1")]))
    found[SHEET] = re.sub(rb"(?<=</f>)<v ?/>|(?<=</f>)<v></v>", b"<v>2</v>", found[SHEET])
    pack(path, found)
    faults = Faults()
    sheets = formats.read(str(path), ReadOptions(), faults)
    faults.stop()
    assert values(sheets) == [{"id": "a1", "date": "2008", "note": "2"}]


@pytest.mark.parametrize("numbered", [True, False])
def test_rows_of_other_programs(path: Path, *, numbered: bool) -> None:
    rows = [("id", "date"), ("a1", "2008"), ("a2", "2009")]
    cell = '<x:c t="inlineStr"><x:is><x:t>{}</x:t></x:is></x:c>'
    lines = []
    for number, row in enumerate(rows, start=1):
        attribute = f' r="{number}"' if numbered else ""
        lines.append(f"<x:row{attribute}>{''.join(map(cell.format, row))}</x:row>")
    found = parts(book(Log=rows))
    found[SHEET] = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<x:sheetData>{''.join(lines)}</x:sheetData></x:worksheet>"
    ).encode()
    pack(path, found)
    assert [row["id"] for row in values(formats.read(str(path), ReadOptions(), Faults()))] == ["a1", "a2"]


def test_a_million_empty_rows_and_columns_take_no_time(path: Path) -> None:
    found = parts(book(Log=[("id", "date"), ("a1", "2008")]))
    empty = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (row, row) for row in range(4, 1_048_577))
    wide = b'<row r="3"><c r="XFD3" s="1"/></row>'
    found[SHEET] = found[SHEET].replace(b"</sheetData>", wide + empty + b"</sheetData>")
    found[SHEET] = found[SHEET].replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    pack(path, found)
    assert values(formats.read(str(path), ReadOptions(), Faults())) == [{"id": "a1", "date": "2008"}]


def test_an_entry_far_below_is_not_lost(path: Path) -> None:
    made = book(Log=[("id", "date"), ("a1", "2008")])
    made["Log"]["A90000"], made["Log"]["B90000"] = "a2", "2009"
    made["Log"]["C4"].fill = PatternFill("solid", fgColor="ff0000")
    sheets = read(path, made)
    assert [(row["id"]) for row in values(sheets)] == ["a1", "a2"]
    assert sheets[0].rows[1].at.cell == "Log!A90000"


def test_bombs_macros_and_damage(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = parts(book(Log=[("id", "date"), ("a1", "2008")]))
    monkeypatch.setenv("CHECKER_LIMIT_XLSX_UNPACKED_BYTES", "1000000")
    pack(path, found | {"xl/bomb.xml": b" " * 1_000_000})
    assert [each.code for each in faults_of(path)] == ["xlsx/too-large"]
    pack(path, found | {"xl/vbaProject.bin": b"x"})
    assert [each.code for each in faults_of(path)] == ["xlsx/macros"]
    monkeypatch.setenv("CHECKER_LIMIT_XLSX_BYTES", "100")
    assert [each.code for each in faults_of(path)] == ["file/too-large"]
    monkeypatch.delenv("CHECKER_LIMIT_XLSX_BYTES")
    for part in ("xl/workbook.xml", SHEET, "xl/styles.xml", "[Content_Types].xml"):
        for damage in (b"", b"<", b"<a/>", b"\0\1\2", found[part][: len(found[part]) // 2]):
            pack(path, found | {part: damage})
            assert {each.code for each in faults_of(path)} <= {"xlsx/damaged", "xlsx/no-log"}
    pack(path, {name: data for name, data in found.items() if name != SHEET})
    assert [each.code for each in faults_of(path)] == ["xlsx/damaged"]
    pack(path, found)
    whole = path.read_bytes()
    for length in range(0, len(whole), 97):
        path.write_bytes(whole[:length])
        assert [each.code for each in faults_of(path)] in (["xlsx/not-a-workbook"], ["xlsx/damaged"])


def test_too_many_rows(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_LIMIT_ROWS", "2")
    book(Log=[("id", "date"), *((f"a{number}", "2008") for number in range(3))]).save(path)
    assert [each.code for each in faults_of(path)] == ["log/too-many-rows"]
