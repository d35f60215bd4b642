"""`checker diff` on the command line: what it writes and refuses, and that it counts as `check` does."""

import json
from pathlib import Path

import pytest

from tests.run import ROOT, Ran, checker

HERE = Path(__file__).parent / "cases"
OLD, NEW, LOG = (HERE / "replay" / name for name in ("old.yaml", "new.yaml", "log.csv"))


def run(*arguments: str | Path) -> Ran:
    return checker("diff", *arguments, "--engine", "reference")


def test_it_writes_what_is_expected() -> None:
    told = checker("diff", OLD, NEW, "--log", LOG, "--engine", "reference")
    assert (told.code, told.out) == (0, (HERE / "replay" / "expected.txt").read_text(encoding="utf-8"))
    assert "log/far-day" in told.err


def test_the_counts_are_those_of_two_checks(tmp_path: Path) -> None:
    made = tmp_path / "diff.json"
    days = ("--as-of", "2010-03-01")
    assert run(OLD, NEW, "--log", LOG, *days, "--format", "json", "--output", made).code == 0
    replay = json.loads(made.read_text(encoding="utf-8"))["replay"]
    for plan, side in ((OLD, "was"), (NEW, "now")):
        alone = checker(
            "check",
            "--plan",
            plan,
            "--log",
            LOG,
            *days,
            "--format",
            "json",
            "--fail-on",
            "never",
            "--engine",
            "reference",
        )
        document = json.loads(alone.out)
        assert replay[side] == {"duties": len(document["duties"]), "summary": document["summary"]}
        assert replay["log"]["sha256"] == document["log"]["sha256"]


def test_the_same_plan_twice_is_no_difference() -> None:
    plan = ROOT / "obligations.yaml"
    told = run(plan, plan, "--log", ROOT / "examples" / "2007-illustrative" / "log.csv", "--format", "json")
    found = json.loads(told.out)
    assert (found["same"], found["altered"], found["replay"]["turns"]) == (True, [], [])
    assert found["counts"]["kept"] == len(found["clauses"])
    assert found["replay"]["was"] == found["replay"]["now"]
    assert found["illustrative"]


def test_a_word_of_the_draft_alone_may_be_in_the_log() -> None:
    folder = HERE / "words"
    told = run(folder / "old.yaml", folder / "new.yaml", "--log", folder / "log.csv")
    assert (told.code, told.out) == (0, (folder / "expected.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--as-of", "2010-01-01"), "--as-of goes with --log"),
        (("--known-at", "2010-01-01"), "--known-at goes with --log"),
        (("--log", LOG, "--as-of", "2010-02-30"), "--as-of: February 2010 has 28 days"),
        (("--format", "txt"), "--format: there is no “txt”"),
        (("--language", "xx"), "--language: there is no “xx”"),
        (("--output", NEW), "is read by this very run"),
        (("--log", LOG, "--output", LOG), "is read by this very run"),
    ],
    ids=lambda given: str(given[0]) if isinstance(given, tuple) else "",
)
def test_what_is_refused(more: tuple[str | Path, ...], says: str) -> None:
    told = run(OLD, NEW, *more)
    assert (told.code, told.out) == (2, "")
    assert says in told.err


def test_what_cannot_be_read_or_written(tmp_path: Path) -> None:
    assert run(OLD, tmp_path / "none.yaml").code == 2
    assert run(OLD, NEW, "--output", tmp_path / "none" / "diff.txt").code == 4


def test_hostile_text_is_inert(tmp_path: Path) -> None:
    """What turns or hides text is shown as a mark, and long or empty texts break nothing."""
    hostile = '"\\u202E<b>=cmd [x] {n} \\u200B' + "w" * 5000 + '"'
    old, new = OLD.read_text(encoding="utf-8"), NEW.read_text(encoding="utf-8")
    paths = tmp_path / "old.yaml", tmp_path / "new.yaml"
    for path, text in zip(paths, (old, new), strict=True):
        path.write_text(
            text.replace("text: Notes follow talks", f"text: {hostile}\n    reading: x #"), "utf-8"
        )
    paths[1].write_text(paths[1].read_text("utf-8").replace("reading: x", f"reading: {hostile}"), "utf-8")
    for language in ("en", "ar"):
        told = run(*paths, "--log", LOG, "--language", language)
        assert told.code == 0
        assert "\u202e" not in told.out
        assert "\u200b" not in told.out
        assert "U+202E" in told.out
        assert "[x] {n}" in told.out
