"""What a clause that was often missed would have had to say for the past to have kept it: facts, no advice.

Pure functions of `Results`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from checker.days import Duration
from checker.results.sensitivity import resting
from checker.results.story import standing
from checker.revision import scales
from checker.revision.climb import Quantity, climb
from checker.revision.ladder import MONTHS_IN, ranged
from checker.revision.rated import Moving, counted
from checker.revision.varied import behind, value_of, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from checker.located.model import Fields
    from checker.plan.model import Check, Obligation
    from checker.results.model import Result, Results
    from checker.revision.ladder import Ladder, Range, Value
    from checker.revision.varied import Named

PERCENTS = (50, 80, 100)
"""The shares that are looked for: half, most, and all."""
AT_LEAST = 2
"""Once is no habit: fewer missed duties than this raise no question."""
ONE_IN = 3
"""A clause is often missed if one in so many of its settled duties is, or more."""


class Share(NamedTuple):
    """How many of the settled duties were kept on time, and how many duties have each status."""

    kept: int
    settled: int
    counts: Mapping[str, int]

    def reaches(self, percent: int) -> bool:
        """Say whether at least so many in a hundred of the settled duties were kept; none settled: no."""
        return self.settled > 0 and 100 * self.kept >= percent * self.settled


class Reached(NamedTuple):
    """A longest range of values with the share looked for; the `nearest` to the present, and its share."""

    range: Range
    nearest: Value
    share: Share


class Target(NamedTuple):
    """Where a share is reached, the range nearest to the present value first; empty if nowhere."""

    percent: int
    reached: tuple[Reached, ...]


class Attainment(NamedTuple):
    """One parameter of a check that was often missed, and the values at which the past would have kept it.

    `share` is as things are, of the duties of this check. `behind` names the interpretations that give the
    parameter, `others` the further clauses that rest on them. `targets` are in the unit in which the value is
    written, `days` in whole days (empty if it is in days, working days or times).
    """

    obligation: Obligation
    check: Check
    parameter: str
    present: Value
    share: Share
    behind: tuple[str, ...]
    others: tuple[Obligation, ...]
    ladder: Ladder
    targets: tuple[Target, ...]
    days: tuple[Target, ...]


def attainments(results: Results) -> tuple[Attainment, ...]:
    """Give them for each check that was often missed, in the order of the plan; none of several versions."""
    if results.plan.parts:
        return ()
    source = written(results.plan)
    own: dict[Named, list[Result]] = {}
    for result in results.results:
        own.setdefault((result.obligation, result.finding.of.check.id), []).append(result)
    return tuple(
        attainment
        for clause in results.plan.obligations
        for check in clause.checks
        if not standing(check.pattern) and often_missed(_share(_counts(own.get((clause.id, check.id), ()))))
        for attainment in _of(clause, check, source, results)
    )


def often_missed(share: Share) -> bool:
    """Say whether enough duties were missed to ask: at least two of them, and a third of those settled."""
    missed = share.settled - share.kept
    return missed >= AT_LEAST and missed * ONE_IN >= share.settled


def _counts(own: Iterable[Result]) -> Counter[str]:
    return Counter(result.status for result in own)


def _share(counts: Mapping[str, int]) -> Share:
    kept = counts.get("fulfilled", 0)
    return Share(kept, kept + counts.get("late", 0) + counts.get("breached", 0), dict(counts))


def _of(
    clause: Obligation, check: Check, source: Mapping[Named, Fields], results: Results
) -> Iterator[Attainment]:
    """Yield the parameters of a check that can be varied, with what they would have attained."""
    own = [r for r in results.results if (r.obligation, r.finding.of.check.id) == (clause.id, check.id)]
    given = behind(check, source)
    for parameter in check.pattern.takes:
        present = value_of(check, parameter)
        if present is None:
            continue
        named = (given[parameter],) if parameter in given else ()
        ladder, *beside = _ladders(check, parameter, present, results)
        yield Attainment(
            obligation=clause,
            check=check,
            parameter=parameter,
            present=present,
            share=_share(_counts(own)),
            behind=named,
            others=tuple(o for name in named for o in resting(name, results.plan) if o.id != clause.id),
            ladder=ladder,
            targets=_targets(ladder, present),
            days=_targets(beside[0], present) if beside else (),
        )


def _ladders(check: Check, parameter: str, present: Value, results: Results) -> Iterator[Ladder]:
    """Yield the ladder of one parameter in the unit in which it is told, then in whole days."""
    quantity = Quantity({(check.obligation, check.id): (parameter,)}, None, present)
    if isinstance(present, Duration):
        for unit in scales.units(present):
            scale = scales.lengths((check,), results, unit, inclusive=present.inclusive)
            yield climb(results, quantity, (check,), scale)
    else:
        yield climb(results, quantity, (check,), scales.times(check, results))


def _targets(ladder: Ladder, present: Value) -> tuple[Target, ...]:
    courses = tuple(ladder.courses.values())
    refused = {p for each in ladder.refused for p in range(each.range.begin, each.range.end + 1)}
    shares = [
        (position, _share(counts)) for position, counts in counted(Moving(courses, ()), ladder, refused)
    ]
    return tuple(
        Target(percent, tuple(_reached(percent, shares, ladder, _about(present, ladder))))
        for percent in PERCENTS
    )


def _reached(
    percent: int, shares: list[tuple[int, Share]], ladder: Ladder, about: int
) -> tuple[Reached, ...]:
    """Give the longest ranges in which a share is reached, the nearest to a position first."""
    found: list[tuple[int, int]] = []
    ends = [*(position for position, _ in shares[1:]), ladder.scale.size]
    for (begin, share), end in zip(shares, ends, strict=True):
        if share.reaches(percent):
            goes_on = bool(found) and found[-1][1] == begin - 1
            found.append((found.pop()[0] if goes_on else begin, end - 1))
    begins = [position for position, _ in shares]

    def told(begin: int, end: int) -> tuple[int, Reached]:
        near = min(max(about, begin), end)
        share = shares[bisect_right(begins, near) - 1][1]
        return abs(near - about), Reached(ranged(ladder.scale, begin, end), ladder.scale.value(near), share)

    return tuple(each for _, each in sorted((told(*ends) for ends in found), key=lambda pair: pair[0]))


def _about(present: Value, ladder: Ladder) -> int:
    """Give the position of the present value; on a scale in another unit about where it would stand."""
    place = ladder.scale.position(present)
    if place is not None or not isinstance(present, Duration):
        return place or 0
    days = present.count * MONTHS_IN.get(present.unit, 0) * 365 // 12
    return min(max(days - ladder.scale.start, 0), ladder.scale.size - 1)
