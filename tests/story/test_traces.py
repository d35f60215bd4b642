"""Each row of the log is told of once, and what it did is what the findings say of it."""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import event, given

from checker.duties.model import Duty
from checker.results.covering import never_seen, uncovered
from checker.results.mentions import ROLES
from checker.results.model import Results
from checker.results.traces import BECAME, counts, traces
from tests.laws.strategies import cases, judged, with_entries
from tests.model.generate import Case
from tests.story.test_requests import EXAMPLES, example

STATEMENTS = ("statement", "request", "idle")
OF_FINDINGS = {"counted", "excuses", "questioned", "offends", "trigger", "instance", "moves", "near"}


def hold(results: Results) -> None:
    """What one entry became is one thing, and a part of the accounting."""
    told = traces(results)
    assert told.keys() == {entry.id for entry in results.log.entries}
    found = counts(told.values())
    assert sum(found.values()) == len(results.log.entries)
    parts = {name: found[name] for name in ("not_yet_known", "void", "later")}
    parts["statements"] = sum(found[name] for name in STATEMENTS)
    parts["activities"] = sum(found.values()) - sum(parts.values())
    assert parts == {part: n for part, n in results.accounting.items() if part != "rows"}
    assert Counter(said_of_findings(results)) == Counter(said_of_entries(results))


def said_of_findings(results: Results) -> Iterator[tuple[str, str, str]]:
    """Name each entry that a finding names, the finding, and as what."""
    for result in results.results:
        finding, of = result.finding, result.finding.of
        kept, asked = ("fulfilled", "late"), ("unknown", "to_judge")
        role = "counted" if finding.status in kept else "questioned" if finding.status in asked else "offends"
        role = "excuses" if finding.status == "excused" else role
        yield from ((entry.id, result.id, role) for entry in finding.evidence)
        yield from ((miss.entry.id, result.id, f"near {miss.why}") for miss in finding.near_misses)
        yield from ((entry.id, result.id, "trigger") for entry in (of.trigger,) if entry)
        if isinstance(of, Duty):
            yield from ((entry.id, result.id, "moves") for entry in (of.moved_by,) if entry)
        else:
            yield from ((entry.id, result.id, "instance") for entry in of.entries)


def said_of_entries(results: Results) -> Iterator[tuple[str, str, str]]:
    for name, trace in traces(results).items():
        for mention in trace.roles(*OF_FINDINGS):
            yield name, mention.result.id, f"{mention.role} {mention.why}".strip()


@given(cases())
def test_each_entry_became_one_thing_and_findings_and_traces_say_the_same(case: Case) -> None:
    results = judged(case)
    hold(results)
    for trace in traces(results).values():
        event(trace.became)
        assert trace.became in BECAME
        assert {mention.role for mention in trace.mentions} <= set(ROLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_too(name: str) -> None:
    hold(example(name))


@given(cases())
def test_what_was_done_in_time_but_not_often_enough_or_too_often_is_as_much_as_the_reason_says(
    case: Case,
) -> None:
    results = judged(case)
    done = Counter(m.result.id for t in traces(results).values() for m in t.roles("towards"))
    for result in results.results:
        said = [int(str(s.values["done"])) for s in result.finding.because if s.key == "counted"]
        beyond = [result.finding.of.check.times for s in result.finding.because if s.key == "instance-beyond"]
        (least,) = said + beyond or [0]
        in_question = result.status == "to_judge" or (result.status == "unknown" and result.finding.evidence)
        assert done[result.id] == least or (in_question and done[result.id] > least)


@given(cases())
def test_an_idle_statement_and_a_request_can_be_left_out_without_changing_a_status(case: Case) -> None:
    """So can an act of which it is said that it had no effect, or that no clause covers it."""
    results = judged(case)
    named = {
        row[column] for row in case.entries for column in ("corrects", "retracts", "of") if row.get(column)
    }
    idle = {
        name
        for name, trace in traces(results).items()
        if trace.became in ("idle", "request", "no_clause", "no_effect", "later")
        and not trace.undoes
        and name not in named
    }
    event(f"{bool(idle)}")
    rest = [row for row in case.entries if row["id"] not in idle]
    after = {r.id: r.status for r in judged(case, entries=rest).results}
    assert after == {r.id: r.status for r in results.results}


@given(cases())
def test_without_its_attestation_a_duty_would_not_be_broken_nor_a_standing_one_kept(case: Case) -> None:
    results = judged(case)
    attested = {m.result.id for t in traces(results).values() for m in t.roles("attests")}
    rows = [row for row in case.entries if row["activity"] != "coverage"]
    if len(rows) == len(case.entries) or any(row.get("corrects") or row.get("retracts") for row in rows):
        return
    after = {r.id: r.status for r in judged(case, entries=rows).results}
    for result in results.results:
        assert (after[result.id] != result.status) == (result.id in attested)


@given(cases())
def test_what_is_undone_is_void_and_what_is_void_was_undone(case: Case) -> None:
    results = judged(case)
    told = traces(results)
    undone = {name for trace in told.values() for name in trace.undoes}
    assert undone == {name for name, trace in told.items() if trace.became == "void"}


@given(cases())
def test_a_kind_that_no_clause_covers_is_said_to_be_so(case: Case) -> None:
    row = {"id": "stray", "date": "2008-06-01", "activity": "other", "by": "A", "about": "nothing-like-it"}
    results = judged(case, entries=with_entries(case, row), known_at=None)
    free = uncovered(results)
    told = traces(results)
    assert {e.id for own in free.values() for e in own} == {
        name for name, trace in told.items() if trace.became == "no_clause"
    } | {e.id for own in free.values() for e in own if told[e.id].became == "corrects"}
    assert never_seen(results).keys().isdisjoint(e.kind for e in results.setting.record.activities)
