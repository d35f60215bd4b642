"""Whatever step of writing fails, and when: exit 4, one line, and each file is the earlier or the new one.

A report has many files: of the times that a step of it can fail every second one is tried, of opening, which
reads too, every fourth one; all with `CHECKER_LONG=1`.
"""

import errno
import fcntl
import io
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from checker.cli import main
from tests.faults.folder import COMMANDS, SAID, Files, asked, fill, held, strays, whole

EARLIER = "2009-06-30"
WRITE: object = os.write


class Failing:
    """A call of the system that fails at its n-th time, and may take less than it is given."""

    def __init__(self, real: Callable[..., object], nth: int) -> None:
        self.real, self.left = real, nth

    def __call__(self, *arguments: object, **named: object) -> object:
        self.left -= 1
        if self.left == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if self.real is WRITE:
            descriptor, data = arguments
            assert isinstance(data, memoryview)
            arguments = (descriptor, data[:TAKEN])
        return self.real(*arguments, **named)


TAKEN = 20_000  # bytes, at most, at a time
STEPS = ("open", "write", "fsync", "replace")
LONG = bool(os.environ.get("CHECKER_LONG"))


def each(command: str, step: str) -> int:
    """Say of how many times one is tried. A file is opened in a round of three: each third is the same."""
    if LONG or command == "check":
        return 1
    return 4 if step == "open" else 2


def times(step: str, files: Files) -> int:
    """Say how often, at least, a failure is told: once a file, or once for each part of it that is written.

    Flushing the folder is not counted: it fails on some file systems, and by then the files are safe.
    """
    return sum(-(-len(data) // TAKEN) for data in files.values()) if step == "write" else len(files)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_run_whose_nth_step_fails(
    step: str,
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    old, new = whole(command, EARLIER), whole(command)
    told = 0
    for nth in count(1, each(command, step)):
        fill(tmp_path, old)
        failing = Failing(getattr(os, step), nth)
        with monkeypatch.context() as patched:
            patched.setattr(os, step, failing)
            code = main(asked(command, tmp_path))
        found, said = held(tmp_path), capfd.readouterr().err
        assert all(found[name] in {old[name], new[name]} for name in old)
        assert (found.keys(), strays(tmp_path)) == (old.keys(), [])
        if code == 0:
            assert (found, said) == (new, SAID[command])
        else:
            told += 1
            assert (code, said.count("\n")) == (4, 1)
            assert said.endswith("the disk is full\n")
        if failing.left > 0:
            break
    assert code == 0
    assert told >= times(step, new) // each(command, step)


def test_a_run_stopped_while_it_begins_a_file_sweeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: int) -> None:
        begun.extend(strays(tmp_path))
        raise KeyboardInterrupt

    begun: list[str] = []
    monkeypatch.setattr(fcntl, "flock", stopped)
    assert main(asked("check", tmp_path)) == 130
    assert len(begun) == 1
    assert capfd.readouterr().err == "error: stopped from the keyboard\n"
    assert list(tmp_path.iterdir()) == []


class Answer(io.FileIO):
    """An output that takes a part at a time, as one without buffer may, and fails at the n-th."""

    left = 0

    def write(self, data: object) -> int:
        assert isinstance(data, memoryview)
        self.left -= 1
        if self.left == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(data[:10_000])


def test_an_answer_whose_nth_part_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    command = asked("check", tmp_path)
    command[command.index("--output") + 1] = "-"
    for nth in count(1):
        answer = Answer(tmp_path / "answer", "w")
        answer.left = nth
        with monkeypatch.context() as patched, io.TextIOWrapper(answer) as stream:
            patched.setattr("sys.stdout", stream)
            code = main(command)
        if answer.left > 0:
            break
        assert (code, capfd.readouterr().err) == (4, "error: cannot write to the output: the disk is full\n")
    assert code == 0
    assert (tmp_path / "answer").read_bytes() == whole("check")["out.json"]
    assert nth > 3
