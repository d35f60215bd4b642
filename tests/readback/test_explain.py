"""`checker explain` as people read it: every clause in order, in every language."""

from pathlib import Path

import pytest

from checker.results.tags import tags
from tests.conftest import Golden
from tests.run import ROOT, checker

HERE = Path(__file__).parent
PLANS = {
    "worked-example": ROOT / "tests" / "cases" / "worked-example" / "plan.yaml",
    "every-pattern": HERE / "every-pattern.yaml",
}
CLAUSES = ["share-plans", "send-outcomes", "attend-expert-meetings"]


def explained(*arguments: str | Path) -> str:
    ran = checker("explain", *arguments)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


@pytest.mark.parametrize("tag", tags())
@pytest.mark.parametrize("name", PLANS)
def test_all_clauses(name: str, tag: str, golden: Golden) -> None:
    text = explained("--plan", PLANS[name], "--language", tag)
    golden.check(HERE / "golden" / f"{name}.{tag}.txt", text)


def test_without_an_obligation_every_one_is_explained_in_order() -> None:
    plan = PLANS["worked-example"]
    whole = explained("--plan", plan)
    places = [whole.index(f"({clause})\n") for clause in CLAUSES]
    assert places == sorted(places)
    for clause in CLAUSES:
        alone = explained(clause, "--plan", plan).rpartition("\n\n")[0]
        assert alone in whole


def test_why_a_reading_was_chosen_is_said_once() -> None:
    whole = explained("--plan", ROOT / "obligations.yaml")
    assert whole.count("signature-day = 2007-11-09") > 3
    assert whole.count("That it was signed on that day is not documented.") == 1


def test_with_a_log_the_duties_of_every_clause_follow_its_examples() -> None:
    plan = PLANS["worked-example"]
    log = plan.with_name("log.csv")
    whole = explained("--plan", plan, "--log", log, "--as-of", "2010-06-30")
    assert whole.count("as of 30 June 2010: ") == 9
    assert whole.index("Examples, made up") < whole.index("as of 30 June 2010: ")
    assert "Give a log" not in whole


def test_both_engines_give_the_same_examples() -> None:
    plan = PLANS["every-pattern"]
    assert explained("--plan", plan) == explained("--plan", plan, "--engine", "reference")
