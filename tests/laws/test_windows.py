"""Windows: a wider one keeps what was fulfilled (law 8)."""

from copy import deepcopy
from typing import Any

from hypothesis import given

from tests.laws.strategies import cases, duties
from tests.model.generate import Case

WIDER = {"within": "5 years", "at_most": "5 years"}
NARROWING = ("at_least", "not_before", "same_day")


def widened(plan: dict[str, Any]) -> dict[str, Any]:
    """Widen every window that a duration closes or opens."""
    wide = deepcopy(plan)
    for obligation in wide["obligations"]:
        for check in obligation["checks"]:
            if check["rule"] in ("deadline", "response", "precedence"):
                for name in NARROWING:
                    check.pop(name, None)
                check.update({name: length for name, length in WIDER.items() if name in check})
    return wide


def single(plan: dict[str, Any]) -> set[tuple[str, str]]:
    """Name the checks that the law speaks of: one act discharges, in a window around a day."""
    return {
        (obligation["id"], check["id"])
        for obligation in plan["obligations"]
        for check in obligation["checks"]
        if check["rule"] in ("deadline", "response", "precedence") and check.get("times", "1") == "1"
    }


@given(cases())
def test_law_8_widening_a_window_leaves_fulfilled_as_it_is(case: Case) -> None:
    """Logs with extensions are left aside; a check that looks on a trigger keeps its triggers."""
    if any(row["activity"] == "extension" for row in case.entries):
        return
    wanted = single(case.plan)
    before = [
        d for d in duties(case) if (d["obligation"], d["check"]) in wanted and d["status"] == "fulfilled"
    ]
    after = {
        (d["obligation"], d["check"], d["bearer"], d["trigger"]): d["status"]
        for d in duties(case, plan=widened(case.plan))
    }
    for duty in before:
        assert after[duty["obligation"], duty["check"], duty["bearer"], duty["trigger"]] == "fulfilled"
