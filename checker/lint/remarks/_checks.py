"""The checks of a plan one by one: what each is called, and where its parameters stand in the file."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, cast

from checker.duties.model import variables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.diagnostics import Place
    from checker.located.model import Fields, Items
    from checker.plan.model import Check, Obligation, Plan
    from checker.plan.selectors import Bindings


def each(plan: Plan) -> Iterator[tuple[Obligation, Check]]:
    """Yield every check with the obligation that it tests."""
    for obligation in plan.obligations:
        for check in obligation.checks:
            yield obligation, check


def pairs(plan: Plan) -> Iterator[tuple[Check, Check]]:
    """Yield every two checks, either way round, whose acts can be of one kind."""
    checks = [check for _, check in each(plan) if check.pattern.acts in check.terms]
    kinds = {name(check): check.selector(check.pattern.acts).kinds for check in checks}
    for one, other in permutations(checks, 2):
        here, there = kinds[name(one)], kinds[name(other)]
        if here is None or there is None or not here.isdisjoint(there):
            yield one, other


def name(check: Check) -> str:
    """Give the name by which people find a check."""
    return f"{check.obligation}/{check.id}"


def owns(obligation: Obligation) -> bool:
    """Say whether something is owed by an obligation's checks: they do more than count."""
    return any(check.pattern.each for check in obligation.checks)


def where(plan: Plan, check: Check, key: str) -> Place:
    """Give the place of a parameter of a check; that of the check if it is left out."""
    return written(plan, check).place(key)


def part(plan: Plan, obligation: str, key: str) -> Place:
    """Give the place of what an obligation says under a key."""
    node = _named(cast("Items", plan.source["obligations"]), obligation)
    value = node[key]
    return value.at if key in node else node.at


def written(plan: Plan, check: Check) -> Fields:
    """Give a check as it is written."""
    obligation = _named(cast("Items", plan.source["obligations"]), check.obligation)
    return _named(cast("Items", obligation["checks"]), check.id)


def _named(items: Items, wanted: str) -> Fields:
    return next(item for item in cast("list[Fields]", items) if item["id"] == wanted)


def owing(check: Check, plan: Plan) -> tuple[str, ...]:
    """Name those who may owe: the bearers that are listed, or every bound party."""
    return check.bearers.codes or plan.bound


def bound(check: Check, plan: Plan, *bearers: str) -> Bindings:
    """Bind the variables that stand for bearers and their counterparties."""
    return variables(check, plan, frozenset(bearers), in_do=True)
