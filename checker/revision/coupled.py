"""Which duty under a draft is which of the duties before.

It is owed by the same bearer, by a check that belongs to the other's, and was given rise to by the same
entries. What nothing on record gave rise to goes by its time: first what opens on the same day, then what
has most days in common. So the first half of a year takes the place of the year, and the second half is more.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from checker.duties.model import Instance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from checker.results.model import Result

Checks = tuple[str, str, str]
"""A check by its key."""
Key = tuple[object, str, tuple[str, ...]]
"""What duties have in common: the number of their checks' group, bearer, and what gave rise to them."""


class Coupled(NamedTuple):
    """A duty before and under the draft, of the checks of a `group`; None where there is none."""

    group: int
    was: Result | None
    now: Result | None


def coupled(
    before: Iterable[Result],
    after: Iterable[Result],
    groups: tuple[Mapping[Checks, int], Mapping[Checks, int]],
) -> Iterator[Coupled]:
    """Yield all duties, those before in their order, then those that are only under the draft.

    `groups` number the checks before and in the draft; those that belong together have one number.
    """
    before, after = tuple(before), tuple(after)
    was, now = (_sorted(own, numbers) for own, numbers in zip((before, after), groups, strict=True))
    partner: dict[int, Result] = {}
    for key, own in was.items():
        for one, other in _within(own, now.get(key, []), by_time=not key[2]):
            partner[id(one)] = other
    for one in before:
        yield Coupled(groups[0][one.finding.of.check.key], one, partner.get(id(one)))
    taken = {id(other) for other in partner.values()}
    for other in after:
        if id(other) not in taken:
            yield Coupled(groups[1][other.finding.of.check.key], None, other)


def _sorted(results: Iterable[Result], numbers: Mapping[Checks, int]) -> dict[Key, list[Result]]:
    """Sort duties by what those that may be the same have in common."""
    found: dict[Key, list[Result]] = {}
    for result in results:
        of = result.finding.of
        entries = of.entries if isinstance(of, Instance) else (of.trigger,) if of.trigger else ()
        key = (numbers[of.check.key], of.bearer, tuple(entry.id for entry in entries))
        found.setdefault(key, []).append(result)
    for own in found.values():
        own.sort(key=lambda result: result.finding.of.window.first)
    return found


def _within(was: list[Result], now: list[Result], *, by_time: bool) -> Iterator[tuple[Result, Result]]:
    """Yield which is which among duties that have all else in common."""
    if not by_time or len(was) == len(now) == 1:
        yield from zip(was, now, strict=False)
        return
    opening: dict[date, list[Result]] = {}
    for other in now:
        opening.setdefault(other.finding.of.window.first, []).append(other)
    left = []
    taken: set[int] = set()
    for one in was:
        there = opening.get(one.finding.of.window.first)
        if there:
            taken.add(id(there[0]))
            yield one, there.pop(0)
        else:
            left.append(one)
    yield from _by_days(left, [other for other in now if id(other) not in taken])


def _by_days(was: list[Result], now: list[Result]) -> Iterator[tuple[Result, Result]]:
    """Yield those that have most days in common, each once; of several the earliest."""
    found = []
    since = 0
    for place, one in enumerate(was):
        first, last = _days(one)
        while since < len(now) and _days(now[since])[1] < first:
            since += 1
        for other in range(since, len(now)):
            opens, due = _days(now[other])
            if opens > last:
                break
            shared = (min(last, due) - max(first, opens)).days
            if shared >= 0:
                found.append((-shared, place, other))
    ones: set[int] = set()
    others: set[int] = set()
    for _, place, other in sorted(found):
        if place not in ones and other not in others:
            ones.add(place)
            others.add(other)
            yield was[place], now[other]


def _days(result: Result) -> tuple[date, date]:
    window = result.finding.of.window
    return window.first, window.last or date.max
