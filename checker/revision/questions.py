"""The questions that follow for those who write the next agreement: questions, and no advice.

What can be asked about clauses is put to the table `rules/verdicts/drafting.yaml`, what the text leaves open
to `rules/verdicts/undrafted.yaml`. Each question comes with the figures that raise it, and what these count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.days import DayRange
from checker.findings.model import Sentence
from checker.findings.tables import Tables
from checker.patterns.vocabulary import DRAFTINGS
from checker.results.again import engine_of
from checker.results.story import Figure
from checker.revision.aspects import Aspect, aspects
from checker.revision.exercise import begun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.findings.model import Value
    from checker.log.model import Entry
    from checker.plan.model import Obligation
    from checker.results.model import Result, Results
    from checker.revision.attainment import Attainment
    from checker.revision.gaps import Gap
    from checker.revision.term import Term
    from checker.revision.turning import Turning

TABLES = ("drafting", "undrafted")
"""The table that is asked about clauses, and the one about what the text leaves open."""


class Drafting(NamedTuple):
    """One question: its kind, what it is about, and the figure that raises it.

    `kind` is one of `DRAFTINGS`. `clauses` are in the order of the plan; `duties` and `entries` are what the
    figure counts. `turning` is there if it is about a term, `gap` if about activities that no clause covers,
    `attainments` if it is about a clause that was often missed. `wording` is a key of the languages' section
    `term`, with values: of the sentence that says why it is asked.
    """

    kind: str
    clauses: tuple[Obligation, ...]
    figure: Figure
    duties: tuple[Result, ...]
    entries: tuple[Entry, ...]
    turning: Turning | None
    attainments: tuple[Attainment, ...]
    gap: Gap | None
    wording: Sentence


def questions(
    results: Results, told: Term, turnings: Iterable[Turning], attainments: Iterable[Attainment]
) -> tuple[Drafting, ...]:
    """Give the questions by kind, then in the order of the clauses, terms and activities."""
    tables, reached = Tables(results.rules, engine_of(results)), tuple(attainments)
    found = []
    for table, aspect, draft in _candidates(results, told, turnings):
        fields = tables.table(table).fields
        kind = tables.decide(table, {field: field in aspect.holds for field in fields}).status
        if kind in DRAFTINGS:
            asked = {clause.id for clause in draft.clauses if "missed" in aspect.holds}
            own = tuple(each for each in reached if each.obligation.id in asked)
            found.append(_worded(kind, aspect, draft)._replace(attainments=own))
    return tuple(sorted(found, key=lambda each: DRAFTINGS.index(each.kind)))


def _worded(kind: str, aspect: Aspect, draft: Drafting) -> Drafting:
    values = {"part": draft.figure.part, "whole": draft.figure.whole, **aspect.values}
    key = f"{kind}-why" + (f"-{aspect.way}" if aspect.way else "")
    return draft._replace(kind=kind, wording=Sentence(key, values))


def _candidates(
    results: Results, told: Term, turnings: Iterable[Turning]
) -> Iterator[tuple[str, Aspect, Drafting]]:
    """Yield all that may be asked about, with the table that says whether, and what is asked.

    That is nothing about clauses on a day before the agreement came into force.
    """
    activities = results.accounting["activities"]
    clauses, open_left = TABLES
    for each in told.clauses if begun(results) else ():
        yield from ((clauses, aspect, _draft(aspect, (each.clause,))) for aspect in aspects(each, activities))
    for turning in turnings:
        aspect = _reading(turning)
        yield open_left, aspect, _draft(aspect, turning.clauses)._replace(turning=turning)
    for gap in told.gaps:
        aspect = Aspect(frozenset({"uncovered"}), Figure(len(gap.entries), activities), (), gap.entries)
        yield open_left, aspect, _draft(aspect, ())._replace(gap=gap)


def _draft(aspect: Aspect, clauses: tuple[Obligation, ...]) -> Drafting:
    return Drafting(
        kind="",
        clauses=clauses,
        figure=aspect.figure,
        duties=aspect.duties,
        entries=aspect.entries,
        turning=None,
        attainments=(),
        gap=None,
        wording=Sentence("", {}),
    )


def _reading(turning: Turning) -> Aspect:
    """Look at an interpretation; where no duty rests on it, nothing can hinge."""
    day = isinstance(turning.interpretation.value, DayRange)
    holds = frozenset(("day",) * day + ("hinges",) * turning.decides)
    values: dict[str, Value] = {"appeared": turning.appeared or "", "vanished": turning.vanished or ""}
    way = "" if turning.decides or turning.duties else "unresting"
    return Aspect(holds, Figure(turning.hinge, turning.duties), way=way, values=values)
