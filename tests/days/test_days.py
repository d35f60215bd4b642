"""Calendar arithmetic, as the contract page says it under "Time", at the edges where it can go wrong."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.days import (
    Calendar,
    DayRange,
    Duration,
    NoSuchDay,
    OutOfCalendar,
    after,
    before,
    between,
    covered,
    due_after,
    is_day,
    known_day,
    on,
    opens_before,
    overlap,
    parse_day,
    parse_duration,
    parse_range,
    parse_when,
    shift_days,
    shift_months,
)

ONE = timedelta(days=1)
WEEK = Calendar(frozenset({5, 6}), frozenset({date(2008, 12, 25), date(2009, 1, 1)}))


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(text: str) -> DayRange:
    first, _, last = text.partition("/")
    return DayRange(day(first), day(last or first))


def length(text: str) -> Duration:
    found = parse_duration(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("start", "within", "due", "opens"),
    [
        ("2008-05-09", "1 day", "2008-05-10", "2008-05-08"),
        ("2008-05-09", "30 days", "2008-06-08", "2008-04-09"),
        ("2008-05-09", "30 days inclusive", "2008-06-07", "2008-04-10"),
        ("2008-05-09", "2 weeks", "2008-05-23", "2008-04-25"),
        ("2008-01-31", "1 month", "2008-02-29", "2007-12-31"),
        ("2008-12-31", "2 months", "2009-02-28", "2008-10-31"),
        ("2008-05-31", "1 quarter", "2008-08-31", "2008-02-29"),
        ("2007-11-09", "2 years", "2009-11-09", "2005-11-09"),
        ("2007-11-09", "12 months inclusive", "2008-11-08", "2006-11-10"),
        ("2008-02-29", "1 year", "2009-02-28", "2007-02-28"),
        ("2008-12-24", "1 working day", "2008-12-26", "2008-12-23"),
        ("2008-12-24", "5 working days", "2009-01-02", "2008-12-17"),
        ("2008-12-24", "1 working day inclusive", "2008-12-24", "2008-12-24"),
        ("2008-12-24", "2 working days inclusive", "2008-12-26", "2008-12-23"),
        ("2008-12-27", "2 working days inclusive", "2008-12-30", "2008-12-24"),
    ],
)
def test_a_time_after_a_day_and_its_mirror(start: str, within: str, due: str, opens: str) -> None:
    assert after(day(start), length(within), WEEK) == day(due)
    assert before(day(start), length(within), WEEK) == day(opens)


def test_an_imprecise_anchor_gives_an_imprecise_day_never_a_guess() -> None:
    may = parse_range("2008-05")
    assert due_after(may, length("5 working days"), WEEK) == days("2008-05-08/2008-06-06")
    assert opens_before(may, length("5 working days"), WEEK) == days("2008-04-24/2008-05-26")


def test_working_days_without_a_calendar_are_an_error() -> None:
    with pytest.raises(ValueError, match=r"^working days without a calendar$"):
        after(day("2008-05-09"), length("1 working day"))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [("9999-11-30", 1, "9999-12-30"), ("0001-02-28", -1, "0001-01-28"), ("9998-12-31", 12, "9999-12-31")],
)
def test_months_reach_to_the_ends_of_the_calendar(start: str, months: int, end: str) -> None:
    assert shift_months(day(start), months) == day(end)


def test_beyond_the_ends_of_the_calendar_there_are_no_days() -> None:
    for start, step in (("9999-12-01", 1), ("0001-01-31", -1)):
        with pytest.raises(OutOfCalendar):
            shift_months(day(start), step)
    for start, step in (("9999-12-31", 1), ("0001-01-01", -1)):
        with pytest.raises(OutOfCalendar):
            shift_days(day(start), step)


@pytest.mark.parametrize(
    "text", ["0 days", "30 Days", "30  days", "1 fortnight", "1000000 days", "30 days x"]
)
def test_what_is_no_duration(text: str) -> None:
    assert parse_duration(text) is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2008-02-29", "2008-02-29"),
        ("2008", "2008-01-01/2008-12-31"),
        ("2008?", "2008-01-01/2008-12-31"),
        ("2008-XX-XX", "2008-01-01/2008-12-31"),
        ("2008-02", "2008-02-01/2008-02-29"),
        ("2008-05~", "2008-05-01/2008-05-31"),
        ("2008-12-XX", "2008-12-01/2008-12-31"),
        ("2008-05-09%", "2008-05-09"),
        ("2008-21", "2008-03-01/2008-05-31"),
        ("2008-22", "2008-06-01/2008-08-31"),
        ("2008-23", "2008-09-01/2008-11-30"),
        ("2007-24", "2007-12-01/2008-02-29"),
        ("9998-24", "9998-12-01/9999-02-28"),
        ("0001-01-01", "0001-01-01"),
    ],
)
def test_dates_and_what_imprecise_ones_may_turn_out_to_be(text: str, read: str) -> None:
    assert parse_range(text) == days(read)
    assert str(parse_range(text)) == read
    assert parse_range(text).exact is ("/" not in read)
    assert parse_when(text) == (days(read), days(read))


def test_two_dates_are_start_and_end() -> None:
    assert parse_when("2008-05/2008-06-02") == (days("2008-05-01/2008-05-31"), days("2008-06-02"))


@pytest.mark.parametrize(
    ("text", "message", "mend"),
    [
        ("2008-02-30", "February 2008 has 29 days", "write the day as YYYY-MM-DD, or 2008-02 if only the"),
        ("2008-12-00", "December 2008 has 31 days", "write the day as YYYY-MM-DD, or 2008-12 if only the"),
        ("2008-13", "there is no month 13", "months are 01 to 12, seasons 21 (spring) to 24 (winter)"),
        ("2008-00-01", "there is no month 00", "months are 01 to 12"),
        ("2008-24-01", "there is no month 24", "months are 01 to 12"),
        ("2008-XX", "“2008-XX” names a day of an unknown month", "write 2008 if only the year is known"),
        ("2008-XX-03", "“2008-XX-03” names a day of an unknown month", "write 2008 if only the year"),
        ("9999-24", "the winter of 9999 ends after the year 9999", "write a date up to 9999-12-31"),
        ("0000-01-01", "“0000-01-01” is no date", "write the day as YYYY-MM-DD, or YYYY-MM if only"),
        ("20080229", "“20080229” is no date", "write the day as YYYY-MM-DD"),
        ("2008-W09-5", "“2008-W09-5” is no date", "write the day as YYYY-MM-DD"),
        ("2008-01-01/", "“2008-01-01/” is no date", "write the day as YYYY-MM-DD"),
        ("/2008-01-01", "“/2008-01-01” is no date", "write the day as YYYY-MM-DD"),
        ("2008/2009/2010", "“2008/2009/2010” is no date", "write the day as YYYY-MM-DD"),
        ("2008-01-01/2008-02-30", "February 2008 has 29 days", "write the day as YYYY-MM-DD"),
    ],
)
def test_what_is_no_date_says_why_and_what_to_write(text: str, message: str, mend: str) -> None:
    with pytest.raises(NoSuchDay) as caught:
        parse_when(text)
    assert str(caught.value) == message
    assert caught.value.help.startswith(mend)


@pytest.mark.parametrize(
    "text", ["2008", "2008-02", "2008-02-XX", "2008-02-29~", "0000-01-01", "x", "2008-02-30"]
)
def test_what_is_no_known_day(text: str) -> None:
    assert not is_day(text)
    with pytest.raises(NoSuchDay):
        parse_day(text)


@pytest.mark.parametrize("text", ["2008-02", "0000-01-01"])
def test_what_is_no_known_day_says_what_to_write(text: str) -> None:
    with pytest.raises(NoSuchDay, match=f"^“{text}” is no day$") as caught:
        parse_day(text)
    assert caught.value.help == "write the day as YYYY-MM-DD"


def test_a_known_day() -> None:
    assert parse_day("2008-02-29") == day("2008-02-29")
    assert is_day("2008-02-29")


FEW = st.integers(0, 6).map(lambda number: date(2008, 2, 26) + number * ONE)
RANGES = st.lists(FEW, min_size=2, max_size=2).map(lambda pair: DayRange(min(pair), max(pair)))


def each(found: DayRange) -> list[date]:
    """Give each day that an imprecise one may turn out to be."""
    return [found.earliest + number * ONE for number in range((found.latest - found.earliest).days + 1)]


@given(RANGES, RANGES, st.none() | RANGES)
def test_certainly_and_possibly_in_a_window_by_trying_every_day(
    found: DayRange, opens: DayRange, due: DayRange | None
) -> None:
    """Possibly: on one of the days that the act may have been, in the window at its widest."""
    lies = [
        all(
            first <= one and (due is None or one <= last)
            for first in each(opens)
            for last in each(due or opens)
        )
        for one in each(found)
    ]
    widest = [opens.earliest <= one and (due is None or one <= due.latest) for one in each(found)]
    empty = due is not None and opens.earliest > due.latest
    assert between(found, opens, due) == (all(lies), any(widest) and not empty)


@given(RANGES, RANGES, RANGES, RANGES)
def test_certainly_and_possibly_overlapping_by_trying_every_day(
    a: DayRange, b: DayRange, c: DayRange, d: DayRange
) -> None:
    shared = [p <= s and r <= q for p in each(a) for q in each(b) for r in each(c) for s in each(d)]
    assert overlap((a, b), (c, d)) == (all(shared), any(shared))


@given(FEW, FEW, st.lists(st.tuples(FEW, FEW), max_size=4))
def test_covered_means_every_day_lies_in_a_span(
    first: date, last: date, spans: list[tuple[date, date]]
) -> None:
    asked = each(DayRange(first, last)) if first <= last else []
    assert covered(first, last, spans) is all(any(s <= one <= e for s, e in spans) for one in asked)


@given(FEW, st.integers(1, 9), st.booleans())
def test_working_days_are_counted_one_by_one(start: date, count: int, inclusive: bool) -> None:  # noqa: FBT001
    due = after(start, Duration(count, "working day", inclusive), WEEK)
    passed = each(DayRange(start, due))[0 if inclusive else 1 :]
    assert WEEK.works(due)
    assert sum(WEEK.works(one) for one in passed) == count


def test_a_duration_may_have_six_digits() -> None:
    assert parse_duration("999999 days") == Duration(999999, "day", inclusive=False)


def test_one_day_is_known() -> None:
    assert on(day("2008-02-29")) == days("2008-02-29")
    assert on(day("2008-02-29")).exact


@given(
    st.dates().map(date.isoformat)
    | st.from_regex(r"[0-9W+ -]{4}-[0-9W+X -]{2}-[0-9W+X -]{2}", fullmatch=True)
    | st.from_regex(r"[\d-]{8,11}", fullmatch=True)
)
def test_what_is_plainly_a_day_is_the_day_that_is_read(text: str) -> None:
    plain = known_day(text)
    assert plain is None or on(plain) == parse_range(text)
    assert plain is not None or not is_day(text) or not text.isascii()
