"""An agreement is revised, from the first draft to the report after the next meeting: commands and files.

The agreement, its draft and its log are those of docs/how-to/revision.md. Each step stands on what the one
before left behind.
"""

import html
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.docs.page import blocks
from tests.run import ROOT, Ran, checker

PAGE = ROOT / "docs" / "how-to" / "revision.md"
WRITTEN = {"yaml", "csv"}
THEN = ("--as-of", "2025-12-31")
LATER = ("--as-of", "2026-06-30", "--fail-on", "never", "--engine", "reference")
HEAD = "  id: library-and-archive\n"
DECIDED = """\
id,date,activity,by,to,about,title,of,until,results
n4,2026-03-02,news_sent,ARCHIVE,LIBRARY,,News of the winter,,,
d1,2026-01-12,decision,LIBRARY;ARCHIVE,,send-news,The Archive names who sends the news,,2026-02-28,
d2,2026-01-12,decision,LIBRARY;ARCHIVE,,,The Library lists the loans,,2026-03-31,
d3,2026-01-12,decision,LIBRARY;ARCHIVE,,,Both boards meet in January 2027,,2027-01-31,
x1,2026-03-16,decision_done,ARCHIVE,,,Named on 16 March,d1,,
"""


class Told(NamedTuple):
    """What each step told, in the order of the story."""

    folder: Path
    diff: str
    paper: tuple[str, str]
    refused: Ran
    both: Any  # as JSON has it
    page: str
    signed: str
    after: str


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("revision")
    for block in blocks(PAGE.read_text(encoding="utf-8")):
        if block.language in WRITTEN and block.file:
            (folder / block.file).write_text(block.text, encoding="utf-8")

    def run(*arguments: str) -> str:
        ran = checker(*arguments, cwd=folder)
        assert ran.code == 0, ran.err
        return ran.out

    diff = run("diff", "plan.yaml", "draft.yaml", "--log", "log.csv", *THEN)
    run(
        "revision",
        "--plan",
        "plan.yaml",
        "--draft",
        "draft.yaml",
        "--log",
        "log.csv",
        *THEN,
        "--output",
        "paper",
    )
    paper = (page_text(folder / "paper" / "revision.html"), document_text(folder / "paper" / "revision.docx"))

    asked = ("--plan", "draft.yaml", "--plan", "plan.yaml", "--log", "log.csv", "decided.csv", *LATER)
    enter(folder / "plan.yaml", HEAD, f'{HEAD}  version: "1"\n')
    enter(folder / "draft.yaml", HEAD, f'{HEAD}  version: "2"\n  replaces: "1"\n')
    (folder / "decided.csv").write_text(DECIDED, encoding="utf-8")
    refused = checker("check", *asked, cwd=folder)
    enter(folder / "draft.yaml", '  replaces: "1"\n', '  replaces: "1"\n  open_duties: new\n')
    both = json.loads(run("check", *asked, "--format", "json"))
    run("report", *asked, "--output", "report.html")
    with (folder / "decided.csv").open("a", encoding="utf-8") as log:
        log.write(f"z1,2026-07-06,sign_off,LIBRARY;ARCHIVE,,,,,,{both['sign_off']['results']}\n")
    signed = run("check", *asked)
    with (folder / "decided.csv").open("a", encoding="utf-8") as log:
        log.write("n5,2026-05-04,news_sent,ARCHIVE,LIBRARY,,News of the spring,,,\n")
    after = run("check", *asked)
    return Told(folder, diff, paper, refused, both, page_text(folder / "report.html"), signed, after)


def enter(path: Path, before: str, after: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")


def page_text(path: Path) -> str:
    page = re.sub(r"(?s)<(style|svg)\b.*?</\1>", "", path.read_text(encoding="utf-8"))
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def document_text(path: Path) -> str:
    docx = pytest.importorskip("docx")
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(each.text for each in document.paragraphs), *cells]).split())


def flat(text: str) -> str:
    return " ".join(text.split())


def test_what_the_draft_changes_is_told(told: Told) -> None:
    assert "3 clauses before, 3 in the draft: 1 reworded, 1 renumbered, 1 new and 1 dropped." in told.diff
    assert "check after-workshop, the time allowed: before 30 days; in the draft 45 days." in flat(told.diff)
    assert "within [-thirty-] {+forty-five+} days" in flat(told.diff)


def test_how_the_past_would_have_read_is_told_with_the_reason(told: Told) -> None:
    """By hand: two of three news and two of three summaries were late, and would not be; two talks go."""
    assert "Under the draft, 6 of 9 duties would read differently" in flat(told.diff)
    turned = re.findall(r"^(\S+): late, under the draft kept\.$", told.diff, re.MULTILINE)
    assert turned == [
        "send-news/regularly/ARCHIVE/2024-06-20",
        "send-news/regularly/ARCHIVE/2025-01-10",
        "send-summaries/after-workshop/LIBRARY/2024-05-06/w1",
        "send-summaries/after-workshop/LIBRARY/2025-03-03/w3",
    ]
    assert "ILLUSTRATIVE" in told.diff


@pytest.mark.parametrize("form", [0, 1], ids=["html", "docx"])
def test_the_paper_has_the_record_the_questions_and_the_past_under_the_draft(told: Told, form: int) -> None:
    for fact in (
        "ILLUSTRATIVE",
        "Kept on time: 3 of the 7 duties",
        "Those that were late were so by 12 to 14 days",
        "Loan for an exhibition made",
        "kept if read as 8 months or more",  # 10 January to 18 August 2025 is the longest time between two
        "with 44 days or more. With 44 days, 3 of 3",  # 3 March to 16 April 2025
        "Under the draft, 6 of 9 duties would read differently",
    ):
        assert fact in told.paper[form], fact


def test_what_is_open_at_the_change_stops_the_run_until_the_draft_says_where_it_goes(told: Told) -> None:
    assert told.refused.code == 2
    assert "plan/open-duties" in told.refused.err
    assert "send-news/regularly/ARCHIVE/2025-08-18" in told.refused.err
    assert "write open_duties: old" in told.refused.err


def test_each_duty_is_judged_by_the_version_of_its_time(told: Told) -> None:
    """The news that were open are due after eight months now; the talks were over a month before."""
    duties = {each["id"]: each for each in told.both["duties"]}
    assert duties["send-news/regularly/ARCHIVE/2024-06-20"]["status"] == "late"
    news = duties["send-news/regularly/ARCHIVE/2025-08-18"]
    assert (news["version"], news["due"], news["status"]) == ("2", "2026-04-18", "fulfilled")
    talks = {id_: each for id_, each in duties.items() if id_.startswith("give-talks/")}
    assert {(each["version"], each["due"]): each["status"] for each in talks.values()} == {
        ("1", "2025-01-14"): "fulfilled",
        ("1", "2026-01-14"): "breached",
    }
    assert [each["version"] for each in told.both["versions"]] == ["1", "2"]


def test_the_next_report_lists_what_was_decided_first(told: Told) -> None:
    """One done sixteen days late, one overdue, one with time left."""
    states = {each["id"]: each["state"] for each in told.both["decisions"]}
    assert states == {"d2": "overdue", "d3": "not_done", "d1": "done"}
    assert [*states] == ["d2", "d3", "d1"]
    assert told.page.index("The Library lists the loans") < told.page.index(
        "Both boards meet in January 2027"
    )
    assert "16 days late" in told.page


def test_a_signature_holds_for_the_results_that_it_names_and_no_others(told: Told) -> None:
    assert "Final, signed by all parties" in told.signed
    assert "signed other results on 6 July 2026" in flat(told.after)
