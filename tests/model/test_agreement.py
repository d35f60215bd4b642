"""The checker and the reference model agree on random plans and logs: every duty, every field, every rating.

`MODEL_CASES=10000 MODEL_SEED=1 pytest tests/model` tries as many as one likes.
"""

import os

import pytest

from tests.laws.strategies import duty, judged
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
        expected = judge(case.plan, case.entries, case.as_of, case.known_at)
        results = judged(case)
        found = [duty(result) for result in results.results]
        for one in found:
            one["opens"] = str(one["opens"])
            one["due"] = str(one["due"]) if one["due"] else None
        told, wanted = ([{f: one[f] for f in FIELDS} for one in ones] for ones in (found, expected["duties"]))
        assert told == wanted, f"seed {seed}"
        ratings = {own.obligation.id: own.rating for own in results.obligations}
        assert ratings == expected["ratings"], f"seed {seed}"
