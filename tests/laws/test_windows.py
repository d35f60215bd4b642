"""Windows: an act in one discharges, and a wider one keeps what was fulfilled (laws 7 and 8)."""

import re
from copy import deepcopy
from random import Random
from typing import Any

from checker.duties.model import Duty
from checker.results.model import Results
from tests.laws.acts import discharging
from tests.laws.strategies import judged, law, with_entries
from tests.model.generate import Case

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


@law(at_least=15)
def test_law_7_a_met_act_certainly_in_the_window_makes_the_duty_fulfilled(case: Case, rng: Random) -> int:
    results = judged(case)
    tried = 0
    for key, (duty, status) in single(results).items():
        added = list(discharging(duty, results, rng, "act"))
        if added:
            assert single(judged(case, entries=with_entries(case, *added)))[key][1] == "fulfilled"
            tried += status != "fulfilled"
    return tried


@law(at_least=15)
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
