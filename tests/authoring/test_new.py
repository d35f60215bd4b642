"""`checker new` with its answers as options: what is written, what is refused; nothing else changes."""

import contextlib
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checker.authoring.draft import Draft
from checker.authoring.known import Known
from checker.cli import main
from checker.diagnostics import Faults
from checker.patterns import load as patterns
from checker.plan.load import load
from tests.run import ROOT, Ran, checker

GIVEN = {
    "text": "The Library reports once a year.",
    "section": "Reporting",
    "title": "Report once a year",
    "modality": "must",
    "rule": "periodic",
    "bearer": "LIBRARY",
    "do": "plan_shared",
    "every": "1 year",
}
PLAN = "obligations.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder to work in."""
    shutil.copytree(ROOT / "starter", tmp_path / "work")
    return tmp_path / "work"


def new(folder: Path, *more: str, **given: str | None) -> Ran:
    """Run it in this process: a hundred starts would take a minute."""
    answers = {name.rstrip("_"): answer for name, answer in (GIVEN | given).items() if answer is not None}
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(["new", *(part for n, a in answers.items() for part in (f"--{n}", a)), *more])
        except SystemExit as left:
            code = int(str(left.code))
        out.flush()
    return Ran(code, out.buffer.getvalue().decode(), err.getvalue())


def added(folder: Path, *more: str, **given: str | None) -> str:
    """Give the lines that are added, in their order."""
    before = (folder / PLAN).read_text().splitlines()
    ran = new(folder, *more, **given)
    assert (ran.code, ran.err) == (0, "")
    left = iter(before)
    line = next(left)
    found = []
    for each in (folder / PLAN).read_text().splitlines():
        if each == line:
            line = next(left, "nothing is left")
        else:
            found.append(each)
    assert line == "nothing is left"
    return "\n".join(line for line in found if line)


def test_what_is_added_and_said(folder: Path) -> None:
    ran = new(folder)
    assert ran.code == 0
    assert ran.out.startswith(
        "This is read as:\n  In every year, counted from the coming into force, City Library"
    )
    assert ran.out.endswith("obligations.yaml: report-once-a-year is added\n")
    assert (folder / PLAN).read_text() == (ROOT / "starter" / PLAN).read_text() + (
        "\n"
        "  - id: report-once-a-year\n"
        "    title: Report once a year\n"
        '    text: "The Library reports once a year."\n'
        "    source: {section: Reporting}\n"
        "    modality: must\n"
        "    checks:\n"
        "      - id: periodic\n"
        "        rule: periodic\n"
        "        bearer: LIBRARY\n"
        "        do: {activity: plan_shared, by: $bearer}\n"
        "        every: 1 year\n"
    )


def test_the_plan_may_be_named_anywhere_and_the_obligation_put_anywhere(folder: Path) -> None:
    (folder / PLAN).rename(folder / "ours.yaml")
    assert new(folder, "--plan", "ours.yaml", "--after", "share-plans").code == 0
    text = (folder / "ours.yaml").read_text()
    assert text.index("id: share-plans") < text.index("report-once-a-year") < text.index("id: send-summaries")


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ({"bearer": "library, Archive"}, "bearer: {each: [LIBRARY, ARCHIVE]}"),
        ({"do": "activity: plan_shared, to: ARCHIVE"}, "do: {activity: plan_shared, to: ARCHIVE}"),
        ({"do": "Work plan shared"}, "do: {activity: plan_shared, by: $bearer}"),
        ({"every": "calendar month"}, "every: calendar month"),
        ({"from": "2025-03-01"}, "from: 2025-03-01"),
        ({"times": "2"}, "times: 2"),
        ({"judgement": "Was it any good?"}, 'judgement: {question: "Was it any good?"}'),
        ({"unless": "summary_not_needed"}, "- {activity: summary_not_needed}"),
        ({"check": "yearly"}, "- id: yearly"),
        ({"id": "own-id"}, "- id: own-id"),
        (
            {"paragraph": "2 (a)"},
            "source: {section: Reporting, paragraph: 2 (a)}".replace("2 (a)", '"2 (a)"'),
        ),
        ({"section": "3"}, "source: {section: 3}"),
        ({"title": "yes"}, 'title: "yes"'),
        ({"title": "Report: soon, # 1"}, 'title: "Report: soon, # 1"'),
        ({"title": 'Say "yes"'}, "title: 'Say \"yes\"'"),
        ({"title": "Přehled, تقرير"}, "title: "),
    ],
)
def test_each_answer_as_it_is_written(folder: Path, given: dict[str, str], written: str) -> None:
    assert written in added(folder, **given)


def test_a_long_text_is_folded_and_stays_the_same(folder: Path) -> None:
    text = "The Library reports: " + "“again” and 'again', #1 - " * 20 + "\n\tand again."
    lines = added(folder, text=text)
    assert "    text: >-\n      The Library reports: “again”" in lines
    assert all(len(line) <= 110 for line in lines.splitlines())


def test_a_last_day_is_as_good_as_a_length_of_time(folder: Path) -> None:
    lines = added(folder, rule="deadline", every=None, within="2025-12-31")
    assert "within: 350 days" in lines  # counted from 15 January 2025
    ran = new(folder, rule="deadline", every=None, within="2025-01-15")
    assert "--within: it is counted from 2025-01-15, so 2025-01-15 cannot be the last day" in ran.err


def test_a_response_with_all_its_parts(folder: Path) -> None:
    lines = added(
        folder,
        "--unless",
        "activity: declined, by: $bearer, same: [about]",
        "--unless",
        "summary_not_needed",
        "--activity",
        "declined: Loan declined",
        "--activity",
        "loan_asked: Loan asked for",
        "--party",
        "MUSEUM: City Museum",
        "--takes-part",
        "MAYOR: Mayor",
        "--interpretation",
        "promptly: 14 days because it mostly takes two weeks",
        rule="response",
        every=None,
        when="activity: loan_asked, by: $asker, to: MAYOR",
        bearer="{other_than: $asker}",
        do="activity: plan_shared, by: [MUSEUM, $bearer]",
        same="about",
        within="promptly",
    )
    assert lines == (
        "  MUSEUM: {name: City Museum}\n"
        "  MAYOR: {name: Mayor, party: false}\n"
        "  declined: {label: Loan declined}\n"
        "  loan_asked: {label: Loan asked for}\n"
        "interpretations:\n"
        "  promptly:\n"
        "    value: 14 days\n"
        "    because: it mostly takes two weeks\n"
        "    assumed: true\n"
        "  - id: report-once-a-year\n"
        "    title: Report once a year\n"
        '    text: "The Library reports once a year."\n'
        "    source: {section: Reporting}\n"
        "    modality: must\n"
        "    checks:\n"
        "      - id: response\n"
        "        rule: response\n"
        "        when: {activity: loan_asked, by: $asker, to: MAYOR}\n"
        "        bearer: {other_than: $asker}\n"
        "        do: {activity: plan_shared, by: [MUSEUM, $bearer]}\n"
        "        same: [about]\n"
        "        within: {interpretation: promptly}\n"
        "        unless:\n"
        "          - {activity: declined, by: $bearer, same: [about]}\n"
        "          - {activity: summary_not_needed}"
    )


def test_a_permission_needs_no_rule(folder: Path) -> None:
    lines = added(folder, rule="none", modality="may", bearer=None, do=None, every=None)
    assert lines.endswith("modality: may\n    checks: []")


def test_what_has_to_be_carried_may_be_a_new_column(folder: Path) -> None:
    lines = added(
        folder,
        "--attribute",
        "issued_as: Name it was issued under",
        rule="conform",
        do=None,
        every=None,
        when="plan_shared",
        requires="{issued_as: Joint Office}",
    )
    assert "attributes:\n  issued_as: {label: Name it was issued under}" in lines


@pytest.mark.parametrize(
    ("more", "given", "told"),
    [
        ((), {"text": None, "rule": None}, "not all that is needed is given: --text, --rule"),
        (
            (),
            {"rule": "response", "every": None},
            "not all that is needed is given: --when, --within or --during",
        ),
        ((), {"rule": "Once in every period", "every": None}, "not all that is needed is given: --every"),
        ((), {"rule": "perodic"}, "--rule: “perodic” is no rule here; did you mean periodic?"),
        ((), {"rule": "none"}, "--rule: “none” is no rule here"),
        ((), {"modality": "shall"}, "--modality: “shall” is no kind of sentence here"),
        ((), {"bearer": "MINISTRY"}, "--bearer: “MINISTRY” is no party that can owe something here"),
        ((), {"bearer": "LIBARY"}, "did you mean LIBRARY?"),
        ((), {"do": "plan_shred"}, "--do: “plan_shred” is no activity here; did you mean plan_shared?"),
        ((), {"do": "{activity: plan_shared"}, "--do: the `{` that opens here is not closed"),
        ((), {"do": "activity: plan_shred"}, "error[plan/unknown-activity]: “plan_shred” is no activity"),
        ((), {"every": "often"}, "--every: “often” is no period; write a number and a unit"),
        ((), {"every": "10 working days"}, "working days can only be counted with the plan's calendar"),
        ((), {"times": "two"}, "--times: “two” is no whole number"),
        ((), {"from": "2025-02-30"}, "--from: February 2025 has 28 days"),
        ((), {"from": "signature"}, "--from: “signature” is no day; write it as YYYY-MM-DD"),
        ((), {"within": "3 days"}, "--within: this check does not take it; it takes: bearer"),
        ((), {"id": "share-plans"}, "--id: “share-plans” is taken already"),
        ((), {"id": "Ä"}, "--id: “Ä” cannot be used"),
        ((), {"title": " "}, "--title: an answer is needed"),
        ((), {"title": "a\x07b"}, "there is a sign in it that is not text (U+0007)"),
        ((), {"check": "Ä"}, "error[plan/"),
        (("--after", "share-plan"), {}, "--after: there is no “share-plan”"),
        (("--activity", "visit"), {}, "--activity: “visit” is not understood; write a kind of activity"),
        (("--activity", "coverage: Covered"), {}, "--activity: “coverage” is taken already"),
        (("--party", "LIBRARY: Other"), {}, "--party: “LIBRARY” is taken already"),
        (("--party", "MUSEUM: City Museum"), {}, "the new word “MUSEUM” is not used in this obligation"),
        (("--interpretation", "promptly: soon"), {}, "--interpretation: “soon” is not understood"),
        (("--colour", "blue"), {}, "unrecognized arguments: --colour blue"),
        (("--plan", "missing.yaml"), {}, "there is no file missing.yaml"),
        (("--rules", "missing"), {}, "the folder of rules missing cannot be read"),
        (("--rules",), {}, "argument --rules: expected one argument"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    folder: Path, more: tuple[str, ...], given: dict[str, str | None], told: str
) -> None:
    before = (folder / PLAN).read_bytes()
    ran = new(folder, *more, **given)
    assert (ran.code, told in ran.err, ran.err) == (2, True, ran.err)
    assert "Traceback" not in ran.err
    assert (folder / PLAN).read_bytes() == before


def test_what_the_loader_refuses_is_shown_with_its_line(folder: Path) -> None:
    ran = new(folder, do="activity: plan_shared, by: $host")
    assert "  - id: report-once-a-year" in ran.err  # so that nothing that was said is lost
    assert ":105:" in ran.err or "| " in ran.err
    assert "do: {activity: plan_shared, by: $host}" in ran.err
    assert ran.err.endswith("Nothing was written.\n")


def test_a_plan_in_brackets_is_not_changed(folder: Path) -> None:
    (folder / PLAN).write_text(
        "plan: {id: a, title: A, in_force: {from: 2025-01-01}, completeness: assumed}\n"
        "parties: {LIBRARY: {name: L}}\n"
        "activities: {plan_shared: {label: Shared}}\n"
        "obligations: [{id: x, title: X, text: x, source: {section: 1}, modality: may, checks: []}]\n"
    )
    ran = new(folder)
    assert ran.code == 2
    assert "error[new/in-brackets]: “obligations” is written in brackets" in ran.err
    text = (folder / PLAN).read_text().replace("obligations: [{", "obligations:\n- {").replace("}]\n", "}\n")
    (folder / PLAN).write_text(text)
    ran = new(folder, "--activity", "visit: Visit", do="visit")
    assert "error[new/in-brackets]: “activities” is written in brackets" in ran.err
    assert "  visit: {label: Visit}" in ran.err
    assert (folder / PLAN).read_text() == text
    assert new(folder).code == 0
    assert (folder / PLAN).read_text().startswith(text + "\n- id: report-once-a-year\n  title:")


def test_the_help_lists_all_that_can_be_answered(folder: Path) -> None:
    ran = checker("new", "--help", cwd=folder)
    assert ran.code == 0
    for option in (
        "--plan",
        "--text",
        "--at_least_every",
        "--at-least-every",
        "--unless",
        "--interpretation",
    ):
        assert option in ran.out


def test_a_rule_of_ones_own_is_offered_and_can_be_answered(folder: Path) -> None:
    shipped = (ROOT / "rules" / "patterns" / "deadline.yaml").read_text()
    own = shipped.replace("rule: deadline", "rule: own").replace("within", "patience")
    (folder / "rules").mkdir()
    (folder / "rules" / "own.yaml").write_text(own)
    ran = new(folder, "--rules", "rules", "--help")
    assert "What is its “patience”? (own)" in ran.out
    ran = new(folder, "--rules", "rules", "--patience", "3 days", rule="own", every=None)
    assert (ran.code, ran.err) == (0, "")
    assert "        patience: 3 days\n" in (folder / PLAN).read_text()
    (folder / "rules" / "own.yaml").write_text(own.replace("patience", "text"))
    shutil.copy(ROOT / "starter" / PLAN, folder)
    ran = new(folder, "--rules", "rules", rule="own", every=None)
    assert (
        "“own” takes “text”, which is something else here; write its check into the plan by hand" in ran.err
    )


def test_several_at_once_are_all_added(folder: Path) -> None:
    """Each reads the plan, and puts another in its place: none may undo what another has just added."""
    command = [sys.executable, "-m", "checker", "new", "--yes", "--text", "Each is kept.", "--section", "1"]
    head = [*command, "--modality", "is", "--rule", "none"]
    running = [
        subprocess.Popen(
            [*head, "--title", f"Clause {number}"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
        )
        for number in range(5)
    ]
    assert [each.wait() for each in running] == [0] * 5
    text = (folder / PLAN).read_text()
    assert [text.count(f"title: Clause {number}") for number in range(5)] == [1] * 5


def test_a_word_of_several_forms_stands_in_the_sentence_of_a_rule_once(folder: Path) -> None:
    loaded = load(str(folder / PLAN), Faults())
    assert loaded is not None
    draft = Draft(Known(loaded[0]), patterns.load(Faults()).patterns, {}, brief=False)
    draft.answers["rule"] = "limit"
    assert draft.sentence() == "[bearer] does [do] at most [times] times in every [every]."


def test_answers_that_come_through_a_pipe_are_none(folder: Path) -> None:
    ran = checker("new", cwd=folder)
    assert ran.code == 2
    assert "--text, --section, --title, --modality, --rule" in ran.err
