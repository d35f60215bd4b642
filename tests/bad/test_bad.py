"""Each bad input gives its whole message: where, what is wrong, what to write instead. No output, exit 2."""

import os
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from checker.cli import main
from tests.conftest import Golden

HERE = Path(__file__).parent
PLANS = sorted((HERE / "plan").glob("*.yaml"))
LOGS = sorted(path for path in (HERE / "log").iterdir() if path.suffix != ".message")


def message(tmp_path: Path, *arguments: str) -> str:
    """Run a check from the folder of the bad input, as a person would, and give what it complains of."""
    out, err, written = StringIO(), StringIO(), tmp_path / "out.json"
    with chdir(HERE), redirect_stdout(out), redirect_stderr(err):
        code = main(["check", *arguments, "--format", "json", "--output", str(written)])
    assert code == 2, err.getvalue()
    assert out.getvalue() == ""
    assert list(tmp_path.iterdir()) == []
    assert "Traceback" not in err.getvalue()
    assert "error" in err.getvalue()
    return err.getvalue()


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_plan(path: Path, tmp_path: Path, golden: Golden) -> None:
    log = HERE.parent / "cases" / "worked-example" / "log.csv"
    golden.check(
        path.with_suffix(".message"),
        message(tmp_path, "--plan", f"plan/{path.name}", "--log", os.path.relpath(log, HERE)),
    )


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.name)
def test_log(path: Path, tmp_path: Path, golden: Golden) -> None:
    found = message(tmp_path, "--plan", "plan.yaml", "--log", f"log/{path.name}")
    golden.check(path.with_name(path.name + ".message"), found)
