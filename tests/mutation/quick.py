"""What mutants have to survive: the quick and sharp tests in one, those first that kill most.

No test of its own, so it is run only where it is named; see README.md.
"""

import json
from pathlib import Path

import pytest

from checker.cli import main
from tests.cases import test_cases as cases
from tests.model import test_agreement as model
from tests.rules import test_patterns as rules
from tests.run import ROOT

GOLDEN = ROOT / "tests" / "golden"
TWO_OFFICES = ROOT / "examples" / "two-offices"
HAND = [case for case in cases.CASES if case.name.startswith(("hand-", "worked-"))]
RANDOM = [case for case in cases.CASES if case not in HAND]


def test_what_is_quick_and_sharp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "BATCH", 100)
    for rule in rules.NAMES:
        rules.test_example(rule)
    for case in [*HAND, *RANDOM]:
        expected = json.loads((case / "expected.json").read_text())
        assert cases.found(case, "reference") == expected["duties"], case.name
    whole(TWO_OFFICES, "2010-06-30", tmp_path)
    for case in [*HAND, *RANDOM]:
        if (GOLDEN / f"{case.name}.txt").exists():
            whole(case, json.loads((case / "expected.json").read_text())["as_of"], tmp_path)
    model.test_the_checker_agrees_with_the_model(0)


def whole(folder: Path, as_of: str, out: Path) -> None:
    """Near misses and reasons: a text that is kept whole, made in this process."""
    asked = ["--plan", str(folder / "plan.yaml"), "--log", str(folder / "log.csv"), "--as-of", as_of]
    main(["check", *asked, "--format", "text", "--output", str(out / folder.name)])
    assert (out / folder.name).read_text() == (GOLDEN / f"{folder.name}.txt").read_text()
