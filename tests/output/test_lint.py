"""`lint` warns of what changes nothing or moves everything, and is silent about a log as it should be."""

from pathlib import Path

import pytest

from tests.run import ROOT, checker

PLAN = ROOT / "tests" / "bad" / "plan.yaml"
HEAD = "id,date,end,activity,by,to,about,corrects,of,answer,obligation,check,bearer,until\n"
ACTS = (
    "a1,2008-03-02,,plan_shared,NORTH,SOUTH,,,,,,,,\n"
    "s1,2008-05-05,,session_held,SOUTH,,S-1,,,,,,,\n"
    "o1,2008-06-20,,outcome_sent,SOUTH,NORTH,S-1,,,,,,,\n"
)
IDLE = {
    "log/idle-statement": "w1,2008-06-05,,waiver,NORTH,,,,,,send-outcomes,,,\n",
    "log/request": "w1,2008-06-04,,waiver,SOUTH,,,,,,send-outcomes,,,\n",
    "log/idle-answer": "j1,2008-06-21,,judgement,NORTH,,,,o1,yes,,,,\n",
    "log/idle-done": "e1,2008-06-21,,decision_done,NORTH,,,,o1,,,,,\n",
    "log/corrected-twice": (
        "c1,2008-06-18,,outcome_sent,SOUTH,NORTH,S-1,o1,,,,,,\n"
        "c2,2008-06-19,,outcome_sent,SOUTH,NORTH,S-1,o1,,,,,,\n"
    ),
    "log/other-about": (
        "s2,2008-09-05,,session_held,SOUTH,,S-2-2008,,,,,,,\n"
        "o2,2008-09-20,,outcome_sent,SOUTH,NORTH,S-2 2008,,,,,,,\n"
        "k1,2008-01-15,2008-12-31,coverage,SOUTH,,,,,,,,,\n"
        "a9,2008-12-31,,plan_shared,SOUTH,NORTH,,,,,,,,\n"
    ),
    "log/far-day": "a2,2028-03-02,,plan_shared,NORTH,SOUTH,,,,,,,,\n",
}


@pytest.mark.parametrize("code", [*IDLE, "log/other-about left empty"])
def test_it_warns(code: str, tmp_path: Path) -> None:
    code, _, how = code.partition(" ")
    rows = IDLE[code].replace("S-2 2008", "") if how else IDLE[code]
    log = tmp_path / "log.csv"
    log.write_text(HEAD + ACTS + rows)
    ran = checker("lint", PLAN, "--log", log)
    assert ran.code == 0
    assert f"warning[{code}]" in ran.err


@pytest.mark.parametrize("more", ["", "w1,2008-06-04,,waiver,NORTH,,,,,,send-outcomes,,,\n"])
def test_it_is_silent_about_what_has_an_effect(more: str, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(HEAD + ACTS + more)
    ran = checker("lint", "--plan", PLAN, "--log", log)
    assert ran.code == 0
    assert "[log/" not in ran.err


def test_an_example_that_does_not_hold_is_an_error_at_its_place(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    example = "    examples: [{log: [], as_of: 2009-03-01, expect: {NORTH: [fulfilled, pending]}}]\n"
    plan.write_text(PLAN.read_text().replace("    checks:\n", example + "    checks:\n", 1))
    ran = checker("lint", plan)
    assert ran.code == 2
    assert "this example expects fulfilled, pending for NORTH, and gets breached, pending" in ran.err
    assert "North Office owed “Work plan shared” to South Office" in ran.err
    assert "plan.yaml:24:54" in ran.err


def test_a_plan_that_ends_before_it_begins(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN.read_text().replace("{from: signature}", "{from: signature, until: 2007-12-31}"))
    ran = checker("lint", plan)
    assert ran.code == 0
    assert (
        "warning[plan/ends-before-start]: the plan ends (2007-12-31) before it begins (2008-01-15)" in ran.err
    )
