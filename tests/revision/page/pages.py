"""The pages that the tests look at, each made once."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from checker.outputs import Options, diff, revision
from checker.results.language import Wording
from checker.revision.paper import Paper
from tests.meeting.offices import entry
from tests.report import test_page as of_reports
from tests.report.page import Node, Report, read
from tests.revision.docx.offices import EXAMPLES, REWORDED, TALKS, draft, example, paper

NAMES = sorted(EXAMPLES)
ILLUSTRATIVE, REAL = NAMES
THIRTY = ("within: {interpretation: soon}", "within: 30 days")
TALK = entry("g1", "2010-03-04", "talk_given", "NORTH", title="A talk", evidence="https://example.org/talk")


class Made(NamedTuple):
    """A page and what it was made of."""

    paper: Paper
    data: bytes
    page: Node

    @property
    def report(self) -> Report:
        """The same, as tests of reports look at it."""
        return Report(self.paper.results, self.data, self.page)

    @property
    def words(self) -> Wording:
        """English words for it."""
        return Wording("en", self.paper.results.plan)


def built_as_a_report(made: Made) -> None:
    """What holds of the structure of a report holds of a page."""
    of_reports.test_every_id_is_there_once_and_every_link_inside_leads_somewhere(made.report)
    of_reports.test_landmarks_and_headings(made.report)
    of_reports.test_tables_have_captions_scopes_and_a_frame_that_scrolls(made.report)


def part_of(made: Made, name: str) -> Node:
    """Give a part of a page."""
    parent = made.page.by_id(f"part_{name}").parent
    assert parent is not None
    return parent


@cache
def two_offices() -> Paper:
    """The paper on two offices with a draft in which a clause is reworded and a late duty is in time."""
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        plan = draft(Path(first), TALKS)
        return paper(draft(Path(second), TALKS, REWORDED, THIRTY), TALK, plan=plan)


@cache
def small(language: str = "en") -> Made:
    """The page of the paper on two offices."""
    return _paper_page(two_offices(), language)


@cache
def paper_page(name: str) -> Made:
    """The paper on one of the examples, with the made-up draft."""
    return _paper_page(example(name), "en")


def _paper_page(told: Paper, language: str) -> Made:
    data = revision.output("html").write(told, Options(language))
    return Made(told, data, read(data))


@cache
def compared(language: str = "en", *, log: bool = True) -> Made:
    """The comparison of what two offices agreed on with the draft, on their record or on none."""
    return _diff_page(two_offices(), language, log=log)


@cache
def diff_page(name: str) -> Made:
    """The comparison with the made-up draft, on the record of one of the examples."""
    return _diff_page(example(name), "en", log=True)


def _diff_page(told: Paper, language: str, *, log: bool) -> Made:
    assert told.diff is not None
    data = diff.output("html").write(told.diff, told.replay if log else None, Options(language))
    return Made(told, data, read(data))
