"""How a clause is rated along a ladder: the duties that a quantity moves, beside those that it does not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from checker.findings.tables import Tables
from checker.results.again import engine_of
from checker.results.judge import rated
from checker.revision.ladder import Band, ranged

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from checker.plan.model import Obligation
    from checker.results.model import Result, Results
    from checker.revision.ladder import Ladder, Run


class Moving(NamedTuple):
    """The duties of a clause, or of one bearer of it: the courses of those that move, and those that stay."""

    courses: tuple[tuple[Run, ...], ...]
    staying: tuple[Result, ...]


class Rater:
    """Rates clauses by the statuses of their duties, as results do."""

    def __init__(self, results: Results) -> None:
        """Ask the table of these results, by their engine."""
        self._tables = Tables(results.rules, engine_of(results))
        self._known: dict[tuple[bool, frozenset[str]], str] = {}

    def rating(self, clause: Obligation, statuses: Collection[str]) -> str:
        """Rate a clause that has these statuses."""
        own = bool(clause.checks), frozenset(statuses)
        if own not in self._known:
            self._known[own] = rated(clause, own[1], self._tables)
        return self._known[own]

    def bands(self, clause: Obligation, moving: Moving, ladder: Ladder) -> tuple[Band, ...]:
        """Give the longest ranges of values under which a clause, or a bearer of it, is rated alike."""
        return tuple(self._bands(clause, moving, ladder))

    def _bands(self, clause: Obligation, moving: Moving, ladder: Ladder) -> Iterator[Band]:
        refused = {p for each in ladder.refused for p in range(each.range.begin, each.range.end + 1)}
        begin, least, most = 0, Counter[str](), Counter[str]()
        last: tuple[str | None] | None = None
        for position, counts in counted(moving, ladder, refused):
            rating = None if position in refused else self.rating(clause, counts)
            if last is not None and last[0] != rating:
                yield Band(ranged(ladder.scale, begin, position - 1), last[0], dict(least), dict(most))
            if last is None or last[0] != rating:
                begin, least, most, last = position, Counter(counts), Counter(counts), (rating,)
            for status in {*least, *counts}:
                least[status] = min(least[status], counts.get(status, 0))
                most[status] = max(most[status], counts.get(status, 0))
        if last is not None:
            end = ladder.scale.size - 1
            yield Band(ranged(ladder.scale, begin, end), last[0], dict(least), dict(most))


def counted(
    moving: Moving, ladder: Ladder, refused: Collection[int] = frozenset()
) -> Iterator[tuple[int, Mapping[str, int]]]:
    """Yield the positions at which counts may change, the first included, with the counts from there on."""
    changes: dict[int, Counter[str]] = {0: Counter(result.status for result in moving.staying)}
    for position in refused:
        changes.setdefault(position, Counter())
        changes.setdefault(position + 1, Counter())
    for course in moving.courses:
        for run in course:
            if run.status is not None:
                changes.setdefault(run.begin, Counter())[run.status] += 1
                changes.setdefault(run.end + 1, Counter())[run.status] -= 1
    counts: Counter[str] = Counter()
    for position in sorted(changes):
        for status, more in changes[position].items():
            counts[status] += more
        if position < ladder.scale.size:
            yield position, {status: number for status, number in counts.items() if number}


def moving(
    clause: Obligation, ladder: Ladder, results: Iterable[Result], bearer: str | None = None
) -> Moving:
    """Sort the duties of a clause, or of one bearer of it, into those that a ladder moves and the others."""
    checks = {same[1] for same in ladder.courses if same[0] == clause.id}
    return Moving(
        tuple(
            course
            for same, course in ladder.courses.items()
            if same[0] == clause.id and bearer in (None, same[2])
        ),
        tuple(
            result
            for result in results
            if result.obligation == clause.id
            and result.finding.of.check.id not in checks
            and bearer in (None, result.finding.of.bearer)
        ),
    )


def bearers(clause: Obligation, ladder: Ladder) -> tuple[str, ...]:
    """Name the bearers of the duties of a clause that a ladder moves, sorted."""
    return tuple(sorted({str(same[2]) for same in ladder.courses if same[0] == clause.id}))
