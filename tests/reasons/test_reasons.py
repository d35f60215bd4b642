"""Reasons: they name whose duty it is, its days and the entries; each fits one situation, and adds up."""

import json
import re
from collections.abc import Iterator
from copy import copy
from datetime import date, timedelta
from functools import cache
from itertools import chain

from hypothesis import given

from checker.days import DayRange
from checker.duties.model import Duty, Instance
from checker.findings.model import NearMiss, Sentence, Value
from checker.frozen import replace
from checker.log.model import Entry
from checker.plan.model import Plan
from checker.results.language import Wording
from checker.results.model import Result, Results
from checker.results.phrasing import reason as below_its_check
from tests import run
from tests.laws.strategies import cases, judged
from tests.model.generate import Case, make

DAY = timedelta(days=1)


@cache
def language() -> Wording:
    return Wording("en", judged(make(0)).plan)


def english(plan: Plan) -> Wording:
    """Give the words for a plan; reading them anew for each would take longer than all else here."""
    words = copy(language())
    words.plan = plan
    return words


@given(cases())
def test_a_reason_names_whose_duty_it_is_its_days_and_the_entries_that_it_rests_on(drawn: Case) -> None:
    """In the results, and in the report, where the check above it has said what is to be done."""
    results = judged(drawn)
    words = english(results.plan)
    for result in results.results:
        for text in (words.reason(result.finding.because), below_its_check(result.finding.because, words)):
            assert [name for name in named(result, words) if name not in text] == [], text


def named(result: Result, words: Wording) -> Iterator[str]:
    """Give what is to be named, as sentences name it; an entry with its title, its days and its id."""
    finding, of = result.finding, result.finding.of
    yield from (words.plan.parties[code].short for code in of.bearer.split("+"))
    if isinstance(of, Duty) and "during" not in of.check.terms:  # else the days are those of the trigger
        yield from (words.days(days) for days in (of.window.opens, of.window.due) if days)
    missed = [] if result.status == "fulfilled" else [miss.entry for miss in finding.near_misses]
    yield from map(words.entry, [*([result.trigger] if result.trigger else []), *finding.evidence, *missed])


def test_no_two_situations_have_the_same_reason() -> None:
    """What differs in any of these, in whatever case, reads differently."""
    told: dict[str, tuple[object, ...]] = {}
    for results in everything():
        words = english(results.plan)
        for result in results.results:
            text = words.reason(result.finding.because)
            assert told.setdefault(text, situation(result, words)) == situation(result, words), text
    assert len(told) > 2500


@cache
def everything() -> tuple[Results, ...]:
    """Random cases, worked cases and examples."""
    return (*map(judged, map(make, range(150))), *worked())


def worked() -> Iterator[Results]:
    for path in sorted((run.ROOT / "tests" / "cases").glob("*/expected.json")):
        asked = json.loads(path.read_text())
        known_at = date.fromisoformat(asked["known_at"]) if asked["known_at"] else None
        plan, log = path.with_name("plan.yaml"), path.with_name("log.csv")
        yield run.judged(plan, [log], date.fromisoformat(asked["as_of"]), known_at, "reference")
    for log in sorted((run.ROOT / "examples").glob("*/log.csv")):
        plan = log.with_name("plan.yaml")
        yield run.judged(plan if plan.exists() else run.ROOT / "obligations.yaml", [log], engine="reference")


def situation(result: Result, words: Wording) -> tuple[object, ...]:
    finding, of = result.finding, result.finding.of
    return (
        of.check.pattern.rule,
        (finding.status, finding.line),
        [words.plan.parties[code].short for code in of.bearer.split("+")],
        of.window,
        [words.entry(entry) for entry in finding.evidence],
        [(words.entry(miss.entry), miss.why) for miss in finding.near_misses],
        result.trigger and words.entry(result.trigger),
    )


def test_the_numbers_in_a_reason_are_those_of_the_finding() -> None:
    for results in everything():
        words = english(results.plan)
        for result in results.results:
            text = words.reason(result.finding.because)
            assert [phrase for phrase in numbers(result, results, words) if phrase not in text] == [], text


def numbers(result: Result, results: Results, words: Wording) -> Iterator[str]:
    """Give what a reason must say of how many there are and how far apart days are."""
    finding, of = result.finding, result.finding.of
    if isinstance(of, Instance):
        yield f"this was number {of.number}:" if of.number else ""
    elif finding.line is not None:
        due, ends = of.window.closes, [entry.end for entry in finding.evidence]
        yield f", {of.check.times} times, " if of.check.times > 1 else ""
        if result.status == "late" and due.exact and all(end.exact for end in ends):
            yield f"Late by {count((max(end.latest for end in ends) - due.latest).days)}:"
        if result.status == "pending":
            yield f", {count((due.latest - results.as_of).days)} "
        if result.status != "fulfilled":
            yield from (distance(miss, of, words) for miss in finding.near_misses)


def count(days: int) -> str:
    return f"{days} day" if days == 1 else f"{days} days"


def distance(miss: NearMiss, of: Duty, words: Wording) -> str:
    """Say how far a near miss was from the window, if it missed by its day."""
    entry = miss.entry
    if miss.why == "too_early":
        return f"{words.entry(entry)}, {count((of.window.first - entry.end.latest).days)} too early."
    if miss.why == "too_late":
        return f"{words.entry(entry)}, {count((entry.end.earliest - of.window.closes.latest).days)} too late."
    return words.entry(entry)


@given(cases())
def test_whatever_changes_in_a_sentence_can_be_read_in_it(drawn: Case) -> None:
    """Each value that the sentence has a place for: a day, a number, a name, an entry or one of its days."""
    results = judged(drawn)
    words = english(results.plan)
    for sentence in chain.from_iterable(result.finding.because for result in results.results):
        text = words.say(sentence)
        for other in changed(sentence, words):
            assert words.say(other) != text


def changed(sentence: Sentence, words: Wording) -> Iterator[Sentence]:
    places = words.section("sentences").get(sentence.key, "{kind}{kinds}{values}")
    for name in set(re.findall(r"{(\w+)", places)) & sentence.values.keys():
        for other in others(sentence.values[name], words):
            yield Sentence(sentence.key, {**sentence.values, name: other})


def others(value: Value, words: Wording) -> Iterator[Value]:
    """Give values that differ from one in one thing."""
    if isinstance(value, Sentence):
        yield from changed(value, words)
    elif isinstance(value, Entry):
        yield replace(value, id=f"{value.id}0")
        yield replace(value, start=DayRange(value.start.earliest - DAY, value.start.latest))
        yield replace(value, end=DayRange(value.end.earliest, value.end.latest + DAY))
        longer = DayRange(value.start.earliest, value.start.latest + 365 * DAY)
        yield replace(value, start=longer, end=longer)
    elif isinstance(value, DayRange):
        yield DayRange(value.earliest - DAY, value.latest)
        yield DayRange(value.earliest, value.latest + DAY)
        yield DayRange(value.earliest + DAY, value.latest + DAY)
    elif isinstance(value, tuple) and value:
        yield value[:-1]
        yield from (
            (*value[:n], other, *value[n + 1 :])
            for n in range(len(value))
            for other in others(value[n], words)
        )
    elif isinstance(value, date):
        yield value + DAY
    elif isinstance(value, int):
        yield value + 1
    elif value:
        yield (
            next(kind for kind in words.plan.kinds if kind != value)
            if value in words.plan.kinds
            else f"{value}x"
        )
