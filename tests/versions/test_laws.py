"""What holds for any two versions of any agreement: nothing is lost, and nothing counts twice."""

from collections import Counter
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.diagnostics import InvalidInput
from checker.duties.model import Duty
from checker.findings.tables import Tables
from checker.outputs import Options, output
from checker.results.again import again, plan_with
from checker.results.explain import Asked, explain
from checker.results.facts import Facts
from checker.results.model import Results
from tests.versions.made import Revised, ended, judged, read, revised, told

SEEDS = st.integers(0, 2**32)
TRIGGER = 5
"""Where `told` names it."""
FEW, SOME = (settings(max_examples=settings().max_examples // few) for few in (20, 12))
"""Few by default, since versions take long to judge; many where laws are tried on many cases."""


def homes(case: Revised) -> dict[str, str]:
    """Give the ids that the clauses of the first version have in the whole."""
    return dict(read(case.old, case.new)[0].parts[0].homes)


@SOME
@given(SEEDS)
def test_under_old_each_duty_is_what_it_is_in_its_version_alone(seed: int) -> None:
    """Of one whose trigger may lie on either side of the change, that of the new version may be left out."""
    case = revised(seed, "old")
    both = judged(case, case.old, case.new)
    one, other = judged(case, ended(case)), judged(case, case.new)
    home = homes(case)
    alone = [told(result, home) for result in one.results] + [told(result) for result in other.results]
    left = Counter(alone) - Counter(map(told, both.results))
    assert not Counter(map(told, both.results)) - Counter(alone)
    versions = [result.finding.of.check.version for result in both.results]
    assert versions.count("1") == len(one.results)
    owed = {result.trigger.id for result in one.results if result.trigger}
    twins = {told(r) for r in other.results if isinstance(r.finding.of, Duty) and r.finding.of.doubtful}
    assert twins.issuperset(left)
    assert owed.issuperset(each[TRIGGER] for each in left)


@SOME
@given(SEEDS)
def test_under_new_open_duties_alone_are_judged_by_the_new_version_as_if_it_had_been_in_force(
    seed: int,
) -> None:
    case = revised(seed, "new")
    old = deepcopy(case.new)
    old["plan"]["open_duties"] = "old"
    before, after = judged(case, case.old, old), judged(case, case.old, case.new)
    assert before.versions is not None
    assert after.versions is not None
    opened = [each.id for each in before.versions[0].open]
    assert [each.id for each in after.versions[0].open] == opened
    moved = Counter(each.why for each in after.versions[0].open)
    stay = Counter(map(told, before.results)) - Counter(
        told(each.result) for each in before.versions[0].open if each.result
    )
    assert not stay - Counter(map(told, after.results))
    carried = [each.result for each in after.versions[0].open if each.result]
    assert len(after.results) <= len(before.results) - moved["not-owed"] - moved["no-clause"]
    start = after.versions[0].first
    assert start is not None or not carried
    if start is not None:
        back = deepcopy(case.new)
        back["plan"]["in_force"] = {"from": start.isoformat()}
        del back["plan"]["replaces"], back["plan"]["open_duties"]
        as_if = Counter(map(told, judged(case, back).results))
        for each in after.versions[0].open:
            if each.why == "new":
                assert each.result is not None
                of = each.result.finding.of
                # alone, nothing is told of a duty that opens later; and no trigger is doubtful for the change
                later = not of.trigger and of.window.first > case.as_of
                doubtful = isinstance(of, Duty) and of.doubtful
                assert later or doubtful or told(each.result) in as_if
                assert each.falls_under == "2"


@SOME
@given(SEEDS, st.sampled_from(("old", "new")))
def test_two_versions_that_say_the_same_owe_the_same_for_what_is_triggered(seed: int, under: str) -> None:
    """That is so of what is due after a trigger that certainly lies on one side of the change."""
    case = revised(seed, under, same=True)
    if "until" in case.old["plan"]["in_force"]:
        return
    both, alone = judged(case, case.old, case.new), judged(case, case.old)

    def after(results: Results) -> Counter[tuple[object, ...]]:
        found: Counter[tuple[object, ...]] = Counter()
        for result in results.results:
            of = result.finding.of
            if isinstance(of, Duty) and of.check.pattern.rule == "response" and of.trigger:
                start = of.trigger.start
                clear = start.latest < case.day or start.earliest >= case.day
                if clear and not of.check.rests_on and "early_counts" not in of.check.terms:
                    found[told(result)] += 1
        return found

    assert after(both) == after(alone)


@FEW
@given(SEEDS, st.sampled_from(("old", "new")))
def test_all_that_is_told_beside_verdicts_can_be_told_of_versions(seed: int, under: str) -> None:
    case = revised(seed, under)
    both = judged(case, case.old, case.new)
    facts = Facts(both)
    changes = [facts.remedies.of(result) for result in both.results]
    assert len(changes) == len(both.results)
    for form in ("json", "html", "text"):
        assert output(form).write(both, Options())
    assert explain(Asked(both.plan, Tables(both.rules, "reference"), both), (), "en")


@FEW
@given(SEEDS, st.sampled_from(("old", "new")))
def test_another_reading_is_the_changed_plans_judged(seed: int, under: str) -> None:
    case = revised(seed, under)
    both = judged(case, case.old, case.new)
    for name, meant in both.plan.interpretations.items():
        for text in meant.alternatives[:1]:
            specs = [deepcopy(case.old), deepcopy(case.new)]
            for part, spec in zip(both.plan.parts, specs, strict=True):
                for own, called in part.meanings.items():
                    if called == name:
                        spec["interpretations"][own]["value"] = text
            try:
                by_hand = judged(case, *specs)
            except InvalidInput:
                with pytest.raises(InvalidInput):
                    again(both, plan=plan_with(both, name, text))
            else:
                then = again(both, plan=plan_with(both, name, text))
                assert list(map(told, then.results)) == list(map(told, by_hand.results))


@FEW
@given(SEEDS, st.sampled_from(("old", "new")))
def test_some_clauses_alone_are_judged_as_among_all(seed: int, under: str) -> None:
    case = revised(seed, under)
    both = judged(case, case.old, case.new)
    for clause in both.plan.obligations:
        alone = again(both, plan=both.plan._replace(obligations=(clause,)))
        assert list(map(told, alone.results)) == [
            told(result) for result in both.results if result.obligation == clause.id
        ]
