"""`--since`: rows that were removed or changed in silence are named, row by row, and verdicts that moved."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.run import ROOT, Ran, checker

TWO = ROOT / "examples" / "two-offices"
PLAN, LOG = TWO / "plan.yaml", TWO / "log.csv"
OUTCOME = "send-outcomes/after-session/SOUTH/2008-11-03/a06"


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("earlier") / "results.json"
    ran = check(LOG, "--format", "json", "--output", file)
    assert ran.code == 0, ran.err
    return file


def check(log: Path, *options: str | Path) -> Ran:
    return checker("check", "--plan", PLAN, "--log", log, "--fail-on", "never", *options)


def changed(folder: Path, *pairs: tuple[str, str]) -> Path:
    text = LOG.read_text()
    for was, now in pairs:
        assert was in text
        text = text.replace(was, now, 1)
    (folder / "log.csv").write_text(text)
    return folder / "log.csv"


def moved(since: dict[str, Any]) -> dict[str, tuple[str, str, list[tuple[str, list[str]]]]]:
    """Give for each duty that moved: from what, to what, and the causes with the rows they name."""
    return {
        each["id"]: (each["was"], each["now"], [(step["cause"], step["about"]) for step in each["steps"]])
        for each in since["moved"]
    }


def row(name: str) -> str:
    return next(line for line in LOG.read_text().splitlines(keepends=True) if line.startswith(f"{name},"))


def test_the_same_log_is_nothing_new(earlier: Path) -> None:
    ran = check(LOG, "--since", earlier, "--format", "json")
    since = json.loads(ran.out)["since"]
    assert ran.err == ""
    assert since == {
        "as_of": "2010-01-15", "known_at": None, "added": [], "removed": [], "changed": [], "moved": [],
    }  # fmt: skip


def test_a_row_removed_is_named_with_all_that_it_said(earlier: Path, tmp_path: Path) -> None:
    ran = check(changed(tmp_path, (row("a07"), "")), "--since", earlier, "--format", "json")
    since = json.loads(ran.out)["since"]
    (gone,) = since["removed"]
    assert gone["id"] == "a07"
    assert "date 2008-12-08" in gone["was"]
    assert moved(since)[OUTCOME] == ("late", "breached", [("rewritten", ["a07"])])
    assert "warning[log/removed]: the entry “a07” was in the log and is gone" in ran.err
    assert f"  {earlier}:" in ran.err


def test_a_row_changed_in_silence_is_named_cell_by_cell(earlier: Path, tmp_path: Path) -> None:
    log = changed(tmp_path, ("a07,2008-12-08", "a07,2008-12-07"))
    ran = check(log, "--since", earlier, "--format", "json")
    since = json.loads(ran.out)["since"]
    assert since["changed"] == [{"id": "a07", "cell": "date", "was": "2008-12-08", "now": "2008-12-07"}]
    assert moved(since)[OUTCOME] == ("late", "fulfilled", [("rewritten", ["a07"])])
    assert f"its date was “2008-12-08”, and is “2008-12-07”\n  {log}:8:" in ran.err


def test_a_correction_by_a_row_of_its_own_is_nothing_silent(earlier: Path, tmp_path: Path) -> None:
    cells = row("a07").rstrip("\n").split(",")
    names = LOG.read_text().splitlines()[0].split(",")
    cells[0], cells[1], cells[names.index("corrects")] = "a07b", "2008-12-07", "a07"
    log = tmp_path / "log.csv"
    log.write_text(LOG.read_text() + ",".join(cells) + "\n")
    ran = check(log, "--since", earlier, "--format", "json")
    since = json.loads(ran.out)["since"]
    assert (since["added"], since["removed"], since["changed"]) == (["a07b"], [], [])
    assert moved(since)[OUTCOME] == ("late", "fulfilled", [("corrected", ["a07b"])])
    assert ran.err == ""


def test_text_and_page_say_the_same(earlier: Path, tmp_path: Path) -> None:
    log = changed(tmp_path, (row("a07"), ""), ("a02,2009-01-14", "a02,2009-01-15"))
    told = "0 entries added to the log, 1 removed, 1 changed in silence; 5 verdicts moved."
    assert told in " ".join(check(log, "--since", earlier).out.split())
    ran = checker(
        "report",
        "--plan",
        PLAN,
        "--log",
        log,
        "--since",
        earlier,
        "--fail-on",
        "never",
        "--output",
        tmp_path / "report.html",
    )
    assert ran.code == 0, ran.err
    page = re.sub("</?bdi>", "", (tmp_path / "report.html").read_text())
    assert told in page
    assert "a02 was changed in silence: date was 2009-01-14, and is 2009-01-15." in page
    assert '<li><a href="#share-plans_yearly_SOUTH_2008-01-15">' in page


def test_a_page_that_compares_is_verified_with_what_it_compares_with(earlier: Path, tmp_path: Path) -> None:
    log = changed(tmp_path, (row("a07"), ""))
    folder = tmp_path / "report"
    checker(
        "report", "--plan", PLAN, "--log", log, "--since", earlier, "--fail-on", "never", "--output", folder
    )
    for name in ("report.html", "results.json"):
        ran = checker("verify", folder / name, "--plan", PLAN, "--log", log)
        assert ran.code == 2
        assert "give those too, with --since" in ran.err
        ran = checker("verify", folder / name, "--plan", PLAN, "--log", log, "--since", earlier)
        assert ran.code == 0, ran.out


def test_results_of_another_agreement_are_refused(earlier: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN.read_text().replace("id: two-office-agreement", "id: another-agreement"))
    ran = checker("check", "--plan", plan, "--log", LOG, "--since", earlier)
    assert ran.code == 2
    assert (
        "these are results of another agreement: “two-office-agreement”, not “another-agreement”" in ran.err
    )


def test_an_obligation_that_was_renamed_is_found_by_its_earlier_id(earlier: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    text = PLAN.read_text().replace("- id: share-plans\n", "- id: exchange-plans\n    was: [share-plans]\n")
    plan.write_text(text)
    assert "exchange-plans" in text
    ran = checker(
        "check", "--plan", plan, "--log", LOG, "--since", earlier, "--fail-on", "never", "--format", "json"
    )
    assert json.loads(ran.out)["since"]["moved"] == []


def test_results_of_a_later_day_are_not_earlier_ones(earlier: Path) -> None:
    ran = check(LOG, "--as-of", "2009-01-01", "--since", earlier)
    assert (ran.code, ran.out) == (2, "")
    assert "these results are of a later day (2010-01-15) than is asked for (2009-01-01)" in ran.err


def test_results_that_do_not_say_what_they_came_from_are_warned_of(earlier: Path, tmp_path: Path) -> None:
    other = tmp_path / "results.json"
    document = json.loads(earlier.read_text())
    document["duties"][0]["status"] = "late"
    other.write_text(json.dumps(document))
    ran = check(LOG, "--since", other, "--format", "json")
    assert json.loads(ran.out)["since"]["moved"] == []
    assert f"1 verdicts are other, the first of them {document['duties'][0]['id']}" in ran.err


def test_a_report_is_no_earlier_result(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    checker("report", "--plan", PLAN, "--log", LOG, "--fail-on", "never", "--output", page)
    ran = check(LOG, "--since", page)
    assert (ran.code, ran.out) == (2, "")
    assert "give the results, in JSON, with --since" in ran.err


@pytest.mark.parametrize("key", ["plan", "as_of", "duties", "tool", "inputs"])
def test_earlier_results_that_lack_something_are_refused_in_words(
    key: str, earlier: Path, tmp_path: Path
) -> None:
    other = tmp_path / "results.json"
    document = json.loads(earlier.read_text())
    del document[key]
    other.write_text(json.dumps(document))
    ran = check(LOG, "--since", other)
    assert (ran.code, ran.out) == (2, "")
    assert "error[results/" in ran.err


def test_another_file_of_a_folder_is_said_to_be_none(tmp_path: Path) -> None:
    tests = tmp_path / "junit.xml"
    checker("check", "--plan", PLAN, "--log", LOG, "--format", "junit", "--output", tests)
    ran = checker("check", "--plan", PLAN, "--log", LOG, "--since", tests)
    assert ran.code == 2
    assert "this is no page" in ran.err
    assert "help: give report.html, or results.json" in ran.err
