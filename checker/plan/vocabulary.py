"""The words of several plans taken together, so that one log can be read for all of them."""

from __future__ import annotations

from checker.frozen import NamedTuple
from checker.typed import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeVar

    from checker.diagnostics import Faults, Place
    from checker.located.model import Fields
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


def of_one_party(plans: Iterable[Plan], faults: Faults) -> None:
    """Say to `faults` which codes are of one party in one plan, and of another or of none in a later one.

    Whom an entry is by is settled when the log is read, once for all plans.
    """
    known: dict[str, Plan] = {}
    for plan in plans:
        for code in sorted(known.keys() & plan.parties.keys()):
            earlier = known[code]
            was, now = earlier.parties[code].unit_of, plan.parties[code].unit_of
            if was != now:
                told = f"“{code}” {_standing(now)} here, and {_standing(was)} in {earlier.file}"
                mend = (
                    "one log is read for both plans, and each entry counts for one party: "
                    "give it another code in one of the two, and in the log where that one is meant"
                )
                others = (_place(code, earlier),)
                faults.error("plan/other-party", _place(code, plan), told, mend, others)
        known |= dict.fromkeys(plan.parties, plan)


def _standing(party: str | None) -> str:
    return "stands for itself" if party is None else f"is a unit of {party}"


def _place(code: str, plan: Plan) -> Place:
    """Give the place of a party or unit."""
    parties, party = cast("Fields", plan.source["parties"]), plan.parties[code].unit_of
    if party is None:
        return parties.place(code)
    return cast("Fields", cast("Fields", parties[party])["units"]).place(code)


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
