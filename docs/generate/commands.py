"""The page on the command line: what each command takes."""

import argparse
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from checker.cli.parsing import parser
from checker.diagnostics import Faults
from checker.patterns import load as patterns
from docs.generate import BEGIN, data, head, said_of, told

SOURCE = "checker/cli/arguments.py and docs/commands.yaml"


def pages() -> dict[str, str]:
    """Give the page on the command line."""
    said = data("commands.yaml")
    lines = [*head("Command line", SOURCE), said_of(said, BEGIN)]
    for name, command in _commands():
        lines += ["", f"## checker {name}", "", *_command(command)]
    lines += ["", "## Exit codes", "", "| code | when |", "|---|---|"]
    lines += [f"| {code} | {told(said, 'exit codes', code)} |" for code in said["exit codes"]]
    return {"commands.md": "\n".join(lines) + "\n"}


def _commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser()._actions:  # noqa: SLF001 - argparse has no other list of what it was told
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - nor another name for it
            yield from ((name, _own(name) or command) for name, command in action.choices.items())


def _own(name: str) -> argparse.ArgumentParser | None:
    """Give the parser of a command that makes one itself, since what it takes hangs on the rules."""
    module = f"checker.cli.{name}"
    make = getattr(import_module(module), "parser", None) if find_spec(module) else None
    return cast("argparse.ArgumentParser", make(patterns.load(Faults()).patterns)) if make else None


def _command(command: argparse.ArgumentParser) -> Iterator[str]:
    yield str(command.description)
    taken = [action for action in command._actions if not isinstance(action, argparse._HelpAction)]  # noqa: SLF001
    if taken:
        yield from ("", "| argument | which is | needed |", "|---|---|---|")
        yield from (_row(action) for action in taken)


def _row(action: argparse.Action) -> str:
    needed = action.required and action.nargs not in ("?", "*", argparse.REMAINDER)
    about = (action.help or "").replace("|", "\\|")
    return f"| `{_written(action)}` | {about} | {'yes' if needed else ''} |"


def _written(action: argparse.Action) -> str:
    """Give an argument as it is typed."""
    named = action.metavar or action.dest.upper()
    if action.choices is not None:
        named = "|".join(map(str, action.choices))
    value = "" if action.nargs == 0 else str(named) + ("…" if action.nargs in ("+", "*", "...") else "")
    return " ".join(filter(None, (" or ".join(action.option_strings), value))).replace("|", "\\|")
