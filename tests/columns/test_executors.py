"""Rows, columns and the reference model agree: every duty, every field, every rating."""

import json
import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.days import parse_day
from checker.diagnostics import Faults, InvalidInput
from checker.log.formats import ReadOptions
from checker.log.load import load as load_log
from checker.plan.load import load as load_plan
from checker.results.judge import Question
from tests.columns.executed import agreed, compared, duty_told, ordinary
from tests.laws.strategies import judged
from tests.model.generate import make
from tests.model.model import judge as model

CASES = Path(__file__).parents[1] / "cases"
COUNT = int(os.environ.get("MODEL_CASES", "300")) // 3
SEED = int(os.environ.get("MODEL_SEED", "0"))
BATCH = 25
FIELDS = ("obligation", "check", "bearer", "opens", "due", "trigger", "status", "line", "evidence")


def worked(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob("*/expected.json"))


@pytest.mark.parametrize("folder", worked(CASES), ids=lambda path: path.name)
def test_worked_cases_come_out_alike(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    faults = Faults()
    loaded = load_plan(str(folder / "plan.yaml"), faults, None)
    assert loaded is not None
    log = load_log(sorted(str(p) for p in folder.glob("log*")), loaded[0], ReadOptions(), faults)
    faults.stop()
    known_at = expected["known_at"] and parse_day(expected["known_at"])
    compared(*loaded, log, Question(parse_day(expected["as_of"]), known_at))


@pytest.mark.parametrize("start", range(SEED, SEED + COUNT, BATCH))
def test_all_three_agree_on_ordinary_cases(start: int) -> None:
    own = findings = 0
    for seed in range(start, start + BATCH):
        case = ordinary(make(seed, 60), Random(seed))  # noqa: S311 - not for secrets
        try:
            by_rows = judged(case, engine="durable")
        except InvalidInput:  # what was made ordinary may be no log any more
            continue
        ways = agreed(by_rows, Question(case.as_of, case.known_at))
        own, findings = own + ways.findings - ways.handed, findings + ways.findings
        expected = model(case.plan, case.entries, case.as_of, case.known_at)["duties"]
        told = [duty_told(result) for result in by_rows.results]
        for one in told:
            one |= {"opens": str(one["opens"]), "due": one["due"] and str(one["due"])}
        found = [[duty[name] for name in FIELDS] for duty in told]
        assert found == [[duty[name] for name in FIELDS] for duty in expected], f"seed {seed}"
    assert own > findings // 4, "the row executor gave nearly all of them"


@given(st.integers(0, 2**32))
@settings(max_examples=max(10, settings().max_examples // 4))
def test_rows_and_columns_agree_on_everything_that_a_plan_can_say(seed: int) -> None:
    case = make(seed, 40)
    agreed(judged(case, engine="durable"), Question(case.as_of, case.known_at))


def test_no_day_is_asked_for() -> None:
    case = ordinary(make(7, 60), Random(7))  # noqa: S311 - not for secrets
    agreed(judged(case, as_of=None), Question(None, case.known_at, "reference"))
