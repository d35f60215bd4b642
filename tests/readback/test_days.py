"""Examples lie on days that teach something, in the life of the plan, however short that is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.days import Calendar
from checker.duties.model import Life
from checker.results.samples_days import Days, anchor, month_end, telling

WEEK = Calendar(frozenset({5, 6}), frozenset({date(2008, 12, 25)}))


def on(year: int, month: int, day: int, last: int = 0) -> Days:
    return Days(date(year, month, day), date(year, month, last or day))


@pytest.mark.parametrize(
    ("start", "end", "calendar", "expected"),
    [
        (date(2007, 11, 9), None, None, [on(2008, 1, 31), on(2008, 2, 29), on(2008, 5, 5, 9)]),
        (date(2009, 1, 1), None, None, [on(2009, 1, 31), on(2009, 5, 5, 9), on(2012, 2, 29)]),
        (date(2007, 11, 9), None, WEEK, [on(2008, 1, 31), on(2008, 5, 5, 9), on(2008, 12, 24)]),
        (date(2009, 6, 1), date(2009, 8, 1), None, [on(2009, 6, 1), on(2009, 6, 5, 9), on(2009, 7, 31)]),
        (date(2009, 6, 11), date(2009, 6, 16), WEEK, [on(2009, 6, 11), on(2009, 6, 12), on(2009, 6, 13)]),
        (date(2009, 6, 1), date(2009, 6, 2), None, [on(2009, 6, 1), on(2009, 6, 2)]),
        (date(9999, 12, 31), None, WEEK, [on(9999, 12, 31)]),
    ],
)
def test_which_days(start: date, end: date | None, calendar: Calendar | None, expected: list[Days]) -> None:
    assert list(telling(Life(start, end), calendar)) == expected


@given(st.dates(), st.none() | st.integers(0, 1000), st.booleans())
def test_all_lie_in_the_life_and_no_two_are_the_same(start: date, length: int | None, working: bool) -> None:  # noqa: FBT001 - drawn
    last = min((date.max - start).days, length or 0)
    life = Life(start, None if length is None else start + timedelta(days=last))
    found = telling(life, WEEK if working else None)
    assert len(set(found)) == len(found) > 0
    for days in (*found, Days(anchor(life), anchor(life))):
        assert start <= days.first <= days.last
        assert life.end is None or days.last <= life.end


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2008, 1, 15), date(2008, 7, 15), date(2008, 6, 30)),
        (date(2008, 1, 15), date(2008, 2, 29), date(2008, 2, 29)),
        (date(2008, 2, 3), date(2008, 2, 20), date(2008, 2, 20)),
    ],
)
def test_the_latest_end_of_a_month(first: date, last: date, expected: date) -> None:
    assert month_end(first, last) == expected
