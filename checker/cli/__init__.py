"""The command line: what is asked, where the answer goes, and the exit code.

0: nothing on the `--fail-on` list. 1: something is. 2: the input or the command line is wrong, and nothing
was written. 3: an internal error. 4: the output cannot be written. 130: stopped from the keyboard.
"""

from __future__ import annotations

import gc
import sys

from checker.cli import quick
from checker.cli.output import (
    INTERNAL,
    INTERRUPTED,
    UNWRITTEN,
    WRONG,
    check_open,
    complain,
    leave_alone,
    step,
    tell,
)
from checker.diagnostics import InvalidInput
from checker.files import OutputFault
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    gc.set_threshold(500_000)  # most of a run is values that stay: looking for unused ones is time lost
    try:
        return _code(arguments)
    finally:
        if arguments is None:  # the process ends now, which frees its memory sooner than looking through it
            gc.freeze()


def _code(arguments: Sequence[str] | None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    try:
        return _run(quick.read(given) or _parsed(given))
    except KeyboardInterrupt:
        try:
            _stopped()
        except KeyboardInterrupt:  # some libraries raise it, and Python does it once more
            _stopped()
        return INTERRUPTED


def _parsed(given: Sequence[str]) -> argparse.Namespace:
    from checker.cli.parsing import parser  # noqa: PLC0415 - rarely needed, and slow

    return parser(*given[:1]).parse_args(given)


def _stopped() -> None:
    step("")  # a terminal shows ^C, and maybe how far the run was, on the line where it stands
    tell("error: stopped from the keyboard\n")


def _run(options: argparse.Namespace) -> int:
    try:
        check_open()
        code: int = options.run(options)
    except InvalidInput as error:
        complain(error)
        return WRONG
    except OutputFault as error:
        tell(f"error: {error}\n")
        return UNWRITTEN
    except BrokenPipeError:
        leave_alone(sys.stdout)
        tell("error: the output was closed before all of it was written\n")
        return UNWRITTEN
    except Exception as error:
        if options.debug:
            raise
        return _internal(error)
    return code


def _internal(error: Exception) -> int:
    from checker.findings.engine import EngineMissing  # noqa: PLC0415 - only after a fault

    if isinstance(error, EngineMissing):
        tell(f"error: {error}\n")
    else:
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        tell(
            f"internal error: {what}\nNo verdict was given and nothing was written. "
            "This is a fault of the program: please report it, with what --debug prints.\n"
        )
    return INTERNAL
