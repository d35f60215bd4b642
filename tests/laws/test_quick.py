"""A command line that is read quickly is read as argparse reads it; all others are left to argparse."""

from __future__ import annotations

import argparse
import contextlib
import io
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.cli import quick
from checker.cli.arguments import COMMANDS
from checker.cli.parsing import parser


def options() -> list[str]:
    """Name the options of all commands."""
    found = set()
    for command in COMMANDS:
        (offered,) = (a for a in parser(command)._actions if a.choices)  # noqa: SLF001 - it has no other list
        for each in cast("dict[str, argparse.ArgumentParser]", offered.choices).values():
            found |= {name for action in each._actions for name in action.option_strings}  # noqa: SLF001
    return sorted(found)


OPTIONS = [*options(), "--plan=a.yaml", "--form", "--", "-x"]
VALUES = (
    "a.yaml",
    "b c.csv",
    "-",
    "",
    "durable",
    "reference",
    "rows",
    "columns",
    "dmy",
    "-1",
    "never",
    "--log",
)
COMMON = st.lists(st.sampled_from(OPTIONS) | st.sampled_from(VALUES), max_size=7)
LIKELY = st.tuples(st.just("--log"), st.sampled_from(VALUES)) | st.tuples(
    st.sampled_from(OPTIONS), st.sampled_from(VALUES)
)


def by_argparse(words: list[str]) -> dict[str, Any] | None:
    """Give what argparse makes of a command line; None if it only has something to say."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            return vars(parser(*words[:1]).parse_args(words))
        except SystemExit:
            return None


def agrees(words: list[str]) -> bool:
    """Say whether the line was read quickly, and check that it was read right then."""
    found = quick.read(words)
    if found is not None:
        assert vars(found) == by_argparse(words)
    return found is not None


@given(st.sampled_from([*COMMANDS, "chek", ""]), COMMON)
def test_any_line(command: str, words: list[str]) -> None:
    agrees([command, *words])


@given(st.sampled_from(["check", "report", "explain", "schema"]), st.lists(LIKELY, max_size=6))
def test_lines_that_are_nearly_right(command: str, pairs: list[tuple[str, str]]) -> None:
    agrees([command, *(word for pair in pairs for word in pair)])


def test_what_is_usually_typed_is_read_quickly() -> None:
    for line in (
        "check --log log.csv",
        "check --plan a.yaml --log a.csv b.csv --log c.csv --as-of 2009-01-31 --fail-on never --output -",
        "check --plan old.yaml --plan new.yaml --log a.csv --executor columns --format parquet --output o",
        "report --log log.csv --output report --language fr --debug",
        "check --cluster local:2 --log a.parquet --output out --format parquet --engine reference",
        "schema",
    ):
        assert agrees(line.split()), line


def test_what_calls_for_a_word_is_left_to_argparse() -> None:
    for line in (
        "", "chek", "check", "check --log", "check --log a.csv --engine clips", "check --log=a.csv",
        "check --lo a.csv", "check --help", "check --log a.csv extra --debug yes", "new --plan a.yaml",
        "init folder", "check --log a.csv --as-of", "check --log a.csv --as-of -1",
    ):  # fmt: skip
        assert quick.read(line.split()) is None, line


def test_an_unknown_option_leads_to_the_help_of_its_command() -> None:
    for line, helps in (("check --log a.csv --nope", "checker check"), ("chek", "checker")):
        with contextlib.redirect_stderr(io.StringIO()) as said, pytest.raises(SystemExit):
            parser(*line.split()[:1]).parse_args(line.split())
        assert said.getvalue().endswith(f"\nhelp: {helps} --help lists what can be asked\n")
