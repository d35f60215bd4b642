"""An example that does not hold is an error that says why, at what the example expects."""

from pathlib import Path

import pytest

from checker.lint import reasons
from tests.conftest import Golden
from tests.lint.written import HEAD, HERE, told
from tests.run import ROOT, checker

CASES = sorted((HERE / "failing").glob("*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_it_says_why(path: Path, golden: Golden) -> None:
    errors, warnings = told(path.read_text())
    assert warnings == []
    assert errors
    golden.check(path.with_suffix(".message"), "\n\n".join(errors) + "\n")


def test_no_more_reasons_than_one_can_read() -> None:
    errors, _ = told((HERE / "failing" / "several.yaml").read_text())
    assert any(f"And {5 - reasons.MOST} more." in error for error in errors)


@pytest.mark.parametrize("name", ["obligations.yaml", "examples/two-offices/plan.yaml"])
def test_every_obligation_has_examples_that_pin_it_down(name: str) -> None:
    ran = checker("lint", ROOT / name)
    assert (ran.code, ran.err) == (0, "")
    assert "without an example" not in ran.out
    assert "examples hold, 0 warnings" in ran.out


def test_obligations_without_examples_are_counted(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(HEAD + (HERE / "unpinned" / "duration.yaml").read_text().split("    examples:\n")[0])
    assert "1 obligations (1 of them without an example), 0 examples hold" in checker("lint", plan).out
