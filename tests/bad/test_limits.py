"""What is over a limit is refused, by the name of the limit; raised, it is read. The page lists them all."""

import json
import re
from collections.abc import Callable
from datetime import MAXYEAR
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
import pytest

from checker import diagnostics, files
from checker.days import parse_duration
from checker.diagnostics import Faults, render
from checker.findings import engine
from checker.located import json as results
from checker.located import model, yaml
from checker.log import formats, workbook
from checker.log.columns import csv, parquet
from checker.log.formats import ReadOptions
from tests.bad.workbooks import good, packed
from tests.run import ROOT

PAGE = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")


def log(path: str, faults: Faults) -> object:
    return formats.read(path, ReadOptions(), faults)


def columns(path: str, faults: Faults) -> object:
    read = csv.read if path.endswith(".csv") else parquet.read
    found = read(path, ReadOptions(), faults)
    if found is not None:
        found.located.report(np.flatnonzero(found.odd), faults)
    return found


def outcome(path: str, faults: Faults) -> object:
    return results.read(path, faults, "RESULTS_BYTES")


ENTRIES = [
    {"id": "a1", "date": "2008-03-02", "by": "NORTH"},
    {"id": "a2", "date": "2008-03-03", "by": "SOUTH"},
]
LIST = json.dumps(ENTRIES).encode()
LINES = "\n".join(map(json.dumps, ENTRIES)).encode()
CSV = b"id,date,by\na1,2008-03-02,NORTH\na2,2008-03-03,SOUTH\n"
BOOK = packed(good())


def in_parquet() -> bytes:
    out = BytesIO()
    pl.DataFrame(ENTRIES).write_parquet(out)
    return out.getvalue()


TABLE = in_parquet()


class Input(NamedTuple):
    """A file that just keeps to a limit of that size."""

    limit: str
    size: int
    name: str
    data: bytes
    read: Callable[[str, Faults], object]
    code: str


CASES = [
    Input("YAML_BYTES", 5, "x.yaml", b"a: b\n", yaml.read, "file/too-large"),
    Input("YAML_DEPTH", 4, "x.yaml", b"[[{a: [b]}]]", yaml.read, "yaml/too-deep"),
    Input("YAML_DEPTH", 3, "x.yaml", b"a:\n - b:\n    c\n", yaml.read, "yaml/too-deep"),
    Input("RESULTS_BYTES", 8, "x.json", b'{"a": 1}', outcome, "file/too-large"),
    Input("LOG_BYTES", len(CSV), "x.csv", CSV, log, "file/too-large"),
    Input("LOG_BYTES", len(LINES), "x.jsonl", LINES, log, "file/too-large"),
    Input("LOG_BYTES", len(LIST), "x.yaml", LIST, log, "file/too-large"),
    Input("XLSX_BYTES", len(BOOK), "x.xlsx", BOOK, log, "file/too-large"),
    Input("XLSX_UNPACKED_BYTES", sum(map(len, good().values())), "x.xlsx", BOOK, log, "xlsx/too-large"),
    Input("ROWS", 2, "x.csv", CSV, log, "log/too-many-rows"),
    Input("ROWS", 2, "x.jsonl", LINES, log, "log/too-many-rows"),
    Input("ROWS", 2, "x.yaml", LIST, log, "log/too-many-rows"),
    Input("ROWS", 2, "x.xlsx", BOOK, log, "log/too-many-rows"),
    Input("LOG_BYTES", len(TABLE), "x.parquet", TABLE, log, "file/too-large"),
    Input("ROWS", 2, "x.parquet", TABLE, log, "log/too-many-rows"),
    Input("BULK_BYTES", len(CSV), "x.csv", CSV, columns, "file/too-large"),
    Input("BULK_BYTES", len(TABLE), "x.parquet", TABLE, columns, "file/too-large"),
    Input("BULK_ROWS", 2, "x.csv", CSV, columns, "log/too-many-rows"),
    Input("BULK_ROWS", 2, "x.parquet", TABLE, columns, "log/too-many-rows"),
    Input("COLUMNS", 3, "x.csv", CSV, log, "log/too-many-columns"),
    Input("COLUMNS", 6, "x.xlsx", BOOK, log, "log/too-many-columns"),
    Input("CELL_CHARACTERS", 10, "x.csv", CSV, log, "log/too-long"),
    Input("CELL_CHARACTERS", 10, "x.jsonl", LINES, log, "log/too-long"),
    Input("CELL_CHARACTERS", 10, "x.yaml", LIST, log, "log/too-long"),
    Input("CELL_CHARACTERS", 11, "x.xlsx", BOOK, log, "log/too-long"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.limit}-{case.name}")
def test_over_the_limit_it_is_refused_by_name_and_raised_it_is_read(
    case: Input, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / case.name
    path.write_bytes(case.data)
    monkeypatch.setitem(files.LIMITS, case.limit, case.size - 1)

    def faults() -> Faults:
        found = Faults()
        case.read(str(path), found)
        return found

    told = [render(each, files.shown_lines) for each in faults().errors]
    assert told
    assert all(f"error[{case.code}]" in each for each in told)
    assert all(re.search(rf"\b{case.size - 1:,}\b", each) for each in told)
    assert all(f"environment variable CHECKER_LIMIT_{case.limit} " in each for each in told)
    monkeypatch.setenv(f"CHECKER_LIMIT_{case.limit}", str(case.size))
    assert not faults().errors


def rows(heading: str) -> list[list[str]]:
    """Give the cells of the table below a heading of the page."""
    part = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    found = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return found[1:]


def test_the_page_lists_the_limits_in_force() -> None:
    listed = {
        (row[0].strip("`"), int(row[1].replace(",", "")), row[-1].strip("`"))
        for row in rows("Limits that you may raise")
    }
    assert listed == {(case.limit, files.LIMITS[case.limit], case.code) for case in CASES}
    assert {name for name, _, _ in listed} == set(files.LIMITS)


def test_the_page_lists_the_limits_that_stand() -> None:
    listed = [
        tuple(int(each.replace(",", "")) for each in re.findall(r"[\d,]*\d", row[1]))
        for row in rows("Limits that stand")
    ]
    assert listed == [
        (diagnostics.SHOWN,),
        (diagnostics.KEPT,),
        (model.LONGEST_NUMBER,),
        (999_999,),
        (1, MAXYEAR),
        (workbook.MOST_ROWS, workbook.MOST_COLUMNS),
        (1_000,),
        (engine.MOST_LINES, engine.MOST_JOINT),
    ]
    assert parse_duration("999999 days")
    assert not parse_duration("1000000 days")
