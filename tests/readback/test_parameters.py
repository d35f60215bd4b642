"""Whatever a check says is in its sentence, in every language: another value makes another sentence."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, cast

import pytest

from checker.authoring.told import meaning
from checker.diagnostics import Faults
from checker.located import yaml
from checker.patterns import load as patterns
from checker.plan.load import build
from checker.results.language import APART, Wording
from checker.results.reading import sentence
from checker.results.tags import tags
from tests.rules.test_parameters import NEEDED, WHEN
from tests.rules.test_patterns import NAMES, PLAN, plan_with

if TYPE_CHECKING:
    from checker.located.model import Fields

PATTERNS = patterns.load(Faults()).patterns
BASES = {name: [NEEDED[name]] for name in NAMES}
BASES["response"].append([*NEEDED["response"][:2], "during: true"])
BASES["never"] += [[*NEEDED["never"], WHEN, "within: 1 week"], [*NEEDED["never"], WHEN, "during: true"]]
BASES["periodic"].append(["every: calendar month", NEEDED["periodic"][1]])
BASES["limit"].append([NEEDED["limit"][0], "every: calendar month"])
"""Checks of each pattern to which one parameter is added, or in which it is changed."""


class Value(NamedTuple):
    """A way to give a parameter, and what of it has to stand in the sentence in any language."""

    text: str
    shows: tuple[str, ...] = ()


DURATIONS = (
    Value("17 days", ("17",)),
    Value("18 days", ("18",)),
    Value("17 weeks", ("17",)),
    Value("17 months", ("17",)),
    Value("17 quarters", ("17",)),
    Value("17 years", ("17",)),
    Value("1 month"),
    Value("1 month inclusive"),
    Value("17 days inclusive", ("17",)),
    Value("17 working days", ("17",)),
    Value("{interpretation: soon}", ("23",)),
)
SELECTORS = (
    Value("{activity: plan_shared}", ("Work plan shared",)),
    Value("{activity: [plan_shared, consultation]}", ("Work plan shared", "Consultation")),
    Value("{activity: {not: plan_shared}}", ("Work plan shared",)),
    Value("{activity: plan_shared, by: LEGAL}", ("Work plan shared", "Legal Service")),
    Value("{activity: plan_shared, by: {not: LEGAL}}", ("Work plan shared", "Legal Service")),
    Value("{activity: plan_shared, by: {exists: true}}"),
    Value("{activity: plan_shared, to: LEGAL}", ("Legal Service",)),
    Value("{activity: plan_shared, to: {not: LEGAL}}", ("Legal Service",)),
    Value("{activity: plan_shared, to: $counterparty}"),
    Value("{activity: plan_shared, to: {exists: false}}"),
    Value("{activity: plan_shared, about: X-1}", ("X-1",)),
    Value("{activity: plan_shared, about: [X-1, X-2]}", ("X-1", "X-2")),
    Value("{activity: plan_shared, about: {exists: true}}"),
    Value("{activity: plan_shared, about: {exists: false}}"),
    Value("{activity: plan_shared, seats: 1234567}", ("Seats", "1234567")),
    Value("{activity: plan_shared, seats: {at_least: 1234567}}", ("Seats", "1234567")),
    Value("{activity: plan_shared, seats: {at_most: 1234567}}", ("Seats", "1234567")),
    Value("{activity: plan_shared, seats: {at_least: 2, at_most: 1234567}}", ("2", "1234567")),
)
VALUES = {
    "bearer": (
        Value("NORTH", ("North Office",)),
        Value("NORTH-NY", ("North Office in New York",)),
        Value("{each: [NORTH, SOUTH]}", ("North Office", "South Office")),
        Value("$host", ("host",)),
        Value("{other_than: $host}", ("host",)),
    ),
    "parties": (
        Value("[LEGAL]", ("Legal Service",)),
        Value("[NORTH, LEGAL]", ("North Office", "Legal Service")),
    ),
    "day": (
        Value("signature", ("signature", "15")),
        Value("2009-02-17", ("17", "2009")),
        Value("2009-02-18", ("18",)),
        Value("first-plan", ("Work plan shared",)),
    ),
    "duration": DURATIONS,
    "period": (
        *(value for value in DURATIONS if "inclusive" not in value.text),
        Value("calendar year"), Value("calendar quarter"), Value("calendar month"),
    ),
    "selector": SELECTORS,
    "attributes": (
        Value("{about: X-1}", ("X-1",)),
        Value("{about: {not: X-1}}", ("X-1",)),
        Value("{about: {exists: true}}"),
        Value("{to: LEGAL}", ("Legal Service",)),
        Value("{to: LEGAL, about: X-1}", ("Legal Service", "X-1")),
    ),
    "fields": (Value("[about]"), Value("[to]"), Value("[about, to]"), Value("[seats]", ("Seats",))),
    "count": (Value("17", ("17",)), Value("18", ("18",)), Value("1")),
    "question": (
        Value("{question: Good enough?}", ("Good enough?",)),
        Value("{question: Was it?}", ("Was it?",)),
    ),
    "exceptions": (
        Value("[{activity: plan_shared}]", ("Work plan shared",)),
        Value("[{activity: plan_shared, by: $bearer}]", ("Work plan shared",)),
        Value("[{activity: plan_shared, by: LEGAL}]", ("Work plan shared", "Legal Service")),
        Value("[{activity: plan_shared, same: [about]}]"),
        Value("[{activity: plan_shared, same: [to]}]"),
        Value("[{activity: plan_shared, not_after: due}]"),
        Value("[{activity: plan_shared, not_after: opens}]"),
        Value("[{this: {about: X-1}}]", ("X-1",)),
        Value("[{activity: plan_shared}, {activity: consultation}]", ("Work plan shared", "Consultation")),
    ),
    "flag": (Value("true"),),
    "flag or duration": (Value("true"), *DURATIONS),
    "unclear": (Value("unclear"),),
}  # fmt: skip
MORE = """
calendar: {weekend: [saturday, sunday]}
attributes: {seats: {label: Seats, type: number}}
interpretations: {soon: {value: 23 days, because: It is usual., assumed: true}}
dates: {signature: 2008-01-15, first-plan: {first: {activity: plan_shared}}}
"""


def plan_of(rule: str, parameters: list[str]) -> Fields:
    faults = Faults()
    check = cast("Fields", yaml.parse(f"check: {{{', '.join(parameters)}}}", "check", faults))
    plan = plan_with(rule, check)
    for key, value in cast("Fields", yaml.parse(MORE, "more", faults)).items():
        plan[key] = value
    faults.stop()
    return plan


@cache
def wording() -> dict[str, Wording]:
    """Give the words of each language; it is told which plan they are for."""
    found = build(plan_of("permit", ["bearer: SOUTH", *NEEDED["permit"]]), str(PLAN), Faults())
    assert found is not None
    return {tag: Wording(tag, found[0]) for tag in tags()}


@cache
def said(rule: str, *parameters: str) -> dict[str, str] | None:
    """Read a check back in every language; None if a plan may not say so."""
    faults = Faults()
    found = build(plan_of(rule, list(parameters)), str(PLAN), faults)
    if faults.count or found is None:
        return None
    check, sentences = found[0].obligations[0].checks[0], {}
    for tag, words in wording().items():
        words.plan = found[0]
        sentences[tag] = "".join(c for c in sentence(check, words) if c not in APART)
    return sentences


def given(base: list[str], name: str, value: str | None) -> list[str]:
    """Give a check another value for a parameter, or none; variables are bound by what triggers."""
    parameters = [one for one in ["bearer: SOUTH", *base] if not one.startswith(f"{name}:")]
    parameters += [f"{name}: {value}"] if value is not None else []
    host = any("$host" in one for one in parameters)
    return [one.replace("session_held}", "session_held, by: $host}") if host else one for one in parameters]


CASES = [
    (rule, number, name)
    for rule in NAMES
    for number in range(len(BASES[rule]))
    for name in PATTERNS[rule].takes
]


@pytest.mark.parametrize(("rule", "number", "name"), CASES)
def test_another_value_makes_another_sentence_that_has_it(rule: str, number: int, name: str) -> None:
    base, kind = BASES[rule][number], PATTERNS[rule].takes[name].kind
    values = {value.text: (value, said(rule, *given(base, name, value.text))) for value in VALUES[kind]}
    found = {text: pair for text, pair in values.items() if pair[1] is not None}
    for value, sentences in found.values():
        for tag, text in (sentences or {}).items():
            assert [each for each in value.shows if each not in text] == [], (tag, value, text)
    spoken = [sentences for _, sentences in found.values()]
    if PATTERNS[rule].takes[name].default != "1" or not found:  # else leaving it out says the same as 1
        spoken.append(said(rule, *given(base, name, None)))
    for one, other in combinations([each for each in spoken if each], 2):
        for tag in tags():
            assert one[tag] != other[tag]


def test_every_parameter_is_tried_with_several_values_in_some_check() -> None:
    for rule in NAMES:
        for name, parameter in PATTERNS[rule].takes.items():
            tried = {
                value.text
                for base in BASES[rule]
                for value in VALUES[parameter.kind]
                if said(rule, *given(base, name, value.text)) is not None
            }
            assert len(tried) >= min(2, len(VALUES[parameter.kind])), (rule, name, tried)


@pytest.mark.parametrize("rule", NAMES)
def test_what_an_editor_and_a_question_show_of_a_sentence_has_no_gap(rule: str) -> None:
    assert "`bearer`" in meaning(PATTERNS[rule])
    assert "  " not in meaning(PATTERNS[rule])
