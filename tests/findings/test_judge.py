"""What is judged beside the duties: the day that is asked for, uses, ids, and what cannot be judged."""

from datetime import date
from pathlib import Path

import pytest

from checker.days import parse_range
from checker.diagnostics import Diagnostic, InvalidInput, Place
from checker.duties.model import Instance, Window
from tests.findings.one_check import COLUMNS, judge_one
from tests.run import ROOT, judged

DEADLINE = "deadline: {bearer: A, within: 1 month, do: {activity: a, by: $bearer}}"


@pytest.mark.parametrize(
    ("log", "asked_for"),
    [
        ("e1,2008-03-02,a,A e2,2008-03-01,a,A", "2008-03-02"),
        ("e1,2008-03-02/2008-03-09,a,A", "2008-03-09"),
        ("e1,2008-03/2008-03-09,a,A", "2008-03-31"),
        ("e1,2008-03-02,a,A j1,2008-05-01,judgement,B,,,e1,yes", "2008-03-02"),
        ("e1,2008-03-02,a,A e2,2008-04-02,a,A r1,2008-05-01,,A,e2", "2008-03-02"),
    ],
    ids=["latest", "its end", "its latest day", "of an activity", "that stands"],
)
def test_by_default_the_latest_day_of_an_activity_that_stands_is_asked_for(log: str, asked_for: str) -> None:
    columns = ("id", "date", "activity", "by", "retracts") if "r1" in log else COLUMNS
    assert judge_one(DEADLINE, log, None, columns=columns).as_of == date.fromisoformat(asked_for)


@pytest.mark.parametrize(
    ("known_at", "when"), [(None, ""), (date(2008, 3, 1), " that was known on 2008-03-01")]
)
def test_without_any_activity_there_is_no_day_to_ask_for(known_at: date | None, when: str) -> None:
    log = "e1,2008-03-02,a,A" if known_at else "w1,2008-03-02,coverage,A"
    with pytest.raises(InvalidInput) as caught:
        judge_one(DEADLINE, log, None, known_at=known_at)
    (told,) = caught.value.diagnostics
    assert told.message == f"the log has no activity{when}, so there is no day to ask for"
    assert (told.code, told.severity) == ("log/no-activity", "error")
    assert (told.at, told.help) == (Place("the log", 0, 0), "give a day with --as-of YYYY-MM-DD")


def test_what_is_wrong_with_a_log_that_was_a_file_names_the_file(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("id,date,activity,by\n")
    with pytest.raises(InvalidInput) as caught:
        judged(ROOT / "examples" / "two-offices" / "plan.yaml", [log])
    assert caught.value.diagnostics[0].at == Place(str(log), 0, 0)


def test_a_window_that_leaves_the_calendar_is_an_error_of_its_check() -> None:
    with pytest.raises(InvalidInput) as caught:
        judge_one(DEADLINE.replace("1 month", "8000 years"), "e1,2008-03-02,a,A")
    at = caught.value.diagnostics[0].at
    message = "a window of this check would leave the calendar, which ends with the year 9999"
    mend = "shorten it, or look for a far date in the log or --as-of"
    assert caught.value.diagnostics == (Diagnostic("plan/out-of-calendar", "error", at, message, mend),)


def test_the_known_at_day_is_in_the_results() -> None:
    results = judge_one(DEADLINE, "e1,2008-01-02,a,A", known_at=date(2008, 1, 2))
    assert results.known_at == results.setting.record.known_at == date(2008, 1, 2)


def test_a_permit_counts_what_a_bearer_took_part_in_while_the_plan_was_in_force() -> None:
    log = "e1,2008-02-01,a,A e2,2008-02-02,a,B e3,2007-12-31,a,A e4,2008-01-01,a,C;A"
    (own,) = judge_one("permit: {bearer: A, do: {activity: a}}", log).obligations
    assert [entry.id for entry in own.uses] == ["e4", "e1"]


def test_an_id_that_occurs_again_gets_a_number() -> None:
    pairs = "conflict: {bearer: {each: [A, B]}, do: {activity: a}, same: [about]}"
    found = judge_one(pairs, "e1,2008-02-01,a,A,,X e2,2008-02-01,a,B,,X e3,2008-02-01,a,B,,X").results
    assert [result.id for result in found] == ["o/c/A+B/2008-02-01/e1", "o/c/A+B/2008-02-01/e1/2"]


def test_a_bound_on_a_number_does_not_hold_for_another_kinds_text() -> None:
    check = "deadline: {bearer: A, within: 3 months, do: {activity: [a, t], seats: {at_least: 5}}}"
    log = "e1,2008-02-01,t,A,many e2,2008-02-02,a,A,5"
    (found,) = judge_one(check, log, columns=("id", "date", "activity", "by", "seats")).results
    assert [entry.id for entry in found.finding.evidence] == ["e2"]


def test_what_moved_a_due_day_is_the_extension_that_moves_it() -> None:
    """Of two that reach equally far the first by id; one that reaches no farther moves nothing."""
    columns = ("id", "date", "activity", "by", "obligation", "until")
    log = "x2,2008-02-01,extension,B,o,2008-02-20 x1,2008-02-01,extension,B,o,2008-02-20"
    (found,) = judge_one(DEADLINE, log, columns=columns).results
    assert found.finding.of.moved_by.id == "x1"  # type: ignore[union-attr]
    (found,) = judge_one(DEADLINE, "x1,2008-02-01,extension,B,o,2008-02-01", columns=columns).results
    assert found.finding.of.moved_by is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("log", "told"),
    [
        ("e1,2008-01-05,a,A j1,2008-01-06,judgement,A,,,e1,no", ["answers-own"]),
        (
            "e1,2008-01-05,a,A j1,2008-01-06,judgement,B,,,e1,no j2,2008-01-06,judgement,C,,,e1,yes",
            ["answers-differ"],
        ),
        ("e1,2008-01-05,a,A", []),
    ],
    ids=["the bearer alone", "others, differently", "nobody"],
)
def test_an_open_question_says_who_has_answered_it(log: str, told: list[str]) -> None:
    asks = DEADLINE[:-1] + ', judgement: {question: "Enough?"}}'
    (found,) = judge_one(asks, log).results
    assert found.status == "to_judge"
    assert [said.key for said in found.finding.because if said.key.startswith("answers-")] == told


@pytest.mark.parametrize(
    ("answer", "status"), [("yes", "fulfilled"), ("TRUE", "fulfilled"), ("FALSE", "breached")]
)
def test_an_answer_may_be_one_of_a_spreadsheet(answer: str, status: str) -> None:
    asks = DEADLINE[:-1] + ', judgement: {question: "Enough?"}}'
    (found,) = judge_one(asks, f"e1,2008-01-05,a,A j1,2008-01-06,judgement,B,,,e1,{answer}").results
    assert found.status == status


def test_a_window_is_imprecise_if_one_of_its_ends_is() -> None:
    day, month = parse_range("2008-03-02"), parse_range("2008-03")
    ends = [(day, day), (day, None), (day, month), (month, day), (month, None)]
    assert [Window(*pair).imprecise for pair in ends] == [False, False, True, True, True]


@pytest.mark.parametrize(("times", "beyond"), [("", [2, 3, 4]), (", times: 2", [3, 4])])
def test_an_act_beyond_the_limit_says_which_one_it_was(times: str, beyond: list[int]) -> None:
    limit = f"limit: {{bearer: A, do: {{activity: a}}, every: 1 year{times}}}"
    found = judge_one(
        limit, "e1,2008-02-01,a,A e2,2008-02-02,a,A e3,2008-02-03,a,A e4,2008-02-04,a,A"
    ).results
    assert [r.finding.of.number for r in found if isinstance(r.finding.of, Instance)] == beyond
