"""Main facts, questions and parts agree, also before the first day and of several versions together."""

import re
from datetime import date
from io import BytesIO

import docx
import pytest

from checker.outputs import Options, revision
from checker.results.language import Wording
from checker.results.model import Results
from checker.results.tags import tags
from checker.revision import told_paper
from checker.revision.exercise import begun
from checker.revision.paper import Paper
from tests.run import ROOT
from tests.run import judged as judged_alone
from tests.versions.cases import HERE, judged, versions

OFFICES = ROOT / "examples" / "two-offices"
LATEST = "is told of version 2 alone."


def together(as_of: date) -> Results:
    """Judge two versions of an agreement of which the first was often missed, and the second seldom used."""
    name = "interpretation"
    return judged(versions(name), HERE / name / "log.csv", as_of)


def early() -> Results:
    return judged_alone(OFFICES / "plan.yaml", [OFFICES / "log.csv"], date(2001, 1, 1), engine="reference")


def told(paper: Paper, form: str) -> str:
    data = revision.output(form).write(paper, Options("en"))
    if form == "docx":
        return "\n".join(each.text for each in docx.Document(BytesIO(data)).paragraphs)
    page = re.sub(r"<style>.*?</style>", "", data.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


@pytest.mark.parametrize("tag", tags())
def test_before_its_first_day_an_agreement_is_not_asked_about(tag: str) -> None:
    paper = Paper(early())
    assert not begun(paper.results)
    assert all(each.gap is not None for each in paper.questions)
    words = Wording(tag, paper.results.plan)
    assert told_paper.not_begun(paper, words)
    assert "missed" not in {point.part for point in told_paper.points(paper, words)}


@pytest.mark.parametrize("form", ["html", "docx"])
def test_that_it_was_not_in_force_is_the_first_thing_said(form: str) -> None:
    text = told(Paper(early()), form)
    assert "The agreement was not in force on 1 January 2001" in text
    assert text.index("The agreement was not in force") < text.index("No clause has given rise to a duty")
    assert "still wanted" not in text


def test_an_agreement_that_is_in_force_is_asked_about() -> None:
    results = together(date(2012, 6, 30))
    paper = Paper(results)
    assert begun(results)
    assert not told_paper.not_begun(paper, Wording("en", results.plan))
    assert any(each.clauses for each in paper.questions)


@pytest.mark.parametrize("form", ["html", "docx"])
def test_what_is_told_of_the_latest_version_alone_is_said_to_be(form: str) -> None:
    paper = Paper(together(date(2012, 6, 30)))
    asked = [o.id for each in paper.questions if each.kind in told_paper.OF_MISSED for o in each.clauses]
    assert [clause.id for clause in told_paper.missed(paper)] == asked == ["requests"]
    assert paper.attainments == ()  # version 2 alone missed too few
    text = told(paper, form)
    assert "No clause was often missed" not in text
    assert "No clause was missed often enough" not in text
    assert "Often missed: “Requests are answered”." in text
    assert "None of the clauses that were often missed can be looked at in this way." in text
    assert "Version 2: The only vague term" in text
    assert text.count(LATEST) == (4 if form == "html" else 3)  # a page says it at its head too


def test_before_the_latest_version_its_terms_are_not_asked_about() -> None:
    paper = Paper(together(date(2010, 6, 30)))
    assert begun(paper.results)
    assert not begun(paper.latest)
    assert all(each.turning is None for each in paper.questions)
