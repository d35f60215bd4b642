"""The command line gives the same whoever searches the log, and says who did, and what it needs for that."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from checker.cli import executor, main
from checker.results import many
from tests.run import ROOT, Ran, checker

CASES = ROOT / "tests" / "cases"
FINES = ROOT / "examples" / "road-fines"
FORMS = ("json", "text", "parquet", "ndjson", "html")
LONG = bool(os.environ.get("CHECKER_LONG"))
EVERY = 1 if LONG else 5
WITHOUT = (
    "import sys; sys.modules['polars'] = None; from checker.cli import main; sys.exit(main(sys.argv[1:]))"
)
"""Runs the command line where the extra is not installed."""
LOG = "id,date,activity,by,about\ne1,2008-01-01,asked,NORTH,x\ne2,2008-01-05,answered,SOUTH,x\n"
PLAN = """
plan: {id: answers, title: Answers, in_force: {from: 2008-01-01}, completeness: assumed}
parties: {NORTH: {name: North}, SOUTH: {name: South}}
activities: {asked: {label: Asked}, answered: {label: Answered}}
obligations:
  - id: answer
    title: Answer within a month
    text: Questions are answered within a month.
    source: {section: Answers, paragraph: 1}
    modality: must
    checks:
      - {id: answered, rule: response, when: {activity: asked}, bearer: SOUTH, same: [about], within: 1 month,
         do: {activity: answered, by: $bearer}}
"""


def cases() -> list[Path]:
    """Give each case now and then one of those that were drawn by chance: all with `CHECKER_LONG=1`."""
    found = sorted(path.parent for path in CASES.glob("*/expected.json"))
    return [
        path for number, path in enumerate(found) if not path.name.startswith("case-") or not number % EVERY
    ]


def asked(folder: Path, *options: str) -> Ran:
    """Ask of a case what its file says."""
    said = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    logs = sorted(str(path) for path in folder.glob("log*"))
    known = ["--known-at", said["known_at"]] if said["known_at"] else []
    days = ["--as-of", said["as_of"], *known]
    return checker("check", "--plan", str(folder / "plan.yaml"), "--log", *logs, *days, *options)


@pytest.mark.parametrize("folder", cases(), ids=lambda path: path.name)
def test_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for form in FORMS if LONG or folder.name.endswith("0") else FORMS[:-1]:  # pages take longest
        found = {}
        for by in ("rows", "columns"):
            file = tmp_path / by
            ran = asked(folder, "--format", form, "--executor", by, "--output", str(file))
            found[by] = (ran.code, file.read_bytes())
        assert found["rows"] == found["columns"], form


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(PLAN)
    (tmp_path / "log.csv").write_text(LOG)
    return tmp_path


def check(folder: Path, *options: str) -> Ran:
    return checker("check", "--plan", folder / "plan.yaml", "--log", folder / "log.csv", *options)


def test_it_says_who_judged(answers: Path) -> None:
    assert check(answers, "--executor", "columns").err == "findings by columns: 1; by rows: 0\n"
    assert check(answers, "--executor", "rows").err == ""
    (answers / "log.csv").write_text(LOG.replace("2008-01-05", "2008-01"))
    ran = check(answers, "--executor", "columns")
    assert ran.err == (
        "findings by columns: 0; by rows: 1\n"
        "  1 of answer/answered by rows: rare cases, and what may be contrary\n"
    )
    assert ran.out == check(answers, "--executor", "rows").out


def test_a_large_log_is_searched_by_columns(answers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check(answers).err == ""
    monkeypatch.setattr(executor, "LARGE", 50)
    assert "by columns" in check(answers).err
    assert check(answers, "--executor", "rows").err == ""


def test_forms_for_many_duties_are_made_by_columns(answers: Path) -> None:
    assert "by columns" in check(answers, "--format", "ndjson").err


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("days", [(), ("--known-at", "2010-01-01")], ids=["all", "known"])
def test_of_many_duties_the_figures_are_told(
    language: str, days: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "MOST_TOLD", 100)
    monkeypatch.setattr("checker.outputs.text.least", 101)
    by = {by: check(FINES, "--language", language, *days, "--executor", by) for by in ("rows", "columns")}
    assert by["rows"].out == by["columns"].out
    assert len(by["rows"].out.splitlines()) < 60
    assert "--duty ID" in by["rows"].out


def test_the_head_names_the_files(answers: Path) -> None:
    first, second = LOG.splitlines(keepends=True)[:2], LOG.splitlines(keepends=True)[::2]
    (answers / "z.csv").write_text("".join(first))
    (answers / "a.csv").write_text("".join(second))
    plan, logs = answers / "plan.yaml", [answers / "z.csv", answers / "a.csv"]
    for by in ("rows", "columns"):
        ran = checker("check", "--plan", plan, "--log", *logs, "--format", "ndjson", "--executor", by)
        head = json.loads(ran.out.splitlines()[0])
        sums = [(f.name, f.stat().st_size, sha256(f.read_bytes()).hexdigest()) for f in logs[::-1]]
        assert head["log"] == {
            "entries": 2,
            "sha256": None,
            "completeness": "assumed",
            "files": [{"name": name, "bytes": size, "sha256": sum_} for name, size, sum_ in sums],
        }


def test_the_same_faults(answers: Path) -> None:
    (answers / "log.csv").write_text(LOG.replace("2008-01-05", "2008-02-30"))
    found = [check(answers, "--executor", by, "--format", "ndjson") for by in ("rows", "columns")]
    assert found[0] == found[1]
    assert found[0].code == 2
    assert "February 2008 has 29 days" in found[0].err


@pytest.mark.parametrize(
    "more",
    [
        "e3,2012-01-01,asked,NORTH,x\n",
        "e3,2012-01-01,asked,NORTH,x\ne4,2012-01-01,asked,NORTH,y\n",
        "e3,2009-01-05,asked,NORTH,x\n",
        "e3,2012-01-01,asked,NORTH,x\ne4,2012-01-02,,NORTH,,e3\n",
        "e3,2008-02-01,decision,NORTH,x,,2008-01-01\ne4,2008-01-15,decision_done,NORTH,,,,e3\n",
    ],
    ids=["far", "both far", "a year", "void", "misdated"],
)
def test_the_same_warnings(answers: Path, more: str) -> None:
    rows = LOG.replace("about\n", "about,retracts,until,of\n") + more
    width = rows.splitlines()[0].count(",")
    lines = [line + "," * (width - line.count(",")) for line in rows.splitlines()]
    (answers / "log.csv").write_text("\n".join(lines) + "\n")
    for form in ("ndjson", "text"):
        by_rows = check(answers, "--executor", "rows", "--format", form)
        by_columns = check(answers, "--executor", "columns", "--format", form)
        assert by_columns.out == by_rows.out
        assert by_columns.err.startswith(by_rows.err + "findings by columns")


def test_parquet_needs_a_file(answers: Path) -> None:
    ran = check(answers, "--format", "parquet")
    assert (ran.code, ran.out) == (2, "")
    assert "write --output results.parquet" in ran.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
@pytest.mark.parametrize("form", ["parquet", "ndjson"])
def test_a_full_disk(answers: Path, form: str) -> None:
    ran = check(answers, "--format", form, "--output", "/dev/full")
    assert ran.code == 4
    assert ran.err.endswith("error: cannot write /dev/full: the disk is full\n")


def test_what_columns_do_not_judge(answers: Path) -> None:
    earlier = answers / "earlier.json"
    assert check(answers, "--format", "json", "--output", str(earlier)).code == 0
    by_columns = check(answers, "--executor", "columns", "--since", str(earlier))
    assert by_columns.code == 2
    assert "--executor: columns judge no changes since earlier results" in by_columns.err
    told = check(answers, "--format", "ndjson", "--since", str(earlier))
    assert (told.code, told.out) == (2, "")
    assert "write --format json" in told.err


@pytest.mark.parametrize(
    ("asked_for", "code"),
    [
        (["--executor", "columns"], 4),
        (["--format", "ndjson"], 4),
        (["--format", "parquet", "--executor", "rows", "--output", "out.parquet"], 4),
        ([], 0),
    ],
    ids=["columns", "ndjson", "parquet by rows", "neither"],
)
def test_without_the_extra_it_says_what_to_install(answers: Path, asked_for: list[str], code: int) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT, "check", "--plan", "plan.yaml", "--log", "log.csv", *asked_for],
        cwd=answers,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == code
    if code:
        assert "run `pip install 'agreement-checker[bulk]'`" in ran.stderr
        assert (ran.stdout, len(ran.stderr.splitlines())) == ("", 1)
    assert {path.name for path in answers.iterdir()} == {"plan.yaml", "log.csv"}


def reasons(folder: Path, *options: str) -> Ran:
    return checker("explain", "--plan", folder / "plan.yaml", "--log", folder / "log.csv", *options)


def test_some_duties_are_explained() -> None:
    """Those of the fines that come first of each status in each check: what is said of them in results."""
    results = json.loads(check(FINES, "--format", "json", "--executor", "rows").out)
    first = {(d["check"], d["status"]): (d["id"], d["because"]) for d in reversed(results["duties"])}
    ids = [name for name, _ in first.values()]
    found = [reasons(FINES, "--executor", by, "--duty", *ids) for by in ("rows", "columns")]
    assert found[0].out == found[1].out
    told = " ".join(found[0].out.split())
    assert len(ids) > 10
    for name, because in first.values():
        assert name in told
        assert because in told
    one = reasons(FINES, "send-the-fine", "--executor", "columns", "--duty", ids[0])
    assert (one.code, one.out) in {(0, reasons(FINES, "--duty", ids[0]).out), (2, "")}


@pytest.mark.parametrize("folder", cases()[::3], ids=lambda path: path.name)
def test_each_duty_is_explained_alike(folder: Path) -> None:
    said = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    results = json.loads(asked(folder, "--format", "json").out)
    ids = [duty["id"] for duty in results["duties"]]
    if ids:
        days = ["--as-of", said["as_of"], *(["--known-at", said["known_at"]] if said["known_at"] else [])]
        found = [reasons(folder, *days, "--executor", by, "--duty", *ids) for by in ("rows", "columns")]
        assert found[0].out == found[1].out
        assert found[0].code == found[1].code == 0


@pytest.mark.parametrize("by", ["rows", "columns"])
def test_no_such_duty(answers: Path, by: str) -> None:
    there = "answer/answered/SOUTH/2008-01-01/e1"
    assert reasons(answers, "--executor", by, "--duty", there).out.startswith(f"{there}\n  KEPT: ")
    for name in (f"{there}/2", "answer/answered/SOUTH/2008-01-02/e1", "answer", "answer/other/x", ""):
        ran = reasons(answers, "--executor", by, "--duty", there, name)
        assert (ran.code, ran.out) == (2, "")
        assert f"--duty: there is no duty “{name}”" in ran.err
    (answers / "log.csv").write_text(
        "".join(row for row in LOG.splitlines(keepends=True) if "asked" not in row)
    )
    ran = reasons(answers, "--executor", by, "--duty", there)
    assert (ran.code, "there is no duty" in ran.err) == (2, True)
    alone = checker("explain", "--plan", answers / "plan.yaml", "--duty", there)
    assert "--duty: duties hang on a log" in alone.err


def test_a_faulty_name_is_told_before_anything_is_read(answers: Path) -> None:
    assert main(["check", "--plan", str(answers / "no.yaml"), "--log", "x.csv", "--format", "ndjson"]) == 2
