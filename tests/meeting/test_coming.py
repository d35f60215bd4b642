"""The next twelve months: what is foretold comes, and what is open is foretold."""

from datetime import date

from hypothesis import assume, event, given

from checker.diagnostics import InvalidInput
from checker.duties.model import Duty
from checker.duties.statements import waivers
from checker.results import told_meeting
from checker.results.again import again
from checker.results.coming import KINDS, Ahead, coming, horizon
from checker.results.language import Wording
from checker.results.model import Result, Results
from checker.results.story import standing
from tests.laws.strategies import cases
from tests.laws.strategies import judged as judged_case
from tests.meeting.offices import Row, english, entry, judged
from tests.model.generate import Case

SESSION = entry("s1", "2009-12-20", "session_held", "SOUTH", about="S-1")
DECISIONS = (
    entry("d1", "2009-12-01", "decision", "NORTH;SOUTH", title="Invite early", until="2010-02"),
    entry("d2", "2009-12-01", "decision", "NORTH", title="Done already", until="2010-02-01"),
    entry("d3", "2009-12-02", "decision_done", "NORTH", of="d2"),
)


def told(as_of: str, *rows: Row) -> list[tuple[str, str]]:
    results = judged(as_of, *rows)
    return [(str(each.day), told_meeting.ahead(each, english(results))) for each in coming(results)]


def test_what_is_due_what_opens_and_what_ends_by_day() -> None:
    assert told("2009-12-31", SESSION, *DECISIONS) == [
        ("2010-01-14", "North Office: “Work plan shared”"),
        ("2010-01-14", "South Office: “Work plan shared”"),
        ("2010-01-15", "North Office: a time begins for “Work plan shared”"),
        ("2010-01-15", "South Office: a time begins for “Work plan shared”"),
        ("2010-01-19", "South Office: “Outcome sent”"),
        ("2010-02-28", "North Office and South Office: decision to be carried out: Invite early"),
        ("2010-12-31", "The agreement ends: Agreement of two offices"),
    ]


def test_what_is_done_or_waived_does_not_come() -> None:
    waiver = entry("w1", "2010-01-14", "waiver", "NORTH", obligation="share-plans", bearer="SOUTH")
    shared = entry("a1", "2008-02-01", "plan_shared", "SOUTH")
    assert [(day, text) for day, text in told("2008-12-31", shared, waiver) if "South" in text] == []
    assert [(day, text) for day, text in told("2009-01-31", waiver) if "South" in text] == [
        ("2010-01-15", "South Office: a time begins for “Work plan shared”")
    ]


def test_before_the_first_day_the_agreement_itself_is_what_comes() -> None:
    assert told("2008-01-14") == [
        ("2008-01-15", "The agreement comes into force: Agreement of two offices"),
        ("2008-01-15", "North Office: a time begins for “Work plan shared”"),
        ("2008-01-15", "South Office: a time begins for “Work plan shared”"),
        ("2009-01-14", "North Office: “Work plan shared”"),
        ("2009-01-14", "South Office: “Work plan shared”"),
    ]


def test_what_is_owed_in_its_own_words() -> None:
    results = judged("2009-12-31", SESSION)
    (due,) = [each for each in coming(results) if each.clause and each.clause.id == "send-outcomes"]
    clause, reason = told_meeting.details(due, english(results))
    assert clause == "Send outcomes: “Outcomes are sent soon.”"
    assert reason.startswith("South Office owed “Outcome sent”, from 30 December 2009 to 19 January 2010")


def test_the_calendar_ends() -> None:
    assert horizon(date(2009, 12, 31)) == date(2010, 12, 31)
    assert horizon(date(2008, 2, 29)) == date(2009, 2, 28)
    assert horizon(date(9999, 1, 1)) == date.max


# Always


@given(cases(size=30))
def test_every_pending_duty_is_foretold_on_its_due_day(case: Case) -> None:
    results = judged_case(case)
    found = coming(results)
    due = {r.id: r.finding.of.window.last for r in results.results if r.status == "pending"}
    assert {each.id: each.day for each in found if each.result} == {
        name: day for name, day in due.items() if day and day <= horizon(results.as_of)
    }
    assert [each.day for each in found] == sorted(each.day for each in found)
    assert all(results.as_of <= each.day <= horizon(results.as_of) for each in found)
    assert len({(each.kind, each.id) for each in found}) == len(found)
    words = Wording("en", results.plan)
    for each in found:
        assert each.kind in KINDS
        assert "{" not in " ".join((told_meeting.ahead(each, words), *told_meeting.details(each, words)))


def later(results: Results, day: date) -> Results:
    """Judge as of a later day, if that day moves none of the days that windows hang on."""
    try:
        found = again(results, as_of=day)
    except InvalidInput:
        assume(condition=False)
        raise
    assume((found.setting.life, found.setting.dates) == (results.setting.life, results.setting.dates))
    return found


@given(cases(size=25))
def test_what_opens_was_foretold_by_the_id_and_days_that_it_will_have(case: Case) -> None:
    results = judged_case(case)
    found = coming(results)
    for each in found:
        if each.kind == "opens":
            event("a window opens")
            there = {r.id: r.finding.of.window for r in later(results, each.day).results}
            assert there.get(each.id) == each.window
    for result in later(results, horizon(results.as_of)).results:
        of = result.finding.of
        if isinstance(of, Duty) and of.window.opens.latest > results.as_of and calendar_alone(result):
            event("a window will have opened")
            waived = any(waivers(of.check, (of.bearer,), None, of.window.closes.latest, results.setting))
            assert waived or any(_by_then(each, of) for each in found)
            if not waived and of.window.closes.latest <= horizon(results.as_of):
                event("and will have been due")
                assert [e.window for e in found if (e.kind, e.id) == ("due", result.id)] == [of.window]


def calendar_alone(result: Result) -> bool:
    """Whether nothing that may be done decides when a duty opens."""
    pattern = result.finding.of.check.pattern
    return not ("link" in pattern.each or result.trigger is not None or standing(pattern))


def _by_then(each: Ahead, duty: Duty) -> bool:
    """The window itself, or one of that check and bearer that opens before it."""
    own = each.duty is not None and (each.duty.check, each.duty.bearer) == (duty.check, duty.bearer)
    return own and each.kind == "opens" and each.day <= duty.window.opens.latest
