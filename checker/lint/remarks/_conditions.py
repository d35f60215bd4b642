"""Reasons about conditions: which rows of a log could meet them, and which say more than others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.frozen import replace
from checker.located.number import shortest
from checker.plan.selectors import PEOPLE, SEVERAL, Condition
from checker.plan.terms import FIXED_FIELDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from checker.plan.model import Attribute, Kind, Plan
    from checker.plan.selectors import Bindings, Selector

ACTIVITY = "activity"
BY = "by"


def reach(selector: Selector, plan: Plan, bindings: Bindings) -> frozenset[str]:
    """Name the kinds of which some row of a log can meet every condition."""
    return frozenset(
        code
        for code, kind in plan.kinds.items()
        if all(_possible(condition, kind, plan, bindings) for condition in selector.conditions)
    )


def why(selector: Selector, plan: Plan, bindings: Bindings) -> str:
    """Say why no row can meet a selector: the condition that none can meet by itself, or all of them."""
    kinds = [kind for code, kind in plan.kinds.items() if selector.kinds is None or code in selector.kinds]
    for condition in selector.conditions:
        if not any(_possible(condition, kind, plan, bindings) for kind in kinds):
            return _in_words(condition, [kind.code for kind in kinds], plan, bindings)
    return "no row of the log can meet all of its conditions at once"


def fillable(field: str, kinds: Collection[str], plan: Plan) -> bool:
    """Say whether a row of one of these kinds can have something in a field."""
    return field in FIXED_FIELDS or any(_declared(field, plan.kinds[kind], plan) for kind in kinds)


def implies(narrow: Selector, wide: Selector, plan: Plan, bindings: Bindings, other: Bindings) -> bool:
    """Say whether every row that meets `narrow` meets `wide` too; of one that none can meet, never.

    Variables of `narrow` are bound by `bindings`, those of `wide` by `other`.
    """
    kinds = reach(narrow, plan, bindings)
    asked = {condition.field: condition for condition in narrow.conditions}
    return bool(kinds) and all(
        _implied(asked.get(condition.field), bindings, (condition, other), kinds, plan)
        for condition in wide.conditions
    )


def taking_part(selector: Selector, code: str) -> Selector:
    """Give the selector of those acts among others in which a bearer takes part."""
    if mentions(selector, BY):
        return selector
    return replace(selector, conditions=(*selector.conditions, Condition(BY, frozenset((code,)))))


def values(selector: Selector, field: str, bindings: Bindings) -> frozenset[str]:
    """Give what a field must be one of; nothing if that is not what is asked of it."""
    found = next((c for c in selector.conditions if c.field == field), None)
    return _wanted(found, bindings) if found is not None and _lists(found) else frozenset()


def mentions(selector: Selector, field: str) -> bool:
    """Say whether anything is asked of a field."""
    return any(condition.field == field for condition in selector.conditions)


def names(code: str, plan: Plan) -> frozenset[str]:
    """Give the names under which an act of this code is one: itself, and the party of a unit."""
    return frozenset((code, plan.party_of(code))) if code in plan.parties else frozenset((code,))


def _in_words(condition: Condition, kinds: Collection[str], plan: Plan, bindings: Bindings) -> str:
    field, least, most = condition.field, condition.at_least, condition.at_most
    if not fillable(field, kinds, plan):
        return f"a row of this kind has no column “{field}”"
    if least is not None and most is not None:
        return f"no number in “{field}” is at least {least:g} and at most {most:g}"
    if condition.variables and not _wanted(condition, bindings):
        return f"“${condition.variables[0]}” stands for nobody here"
    return f"no row of this kind can have that in “{field}”"


def _declared(field: str, kind: Kind, plan: Plan) -> tuple[Attribute, ...]:
    return tuple(own[field] for own in (plan.attributes, kind.attributes) if field in own)


def _wanted(condition: Condition, bindings: Bindings) -> frozenset[str]:
    """Give the values of a condition; a variable that is not bound stands for itself, with its mark."""
    bound = (bindings.get(name, frozenset((f"${name}",))) for name in condition.variables)
    return condition.values.union(*bound)


def _lists(condition: Condition) -> bool:
    bounds = condition.at_least, condition.at_most
    return condition.present is None and bounds == (None, None) and not condition.negated


def _possible(condition: Condition, kind: Kind, plan: Plan, bindings: Bindings) -> bool:
    field = condition.field
    if field == ACTIVITY:
        named = (kind.code in condition.values) is not condition.negated
        return bool(condition.variables) or (named if condition.present is None else condition.present)
    if not fillable(field, (kind.code,), plan):
        return condition.negated or condition.present is False
    if condition.present is not None:
        return condition.present or field != BY  # who did it is always filled in
    declared, wanted = _declared(field, kind, plan), _wanted(condition, bindings)
    if condition.negated:
        return field != BY or any(names(code, plan).isdisjoint(wanted) for code in plan.parties)
    if not _lists(condition):
        return _bounds_meet(condition, declared)
    return any(_writable(value, declared) for value in wanted)


def _writable(value: str, declared: tuple[Attribute, ...]) -> bool:
    """Say whether a column may hold a value, as its declarations have it; fixed columns hold any."""
    if value.startswith("$") or not declared:
        return True
    return any(
        shortest(value) == value
        if attribute.number
        else attribute.values is None or value in attribute.values
        for attribute in declared
    )


def _bounds_meet(condition: Condition, declared: tuple[Attribute, ...]) -> bool:
    least, most = condition.at_least, condition.at_most
    fixed = [value for attribute in declared for value in attribute.values or ()]
    if fixed and all(attribute.values is not None for attribute in declared):
        return any(_inside(value, least, most) for value in fixed)
    return least is None or most is None or least <= most


def _inside(text: str, least: float | None, most: float | None) -> bool:
    number = shortest(text)
    if number is None:
        return False
    return (least is None or float(number) >= least) and (most is None or float(number) <= most)


def _implied(
    narrow: Condition | None,
    bindings: Bindings,
    wide: tuple[Condition, Bindings],
    kinds: frozenset[str],
    plan: Plan,
) -> bool:
    """Say whether rows of `kinds` that meet `narrow` (None: anything) meet a wide condition on its field."""
    condition, other = wide
    field = condition.field
    if field == ACTIVITY:
        return all(_possible(condition, plan.kinds[kind], plan, other) for kind in kinds)
    if not fillable(field, kinds, plan):
        return condition.negated or condition.present is False
    if narrow is None or condition.present is not None:
        return condition.present is not None and _as_filled(narrow, field, filled=condition.present)
    asked, said = _wanted(narrow, bindings), _wanted(condition, other)
    if condition.negated:
        return _excluded(narrow, asked, said)
    if not _lists(condition):
        return _within_bounds(narrow, asked, condition)
    return _lists(narrow) and bool(asked) and all(_meets(value, said, field, plan) for value in asked)


def _as_filled(narrow: Condition | None, field: str, *, filled: bool) -> bool:
    """Say whether a field is surely filled in, or surely empty."""
    if narrow is None or narrow.negated:
        return filled and field == BY
    return filled is not (narrow.present is False)


def _meets(value: str, allowed: frozenset[str], field: str, plan: Plan) -> bool:
    return value in allowed or (field in PEOPLE and not names(value, plan).isdisjoint(allowed))


def _excluded(narrow: Condition, asked: frozenset[str], barred: frozenset[str]) -> bool:
    """Say whether what meets `narrow` has none of the barred values."""
    if narrow.present is False:
        return True
    if narrow.negated:
        return barred <= asked
    known = not any(value.startswith("$") for value in asked | barred)
    return _lists(narrow) and narrow.field not in SEVERAL and known and asked.isdisjoint(barred)


def _within_bounds(narrow: Condition, asked: frozenset[str], wide: Condition) -> bool:
    if _lists(narrow):
        return bool(asked) and all(_inside(value, wide.at_least, wide.at_most) for value in asked)
    low = wide.at_least is None or (narrow.at_least is not None and narrow.at_least >= wide.at_least)
    return low and (wide.at_most is None or (narrow.at_most is not None and narrow.at_most <= wide.at_most))
