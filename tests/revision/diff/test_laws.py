"""Laws of comparing and replaying, on random plans, drafts and logs."""

from random import Random

from checker.revision.diff import Diff, diff
from checker.revision.pairs import RELATIONS, Pair
from checker.revision.replay import replay
from tests.laws.strategies import judged as judged_alone
from tests.laws.strategies import law
from tests.model.generate import Case
from tests.revision.diff.drafts import judged, longer, read, rewritten

MIRRORED = {"new": "dropped", "dropped": "new", "split": "merged", "merged": "split"}


@law(at_least=3, one_in=4)
def test_the_same_plan_twice_is_no_difference(case: Case, rng: Random) -> int:  # noqa: ARG001 - as given
    results = judged_alone(case)
    found = diff(results.plan, results.plan)
    assert found.same
    assert found.counts["kept"] == len(results.plan.obligations)
    past = replay(results, results.plan, results.rules)
    assert (past.turns, past.rerated, past.moved, past.first) == ((), (), 0, None)
    assert past.same == past.total == len(results.results)
    return len(results.results)


def sides(pair: Pair) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(each.id for each in pair.was), frozenset(each.id for each in pair.now)


def relations(found: Diff) -> set[tuple[str, frozenset[str], frozenset[str]]]:
    return {(pair.relation, *sides(pair)) for pair in found.pairs}


@law(at_least=20, one_in=2)
def test_a_comparison_the_other_way_round_is_its_mirror(case: Case, rng: Random) -> int:
    old, new = read(case.plan), read(rewritten(case.plan, rng))
    if old is None or new is None:
        return 0
    there, back = diff(old[0], new[0]), diff(new[0], old[0])
    mirrored = {(MIRRORED.get(how, how), now, was) for how, was, now in relations(there)}
    assert mirrored == relations(back)
    for pair in there.pairs:
        assert pair.relation in RELATIONS
        other = next(each for each in back.pairs if sides(each) == sides(pair)[::-1])
        assert pair.reworded == other.reworded
    was = [each.id for pair in there.pairs for each in pair.was]
    now = [each.id for pair in there.pairs for each in pair.now]
    assert sorted(was) == sorted(each.id for each in old[0].obligations)
    assert sorted(now) == sorted(each.id for each in new[0].obligations)
    return sum(n for name, n in there.counts.items() if name != "kept")


@law(at_least=20, one_in=3)
def test_every_duty_reads_the_same_or_is_named(case: Case, rng: Random) -> int:
    draft = read(rewritten(case.plan, rng))
    if draft is None:
        return 0
    past = replay(judged(case, draft[0]), *draft)
    assert past.same + past.changed + past.vanished == len(past.was.results)
    assert past.same + past.changed + past.appeared == len(past.now.results)
    for turn in past.turns:
        assert (turn.was and turn.was.status) != (turn.now and turn.now.status)
        assert turn.due_to or turn.how == "all"
    return len(past.turns)


@law(at_least=10, one_in=2)
def test_one_alteration_alone_is_the_cause_of_all_that_follows(case: Case, rng: Random) -> int:
    spec = longer(case.plan, rng)
    draft = read(spec) if spec else None
    if draft is None:
        return 0
    past = replay(judged(case, draft[0]), *draft)
    altered = [each for pair in diff(past.was.plan, draft[0]).pairs for each in pair.altered]
    assert len(altered) == 1
    for turn in past.turns:
        assert (turn.how, [each.name for each in turn.due_to]) == ("alone", [altered[0].name])
    return len(past.turns)


@law(at_least=10, one_in=3)
def test_several_alterations_are_narrowed_down(case: Case, rng: Random) -> int:
    """What all of them do together is what the draft does: no turn is left that could not be traced."""
    spec, several = case.plan, 0
    for _ in range(4):
        spec = longer(spec, rng) or spec
    draft = read(spec)
    if draft is None:
        return 0
    past = replay(judged(case, draft[0]), *draft)
    for turn in past.turns:
        assert turn.how in ("alone", "together")
        several += turn.how == "together" or len(turn.due_to) > 1
    return len(past.turns) + several
