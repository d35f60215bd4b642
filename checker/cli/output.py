"""Where answers go, and the exit codes."""

from __future__ import annotations

import errno
import os
import sys

from checker.files import OutputFault, why
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO, TextIO

    from checker.diagnostics import InvalidInput
    from checker.files import Data

FINE, FOUND, WRONG, INTERNAL, UNWRITTEN = range(5)
INTERRUPTED = 130  # what a shell says of a program that Ctrl-C ended


def lines_of(path: str) -> list[str]:
    """Give the lines of a file for a message that shows one."""
    from checker.files import shown_lines  # noqa: PLC0415 - only after a fault

    return shown_lines(path)


def check_open() -> None:
    """Raise `OutputFault` if whoever started the run closed its output: no answer could be given."""
    if sys.stdout is None:
        raise OutputFault("cannot write: the output is closed")


def write(path: str, data: Data) -> None:
    """Write a whole file, or with `-` to the terminal. Raises `OutputFault`."""
    if path != "-":
        from checker.files import write_whole  # noqa: PLC0415 - what a run does not need is not imported

        write_whole(path, data)
        return
    try:
        if isinstance(data, bytes):
            _write_all(sys.stdout.buffer, data)
        else:
            data(_Whole(sys.stdout.buffer))
    except BrokenPipeError:
        raise
    except OSError as error:
        leave_alone(sys.stdout)
        raise OutputFault(f"cannot write to the output: {why(error)}") from error


class _Whole:
    """The output, as a file into which one can only write."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> int:
        """Write all of it."""
        _write_all(self._stream, data)
        return len(data)


def _write_all(stream: BinaryIO, data: bytes) -> None:
    """Write until all is taken: with PYTHONUNBUFFERED the stream may take less than it is given."""
    rest = memoryview(data)
    while rest:
        taken = stream.write(rest)
        if not taken:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        rest = rest[taken:]
    stream.flush()


def tell(text: str) -> None:
    """Say something beside the answer; where nobody can hear it, the exit code still tells."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        leave_alone(sys.stderr)


def complain(error: InvalidInput) -> None:
    """Say all that is wrong with an input."""
    from checker.diagnostics import render  # noqa: PLC0415 - only after a fault

    for diagnostic in error.diagnostics:
        tell(render(diagnostic, lines_of) + "\n\n")
    if error.more:
        tell(f"{error.more} more faults are not shown; mend these first\n")


def step(text: str) -> None:
    """Say at a terminal, and only there, what a long run does now."""
    if sys.stderr is not None and sys.stderr.isatty():
        tell(f"{text}\n")


def leave_alone(stream: TextIO) -> None:
    """Keep the interpreter from writing the rest when it ends, and failing again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
