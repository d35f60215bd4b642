"""What is asked of a cluster on the command line, and what it refuses to do."""

import json
from pathlib import Path

import polars as pl
import pytest

from tests.run import checker

FINES = Path(__file__).parents[2] / "examples" / "road-fines"


@pytest.fixture(name="log")
def _log(tmp_path: Path) -> Path:
    log = tmp_path / "log.parquet"
    pl.read_csv(FINES / "log.csv", infer_schema=False).head(300).write_parquet(log)
    return log


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"--format": "json"}, "a cluster writes no json, but Parquet in a folder"),
        ({"--output": "-"}, "“-” is no folder"),
        ({"--output": "out.parquet"}, "“out.parquet” is no folder"),
        ({"--output": "."}, "which this run reads, is in that folder"),
        ({"--output": "full"}, "full holds what no results are: notes.txt"),
        ({"--cluster": "local:0"}, "“local:0” does not say how many workers"),
        ({"--cluster": "local:two"}, "“local:two” does not say how many workers"),
        ({"--cluster": ""}, "no address is given"),
        ({"--log": str(FINES / "log.csv")}, "does not end in .parquet"),
        ({"--executor": "rows"}, "a cluster judges by columns"),
        ({"--since": "results.json"}, "a cluster tells no changes since earlier results"),
        ({"--as-of": "soon"}, "--as-of"),
    ],
    ids=str,
)
def test_what_a_cluster_cannot_do_is_said(
    log: Path, tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("ours", encoding="utf-8")
    asked = {
        "--plan": str(FINES / "plan.yaml"),
        "--log": str(log),
        "--cluster": "local:2",
        "--format": "parquet",
    }
    asked |= {"--output": "out", **changed}
    ran = checker("check", *(part for pair in asked.items() for part in pair), cwd=tmp_path)
    assert ran.code == 2
    assert said in ran.err
    assert not (tmp_path / "out").exists()


def test_a_scratch_folder_needs_a_cluster(log: Path) -> None:
    ran = checker("check", "--plan", FINES / "plan.yaml", "--log", log, "--scratch", "x")
    assert (ran.code, "there is no cluster" in ran.err) == (2, True)


def test_nobody_answers_at_an_address(log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.cluster.crew.PATIENCE", 2)
    asked = ("--plan", FINES / "plan.yaml", "--log", log, "--format", "parquet", "--output", tmp_path / "out")
    ran = checker("check", *asked, "--cluster", "127.0.0.1:1")
    assert (ran.code, ran.err) == (4, "error: no Dask scheduler answers at 127.0.0.1:1\n")
    assert [path.name for path in tmp_path.iterdir()] == ["log.parquet"]


def test_earlier_results_are_replaced_and_the_scratch_folder_is_left_empty(log: Path, tmp_path: Path) -> None:
    output, scratch = tmp_path / "out", tmp_path / "scratch"
    output.mkdir()
    (output / "results.json").write_text("{}", encoding="utf-8")
    (output / "part-00000.parquet").write_bytes(b"old")
    (output / "part-00099.parquet").write_bytes(b"old")
    stray = tmp_path / ".checker-killed.part"
    (stray / "results").mkdir(parents=True)
    (stray / "lock").touch()
    ran = checker(
        *("check", "--plan", FINES / "plan.yaml", "--log", log, "--format", "parquet", "--output", output),
        *("--cluster", "local:1", "--scratch", scratch, "--language", "fr"),
    )
    assert ran.code == 1
    assert ran.err.startswith("findings by columns: ")
    told = json.loads((output / "results.json").read_text(encoding="utf-8"))
    assert [part["name"] for part in told["parts"]] == ["part-00000.parquet", "part-00001.parquet"]
    assert told["language"] == "fr"
    assert sum(part["duties"] for part in told["parts"]) == sum(told["summary"].values())
    assert sorted(path.name for path in output.iterdir()) == [
        "part-00000.parquet",
        "part-00001.parquet",
        "results.json",
    ]
    assert not list(scratch.iterdir())
    assert not stray.exists()


def test_an_entry_that_alone_carries_the_day_far_is_warned_of(tmp_path: Path) -> None:
    log = tmp_path / "log.parquet"
    rows = pl.read_csv(FINES / "log.csv", infer_schema=False).head(300)
    far = rows.head(1).with_columns(id=pl.lit("far"), date=pl.lit("2031-01-01"))
    pl.concat([rows, far]).write_parquet(log)
    asked = ("--plan", FINES / "plan.yaml", "--log", log, "--format", "parquet", "--output", tmp_path / "out")
    ran = checker("check", *asked, "--cluster", "local:1")
    assert ran.code == 1
    assert "the entry far alone carries the as-of day from 2009-03-30 to 2031-01-01" in ran.err
