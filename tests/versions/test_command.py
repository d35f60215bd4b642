"""Several versions on the command line: in any order, verified, compared, explained, and told where wrong."""

import json
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from checker.cli import main
from tests.versions.cases import HERE

AS_OF = ("--as-of", "2011-12-31", "--engine", "reference", "--fail-on", "never")
OPEN = "requests/answered/ARCHIVE/2010-12-10/r2"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def ran(*arguments: str | Path) -> Ran:
    out, err = BytesIO(), StringIO()
    stream = TextIOWrapper(out, "utf-8", write_through=True)
    with redirect_stdout(stream), redirect_stderr(err):
        code = main(list(map(str, arguments)))
    return Ran(code, out.getvalue().decode(), err.getvalue())


def plans(name: str, *files: str) -> Iterator[str]:
    for file in files or ("v1.yaml", "v2.yaml"):
        yield from ("--plan", str(HERE / name / file))


def asked(name: str, *files: str) -> tuple[str, ...]:
    return (*plans(name, *files), "--log", str(HERE / name / "log.csv"), *AS_OF)


def document(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran("check", *arguments, "--format", "json").out)
    return found


@pytest.mark.parametrize("form", ["json", "html"])
def test_results_of_versions_are_verified(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"results.{form}"
    given = asked("new")
    assert ran("check", *given, "--format", form, "--output", path).code == 0
    again = () if form == "json" else given[: given.index("--as-of")]
    verified = ran("verify", path, *again)
    assert verified.code == 0, verified.out
    other = ran("verify", path, *asked("old")[: given.index("--as-of")])
    assert other.code == 1


def test_results_of_one_version_are_compared_with_those_of_both(tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    early = [day.replace("2011-12-31", "2010-12-31") for day in asked("renumbered", "v1.yaml")]
    ran("check", *early, "--format", "json", "--output", before)
    since = document(*asked("renumbered"), "--since", str(before))["since"]
    moved = {each["id"]: (each["was"], each["now"]) for each in since["moved"]}
    assert moved == {
        "questions/answered/ARCHIVE/2010-12-10/r2": ("pending", "late"),
        "questions/replied/ARCHIVE/2011-02-01/r4": (None, "fulfilled"),
        "questions/replied/ARCHIVE/2011-02-01/r5": (None, "excused"),
    }


def test_a_new_version_is_a_cause(tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    ran("check", *asked("lapsed", "v1.yaml"), "--format", "json", "--output", before)
    since = document(*asked("lapsed"), "--since", str(before))["since"]
    assert {step["cause"] for each in since["moved"] for step in each["steps"]} == {"plan"}


def test_another_value_in_one_version_is_a_cause_of_its_own(tmp_path: Path) -> None:
    before, first = tmp_path / "before.json", tmp_path / "v1.yaml"
    text = (HERE / "interpretation" / "v1.yaml").read_text(encoding="utf-8")
    first.write_text(text.replace("value: 30 days", "value: 45 days"), encoding="utf-8")
    ran("check", *asked("interpretation"), "--format", "json", "--output", before)
    given = ["--plan", str(first), *asked("interpretation")[2:], "--since", str(before)]
    since = document(*given)["since"]
    assert [each["id"] for each in since["moved"]] == [OPEN]
    assert [(step["cause"], step["about"]) for step in since["moved"][0]["steps"]] == [
        ("interpretation", ["promptly (version 1)"])
    ]


def test_one_plan_that_replaces_another_is_judged_by_itself_with_a_warning() -> None:
    alone = ran("check", *asked("new", "v2.yaml"))
    assert alone.code == 0
    assert alone.err.startswith("warning[plan/earlier-version-missing]")
    assert "version" not in alone.out
    looked_at = ran("lint", HERE / "new" / "v2.yaml")
    assert "plan/earlier-version-missing" not in looked_at.err


def test_before_the_change_nothing_is_open_and_nothing_has_to_be_said() -> None:
    early = [day.replace("2011-12-31", "2010-12-31") for day in asked("old")]
    told = document(*early)
    assert [each["open"] for each in told["versions"]] == [[], []]
    assert {duty["version"] for duty in told["duties"]} == {"1"}


def test_a_duty_that_is_carried_on_twice_leads_to_how_it_stands_in_the_end() -> None:
    told = document(*asked("three", "v1.yaml", "v2.yaml", "v3.yaml"))
    twice = [each["open"][-1] for each in told["versions"][:2]]
    assert [each["falls_under"] for each in twice] == ["2", "3"]
    assert twice[0]["duty"] == twice[1]["duty"]
    assert twice[0]["duty"] in {duty["id"] for duty in told["duties"] if duty["status"] == "breached"}


def test_open_duties_of_which_nothing_is_said_are_named(tmp_path: Path) -> None:
    second = tmp_path / "v2.yaml"
    text = (HERE / "old" / "v2.yaml").read_text(encoding="utf-8")
    second.write_text(text.replace("  open_duties: old\n", ""), encoding="utf-8")
    given = [*plans("old", "v1.yaml"), "--plan", str(second), *asked("old")[4:]]
    refused = ran("check", *given)
    assert refused.code == 2
    assert "error[plan/open-duties]" in refused.err
    assert OPEN in refused.err
    assert ran("check", *given, "--as-of", "2010-12-31").code == 0


def test_an_explanation_quotes_both_wordings_and_names_the_version_of_each_check(tmp_path: Path) -> None:
    second = tmp_path / "v2.yaml"
    text = (HERE / "old" / "v2.yaml").read_text(encoding="utf-8")
    second.write_text(text.replace("are answered by", "are answered soon by"), encoding="utf-8")
    told = ran("explain", *plans("old", "v1.yaml"), "--plan", second).out
    for part in (
        "answered soon by",
        "Version 1, Requests, paragraph 1",
        "Version 2: Each",
        "Version 1: Each",
    ):
        assert part in told


@pytest.mark.parametrize("form", ["text", "html", "xlsx", "docx", "summary", "plain", "ics", "junit"])
def test_every_form_tells_of_versions(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"it.{form}"
    assert (
        ran(
            "check", *asked("three", "v3.yaml", "v1.yaml", "v2.yaml"), "--format", form, "--output", path
        ).code
        == 0
    )
    if form in ("text", "html", "summary", "plain"):
        assert "in force from" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", ["fr", "es", "ar"])
def test_every_language_tells_of_versions(tag: str, tmp_path: Path) -> None:
    path = tmp_path / "it.html"
    for name in ("past", "lapsed", "standing", "split"):
        assert ran("check", *asked(name), "--format", "html", "--language", tag, "--output", path).code == 0


def test_a_page_on_versions_marks_the_change_on_its_axis(tmp_path: Path) -> None:
    both, one = tmp_path / "both.html", tmp_path / "one.html"
    ran("check", *asked("old"), "--format", "html", "--output", both)
    ran("check", *asked("old", "v1.yaml"), "--format", "html", "--output", one)
    assert both.read_text(encoding="utf-8").count('stroke-dasharray="7 3"') == 1
    assert 'stroke-dasharray="7 3"' not in one.read_text(encoding="utf-8")
    assert 'id="part_versions"' not in one.read_text(encoding="utf-8")


def test_the_evidence_for_the_next_agreement_is_of_the_latest_version(tmp_path: Path) -> None:
    path = tmp_path / "revision.html"
    given = [each for each in asked("interpretation") if each not in ("--fail-on", "never")]
    assert ran("revision", *given, "--output", path).code == 0
    assert "is told of version 2 alone" in path.read_text(encoding="utf-8")


def test_what_is_open_is_asked_of_the_version_that_came_into_force_next(tmp_path: Path) -> None:
    """The second version of the case never did."""
    third = tmp_path / "v3.yaml"
    text = (HERE / "never-in-force" / "v3.yaml").read_text(encoding="utf-8")
    third.write_text(text.replace("  open_duties: new\n", ""), encoding="utf-8")
    given = asked("never-in-force", "v1.yaml", "v2.yaml")
    refused = ran("check", *given, "--plan", third)
    assert refused.code == 2
    assert "when version 3 came into force (2011-01-01), 2 duties were open under version 1" in refused.err
    told = ran("check", *given, "--plan", HERE / "never-in-force" / "v3.yaml").out
    assert "Open under version 1 when version 3 came into force on 1 January 2011: 2 duties" in told
