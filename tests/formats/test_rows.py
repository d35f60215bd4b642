"""Every format gives the same rows, and each cell knows where it stands."""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.diagnostics import Faults, InvalidInput, Place
from checker.log import formats
from checker.log.formats import ReadOptions, Sheet

ENTRIES = [
    {"id": "a1", "date": "2008-02-29", "by": "NORTH;SOUTH", "title": 'The "big", meeting', "answer": "yes"},
    {"id": "17", "date": "2008-05", "end": "2008-06", "n": "2.5"},
]


def read(path: Path, options: ReadOptions | None = None) -> tuple[Sheet, ...]:
    faults = Faults()
    sheets = formats.read(str(path), options or ReadOptions(), faults)
    faults.stop()
    return sheets


def values(sheets: Iterable[Sheet]) -> list[dict[str, str]]:
    return [
        {str(name): str(text) for name, text in row.cells.items()} for sheet in sheets for row in sheet.rows
    ]


def as_csv(separator: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, ["id", "date", "end", "by", "title", "answer", "n"], delimiter=separator)
    writer.writeheader()
    writer.writerows(ENTRIES)
    return out.getvalue()


JSONL = """{"title": "The \\"big\\", meeting", "id": "a1", "date": " 2008-02-29", \
"by": ["NORTH", "SOUTH "], "answer": true}

{"id": 17, "date": "2008-05", "end": "2008-06", "n": 2.5, "note": null, "empty": " "}
"""
YAML = """
- {id: a1, date: 2008-02-29, by: [NORTH, SOUTH], title: 'The "big", meeting', answer: yes}
- id: 17
  date: 2008-05
  end: 2008-06
  n: 2.5
  note:
  empty: ~
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("log.csv", as_csv()),
        ("LOG.CSV", "\ufeff" + as_csv()),
        ("log.csv", as_csv(";")),
        ("log.tsv", as_csv("\t")),
        ("log.csv", "\n\n" + as_csv().replace("\r\n", "\n,,,,,,\n\n")),
        ("log.csv", as_csv().replace("\r\n", "\r")),
        ("log.jsonl", JSONL),
        ("log.ndjson", "\ufeff" + JSONL.replace("\n", "\r\n")),
        ("log.yaml", YAML),
        ("log.yml", "log:\n" + YAML),
        ("log.yaml", "entries:\n" + YAML),
    ],
)
def test_all_formats_give_the_same_rows(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode())
    sheets = read(path)
    assert values(sheets) == ENTRIES
    assert [sheet.name for sheet in sheets] == [str(path)]


def test_the_separator_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(as_csv())
    assert read(path)[0].notes == ()
    path.write_text(as_csv(";"))
    assert read(path)[0].notes == ("columns are separated by semicolons",)
    assert read(path)[0].columns["title"] == Place(str(path), 1, 16, 5)


def test_places_in_csv(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(b'id,date,note\r\na1, 2008-01-01 ,"one\r\ntwo ""x"""\r\na2,2008-01-02,"  y"\r\n')
    first, second = read(path)[0].rows
    file = str(path)
    assert first.at == Place(file, 2, 1, 20)
    assert {str(name): text.at for name, text in first.cells.items()} == {
        "id": Place(file, 2, 1, 2),
        "date": Place(file, 2, 5, 10),
        "note": Place(file, 2, 18, 3),
    }
    assert first.cells["note"] == 'one\ntwo "x"'
    assert second.at.line == 4
    assert second.cells["note"].at == Place(file, 4, 18, 1)


def test_places_in_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text('\n {"id" : "a1",\t"date":"2008-01-01" , "by": ["A", "B"]}\n')
    (row,) = read(path)[0].rows
    file = str(path)
    assert row.at.line == 2
    assert {str(name): text.at for name, text in row.cells.items()} == {
        "id": Place(file, 2, 10, 4),
        "date": Place(file, 2, 23, 12),
        "by": Place(file, 2, 44, 10),
    }
    assert [getattr(name, "at", None) for name in row.cells] == [
        Place(file, 2, 4, 2), Place(file, 2, 17, 4), Place(file, 2, 39, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("order", "written", "found"),
    [
        ("dmy", "29/02/2008", "2008-02-29"),
        ("mdy", "02/29/2008", "2008-02-29"),
        ("dmy", "3.4.2008", "2008-04-03"),
        ("mdy", "3-4-2008", "2008-03-04"),
        ("dmy", "2008-03-04", "2008-03-04"),
        ("dmy", "2008-XX-XX", "2008-XX-XX"),
        ("dmy", "2008-01/2008-03", "2008-01/2008-03"),
        ("dmy", "3/4.2008", "3/4.2008"),
        ("dmy", "3/4/08", "3/4/08"),
        ("dmy", "soon", "soon"),
        (None, "20080304", "20080304"),
    ],
)
def test_date_order(tmp_path: Path, order: str | None, written: str, found: str) -> None:
    path = tmp_path / "log.csv"
    path.write_text(f"id,date,note\na1,{written},03/04/2008\n")
    assert values(read(path, ReadOptions(date_order=order))) == [
        {"id": "a1", "date": found, "note": "03/04/2008"}
    ]


def test_a_date_against_the_order(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("id,date\na1,02/29/2008\n")
    with pytest.raises(InvalidInput, match="is no day in the order dmy"):
        read(path, ReadOptions(date_order="dmy"))


OVER_A_LIMIT = {
    ("ROWS", 2): ("log/too-many-rows", "id,date\na,1\nb,2\nc,3\n"),
    ("COLUMNS", 3): ("log/too-many-columns", "id,date,a,b,c\n"),
    ("CELL_CHARACTERS", 9): ("log/too-long", "id,date,note\na,2008,aaaaaaaaaa\n"),
    ("LOG_BYTES", 9): ("file/too-large", "id,date,note\n"),
}


@pytest.mark.parametrize("case", OVER_A_LIMIT, ids=lambda case: case[0])
def test_limits_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: tuple[str, int]) -> None:
    (limit, most), (code, text) = case, OVER_A_LIMIT[case]
    path = tmp_path / "log.csv"
    path.write_text(text)
    monkeypatch.setenv(f"CHECKER_LIMIT_{limit}", str(most))
    with pytest.raises(InvalidInput) as caught:
        read(path)
    assert [each.code for each in caught.value.diagnostics] == [code]
    assert limit in caught.value.diagnostics[0].help
    monkeypatch.delenv(f"CHECKER_LIMIT_{limit}")
    read(path)


def test_nesting_without_end(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text('{"id": ' + "[" * 200_000 + "\n")
    with pytest.raises(InvalidInput, match="too many lists"):
        read(path)


def test_no_two_formats_claim_one_ending(monkeypatch: pytest.MonkeyPatch) -> None:
    claimed = formats.claims()
    assert {".csv", ".tsv", ".xlsx", ".yaml", ".yml", ".jsonl", ".ndjson", ".parquet"} == set(claimed)
    monkeypatch.setattr(claimed[".csv"], "suffixes", (".csv", ".xlsx"))
    with pytest.raises(RuntimeError, match=r"claim \.xlsx"):
        formats.claims()


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@settings(deadline=None)  # the first example pays for imports
@given(st.lists(st.tuples(cells, cells), max_size=6), st.sampled_from(",;\t"))
def test_csv_reads_what_the_csv_module_writes(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], separator: str
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([("id", "date", "note"), *(("a", *row) for row in rows)])
    path = tmp_path_factory.mktemp("csv") / "log.csv"
    path.write_bytes(out.getvalue().encode())
    (sheet,) = read(path, ReadOptions(date_order="dmy"))
    plain = [[cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in row] for row in rows]
    assert [[row.cells.get("date", ""), row.cells.get("note", "")] for row in sheet.rows] == plain
    lines = out.getvalue().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for row in sheet.rows:
        for text in row.cells.values():
            start = lines[text.at.line - 1][text.at.column - 1 :]
            assert start.startswith(text.split("\n")[0].replace('"', '""')) or '"' in text


@settings(deadline=None)  # the first example pays for imports
@given(st.text('id,date\n";\t a\r\0', max_size=40))
def test_any_csv_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("csv") / "log.csv"
    path.write_bytes(b"id,date\n" + text.encode())
    faults = Faults()
    for sheet in formats.read(str(path), ReadOptions(), faults):
        for row in sheet.rows:
            assert row.at.line > 1
            assert all(text.at.line >= row.at.line for text in row.cells.values())
    assert all(each.at.line > 0 for each in faults.errors)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@settings(deadline=None)  # the first example pays for imports
@given(st.dictionaries(st.text(max_size=4), json_values, max_size=4), st.integers(0, 200))
def test_any_json_line_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, entry: dict[str, object], cut: int
) -> None:
    path = tmp_path_factory.mktemp("jsonl") / "log.jsonl"
    path.write_text('{"id": "a1"}\n' + json.dumps(entry)[:cut])
    faults = Faults()
    for sheet in formats.read(str(path), ReadOptions(), faults):
        for row in sheet.rows:
            assert all(text.at.line == row.at.line for text in row.cells.values())
    assert all(each.at.line == 2 for each in faults.errors)
