"""What comes out: whole, the same for the same inputs, and as the formats promise."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import yaml

from checker import outputs
from checker.patterns.vocabulary import RATINGS, STATUSES
from tests.conftest import Golden
from tests.run import ROOT, checker

EXAMPLE = ROOT / "examples" / "two-offices"
GOLDEN = ROOT / "tests" / "golden"
PLAN, LOG = EXAMPLE / "plan.yaml", EXAMPLE / "log.csv"
ASKED = ("--plan", PLAN, "--as-of", "2010-06-30", "--fail-on", "never")


@pytest.mark.parametrize("form", ["text", "json"])
def test_two_offices(form: str, golden: Golden) -> None:
    ran = checker("check", *ASKED, "--log", LOG, "--format", form)
    assert (ran.code, ran.err) == (0, "")
    golden.check(GOLDEN / f"two-offices{outputs.output(form).suffix}", ran.out)


@pytest.mark.parametrize("case", ["case-000", "case-013", "case-032", "case-038", "case-044"])
def test_reasons(case: str, golden: Golden) -> None:
    """Five of the random cases in words: every kind of rule and of sentence."""
    folder = ROOT / "tests" / "cases" / case
    asked = json.loads((folder / "expected.json").read_text())
    ran = checker(
        "check",
        "--plan",
        folder / "plan.yaml",
        "--log",
        folder / "log.csv",
        "--as-of",
        asked["as_of"],
        "--fail-on",
        "never",
    )
    assert (ran.code, ran.err) == (0, "")
    golden.check(GOLDEN / f"{case}.txt", ran.out)


def test_explain(golden: Golden) -> None:
    ran = checker("explain", "send-outcomes", "--plan", PLAN, "--log", LOG, "--as-of", "2010-06-30")
    assert (ran.code, ran.err) == (0, "")
    golden.check(GOLDEN / "explain-send-outcomes.txt", ran.out)


def test_the_fields_of_the_results() -> None:
    results = json.loads(checker("check", *ASKED, "--log", LOG, "--format", "json").out)
    assert results["schema"] == "checker-results/1"
    assert list(results["summary"]) == list(STATUSES)
    assert sum(results["summary"].values()) == len(results["duties"])
    assert {own["rating"] for own in results["obligations"]} <= set(RATINGS)
    assert len({duty["id"] for duty in results["duties"]}) == len(results["duties"])
    assert [d["id"] for d in results["duties"]] == [
        d["id"]
        for d in sorted(
            results["duties"], key=lambda d: (d["obligation"], d["check"], d["bearer"], d["opens"])
        )
    ]
    assert len(results["inputs"]["entries"]) == results["log"]["entries"] == 34
    permit = next(own for own in results["obligations"] if own["id"] == "speak-for-the-other")
    assert (permit["rating"], permit["uses"]) == ("dormant", ["a23", "a24"])


def write_forms(folder: Path) -> dict[str, list[Path]]:
    """Write the log as each format, and as two files."""
    with LOG.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    header = list(rows[0])
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(header)
    for row in rows:
        sheet.append([row[name] or None for name in header])
    book.create_sheet("Notes").append(["not a log"])
    book.save(folder / "log.xlsx")
    filled = [{name: value for name, value in row.items() if value} for row in rows]
    (folder / "log.jsonl").write_text("".join(json.dumps(row) + "\n" for row in filled))
    (folder / "log.yaml").write_text(yaml.dump(filled))
    (folder / "semicolons.csv").write_text(
        "\r\n".join(
            ";".join(f'"{row[name]}"' for name in header)
            for row in [dict(zip(header, header, strict=True)), *rows]
        )
    )
    parts = []
    for number, part in enumerate((rows[20:], rows[:20])):
        parts.append(folder / f"part{number}.csv")
        with parts[-1].open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header)
            writer.writeheader()
            writer.writerows(reversed(part))
    names = ("log.xlsx", "log.jsonl", "log.yaml", "semicolons.csv")
    return {**{name: [folder / name] for name in names}, "two files, backwards": parts}


def test_every_format_of_the_log_gives_the_same_bytes(tmp_path: Path) -> None:
    wanted = checker("check", *ASKED, "--log", LOG, "--format", "json").out
    for name, paths in write_forms(tmp_path).items():
        ran = checker("check", *ASKED, "--log", *paths, "--format", "json")
        assert (name, ran.code, ran.err) == (name, 0, "")
        assert ran.out == wanted, name


@pytest.mark.parametrize("form", ["json", "html"])
def test_same_inputs_same_bytes(form: str, tmp_path: Path) -> None:
    """Whatever the hash seed, the time zone, the locale and the working directory."""
    found = set()
    for seed, zone, language in (
        ("0", "UTC", "C"),
        ("1", "Pacific/Apia", "de_DE.UTF-8"),
        ("77", "Asia/Kolkata", "ar"),
    ):
        environment = {
            **os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        command = [
            sys.executable,
            "-m",
            "checker",
            "check",
            *map(str, ASKED),
            "--log",
            str(LOG),
            "--format",
            form,
        ]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, env=environment)
        found.add(ran.stdout)
    assert len(found) == 1


def test_an_output_that_cannot_be_written_is_exit_4_and_leaves_the_old_file(tmp_path: Path) -> None:
    ran = checker("check", *ASKED, "--log", LOG, "--output", tmp_path / "missing" / "out.txt")
    assert ran.code == 4
    assert ran.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("victim", ["log.csv", "plan.yaml"])
def test_an_input_is_never_written_over(victim: str, tmp_path: Path) -> None:
    for path in (PLAN, LOG):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    before = (tmp_path / victim).read_bytes()
    asked = (
        "--plan",
        tmp_path / "plan.yaml",
        "--log",
        tmp_path / "log.csv",
        "--output",
        tmp_path / "." / victim,
    )
    ran = checker("check", *asked)
    assert (ran.code, ran.out) == (2, "")
    assert (tmp_path / victim).read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("command", [["check", *map(str, ASKED), "--log", str(LOG)], ["schema"]])
def test_a_full_disk_behind_the_output_is_exit_4_in_one_line(command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "checker", *command],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ran.returncode == 4
    assert ran.stderr.count(b"\n") == 1


def test_control_characters_reach_no_terminal(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(LOG.read_text().replace("North work plan 2008", "North \u001b[31m\u202e plan"))
    for ran in (
        checker("check", *ASKED, "--log", log),
        checker("explain", "share-plans", "--plan", PLAN, "--log", log),
    ):
        assert "\u001b" not in ran.out
        assert "\u202e" not in ran.out


@pytest.mark.parametrize("given", ["never,late", "", "late,", "nonsense"])
def test_a_list_that_says_two_things_is_refused(given: str) -> None:
    ran = checker("check", "--plan", PLAN, "--log", LOG, "--fail-on", given)
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize("name", ["report.txt", "-"])
def test_a_report_goes_to_a_folder_or_a_page(name: str, tmp_path: Path) -> None:
    ran = checker("report", *ASKED, "--log", LOG, "--output", name, cwd=tmp_path)
    assert ran.code == 2
    assert list(tmp_path.iterdir()) == []


def test_bad_input_makes_no_folder(tmp_path: Path) -> None:
    ran = checker("report", "--plan", PLAN, "--log", tmp_path / "missing.csv", "--output", tmp_path / "out")
    assert ran.code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("spelling", ["true", "True", "TRUE"])
def test_a_flag_is_true_however_it_is_spelt(spelling: str, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        PLAN.read_text()
        .replace("during: true", f"during: {spelling}")
        .replace("party: false", "party: False")
    )
    wanted = json.loads(checker("check", *ASKED, "--log", LOG, "--format", "json").out)["duties"]
    found = checker("check", "--plan", plan, *ASKED[2:], "--log", LOG, "--format", "json")
    assert json.loads(found.out)["duties"] == wanted


def test_what_fails_a_run() -> None:
    asked = ("check", "--plan", PLAN, "--log", LOG, "--as-of", "2010-06-30")
    assert checker(*asked).code == 1
    assert checker(*asked, "--fail-on", "holding").code == 0
    assert checker(*asked, "--fail-on", "late,pending").code == 1
    wrong = checker(*asked, "--fail-on", "laet")
    assert (wrong.code, "did you mean late?" in wrong.err) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["chekc"],
        ["check", "--log", "no-such-file.csv"],
        ["check", "--log", str(LOG), "--plan", "no-such-plan.yaml"],
        ["check", "--log", str(LOG), "--plan", str(PLAN), "--as-of", "2010-02-30"],
        ["check", "--log", str(LOG), "--plan", str(PLAN), "--language", "tlh"],
        ["check", "--log", str(LOG), "--plan", str(PLAN), "--format", "jsn"],
        ["explain", "send-outcome", "--plan", str(PLAN)],
        ["lint", "no-such-plan.yaml"],
    ],
)
def test_a_wrong_command_line_is_exit_2_and_a_sentence(arguments: list[str]) -> None:
    ran = checker(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert "error" in ran.err
    assert "help: " in ran.err
    assert "Traceback" not in ran.err


def test_logs_may_each_have_an_option_of_their_own(tmp_path: Path) -> None:
    header, *rows = LOG.read_text().splitlines(keepends=True)
    for name, part in (("one.csv", rows[:9]), ("two.csv", rows[9:20]), ("three.csv", rows[20:])):
        (tmp_path / name).write_text(header + "".join(part))
    one, two, three = (tmp_path / f"{name}.csv" for name in ("one", "two", "three"))
    whole = checker("check", *ASKED, "--log", LOG, "--format", "json").out
    assert checker("check", *ASKED, "--log", one, "--log", two, three, "--format", "json").out == whole


@pytest.mark.parametrize(("word", "status"), [("broken", "breached"), ("Kept", "fulfilled"), ("rompu", None)])
def test_the_words_of_a_report_are_told_from_statuses(word: str, status: str | None) -> None:
    ran = checker("check", "--plan", PLAN, "--log", LOG, "--fail-on", word)
    assert ran.code == 2
    assert (f"write {status}" if status else "there are: ") in ran.err


def test_known_at_brings_back_the_record_as_it_was() -> None:
    """Before the duplicate was withdrawn, on 15 July 2008, it stood in the record."""
    before = json.loads(
        checker("check", *ASKED, "--log", LOG, "--known-at", "2008-07-14", "--format", "json").out
    )
    after = json.loads(
        checker("check", *ASKED, "--log", LOG, "--known-at", "2008-07-15", "--format", "json").out
    )
    assert before["accounting"]["void"] == 0
    assert after["accounting"]["void"] == 1


def test_the_schema_is_json_schema_and_accepts_the_plans() -> None:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - used here alone

    schema = json.loads(checker("schema").out)
    Draft202012Validator.check_schema(schema)
    plan = yaml.load((ROOT / "obligations.yaml").read_text(encoding="utf-8"), Loader=Editor)  # noqa: S506 - a safe loader with fewer types
    assert list(Draft202012Validator(schema).iter_errors(plan)) == []
    plan["obligations"][0]["chekcs"] = []
    assert list(Draft202012Validator(schema).iter_errors(plan))


class Editor(yaml.SafeLoader):
    """Reads YAML as an editor's language server does: days stay text."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
