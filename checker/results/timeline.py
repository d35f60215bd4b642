"""Timelines: the windows, acts and days of each obligation, laid out so that nothing covers anything else.

Pure functions of `Results`; a format says how long a day is.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from checker.duties.model import Instance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.days import DayRange
    from checker.log.model import Entry
    from checker.results.model import ObligationResult, Result, Results

APART = 40
"""Two windows on one line are at least this part of the whole span apart, so that their marks are too."""


class Span(NamedTuple):
    """The days that a timeline shows, both inside."""

    first: date
    last: date

    def part(self, day: date, whole: int) -> int:
        """Give how far a day is from the first, if the last is `whole` away; days outside are at the ends."""
        days = (min(max(day, self.first), self.last) - self.first).days
        return round(days * whole / max(1, (self.last - self.first).days))

    @property
    def years(self) -> tuple[date, ...]:
        """The first days of the years in it: all, or each second, fifth … one of many."""
        every = next(
            n for n in (1, 2, 5, 10, 25, 50, 100, 1000) if self.last.year - self.first.year <= 12 * n
        )
        begun = (
            date(year, 1, 1) for year in range(self.first.year + 1, self.last.year + 1) if year % every == 0
        )
        return tuple(begun)


class Bar(NamedTuple):
    """A duty on a line: its window as far as it is shown, whether both ends are known days, and its acts."""

    result: Result
    first: date
    last: date
    exact: bool
    acts: tuple[Entry, ...]


class Lane(NamedTuple):
    """One line of a timeline: bars of one bearer which do not touch; its first line names the bearer."""

    bearer: str
    bars: tuple[Bar, ...]
    named: bool


def span(results: Results) -> Span | None:
    """Give the days that all timelines of a report show; None if nothing is owed."""
    windows = [result.finding.of.window for result in results.results]
    if not windows:
        return None
    days = [results.as_of, *(w.first for w in windows), *(w.last for w in windows if w.last is not None)]
    acts = [
        day for r in results.results for e in r.finding.evidence for day in (e.start.earliest, e.end.latest)
    ]
    return Span(min(days + acts), max(days + acts))


def lanes(own: ObligationResult, whole: Span) -> tuple[Lane, ...]:
    """Lay out the duties of an obligation: by check and bearer, as many lines each as it takes."""
    series: dict[tuple[str, str], list[Result]] = {}
    for result in own.results:
        of = result.finding.of
        series.setdefault((of.check.id, of.bearer), []).append(result)
    gap = timedelta(days=(whole.last - whole.first).days // APART + 1)
    found = []
    for (_, bearer), duties in series.items():
        bars = sorted((_bar(each, whole) for each in duties), key=lambda bar: (_reach(bar), bar.result.id))
        lines: list[list[Bar]] = []
        for bar in bars:
            line = next((each for each in lines if _fits(bar, each[-1], gap)), None)
            if line is None:
                lines.append([bar])
            else:
                line.append(bar)
        found += [Lane(bearer, tuple(line), number == 0) for number, line in enumerate(lines)]
    return tuple(found)


def _bar(result: Result, whole: Span) -> Bar:
    of = result.finding.of
    window = of.window
    acts = () if isinstance(of, Instance) or result.status == "excused" else result.finding.evidence
    exact = window.opens.exact and (window.due is None or window.due.exact)
    return Bar(result, window.first, window.last or whole.last, exact, acts)


def _fits(bar: Bar, before: Bar, gap: timedelta) -> bool:
    """Say whether a bar may follow another on one line: neither they nor the signs at their ends meet."""
    return _reach(bar)[0] > _reach(before)[1] and bar.last - before.last > gap


def _reach(bar: Bar) -> tuple[date, date]:
    """Give the first and last day on which there is something to see."""
    days = [bar.first, bar.last, *(day for entry in bar.acts for day in when(entry))]
    return min(days), max(days)


def when(entry: Entry) -> tuple[date, date]:
    """Give the days within which something was done, as far as they are known."""
    ends: Iterable[DayRange] = (entry.start, entry.end)
    return min(each.earliest for each in ends), max(each.latest for each in ends)
