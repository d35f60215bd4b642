"""The checker and the reference model agree on random plans and logs: every duty, in every field.

`MODEL_CASES=10000 MODEL_SEED=1 pytest tests/model` tries as many as one likes.
"""

import os

import pytest

from tests.laws.strategies import duties
from tests.model.generate import make
from tests.model.model import judge

COUNT = int(os.environ.get("MODEL_CASES", "300"))
SEED = int(os.environ.get("MODEL_SEED", "0"))
BATCH = 50
FIELDS = ("obligation", "check", "bearer", "opens", "due", "trigger", "status", "line", "evidence")


@pytest.mark.parametrize("start", range(SEED, SEED + COUNT, BATCH))
def test_the_checker_agrees_with_the_model(start: int) -> None:
    for seed in range(start, start + BATCH):
        case = make(seed)
        expected = judge(case.plan, case.entries, case.as_of, case.known_at)["duties"]
        found = [{field: duty[field] for field in FIELDS} for duty in duties(case)]
        for duty in found:
            duty["opens"] = str(duty["opens"])
            duty["due"] = str(duty["due"]) if duty["due"] else None
        assert found == [{field: duty[field] for field in FIELDS} for duty in expected], f"seed {seed}"
