"""What is reasoned of conditions agrees with trying every row that a small vocabulary allows."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations, permutations, product
from random import Random
from typing import NamedTuple

from checker.diagnostics import Faults
from checker.lint.remarks import _conditions
from checker.plan.load import build
from checker.plan.model import Plan
from checker.plan.selectors import Selector
from tests.laws.strategies import located

CODES = ("A", "A-NY", "B", "L")
VALUES = {"grade": ("x", "y", "z"), "seats": ("3", "5", "8"), "both": ("yes", "no")}
KINDS = {"met": ("grade", "seats"), "sent": ("both", "seats"), "other": ()}
LABELS = {
    "grade": {"label": "Grade"},
    "seats": {"label": "Seats", "type": "number"},
    "both": {"label": "Both", "values": ["yes", "no"]},
}
BINDINGS = {"bearer": frozenset(("A",)), "counterparty": frozenset(("B",))}


class Tried(NamedTuple):
    """A row as selectors see it."""

    kind: str
    by_names: frozenset[str]
    to_names: frozenset[str]
    fields: dict[str, str]


def names(codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(codes) | {code.partition("-")[0] for code in codes}


@cache
def every_row() -> tuple[Tried, ...]:
    """Every row with one or two who did it, none to two to whom, and any values in its columns."""
    people = [tuple(some) for size in (0, 1, 2) for some in combinations(CODES, size)]
    found = []
    for kind, columns in KINDS.items():
        cells = list(product(*(("", *VALUES[column]) for column in columns)))
        for by, to, texts in product([each for each in people if each], people, cells):
            filled = {column: text for column, text in zip(columns, texts, strict=True) if text}
            found.append(Tried(kind, names(by), names(to), filled))
    return tuple(found)


def some_condition(rng: Random, field: str) -> object:
    """A condition of any form on a field."""
    people = field in ("by", "to")
    values = [*CODES, "$bearer", "$counterparty"] if people else list(VALUES[field])
    some = rng.sample(values, rng.randint(1, 2))
    forms: list[object] = [some, {"not": some}, {"exists": "true"}, {"exists": "false"}]
    if field == "seats":
        least, most = rng.sample(["3", "4", "5", "8"], 2)
        forms += [{"at_least": least}, {"at_most": most}, {"at_least": least, "at_most": most}]
    return rng.choice(forms)


def some_selector(rng: Random) -> dict[str, object]:
    kinds = rng.sample(sorted(KINDS), rng.randint(1, 2))
    selector: dict[str, object] = {"activity": rng.choice([kinds, kinds, {"not": kinds[:1]}])}
    fields = rng.sample(["by", "to", *VALUES], rng.choice([0, 1, 1, 2]))
    return selector | {field: some_condition(rng, field) for field in fields}


def planned(selectors: list[dict[str, object]]) -> tuple[Plan, list[Selector]]:
    """A plan that permits what each selector asks for, and these selectors as they were read."""
    kinds = {
        kind: {"label": kind} | ({"attributes": {name: LABELS[name] for name in columns}} if columns else {})
        for kind, columns in KINDS.items()
    }
    checks = [
        {"id": f"c{number}", "rule": "permit", "bearer": "A", "do": selector}
        for number, selector in enumerate(selectors)
    ]
    obligation = {"id": "o", "title": "O", "text": "O.", "source": {"section": "S"}, "modality": "may"}
    plan = {
        "plan": {"id": "p", "title": "P", "in_force": {"from": "2008-01-01"}, "completeness": "assumed"},
        "parties": {
            "A": {"name": "A", "units": {"A-NY": "A in New York"}},
            "B": {"name": "B"},
            "L": {"name": "L", "party": "false"},
        },
        "activities": kinds,
        "obligations": [obligation | {"checks": checks}],
    }
    faults = Faults()
    built = build(located(plan), "plan.yaml", faults)
    faults.stop()
    assert built is not None
    return built[0], [check.selector("do") for check in built[0].obligations[0].checks]


def tried(seed: int) -> Iterator[tuple[Plan, list[tuple[Selector, frozenset[int]]]]]:
    """Some selectors, each with the numbers of the rows that meet it."""
    rng = Random(seed)  # noqa: S311 - the same selectors each time
    plan, selectors = planned([some_selector(rng) for _ in range(40)])
    yield (
        plan,
        [
            (each, frozenset(n for n, row in enumerate(every_row()) if each.matches(row, BINDINGS)))
            for each in selectors
        ],
    )


def test_the_kinds_in_reach_are_those_of_the_rows_that_match() -> None:
    rows, nowhere = every_row(), 0
    for seed in range(3):
        for plan, found in tried(seed):
            for selector, met in found:
                assert _conditions.reach(selector, plan, BINDINGS) == {rows[number].kind for number in met}
                nowhere += not met
    assert nowhere >= 5


def test_one_selector_implies_another_just_when_every_row_says_so() -> None:
    """Each field is looked at by itself, so of a few pairs nothing is said; what is said is always so."""
    said = true = 0
    for seed in range(3):
        for plan, found in tried(seed):
            for (narrow, some), (wide, more) in permutations(found, 2):
                implied = _conditions.implies(narrow, wide, plan, BINDINGS, BINDINGS)
                assert not implied or some <= more, (narrow, wide)
                said += implied
                true += bool(some) and some <= more
    assert true >= 300
    assert said >= 0.98 * true
