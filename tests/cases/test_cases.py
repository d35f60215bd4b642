"""Every duty of every case, in every field of its `expected.json`."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.run import judged

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/expected.json"))


def found(case: Path, engine: str) -> list[dict[str, Any]]:
    expected = json.loads((case / "expected.json").read_text())
    known_at = date.fromisoformat(expected["known_at"]) if expected["known_at"] else None
    results = judged(
        case / "plan.yaml", [case / "log.csv"], date.fromisoformat(expected["as_of"]), known_at, engine
    )
    assert (str(results.as_of), results.known_at) == (expected["as_of"], known_at)
    return [
        {
            "obligation": result.obligation,
            "check": result.finding.of.check.id,
            "rule": result.finding.of.check.pattern.rule,
            "bearer": result.finding.of.bearer,
            "opens": str(result.finding.of.window.first),
            "due": str(result.finding.of.window.last) if result.finding.of.window.last else None,
            "trigger": result.trigger.id if result.trigger else None,
            "status": result.status,
            "line": result.finding.line,
            "evidence": [entry.id for entry in result.finding.evidence],
        }
        for result in results.results
    ]


def test_there_are_cases() -> None:
    assert len(CASES) >= 83


@pytest.mark.parametrize("engine", ["durable", "reference"])
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_case(case: Path, engine: str) -> None:
    expected = json.loads((case / "expected.json").read_text())
    assert found(case, engine) == expected["duties"]
