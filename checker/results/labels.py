"""The labels of a log: those of its columns in every language, and those that the plan gives its words."""

from __future__ import annotations

from checker.log.cells import COLUMNS, OWN_COLUMNS, SPECIAL
from checker.log.labels import Labels
from checker.results.tags import tags
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.log.labels import Read
    from checker.plan.model import Attribute, Plan

STATEMENTS = tuple(kind for kind in OWN_COLUMNS if kind != "retraction")
"""The built-in kinds that a row may name as its activity."""


def labels_of(plan: Plan) -> Labels:
    """Give the labels that a log on this plan may have; the languages are read once one is looked up."""
    own = tuple(attributes_of(plan))
    return Labels(frozenset((*COLUMNS, *SPECIAL, *(each.name for each in own))), lambda: _read(plan, own))


def attributes_of(plan: Plan) -> Iterator[Attribute]:
    """Yield the further columns of a plan's log, once for each kind that has them."""
    yield from plan.attributes.values()
    for kind in plan.kinds.values():
        yield from kind.attributes.values()


def _read(plan: Plan, own: Iterable[Attribute]) -> Read:
    from checker.results.language import Wording  # noqa: PLC0415 - a log of codes needs no words

    columns = [(each.label, each.name) for each in own]
    sheets: list[str] = []
    words = {"activity": _kinds(plan), "by": _parties(plan), "answer": [], "illustrative": []}
    for tag in tags():
        wording = Wording(tag, plan)
        columns += [(label, code) for code, label in wording.section("columns").items()]
        kinds, answers = wording.section("kinds"), wording.section("answers")
        words["activity"] += [(kinds[kind], kind) for kind in STATEMENTS]
        for column in ("answer", "illustrative"):
            words[column] += [(label, code) for code, label in answers.items()]
        sheets += [wording.word("template", f"sheet-{each}") for each in ("log", "statements")]
    return columns, words, sheets


def _kinds(plan: Plan) -> list[tuple[str, str]]:
    return [(kind.label, kind.code) for kind in plan.kinds.values()]


def _parties(plan: Plan) -> list[tuple[str, str]]:
    return [(label, p.code) for p in plan.parties.values() for label in {p.name: 0, p.short: 0}]
