"""Order, splitting and strangers do not matter (laws 1 to 4 and 11)."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.diagnostics import InvalidInput
from tests.laws.strategies import cases, duties, with_entries
from tests.model.generate import Case


@given(cases(), st.randoms(use_true_random=False))
def test_law_1_shuffling_rows_changes_nothing(case: Case, rng: random.Random) -> None:
    shuffled = list(case.entries)
    rng.shuffle(shuffled)
    assert duties(case, entries=shuffled) == duties(case)


@given(cases())
def test_law_3_an_activity_that_no_selector_matches_changes_nothing(case: Case) -> None:
    plan = {**case.plan, "activities": {**case.plan["activities"], "unheard_of": {"label": "Unheard of"}}}
    party = next(iter(plan["parties"]))
    stranger = {"id": "stranger", "date": case.as_of.isoformat(), "activity": "unheard_of", "by": party}
    asks_for_kinds = all("{'not'" not in str(s.get("activity")) for s in selectors(case.plan))
    if asks_for_kinds:
        assert duties(case, plan=plan, entries=with_entries(case, stranger)) == duties(case, plan=plan)


def selectors(value: object) -> list[dict[str, object]]:
    """Give every selector in a plan."""
    if isinstance(value, list):
        return [found for item in value for found in selectors(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if isinstance(value.get("activity"), (str, list, dict)) else []
    return own + [found for item in value.values() for found in selectors(item)]


@given(cases())
def test_law_4_an_id_used_twice_is_an_error(case: Case) -> None:
    with pytest.raises(InvalidInput) as caught:
        duties(case, entries=with_entries(case, case.entries[0]))
    assert "log/duplicate-id" in [fault.code for fault in caught.value.diagnostics]


@given(cases())
def test_law_11_obligation_by_obligation_gives_the_same_duties(case: Case) -> None:
    together = duties(case)
    for obligation in case.plan["obligations"]:
        plan = {**case.plan, "obligations": [obligation]}
        named = {row["obligation"] for row in case.entries if row.get("obligation")}
        if named <= {obligation["id"]} and not any(row.get("check") for row in case.entries):
            assert duties(case, plan=plan) == [d for d in together if d["obligation"] == obligation["id"]]
