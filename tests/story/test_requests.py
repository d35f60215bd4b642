"""Whatever cannot be told is asked for, and whoever answers as asked has settled it."""

from datetime import date
from functools import cache

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from checker.results.model import Result, Results
from checker.results.requests import Request, by_party, requests
from tests.laws.strategies import cases, judged
from tests.model.generate import Case
from tests.run import ROOT
from tests.run import judged as judged_files
from tests.story.filling import Filler, filled, place, want

FILLERS = st.integers(0, 100).map(Filler)
EXAMPLES = ("2007-public-record", "2007-illustrative")


@cache
def example(name: str) -> Results:
    day = {"2007-public-record": date(2011, 12, 31), "2007-illustrative": date(2010, 6, 30)}[name]
    return judged_files(ROOT / "obligations.yaml", [ROOT / "examples" / name / "log.csv"], day)


def is_open(result: Result) -> bool:
    return result.status in ("unknown", "to_judge")


def asked_for(result: Result, found: tuple[Request, ...]) -> list[Request]:
    return [request for request in found if result.id in {r.id for r in request.decides}]


def settles(results: Results, result: Result, filler: Filler) -> None:
    """Fill in all that is asked for one finding: it is then told, or stands open for another want."""
    asked = asked_for(result, requests(results))
    if all(request.row is None for request in asked):
        return
    after = filled(results, asked, filler)
    now = [r for r in after.results if place(r, after) == place(result, results)]
    if not any(is_open(r) for r in now):
        return
    (same,) = now
    still = {want(request, after) for request in asked_for(same, requests(after)) if request.row}
    before = {want(request, results) for request in asked if request.row}
    assert same.finding.line != result.finding.line or still.isdisjoint(before), (result.id, still & before)


@given(cases(), FILLERS, st.integers(0, 10**6))
def test_filling_in_what_a_finding_lacks_settles_it(case: Case, filler: Filler, pick: int) -> None:
    results = judged(case)
    for result in picked([r for r in results.results if is_open(r)], pick):
        event(" ".join(sorted({request.wants for request in asked_for(result, requests(results))})))
        settles(results, result, filler)


@pytest.mark.parametrize("name", EXAMPLES)
def test_filling_in_settles_each_finding_of_the_examples(name: str) -> None:
    for result in picked([r for r in example(name).results if is_open(r)], 0):
        settles(example(name), result, Filler(50))


def picked(found: list[Result], pick: int) -> list[Result]:
    """Give a few of the findings, of different lines first."""
    by_line = {(r.finding.line, r.status, i % 2): r for i, r in enumerate(found[pick % 3 :])}
    return list(by_line.values())[:6]


@given(cases(), FILLERS)
def test_three_rounds_of_answers_leave_nothing_open_that_a_row_could_settle(
    case: Case, filler: Filler
) -> None:
    event(f"{rounds_needed(judged(case), filler)} rounds")


@pytest.mark.parametrize("name", EXAMPLES)
def test_three_rounds_are_enough_for_the_examples(name: str) -> None:
    assert rounds_needed(example(name), Filler(50)) <= 3


def rounds_needed(results: Results, filler: Filler) -> int:
    """Fill all in, again and again; chains take longer, since each link opens only after the last."""
    most = 3 + len(results.log.entries)
    for number in range(most):
        fillable = [request for request in requests(results) if request.row]
        if not fillable:
            return number
        chained = all(r.finding.of.check.pattern.next for each in fillable for r in each.decides)
        assert number < 3 or chained, [request.row for request in fillable]
        results = filled(results, fillable, filler)
    raise AssertionError(f"still open after {most} rounds")


@given(cases())
def test_every_open_finding_is_asked_about_and_no_other(case: Case) -> None:
    results = judged(case)
    asked = {result.id for request in requests(results) for result in request.decides}
    assert asked == {r.id for r in results.results if is_open(r)}


@given(cases())
def test_attestations_as_asked_turn_each_finding_that_lacks_nothing_else_and_no_other(case: Case) -> None:
    results = judged(case)
    asked = [request for request in requests(results) if request.wants == "attestation"]
    after = filled(results, asked, Filler(0))
    waiting = {result.id for request in asked for result in request.decides}
    now = {r.id: r.status for r in after.results}
    assert now.keys() == {r.id for r in results.results}
    for result in results.results:
        assert (now[result.id] != result.status) == (result.id in waiting), result.id
        assert result.id not in waiting or result.status == "unknown"


@given(cases())
def test_requests_have_ids_of_their_own_and_correct_each_entry_once(case: Case) -> None:
    found = requests(judged(case))
    ids = [request.id for request in found]
    assert len(set(ids)) == len(ids)
    assert not set(ids) & {row["id"] for row in case.entries}
    corrected = [request.row["corrects"] for request in found if request.row and "corrects" in request.row]
    assert len(set(corrected)) == len(corrected)
    assert sum(len(own) for own in by_party(found).values()) == sum(len(r.asked) for r in found)
