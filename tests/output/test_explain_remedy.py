"""`checker explain` says under every finding that is not well what would have made it kept."""

import pytest

from tests.run import ROOT, checker

TWO = ROOT / "examples" / "two-offices"
SAID = {
    "share-plans": "had “Work plan shared” been done in that time.",
    "send-outcomes": "“Outcome of the second session” (8 December 2008, a07) been done by 7 December 2008.",
    "attend-expert-meetings": "“Staff member attended” (11 September 2008, a11). Yes: kept; no: broken.",
    "consult-legal": "had “Consultation” (3 December 2009, a21) been done by 1 December 2009.",
    "no-duplication": "There would be no breach, had “Event attended” (1 July 2008, a24) not been done.",
    "joint-name": "carried “Joint Office” under “Name it was issued under”.",
}


@pytest.mark.parametrize("obligation", SAID)
def test_what_would_have_made_it_kept(obligation: str) -> None:
    ran = checker("explain", obligation, "--plan", TWO / "plan.yaml", "--log", TWO / "log.csv")
    assert (ran.code, ran.err) == (0, "")
    assert SAID[obligation] in " ".join(ran.out.split())


def test_an_imprecise_day_is_asked_for_as_exactly_as_it_matters() -> None:
    ran = checker("explain", "send-outcomes", "--plan", TWO / "plan.yaml", "--log", TWO / "log.csv")
    told = " ".join(ran.out.split())
    assert (
        "if “Outcome of the third session” (June 2009, a09) was between 1 June 2009 and 7 June 2009." in told
    )
