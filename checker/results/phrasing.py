"""Puts a report's facts into words, for every format that tells them: counts, windows, assumptions, cells."""

import re
from collections.abc import Collection, Iterator
from datetime import date

from checker.days import DayRange, Duration, NoSuchDay, parse_duration, parse_range
from checker.findings.because import field_name
from checker.findings.model import Sentence, Value
from checker.frozen import NamedTuple
from checker.log.model import Entry
from checker.plan.model import Interpretation
from checker.results.language import APART, Said, Wording
from checker.results.model import Moved, Result, Since, bearers_of
from checker.results.reading import duration
from checker.typed import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from checker.results.story import Counted, Start, Story

SHOWN_APART = frozenset({"title", "evidence", "illustrative", "recorded", "until"})


class Piece(NamedTuple):
    """A part of a sentence: plain text, or an `entry`'s id."""

    text: str
    kind: str = "text"


def say(words: Wording, key: str, **values: Value) -> str:
    """Put a text of the report into words."""
    return words.fill(words.word("report", key), values)


def summary(told: "Story", words: Wording) -> tuple[str, ...]:
    """Say in a few sentences where the agreement stands; the first has all statuses with their numbers."""
    total = told.counted.total
    values: dict[str, Value] = {
        "day": told.results.as_of,
        "total": total,
        "some": told.rated.part,
        "all": told.rated.whole,
    }
    if not total:
        return (say(words, "summary-none", **values),)
    found = [say(words, "summary", counts=listed(told.counted, words), **values)]
    on_time = told.counted.on_time
    found.append(
        say(words, "on-time" if on_time.whole else "on-time-none", part=on_time.part, whole=on_time.whole)
    )
    if told.counted.counts["unknown"]:
        found.append(say(words, "unknown-is-no-breach", number=told.counted.counts["unknown"], total=total))
    return tuple(found)


def listed(counted: "Counted", words: Wording) -> str:
    """List the statuses that occur, each with its number, as part of a sentence."""
    return words.value(tuple(say(words, f"count-{status}", n=number) for status, number in counted.present))


def in_force(start: "Start", words: Wording) -> str:
    """Say from when to when an agreement is in force."""
    if start.first is None:
        return say(words, "not-in-force")
    parts = [say(words, "from"), words.day(start.first)]
    if start.assumed:
        parts.append(say(words, "assumed-day"))
    if start.last is None:
        return Said(" ".join(parts) + words.word("dates", "list") + say(words, "no-end"))
    return Said(" ".join([*parts, say(words, "to"), words.day(start.last)]))


def people(codes: tuple[str, ...], words: Wording) -> str:
    """Name parties and units by their short names."""
    return words.value(tuple(words.plan.parties[c].short if c in words.plan.parties else c for c in codes))


def bearer(result: Result, words: Wording) -> str:
    """Name whose duty it is."""
    return people(bearers_of(result), words)


def meant(interpretation: Interpretation, words: Wording) -> str:
    """Say what a term is read as."""
    value = interpretation.value
    return duration(value, words) if isinstance(value, Duration) else words.days(value)


def alternatives(interpretation: Interpretation, words: Wording) -> str:
    """List the other values that are worth trying."""
    return words.either(tuple(_alternative(text, words) for text in interpretation.alternatives))


def _alternative(text: str, words: Wording) -> str:
    length = parse_duration(text)
    if length is not None:
        return duration(length, words)
    try:
        return words.days(parse_range(text))
    except NoSuchDay:
        return text


def decided(interpretation: Interpretation, words: Wording) -> str:
    """Say who decided on a reading, or that nobody did."""
    if interpretation.decided_by is None:
        return say(words, "assumed")
    return say(words, "decided", by=interpretation.decided_by, on=interpretation.decided_on or "")


class Cell(NamedTuple):
    """One filled-in column of an entry: its label, what it says, and whether that is an entry's id."""

    label: str
    text: str
    entry: bool = False


def cells(entry: Entry, words: Wording, recorded: date | None) -> Iterator[Cell]:
    """Yield the further columns of an entry: those without a place of their own in the table of the log.

    `recorded` is the day on which all entries were made, if there is one: it is said once, elsewhere.
    """
    labels = words.section("columns")
    for name in sorted(entry.fields.keys() - SHOWN_APART):
        text = entry.fields[name]
        if name in labels:
            yield Cell(labels[name], _cell(name, text, words), name in ("of", "corrects", "retracts"))
        else:
            yield Cell(words.say(field_name(name, words.plan)), text)
    if entry.until is not None:
        yield Cell(labels["until"], words.days(entry.until))
    if entry.recorded is not None and entry.recorded != recorded:
        yield Cell(labels["recorded"], words.value(entry.recorded))


def _cell(name: str, text: str, words: Wording) -> str:
    if name == "bearer":
        return people(tuple(part.strip() for part in text.split(";")), words)
    if name == "answer":
        return words.word("answers", text) if text in words.section("answers") else text
    return text


def reason(sentences: tuple[Sentence, ...], words: Wording) -> Said:
    """Put the reasons of a finding into words, below its check: what is owed has been said there."""
    heads = words.section("heads")
    return Said(
        " ".join(
            words.fill(heads[s.key], s.values) if s.key in heads and _whole(s) else words.say(s)
            for s in sentences
        )
    )


def _whole(sentence: Sentence) -> bool:
    """Say whether the days that a sentence is about, if any, are those of the whole window."""
    values = sentence.values
    if "from" not in values or "until" not in values:
        return True
    opens, due = cast("DayRange", values["opens"]), cast("DayRange", values["due"])
    return opens.exact and due.exact and (values["from"], values["until"]) == (opens.earliest, due.latest)


def pieces(sentences: tuple[Sentence, ...], words: Wording, named: Collection[str] = ()) -> Iterator[Piece]:
    """Yield the reasons of a finding in pieces, so that entries can be shown as such.

    Of the entries that are `named` already the id is enough.
    """
    known: dict[str, Entry] = {
        words.entry(entry): entry for sentence in sentences for entry in _entries(sentence)
    }
    needles = "|".join(re.escape(needle) for needle in sorted(known, key=lambda n: (-len(n), n))) or "(?!)"
    begins, ends = APART
    for part in re.split(f"({needles})|({begins}[^{begins}{ends}]*{ends})", reason(sentences, words)):
        if part in known:
            before, name, after = _taken_apart(known[part], words)
            yield from (name,) if name.text in named else (before, name, after)
        elif part:
            yield Piece(part)


def _entries(value: Value) -> Iterator[Entry]:
    """Yield the entries that a value names."""
    if isinstance(value, Entry):
        yield value
    elif isinstance(value, Sentence):
        yield from _entries(tuple(value.values.values()))
    elif isinstance(value, tuple) and not isinstance(value, DayRange):
        for each in value:
            yield from _entries(each)


def _taken_apart(entry: Entry, words: Wording) -> tuple[Piece, Piece, Piece]:
    """Take the name of an entry apart: what is before its id, the id, and what follows."""
    before, _, after = words.entry(entry).rpartition(words.named(entry.id))
    return Piece(before), Piece(entry.id, "entry"), Piece(after)


def since(found: Since, words: Wording) -> str:
    """Count what is other than in earlier results."""
    known_at = words.interface("known-at", day=found.known_at) if found.known_at else ""
    return words.interface(
        "since",
        as_of=words.interface("as-of", day=found.as_of),
        known_at=known_at,
        added=len(found.added),
        removed=len(found.removed),
        changed=len({other.way[0] for other in found.changed}),
        moved=len(found.moved),
    )


def rows_since(found: Since, words: Wording) -> Iterator[str]:
    """Name every row that was added, removed or changed in silence."""
    if found.added:
        yield words.interface("since-added", ids=found.added)
    for gone in found.removed:
        yield words.interface("since-removed", id=gone.way[0], was=gone.was or "")
    for other in found.changed:
        name, cell = other.way
        was, now = other.was or "—", other.now or "—"
        yield words.interface("since-changed", id=name, cell=cell, was=was, now=now)


def moved(each: Moved, words: Wording) -> str:
    """Say how the verdict on one duty moved."""
    was, now = status(each.was, words), status(each.now, words)
    return words.interface("since-moved", id=each.id, was=was, now=now, steps=why_moved(each, words))


def why_moved(each: Moved, words: Wording) -> str:
    """Say which causes moved a verdict, one after the other."""
    return Said(
        "; ".join(
            words.interface(
                "since-step",
                cause=words.word("interface", f"since-{step.cause}"),
                about=step.about,
                now=status(step.now, words),
            )
            for step in each.steps
        )
    )


def status(name: str | None, words: Wording) -> str:
    """Name a status, or say that there is no such duty."""
    return words.word("statuses", name) if name else words.interface("since-none")
