"""Time: the calendar repeats after 400 years, and the as-of day only moves forward (laws 5 and 6)."""

import re
from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

from checker.days import parse_when
from checker.results.model import Result, Results
from tests.laws.strategies import duties, judged, law, shifted
from tests.model.generate import Case
from tests.model.logs import Row

DAY = re.compile(r"(?<![\d/-])(\d{4})(?=$|[-~?%/])|(?<=/)(\d{4})")


def moved(value: Any, years: int) -> Any:  # noqa: ANN401 - whatever a plan or log holds
    if isinstance(value, dict):
        return {key: moved(item, years) for key, item in value.items()}
    if isinstance(value, list):
        return [moved(item, years) for item in value]
    if re.match(r"\d{4}($|[-~?%/])", value):
        return DAY.sub(lambda found: f"{int(found[0]) + years:04}", value)
    return value


@law(at_least=150)
def test_law_5_whole_cycles_of_400_years_shift_windows_and_change_no_status(case: Case, rng: Random) -> int:
    years = rng.choice([400, 800, -400])
    now = duties(case)
    then = duties(
        case,
        plan=moved(case.plan, years),
        entries=moved(case.entries, years),
        as_of=shifted(case.as_of, years),
        known_at=shifted(case.known_at, years) if case.known_at else None,
    )
    for duty in now:
        duty["opens"] = shifted(duty["opens"], years)
        duty["due"] = shifted(duty["due"], years) if duty["due"] else None
        duty["id"] = duty["id"].replace(str(shifted(duty["opens"], -years)), str(duty["opens"]))
    assert then == now
    return len(now)


Places = dict[tuple[object, ...], str]


def by_place(results: Results) -> Places:
    """Give the status of each duty, by check, bearer, trigger, and its period or place in the chain."""
    found: Places = {}
    passed: Counter[tuple[object, ...]] = Counter()
    for result in sorted(results.results, key=in_chain):
        of, trigger = result.finding.of, result.trigger
        key = (of.check.obligation, of.check.id, of.bearer, trigger.id if trigger else None)
        passed[key] += 1
        found[*key, passed[key] if of.check.pattern.next else of.window.first] = result.status
    return found


def in_chain(result: Result) -> tuple[object, ...]:
    """Order links: several open on one day if acts discharged them on it, and only the last may be open."""
    finding = result.finding
    leads_on = finding.status in finding.of.check.pattern.next
    return finding.of.window.first, not leads_on, [entry.order for entry in finding.evidence]


@law(at_least=60)
def test_law_6_moving_the_as_of_day_on_never_makes_a_decided_duty_pending(case: Case, rng: Random) -> int:
    later = case.as_of + timedelta(days=rng.randint(1, 400))
    before, after = by_place(judged(case)), by_place(judged(case, as_of=later))
    decided = [
        name for name in before.keys() & after.keys() if before[name] in ("fulfilled", "late", "breached")
    ]
    assert "pending" not in [after[name] for name in decided]
    return len(decided)


@law(at_least=20)
def test_law_6_where_days_are_known_and_no_period_is_made_up_fulfilled_stays(case: Case, rng: Random) -> int:
    exact = [exactly(row) for row in case.entries]
    later = case.as_of + timedelta(days=rng.randint(1, 400))
    before, after = by_place(judged(case, entries=exact)), by_place(judged(case, entries=exact, as_of=later))
    fulfilled = [name for name, status in before.items() if status == "fulfilled"]
    assert {after.get(name) for name in fulfilled} <= {"fulfilled"}
    return len(fulfilled)


def exactly(row: Row) -> Row:
    """Make the days of an entry known ones: the first on which it may have been."""
    start, end = (parse_when(text)[side] for text, side in ((row["date"], 0), (row["end"] or row["date"], 1)))
    last = end.latest if row["end"] or "/" in row["date"] else start.earliest
    return {**row, "date": start.earliest.isoformat(), "end": last.isoformat()}
