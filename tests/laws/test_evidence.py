"""Evidence: it comes from the log, it is enough, and a breach names what nearly counted (laws 13 and 14)."""

from collections.abc import Iterator
from random import Random

from hypothesis import given

from checker.duties.dates import matching
from checker.duties.model import Duty
from checker.log.model import Entry
from checker.results.model import Result, Results
from checker.situations.index import agree
from checker.situations.judgements import Judgements
from checker.situations.model import NOT_MET
from tests.laws.acts import discharging
from tests.laws.strategies import cases, duties, judged, law, with_entries
from tests.model.generate import Case
from tests.model.logs import Row

NAMELESS = ("coverage", "waiver", "extension")


@given(cases())
def test_evidence_and_near_misses_are_entries_that_stand(case: Case) -> None:
    ids = {row["id"] for row in case.entries}
    for duty in duties(case):
        assert ids.issuperset(duty["evidence"])
        assert ids.issuperset(name for name, _ in duty["near_misses"])
        assert not set(duty["evidence"]) & {name for name, _ in duty["near_misses"]}
        assert len(set(duty["evidence"])) == len(duty["evidence"])


@given(cases())
def test_every_row_is_accounted_for(case: Case) -> None:
    told = dict(judged(case).accounting)
    assert told.pop("rows") == len(case.entries) == sum(told.values())


@law(at_least=100)
def test_law_13_what_a_fulfilled_duty_names_is_enough_to_keep_it_fulfilled(case: Case, rng: Random) -> int:
    """Duties that can be are fulfilled first. Periods that overlap after an extension are left aside."""
    entries = with_entries(case, *acts_for_all(judged(case), rng))
    results = judged(case, entries=entries)
    extended = any(row["activity"] == "extension" for row in entries)
    fulfilled = [r for r in results.results if r.status == "fulfilled" and not (extended and in_periods(r))]
    for result in fulfilled:
        kept = only(entries, set(named_by(result, results)))
        after = judged(case, entries=kept).results
        assert told(result) in [told(each) for each in after]
    return len(fulfilled)


def acts_for_all(results: Results, rng: Random) -> Iterator[Row]:
    """Write as many acts as each duty needs."""
    for number, result in enumerate(results.results):
        of = result.finding.of
        if isinstance(of, Duty) and of.check.pattern.done_by:
            for time in range(of.check.times):
                yield from discharging(of, results, rng, f"act{number}-{time}")


def in_periods(result: Result) -> bool:
    return "period" in result.finding.of.check.pattern.each


def told(result: Result) -> tuple[object, ...]:
    """Give what must stay: whose duty it is, its window and its trigger, the status and the evidence."""
    of, trigger = result.finding.of, result.trigger
    evidence = [entry.id for entry in result.finding.evidence]
    return (
        result.obligation,
        of.check.id,
        of.bearer,
        of.window,
        trigger and trigger.id,
        result.status,
        evidence,
    )


def named_by(result: Result, results: Results) -> Iterator[str]:
    """Name the entries of a duty: evidence and trigger, those of the chain before it, those of its dates."""
    of = result.finding.of
    for other in results.results:
        one = other.finding.of
        before = one.check is of.check and one.bearer == of.bearer and one.window.first <= of.window.first
        if other is result or (of.check.pattern.next and before):
            yield from (entry.id for entry in other.finding.evidence)
    if result.trigger:
        yield result.trigger.id
    plan, record, life = results.plan, results.setting.record, results.setting.life
    for name in {
        plan.start,
        plan.until,
        *(term for term in of.check.terms.values() if isinstance(term, str)),
    }:
        named = plan.dates.get(str(name))
        if named and named.first and life:
            found = matching(named, record, None if name in (plan.start, plan.until) else life.start)
            if found:
                yield min(found, key=lambda e: e.end.earliest).id
                yield min(found, key=lambda e: e.end.latest).id


def only(entries: list[Row], needed: set[str]) -> list[Row]:
    """Keep the needed entries, what they correct, and the statements about them or about none."""
    kept = needed | {row["id"] for row in entries if row["activity"] in NAMELESS}
    while True:
        more = {row["corrects"] for row in entries if row["id"] in kept and row.get("corrects")}
        more |= {
            row["id"] for row in entries if kept.intersection(map(row.get, ("corrects", "retracts", "of")))
        }
        if more <= kept:
            return [row for row in entries if row["id"] in kept]
        kept |= more


@law(at_least=50)
def test_law_14_a_breach_names_its_near_misses(case: Case, rng: Random) -> int:  # noqa: ARG001 - it draws nothing
    """The nearest act before the window and after it, in it the first judged no and the first by another.

    So does every other duty that was not fulfilled, of the acts that it does not rest on.
    """
    results = judged(case)
    misses = 0
    for result in results.results:
        finding, of = result.finding, result.finding.of
        if isinstance(of, Duty) and of.check.pattern.done_by and result.status != "fulfilled":
            named = {(miss.why, miss.entry.id) for miss in finding.near_misses}
            own = {entry.id for entry in finding.evidence}
            assert named == {(why, entry.id) for why, entry in nearly(of, results, own)}
            misses += len(named)
    return misses


def nearly(duty: Duty, results: Results, own: set[str]) -> Iterator[tuple[str, Entry]]:
    """Look through all activities for those that miss by one thing, and give the nearest of each kind."""
    window, trigger, during = duty.window, duty.trigger, "during" in duty.check.terms
    same = duty.check.terms.get("same")
    alike = same if isinstance(same, tuple) else ()
    asked = duty.check.selector(duty.check.pattern.acts).conditions
    answers, taken = Judgements(results.setting), own.union(used_elsewhere(duty, results))
    early, late, refused, others = [], [], [], []
    for entry in sorted(results.setting.record.activities, key=lambda e: e.order):
        if entry.id in taken or not (during or results.setting.record.over(entry)):
            continue
        if trigger and (entry.id == trigger.id or not agree(entry, trigger, alike)):
            continue
        before = entry.end.latest < window.first
        after = (entry.start if during else entry.end).earliest > window.closes.latest
        inside = window.first <= window.closes.latest and not (before or after)
        missing = [condition.field for condition in asked if not condition.holds(entry, duty.bindings)]
        if missing == ["by"] and inside:
            others.append(entry)
        elif not missing and answers.state(entry, duty) != NOT_MET:
            early += [entry] if before else []
            late += [entry] if after else []
        elif not missing and inside:
            refused.append(entry)
    nearest = [entry for entry in early if entry.end.latest == early[-1].end.latest]
    found = {"too_early": nearest, "too_late": late, "judged_no": refused, "by_other": others}
    yield from ((why, entries[0]) for why, entries in found.items() if entries)


def used_elsewhere(duty: Duty, results: Results) -> Iterator[str]:
    """Name the acts that other periods, or links of the chain, have used up."""
    done_by = duty.check.pattern.done_by
    if done_by and done_by.share != "freely":
        for result in results.results:
            of = result.finding.of
            if of.check is duty.check and of.bearer == duty.bearer and result.status in ("fulfilled", "late"):
                yield from (entry.id for entry in result.finding.evidence)
