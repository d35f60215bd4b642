"""The questions that make an obligation, one after the other; what was given beforehand is not asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.authoring import answers, naming, parts
from checker.authoring.answers import NotUnderstood, as_yaml, clean
from checker.authoring.draft import MORE, Draft
from checker.authoring.known import named_after
from checker.authoring.question import Question
from checker.authoring.words import HEAD, MODALITIES, NEEDS, RESERVED, Words, of
from checker.authoring.words import MORE as MORE_WORDS
from checker.authoring.written import Plain, Value
from checker.days import NoSuchDay, parse_day, parse_range
from checker.plan.model import COMING_INTO_FORCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from checker.authoring.question import Dialogue
    from checker.patterns.model import Pattern

    Asks = Callable[[Draft, Pattern, str], Dialogue[Value | None]]

NONE = "none"
COMING = "the day on which the agreement came into force"


def ask(draft: Draft, key: str) -> Dialogue[None]:
    """Get one answer, from what is given or by asking."""
    if key in draft.given:
        try:
            draft.answers[key] = _given(draft, key)
        except NotUnderstood as error:
            raise NotUnderstood(f"--{key}: {error}") from None
        return
    if key == "id" and draft.brief:
        draft.answers[key] = _proposed(draft)
    elif key == "paragraph" and draft.brief:
        draft.answers[key] = None
    elif key in HEAD:
        draft.answers[key] = yield _head(draft, key)
    elif key == MORE:
        yield from _more(draft)
    elif "|" in key:
        yield from _need(draft, key.split("|"))
    elif draft.pattern is not None:
        by_kind = PARTS.get(draft.pattern.takes[key].kind, _simple)
        draft.answers[key] = yield from by_kind(draft, draft.pattern, key)


def _given(draft: Draft, key: str) -> Value | None:
    texts = draft.given[key]
    if key in HEAD:
        return _head(draft, key)._replace(empty="").understood(" ".join(texts))
    pattern = draft.pattern
    if pattern is None:
        raise NotUnderstood("there is no rule that takes it")
    kind = pattern.takes[key].kind
    if kind == "exceptions":
        listed = [answers.read(kind, text, draft.known) for text in texts]
        return [item for value in listed if isinstance(value, list) for item in value]
    found = _read(draft, pattern, key, texts[-1])
    short = kind == "selector" and as_yaml(clean(texts[-1])) is None
    if short and pattern.done_by is not None and key == pattern.acts and isinstance(found, dict):
        return {**found, "by": parts.BEARER}
    return found


def _head(draft: Draft, key: str) -> Question:
    words = HEAD[key]
    if key == "text":
        return Question(key, words, long=True)
    if key == "paragraph":
        return Question(key, words, empty="none")
    if key == "id":
        proposed = _proposed(draft)
        taken = draft.known.ids()
        return Question(
            key, words, lambda text: naming.new_code(text, naming.ID, taken), (), proposed, proposed
        )
    if key == "modality":
        meant = {name: name for name in MODALITIES}
        offered = tuple((name, f"{name}: {means}") for name, means in MODALITIES.items())
        usual = next(iter(meant))

        def read(text: str) -> str:
            return answers.one_of(text, meant, "kind of sentence")

        return Question(key, words, read, offered, usual, usual)
    return _rule(draft) if key == "rule" else Question(key, words)


def _proposed(draft: Draft) -> str:
    return named_after(str(draft.answers.get("title", "")), draft.known.ids(), "-", "obligation")


def _rule(draft: Draft) -> Question:
    """Ask for the rule: those come first that say what a sentence of this modality usually says."""
    owed = draft.answers.get("modality") in ("must", "must_not")

    def fits(pattern: Pattern) -> int:
        if not owed:
            return 0 if pattern.counts else 1
        forbids = draft.answers.get("modality") == "must_not"
        return 0 if bool(pattern.broken_by if forbids else pattern.done_by) else 1

    ranked = sorted(draft.patterns.values(), key=lambda pattern: (fits(pattern), pattern.rule))
    offered = [(pattern.rule, f"{pattern.title} ({pattern.rule})") for pattern in ranked]
    if not owed:
        offered.insert(0, (NONE, "none: nothing is owed, so it is listed and not tested"))
    known = {pattern.rule: pattern.title for pattern in ranked}

    def read(text: str) -> Value | None:
        if text == NONE and not owed:
            return None
        rule = answers.one_of(text, known, "rule")
        if taken := RESERVED.intersection(draft.patterns[rule].takes):
            told = f"“{rule}” takes “{min(taken)}”, which is something else here"
            raise NotUnderstood(f"{told}; write its check into the plan by hand")
        return rule

    first = len(offered) - len(ranked) + 1
    means = "\n".join(f"{n} {pattern.title}: {pattern.means}" for n, pattern in enumerate(ranked, first))
    words = HEAD["rule"]
    return Question("rule", words._replace(explains=f"{words.explains}\n{means}"), read, tuple(offered))


def _more(draft: Draft) -> Dialogue[None]:
    """Offer what could be said besides; one at a time, until nothing more is chosen."""
    pattern = draft.pattern
    if pattern is None:
        return
    names = draft.offered()
    offered = _listed(pattern, names)
    known = dict(offered)
    name = yield Question(
        MORE, MORE_WORDS, lambda text: answers.one_of(text, known, "choice"), offered, "nothing more"
    )
    if name is None:
        draft.answers[MORE] = None
    else:
        yield from ask(draft, str(name))


def _need(draft: Draft, names: list[str]) -> Dialogue[None]:
    """Ask which of several is given, and then what it is."""
    pattern = draft.pattern
    if pattern is None:
        return
    offered = _listed(pattern, names)
    known = dict(offered)
    chosen = yield Question(
        " or ".join(names), NEEDS, lambda text: answers.one_of(text, known, "choice"), offered
    )
    name = str(chosen)
    if pattern.takes[name].kind == "flag":
        draft.answers[name] = Plain("true")
    else:
        yield from ask(draft, name)


def _listed(pattern: Pattern, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Give parameters as choices, each with how it is called."""
    words = ((name, of(pattern, name)) for name in names)
    return tuple((name, f"{told.offers or told.asks} ({name})") for name, told in words)


def _simple(draft: Draft, pattern: Pattern, name: str) -> Dialogue[Value | None]:
    """Ask for something that is one answer."""
    parameter = pattern.takes[name]
    chosen = any(name in need.one_of for need in pattern.needs)  # it is asked because it was chosen
    empty, default = "none" if parameter.optional and not chosen else "", None
    offered: tuple[tuple[str, str], ...] = ()
    if parameter.default is not None:
        empty = COMING if parameter.default == COMING_INTO_FORCE else parameter.default
    if parameter.kind == "day":
        offered = tuple((code, code) for code in draft.known.plan.dates)
    elif parameter.kind == "fields":
        offered = tuple(draft.known.fields().items())
        empty, default = "about", "about"
    elif parameter.kind in ("flag", "unclear"):
        offered = naming.YES_OR_NO
    term: list[str] = []

    def read(text: str) -> Value | None:
        try:
            return _read(draft, pattern, name, text)
        except NotUnderstood:
            if parameter.kind not in ("duration", "period") or not re.fullmatch(r"[^\W\d_][^\d:]*", text):
                raise
            term.append(text)  # a vague word of the agreement
            return text

    words = _also_a_day(of(pattern, name)) if _counts_from(pattern, name) else of(pattern, name)
    several = parameter.kind in ("fields", "parties")
    found = yield Question(name, words, read, offered, empty, default, several=several)
    if term and found == term[-1]:
        meant = yield from naming.vague(draft.known, term[-1], lambda text: _read(draft, pattern, name, text))
        return {"interpretation": meant}
    return found


def _also_a_day(words: Words) -> Words:
    return words._replace(asks=f"{words.asks} Or: which is the last day, such as 2026-12-31?")


def _read(draft: Draft, pattern: Pattern, name: str, text: str) -> Value | None:
    """Read an answer; a last day stands for a length of time, if it is known what that is counted from."""
    parameter = pattern.takes[name]
    start = _counts_from(pattern, name)
    if start is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", text.strip()):
        found = answers.read(parameter.kind, text, draft.known)
        return None if found == "false" and isinstance(found, Plain) else found
    first = _day(draft, pattern, start)
    try:
        last = parse_day(text.strip())
    except NoSuchDay as error:
        raise NotUnderstood(f"{error}; {error.help}") from None
    if first is None or last <= first:
        why = "the day it is counted from is not known" if first is None else f"it is counted from {first}"
        raise NotUnderstood(f"{why}, so {last} cannot be the last day; write a time, such as 30 days")
    days = (last - first).days
    return f"{days} days" if days != 1 else "1 day"


def _counts_from(pattern: Pattern, name: str) -> str | None:
    """Name the parameter that is a day, and from which this length of time alone leads to the due day."""
    cases = pattern.window.due if pattern.window is not None else ()
    return next(
        (
            case.at.point
            for case in cases
            if case.at.length == name and case.at.sign > 0 and case.at.point in pattern.takes
        ),
        None,
    )


def _day(draft: Draft, pattern: Pattern, name: str) -> date | None:
    """Give the day that a parameter stands for, if it is known to the day."""
    plan, given = draft.known.plan, draft.answers.get(name)
    day = plan.start if given is None else str(given)
    if isinstance(day, str):
        days = plan.dates[day].days if day in plan.dates else parse_range(day) if day[:1].isdigit() else None
    else:
        days = day
    return days.earliest if days is not None and days.exact and pattern.takes[name].kind == "day" else None


PARTS: Mapping[str, Asks] = {
    "bearer": parts.bearer,
    "selector": parts.selector,
    "attributes": parts.attributes,
    "exceptions": parts.exceptions,
}
