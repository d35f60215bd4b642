"""Reads the command line, and says in one sentence what is wrong with it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from checker import __version__
from checker.cli.arguments import COMMANDS
from checker.cli.output import WRONG, tell

if TYPE_CHECKING:
    from typing import NoReturn

    from checker.cli.arguments import Told


class Help(argparse.HelpFormatter):
    """Help of a fixed width, whatever the terminal's."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence and exits with 2."""

    helps = ""
    """Of which command the help is named, if not of its own: unknown options are told by the whole parser."""

    def __init__(self, **told: Told) -> None:
        super().__init__(**{"formatter_class": Help, **told})

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and exit."""
        tell(f"error: {message}\nhelp: {self.helps or self.prog} --help lists what can be asked\n")
        sys.exit(WRONG)


def parser(asked: str | None = None) -> argparse.ArgumentParser:
    """Make the parser of all commands, or of the one that is asked for; each sets `run` to what it does."""
    whole = Parser(
        prog="checker",
        description="Shows whether an agreement is being kept: its clauses against a dated log.",
    )
    whole.add_argument("--version", action="version", version=f"checker {__version__}")
    offered = whole.add_subparsers(metavar="COMMAND", required=True, prog="checker")
    if asked in COMMANDS:
        whole.helps = f"checker {asked}"
    for offer in (COMMANDS[asked],) if asked in COMMANDS else COMMANDS.values():
        offer(offered)
    return whole
