"""Asks for the parts of a check: who owes it, which activity, what excuses; in several steps if need be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.authoring import answers, naming
from checker.authoring.answers import NotUnderstood, as_yaml, one_of, pieces
from checker.authoring.question import NEW, Question, choices
from checker.authoring.words import BY, EXCEPTIONS, TO, VALUE, VARIABLE, of
from checker.plan.terms import BOUND_BY_CHECK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.authoring.draft import Draft
    from checker.authoring.known import Known
    from checker.authoring.question import Dialogue
    from checker.authoring.written import Value
    from checker.patterns.model import Pattern

ANYBODY, NOT_SAID = "anybody", "not said"
BEARER = "$bearer"
OWING = ((BEARER, "whoever owes it"),)
OTHERS = (("$counterparty", "the other party, or parties"),)
WHOEVER = (("whoever it is", "one of the parties, whoever it is at the time"),)


def bearer(draft: Draft, pattern: Pattern, name: str) -> Dialogue[Value]:
    """Ask who owes it."""
    known = draft.known
    while True:
        bound = known.parties(bound=True)
        each = ", ".join(code for code in bound if _is_party(code, known))
        offered = choices(
            [(code, f"{label} ({code})") for code, label in bound.items()],
            [(each, "each of the parties")] if "," in each else [],
            [
                choice
                for variable in _variables(draft)
                for choice in (
                    (f"${variable}", f"the {variable}"),
                    (f"{{other_than: ${variable}}}", f"every party but the {variable}"),
                )
            ],
            [(NEW, "somebody new")],
        )
        found = yield Question(
            name, of(pattern, name), lambda text: _or_new("bearer", text, known), offered, several=True
        )
        if found is not NEW and found is not None:
            return found
        yield from naming.party(known, bound=True)


def _is_party(code: str, known: Known) -> bool:
    party = known.plan.parties.get(code)
    return party is None or party.unit_of is None


def _variables(draft: Draft) -> list[str]:
    """Name the variables that what sets it off has bound."""
    when = draft.answers.get("when")
    values = when.values() if isinstance(when, dict) else ()
    texts = [text for value in values for text in ([value] if isinstance(value, str) else value)]
    return [str(t)[1:] for t in texts if str(t).startswith("$") and str(t)[1:] not in BOUND_BY_CHECK]


def _or_new(kind: str, text: str, known: Known) -> Value | None:
    return NEW if text in (NEW, "new") else answers.read(kind, text, known)


def selector(draft: Draft, pattern: Pattern, name: str) -> Dialogue[Value]:
    """Ask which activity, and by whom and to whom where that makes a difference."""
    found = yield from _activity(draft.known, Question(name, of(pattern, name), several=True))
    if found is None or "by" in found or "to" in found or len(found) > 1:
        return found or {}
    chosen = dict(found)
    owed = pattern.done_by is not None and name == pattern.acts
    if owed or name == pattern.trigger:
        asked = Question(f"{name} by", BY, str, WHOEVER, ANYBODY)
        if owed:
            asked = Question(f"{name} by", BY, str, OWING, OWING[0][1], BEARER)
        by = yield from _people(draft.known, asked)
        chosen |= {"by": by} if by is not None else {}
    to = yield from _people(draft.known, Question(f"{name} to", TO, str, OTHERS, NOT_SAID))
    return chosen | ({"to": to} if to is not None else {})


def _activity(known: Known, question: Question) -> Dialogue[dict[str, Value] | None]:
    """Ask which kinds of activity are meant; whoever knows how may answer with a whole selector."""
    while True:
        offered = choices(
            [(code, f"{label} ({code})") for code, label in known.kinds().items()], [(NEW, "something new")]
        )
        found = yield question._replace(read=lambda text: _or_new("selector", text, known), choices=offered)
        if found is NEW:
            code = yield from naming.kind(known)
            return {"activity": code}
        if found is None or isinstance(found, dict):
            return found


def _people(known: Known, question: Question) -> Dialogue[Value | None]:
    """Ask by whom, or toward whom, if anybody in particular."""
    offered = choices(
        question.choices,
        [(code, f"{label} ({code})") for code, label in known.parties().items()],
        [] if question.default else [(question.empty, question.empty)],
        [(NEW, "somebody new")],
    )
    found = yield question._replace(read=lambda text: _someone(text, known), choices=offered, several=True)
    if found is NEW:
        code = yield from naming.party(known, bound=None)
        return code
    if found == WHOEVER[0][0]:
        variable = yield Question(question.key, VARIABLE, _variable, (), "host", "host")
        return f"${variable}"
    return found


def _someone(text: str, known: Known) -> Value | None:
    if text in (ANYBODY, NOT_SAID):
        return None
    if text in (NEW, "new"):
        return NEW
    given = as_yaml(text)
    if text == WHOEVER[0][0] or given is not None:
        return given or text
    people = known.parties()
    found = [each if each.startswith("$") else one_of(each, people, "party") for each in pieces(text)]
    return found[0] if len(found) == 1 else found


def _variable(text: str) -> str:
    name = text.removeprefix("$").removeprefix("the ")
    if not re.fullmatch(r"[a-z][a-z_]*", name) or name in BOUND_BY_CHECK:
        raise NotUnderstood(f"“{text}” is no single word in small letters, such as host")
    return name


def attributes(draft: Draft, pattern: Pattern, name: str) -> Dialogue[Value]:
    """Ask what an activity has to carry: a column of the log, and its value."""
    known = draft.known
    offered = choices(
        [(column, f"{label} ({column})") for column, label in known.attributes().items()],
        [(NEW, "a new column")],
    )

    def read(text: str) -> Value:
        given = as_yaml(text)
        if given is not None:
            return given
        return NEW if text in (NEW, "new") else one_of(text, known.attributes(), "column")

    column = yield Question(name, of(pattern, name), read, offered)
    if isinstance(column, dict):
        return column
    if column is NEW:
        column = yield from naming.attribute(known)
    value = yield Question(f"{name} value", VALUE)
    return {str(column): str(value)}


def exceptions(draft: Draft, pattern: Pattern, name: str) -> Dialogue[Value | None]:
    """Ask what excuses, until nothing more does."""
    found: list[Value] = []
    words = of(pattern, name)
    while True:
        empty = "there is no exception" if not found else "no more"
        chosen = yield from _activity(draft.known, Question(name, words, empty=empty))
        if chosen is None:
            return found or None
        found.append((yield from _excuse(draft, pattern, name, chosen)))
        words = EXCEPTIONS["more"]


def _excuse(
    draft: Draft, pattern: Pattern, name: str, chosen: dict[str, Value]
) -> Dialogue[dict[str, Value]]:
    """Ask by whom something that excuses is done, and whether about the same thing."""
    if len(chosen) > 1 or "activity" not in chosen:
        return chosen
    by = yield from _people(draft.known, Question(f"{name} by", BY, str, OWING, ANYBODY))
    excuse = chosen | ({"by": by} if by is not None else {})
    looks = pattern.broken_by is not None or draft.answers.get("when") is not None
    same: Sequence[str] = ()
    if looks:
        alike = yield from naming.yes_or_no(f"{name} same", EXCEPTIONS["same"], "yes")
        same = ["about"] if alike else []
    return excuse | ({"same": list(same)} if same else {})
