"""The record of the term, as a part of a document."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from checker.results.language import Said
from checker.results.phrasing import listed, say
from checker.revision import told_term

if TYPE_CHECKING:
    from checker.findings.model import Value
    from checker.outputs._document import Cell
    from checker.outputs.revision._pages import PaperPages
    from checker.results.language import Wording
    from checker.revision.paper import Paper
    from checker.revision.term import ClauseTerm

NOTHING = "—"
"""Stands in a cell that has nothing to say: an empty one would be there to be written in."""


def record(pages: PaperPages, paper: Paper) -> None:
    """Tell how every clause did, by year and by party, and what the record leaves open."""
    words, told = pages.words, paper.term
    tell = partial(_tell, words)
    pages.text(tell("intro-term"))
    keys = (say(words, "head-clause"), tell("head-use"), say(words, "head-duties"))
    heads = (*keys, tell("head-stand"), tell("head-beside"))
    rows = [_clause(each, words) for each in told.clauses]
    total = listed(told.counted, words) if told.counted.total else say(words, "no-duty")
    rows.append((say(words, "all-clauses"), NOTHING, str(told.counted.total), total, NOTHING))
    caption = tell("caption-clauses", day=paper.results.as_of)
    pages.captioned(caption, heads, rows, (38, 28, 23, 32, 49))
    if told.counted.total:
        pages.heading(tell("years"), 2)
        pages.grid(told_term.years(told, words))
        pages.heading(tell("parties"), 2)
        pages.grid(told_term.parties(told, words))
    _open(pages, paper)


def _clause(each: ClauseTerm, words: Wording) -> tuple[Cell, ...]:
    total = each.counted.total
    sentences = [*told_term.clause(each, words)][
        1 if total else 0 :
    ]  # the first one is in a column of its own
    return (
        Said(f"{words.quoted(each.clause.title)} ({words.quoted(each.clause.id)})"),
        told_term.exercise(each, words),
        str(total),
        listed(each.counted, words) if total else NOTHING,
        tuple((sentence, "Normal") for sentence in sentences) or NOTHING,
    )


def _open(pages: PaperPages, paper: Paper) -> None:
    """Say what could not be told, what rests on one party's word, and what no clause covers."""
    words, told = pages.words, paper.term
    tell = partial(_tell, words)
    pages.heading(tell("untold"), 2)
    untold = (told_term.untold(group, told.counted, words) for group in told.untold)
    pages.items(untold, tell("untold-none"))
    if told.asked:
        pages.heading(tell("asked"), 2)
        pages.items(told_term.asked(group, told.counted, words) for group in told.asked)
    pages.heading(tell("alone"), 2)
    alone = [each for each in told.clauses if each.judged and each.judged.alone]
    pages.items(
        (_alone(pages, each) for each in alone),
        tell("none"),
    )
    pages.heading(tell("gaps"), 2)
    gaps = (pages.after(told_term.gap(each, words), pages.ids(each.entries)) for each in told.gaps)
    pages.items(gaps, tell("none"))


def _alone(pages: PaperPages, each: ClauseTerm) -> str:
    answers = each.judged.answers if each.judged else ()
    return pages.after(pages.words.quoted(each.clause.title), pages.ids(answers))


def _tell(words: Wording, key: str, **values: Value) -> str:
    return words.fill(words.word("paper", key), values)
