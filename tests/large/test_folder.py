"""The report on a large log as it is written: small, the same whenever it is made, all findings beside it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import polars as pl
import pytest

from checker.results.many import MOST_TOLD
from checker.results.tags import tags
from tests.large import letters
from tests.large.pages import report
from tests.report.page import read
from tests.run import ROOT, checker, judged

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 300_000
FINDINGS = "findings.parquet"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("letters") / "log.csv"
    letters.write(path)
    return path


def test_the_folder_has_a_page_in_each_language_all_findings_and_a_page_of_contents(folder: Path) -> None:
    pages = {"report.html", *(f"report.{tag}.html" for tag in tags() if tag != "en")}
    assert {path.name for path in folder.iterdir()} == {*pages, FINDINGS, "index.html"}
    links = {link["href"] for link in read((folder / "index.html").read_bytes()).one("main").all("a")}
    assert links == {*pages, FINDINGS}
    for page in pages:
        assert FINDINGS in {link["href"] for link in read((folder / page).read_bytes()).all("a")}


def test_the_findings_are_all_findings(folder: Path, log: Path) -> None:
    results = judged(letters.PLAN, [log], letters.AS_OF)
    found = pl.read_parquet(folder / FINDINGS)
    assert found["id"].to_list() == [each.id for each in results.results]
    assert found["status"].to_list() == [each.status for each in results.results]
    assert len(results.results) > MOST_TOLD


def test_the_page_is_small_however_long_the_log_and_its_texts_are(folder: Path, tmp_path: Path) -> None:
    assert max(path.stat().st_size for path in folder.glob("*.html")) < MOST_BYTES
    long = {"title": "word " * 290, "evidence": "; ".join(f"N/{n}" for n in range(290))}
    rows = [row | long for row in letters.rows()]
    with (tmp_path / "log.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, letters.COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    ran = report(tmp_path / "log.csv", tmp_path / "report.html")
    assert ran.code == 0, ran.err
    assert (tmp_path / "report.html").stat().st_size < MOST_BYTES


def test_what_cannot_be_told_says_so_and_hostile_text_is_inert(folder: Path) -> None:
    page = read((folder / "report.html").read_bytes())
    text = page.one("main").text
    assert "Why is not told here" in text
    assert page.one("main").all("script") == []
    assert letters.HOSTILE.split(" ", 1)[0] in text
    assert "\u202e" not in text


def test_the_same_again_whatever_else_is_other(folder: Path, log: Path, tmp_path: Path) -> None:
    there = tmp_path / "again"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "POLARS_MAX_THREADS": "1", "TZ": "Asia/Tokyo"}
    inputs = ("--plan", letters.PLAN, "--log", log, "--as-of", letters.AS_OF, "--executor", "columns")
    wanted = ("--language", "en,ar,es,fr", "--fail-on", "never", "--output", there)
    command = [sys.executable, "-m", "checker", "report", *map(str, (*inputs, *wanted))]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=environment)
    for path in folder.iterdir():
        if path.name != FINDINGS:  # its head names the file of the log, which is another here
            text = path.read_text(encoding="utf-8")
            assert path.name == "index.html" or (there / path.name).read_text(encoding="utf-8") == text
    before = {path.name: path.read_bytes() for path in there.iterdir()}
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert {path.name: path.read_bytes() for path in there.iterdir()} == before


def test_nothing_that_people_changed_is_written_over(log: Path, tmp_path: Path) -> None:
    assert report(log, tmp_path / "r").code == 0
    for name in ("report.html", FINDINGS):
        path = tmp_path / "r" / name
        made = path.read_bytes()
        path.write_bytes(made + b"\n")
        ran = report(log, tmp_path / "r")
        assert ran.code == 2
        assert name in ran.err
        path.write_bytes(made)
    assert report(log, tmp_path / "r").code == 0


def test_a_folder_may_have_the_ordinary_report_later(log: Path, tmp_path: Path) -> None:
    assert report(log, tmp_path / "r").code == 0
    few = ROOT / "tests" / "cases" / "case-001"
    inputs = ("--plan", next(few.glob("plan*")), "--log", next(few.glob("log*")), "--executor", "columns")
    ran = checker("report", *inputs, "--fail-on", "never", "--output", tmp_path / "r")
    assert ran.code == 0, ran.err
    assert f"{FINDINGS} is of an earlier run" in ran.err
    results = json.loads((tmp_path / "r" / "results.json").read_text(encoding="utf-8"))
    assert len(results["duties"]) <= MOST_TOLD


def test_a_page_alone_says_how_to_have_the_findings(log: Path, tmp_path: Path) -> None:
    ran = report(log, tmp_path / "report.html")
    assert (ran.code, ran.out) == (0, f"{tmp_path / 'report.html'}\n")
    page = read((tmp_path / "report.html").read_bytes())
    assert "checker check --format parquet --output findings.parquet" in page.one("main").text
    assert FINDINGS not in {link["href"] for link in page.all("a")}


def test_of_few_duties_either_executor_writes_the_ordinary_page(tmp_path: Path) -> None:
    few = ROOT / "tests" / "cases" / "case-001"
    written = []
    for executor in ("rows", "columns"):
        path = tmp_path / f"{executor}.html"
        inputs = ("--plan", next(few.glob("plan*")), "--log", next(few.glob("log*")), "--executor", executor)
        assert checker("report", *inputs, "--fail-on", "never", "--output", path).code == 0
        written.append(path.read_bytes())
    assert written[0] == written[1]


def test_the_exit_code_follows_the_statuses(log: Path, tmp_path: Path) -> None:
    inputs = ("--plan", letters.PLAN, "--log", log, "--executor", "columns")
    ran = checker("report", *inputs, "--fail-on", "breached", "--output", tmp_path / "report.html")
    assert ran.code == 1
