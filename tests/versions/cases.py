"""Reads the versions of an agreement and a log, and judges them in one history."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from checker.diagnostics import Faults
from checker.log.formats import ReadOptions
from checker.log.load import load as load_log
from checker.patterns.model import Rules
from checker.plan.load import load as load_plan
from checker.plan.model import Plan
from checker.plan.succession import whole
from checker.results.judge import Question, judge
from checker.results.model import Results

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/expected.json"))


def read(plans: Iterable[Path]) -> tuple[Plan, Rules]:
    """Read plans as one, or raise what is wrong with them."""
    faults = Faults()
    loaded = [load_plan(str(path), faults) for path in plans]
    faults.stop()
    found = whole([each for each in loaded if each is not None], faults)
    faults.stop()
    assert found is not None
    return found


def versions(name: str) -> list[Path]:
    """Name the files of a case's plans, the oldest first."""
    return sorted((HERE / name).glob("v*.yaml"))


def judged(plans: Iterable[Path], log: Path, as_of: date) -> Results:
    """Judge a log by plans together, by the engine that needs no compiler."""
    plan, rules = read(plans)
    faults = Faults()
    rows = load_log([str(log)], plan, ReadOptions(), faults)
    faults.stop()
    return judge(plan, rules, rows, Question(as_of, None, "reference"))
