"""What a selector might have said instead: a condition left out, or with other parties or numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.frozen import replace
from checker.located.model import Fields, Items, Text
from checker.plan.selectors import PEOPLE, Condition, Selector
from checker.plan.terms import BOUND_BY_CHECK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.diagnostics import Place
    from checker.located.model import Node
    from checker.plan.model import Plan

SHOWN = 70  # characters of what is written that a message repeats


class Step(NamedTuple):
    """One condition, as it is written, where, and the selectors that might stand there instead.

    `only_bearer` says that all it asks is that the bearer takes part, `binds` that it binds a variable if it
    is the trigger's.
    """

    said: str
    at: Place
    only_bearer: bool
    binds: bool
    changes: tuple[tuple[str, Selector, str], ...]


def flow(node: Node) -> str:
    """Give a value as it is written on one line, cut if it is long."""
    text = _flow(node)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _flow(node: Node) -> str:
    if isinstance(node, Text):
        return str(node)
    if isinstance(node, Items):
        return f"[{', '.join(map(_flow, node))}]"
    return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in node.items()) + "}"


def of_selector(node: Fields, selector: Selector, plan: Plan) -> Iterator[Step]:
    """Yield the conditions of a selector; `node` is the selector as written.

    Kinds of activity are not tried: lists of them are long, and one that is misspelt is no kind at all.
    """
    for number, condition in enumerate(selector.conditions):
        if condition.field == "activity":
            continue
        changes = tuple(
            (were, _put(selector, number, other), needs) for were, other, needs in _others(condition, plan)
        )
        yield Step(
            said=f"{condition.field}: {flow(node[condition.field])}",
            at=node.place(condition.field),
            only_bearer=condition == Condition("by", variables=("bearer",)),
            binds=not BOUND_BY_CHECK.issuperset(condition.variables),
            changes=changes,
        )


def _put(selector: Selector, number: int, other: Condition | None) -> Selector:
    conditions = list(selector.conditions)
    conditions[number : number + 1] = [other] if other else []
    return replace(selector, conditions=tuple(conditions))


def _others(condition: Condition, plan: Plan) -> Iterator[tuple[str, Condition | None, str]]:
    """Yield what might stand in place of a condition (None: nothing), in words before and its need after."""
    field = condition.field
    if condition.at_least is not None or condition.at_most is not None:
        yield from _bounds(condition)
        return
    yield "left out", None, f"in which all fits but “{field}”"
    if field not in PEOPLE or condition.negated or condition.present is not None:
        return
    several = len(condition.values) + len(condition.variables) > 1
    for code in sorted(condition.values):
        alone = f"in which “{field}” is {code} alone"
        if several:
            yield f"without {code}", replace(condition, values=condition.values - {code}), alone
        else:
            for other in plan.parties.values():
                if other.bound and other.code != code:
                    yield other.code, replace(condition, values=frozenset({other.code})), alone


def _bounds(condition: Condition) -> Iterator[tuple[str, Condition | None, str]]:
    """Yield the same bounds, each by one lower and higher."""
    needs = f"in which “{condition.field}” is "
    for by in (-1, 1):
        if (least := condition.at_least) is not None:
            other = replace(condition, at_least=least + by)
            yield f"at_least {least + by:g}", other, f"{needs}{min(least, least + by):g}"
        if (most := condition.at_most) is not None:
            other = replace(condition, at_most=most + by)
            yield f"at_most {most + by:g}", other, f"{needs}{max(most, most + by):g}"
