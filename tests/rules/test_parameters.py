"""What a check of each rule must say, may say, and may not say together, as the page on formats lists it."""

from typing import cast

import pytest

from checker.diagnostics import Faults
from checker.located import yaml
from checker.located.model import Fields
from checker.plan.load import build
from tests.rules.test_patterns import PLAN, plan_with

DO, WHEN = "do: {activity: outcome_sent}", "when: {activity: session_held}"
NEEDED = {
    "deadline": ["within: 1 month", DO],
    "periodic": ["every: 1 month", DO],
    "recurring": ["at_least_every: 1 month", DO],
    "response": [WHEN, DO, "within: 1 month"],
    "precedence": [WHEN, DO],
    "exclusive": [DO],
    "conflict": [DO, "same: [about]"],
    "never": [DO],
    "limit": [DO, "every: 1 month"],
    "conform": [WHEN, "requires: {about: X}"],
    "permit": [DO],
}
ASKED, UNLESS = 'judgement: {question: "Enough?"}', "unless: [{activity: event_attended}]"
ALLOWED = {
    "deadline": ["from: 2008-02-01", "times: 2", ASKED, UNLESS],
    "periodic": ["from: 2008-02-01", "times: 2", ASKED, UNLESS],
    "recurring": ["from: 2008-02-01", "times: 2", ASKED, UNLESS],
    "response": [
        *("same: [about]", "early_counts: true", "early_counts: 1 week", "not_before: 1 day"),
        *("same_day: unclear", "times: 2", ASKED, UNLESS),
    ],
    "precedence": ["same: [about]", "at_most: 1 week", "at_least: 1 day", "times: 2", ASKED, UNLESS],
    "exclusive": [UNLESS],
    "conflict": ["within: 1 week", UNLESS],
    "never": [f"{WHEN}, within: 1 week", f"{WHEN}, during: true, same: [about]", UNLESS],
    "limit": ["from: 2008-02-01", "times: 2", UNLESS],
    "conform": [UNLESS],
    "permit": [],
}
RESPONSE = f"{WHEN}, {DO}"


def codes(rule: str, *parameters: str) -> set[str]:
    """Read a check; give the codes of what is wrong with it."""
    faults = Faults()
    found = cast("Fields", yaml.parse(f"check: {{{', '.join(parameters)}}}", "check", faults))
    build(plan_with(rule, found), str(PLAN), faults)
    return {fault.code for fault in faults.errors}


@pytest.mark.parametrize("rule", NEEDED)
def test_what_a_rule_needs_is_enough_and_none_of_it_can_be_left_out(rule: str) -> None:
    needed = ["bearer: SOUTH", *NEEDED[rule]]
    assert codes(rule, *needed) == set()
    for left_out in needed:
        assert codes(rule, *(one for one in needed if one != left_out)) != set(), left_out


@pytest.mark.parametrize("rule", ALLOWED)
def test_what_a_rule_allows_can_be_said(rule: str) -> None:
    for one in [*ALLOWED[rule], "toward: [LEGAL]"]:
        assert codes(rule, "bearer: SOUTH", *NEEDED[rule], one) == set(), one


@pytest.mark.parametrize(
    ("rule", "parameters", "code"),
    [
        ("response", f"{RESPONSE}, within: 1 week, during: true", "plan/one-of"),
        ("response", f"{RESPONSE}, within: 1 week, early_counts: true, not_before: 1 day", "plan/exclude"),
        ("response", f"{RESPONSE}, during: true, early_counts: true", "plan/exclude"),
        ("response", f"{RESPONSE}, during: true, not_before: 1 day", "plan/exclude"),
        ("response", f"{RESPONSE}, within: 1 week, not_before: 2 weeks", "plan/empty-window"),
        ("precedence", f"{WHEN}, {DO}, at_most: 1 week, at_least: 2 weeks", "plan/empty-window"),
        ("never", f"{DO}, {WHEN}", "plan/one-of"),
        ("never", f"{DO}, {WHEN}, within: 1 week, during: true", "plan/one-of"),
        ("never", f"{DO}, within: 1 week", "plan/one-of"),
    ],
)
def test_what_cannot_be_said_together(rule: str, parameters: str, code: str) -> None:
    assert codes(rule, "bearer: SOUTH", parameters) == {code}
