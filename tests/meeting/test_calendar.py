"""The calendar file: read back by a calendar library, it says what is coming, and nothing in it does harm."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from icalendar import Calendar

from checker.files import OutputFault
from checker.outputs import Options, output
from checker.results.again import again
from checker.results.coming import coming, settled
from checker.results.model import Results
from tests.laws.strategies import cases
from tests.laws.strategies import judged as judged_case
from tests.meeting.offices import PLAN, entry, judged
from tests.model.generate import Case
from tests.run import checker

SESSION = entry("s1", "2009-12-20", "session_held", "SOUTH", about="S-1")


def written(results: Results) -> bytes:
    return output("ics").write(results, Options())


def read(data: bytes) -> tuple[Any, list[Any]]:
    """The calendar and its events."""
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    assert not calendar.errors
    return calendar, list(calendar.events)


def test_an_event() -> None:
    results = judged("2009-12-31", SESSION)
    calendar, events = read(written(results))
    assert calendar["X-WR-CALNAME"] == "Agreement of two offices: what is due"
    (due,) = [each for each in events if "send-outcomes" in each.categories]
    assert due["SUMMARY"] == "South Office: “Outcome sent”"
    assert due.decoded("DTSTART") == date(2010, 1, 19)
    assert due["DTSTART"].params["VALUE"] == "DATE"
    assert due.decoded("DTSTAMP") == due.decoded("LAST-MODIFIED") == datetime(2009, 12, 31, tzinfo=UTC)
    text, reason = str(due["DESCRIPTION"]).split("\n\n")
    assert text == "Send outcomes: “Outcomes are sent soon.”"
    assert "There is time until 19 January 2010: on 31 December 2009, 19 days are left." in reason


def test_a_later_file_moves_the_events_of_an_earlier_one() -> None:
    extension = entry(
        "e1",
        "2010-01-19",
        "extension",
        "NORTH",
        obligation="send-outcomes",
        until="2010-02-28",
        recorded="2010-01-05",
    )
    earlier, later = (
        judged(day, SESSION, *rows) for day, rows in (("2009-12-31", ()), ("2010-01-10", (extension,)))
    )
    (first,), (second,) = (
        [each for each in read(written(results))[1] if each["SUMMARY"] == "South Office: “Outcome sent”"]
        for results in (earlier, later)
    )
    assert first["UID"] == second["UID"]
    assert (first.decoded("DTSTART"), second.decoded("DTSTART")) == (date(2010, 1, 19), date(2010, 2, 28))
    assert second["SEQUENCE"] - first["SEQUENCE"] == 10


def test_what_opens_and_is_due_keeps_its_id_once_it_has_opened() -> None:
    def due(as_of: str) -> dict[str, date]:
        found = read(written(judged(as_of, SESSION)))[1]
        return {str(each["UID"]): each.decoded("DTSTART") for each in found}

    foretold = {uid for uid, day in due("2008-01-14").items() if day == date(2009, 1, 14)}
    assert len(foretold) == 2
    assert foretold <= set(due("2008-06-01"))


def test_what_is_done_early_is_called_off() -> None:
    done = entry("o1", "2010-01-05", "outcome_sent", "SOUTH", to="NORTH", about="S-1")
    (due,) = [e for e in read(written(judged("2009-12-31", SESSION)))[1] if "send-outcomes" in e.categories]
    assert "STATUS" not in due
    (off,) = [e for e in read(written(judged("2010-01-10", SESSION, done)))[1] if e["UID"] == due["UID"]]
    assert off["STATUS"] == "CANCELLED"
    assert off.decoded("SEQUENCE") > due.decoded("SEQUENCE")


def test_a_calendar_says_so_if_nothing_is_coming_and_if_its_data_are_made_up(tmp_path: Path) -> None:
    (event,) = read(written(judged("2012-01-01", SESSION)))[1]
    assert (
        event["SUMMARY"] == "Nothing is known to be due in the next twelve months: Agreement of two offices"
    )
    made_up = tmp_path / "plan.yaml"
    made_up.write_text(PLAN.read_text().replace("  completeness:", "  illustrative: true\n  completeness:"))
    calendar, events = read(written(judged("2009-12-31", SESSION, plan=made_up)))
    assert all(str(each["SUMMARY"]).startswith("ILLUSTRATIVE: ") for each in events)
    assert calendar["X-WR-CALNAME"].startswith("ILLUSTRATIVE: ")
    assert all("Nothing in it happened." in each["DESCRIPTION"] for each in (calendar, *events))


HOSTILE = "a,b;c\\d\u202eevil END:VEVENT BEGIN:VALARM " + "W" * 5000 + "é" * 300


def test_hostile_text_is_text(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    quoted = '"' + HOSTILE.replace("\\", "\\\\") + '\\r\\nBEGIN:VEVENT\\r\\nUID:1"'
    plan.write_text(
        PLAN.read_text()
        .replace("North Office", f'"{HOSTILE[6:20]}"')
        .replace('"Outcomes are sent soon."', quoted)
    )
    title = HOSTILE.replace(" END", "\u2028END")
    decision = entry("d1", "2009-12-01", "decision", "NORTH", title=title, until="2010-02")
    results = judged("2009-12-31", SESSION, decision, plan=plan)
    data = written(results)
    calendar, events = read(data)
    assert len(events) == len(coming(results)) + len(settled(results))
    assert [each.name for each in calendar.walk()] == ["VCALENDAR", *["VEVENT"] * len(events)]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert not set(data.decode()) & set("\u202e\u2028")
    assert b"\n" not in data.replace(b"\r\n", b"")
    shown = "a,b;c\\d<U+202E>evil END:VEVENT BEGIN:VALARM " + "W" * 5000 + "é" * 300
    texts = [str(each["SUMMARY"]) + str(each.get("DESCRIPTION")) for each in events]
    assert sum(shown in text for text in texts) == 2
    assert any(f"{shown} BEGIN:VEVENT UID:1”" in text for text in texts)


@settings(max_examples=20)
@given(cases(size=20))
def test_the_same_results_give_the_same_bytes_and_every_event_its_own_id(case: Case) -> None:
    results = judged_case(case)
    data = written(results)
    assert data == written(judged_case(case))
    events = read(data)[1]
    assert len({each["UID"] for each in events}) == len(events)
    assert len(events) == max(1, len(coming(results))) + len(settled(results))
    stamp = datetime(results.as_of.year, results.as_of.month, results.as_of.day, tzinfo=UTC)
    assert all(each.decoded("DTSTAMP") == stamp for each in events)


def test_both_engines_give_the_same_bytes() -> None:
    results = judged("2009-12-31", SESSION)
    assert written(again(results._replace(engine="durable-rules 2.0.28"))) == written(results)


def test_without_the_library_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "icalendar"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(OutputFault, match=r"run `pip install 'agreement-checker\[ics\]'`$"):
        written(judged("2009-12-31", SESSION))


def test_from_the_command_line(tmp_path: Path) -> None:
    log, calendar = tmp_path / "log.csv", tmp_path / "due.ics"
    log.write_text("id,date,activity,by,about\ns1,2009-12-20,session_held,SOUTH,S-1\n")
    asked = ("check", "--plan", PLAN, "--log", log, "--as-of", "2009-12-31", "--format", "ics")
    ran = checker(*asked, "--output", calendar)
    assert (ran.code, ran.err) == (0, "")
    assert len(read(calendar.read_bytes())[1]) == 6
