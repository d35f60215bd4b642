"""Which alterations of a draft make a duty read otherwise: found by trying, not by guessing.

The plan before is judged again with one alteration taken over, then with as few as it takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.diagnostics import InvalidInput
from checker.results.again import again
from checker.results.sensitivity import placed
from checker.revision.altered import Altered, of_check
from checker.revision.tried import OF_CHECK, OF_PLAN, with_altered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.plan.model import Check
    from checker.results.model import Result, Results
    from checker.results.sensitivity import Same
    from checker.revision.diff import Diff
    from checker.revision.matched import Matched
    from checker.revision.pairs import Pair


class Turned(NamedTuple):
    """A duty that reads otherwise, and what makes it the same: bearer, trigger, place among those alike."""

    same: Same
    was: Result | None
    now: Result | None


class Cause(NamedTuple):
    """The alterations that a turn is due to, and how that was found: see `Reread`."""

    due_to: tuple[Altered, ...]
    how: str


class Causes:
    """Finds causes; what was tried once is remembered."""

    def __init__(self, was: Results, now: Results, found: Diff) -> None:
        """Look at both judgements of a record, and at what the draft alters."""
        self.was, self.now = was, now
        self.of_plan = tuple(each for each in found.altered if each.what in OF_PLAN)
        self._tried: dict[tuple[str, str, frozenset[int]], Mapping[Same, Result] | None] = {}

    def of(self, pair: Pair, group: Matched, turned: Turned) -> Cause:
        """Say what a duty's turn is due to; `group` are the checks that it goes by."""
        if not pair.was or not pair.now:
            clause = (pair.was or pair.now)[0]
            gone = Altered("clause", clause.id, clause if pair.was else None, clause if pair.now else None)
            return Cause((gone,), "alone")
        if not group.was or not group.now:
            checks = zip(group.was or (None,), group.now or (None,), strict=True)
            return Cause(tuple(_there(was, now) for was, now in checks), "alone")
        if len(group.was) == len(group.now) == 1:
            return self._searched(group.was[0], group.now[0], turned)
        return Cause(tuple(self._between(group, turned)), "all")

    def _between(self, group: Matched, turned: Turned) -> list[Altered]:
        """Give all that is other of the checks that a duty goes by, where clauses were split or merged."""
        was = [c for c in group.was if turned.was is None or c.id == turned.was.finding.of.check.id]
        now = [c for c in group.now if turned.now is None or c.obligation == turned.now.obligation]
        return [each for one in was for other in now for each in self._of_check(one, other)]

    def _of_check(self, was: Check, now: Check) -> tuple[Altered, ...]:
        found = of_check(was, now, self.was.plan, self.now.plan)
        return tuple(each for each in found if each.what in OF_CHECK)

    def _searched(self, was: Check, now: Check, turned: Turned) -> Cause:
        """Try each alteration by itself, then leave out of all together what is not needed."""
        own = self._of_check(was, now)
        altered = (*own, *self.of_plan)

        def does(chosen: frozenset[int]) -> bool:
            return self._does(was, altered, chosen, turned)

        alone = [number for number in range(len(altered)) if does(frozenset({number}))]
        if alone:
            return Cause(tuple(altered[number] for number in alone), "alone")
        needed = frozenset(range(len(altered)))
        if not does(needed):
            return Cause(own or self.of_plan, "all")
        for number in range(len(altered)):
            if does(needed - {number}):
                needed -= {number}
        return Cause(tuple(altered[number] for number in sorted(needed)), "together")

    def _does(
        self, check: Check, altered: tuple[Altered, ...], chosen: frozenset[int], turned: Turned
    ) -> bool:
        """Say whether a duty reads as under the draft once the chosen alterations are taken over."""
        key = (check.obligation, check.id, chosen)
        if key not in self._tried:
            self._tried[key] = self._try(check, [altered[number] for number in sorted(chosen)])
        found = self._tried[key]
        if found is None:
            return False
        then = found.get(turned.same)
        return (then and then.status) == (turned.now and turned.now.status)

    def _try(self, check: Check, altered: list[Altered]) -> Mapping[Same, Result] | None:
        plan = with_altered(self.was.plan, self.now.plan, check, altered)
        if plan is None:
            return None
        try:
            return placed(again(self.was, plan=plan).results, lambda _: ())
        except InvalidInput:  # a window leaves the calendar: it can only be had with another one
            return None


def _there(was: Check | None, now: Check | None) -> Altered:
    """Tell of a check that only one of the plans has."""
    name = was.id if was else now.id if now else ""
    return Altered("check", name, was, now, (was, now))
