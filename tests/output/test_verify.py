"""`checker verify`: a report or results made again are the same bytes, or what is other is said."""

import json
import re
from pathlib import Path

import pytest

from checker.cli import main
from tests.run import ROOT, Ran, checker

TWO = ROOT / "examples" / "two-offices"
PLAN, LOG = TWO / "plan.yaml", TWO / "log.csv"


def made(folder: Path, *options: str) -> tuple[Path, Path]:
    """Write report and results of the example into a folder."""
    ran = checker("report", "--plan", PLAN, "--log", LOG, "--fail-on", "never", "--output", folder, *options)
    assert ran.code == 0, ran.err
    return folder / "report.html", folder / "results.json"


def verified(file: Path, *options: str | Path) -> Ran:
    return checker("verify", file, *options)


def test_results_are_verified_by_what_they_carry(tmp_path: Path) -> None:
    _, results = made(tmp_path)
    ran = verified(results)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{results}: the same\nMade again from plan ")


@pytest.mark.parametrize("options", [[], ["--as-of", "2009-03-01"], ["--known-at", "2009-03-01"]])
def test_a_report_is_verified_with_its_plan_and_log(tmp_path: Path, options: list[str]) -> None:
    page, results = made(tmp_path, *options, "--engine", "reference")
    for file in (page, results):
        ran = verified(file, "--plan", PLAN, "--log", LOG)
        assert (ran.code, ran.out.splitlines()[0]) == (0, f"{file}: the same")
        assert "reference interpreter" in ran.out


def test_a_page_carries_no_inputs_and_says_so(tmp_path: Path) -> None:
    page, _ = made(tmp_path)
    for given in ((), ("--plan", PLAN), ("--log", LOG)):
        ran = verified(page, *given)
        assert (ran.code, ran.out) == (2, "")
        assert "give both --plan and --log" in ran.err


def test_a_log_split_and_reordered_is_the_same_log(tmp_path: Path) -> None:
    page, results = made(tmp_path)
    head, *rows = LOG.read_text().splitlines(keepends=True)
    for name, part in (("one.csv", rows[::-2]), ("two.csv", rows[-2::-2])):
        (tmp_path / name).write_text(head + "".join(part))
    for file in (page, results):
        ran = verified(file, "--plan", PLAN, "--log", tmp_path / "one.csv", tmp_path / "two.csv")
        assert ran.code == 0, ran.out


def test_another_log_is_named_with_what_it_changes(tmp_path: Path) -> None:
    page, results = made(tmp_path)
    other = tmp_path / "other.csv"
    other.write_text(LOG.read_text().replace("a02,2009-01-14", "a02,2009-01-15"))
    ran = verified(results, "--log", other)
    assert ran.code == 1
    assert "  inputs: entries: a02: date\n    in the file: 2009-01-14\n    now: 2009-01-15\n" in ran.out
    duty = "duties: share-plans/yearly/SOUTH/2008-01-15: status"
    assert f"  {duty}\n    in the file: fulfilled\n    now: late\n" in ran.out
    ran = verified(page, "--plan", PLAN, "--log", other)
    assert ran.code == 1
    assert "  page: share-plans_yearly_SOUTH_2008-01-15\n    in the file: kept South Office" in ran.out


def test_results_that_somebody_wrote_into_are_not_the_same(tmp_path: Path) -> None:
    _, results = made(tmp_path)
    results.write_text(results.read_text().replace('"breached": 6', '"breached": 0', 1))
    ran = verified(results)
    assert ran.code == 1
    assert "  summary: breached\n    in the file: 0\n    now: 6\n" in ran.out


def test_a_page_with_other_marks_round_the_same_text_is_not_the_same(tmp_path: Path) -> None:
    page, _ = made(tmp_path)
    page.write_text(page.read_text().replace("<h4>", "<h5>", 1).replace("</h4>", "</h5>", 1))
    ran = verified(page, "--plan", PLAN, "--log", LOG)
    assert ran.code == 1
    assert f"{page}: the same content, but other bytes: first in line " in ran.out


def test_every_change_of_one_word_of_results_is_found(tmp_path: Path) -> None:
    """Each line of the file, changed by itself, is told."""
    _, results = made(tmp_path)
    lines = results.read_text().splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if line.startswith(' "duties"'))
    assert main(["verify", str(results)]) == 0
    for number in range(start + 1, len(lines) - 3, 37):
        other = list(lines)
        other[number] = re.sub(r"[a-z0-9](?=\W*$)", lambda m: "x" if m[0] != "x" else "y", other[number])
        if other[number] != lines[number]:
            results.write_text("".join(other))
            assert main(["verify", str(results)]) in (1, 2), other[number]


def test_results_carry_the_patterns_of_a_folder_of_rules(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    text = (ROOT / "rules" / "patterns" / "deadline.yaml").read_text()
    (rules / "bythen.yaml").write_text(text.replace("rule: deadline", "rule: bythen"))
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN.read_text().replace("rule: deadline", "rule: bythen"))
    file = tmp_path / "results.json"
    ran = checker(
        "check", "--plan", plan, "--log", LOG, "--rules", rules, "--fail-on", "never",
        "--format", "json", "--output", file,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert list(json.loads(file.read_text())["inputs"]["rules"]) == ["bythen"]
    assert verified(file).code == 0


def test_rules_go_with_a_plan_and_nothing_else_is_chosen_anew(tmp_path: Path) -> None:
    _, results = made(tmp_path)
    ran = verified(results, "--rules", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "results carry their own rules" in ran.err
    for option in ("--engine", "--language"):
        assert verified(results, option, "reference").code == 2
