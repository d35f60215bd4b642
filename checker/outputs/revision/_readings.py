"""What hangs on vague terms, and at which values the past would have been kept, as parts of a document."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from checker.revision import told_attainment, told_paper, told_turning
from checker.revision.told_ladder import scope, term

if TYPE_CHECKING:
    from checker.outputs.revision._pages import PaperPages
    from checker.revision.paper import Paper

RANGES = (50, 35, 30, 55)
COURSES = (65, 105)
"""The widths of columns in millimetres: of a table of ranges of values, of one of duties."""


def turning(pages: PaperPages, paper: Paper) -> None:
    """Tell for each vague term and assumed day at which values the verdicts turn."""
    words = pages.words
    pages.text(words.word("paper", "intro-turning"))
    pages.latest(paper.results)
    for told in paper.turnings:
        pages.heading(term(told.interpretation.name, words), 2)
        pages.text(told_turning.read(told, words))
        pages.text(words.quoted(told.interpretation.because))
        pages.text(told_turning.hinge(told, words))
        if told.duties:
            pages.text(scope(told.ladder.scale, words))
        if told.decides:
            pages.items(told_turning.clauses(told, words))


def exact(pages: PaperPages, paper: Paper) -> None:
    """Lay out, of each term on which verdicts hinge, how each clause and duty stands under which reading."""
    words = pages.words
    for told in (each for each in paper.turnings if each.decides):
        pages.heading(term(told.interpretation.name, words), 2)
        pages.grid(told_turning.table(told, words), RANGES)
        days = told_turning.table_of_days(told, words)
        if days is not None:
            pages.grid(days, RANGES)
        duties = told_turning.duties(told, paper.latest, words)
        if duties.rows:
            pages.grid(duties, COURSES)


def missed(pages: PaperPages, paper: Paper) -> None:
    """Tell for each clause that was often missed at which values it would have been kept."""
    words, found = pages.words, paper.attainments
    pages.latest(paper.results)
    pages.text(words.word("paper", "intro-missed") if found else told_paper.missed_none(paper, words))
    if found:
        table = told_attainment.table(found, words)
        if table.rows:
            pages.grid(table)
        else:
            pages.text(table.note)
    for title, alike in groupby(found, key=lambda each: each.obligation.title):
        pages.heading(words.quoted(title), 2)
        for told in alike:
            pages.text(told_attainment.missed(told, words))
            pages.items(told_attainment.reached(told, words))
            if behind := told_attainment.behind(told, words):
                pages.text(behind)
