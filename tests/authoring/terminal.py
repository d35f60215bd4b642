"""Somebody at a terminal: runs the command line in one, reads what is asked, and types answers."""

import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path
from typing import Self

from tests.run import ROOT

PROMPT = re.compile(r"> $")
# The terminal becomes the one of the run, so that Ctrl and C reach it.
OF_ITS_OWN = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.executable, [sys.executable, '-m', 'checker', *sys.argv[1:]])"
)
SEQUENCES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """One run of the checker. What it says is in `said`, from the beginning."""

    def __init__(self, *arguments: str, cwd: Path, term: str = "dumb") -> None:
        """Start it."""
        self.said = ""
        self._unread = ""
        self._end, other = pty.openpty()
        self._child = subprocess.Popen(
            [sys.executable, "-c", OF_ITS_OWN, *arguments],
            stdin=other,
            stdout=other,
            stderr=other,
            cwd=cwd,
            env={"PYTHONPATH": str(ROOT), "PATH": "", "TERM": term, "LANG": "C.UTF-8"},
            start_new_session=True,
        )
        os.close(other)

    def answer(self, asked: str, typed: str) -> Self:
        """Wait for a question, look whether it is this one, and type a line."""
        told = self._until_prompt()
        assert asked in " ".join(told.split()), f"{asked!r} was not asked:\n{told}"
        self.type(typed + "\n")
        return self

    def answers(self, *pairs: tuple[str, str]) -> Self:
        """Answer several questions, one after the other."""
        for asked, typed in pairs:
            self.answer(asked, typed)
        return self

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._end, keys.encode())

    def wait_for_question(self) -> str:
        """Wait until something is asked, and give what has been said since the last question."""
        return self._until_prompt()

    def end(self) -> int:
        """Wait for the end, and give the exit code."""
        while self._more():
            pass
        os.close(self._end)
        return self._child.wait()

    def leave(self, keys: str) -> int:
        """Press keys until the run ends, and give the exit code.

        Python's readline misses an interruption that comes between its prompt and its first wait for a key.
        """
        self.type(keys)
        while self._child.poll() is None:
            heard, _, _ = select.select([self._end], [], [], 0.5)
            if heard:
                self._more()
            elif self._child.poll() is None:
                self.type(keys)
        return self.end()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *fault: object) -> None:
        """End the run if it has not ended."""
        if self._child.poll() is None:
            self._child.kill()
            self.end()

    def _until_prompt(self) -> str:
        while not PROMPT.search(self._unread):
            assert self._more(), f"it ended without a question:\n{self._unread}"
        told, self._unread = self._unread, ""
        return told

    def _more(self) -> bool:
        try:
            read = os.read(self._end, 65536)
        except OSError:  # how Linux says that the other side is closed
            return False
        text = SEQUENCES.sub("", read.decode(errors="replace")).replace("\r", "")
        self.said += text
        self._unread += text
        return bool(read)
