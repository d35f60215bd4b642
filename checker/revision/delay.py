"""How many days lie between what was done and the day it was due, said no more exactly than the record is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.days import DayRange
from checker.duties.model import Duty
from checker.results.story import Figure, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checker.results.model import Result
    from checker.situations.rows import Rows


class Apart(NamedTuple):
    """A number of days: at least so many and at most so many; the same where all days are known."""

    least: int
    most: int


class Typical(NamedTuple):
    """Days of several duties: of how many (`of` those of that status), the median, and from least to most.

    The median of an even number is the lower of the two in the middle, so that it is one of the duties'. Of
    days that are not known exactly it is the lower median of the least and of the most, between which it lies
    whatever the days turn out to be.
    """

    of: Figure
    median: Apart
    reach: Apart


def done_on(result: Result) -> DayRange:
    """Give the day on which enough was done: that on which the last of the acts that count ended."""
    ends = [entry.end for entry in result.finding.evidence]
    return DayRange(max(each.earliest for each in ends), max(each.latest for each in ends))


def late_by(result: Result) -> Apart:
    """Give how many days after the due day a late duty was done; at least one."""
    done, due = done_on(result), result.finding.of.window.closes
    return Apart(max(1, (done.earliest - due.latest).days), (done.latest - due.earliest).days)


def margin(result: Result, log: Rows) -> Apart | None:
    """Give how many days before the due day a duty was kept.

    None of what has no due day to be before: standing duties, instances, and what counts by overlapping.
    """
    of = result.finding.of
    if not isinstance(of, Duty) or standing(of.check.pattern) or log.during(of):
        return None
    done, due = done_on(result), of.window.closes
    return Apart(max(0, (due.earliest - done.latest).days), (due.latest - done.earliest).days)


def delays(results: Iterable[Result]) -> Typical | None:
    """Give the typical delay of the duties that were done late; None if there are none."""
    late = [late_by(result) for result in results if result.status == "late"]
    return _typical(late, len(late))


def margins(results: Iterable[Result], log: Rows) -> Typical | None:
    """Give the typical margin of the duties that were kept; None if none has one."""
    kept = [margin(result, log) for result in results if result.status == "fulfilled"]
    return _typical([each for each in kept if each is not None], len(kept))


def _typical(found: Sequence[Apart], whole: int) -> Typical | None:
    if not found:
        return None
    least, most = sorted(each.least for each in found), sorted(each.most for each in found)
    middle = (len(found) - 1) // 2
    return Typical(Figure(len(found), whole), Apart(least[middle], most[middle]), Apart(least[0], most[-1]))
