"""Each faulty plan gives exactly its finding, and the mended one beside it none; good plans give none."""

import re
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from checker.cli import main
from checker.lint import remarks
from tests.conftest import Golden
from tests.run import ROOT

HERE = Path(__file__).parent
FAULTY = sorted(path.parent for path in HERE.glob("*/plan.yaml"))
MENDED = sorted(HERE.glob("*/good*.yaml"))
EXAMPLES, CASES = ROOT / "examples", ROOT / "tests" / "cases"
RECORDS = [EXAMPLES / name / "log.csv" for name in ("2007-public-record", "2007-illustrative")]
SILENT: list[tuple[Path, Path | None]] = [
    *((ROOT / "obligations.yaml", log) for log in (None, *RECORDS)),
    *(
        (folder / "plan.yaml", folder / "log.csv")
        for folder in (EXAMPLES / "two-offices", CASES / "worked-example")
    ),
    *(
        (plan, None)
        for plan in (CASES / "worked-example" / "plan.yaml", *sorted(EXAMPLES.glob("*/plan.yaml")))
    ),
]
CODES = {f"plan/{name.replace('_', '-')}" for name in remarks.names()}


def lint(folder: Path, plan: str, log: str | None = None) -> tuple[int, str]:
    """Look a plan over, as a person would; give the exit code, and all that is said of the plan."""
    out, err = TextIOWrapper(BytesIO()), StringIO()
    with chdir(folder), redirect_stdout(out), redirect_stderr(err):
        code = main(["lint", plan, *(["--log", log] if log else [])])
    return code, err.getvalue()


def of_the_plan(told: str) -> list[str]:
    return [code for code in re.findall(r"^warning\[(.+?)\]", told, re.MULTILINE) if code in CODES]


def log_of(folder: Path) -> str | None:
    return "log.csv" if (folder / "log.csv").exists() else None


@pytest.mark.parametrize("folder", FAULTY, ids=lambda path: path.name)
def test_a_faulty_plan_gives_exactly_its_finding(folder: Path, golden: Golden) -> None:
    code, told = lint(folder, "plan.yaml", log_of(folder))
    assert code == 0
    assert len(of_the_plan(told)) == 1, told
    assert told.count("\nhelp: ") == 1
    golden.check(folder / "plan.message", told)


@pytest.mark.parametrize("plan", MENDED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_mended_plan_gives_none(plan: Path) -> None:
    assert lint(plan.parent, plan.name, log_of(plan.parent)) == (0, "")


@pytest.mark.parametrize(("plan", "log"), SILENT, ids=str)
def test_good_plans_give_none(plan: Path, log: Path | None) -> None:
    code, told = lint(ROOT, str(plan), str(log) if log else None)
    assert code == 0
    assert of_the_plan(told) == []


def test_every_remark_has_a_faulty_plan_and_its_own_code() -> None:
    told = {code for folder in FAULTY for code in of_the_plan((folder / "plan.message").read_text())}
    assert told == CODES
    assert len(FAULTY) >= 20
