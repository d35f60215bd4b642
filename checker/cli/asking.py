"""Asks at the terminal: shows a question, reads the answer, explains, and asks again if need be."""

from __future__ import annotations

import contextlib
import sys
import textwrap
from typing import TYPE_CHECKING

from checker.authoring.answers import NotUnderstood
from checker.cli import named
from checker.cli.output import write
from checker.diagnostics import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.authoring.question import Question
    from checker.authoring.written import Value

WIDTH = 100
EXPLAIN, BACK = "?", "<"


class Back(Exception):
    """Somebody wants to answer an earlier question anew."""


def can_ask() -> bool:
    """Say whether somebody sits at a terminal, sees what is asked and can answer."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: Question) -> Value | None:
    """Ask until there is an answer. Raises `InvalidInput` if the answers end before that."""
    show("", *wrapped(f"{question.words.asks} ({question.key})"), *_choices(question))
    while True:
        typed = _typed(question)
        if typed.strip() == EXPLAIN:
            show(*(line for part in question.words.explains.split("\n") for line in wrapped(part, "  ")))
            continue
        if typed.strip() == BACK:
            raise Back
        try:
            return question.understood(typed)
        except NotUnderstood as error:
            show(*wrapped(f"{error}. Type {EXPLAIN} for an explanation.", "  "))


def _choices(question: Question) -> Iterable[str]:
    for number, (_, label) in enumerate(question.choices, 1):
        yield from wrapped(label, f"{number:>4}  ", "      ")


def _typed(question: Question) -> str:
    """Read what is typed: one line, or as many as come before an empty one."""
    hint = f"[Enter: {question.empty}] > " if question.empty else "> "
    lines = [_line(visible(hint))]
    while question.long and lines[-1].strip() and lines[0] not in (EXPLAIN, BACK):
        lines.append(_line("  "))
    return "\n".join(lines)


def _line(prompt: str) -> str:
    with contextlib.suppress(ImportError):  # on Windows the terminal does it by itself
        import readline  # noqa: F401, PLC0415 - being imported, it lets people edit what they type
    try:
        return input(prompt)
    except EOFError:
        show()
        raise named.wrong("the answers end before the last question", "nothing was written") from None
    except UnicodeDecodeError:
        raise named.wrong("what was typed is no text in the terminal's encoding", "use UTF-8") from None


def show(*lines: str) -> None:
    """Show lines at the terminal."""
    write("-", "".join(f"{line}\n" for line in lines or ("",)).encode(errors="surrogateescape"))


def wrapped(text: str, first: str = "", others: str | None = None) -> list[str]:
    """Break a text into lines of the terminal."""
    return textwrap.wrap(
        visible(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if others is None else others,
        break_long_words=False,
        break_on_hyphens=False,
    )
