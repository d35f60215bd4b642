"""Each bad input gives its whole message: where, what is wrong, what to write instead. No output, exit 2.

A folder a kind of input; beside each file the message. `plan.yaml` and `log.csv` are the good ones to it.
"""

from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from checker.cli import main
from tests.bad import tables
from tests.bad.workbooks import BAD, good, packed
from tests.conftest import Golden

HERE = Path(__file__).parent
PLANS, RULES, RESULTS = ("plan", "yaml"), ("rules",), ("results",)
LOGS = ("csv", "format", "jsonl", "log", "log-yaml")
MESSAGE = ".message"
WRITTEN = "results.json"  # never, here


def files(*folders: str) -> list[Path]:
    """Give what is bad in these folders: a file, or for rules a folder."""
    found = (path for folder in folders for path in sorted((HERE / folder).iterdir()))
    return [path.relative_to(HERE) for path in found if path.suffix != MESSAGE]


def complaint(folder: Path, *arguments: str) -> str:
    """Run a check, as a person would, with what is wrong in that folder; give all that it complains of."""
    return refusal(folder, "check", "--format", "json", "--output", WRITTEN, *arguments)


def refusal(folder: Path, *arguments: str) -> str:
    out, err = StringIO(), StringIO()
    before = listing(folder)
    with chdir(folder), redirect_stdout(out), redirect_stderr(err):
        code = main(arguments)
    assert code == 2, err.getvalue()
    assert out.getvalue() == ""
    assert listing(folder) == before
    assert "Traceback" not in err.getvalue()
    assert err.getvalue().startswith("error")
    return err.getvalue()


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("path", files(*PLANS), ids=str)
def test_plan(path: Path, golden: Golden) -> None:
    golden.check(HERE / f"{path}{MESSAGE}", complaint(HERE, "--plan", str(path), "--log", "log.csv"))


@pytest.mark.parametrize("path", files(*LOGS), ids=str)
def test_log(path: Path, golden: Golden) -> None:
    golden.check(HERE / f"{path}{MESSAGE}", complaint(HERE, "--plan", "plan.yaml", "--log", str(path)))


@pytest.mark.parametrize("path", files(*RULES), ids=str)
def test_rules(path: Path, golden: Golden) -> None:
    told = complaint(HERE, "--plan", "plan.yaml", "--rules", str(path), "--log", "log.csv")
    golden.check(HERE / f"{path}{MESSAGE}", told)


@pytest.mark.parametrize("path", files(*RESULTS), ids=str)
def test_earlier_results(path: Path, golden: Golden) -> None:
    golden.check(HERE / f"{path}{MESSAGE}", refusal(HERE, "verify", str(path)))


@pytest.mark.parametrize("name", BAD)
def test_workbook(name: str, tmp_path: Path, golden: Golden) -> None:
    (tmp_path / f"{name}.xlsx").write_bytes(BAD[name])
    told = complaint(tmp_path, "--plan", str(HERE / "plan.yaml"), "--log", f"{name}.xlsx")
    golden.check(HERE / "xlsx" / f"{name}.xlsx{MESSAGE}", told)


@pytest.mark.parametrize("name", tables.BAD)
def test_table(name: str, tmp_path: Path, golden: Golden) -> None:
    (tmp_path / f"{name}.parquet").write_bytes(tables.BAD[name])
    told = complaint(tmp_path, "--plan", str(HERE / "plan.yaml"), "--log", f"{name}.parquet")
    golden.check(HERE / "parquet" / f"{name}.parquet{MESSAGE}", told)


def test_the_good_ones_are_good(tmp_path: Path) -> None:
    (tmp_path / "log.xlsx").write_bytes(packed(good()))
    (tmp_path / "log.parquet").write_bytes(tables.packed())
    for log in (HERE / "log.csv", tmp_path / "log.xlsx", tmp_path / "log.parquet"):
        asked = ["--plan", str(HERE / "plan.yaml"), "--log", str(log), "--fail-on", "never"]
        assert main(["check", *asked, "--engine", "reference"]) == 0


def test_every_message_has_its_input() -> None:
    found = [*files(*PLANS, *LOGS, *RULES, *RESULTS), *(Path("xlsx") / f"{name}.xlsx" for name in BAD)]
    found += [Path("parquet") / f"{name}.parquet" for name in tables.BAD]
    messages = {path.relative_to(HERE) for path in HERE.rglob(f"*{MESSAGE}") if path.parent.name != "file"}
    assert messages == {Path(f"{path}{MESSAGE}") for path in found}
