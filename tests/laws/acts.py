"""Acts made to measure: whatever a duty asks of one, on a day that certainly lies in its window."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from random import Random

from checker.diagnostics import Faults
from checker.duties.model import Duty
from checker.log.load import from_rows
from checker.log.model import Entry
from checker.plan.model import Plan
from checker.results.model import Results
from checker.situations.index import agree
from tests.laws.strategies import rows
from tests.model.logs import Row
from tests.model.plans import VALUES


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
