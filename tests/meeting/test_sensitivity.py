"""Other readings: what turns under them is told, and what does not rest on them does not turn."""

from hypothesis import event, given

from checker.diagnostics import InvalidInput
from checker.results import told_meeting
from checker.results.again import again, plan_with
from checker.results.language import Wording
from checker.results.sensitivity import Tried, Turn, sensitivity, turns
from tests.laws.strategies import cases
from tests.laws.strategies import judged as judged_case
from tests.meeting.offices import ATTESTED, english, entry, judged
from tests.model.generate import Case

ROWS = (
    *ATTESTED,
    entry("s1", "2008-05-05", "session_held", "SOUTH", end="2008-05-09", about="S-1"),
    entry("o1", "2008-06-20", "outcome_sent", "SOUTH", about="S-1"),
    entry("a1", "2008-02-01", "plan_shared", "NORTH"),
    entry("a2", "2008-09-01", "plan_shared", "NORTH"),
)
RESULTS = judged("2009-02-01", *ROWS)
FOUND = {each.interpretation.name: each for each in sensitivity(RESULTS)}


def turned(trial: Tried) -> list[tuple[str, str | None, str | None]]:
    return [(each.id, each.was and each.was.status, each.now and each.now.status) for each in trial.turns]


def test_a_verdict_turns() -> None:
    sixty, *_ = FOUND["soon"].tried
    duty = "send-outcomes/after-session/SOUTH/2008-05-19/s1"
    assert turned(sixty) == [(duty, "late", "fulfilled")]
    assert [(r.obligation.id, r.was, r.now) for r in sixty.rerated] == [
        ("send-outcomes", "partly_met", "met")
    ]
    assert (sixty.changed, sixty.appeared, sixty.vanished, FOUND["soon"].duties) == (1, 0, 0, 1)


def test_a_duty_is_the_same_by_its_place_if_nothing_triggers_it_and_others_appear() -> None:
    (half,) = FOUND["yearly"].tried
    assert turned(half) == [
        ("share-plans/each-year/NORTH/2009-01-15", "pending", "fulfilled"),
        ("share-plans/each-year/SOUTH/2009-01-15", "pending", "breached"),
        ("share-plans/each-year/NORTH/2009-01-15", None, "pending"),
        ("share-plans/each-year/SOUTH/2009-01-15", None, "pending"),
    ]
    assert (half.changed, half.appeared, half.vanished) == (2, 2, 0)


def test_a_duty_vanishes_and_all_clauses_are_judged_if_the_first_day_is_another() -> None:
    early = judged("2009-02-01", *ROWS, entry("s0", "2008-02-10", "session_held", "SOUTH", about="S-0"))
    day = next(each for each in sensitivity(early) if each.interpretation.name == "signature-day")
    assert [named.name for named in day.dates] == ["signature"]
    assert day.clauses == early.plan.obligations
    gone = [each for each in turned(day.tried[0]) if each[2] is None]
    assert [(name.split("/")[0], was) for name, was, _ in gone] == [
        ("send-experts", "breached"),
        ("send-outcomes", "breached"),
        ("share-plans", "pending"),
        ("share-plans", "pending"),
    ]


def test_an_alternative_that_cannot_be_judged_is_told() -> None:
    _, empty, far = FOUND["soon"].tried
    assert [each.code for each in (*empty.refused, *far.refused)] == [
        "plan/empty-window",
        "plan/out-of-calendar",
    ]
    assert (empty.turns, far.turns) == ((), ())
    assert told_meeting.tried(far, FOUND["soon"], english(RESULTS)) == (
        "Read as 9999 years: this cannot be judged, because a window of this check would leave the calendar, "
        "which ends with the year 9999."
    )


def test_how_it_is_told() -> None:
    words = english(RESULTS)
    sixty, (half,) = FOUND["soon"].tried[0], FOUND["yearly"].tried
    assert told_meeting.tried(sixty, FOUND["soon"], words) == (
        "Read as 60 days: 1 verdict changes; 1 rating changes."
    )
    assert told_meeting.tried(half, FOUND["yearly"], words) == (
        "Read as 6 months: 2 verdicts change; 2 duties are added."
    )
    assert told_meeting.turn(half.turns[2], words) == (
        "share-plans/each-year/NORTH/2009-01-15: not there, then not yet due"
    )


# Always


@given(cases(size=25))
def test_what_does_not_rest_on_a_reading_stays_and_the_counts_add_up(case: Case) -> None:
    """Judging all clauses again gives the same turns as judging those alone that rest on it."""
    results = judged_case(case)
    words = Wording("en", results.plan)
    for each, trial in ((some, trial) for some in sensitivity(results) for trial in some.tried):
        assert trial.changed + trial.appeared + trial.vanished == len(trial.turns)
        assert trial.changed + trial.vanished <= each.duties <= len(results.results)
        assert told_meeting.tried(trial, each, words).startswith("Read as ")
        try:
            whole = again(results, plan=plan_with(results, each.interpretation.name, trial.text))
        except InvalidInput:
            assert trial.refused
            continue
        event("some verdict turns" if trial.turns else "none turns")
        found = turns(results.results, whole.results)
        assert [ways(turn) for turn in found] == [ways(turn) for turn in trial.turns]
        ratings = {own.obligation.id: own.rating for own in results.obligations}
        ratings |= {other.obligation.id: other.now for other in trial.rerated}
        assert ratings == {own.obligation.id: own.rating for own in whole.obligations}
        assert turns(whole.results, whole.results) == ()


def ways(turn: Turn) -> tuple[tuple[str, str] | None, ...]:
    return tuple(result and (result.id, result.status) for result in turn)
