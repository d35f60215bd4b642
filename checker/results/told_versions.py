"""Puts into words which version of an agreement was in force when, and what was open at each change."""

from __future__ import annotations

from itertools import pairwise

from checker.frozen import NamedTuple
from checker.results import reading
from checker.results.between import between
from checker.results.language import Said
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.findings.model import Value
    from checker.plan.model import Check, Obligation
    from checker.plan.model import Wording as Worded
    from checker.results.language import Wording
    from checker.results.model import Opened, Results, Version


class Told(NamedTuple):
    """What is said of one change-over: a sentence, and what of each duty that was open."""

    text: str
    duties: tuple[tuple[Opened, str], ...]


def _say(key: str, words: Wording, **values: Value) -> Said:
    return words.fill(words.word("versions", key), values)


def in_force(results: Results, words: Wording) -> Iterator[str]:
    """Say of each version from when to when it is in force, and how silence is taken if that is not one.

    Between two of them it says on which days none was.
    """
    versions = results.versions or ()
    gaps = {gap.was.plan.version: gap for gap in between(results)}
    several = len({version.plan.completeness for version in versions}) > 1
    for version in versions:
        name = version.plan.version
        if version.first is None:
            text = _say("not-yet", words, version=name)
        else:
            text = _say("in-force", words, version=name, first=version.first, last=version.last or "")
        record = words.interface(f"completeness-{version.plan.completeness}") if several else ""
        yield Said(" ".join(filter(None, (text, record))))
        if name in gaps:
            yield _say("gap", words, first=gaps[name].first, last=gaps[name].last or "")


def latest(results: Results, words: Wording) -> str:
    """Say of which version alone the evidence for the next agreement tells; nothing if there is one plan."""
    versions = results.versions or ()
    return _say("latest", words, version=versions[-1].plan.version) if versions else ""


def of_latest(text: str, results: Results, words: Wording) -> str:
    """Say of which version a sentence tells that tells of the latest one alone; of a single plan nothing."""
    versions = results.versions or ()
    return _say("says", words, version=versions[-1].plan.version, text=text) if versions else text


def changes(results: Results, words: Wording) -> Iterator[Told]:
    """Tell of each change-over that has come which duties were open, and what they fall under."""
    for version, later in pairwise(results.begun):
        values: dict[str, Value] = {
            "was": version.plan.version,
            "now": later.plan.version,
            "day": later.first or "",
            "n": len(version.open),
        }
        key = "open" if version.open else "open-none"
        duties = tuple((each, opened(each, version, later, words)) for each in version.open)
        yield Told(_say(key, words, **values), duties)


def lines(results: Results, words: Wording) -> Iterator[str]:
    """Say all of it line by line: the versions, then each change-over and what was open."""
    yield from in_force(results, words)
    for change in changes(results, words):
        yield change.text
        yield from (text for _, text in change.duties)


def opened(each: Opened, version: Version, later: Version, words: Wording) -> Said:
    """Say what a duty that was open falls under, and how it stands."""
    values: dict[str, Value] = {"id": each.id, "was": version.plan.version, "now": later.plan.version}
    text = _say(f"open-{each.why}", words, **values)
    if each.result is None:
        return text
    return _say("stands", words, text=text, status=words.word("statuses", each.result.status))


def check(own: Check, results: Results, words: Wording) -> Said:
    """Say what a check asks for, of which version it is, and on which days that is in force."""
    text = reading.sentence(own, words)
    version = next((each for each in results.versions or () if each.plan.version == own.version), None)
    if version is None:
        return text
    values: dict[str, Value] = {"version": own.version, "text": text}
    if version.first is None:
        return _say("check-never", words, **values)
    return _say("check", words, **values, first=version.first, last=version.last or "")


def named(own: Check, words: Wording) -> str:
    """Give the id of a check, and of which version of the plan it is, if there are several."""
    if not own.version:
        return own.id
    return _say("of", words, check=own.id, version=own.version)


def place(worded: Worded, words: Wording) -> Said:
    """Say of which version an earlier wording is, and where it stands there."""
    where = words.interface("place-in-text", section=worded.section, paragraph=worded.paragraph)
    return _say("words", words, version=worded.version, place=where, id=worded.id)


def only(clause: Obligation, results: Results, words: Wording) -> str:
    """Say that a clause stands in an earlier version alone; nothing of one that the latest version has."""
    versions = results.versions or ()
    if not versions or clause.version == versions[-1].plan.version:
        return ""
    return _say("only", words, version=clause.version)
