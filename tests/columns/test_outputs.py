"""Bulk results hold what JSON results say of each duty, in the same bytes on any machine."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from checker.log.columns.load import of_log
from checker.outputs import Options, _bulk, ndjson, parquet
from checker.outputs import json as whole
from checker.results.frames import SCHEMA
from checker.results.from_rows import in_columns
from checker.results.in_columns import ResultColumns
from checker.results.in_columns import judge as by_columns
from checker.results.judge import Question
from checker.results.model import Results
from tests.run import ROOT, judged

if TYPE_CHECKING:
    from checker.outputs import Bulk

FINES = ROOT / "examples" / "road-fines"
JSON_FIELDS = ("id", "obligation", "check", "rule", "bearer", "opens", "due", "trigger", "status", "line")
FORMS = (parquet, ndjson)
ASKED = ("--plan", FINES / "plan.yaml", "--log", FINES / "log.csv")
THREADS = """
import sys
from checker.cli import main
sys.exit(main(["check", "--executor", "columns", "--fail-on", "never", *sys.argv[1:]]))
"""


@pytest.fixture(scope="module")
def results() -> Results:
    return judged(FINES / "plan.yaml", [FINES / "log.csv"])


@pytest.fixture(scope="module")
def columns(results: Results) -> ResultColumns:
    return by_columns(results.plan, results.rules, of_log(results.log), Question())


def put(form: Bulk, found: ResultColumns) -> bytes:
    file = io.BytesIO()
    form.put(found, Options(), file)
    return file.getvalue()


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode().splitlines()]


def test_both_hold_the_same(results: Results) -> None:
    head, *duties = lines(ndjson.write(results, Options()))
    file = io.BytesIO(parquet.write(results, Options()))
    assert json.loads(pl.read_parquet_metadata(file)[parquet.HEAD]) == head
    found = pl.read_parquet(file).to_dicts()
    for duty in found:
        duty["because"] = json.loads(duty["because"])
        for day in ("opens", "due"):
            duty[day] = duty[day] and duty[day].isoformat()
    assert found == duties


def test_they_hold_what_json_says(results: Results) -> None:
    told = json.loads(whole.write(results, Options()))
    head, *duties = lines(ndjson.write(results, Options()))
    assert [{name: duty[name] for name in JSON_FIELDS} for duty in duties] == [
        {name: duty[name] for name in JSON_FIELDS} for duty in told["duties"]
    ]
    for name in ("evidence", "near_misses", "interpretations"):
        assert [duty[name] for duty in duties] == [duty[name] for duty in told["duties"]]
    assert {duty["imprecise"] for duty in duties} <= {True, False}
    same = head.keys() & told.keys() - {"log"}
    assert {"summary", "obligations", "tool", "as_of", "accounting"} <= same
    assert {name: head[name] for name in same} == {name: told[name] for name in same}
    assert told.keys() - head.keys() == {"sign_off", "duties", "inputs"}


@pytest.mark.parametrize("form", FORMS)
def test_written_at_once_or_in_parts(
    form: Bulk, results: Results, columns: ResultColumns, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert put(form, columns) == put(form, in_columns(results)) == form.write(results, Options())
    at_once = put(form, columns)
    for size in (1, 7, 100):
        monkeypatch.setattr(_bulk, "ROWS", size)
        if form is ndjson:
            assert put(form, columns) == at_once
        else:
            assert pl.read_parquet(io.BytesIO(put(form, columns))).equals(
                pl.read_parquet(io.BytesIO(at_once))
            )


def test_parts_are_of_one_check_and_none_is_too_large(
    columns: ResultColumns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_bulk, "ROWS", 100)
    told: list[int] = []
    parts = list(_bulk.parts(columns, Options(passed=told.append)))
    assert [part.height for part in parts] == told
    assert max(told) == 100
    assert all(part["check"].n_unique() == 1 for part in parts)
    assert sum(told) == sum(columns.counts.values())
    ids = pl.concat(part["id"] for part in parts)
    assert ids.n_unique() == len(ids)
    keys = [tuple(part.row(0)[1:3]) for part in parts]
    assert all(one <= other for one, other in pairwise(keys))


def test_results_without_duties() -> None:
    none = judged(FINES / "plan.yaml", [FINES / "log.csv"], date(2005, 1, 1))
    assert not none.results
    assert len(lines(ndjson.write(none, Options()))) == 1
    found = pl.read_parquet(io.BytesIO(parquet.write(none, Options())))
    assert found.height == 0
    assert list(found.columns) == list(SCHEMA)


@pytest.mark.parametrize("form", ["parquet", "ndjson"])
def test_the_same_bytes_with_any_number_of_threads(form: str, tmp_path: Path) -> None:
    found = set()
    for threads in ("1", "2", "3"):
        file = tmp_path / threads
        asked = (
            "--plan",
            FINES / "plan.yaml",
            "--log",
            FINES / "log.csv",
            "--format",
            form,
            "--output",
            file,
        )
        subprocess.run(
            [sys.executable, "-c", THREADS, *map(str, asked)],
            env={**os.environ, "POLARS_MAX_THREADS": threads, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        )
        found.add(file.read_bytes())
    assert len(found) == 1
