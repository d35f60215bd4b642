"""Word by word, what of a text was taken out and what was put in."""

from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

MOST = 1_000_000
"""Beyond so many pairs of words a text counts as written anew: comparing them can take seconds."""


class Run(NamedTuple):
    """Words in a row that are the `same` in both texts, `removed` from the first or `added` by the second."""

    how: str
    text: str


def redline(was: str, now: str) -> tuple[Run, ...]:
    """Give the runs that make up both texts, white space aside; what was removed comes before what was added.

    The same and the removed ones are the first text, the same and the added ones the second.
    """
    before, after = was.split(), now.split()
    first = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    rest = before[first:], after[first:]
    ends = zip(reversed(rest[0]), reversed(rest[1]), strict=False)
    last = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends))
    middle = rest[0][: len(rest[0]) - last], rest[1][: len(rest[1]) - last]
    parts = [("same", before[:first]), *_between(*middle), ("same", before[len(before) - last :])]
    return _joined(parts)


def _between(before: list[str], after: list[str]) -> list[tuple[str, list[str]]]:
    if len(before) * len(after) > MOST:
        return [("removed", before), ("added", after)]
    found: list[tuple[str, list[str]]] = []
    for how, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how == "equal":
            found.append(("same", before[first:last]))
        else:
            found += [("removed", before[first:last]), ("added", after[start:end])]
    return found


def _joined(parts: list[tuple[str, list[str]]]) -> tuple[Run, ...]:
    """Make runs of parts; empty ones are left out, and neighbours of one kind are one run."""
    found: list[Run] = []
    for how, words in parts:
        if words and found and found[-1].how == how:
            found[-1] = Run(how, " ".join((found[-1].text, *words)))
        elif words:
            found.append(Run(how, " ".join(words)))
    return tuple(found)
