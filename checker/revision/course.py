"""Courses along a ladder: verdicts at position after position put together, and the stretches they leave."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from checker.revision.ladder import Refusal, Run, Stretch, ranged

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from checker.diagnostics import Diagnostic
    from checker.revision.ladder import Same, Scale
    from checker.revision.marks import Sight

Verdicts = dict["Same", str]
"""The statuses of duties under one value."""
Refused = dict[int, "tuple[Diagnostic, ...]"]
"""The positions whose values cannot be asked, with what is wrong there."""


def alike(sight: Callable[[int], Sight], size: int) -> Iterator[tuple[int, int]]:
    """Yield the longest ranges of positions that give one sight, each part of which moves one way only."""
    begin = 0
    while begin < size:
        step = 1
        while begin + step < size and sight(begin + step) == sight(begin):
            step *= 2
        low, high = begin + step // 2, min(begin + step, size)
        while low < high - 1:
            middle = (low + high) // 2
            low, high = (middle, high) if sight(middle) == sight(begin) else (low, middle)
        yield begin, low
        begin = low + 1


class Line:
    """Puts verdicts, position after position, together to courses."""

    def __init__(self) -> None:
        self._now: Verdicts = {}
        self._since: dict[Same, int] = {}
        self._runs: dict[Same, list[Run]] = {}

    def go_on(self, position: int, verdicts: Verdicts) -> None:
        """Note the verdicts at a position, beyond all before."""
        if verdicts is self._now:
            return
        for same in [*self._now, *(same for same in verdicts if same not in self._now)]:
            was, now = self._now.get(same), verdicts.get(same)
            if was != now or same not in self._since:
                self._close(same, position - 1)
                self._since[same] = position
        self._now = verdicts

    def _close(self, same: Same, last: int) -> None:
        begin = self._since.get(same, 0)
        if last >= begin:
            self._runs.setdefault(same, []).append(Run(begin, last, self._now.get(same)))

    def ended(self, last: int) -> dict[Same, tuple[Run, ...]]:
        """Give the courses up to the last position."""
        for same in self._since:
            self._close(same, last)
        return {same: tuple(runs) for same, runs in self._runs.items()}


def without(course: tuple[Run, ...], refused: Collection[int]) -> Iterator[Run]:
    """Yield a course without the positions that are refused."""
    for run in course:
        begin = run.begin
        for position in sorted(p for p in refused if run.begin <= p <= run.end):
            if position > begin:
                yield Run(begin, position - 1, run.status)
            begin = position + 1
        if begin <= run.end:
            yield Run(begin, run.end, run.status)


def refusals(refused: Refused, scale: Scale) -> Iterator[Refusal]:
    """Yield longest ranges of positions that are refused for the same reasons."""
    listed = sorted(refused)
    begins = [p for p in listed if p - 1 not in refused or refused[p - 1] != refused[p]]
    ends = [p for p in listed if p + 1 not in refused or refused[p + 1] != refused[p]]
    for begin, end in zip(begins, ends, strict=True):
        yield Refusal(ranged(scale, begin, end), refused[begin])


def stretches(
    courses: Mapping[Same, tuple[Run, ...]], refused: Collection[int], scale: Scale
) -> Iterator[Stretch]:
    """Yield the longest ranges of positions under which all verdicts are the same."""
    changes: dict[int, list[tuple[str, int]]] = {}
    for course in courses.values():
        for run in course:
            entering = changes.setdefault(run.begin, [])
            leaving = changes.setdefault(run.end + 1, [])
            if run.status is not None:
                entering.append((run.status, 1))
                leaving.append((run.status, -1))
    cuts = {0, *changes, *refused, *(position + 1 for position in refused)}
    counts: Counter[str] = Counter()
    begins = sorted(cut for cut in cuts if cut < scale.size)
    at_last: tuple[int, dict[str, int], bool] | None = None
    for begin in begins:
        for status, more in changes.get(begin, ()):
            counts[status] += more
        now = begin, {status: number for status, number in counts.items() if number}, begin in refused
        if at_last and now[2] and at_last[2]:
            continue
        if at_last:
            yield Stretch(ranged(scale, at_last[0], begin - 1), *at_last[1:])
        at_last = now
    if at_last:
        yield Stretch(ranged(scale, at_last[0], scale.size - 1), *at_last[1:])
