"""Asks for words that a plan does not have yet: a party, an activity, a column, how a vague term is read."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from checker.authoring import answers
from checker.authoring.answers import NotUnderstood
from checker.authoring.known import Known, named_after
from checker.authoring.question import Question
from checker.authoring.words import NEW, OPTIONS, VAGUE, Words
from checker.days import parse_duration
from checker.plan.load import BUILT_IN, FIXED_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from checker.authoring.question import Dialogue

YES_OR_NO = (("yes", "yes"), ("no", "no"))
CODE = r"[A-Za-z][A-Za-z0-9_-]*"
ID = r"[a-z][a-z0-9-]*"


def party(known: Known, *, bound: bool | None) -> Dialogue[str]:
    """Ask for a new party and give its code; `bound` None: ask that too."""
    name = yield Question("party", NEW["parties"])
    proposed = named_after(str(name), {code.lower() for code in known.parties()}, "-", "party").upper()
    code = yield from _code("party", proposed, known.parties())
    if bound is None:
        bound = yield from yes_or_no("bound", NEW["bound"], "no")
    known.add_party(code, str(name), bound=bound)
    return code


def kind(known: Known) -> Dialogue[str]:
    """Ask for a new kind of activity and give its code."""
    label = yield Question("activity", NEW["activities"])
    taken = {*known.kinds(), *BUILT_IN}
    code = yield from _code("activity", named_after(str(label), taken, "_", "activity"), taken)
    known.add_kind(code, str(label))
    return code


def attribute(known: Known) -> Dialogue[str]:
    """Ask for a new column of the log and give its name."""
    label = yield Question("attribute", NEW["attributes"])
    taken = {*known.fields(), *FIXED_COLUMNS}
    code = yield from _code("attribute", named_after(str(label), taken, "_", "column"), taken)
    known.add_attribute(code, str(label))
    return code


def vague(known: Known, term: str, read: Callable[[str], object]) -> Dialogue[str]:
    """Ask how a vague term is read, and give the name of its interpretation."""
    words = VAGUE["value"]._replace(asks=f"How much time do you take “{term}” to be?")

    def length(text: str) -> str:
        if parse_duration(text) is None:
            raise NotUnderstood(f"“{text}” is no length of time; write a number and a unit, such as 14 days")
        read(text)
        return text

    value = yield Question("interpretation", words, length)
    because = yield Question("because", VAGUE["because"])
    name = named_after(term, known.interpretations(), "-", "term")
    known.add_interpretation(name, str(value), str(because))
    return name


def _code(what: str, proposed: str, taken: Collection[str]) -> Dialogue[str]:
    def read(text: str) -> str:
        return new_code(text, CODE, taken)

    code = yield Question(f"{what} code", NEW["code"], read, (), proposed, proposed)
    return str(code)


def new_code(text: str, form: str, taken: Collection[str]) -> str:
    """Read a name that is to be new."""
    if not re.fullmatch(form, text, re.ASCII):
        small = "small letters, digits and -" if form == ID else "letters, digits, _ and -"
        raise NotUnderstood(f"“{text}” cannot be used: write {small}, a letter first")
    if text in taken:
        raise NotUnderstood(f"“{text}” is taken already; choose another")
    return text


def given(known: Known, option: str, text: str) -> str:
    """Add a word that an option brings along, and give its name."""
    name, colon, told = (part.strip() for part in answers.clean(text).partition(":"))
    if not (name and colon and told):
        raise NotUnderstood(f"--{option}: “{text}” is not understood; write {OPTIONS[option]}")
    try:
        _GIVEN[option](known, name, told)
    except NotUnderstood as error:
        raise NotUnderstood(f"--{option}: {error}") from None
    return name


def _given_party(known: Known, name: str, told: str, *, bound: bool = True) -> None:
    known.add_party(new_code(name, CODE, known.parties()), told, bound=bound)


def _given_kind(known: Known, name: str, told: str) -> None:
    known.add_kind(new_code(name, CODE, {*known.kinds(), *BUILT_IN}), told)


def _given_attribute(known: Known, name: str, told: str) -> None:
    known.add_attribute(new_code(name, CODE, {*known.fields(), *FIXED_COLUMNS}), told)


def _given_interpretation(known: Known, name: str, told: str) -> None:
    value, word, because = (part.strip() for part in told.partition(" because "))
    if parse_duration(value) is None or not word:
        raise NotUnderstood(f"“{told}” is not understood; write a length of time and why: 6 months because …")
    known.add_interpretation(new_code(name, ID, known.interpretations()), value, because)


_GIVEN: Mapping[str, Callable[[Known, str, str], None]] = {
    "party": _given_party,
    "takes-part": partial(_given_party, bound=False),
    "activity": _given_kind,
    "attribute": _given_attribute,
    "interpretation": _given_interpretation,
}


def _yes(text: str) -> str:
    return "yes" if answers.yes(text) else "no"


def yes_or_no(key: str, words: Words, default: str) -> Dialogue[bool]:
    """Ask something that is answered with yes or no."""
    answer = yield Question(key, words, _yes, YES_OR_NO, default, default)
    return answer == "yes"
