"""Puts into words what each row of the log did, and what is asked for, for every format that tells them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from checker.findings.because import field_name, first_gap
from checker.results.phrasing import people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.findings.model import Value
    from checker.results.language import Wording
    from checker.results.requests import Request
    from checker.results.traces import Trace


_SAYS = {
    "counted": "counted",
    "questioned": "questioned",
    "offends": "offended",
    "trigger": "gave_rise",
    "permitted": "permitted",
    "request": "request",
    "undone": "void",
    "undoes": "corrects",
    "fits": "no_effect",
}
"""What a row became, of which the words on what it did say no more."""


class Did(NamedTuple):
    """One thing that a row did, in words up to a colon, and the ids of what it did that to, by their kind.

    The kind is `duty`, `clause`, `entry` or `date`; `key` is what the row became if that is all that the
    words say.
    """

    text: str
    kind: str
    ids: tuple[str, ...]
    key: str = ""

    @property
    def clauses(self) -> tuple[tuple[str, int], ...]:
        """The ids, those of duties cut down to their clause, and how many there are of each."""
        return tuple(
            Counter(name.partition("/")[0] if self.kind == "duty" else name for name in self.ids).items()
        )


def became(name: str, words: Wording) -> str:
    """Name what entries can mainly become."""
    return words.word("traces", f"became-{name}")


def did(trace: Trace, words: Wording) -> Iterator[Did]:
    """Yield what a row did, one kind of doing after the other."""
    grouped: dict[str, dict[str, list[str]]] = {}
    for mention in trace.mentions:
        key = f"near-{mention.why}" if mention.role == "near" else mention.role
        grouped.setdefault(key, {}).setdefault(mention.result.id, []).append(mention.why)
    for key in sorted(grouped, key=list(words.section("traces")).index):
        ids = tuple(grouped[key])
        acts = tuple(dict.fromkeys(words.named(why) for each in grouped[key].values() for why in each))
        text = words.fill(words.word("traces", key), {"n": len(ids), "acts": acts})
        yield Did(text, "duty", ids, _SAYS.get(key, ""))
    others = (
        ("permitted", "clause", trace.permitted),
        ("dates", "date", trace.dates),
        ("undoes", "entry", trace.undoes),
        ("undone", "entry", trace.undone_by),
        ("fits", "clause", trace.fits if trace.became == "no_effect" else ()),
    )
    for key, kind, named in others:
        if named:
            text = words.fill(words.word("traces", key), {"n": len(named)})
            yield Did(text, kind, named, _SAYS.get(key, ""))


def asks(request: Request, words: Wording) -> str:
    """Say what is asked for, and for how much."""
    values: dict[str, Value] = {"n": len(request.decides)}
    key = request.wants
    if request.row is not None and request.wants == "attestation":
        first, last = (date.fromisoformat(request.row[column]) for column in ("date", "end"))
        values |= first_gap(first, last, ())
        values["who"] = people((request.row["by"],), words)
    if request.about is not None:
        values["act"] = request.about
    if request.check is not None:
        values["question"] = request.check.question or ""
    if request.wants == "correction":
        values["what"] = tuple(blank(name, request, words) for name in request.lacks)
        key += "" if request.row else "-impossible"
    found = [words.fill(words.word("requests", key), values)]
    for name, days in request.days.items():
        what = blank(name, request, words)
        found.append(words.fill(words.word("requests", "possible"), {"what": what, "days": days}))
    if request.wants == "answer" and len(request.one_of) != 1:
        found.append(words.word("requests", "answer-one" if request.one_of else "answer-agree"))
    return " ".join(found)


def blank(name: str, request: Request, words: Wording) -> str:
    """Say what a cell that is to be filled in has to hold."""
    if name == "date" and request.row is not None and "end" in request.row:
        name = "date-start"
    own = f"blank-{name}"
    return words.word("requests", own) if own in words.section("requests") else _field(name, words)


def _field(name: str, words: Wording) -> str:
    return words.say(field_name(name, words.plan))
