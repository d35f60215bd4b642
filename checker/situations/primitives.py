"""The six questions that are asked of a log. Each execution answers them all.

Rows answer them for one duty at a time, columns for many; so what is asked and answered is of other types,
and the questions are the same. An execution that lacks one fails the type check.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Protocol, TypeAlias, TypeVar

from checker.duties.model import Duty, Instance
from checker.log.model import Entry
from checker.plan.model import Check
from checker.plan.selectors import Bindings, Selector
from checker.situations.model import Act

Entries = TypeVar("Entries")
One_contra = TypeVar("One_contra", contravariant=True)
Owed_contra = TypeVar("Owed_contra", contravariant=True)
Judged_contra = TypeVar("Judged_contra", contravariant=True)
Used_contra = TypeVar("Used_contra", contravariant=True)
Acts_co = TypeVar("Acts_co", covariant=True)
Excuse_co = TypeVar("Excuse_co", covariant=True)
Holds_co = TypeVar("Holds_co", covariant=True)
Day_contra = TypeVar("Day_contra", contravariant=True)
Pairs_co = TypeVar("Pairs_co", covariant=True)


class Primitives(
    Protocol[
        Entries,
        One_contra,
        Owed_contra,
        Judged_contra,
        Used_contra,
        Acts_co,
        Excuse_co,
        Holds_co,
        Day_contra,
        Pairs_co,
    ]
):
    """What an execution offers to everything above it."""

    def select(self, selector: Selector, bindings: Bindings) -> Entries:
        """Give the activities that match."""

    def correlate(self, entry: One_contra, other: One_contra, fields: Iterable[str], /) -> Holds_co:
        """Say whether two activities agree in the named fields, both filled in."""

    def tally(self, duty: Owed_contra, used: Used_contra, /) -> Acts_co:
        """Give the acts that may discharge a duty, each with where it lies, by latest day and id."""

    def excuse(self, of: Judged_contra, /) -> Excuse_co:
        """Give the first entry that excuses: exceptions in the order of the check, then waivers."""

    def attested(self, code: str, first: Day_contra, last: Day_contra) -> Holds_co:
        """Say whether the record of a party or unit is attested over all these days."""

    def pair(self, check: Check, acts: Entries) -> Pairs_co:
        """Give the pairs of acts that conflict, earlier act first."""


OneByOne: TypeAlias = Primitives[
    Sequence[Entry],
    Entry,
    Duty,
    Duty | Instance,
    Collection[str],
    Sequence[Act],
    Entry | None,
    bool,
    date,
    Sequence[tuple[Entry, Entry, bool]],
]
"""The questions as rows answer them; of each pair they say too whether it is certain."""
