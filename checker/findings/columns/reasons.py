"""The reasons of findings as keys and values: what puts sentences into words later, and takes little room.

A reason is a JSON array with one object a sentence: its `key`, and of its values the numbers and days that
the finding does not state elsewhere. Names and labels are the plan's, entries are among evidence, trigger and
near misses.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from checker.days import DayRange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from checker.findings.model import Sentence, Value

ELSEWHERE = frozenset({"opens", "due", "as_of", "times", "more", "trigger", "start", "end"})
"""What a finding, its check or the results state already."""

Reason = dict[str, "str | int"]


def told(sentences: Iterable[Sentence]) -> str:
    """Give the reasons of one finding as JSON."""
    return as_json([reason(sentence) for sentence in sentences])


def reason(sentence: Sentence) -> Reason:
    """Give a sentence as its key and values."""
    found: Reason = {"key": sentence.key}
    for name, value in sentence.values.items():
        plain = None if name in ELSEWHERE else _plain(value)
        if plain is not None:
            found[name] = plain
    return found


def _plain(value: Value) -> str | int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return str(value) if isinstance(value, DayRange | date) else None


def as_json(reasons: Sequence[Reason]) -> str:
    """Write reasons, as results in JSON are written."""
    return json.dumps(reasons, ensure_ascii=False, separators=(", ", ": "))


def template(reasons: Sequence[Reason], slot: Callable[[str, str], str | None]) -> str:
    """Give a text for `%` that writes such reasons with other numbers.

    `slot` names, for the key of a sentence and the name of a value, where the number comes from; None if it
    is the same for all.
    """
    parts = []
    for each in reasons:
        pairs = []
        for name, value in each.items():
            own = None if name == "key" else slot(str(each["key"]), name)
            written = json.dumps(value, ensure_ascii=False).replace("%", "%%")
            if own is not None:
                written = f'"%({own})s"' if isinstance(value, str) else f"%({own})s"
            pairs.append(f'"{name}": {written}')
        parts.append("{" + ", ".join(pairs) + "}")
    return "[" + ", ".join(parts) + "]"
