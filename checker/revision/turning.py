"""Break-even: under which readings of a vague term, or of a day that was assumed, verdicts would be others.

Pure functions of `Results`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.days import Duration
from checker.results.sensitivity import of_life, resting
from checker.revision import scales
from checker.revision.climb import Quantity, climb, placed
from checker.revision.rated import Moving, Rater, bearers, counted, moving
from checker.revision.varied import given_by, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checker.plan.model import Check, Interpretation, NamedDate, Obligation
    from checker.results.model import Result, Results
    from checker.revision.ladder import Band, Ladder, Run, Same


class Strip(NamedTuple):
    """A clause, or one bearer of it if they are rated otherwise: `bands` on the ladder, and over `days`."""

    obligation: Obligation
    bearer: str | None
    bands: tuple[Band, ...]
    days: tuple[Band, ...]


class Turning(NamedTuple):
    """What hangs on one interpretation.

    `clauses` rest on it, and so do `duties` of the `total` of all duties. `hinge` of them have another status
    somewhere on the ladder; there `vanished`, at most, are not there, and `appeared` more are, under one
    reading. `ladder` counts in the unit in which the reading is written, `days` in whole days; they are the
    same if it is written in days, in working days, or is a day.
    """

    interpretation: Interpretation
    dates: tuple[NamedDate, ...]
    clauses: tuple[Obligation, ...]
    duties: int
    total: int
    hinge: int
    appeared: int
    vanished: int
    ladder: Ladder
    days: Ladder
    strips: tuple[Strip, ...]

    @property
    def decides(self) -> bool:
        """Whether any verdict is another somewhere on the ladder."""
        return bool(self.hinge or self.appeared or self.vanished)


def turning(results: Results) -> tuple[Turning, ...]:
    """Give what hangs on each interpretation, in the order of the plan.

    Nothing of a plan with several versions: what was open when one replaced another may fall under either,
    and would have to be settled anew under each value.
    """
    if results.plan.parts:
        return ()
    return tuple(_of(meant, results) for meant in results.plan.interpretations.values())


def _of(meant: Interpretation, results: Results) -> Turning:
    clauses = resting(meant.name, results.plan)
    life = of_life(meant.name, results.plan)
    checks = tuple(c for o in clauses for c in o.checks if life or meant.name in c.rests_on)
    named = {(check.obligation, check.id) for check in checks}
    own = [r for r in results.results if (r.obligation, r.finding.of.check.id) in named]
    main, *beside = _ladders(meant, checks, results)
    now = {same: result.status for same, result in placed(own).items()}
    appeared, vanished = _others(main, now)
    return Turning(
        interpretation=meant,
        dates=tuple(date for date in results.plan.dates.values() if meant.name in date.rests_on),
        clauses=clauses,
        duties=len(own),
        total=len(results.results),
        hinge=sum(1 for same, status in now.items() if _turns(main.courses.get(same, ()), status)),
        appeared=appeared,
        vanished=vanished,
        ladder=main,
        days=beside[0] if beside else main,
        strips=tuple(_strips(clauses, main, beside[0] if beside else main, results)),
    )


def _ladders(meant: Interpretation, checks: tuple[Check, ...], results: Results) -> Iterator[Ladder]:
    """Yield the ladder in the unit of the reading, then that of whole days, if it is another."""
    source = written(results.plan)
    slots = {(check.obligation, check.id): given_by(meant.name, check, source) for check in checks}
    value = meant.value
    if not isinstance(value, Duration):
        day = value.earliest if value.exact else None
        quantity = Quantity(slots, meant.name, day)
        yield climb(results, quantity, checks, scales.days(meant, checks, results))
        return
    for unit in scales.units(value):
        scale = scales.lengths(checks, results, unit, inclusive=value.inclusive)
        yield climb(results, Quantity(slots, None, value), checks, scale)


def _turns(course: tuple[Run, ...], status: str) -> bool:
    """Say whether a duty has another status somewhere; where it is not there it has none."""
    return any(run.status not in (None, status) for run in course)


def _others(ladder: Ladder, now: Mapping[Same, str]) -> tuple[int, int]:
    """Give how many duties, at most, are there under one value beside the present ones; and lack of those."""
    refused = {p for each in ladder.refused for p in range(each.range.begin, each.range.end + 1)}

    def there(*, present: bool) -> list[int]:
        chosen = tuple(course for same, course in ladder.courses.items() if (same in now) is present)
        counts = counted(Moving(chosen, ()), ladder, refused)
        return [sum(each.values()) for position, each in counts if position not in refused]

    return max(there(present=False), default=0), len(now) - min(there(present=True), default=len(now))


def _strips(
    clauses: tuple[Obligation, ...], ladder: Ladder, days: Ladder, results: Results
) -> Iterator[Strip]:
    """Yield a strip for each clause that has duties; one for each bearer, where they are rated otherwise."""
    rater = Rater(results)

    def strip(clause: Obligation, bearer: str | None) -> Strip:
        own: list[Result] = [r for r in results.results if r.obligation == clause.id]
        along, over = (
            rater.bands(clause, moving(clause, each, own, bearer), each) for each in (ladder, days)
        )
        return Strip(clause, bearer, along, over)

    moved = {same[0] for each in (ladder, days) for same in each.courses}
    for clause in clauses:
        if clause.id not in moved:
            continue
        several = [strip(clause, bearer) for bearer in bearers(clause, ladder)]
        if len({(_ratings(each.bands), _ratings(each.days)) for each in several}) > 1:
            yield from several
        else:
            yield strip(clause, None)


def _ratings(bands: tuple[Band, ...]) -> tuple[object, ...]:
    return tuple((band.range, band.rating) for band in bands)
