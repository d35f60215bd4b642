"""The six questions that are asked of a log. Each execution answers them all."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Protocol

from checker.duties.model import Duty, Instance
from checker.log.model import Entry
from checker.plan.model import Check
from checker.plan.selectors import Bindings, Selector
from checker.situations.model import Act


class Primitives(Protocol):
    """What an execution offers to everything above it."""

    def select(self, selector: Selector, bindings: Bindings) -> Sequence[Entry]:
        """Give the activities that match."""

    def correlate(self, entry: Entry, other: Entry, fields: Iterable[str]) -> bool:
        """Say whether two activities agree in the named fields, both filled in."""

    def tally(self, duty: Duty, used: Collection[str] = frozenset()) -> Sequence[Act]:
        """Give the acts that may discharge a duty, each with where it lies, by latest day and id."""

    def excuse(self, of: Duty | Instance) -> Entry | None:
        """Give the first entry that excuses: exceptions in the order of the check, then waivers."""

    def attested(self, code: str, first: date, last: date) -> bool:
        """Say whether the record of a party or unit is attested over all these days."""

    def pair(self, check: Check, acts: Sequence[Entry]) -> Sequence[tuple[Entry, Entry, bool]]:
        """Give the pairs of acts that conflict, earlier act first, each with whether it is certain."""
