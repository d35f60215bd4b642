"""`checker new`: asks what a clause says, and adds it to the plan as an obligation."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from checker.cli import named
from checker.cli.output import tell
from checker.diagnostics import Faults

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checker.patterns.model import Pattern

ABOUT = "ask what a clause says, and add it to the plan as an obligation"
DESCRIPTION = (
    f"{ABOUT[0].upper()}{ABOUT[1:]}. What is given as an option is not asked. "
    "At a terminal the rest is asked; elsewhere all that is needed has to be given."
)
_FLAGS = ("flag", "flag or duration", "unclear")


def run(options: argparse.Namespace) -> int:
    """Ask what is not given, show what it comes to, and add it to the plan."""
    from checker.authoring.answers import NotUnderstood  # noqa: PLC0415 - only when needed
    from checker.cli import adding  # noqa: PLC0415 - only when needed
    from checker.patterns import load as patterns  # noqa: PLC0415 - only when needed

    faults = Faults()
    rules = patterns.load(faults, _rules(options.answers))
    faults.stop()
    given = parser(rules.patterns).parse_args(options.answers)
    options.debug = given.debug
    try:
        return adding.add(given, rules.patterns)
    except NotUnderstood as error:
        raise named.wrong(str(error), "checker new --help lists what can be answered") from None
    except KeyboardInterrupt:
        tell("\nNothing was written.\n")
        raise


def _rules(answers: Sequence[str]) -> str | None:
    """Give the folder of further patterns, on which it hangs what else can be asked."""
    only = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    only.add_argument("--rules")
    try:
        found: str | None = only.parse_known_args(answers)[0].rules
    except argparse.ArgumentError:  # said in words by the parser that knows all options
        return None
    return found


def parser(patterns: Mapping[str, Pattern]) -> argparse.ArgumentParser:
    """Make the parser of `checker new`: an option for each question, those on a rule's parameters too."""
    from checker.authoring.words import HEAD, OPTIONS, RESERVED  # noqa: PLC0415 - only when needed
    from checker.cli.parsing import Parser  # noqa: PLC0415 - it knows this module

    whole = Parser(
        prog="checker new",
        description=DESCRIPTION,
        allow_abbrev=False,
    )
    whole.add_argument("--plan", default="obligations.yaml", metavar="FILE", help="the plan")
    whole.add_argument("--after", metavar="ID", help="put it after this obligation (default: at the end)")
    whole.add_argument("--yes", action="store_true", help="ask for nothing that can be left out, and save")
    whole.add_argument("--rules", metavar="DIR", help="a folder of further norm patterns")
    whole.add_argument(
        "--engine", choices=("durable", "reference"), default="durable", help="what decides the tables"
    )
    whole.add_argument("--debug", action="store_true", help="show where an internal error comes from")
    clause = whole.add_argument_group("the clause")
    for key, words in HEAD.items():
        clause.add_argument(f"--{key}", action="append", metavar="ANSWER", help=words.asks)
    clause.add_argument(
        "--check", action="append", metavar="ID", help="The id of its check (default: the rule)"
    )
    check = whole.add_argument_group("what its rule takes")
    for name in sorted({name for pattern in patterns.values() for name in pattern.takes} - RESERVED):
        _parameter(check, name, patterns)
    brought = whole.add_argument_group("words that the plan does not have yet")
    for option, told in OPTIONS.items():
        brought.add_argument(f"--{option}", action="append", default=[], metavar="WORD", help=told)
    return whole


def _parameter(group: argparse._ArgumentGroup, name: str, patterns: Mapping[str, Pattern]) -> None:
    from checker.authoring.words import of  # noqa: PLC0415 - only when needed

    takers = {rule: pattern for rule, pattern in sorted(patterns.items()) if name in pattern.takes}
    asks = " / ".join(dict.fromkeys(of(pattern, name).asks for pattern in takers.values()))
    by = "all" if len(takers) == len(patterns) else ", ".join(takers)
    more: dict[str, Any] = {}
    if all(pattern.takes[name].kind in _FLAGS for pattern in takers.values()):
        more = {"nargs": "?", "const": "yes"}
    group.add_argument(
        *dict.fromkeys((f"--{name}", f"--{name.replace('_', '-')}")),
        dest=f"of {name}",
        action="append",
        metavar="ANSWER",
        help=f"{asks} ({by})".replace("%", "%%"),
        **more,
    )
