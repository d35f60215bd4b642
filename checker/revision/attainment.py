"""What a clause that was often missed would have had to say for the past to have kept it: facts, no advice.

Pure functions of `Results`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.plan.model import Check, Obligation
    from checker.results.model import Results
    from checker.revision.ladder import Ladder, Range, Value

PERCENTS = (50, 80, 100)
"""The shares that are looked for: half, most, and all."""


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
    """Give them for each clause that was often missed, in the order of the plan."""
    raise NotImplementedError(results)
