"""What a draft alters in a plan, clause by clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.revision.altered import Altered, of_check, of_clause, of_plan
from checker.revision.matched import matched
from checker.revision.pairs import RELATIONS, pairs, strays, twins

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checker.plan.model import Plan
    from checker.revision.pairs import Pair


BINDING = ("must", "must_not")
"""How clauses bind by which something is owed."""


class Diff(NamedTuple):
    """All that is other in a draft; `altered` is what is other of the plan as a whole.

    `strays` are clauses of the draft, each with an earlier id of it that the plan before does not know.
    """

    old: Plan
    new: Plan
    pairs: tuple[Pair, ...]
    altered: tuple[Altered, ...]
    strays: tuple[tuple[str, str], ...] = ()

    @property
    def twins(self) -> tuple[tuple[str, str], ...]:
        """The clauses that are dropped, each with a new one that has the very same words."""
        return twins(self.pairs)

    @property
    def loosened(self) -> tuple[str, ...]:
        """The clauses that bound and do not in the draft, while a check of theirs still waits for an act."""
        return tuple(
            pair.now[0].id
            for pair in self.pairs
            if len(pair.was) == len(pair.now) == 1
            and pair.was[0].modality in BINDING
            and pair.now[0].modality not in BINDING
            and any(check.pattern.done_by is not None for check in pair.now[0].checks)
        )

    @property
    def counts(self) -> Mapping[str, int]:
        """How many pairs of clauses there are of each relation."""
        return {name: sum(pair.relation == name for pair in self.pairs) for name in RELATIONS}

    @property
    def same(self) -> bool:
        """Whether nothing is other."""
        return not self.altered and all(pair.same for pair in self.pairs)

    @property
    def same_agreement(self) -> bool:
        """Whether both plans say that they are of one agreement: they have one id."""
        return self.old.id == self.new.id


def diff(old: Plan, new: Plan) -> Diff:
    """Compare a draft with the plan before it."""
    found = tuple(pair._replace(altered=tuple(_altered(pair, old, new))) for pair in pairs(old, new))
    return Diff(old, new, found, tuple(of_plan(old, new)), strays(old, new))


def _altered(pair: Pair, old: Plan, new: Plan) -> Iterator[Altered]:
    """Yield what is other of clauses that are in both plans."""
    if not pair.was or not pair.now:
        return
    if len(pair.was) == len(pair.now) == 1:
        yield from of_clause(pair.was[0], pair.now[0])
    for group in matched(pair, old, new):
        for check in group.was if not group.now else ():
            yield Altered("check", check.id, check, None, (check, None))
        for check in group.now if not group.was else ():
            yield Altered("check", check.id, None, check, (None, check))
        for was in group.was:
            for now in group.now:
                yield from of_check(was, now, old, new)
