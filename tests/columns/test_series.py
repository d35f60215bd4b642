"""Of many acts in periods, the row executor is handed those that can matter: the findings are the same."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.diagnostics import Faults
from checker.findings.columns import series
from checker.log.load import from_rows
from checker.plan.load import build
from checker.results.judge import Question
from tests.columns.executed import compared
from tests.laws.strategies import located, rows

PLAN = {
    "plan": {"id": "p", "title": "P", "in_force": {"from": "2008-01-15"}, "completeness": "assumed"},
    "parties": {"A": {"name": "A"}, "B": {"name": "B"}, "C": {"name": "C"}},
    "activities": {"done": {"label": "Done"}, "excuse": {"label": "Excuse"}},
}
START = date(2007, 11, 1)


def plan(check: dict[str, object]) -> dict[str, object]:
    obligation = {
        "id": "o",
        "title": "O",
        "text": "O.",
        "source": {"section": "S", "paragraph": "1"},
        "modality": "must",
        "checks": [{"id": "c", "rule": "periodic", "bearer": {"each": ["A", "B"]}, **check}],
    }
    return {**PLAN, "obligations": [obligation]}


@pytest.fixture(autouse=True)
def sorts_out_any_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(series, "FEW", 0)


@given(st.integers(0, 2**32))
def test_what_is_left_out_changes_nothing(seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - not for secrets
    check: dict[str, object] = {
        "every": rng.choice(["3 months", "calendar quarter", "1 year"]),
        "do": {"activity": "done", "by": "$bearer"},
    }
    if rng.random() < 0.5:
        check["times"] = rng.choice(["2", "3"])
    if rng.random() < 0.4:
        check["judgement"] = {"question": "Was it?"}
    if rng.random() < 0.3:
        check["unless"] = [{"activity": "excuse", "by": "$bearer"}]
    log = []
    day = START
    for number in range(rng.choice([5, 60, 300])):
        gap = rng.choice([0, 0, 0, 1, 2, 5, 40]) if rng.random() < 0.95 else 300
        day += timedelta(days=gap)
        kind = "excuse" if rng.random() < 0.02 else "done"
        log.append(
            {
                "id": f"e{number}",
                "date": day.isoformat(),
                "activity": kind,
                "by": rng.choice(["A", "B", "A;B", "C"]),
            }
        )
        if rng.random() < 0.1:
            judged = {"of": f"e{rng.randrange(number + 1)}", "answer": rng.choice(["yes", "no"])}
            log.append(
                {"id": f"j{number}", "date": day.isoformat(), "activity": "judgement", "by": "C", **judged}
            )
    faults = Faults()
    built = build(located(plan(check)), "law", faults)
    faults.stop()
    assert built is not None
    read = from_rows(rows(log), built[0], faults)
    faults.stop()
    compared(*built, read, Question(day + timedelta(days=rng.choice([0, 0, 30, 400])), None, "reference"))
