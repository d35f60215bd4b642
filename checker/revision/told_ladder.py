"""Puts the values of a ladder into words: one, a range of them, several ranges."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from checker.days import Duration
from checker.results.language import Said
from checker.results.reading import duration

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.findings.model import Value as Sayable
    from checker.results.language import Wording
    from checker.revision.ladder import Range, Scale, Value


def say(words: Wording, key: str, **values: Sayable) -> Said:
    """Put a text on ladders into words."""
    return words.fill(words.word("turning", key), values)


def term(name: str, words: Wording) -> Said:
    """Name an interpretation as people read it."""
    return words.fill(words.word("dates", "quoted"), {"text": words.quoted(name.replace("-", " "))})


def value(told: Value, words: Wording) -> Said:
    """Put one value into words: a length of time, a day, or how often."""
    if isinstance(told, Duration):
        return Said(duration(told, words))
    return say(words, "counted", n=told) if isinstance(told, int) else words.day(told)


def span(told: Range, scale: Scale, words: Wording) -> Said:
    """Put a range of values into words; of an open end it says so."""
    first = value(scale.value(told.begin), words)
    last = value(scale.value(told.end), words)
    dated = scale.unit == "date"
    if told.last is None:
        return say(words, "later" if dated else "more", first=first)
    if told.first is None:
        return say(words, "earlier", last=last)
    if told.begin == told.end:
        return first
    if isinstance(told.first, date) and isinstance(told.last, date):
        return Said(words.span(told.first, told.last))
    return say(words, "between", first=first, last=last) if told.begin else say(words, "less", last=last)


def spans(told: Iterable[Range], scale: Scale, words: Wording) -> Said:
    """Put several ranges of values into words, of which any is meant."""
    ordered = sorted(told, key=lambda each: each.begin)
    return words.either(tuple(span(each, scale, words) for each in ordered))


def looked_at(scale: Scale, words: Wording) -> Said:
    """Say from which value on all were looked at."""
    key = "looked-days" if scale.unit == "date" else "looked-lengths"
    return say(words, key, first=value(scale.value(0), words))


def scope(scale: Scale, words: Wording) -> Said:
    """Say which values were looked at, and that no other would change anything, where that is so."""
    first, last = value(scale.value(0), words), value(scale.value(scale.size - 1), words)
    if scale.unit == "date":
        return say(words, "scope-days", first=first, last=last, earlier=scale.open_below or "")
    return say(words, "scope", first=first, last=last)
