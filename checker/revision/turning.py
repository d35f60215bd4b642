"""Break-even: under which readings of a vague term, or of a day that was assumed, verdicts would be others.

Pure functions of `Results`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from checker.plan.model import Interpretation, NamedDate, Obligation
    from checker.results.model import Results
    from checker.revision.ladder import Band, Ladder


class Strip(NamedTuple):
    """A clause, or one bearer of it if they are rated otherwise, along the ladder in `bands`; `days` over days."""

    obligation: Obligation
    bearer: str | None
    bands: tuple[Band, ...]
    days: tuple[Band, ...]


class Turning(NamedTuple):
    """What hangs on one interpretation.

    `clauses` rest on it, and so do `duties` of the `total` of all duties. `hinge` of them have another status
    somewhere on the ladder; there `vanished`, at most, are not there, and `appeared` more are, under one reading.
    `ladder` counts in the unit in which the reading is written, `days` in whole days; they are the same if it is
    written in days, in working days, or is a day.
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
    """Give what hangs on each interpretation, in the order of the plan."""
    raise NotImplementedError(results)
