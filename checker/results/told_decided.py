"""Puts earlier decisions, and what was signed, into words, for every format that tells them."""

from __future__ import annotations

from collections import Counter

from checker.results.decided import STATES
from checker.results.language import Said
from checker.results.phrasing import people, say
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from checker.findings.model import Value
    from checker.log.model import Entry
    from checker.results.decided import Decided, Done
    from checker.results.language import Wording
    from checker.results.signing import Signature, Signing


def heading(found: Sequence[Decided], words: Wording) -> str:
    """Head the decisions on record; they are of earlier meetings, unless some are of later days."""
    return words.word("decided", "heading-later" if any(each.later for each in found) else "heading")


def counted(found: Sequence[Decided], words: Wording) -> str:
    """Say how many decisions are on record, how many were taken only later, and in which states they are."""
    numbers = Counter(each.state for each in found)
    states = tuple(_word(f"count-{state}", words, n=numbers[state]) for state in STATES if numbers[state])
    if later := sum(each.later for each in found):
        return _word("counted-later", words, n=len(found), later=later, states=states)
    return _word("counted", words, n=len(found), states=states)


def state(each: Decided, words: Wording) -> str:
    """Name the state of a decision, for how long it has been overdue, and how late it was carried out."""
    return _word(f"state-{each.state}", words, n=each.days, late=late(each.done, words))


def told(each: Decided, words: Wording) -> str:
    """Say all of a decision: its state, what was decided, by whom, by when, and how it was carried out."""
    found = state(each, words) + words.word("dates", "colon") + what(each, words)
    return Said(f"{found} {done(each.done, words)}" if each.done else found)


def what(each: Decided, words: Wording) -> str:
    """Say what was decided, by whom, about what, and by when it was to be carried out."""
    entry = each.entry
    values: dict[str, Value] = {"act": entry, "about": _about(entry, words), "until": each.until or ""}
    values |= {"later": each.later or "", "undated": each.until is None or ""}
    return _word("what", words, who=people(entry.by, words), **values)


def who(each: Decided, words: Wording) -> str:
    """Say of a decision whose wording names it already: by whom it was taken, and about what."""
    entry = each.entry
    who, later = people(entry.by, words), each.later or ""
    return _word("who", words, who=who, later=later, about=_about(entry, words))


def _about(entry: Entry, words: Wording) -> str:
    """Name what a decision is about; the id of a clause is one, and no text."""
    about = entry.about or ""
    return words.named(about) if words.plan.ids_now(about) else about


def done(found: Done, words: Wording) -> str:
    """Say what shows that a decision was carried out: who says so, when it was, and the documents."""
    entry = found.entry
    return _word(
        "done",
        words,
        act=entry,
        who=people(entry.by, words),
        after=found.after or "",
        documents=entry.evidence or "",
        others=found.others or "",
    )


def late(found: Done | None, words: Wording) -> str:
    """Say how many days late a decision was carried out; nothing if it was in time."""
    if found is None or not found.most:
        return ""
    if found.least == found.most:
        return _word("late", words, n=found.most)
    key = "late-between" if found.least else "late-perhaps"
    return _word(key, words, least=found.least, n=found.most)


def signed(each: Signature, words: Wording) -> str:
    """Say what a party signed last, and on which day."""
    if each.entry is None:
        return say(words, "signed-not")
    if each.these:
        return say(words, "signed-these", day=each.entry.end)
    return _word("signed-others", words, day=each.entry.end)


def other(each: Signature, words: Wording) -> str:
    """Say which other results a party signed, and what moved since; nothing if it signed these, or none."""
    if each.entry is None or each.these:
        return ""
    moved = "" if each.moved is None else _word("moved", words, n=each.moved)
    return _word("other", words, who=people((each.party.code,), words), id=each.results, moved=moved)


def signature(each: Signature, words: Wording) -> str:
    """Say of a party what it signed last, and which entry says so."""
    values: dict[str, Value] = {"party": each.party.name, "signed": signed(each, words)}
    return _word("signature", words, entry=each.entry.id if each.entry else "", **values)


def paper(found: Signing, words: Wording) -> str:
    """Say whether a report is final or a draft, and who signed other results than these."""
    parts = [say(words, "final" if found.final else "draft")]
    days: dict[tuple[date, date], list[Signature]] = {}
    for each in found.others:
        if each.entry is not None:
            days.setdefault((each.entry.end.earliest, each.entry.end.latest), []).append(each)
    for _, alike in sorted(days.items()):
        parties = people(tuple(each.party.code for each in alike), words)
        day = alike[0].entry.end if alike[0].entry else ""
        parts.append(_word("draft-others", words, who=parties, day=day))
    return Said(words.word("dates", "semicolon").join(parts))


def _word(key: str, words: Wording, **values: Value) -> Said:
    return words.fill(words.word("decided", key), values)
