"""How each past duty would have read under a draft: the same record, judged as if it had been in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from checker.results.model import Result, Results
    from checker.revision.altered import Altered
    from checker.revision.pairs import Pair


class Reread(NamedTuple):
    """A duty that reads otherwise: as it `was` and as it is `now`; None where there is no such duty.

    `due_to` are the alterations that make it so, and `how` says how far they were found out by trying:
    `alone` (each of them would do by itself), `together` (none can be left out), `all` (it takes these,
    and which of them was not to be found out). A clause that is dropped or new is an alteration too.
    """

    was: Result | None
    now: Result | None
    pair: Pair
    due_to: tuple[Altered, ...]
    how: str

    @property
    def id(self) -> str:
        """The id of the duty: as it is now; of one that is only in the draft, as it is there."""
        return next(result.id for result in (self.was, self.now) if result is not None)


class Rerated(NamedTuple):
    """Clauses of a pair that are rated otherwise; of several clauses on a side each has its rating."""

    pair: Pair
    was: tuple[str, ...]
    now: tuple[str, ...]


class Replay(NamedTuple):
    """Two judgements of one record, and what is other. `was.results` are the past duties.

    `same` of them have the same status under the draft, `moved` of these in another window. `first` is the
    day on which the draft was taken to come into force, None if that is its own day.
    """

    was: Results
    now: Results
    same: int
    turns: tuple[Reread, ...]
    moved: int
    rerated: tuple[Rerated, ...]
    first: date | None

    @property
    def total(self) -> int:
        """How many past duties there are."""
        return len(self.was.results)

    @property
    def changed(self) -> int:
        """How many past duties have another status."""
        return sum(1 for turn in self.turns if turn.was and turn.now)

    @property
    def vanished(self) -> int:
        """How many past duties there would not be."""
        return sum(1 for turn in self.turns if turn.now is None)

    @property
    def appeared(self) -> int:
        """How many duties there would be besides."""
        return sum(1 for turn in self.turns if turn.was is None)

    @property
    def differently(self) -> int:
        """How many past duties would read differently: with another status, or not at all."""
        return self.changed + self.vanished
