"""Which duties of a large log are told one by one: the worst cases of each clause, and samples.

They are chosen by what is in the results alone, so the same results give the same ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checker.findings.columns.verdicts import NO_END
from checker.frozen import NamedTuple
from checker.patterns.vocabulary import STATUSES
from checker.results.large import days_late

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from checker.results.in_columns import CheckColumns, ObligationColumns, ResultColumns

MOST = 10
"""Cases of one kind that are told of a clause, if there are few clauses."""
ALL_CASES = 60
"""Cases of one kind that are told of all clauses together, or one of each."""
BREACHED = STATUSES.index("breached")
KINDS = ("latest", "open", "samples")
"""What is told of a clause: its latest duties, its longest open breaches, and samples."""


class Case(NamedTuple):
    """One duty: the number of its check within the clause, and its own in the order of results."""

    check: int
    number: int


class Cases(NamedTuple):
    """The duties of a clause that are told, each once; `whole` is of how many samples these are chosen."""

    latest: tuple[Case, ...]
    open: tuple[Case, ...]
    samples: tuple[Case, ...]
    whole: int

    @property
    def all(self) -> tuple[Case, ...]:
        """All of them."""
        return (*self.latest, *self.open, *self.samples)


def cases(results: ResultColumns) -> dict[str, Cases]:
    """Choose for each clause, by its id."""
    return {own.obligation.id: _chosen(own, most(results)) for own in results.obligations}


def most(results: ResultColumns) -> int:
    """Give how many cases of one kind are told of a clause: the fewer, the more clauses have duties."""
    with_duties = sum(1 for own in results.obligations if any(c.verdicts.size for c in own.checks))
    return max(1, min(MOST, ALL_CASES // max(1, with_duties)))


def _chosen(own: ObligationColumns, number: int) -> Cases:
    late = [-days_late(check) for check in own.checks]
    latest = _first(late, [days < 0 for days in late], number)
    due = [check.verdicts.due.astype(np.int64) for check in own.checks]
    broken = [(check.verdicts.status == BREACHED) & (check.verdicts.due != NO_END) for check in own.checks]
    open_ = _first(due, broken, number)
    taken = {*latest, *open_}
    samples = [case for case in _of_each(own.checks) if case not in taken]
    return Cases(latest, open_, _spread(samples, number), len(samples))


def _first(
    weights: Sequence[NDArray[np.int64]],
    those: Sequence[NDArray[np.bool_]],
    number: int,
) -> tuple[Case, ...]:
    """Give the first by weight, then in the order of results."""
    found = []
    for at, (weight, mask) in enumerate(zip(weights, those, strict=True)):
        those_numbers = np.flatnonzero(mask)
        order = np.argsort(weight[those_numbers], kind="stable")[:number]
        found += [(int(weight[n]), at, int(n)) for n in those_numbers[order]]
    return tuple(Case(at, n) for _, at, n in sorted(found)[:number])


def _of_each(checks: Sequence[CheckColumns]) -> Iterable[Case]:
    """Yield, of each check, party and status, the first duty in the order of results."""
    for at, check in enumerate(checks):
        verdicts = check.verdicts
        group = verdicts.bearer.astype(np.int64) * len(STATUSES) + verdicts.status
        _, first = np.unique(group, return_index=True)
        yield from (Case(at, int(number)) for number in first)


def _spread(found: Sequence[Case], number: int) -> tuple[Case, ...]:
    """Give so many, evenly spread, the first and the last among them."""
    if len(found) <= number:
        return tuple(found)
    if number == 1:
        return (found[0],)
    return tuple(found[at * (len(found) - 1) // (number - 1)] for at in range(number))
