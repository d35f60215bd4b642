"""What falls due in period after period: each of its days is foretold, and told in one row."""

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from checker.outputs import Options, output
from checker.results import told_meeting
from checker.results.coming import coming, settled
from checker.results.model import Results
from tests.meeting.offices import Row, english, entry, judged

PLAN = Path(__file__).parent / "reports.yaml"
BOTH = "North Office and South Office"
MONTHS = ["02-14", "03-14", "04-14", "05-14", "06-14", "07-14", "08-14", "09-14", "10-14", "11-14", "12-14"]
ENDS = ["02-28", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30", "10-31", "11-30", "12-31"]


def of(folder: Path, every: str, as_of: str, *rows: Row, life: str = "2008-01-15 2010-12-31") -> Results:
    """Judge a plan in which both offices report every so often."""
    start, end = life.split()
    plan = folder / "plan.yaml"
    text = PLAN.read_text(encoding="utf-8").replace("every: 1 year", f"every: {every}")
    text = text.replace("from: 2008-01-15, until: 2010-12-31", f"from: {start}, until: {end}")
    plan.write_text(text, encoding="utf-8")
    return judged(as_of, *rows, plan=plan)


def due(results: Results, bearer: str = "NORTH") -> list[str]:
    found = [each for each in coming(results) if each.kind == "due" and each.bearers == (bearer,)]
    return [str(each.day) for each in found]


LONG = "2008-01-15 2020-12-31"
CASES = {
    "by the month": ("1 month", "2009-02-01", LONG, [*(f"2009-{m}" for m in MONTHS), "2010-01-14"]),
    "by the quarter": ("3 months", "2009-02-01", LONG, "2009-04-14 2009-07-14 2009-10-14 2010-01-14"),
    "by calendar months": (
        "calendar month",
        "2009-02-01",
        LONG,
        [*(f"2009-{m}" for m in ENDS), "2010-01-31"],
    ),
    "by calendar quarters": (
        "calendar quarter",
        "2009-02-01",
        LONG,
        "2009-03-31 2009-06-30 2009-09-30 2009-12-31",
    ),
    "by the year, due later than what opens": ("1 year", "2009-02-01", LONG, "2010-01-14"),
    "two years are longer than what is told": ("2 years", "2010-01-15", LONG, ""),
    "month ends are counted from the first": (
        "1 month",
        "2009-10-15",
        "2008-01-31 2010-02-28",
        "2009-10-30 2009-11-29 2009-12-30 2010-01-30 2010-02-27 2010-03-30",
    ),
    "a period that has begun outlasts the agreement": (
        "3 months",
        "2009-11-01",
        "2008-01-15 2010-02-01",
        "2010-01-14 2010-04-14",
    ),
    "on the day of the end the last period begins": (
        "3 months",
        "2009-11-01",
        "2008-01-15 2010-04-15",
        "2010-01-14 2010-04-14 2010-07-14",
    ),
    "the day before the end it does not begin": (
        "3 months",
        "2009-11-01",
        "2008-01-15 2010-04-14",
        "2010-01-14 2010-04-14",
    ),
    "a quarter in which the agreement ends does not count": (
        "calendar quarter",
        "2009-11-01",
        "2008-01-15 2010-06-29",
        "2009-12-31 2010-03-31",
    ),
    "a quarter with which it ends counts": (
        "calendar quarter",
        "2009-11-01",
        "2008-01-15 2010-06-30",
        "2009-12-31 2010-03-31 2010-06-30",
    ),
    "asked on a due day": (
        "3 months",
        "2009-04-14",
        LONG,
        "2009-04-14 2009-07-14 2009-10-14 2010-01-14 2010-04-14",
    ),
    "asked on the day after": ("3 months", "2009-04-15", LONG, "2009-07-14 2009-10-14 2010-01-14 2010-04-14"),
    "asked before it all": (
        "6 months",
        "2008-01-01",
        LONG,
        "2008-07-14",
    ),
    "asked in the quarter in which it comes into force": (
        "calendar quarter",
        "2008-02-01",
        LONG,
        "2008-06-30 2008-09-30 2008-12-31",
    ),
    "asked after the end": ("1 month", "2011-01-15", "2008-01-15 2010-12-31", ""),
    "the calendar ends": (
        "calendar quarter",
        "9999-05-01",
        "9999-01-01 9999-12-31",
        "9999-06-30 9999-09-30",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_every_day_is_foretold(case: str, tmp_path: Path) -> None:
    every, as_of, life, days = CASES[case]
    results = of(tmp_path, every, as_of, life=life)
    expected = days.split() if isinstance(days, str) else days
    assert due(results) == due(results, "SOUTH") == expected


def test_only_the_next_beginning_is_told(tmp_path: Path) -> None:
    found = [each for each in coming(of(tmp_path, "3 months", "2009-02-01")) if each.kind == "opens"]
    assert [(str(each.day), each.bearers) for each in found] == [
        ("2009-04-15", ("NORTH",)),
        ("2009-04-15", ("SOUTH",)),
    ]


WAIVER = entry("w1", "2009-10-14", "waiver", "NORTH", obligation="report", bearer="SOUTH")
EXTENSION = entry(
    "e1", "2009-07-14", "extension", "NORTH", obligation="report", bearer="SOUTH", until="2009-08-31"
)


def test_what_is_waived_is_not_foretold_and_what_is_extended_is_by_its_later_day(tmp_path: Path) -> None:
    results = of(tmp_path, "3 months", "2009-02-01", WAIVER, EXTENSION)
    assert due(results, "SOUTH") == ["2009-04-14", "2009-08-31", "2010-01-14"]
    assert due(results) == ["2009-04-14", "2009-07-14", "2009-10-14", "2010-01-14"]
    assert [(each.kind, str(each.day)) for each in settled(results)] == [
        ("opens", "2009-07-15"),
        ("due", "2009-10-14"),
    ]


def rows(results: Results) -> list[tuple[str, str]]:
    found = told_meeting.together(coming(results), english(results))
    return [(str(same[0].day), text) for same, text in found]


def test_what_falls_due_again_is_told_in_one_row(tmp_path: Path) -> None:
    assert rows(of(tmp_path, "calendar quarter", "2009-10-01")) == [
        (
            "2009-12-31",
            f"{BOTH}: “Report sent”, and again on 31 March 2010, 30 June 2010 and 30 September 2010",
        ),
        ("2010-01-01", f"{BOTH}: a time begins for “Report sent”"),
    ]


def test_what_does_not_fall_due_for_the_same_bearers_has_a_row_of_its_own(tmp_path: Path) -> None:
    sent = entry("a1", "2009-01-20", "report_sent", "SOUTH")
    told = rows(of(tmp_path, "3 months", "2009-02-01", sent, WAIVER))
    assert [row for row in told if "begins" not in row[1]] == [
        ("2009-04-14", "North Office: “Report sent”, and again on 14 October 2009"),
        ("2009-07-14", f"{BOTH}: “Report sent”, and again on 14 January 2010"),
    ]


def test_what_has_opened_has_a_row_of_its_own() -> None:
    sessions = (
        entry(f"s{day}", f"2009-12-{day}", "session_held", "SOUTH", about=f"S-{day}") for day in (20, 21)
    )
    outcomes = [row for row in rows(judged("2009-12-31", *sessions)) if "Outcome" in row[1]]
    assert outcomes == [
        ("2010-01-19", "South Office: “Outcome sent”"),
        ("2010-01-20", "South Office: “Outcome sent”"),
    ]


def test_two_checks_that_fall_due_on_one_day_have_two_rows(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    (check,) = [line for line in PLAN.read_text(encoding="utf-8").splitlines() if "id: each" in line]
    plan.write_text(PLAN.read_text(encoding="utf-8") + check.replace("id: each", "id: too"), encoding="utf-8")
    row = ("2010-01-14", f"{BOTH}: “Report sent”")
    assert rows(judged("2009-12-31", plan=plan))[:2] == [row, row]


@pytest.mark.parametrize(
    ("every", "as_of", "told"),
    [
        ("30 days", "2008-02-13", ", and again on 14 March 2008, "),
        ("28 days", "2008-02-11", ", and 13 more times until 9 February 2009"),
        ("1 day", "2008-02-11", ", and 366 more times until 11 February 2009"),
    ],
)
def test_what_falls_due_very_often_is_counted(every: str, as_of: str, told: str, tmp_path: Path) -> None:
    (row,) = [text for _, text in rows(of(tmp_path, every, as_of)) if "again" in text or "more" in text]
    assert told in row


def events(results: Results) -> dict[str, tuple[date, str]]:
    """The day of each event of the calendar, and whether it is called off."""
    read = Calendar.from_ical(output("ics").write(results, Options()))
    assert isinstance(read, Calendar)
    return {str(e["UID"]): (e.decoded("DTSTART"), str(e.get("STATUS", ""))) for e in read.events}


def test_an_event_keeps_its_id_before_and_after_its_period_begins(tmp_path: Path) -> None:
    days = ["2009-02-01", "2009-05-01", "2009-08-01", "2009-11-01", "2010-01-14"]
    all_found = [events(of(tmp_path, "3 months", as_of)) for as_of in days]
    ids = [{uid for uid, (day, _) in found.items() if day == date(2010, 1, 14)} for found in all_found]
    assert len(ids[0]) == 2
    assert ids == [ids[0]] * len(days)


def test_a_waiver_calls_an_event_off_before_its_period_begins_and_after(tmp_path: Path) -> None:
    (uid,) = {
        each.id for each in coming(of(tmp_path, "3 months", "2009-02-01")) if each.day == date(2009, 10, 14)
    } - {each.id for each in coming(of(tmp_path, "3 months", "2009-02-01", WAIVER))}
    assert uid == "report/each/SOUTH/2009-07-15"
    before = events(of(tmp_path, "3 months", "2009-02-01"))
    for as_of in ("2009-02-02", "2009-08-01"):
        after = events(of(tmp_path, "3 months", as_of, WAIVER))
        off = {each for each, (day, status) in after.items() if status and day == date(2009, 10, 14)}
        assert len(off) == 1
        assert off < set(before)
