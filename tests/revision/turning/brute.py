"""The same question in the plain way: the plan written anew with another value, and judged as a whole."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from random import Random
from typing import Any

from checker.days import Duration
from checker.diagnostics import InvalidInput
from checker.results.again import again, plan_with
from checker.results.model import Results
from checker.revision.climb import placed
from checker.revision.ladder import Ladder, Same, Value
from checker.revision.turning import Turning
from tests.laws.strategies import judged
from tests.model.generate import Case

LENGTHS = ("within", "every", "at_least_every", "at_most", "at_least", "early_counts", "not_before")


def text(value: Value) -> str:
    """Write a value as a plan does."""
    if not isinstance(value, Duration):
        return str(value)
    plural = "s" if value.count > 1 else ""
    return f"{value.count} {value.unit}{plural}{' inclusive' if value.inclusive else ''}"


def assumed(case: Case, rng: Random) -> dict[str, Any]:
    """Give the plan with every duration of a check given by an interpretation, some by the same one."""
    plan = deepcopy(case.plan)
    meant = plan.setdefault("interpretations", {})
    checks = [check for clause in plan["obligations"] for check in clause["checks"]]
    for number, check in enumerate(checks):
        for name in LENGTHS:
            value = check.get(name)
            if isinstance(value, str) and value != "true" and not value.startswith("calendar"):
                shared = [k for k, v in meant.items() if k.startswith("term") and v["value"] == value]
                key = (
                    shared[0] if shared and rng.random() < 0.3 else f"term-{number}-{name}".replace("_", "-")
                )
                meant[key] = {"value": value, "because": "Practice.", "assumed": "true"}
                check[name] = {"interpretation": key}
    for name, day in plan.get("dates", {}).items():
        if isinstance(day, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", day):
            meant[f"day-{name}"] = {"value": day, "because": "Practice.", "assumed": "true"}
            plan["dates"][name] = {"interpretation": f"day-{name}"}
    return plan


def asked(case: Case, rng: Random) -> Results:
    """Judge a case of which the terms are vague."""
    return judged(case, plan=assumed(case, rng))


def statuses(results: Results, name: str, value: Value) -> dict[Same, str] | None:
    """Judge the plan with another value of an interpretation; None if it cannot be asked."""
    try:
        now = again(results, plan=plan_with(results, name, text(value)))
    except InvalidInput:
        return None
    return {same: result.status for same, result in placed(now.results).items()}


def rated(results: Results, name: str, value: Value) -> dict[str, str]:
    """Give the ratings of the clauses under another value."""
    now = again(results, plan=plan_with(results, name, text(value)))
    return {own.obligation.id: own.rating for own in now.obligations}


def positions(ladder: Ladder, rng: Random, number: int) -> Iterator[int]:
    """Yield the ends of every stretch, and some positions between them; all of them, if `number` is 0."""
    size = ladder.scale.size
    if number == 0:
        yield from range(size)
        return
    ends = {p for each in ladder.stretches for p in (each.range.begin, each.range.end)}
    chosen = rng.sample(sorted(ends), min(number, len(ends)))
    yield from sorted({*chosen, *(rng.randrange(size) for _ in range(number))})


def beyond(ladder: Ladder) -> Iterator[tuple[int, Value]]:
    """Yield values past the ends of an open scale, each with the position that stands for it."""
    scale = ladder.scale
    if scale.open_above:
        for more in (1, 2, 17, 400):
            yield scale.size - 1, scale.value(scale.size - 1 + more)
    if scale.open_below:
        for less in (1, 2, 17, 400):
            yield 0, scale.value(-less)


def differences(
    results: Results, found: Turning, values: Iterable[tuple[int, Value]], ladder: Ladder
) -> list[Any]:
    """Name every verdict that the ladder gives otherwise than judging the plan written anew."""
    name = found.interpretation.name
    wrong: list[Any] = []
    present = {same: result.status for same, result in placed(results.results).items()}
    moving = {same[:2] for same in ladder.courses}
    refused = {p for each in ladder.refused for p in range(each.range.begin, each.range.end + 1)}
    for position, value in values:
        want = statuses(results, name, value)
        if want is None or position in refused:
            if (want is None) != (position in refused):
                wrong.append((name, value, "refused", want))
            continue
        got = {same: status for same in ladder.courses if (status := ladder.status(same, position))}
        got |= {same: status for same, status in present.items() if same[:2] not in moving}
        wrong += [
            (name, text(value), same, got.get(same), want.get(same))
            for same in {**got, **want}
            if got.get(same) != want.get(same)
        ]
    return wrong
