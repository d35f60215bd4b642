"""The pages that the tests look at, each made once."""

from functools import cache
from typing import NamedTuple

from checker.outputs import Options, diff, revision
from checker.results.language import Wording
from checker.revision.paper import Paper
from tests.report.page import Node, Report, read
from tests.revision.docx.offices import EXAMPLES, example

NAMES = sorted(EXAMPLES)
ILLUSTRATIVE, REAL = NAMES


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


@cache
def paper_page(name: str, language: str = "en") -> Made:
    """The paper on one of the examples, with the made-up draft."""
    data = revision.output("html").write(example(name), Options(language))
    return Made(example(name), data, read(data))


@cache
def diff_page(name: str, language: str = "en", *, log: bool = True) -> Made:
    """The comparison with the made-up draft, on the record of one of the examples or on none."""
    found, replay = example(name).diff, example(name).replay
    assert found is not None
    data = diff.output("html").write(found, replay if log else None, Options(language))
    return Made(example(name), data, read(data))
