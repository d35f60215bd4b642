"""Runs that write into one folder at the same time: in the end all files are whole, and of one run."""

import contextlib
from pathlib import Path

import pytest

from tests.faults.folder import EXAMPLE, NOTE, asked, begun, held, strays, whole


@pytest.mark.parametrize("runs", [2, 8])
def test_runs_at_the_same_time(runs: int, tmp_path: Path) -> None:
    header, *rows = (EXAMPLE / "log.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    logs = [tmp_path / f"log{number}.csv" for number in range(runs)]
    for number, log in enumerate(logs):
        log.write_text(header + "".join(rows[: len(rows) - number]), encoding="utf-8")
    folder = tmp_path / "out"
    with contextlib.ExitStack() as stack:
        started = [stack.enter_context(begun(asked("report", folder, log=log))) for log in logs]
        ended = [run.communicate() for run in started]
    assert [(run.returncode, said) for run, (_, said) in zip(started, ended, strict=True)] == [
        (0, NOTE)
    ] * runs
    expected = [whole("report", log=log) for log in logs]
    assert len({each["results.json"] for each in expected}) == runs
    found = held(folder)
    assert found.keys() == expected[0].keys()
    assert found in expected
    assert strays(folder) == []
