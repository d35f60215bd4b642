"""One question: what is asked, what can be chosen, what no answer means, and how an answer is understood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from checker.authoring.answers import NotUnderstood, clean, pieces
from checker.authoring.written import Plain, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from checker.authoring.words import Words

T = TypeVar("T")
Dialogue: TypeAlias = "Generator[Question, Value | None, T]"
"""Questions one after the other, each answered before the next; what they come to in the end."""

NEW = Plain("something new")


class Question(NamedTuple):
    """A question about the `key` of a plan.

    `choices` are answers that can be chosen by number, each with its words; `empty` says what no answer means
    (nothing: one is needed), and `default` is the answer that it stands for. A `long` answer may run over
    several lines.
    """

    key: str
    words: Words
    read: Callable[[str], Value | None] = str
    choices: tuple[tuple[str, str], ...] = ()
    empty: str = ""
    default: str | None = None
    several: bool = False
    long: bool = False

    def understood(self, answer: str) -> Value | None:
        """Give the value of an answer. Raises `NotUnderstood`."""
        text = clean(answer)
        if not text:
            if not self.empty:
                raise NotUnderstood("an answer is needed here")
            return None if self.default is None else self.read(self.default)
        return self.read(self._chosen(text))

    def _chosen(self, text: str) -> str:
        """Give the answers that numbers stand for, or the words of a choice."""
        for answer, label in self.choices:
            if text.casefold() in (label.casefold(), label.rpartition(" (")[0].casefold()):
                return answer
        parts = pieces(text)
        if not self.choices or not all(re.fullmatch(r"\d{1,3}", part) for part in parts):
            return text
        for part in parts:
            if not 1 <= int(part) <= len(self.choices):
                raise NotUnderstood(f"there is no number {part}; choose one from 1 to {len(self.choices)}")
        if len(parts) > 1 and not self.several:
            raise NotUnderstood("choose one of them")
        return ", ".join(self.choices[int(part) - 1][0] for part in parts)


def choices(*groups: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Put groups of choices one after the other."""
    return tuple(choice for group in groups for choice in group)
