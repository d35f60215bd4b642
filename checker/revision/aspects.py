"""What may be asked of each clause, as facts: the answers to the fields of `rules/verdicts/drafting.yaml`.

Every clause is looked at in each of these ways, without a thought for what will come of it; the table alone
says which question follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.results.story import SETTLED, Figure
from checker.revision.attainment import AT_LEAST, ONE_IN
from checker.revision.exercise import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checker.findings.model import Value
    from checker.log.model import Entry
    from checker.results.model import Result
    from checker.revision.relief import Relief
    from checker.revision.term import ClauseTerm

SHORT = 30
"""How many days a delay may have to be short: a month, about what one meeting or one letter takes."""


class Aspect(NamedTuple):
    """One way to look at a clause: the fields of the table that hold, and the figure for a question.

    `way` tells apart what one kind of question can follow from, `values` are what its sentence names beside
    the figure.
    """

    holds: frozenset[str]
    figure: Figure
    duties: tuple[Result, ...] = ()
    entries: tuple[Entry, ...] = ()
    way: str = ""
    values: Mapping[str, Value] = {}


def aspects(each: ClauseTerm, activities: int) -> Iterator[Aspect]:
    """Look at a clause in every way; `activities` are those on record, whatever they are about."""
    yield _use(each, activities)
    yield _keeping(each)
    yield _telling(each)
    yield _asking(each)
    yield _judging(each)
    yield _excusing(each)
    for field, relief in (("waived", each.waivers), ("extended", each.extensions)):
        yield _relieving(field, relief, each)


def again(number: int) -> bool:
    """Say whether something happened again."""
    return number >= AT_LEAST


def often(figure: Figure) -> bool:
    """Say whether something happened again, and in a good part of the cases."""
    return again(figure.part) and figure.part * ONE_IN >= figure.whole


def mostly(figure: Figure) -> bool:
    """Say whether something holds for more than half."""
    return 2 * figure.part > figure.whole


def _use(each: ClauseTerm, activities: int) -> Aspect:
    never = each.exercise in NEVER
    answers = {"never": never, "permission": each.exercise == "unused"}
    return Aspect(
        _holding(answers),
        Figure(0, activities),
        way=each.exercise if each.exercise in NEVER - {"unused"} else "",
    )


def _keeping(each: ClauseTerm) -> Aspect:
    counts, delay = each.counted.counts, each.delay
    missed = counts["late"] + counts["breached"]
    figure = Figure(missed, sum(counts[status] for status in SETTLED))
    answers = {
        "missed": often(figure),
        "short": mostly(Figure(counts["late"], missed)) and delay is not None and delay.median.most <= SHORT,
        "kept": again(counts["fulfilled"]) and not missed,
    }
    if answers["kept"]:
        others: dict[str, Value] = {"others": each.counted.total - figure.whole or ""}
        kept = Figure(figure.whole, figure.whole)
        return Aspect(_holding(answers), kept, _of(each, "fulfilled"), values=others)
    values: dict[str, Value] = {"late": counts["late"], "broken": counts["breached"]}
    if delay is not None:
        values |= {"least": delay.median.least, "most": delay.median.most}
        values |= {"first": delay.reach.least, "last": delay.reach.most}
    return Aspect(_holding(answers), figure, _of(each, "late", "breached"), values=values)


def _telling(each: ClauseTerm) -> Aspect:
    figure = Figure(each.counted.counts["unknown"], _due(each))
    return Aspect(_holding({"silent": mostly(figure)}), figure, _of(each, "unknown"))


def _asking(each: ClauseTerm) -> Aspect:
    figure = Figure(each.counted.counts["to_judge"], _due(each))
    values: dict[str, Value] = {"questions": tuple(asked.question for asked in each.asked)}
    answers = {"unanswered": figure.part > 0}
    return Aspect(_holding(answers), figure, _of(each, "to_judge"), values=values)


def _judging(each: ClauseTerm) -> Aspect:
    judged = each.judged
    if judged is None or judged.alone is None:
        return Aspect(frozenset(), Figure(0, 0))
    asked = dict.fromkeys(result.finding.of.check.question or "" for result in judged.duties)
    values: dict[str, Value] = {"party": judged.alone, "questions": tuple(asked)}
    return Aspect(frozenset({"alone"}), judged.figure, judged.duties, judged.answers, values=values)


def _excusing(each: ClauseTerm) -> Aspect:
    figure = Figure(each.counted.counts["excused"], _due(each))
    duties = _of(each, "excused")
    entries = {entry.id: entry for result in duties for entry in result.finding.evidence}
    holds = _holding({"excused": again(figure.part) and mostly(figure)})
    return Aspect(holds, figure, duties, tuple(entries.values()))


def _relieving(field: str, relief: Relief, each: ClauseTerm) -> Aspect:
    holds = _holding({field: again(len(relief.granted))})
    figure = Figure(len(relief.duties), each.counted.total)
    values: dict[str, Value] = {"n": len(relief.granted), "asked": len(relief.requests) or ""}
    return Aspect(holds, figure, relief.duties, (*relief.granted, *relief.requests), values=values)


def _holding(answers: Mapping[str, bool]) -> frozenset[str]:
    return frozenset(name for name, answer in answers.items() if answer)


def _of(each: ClauseTerm, *statuses: str) -> tuple[Result, ...]:
    return tuple(result for result in each.results if result.status in statuses)


def _due(each: ClauseTerm) -> int:
    """Count the duties that are no longer, or not only, to come."""
    return each.counted.total - each.counted.counts["pending"]
