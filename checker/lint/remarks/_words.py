"""The words of agreements that remarks look for, from `rules/words.yaml`."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from checker.diagnostics import Faults
from checker.files import shipped_at
from checker.located import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from checker.located.model import Fields, Items


class Words(NamedTuple):
    """Each list of words as one expression, the longest first; `vague` by sort."""

    vague: Mapping[str, re.Pattern[str]]
    precise: re.Pattern[str]
    measures: re.Pattern[str]
    owes: re.Pattern[str]
    clarifies: re.Pattern[str]
    chooses: re.Pattern[str]


def vague(text: str) -> Iterator[tuple[str, str]]:
    """Yield each vague term of a text once, with its sort, in the order of the sorts."""
    words = _words()
    text = words.precise.sub(_blank, text)
    seen: set[str] = set()
    for sort, terms in words.vague.items():
        for found in terms.finditer(text):
            term = found[0].lower()
            if term not in seen:
                seen.add(term)
                yield term, sort
        text = terms.sub(_blank, text)


def has(text: str, term: str) -> bool:
    """Say whether a text has a term."""
    return _any([term]).search(text) is not None


def measured(text: str) -> bool:
    """Say whether a text itself says how often or how soon."""
    return _words().measures.search(text) is not None


def owing(text: str) -> str | None:
    """Give the first word of a text that says that something is owed; none of a clarification."""
    words = _words()
    found = words.owes.search(text)
    return None if found is None or words.clarifies.search(text) else found[0].lower()


def chooses(text: str) -> bool:
    """Say whether a text leaves a choice among several."""
    return _words().chooses.search(text) is not None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


@lru_cache(maxsize=1)
def _words() -> Words:
    faults = Faults()
    node = yaml.read(os.path.join(shipped_at("rules"), "words.yaml"), faults)
    faults.stop()
    fields = cast("Fields", node)
    lists = {name: _any(str(word) for word in cast("Items", fields[name])) for name in Words._fields[1:]}
    sorts = cast("Fields", fields["vague"]).items()
    return Words(
        {str(sort): _any(str(term) for term in cast("Items", terms)) for sort, terms in sorts}, **lists
    )


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """Make an expression for any of some words, with whatever space between them; `#` is a number."""
    number = (
        r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety)"
    )
    told = [
        r"\s+".join(number if part == "#" else re.escape(part) for part in word.split())
        for word in sorted(words, key=lambda word: (-len(word), word))
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(told)})(?!\w)", re.IGNORECASE)
