"""Ctrl-C at a terminal ends a run on a large log in any phase: with one sentence, and nothing left behind."""

import fcntl
import io
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from checker.cli import main
from tests.run import ROOT

FINES = ROOT / "examples" / "road-fines"
COPIES = 12
PHASES = ("reading", "judging", "writing")
SLOWLY = """
import sys
from checker.cli import executor, main
from checker.log.columns import stored
from checker.outputs import _bulk

executor.LARGE, stored.BLOCK, _bulk.ROWS = 1, 1 << 13, 500
sys.exit(main(sys.argv[1:]))
"""
"""Runs the command line as if a small log were a large one: in many small pieces."""
STOPPED = "error: stopped from the keyboard"
SIZE = struct.pack("HHHH", 24, 100, 0, 0)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of many cases: that of the fines, some times over."""
    header, *rows = (FINES / "log.csv").read_text(encoding="utf-8").splitlines()
    assert header == "id,date,activity,by,about"
    copies = (f"{copy}-{row}-{copy}" for copy in range(COPIES) for row in rows)
    path = tmp_path_factory.mktemp("log") / "log.csv"
    path.write_text("\n".join([header, *copies]) + "\n", encoding="utf-8")
    return path


class Terminal:
    """A run at a terminal: what it said until now."""

    def __init__(self, run: subprocess.Popen[bytes], end: int) -> None:
        self.run, self.said, self._end = run, "", end

    def until(self, word: str) -> bool:
        """Read until a word was said; false if the run ended before."""
        while word not in self.said:
            if not select.select([self._end], [], [], 60)[0]:
                raise TimeoutError(self.said)
            try:
                data = os.read(self._end, 1 << 16)
            except OSError:  # nobody is there any more
                return False
            if not data:
                return False
            self.said += data.decode("utf-8", "replace")
        return True


@contextmanager
def begun(*options: str) -> Iterator[Terminal]:
    end, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, SIZE)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    with subprocess.Popen(
        [sys.executable, "-c", SLOWLY, *options],
        stdin=other,
        stdout=other,
        stderr=other,
        env=environment,
        start_new_session=True,
    ) as run:
        os.close(other)
        yield Terminal(run, end)
    os.close(end)


def asked(log: Path, form: str, output: Path) -> tuple[str, ...]:
    of = ("check", "--plan", str(FINES / "plan.yaml"), "--log", str(log), "--executor", "columns")
    return (*of, "--format", form, "--output", str(output), "--fail-on", "never")


@pytest.mark.parametrize("form", ["parquet", "ndjson"])
@pytest.mark.parametrize("phase", PHASES)
def test_stopped_in_any_phase(phase: str, form: str, log: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("of an earlier run")
    with begun(*asked(log, form, tmp_path / "out")) as terminal:
        assert terminal.until(f"{phase}:")
        terminal.run.send_signal(signal.SIGINT)
        terminal.until("no such word")
    lines = [line for line in re.split(r"[\r\n]+", terminal.said) if line.strip()]
    assert (terminal.run.returncode, lines[-1]) == (130, STOPPED)
    assert terminal.said.count(STOPPED) == 1
    assert "Traceback" not in terminal.said
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").read_text() == "of an earlier run"


def test_all_phases_are_shown_at_a_terminal_and_nothing_of_it_stays(log: Path, tmp_path: Path) -> None:
    with begun(*asked(log, "ndjson", tmp_path / "out")) as terminal:
        terminal.until("no such word")
    assert terminal.run.returncode == 0
    for phase in PHASES:
        assert f"\r{phase}: " in terminal.said
    shown = [line.rpartition("\r")[2] for line in terminal.said.replace("\r\n", "\n").split("\n")]
    assert next(line for line in shown if line.strip()).startswith("findings by columns: ")


def test_nothing_is_shown_where_no_terminal_is(log: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SLOWLY, *asked(log, "ndjson", tmp_path / "out")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == ""
    assert all("by columns: " in line or "by rows: " in line for line in ran.stderr.splitlines())


class Stopping(io.StringIO):
    """A stream at which whoever writes first is stopped from the keyboard."""

    stopped = False

    def write(self, text: str, /) -> int:
        if not self.stopped:
            self.stopped = True
            raise KeyboardInterrupt
        return super().write(text)


class Output:
    """A terminal at which a run is stopped before it answers."""

    @property
    def buffer(self) -> Stopping:
        raise KeyboardInterrupt


def test_stopped_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some libraries tell of Ctrl-C what Python tells once more."""
    monkeypatch.setattr(sys, "stdout", Output())
    monkeypatch.setattr(sys, "stderr", error := Stopping())
    assert main(["schema"]) == 130
    assert error.getvalue() == f"{STOPPED}\n"
