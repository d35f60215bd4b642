"""The words of several plans taken together, so that one log can be read for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.plan.model import Attribute, Kind, Party, Plan

Word = TypeVar("Word")


class Words(NamedTuple):
    """What a log may say if it is one for several plans; of two meanings of a word the last plan's counts."""

    parties: Mapping[str, Party]
    kinds: Mapping[str, Kind]
    attributes: Mapping[str, Attribute]
    named: Mapping[str, frozenset[str]]

    def checks(self) -> Mapping[str, frozenset[str]]:
        """Give the checks of each obligation, by present and earlier ids."""
        return self.named


def together(plans: Iterable[Plan]) -> Words:
    """Give the words of all plans; `plans` are in the order in which they came into force."""
    parties: dict[str, Party] = {}
    kinds: dict[str, Kind] = {}
    attributes: dict[str, Attribute] = {}
    named: dict[str, frozenset[str]] = {}
    for plan in plans:
        parties |= plan.parties
        attributes |= plan.attributes
        for code, kind in plan.kinds.items():
            before = kinds[code].attributes if code in kinds else {}
            kinds[code] = kind._replace(attributes={**before, **kind.attributes})
        for name, checks in plan.checks().items():
            named[name] = named.get(name, frozenset()) | checks
    return Words(parties, kinds, attributes, named)


def knowing(plan: Plan, words: Words) -> Plan:
    """Give a plan that can be judged on a log of other words too: it binds nobody more, and checks no more.

    What is new in it keeps its place after the plan's own; the plan's own words keep their meaning.
    """
    others = {code: party._replace(bound=False) for code, party in words.parties.items()}
    return plan._replace(
        parties={**plan.parties, **_beside(others, plan.parties)},
        kinds={**plan.kinds, **_beside(words.kinds, plan.kinds)},
        attributes={**plan.attributes, **_beside(words.attributes, plan.attributes)},
        parts=tuple(part._replace(plan=knowing(part.plan, words)) for part in plan.parts),
    )


def alone(plan: Plan) -> Plan:
    """Give the latest version of a plan by itself, which can be judged on the same log."""
    words = Words(plan.parties, plan.kinds, plan.attributes, plan.checks())
    return knowing(plan.versions[-1], words) if plan.versions else plan


def _beside(others: Mapping[str, Word], own: Mapping[str, Word]) -> dict[str, Word]:
    return {code: word for code, word in others.items() if code not in own}
