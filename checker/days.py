"""Days, day ranges, durations and imprecise dates: the calendar arithmetic of the contract page, "Time".

Days are proleptic Gregorian and have no time zone. Whatever lies outside the years 1 to 9999 raises
`OutOfCalendar`.
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache

from checker.frozen import Frozen
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY = timedelta(days=1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}
_MONTHS = 12
_DAYS_IN = {"day": 1, "week": 7}
_DURATION = re.compile(r"([1-9]\d{0,5}) (working day|day|week|month|quarter|year)s?( inclusive)?", re.ASCII)
_WRITTEN = len("YYYY-MM-DD")
_DATE = re.compile(r"(\d{4})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?[~?%]?", re.ASCII)
_SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 14)}


class OutOfCalendar(Exception):
    """A day would fall before 0001-01-01 or after 9999-12-31."""


class NoSuchDay(ValueError):
    """A text is no date; its message says why, its `help` what to write instead."""

    def __init__(self, message: str, mend: str) -> None:
        """Keep the reason and the mend, both whole sentences without a full stop."""
        super().__init__(message)
        self.help = mend


class DayRange(Frozen):
    """The days on one of which something was: `earliest` to `latest`, both ends inside."""

    earliest: date
    latest: date

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.earliest == self.latest

    def __str__(self) -> str:
        """Read as one day, or as two joined by a slash."""
        return self.earliest.isoformat() if self.exact else f"{self.earliest}/{self.latest}"


class Duration(Frozen):
    """A length of time as agreements state it: `30 days`, `6 months`, `10 working days inclusive`.

    No text states `more` days beside it: they are for asking what a day more or less would change.
    """

    count: int
    unit: str
    inclusive: bool
    more: int = 0

    @property
    def needs_calendar(self) -> bool:
        """Whether only a plan's calendar can say which days are meant."""
        return self.unit == "working day"


class Calendar(Frozen):
    """Which days are working days: those neither in the `weekend` (0 = Monday) nor `closed`."""

    weekend: frozenset[int]
    closed: frozenset[date]

    def works(self, day: date) -> bool:
        """Whether `day` is a working day."""
        return day.weekday() not in self.weekend and day not in self.closed


def on(day: date) -> DayRange:
    """Make the range of one known day."""
    return DayRange(day, day)


def parse_duration(text: str) -> Duration | None:
    """Read a duration such as `30 days`; None if `text` is none.

    >>> parse_duration("1 month inclusive")
    Duration(count=1, unit='month', inclusive=True)
    """
    found = _DURATION.fullmatch(text)
    return Duration(int(found[1]), found[2], found[3] is not None) if found else None


def shift_months(day: date, months: int) -> date:
    """Move by whole months; a month without that day gives its last one.

    >>> shift_months(date(2008, 1, 31), 1)
    datetime.date(2008, 2, 29)
    """
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    if not 1 <= year <= MAXYEAR:
        raise OutOfCalendar
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def shift_days(day: date, days: int) -> date:
    """Move by whole days."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise OutOfCalendar from None


def after(day: date, length: Duration, calendar: Calendar | None = None) -> date:
    """Give the last day, inclusive, of a time that runs for `length` after `day`."""
    return _shift(day, length, 1, calendar)


def before(day: date, length: Duration, calendar: Calendar | None = None) -> date:
    """Give the first day, inclusive, of a time that runs for `length` up to `day`: `after` mirrored."""
    return _shift(day, length, -1, calendar)


def due_after(anchor: DayRange, within: Duration, calendar: Calendar | None = None) -> DayRange:
    """Give the last day on which an act still counts.

    An imprecise anchor gives an imprecise due day, never a guess.

    >>> str(due_after(on(date(2008, 1, 31)), Duration(1, "month", False)))
    '2008-02-29'
    """
    return DayRange(after(anchor.earliest, within, calendar), after(anchor.latest, within, calendar))


def opens_before(anchor: DayRange, length: Duration, calendar: Calendar | None = None) -> DayRange:
    """Give the first day of a time that runs for `length` up to `anchor`: `due_after` mirrored."""
    return DayRange(before(anchor.earliest, length, calendar), before(anchor.latest, length, calendar))


def _shift(day: date, length: Duration, sign: int, calendar: Calendar | None) -> date:
    if length.needs_calendar:
        if calendar is None:
            raise ValueError("working days without a calendar")
        return _shift_working(day, length, sign, calendar)
    if length.unit in _DAYS_IN:
        moved = shift_days(day, sign * length.count * _DAYS_IN[length.unit])
    else:
        moved = shift_months(day, sign * length.count * _MONTHS_IN[length.unit])
    beside = length.more - length.inclusive
    return shift_days(moved, sign * beside) if beside else moved


def _shift_working(day: date, length: Duration, sign: int, calendar: Calendar) -> date:
    left = length.count
    if length.inclusive and calendar.works(day):
        left -= 1
    while left:
        day = shift_days(day, sign)
        left -= calendar.works(day)
    return day


@lru_cache(maxsize=65536)
def parse_when(text: str) -> tuple[DayRange, DayRange]:
    """Read a date of the log as start and end: a day, an imprecise date, or `start/end`.

    The forms are EDTF level 0 without times and, of level 1, `2008-21`..`2008-24`, `2008-05~`, `2008?`,
    `2008-05-XX` and `2008-XX-XX`; the marks `~ ? %` do not widen what is named. Raises `NoSuchDay`.
    """
    if "/" not in text:
        day = parse_range(text)
        return day, day
    start, _, end = text.partition("/")
    if not (_DATE.fullmatch(start) and _DATE.fullmatch(end)):
        raise _no_date(text)
    return parse_range(start), parse_range(end)


def parse_range(text: str) -> DayRange:
    """Read one date, exact or imprecise, without `/`. Raises `NoSuchDay`.

    >>> str(parse_range("2008-24"))
    '2008-12-01/2009-02-28'
    """
    found = _DATE.fullmatch(text)
    if found is None or found[1] == "0000":
        raise _no_date(text)
    year, month, day = int(found[1]), found[2], found[3]
    if month is None:
        return DayRange(date(year, 1, 1), date(year, 12, 31))
    if month in _SEASONS and day is None:
        first, last = _SEASONS[month]
        return _months(year, first, last)
    if month == "XX":
        if day != "XX":
            raise NoSuchDay(
                f"“{text}” names a day of an unknown month", f"write {year} if only the year is known"
            )
        return DayRange(date(year, 1, 1), date(year, 12, 31))
    if not 1 <= int(month) <= _MONTHS:
        raise NoSuchDay(
            f"there is no month {month}", "months are 01 to 12, seasons 21 (spring) to 24 (winter)"
        )
    if day is None or day == "XX":
        return _months(year, int(month), int(month))
    return on(_day(year, int(month), int(day)))


def _no_date(text: str) -> NoSuchDay:
    mend = "write the day as YYYY-MM-DD, or YYYY-MM if only the month is known"
    return NoSuchDay(f"“{text}” is no date", mend)


def parse_day(text: str) -> date:
    """Read one known day in the form YYYY-MM-DD. Raises `NoSuchDay`."""
    found = _DATE.fullmatch(text)
    if found is None or not (found[3] and text[-1].isdigit()) or found[1] == "0000":
        raise NoSuchDay(f"“{text}” is no day", "write the day as YYYY-MM-DD")
    return parse_range(text).earliest


def known_day(text: str) -> date | None:
    """Give the day of a text that is plainly one, as most are; None of all others, be they days or not."""
    if len(text) != _WRITTEN or not text.isascii() or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_day(text: str) -> bool:
    """Say whether a text is a known day in the form YYYY-MM-DD."""
    try:
        parse_day(text)
    except NoSuchDay:
        return False
    return True


def _months(year: int, first: int, last: int) -> DayRange:
    final_year, final = (year, last) if last <= _MONTHS else (year + 1, last - _MONTHS)
    if final_year > MAXYEAR:
        raise NoSuchDay(
            f"the winter of {year} ends after the year {MAXYEAR}", "write a date up to 9999-12-31"
        )
    return DayRange(date(year, first, 1), date(final_year, final, _length(final_year, final)))


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay(
            f"{_MONTH_NAMES[month - 1]} {year} has {_length(year, month)} days",
            f"write the day as YYYY-MM-DD, or {year}-{month:02} if only the month is known",
        ) from None


def _length(year: int, month: int) -> int:
    """Count the days of a month; `calendar` would know, and takes 1 ms to import."""
    return 31 if month == _MONTHS else (date(year, month + 1, 1) - date(year, month, 1)).days


_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def overlap(first: tuple[DayRange, DayRange], second: tuple[DayRange, DayRange]) -> tuple[bool, bool]:
    """Say whether two spans, each (start, end), certainly and possibly share a day.

    Start and end are intervals of their own; neither narrows the other.
    """
    (a, b), (c, d) = first, second
    certain = a.latest <= d.earliest and c.latest <= b.earliest
    return certain, a.earliest <= d.latest and c.earliest <= b.latest


def between(days: DayRange, opens: DayRange, due: DayRange | None) -> tuple[bool, bool]:
    """Say whether one of `days` lies certainly, and possibly, in `[opens, due]`; no `due` is no end."""
    certain = opens.latest <= days.earliest and (due is None or days.latest <= due.earliest)
    if due is not None and max(opens.earliest, days.earliest) > min(due.latest, days.latest):
        return certain, False
    return certain, opens.earliest <= days.latest


def covered(first: date, last: date, spans: Sequence[tuple[date, date]]) -> bool:
    """Say whether every day from `first` to `last` lies in one of `spans`, each (first day, last day).

    If there is no such day, it does.
    """
    need = first
    if last < first:
        return True
    for start, end in sorted(spans):
        if start > need:
            return False
        if end >= last:
            return True
        if end >= need:
            need = end + DAY
    return False
