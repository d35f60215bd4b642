"""Where answers go, and the exit codes."""

from __future__ import annotations

import os
import sys

from checker.files import OutputFault

FINE, FOUND, WRONG, INTERNAL, UNWRITTEN = range(5)


def lines_of(path: str) -> list[str]:
    """Give the lines of a file for a message that shows one."""
    from checker.files import shown_lines  # noqa: PLC0415 - only after a fault

    return shown_lines(path)


def write(path: str, data: bytes) -> None:
    """Write a whole file, or with `-` to the terminal. Raises `OutputFault`."""
    if path != "-":
        from checker.files import write_whole  # noqa: PLC0415 - what a run does not need is not imported

        write_whole(path, data)
        return
    if sys.stdout is None:
        raise OutputFault("cannot write: the output is closed")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        leave_alone()
        raise OutputFault(f"cannot write to the output: {error.strerror}") from error


def leave_alone() -> None:
    """Keep the interpreter from writing the rest of the output when it ends, and failing again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
