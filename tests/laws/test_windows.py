"""Windows: an act in one discharges, and a wider one keeps what was fulfilled (laws 7 and 8)."""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from itertools import combinations
from random import Random
from typing import Any

from checker.diagnostics import Faults
from checker.duties.model import Duty
from checker.log.load import from_rows
from checker.log.model import Entry
from checker.plan.model import Plan
from checker.results.model import Results
from checker.situations.index import agree
from tests.laws.strategies import judged, law, rows, with_entries
from tests.model.generate import Case
from tests.model.logs import Row
from tests.model.plans import VALUES

Key = tuple[str, str, str, str | None]
NARROWING = ("at_least", "not_before", "same_day")


def single(results: Results) -> dict[Key, tuple[Duty, str]]:
    """Give the duties that these laws speak of, with their status: one act discharges, around a day."""
    found: dict[Key, tuple[Duty, str]] = {}
    for result in results.results:
        of = result.finding.of
        if of.check.pattern.rule in ("deadline", "response", "precedence") and of.check.times == 1:
            assert isinstance(of, Duty)
            trigger = of.trigger.id if of.trigger else None
            found[of.check.obligation, of.check.id, of.bearer, trigger] = of, result.status
    return found


@law(at_least=20)
def test_law_7_a_met_act_certainly_in_the_window_makes_the_duty_fulfilled(case: Case, rng: Random) -> int:
    results = judged(case)
    tried = 0
    for key, (duty, status) in single(results).items():
        added = list(discharging(duty, results, rng, "act"))
        if added:
            assert single(judged(case, entries=with_entries(case, *added)))[key][1] == "fulfilled"
            tried += status != "fulfilled"
    return tried


def discharging(duty: Duty, results: Results, rng: Random, name: str) -> Iterator[Row]:
    """Write a met act certainly in a duty's window that no named date looks for, if there can be one."""
    day, plan = inside(duty, results.as_of, rng), results.plan
    act = matching(duty, plan, day, rng) if day else None
    entry = read(act, plan) if act else None
    if (
        act is None
        or entry is None
        or any(d.first and d.first.matches(entry, {}) for d in plan.dates.values())
    ):
        return
    act |= {"id": name, "recorded": str(results.known_at or "")}
    yield act
    if duty.check.question:
        others = [code for code in plan.bound if code != plan.party_of(duty.bearer)]
        answer = {"id": f"{name}-met", "activity": "judgement", "of": name, "answer": "yes"}
        yield {**answer, "date": act["date"], "recorded": act["recorded"], "by": rng.choice(others)}


def inside(duty: Duty, as_of: date, rng: Random) -> date | None:
    """Draw a day that certainly lies in the window and has come, often its first or last."""
    first, last = duty.window.opens.latest, min(duty.window.closes.earliest, as_of)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    if "same_day" in duty.check.terms and duty.trigger:
        end = duty.trigger.end
        days = [day for day in days if not end.earliest <= day <= end.latest]
    return rng.choice([days[0], days[-1], rng.choice(days)]) if days else None


def matching(duty: Duty, plan: Plan, day: date, rng: Random) -> Row | None:
    """Write an act that meets all that is asked of it, and agrees with the trigger as the check says."""
    check, trigger = duty.check, duty.trigger
    asked, same = check.selector(check.pattern.acts).conditions, check.terms.get("same")
    alike = same if isinstance(same, tuple) else ()
    act = {"id": "act", "date": day.isoformat(), "activity": "", "by": plan.bound[0]}
    for field in dict.fromkeys(["activity", "by", *(c.field for c in asked), *alike]):
        tried = [value for c in asked for name in c.variables for value in duty.bindings.get(name, ())]
        tried += [trigger.fields.get(field, "")] if trigger else []
        for value in rng.sample(drawn := values(field, plan, tried), len(drawn)):
            entry = read({**act, field: value}, plan)
            conditions = [c for c in asked if c.field == field]
            if (
                entry
                and all(c.holds(entry, duty.bindings) for c in conditions)
                and (field not in alike or (trigger and agree(entry, trigger, [field])))
            ):
                act[field] = value
                break
        else:
            return None
    return act


def values(field: str, plan: Plan, more: list[str]) -> list[str]:
    """Give what an act may have in a field: kinds, one or two who act, or texts."""
    if field == "activity":
        return list(plan.kinds)
    if field in ("by", "to"):
        return [*plan.parties, *map(";".join, combinations(plan.parties, 2))]
    return [*VALUES.get(field, ["m0"]), "", *more]


def read(row: Row, plan: Plan) -> Entry | None:
    """Read one row of a log, if it is a row that a log may have."""
    faults = Faults()
    entries = from_rows(rows([row]), plan, faults).entries
    return entries[0] if entries and not faults.count else None


@law(at_least=20)
def test_law_8_widening_a_window_leaves_fulfilled_as_it_is(case: Case, rng: Random) -> int:
    """Duties that can be are fulfilled first. Logs with extensions are left aside: they name due days."""
    if any(row["activity"] == "extension" for row in case.entries):
        return 0
    results, entries = judged(case), with_entries(case)
    for number, (duty, _) in enumerate(single(results).values()):
        entries += discharging(duty, results, rng, f"act{number}")
    fulfilled = [
        key for key, found in single(judged(case, entries=entries)).items() if found[1] == "fulfilled"
    ]
    after = single(judged(case, plan=widened(case.plan, rng), entries=entries))
    assert {after[key][1] for key in fulfilled} <= {"fulfilled"}
    return len(fulfilled)


def widened(plan: dict[str, Any], rng: Random) -> dict[str, Any]:
    """Widen every window that a duration closes or opens, by little or much."""
    wide = deepcopy(plan)
    checks = [check for obligation in wide["obligations"] for check in obligation["checks"]]
    for check in [c for c in checks if c["rule"] in ("deadline", "response", "precedence")]:
        for name in NARROWING:
            check.pop(name, None)
        for name in ("within", "at_most", "early_counts"):
            if name in check and check[name] != "true":
                check[name] = longer(check[name], rng.choice([1, 1, 30, 1000]))
    return wide


def longer(length: str | dict[str, str], more: int) -> str:
    """Lengthen a duration; those of interpretations are shorter than five years."""
    if not isinstance(length, str):
        return "5 years"
    return re.sub(r"\d+", lambda number: str(int(number[0]) + more), length)
