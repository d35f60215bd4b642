"""`checker new` at a real terminal: five clauses by somebody who knows only the agreement; slips; leaving."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from checker.diagnostics import Faults
from checker.plan.load import load
from checker.plan.model import Plan
from tests.conftest import Golden
from tests.run import ROOT, checker

pytest.importorskip("pty")  # not on Windows
from tests.authoring.terminal import Terminal

HERE = Path(__file__).parent
Answers = Sequence[tuple[str, str]]


def head(text: str, title: str, modality: str, rule: str) -> list[tuple[str, str]]:
    return [
        ("What does the agreement say?", f"{text}\n"),
        ("In which section", "Archives"),
        ("In which paragraph", "7"),
        ("What would you call it", title),
        ("Which id shall it have?", ""),
        ("What kind of sentence is it?", modality),
        ("Which rule tests it?", rule),
    ]


def new_kind(label: str) -> list[tuple[str, str]]:
    return [("What is it called?", label), ("Which code shall it have?", "")]


END = [("Does it say more?", ""), ("Save it?", "")]
CATALOGUE: Answers = [
    *head(
        "The Archive shall prepare a catalogue\nby 31 December 2026.",
        "Prepare a catalogue",
        "",
        "Do something by a day",
    ),
    ("Who owes it?", "2"),
    ("What has to be done?", "something new"),
    *new_kind("Catalogue prepared"),
    ("Who does it?", ""),
    ("Toward whom?", ""),
    ("Counted from which day?", ""),
    ("Or: which is the last day", "2026-12-31"),
    ("Except when?", ""),
    *END,
]
MEETINGS: Answers = [
    *head("They shall meet twice in every quarter.", "Meet twice a quarter", "1", "2"),
    ("Who owes it?", "each of the parties"),
    ("What has to be done?", "new"),
    *new_kind("Meeting held"),
    ("Who does it?", "1"),
    ("Toward whom?", "1"),
    ("How long is a period?", "calendar quarter"),
    ("Except when?", ""),
    ("Does it say more?", "times"),
    ("How many times?", "2"),
    *END,
]
LOANS: Answers = [
    *head(
        "When either institution announces an exhibition, the other shall promptly lend it documents, unless "
        "it declares them too fragile.",
        "Lend documents for exhibitions",
        "must",
        "response",
    ),
    ("Which event does it hang on?", "new"),
    *new_kind("Exhibition announced"),
    ("Who does it?", "1"),
    ("What would you call them?", ""),
    ("Toward whom?", ""),
    ("Who owes it?", "every party but the host"),
    ("What has to be done?", "new"),
    *new_kind("Documents lent"),
    ("Who does it?", ""),
    ("Toward whom?", "1"),
    ("Which of these does the text say?", "within"),
    ("How much time is there?", "promptly"),
    ("How much time do you take “promptly” to be?", "14 days"),
    ("Why that much?", "They usually answer within two weeks."),
    ("In what do the two have to agree?", ""),
    ("Except when?", "new"),
    *new_kind("Documents declared too fragile"),
    ("Who does it?", "whoever owes it"),
    ("Has it to be about the same thing?", ""),
    ("Is there another exception?", ""),
    *END,
]
SALE: Answers = [
    *head(
        "Neither institution shall sell a document.", "Sell no document", "must_not", "It must not be done"
    ),
    ("Who owes it?", "1, 2"),
    ("Which activity is it about?", "new"),
    *new_kind("Document sold"),
    ("Toward whom?", ""),
    ("Except when?", ""),
    *END,
]
CONSULTATION: Answers = [
    *head(
        "The Library shall consult the Ministry before each workshop.", "Consult first", "must", "precedence"
    ),
    ("Which event does it hang on?", "workshop_held"),
    ("Who does it?", "city library"),
    ("Toward whom?", ""),
    ("Who owes it?", "LIBRARY"),
    ("What has to be done?", "new"),
    *new_kind("Consultation"),
    ("Who does it?", ""),
    ("Toward whom?", "MINISTRY"),
    ("In what do the two have to agree?", "about"),
    ("How long before it, at most?", ""),
    ("How long before it, at least?", "2 weeks"),
    ("Except when?", ""),
    *END,
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder to work in."""
    shutil.copytree(ROOT / "starter", tmp_path / "work")
    return tmp_path / "work"


def plan_in(folder: Path) -> Plan:
    faults = Faults()
    loaded = load(str(folder / "obligations.yaml"), faults)
    faults.stop()
    assert loaded is not None
    return loaded[0]


def test_five_clauses_are_added_by_somebody_who_knows_only_the_agreement(
    folder: Path, golden: Golden
) -> None:
    before = (folder / "obligations.yaml").read_text().splitlines()
    for answers in (CATALOGUE, MEETINGS, LOANS, SALE, CONSULTATION):
        with Terminal("new", cwd=folder) as terminal:
            assert terminal.answers(*answers).end() == 0
        assert terminal.said.endswith(" is added\n")
    text = (folder / "obligations.yaml").read_text()
    golden.check(HERE / "five-clauses.yaml", text)
    rest = iter(text.splitlines())
    assert all(line in rest for line in before)  # in this order
    assert checker("lint", cwd=folder).err == ""
    assert checker("check", "--log", "example-log.csv", cwd=folder).err == ""


def test_what_is_not_understood_is_explained_and_asked_again(folder: Path) -> None:
    with Terminal("new", cwd=folder) as terminal:
        terminal.answer("What does the agreement say?", "?")
        assert "The words of the agreement, unchanged." in terminal.wait_for_question()
        terminal.type("\n")
        assert "an answer is needed here" in terminal.wait_for_question()
        terminal.type("The Library shall report.\n\n")
        terminal.answers(
            ("section", "1"),
            ("paragraph", ""),
            ("call it", "Report"),
            ("Which id", "Share Plans"),
            (
                "“Share Plans” cannot be used: write small letters, digits and -, a letter first",
                "share-plans",
            ),
            ("“share-plans” is taken already", ""),
            ("kind of sentence", "7"),
            ("there is no number 7; choose one from 1 to 4", "1,2"),
            ("choose one of them", "1"),
            ("Which rule", "periodical"),
            ("did you mean periodic?", "2"),
            ("Who owes it?", "MINISTRY"),
            ("“MINISTRY” is no party that can owe something here", "library"),
            ("What has to be done?", "{activity: plan_shared"),
            ("is not closed", "{activity: plan_shared, by: $bearer}"),
            ("How long is a period?", "2 fortnights"),
            ("“2 fortnights” is no period; write a number and a unit, such as 1 year", "10 working days"),
            ("working days can only be counted with the plan's calendar", "1 year"),
            ("Except when?", ""),
            *END,
        )
        assert terminal.end() == 0
        assert plan_in(folder).obligations[-1].id == "report"


def test_one_can_go_back_and_change_answers_at_the_end(folder: Path) -> None:
    with Terminal("new", "--section", "1", cwd=folder) as terminal:
        terminal.answers(
            ("What does the agreement say?", "The Library shall report.\n"),
            ("paragraph", "3"),
            ("call it", "<"),
            ("paragraph", "4"),  # the section was given: it is not asked
            ("call it", "Report"),
            ("Which id", ""),
            ("kind of sentence", ""),
            ("Which rule", "deadline"),
            ("Who owes it?", "<"),
            ("Which rule", "periodic"),
            ("Who owes it?", "1"),
            ("What has to be done?", "plan_shared"),
            ("Who does it?", "<"),  # within an answer: it begins anew
            ("What has to be done?", "summary_sent"),
            ("Who does it?", ""),
            ("Toward whom?", ""),
            ("How long is a period?", "1 year"),
            ("Except when?", ""),
            ("Does it say more?", ""),
            ("Save it?", "colour"),
            ("“colour” is none of: yes, no, text, section", "every"),
            ("How long is a period?", "6 months"),
            ("Save it?", "<"),
            ("How long is a period?", "6 months"),
            ("Save it?", "y"),
        )
        assert terminal.end() == 0
        added = plan_in(folder).obligations[-1]
        assert (added.section, added.paragraph) == ("1", "4")
        assert str(added.checks[0].terms["every"]).count("count=6")


@pytest.mark.parametrize(("keys", "code"), [("\x03", 130), ("\x04", 2)])
def test_leaving_writes_nothing(folder: Path, keys: str, code: int) -> None:
    before = (folder / "obligations.yaml").read_bytes()
    with Terminal("new", cwd=folder) as terminal:
        terminal.answers(*CATALOGUE[:4])
        terminal.wait_for_question()
        assert terminal.leave(keys) == code
        assert "Traceback" not in terminal.said
        assert (folder / "obligations.yaml").read_bytes() == before


def test_saying_no_writes_nothing(folder: Path) -> None:
    before = (folder / "obligations.yaml").read_bytes()
    with Terminal("new", cwd=folder) as terminal:
        terminal.answers(*CATALOGUE[:-1], ("Save it?", "no"))
        assert terminal.end() == 0
        assert terminal.said.endswith("Nothing was written.\n")
        assert (folder / "obligations.yaml").read_bytes() == before


def test_what_lint_would_say_is_said_before_it_is_saved(folder: Path) -> None:
    early = [*CATALOGUE[:-5], ("Counted from", "2024-01-01"), *CATALOGUE[-4:-1]]
    with Terminal("new", cwd=folder) as terminal:
        terminal.answers(*early)
        assert "warning[plan/never-triggered]" in terminal.wait_for_question()
        terminal.type("no\n")
        assert terminal.end() == 0


def test_a_plan_that_somebody_else_changes_meanwhile_is_not_written_over(folder: Path) -> None:
    plan = folder / "obligations.yaml"
    with Terminal("new", cwd=folder) as terminal:
        terminal.answers(*CATALOGUE[:-1])
        terminal.wait_for_question()
        plan.write_text(plan.read_text() + "# a remark at the end\n")
        terminal.type("\n")
        assert terminal.end() == 0
    assert plan.read_text().endswith("within: 715 days\n# a remark at the end\n")


def test_answers_are_not_lost_if_somebody_else_breaks_the_plan_meanwhile(folder: Path) -> None:
    plan = folder / "obligations.yaml"
    with Terminal("new", cwd=folder) as terminal:
        terminal.answers(*CATALOGUE[:-1])
        terminal.wait_for_question()
        plan.write_text("plan: {")
        terminal.type("\n")
        assert terminal.end() == 2
    last = terminal.said.rpartition("Save it?")[2]
    assert "  - id: prepare-a-catalogue\n" in last
    assert "error[yaml/" in last
    assert plan.read_text() == "plan: {"


def test_a_sentence_pasted_over_several_lines_is_one_answer(folder: Path) -> None:
    given = (
        "--yes --section 1 --title Report --modality must --rule periodic --bearer LIBRARY --do plan_shared"
    )
    with Terminal("new", *given.split(), "--every", "1 year", cwd=folder, term="xterm") as terminal:
        terminal.wait_for_question()
        terminal.type("\x1b[200~The Library\nreports\x1b[201~\n\n")
        assert terminal.end() == 0
    assert plan_in(folder).obligations[-1].text == "The Library reports"
