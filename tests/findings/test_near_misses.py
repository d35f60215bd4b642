"""Near misses: acts that match but for one thing, of each kind the nearest before and after the window."""

from datetime import date

import pytest

from tests.findings.one_check import judge_one

DURING = "response: {when: {activity: t}, bearer: A, do: {activity: a, by: $bearer}, during: true, times: 2}"
DEADLINE = "deadline: {bearer: A, from: 2008-03-10, within: 2 days, do: {activity: a, by: $bearer}}"
SAME_TO = (
    "response: {when: {activity: t}, bearer: A, do: {activity: a, by: $bearer}, same: [to], within: 2 days}"
)
BEFORE = "precedence: {when: {activity: t}, bearer: A, do: {activity: a, by: $bearer}, at_most: 2 days}"
JUDGED = DEADLINE[:-1] + ', judgement: {question: "Enough?"}}'


HOST = "response: {when: {activity: t, by: $host}, bearer: A, do: {activity: a, by: $host}, within: 2 days}"
LASTS = "t1,2008-03-10/2008-03-12,t,B "
BOTH_NO = " j1,2008-03-12,judgement,B,,,e1,no j2,2008-03-12,judgement,B,,,e2,no"
TOLD = {
    "of those before, the nearest, of one day by id": (
        DEADLINE,
        "e1,2008-03-08,a,A e2,2008-03-09,a,A e3,2008-03-09,a,A",
        ["e2 too_early"],
    ),
    "somebody else, and outside: two things": (DEADLINE, "e1,2008-03-09,a,B e2,2008-03-13,a,B", []),
    "of others, the first in the window": (
        DEADLINE,
        "e1,2008-03-12,a,C e2,2008-03-10,a,B",
        ["e2 by_other"],
    ),
    "the due day lies in the window": (DEADLINE, "e1,2008-03-12,a,B", ["e1 by_other"]),
    "somebody else, over after the window, though another's month began before": (
        DEADLINE,
        "e1,2008-03-11/2008-03-14,a,B e2,2008-03,a,B",
        ["e2 by_other"],
    ),
    "where anybody may act, nobody is somebody else": (
        "deadline: {bearer: A, from: 2008-03-10, within: 2 days, do: {activity: a}, times: 2}",
        "e1,2008-03-11,a,B",
        [],
    ),
    "what counts as late is no near miss": (DEADLINE, "e1,2008-03-13,a,A", []),
    "before a trigger: the nearest on either side": (
        BEFORE,
        "t1,2008-03-12,t,B e1,2008-03-09,a,A e2,2008-03-14,a,A e3,2008-03-13,a,A",
        ["e1 too_early", "e3 too_late"],
    ),
    "while it lasts: what does not overlap": (
        DURING,
        LASTS + "e1,2008-03-05,a,A e2,2008-03-08/2008-03-09,a,A e3,2008-03-13,a,A e4,2008-03-20,a,A",
        ["e2 too_early", "e3 too_late"],
    ),
    "what overlaps is not too late, though it be not enough": (
        DURING,
        LASTS + "e1,2008-03-12/2008-03-15,a,A",
        [],
    ),
    "nor is what was on the last day": (DURING, LASTS + "e1,2008-03-12,a,A", []),
    "somebody else, overlapping": (DURING, LASTS + "e1,2008-03-12/2008-03-15,a,C", ["e1 by_other"]),
    "somebody else, afterwards": (DURING, LASTS + "e1,2008-03-13/2008-03-15,a,C", []),
    "somebody else, to somebody else: two things": (SAME_TO, "t1,2008-03-10,t,B,C e1,2008-03-11,a,C,B", []),
    "somebody else alone": (SAME_TO, "t1,2008-03-10,t,B,C e1,2008-03-11,a,C,C", ["e1 by_other"]),
    "somebody else than whom the trigger names": (
        HOST,
        "t1,2008-03-10,t,B e1,2008-03-11,a,C",
        ["e1 by_other"],
    ),
    "of those judged no, the first in the window": (
        JUDGED,
        "e1,2008-03-11,a,A e2,2008-03-12,a,A" + BOTH_NO,
        ["e1 judged_no"],
    ),
    "judged no, and outside: two things": (
        JUDGED,
        "e1,2008-03-09,a,A e2,2008-03-13,a,A" + BOTH_NO,
        [],
    ),
}


@pytest.mark.parametrize(("check", "log", "told"), TOLD.values(), ids=TOLD)
def test_near_misses(check: str, log: str, told: list[str]) -> None:
    assert near_misses(check, log) == told


def near_misses(check: str, log: str, as_of: date = date(2008, 3, 31)) -> list[str]:
    """Give the near misses of a check's duties, each with its reason."""
    found = judge_one(check, log, as_of).results
    return [f"{miss.entry.id} {miss.why}" for result in found for miss in result.finding.near_misses]


def test_what_is_not_over_by_the_as_of_day_is_no_near_miss() -> None:
    log = "t1,2008-03-12,t,B e1,2008-03-13/2008-03-20,a,A e2,2008-03-15,a,A"
    assert near_misses(BEFORE, log, date(2008, 3, 19)) == ["e2 too_late"]


def test_what_another_link_of_the_chain_used_is_no_near_miss() -> None:
    chain = "recurring: {bearer: A, at_least_every: 5 days, from: 2008-03-01, do: {activity: a, by: $bearer}}"
    assert near_misses(chain, "e1,2008-03-03,a,A") == []
