"""A log as columns says what the row reader says, entry by entry and fault by fault."""

from pathlib import Path

import pytest

from checker.diagnostics import Faults
from checker.log.formats import ReadOptions
from checker.plan.load import load as load_plan
from checker.plan.model import Plan
from checker.results.labels import labels_of
from tests.columns.same import both
from tests.run import ROOT

BAD = ROOT / "tests" / "bad"
EXAMPLES = ROOT / "examples"


def read_plan(path: Path) -> Plan:
    faults = Faults()
    loaded = load_plan(str(path), faults)
    faults.stop()
    assert loaded is not None
    return loaded[0]


def options(plan: Plan) -> ReadOptions:
    return ReadOptions(labels=labels_of(plan))


def bad_logs() -> list[Path]:
    folders = ("csv", "format", "jsonl", "log", "log-yaml")
    found = (path for folder in folders for path in sorted((BAD / folder).iterdir()))
    return [BAD / "log.csv", *(path for path in found if path.suffix != ".message")]


@pytest.mark.parametrize("path", bad_logs(), ids=lambda path: path.name)
def test_bad_logs(path: Path) -> None:
    plan = read_plan(BAD / "plan.yaml")
    both([str(path)], plan, options(plan))


def test_road_fines() -> None:
    plan = read_plan(EXAMPLES / "road-fines" / "plan.yaml")
    _, table, _ = both([str(EXAMPLES / "road-fines" / "log.csv")], plan, options(plan))
    assert table is not None
    assert table.size == 3_417
