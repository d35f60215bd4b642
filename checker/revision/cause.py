"""Which alterations of a draft make a duty read otherwise: found by trying, not by guessing.

The plan before is judged again with one alteration taken over, then with as few as it takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.diagnostics import InvalidInput
from checker.results.again import again
from checker.revision.altered import Altered, of_check
from checker.revision.coupled import coupled
from checker.revision.tried import OF_CHECK, OF_PLAN, with_altered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.plan.model import Check
    from checker.results.model import Result, Results
    from checker.revision.coupled import Checks, Coupled
    from checker.revision.diff import Diff
    from checker.revision.matched import Matched
    from checker.revision.pairs import Pair


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
        self._tried: dict[tuple[Checks, Checks, frozenset[int]], Mapping[int, str] | None] = {}

    def of(self, pair: Pair, group: Matched, turned: Coupled) -> Cause:
        """Say what a duty's turn is due to; `group` are the checks that it goes by."""
        if not pair.was or not pair.now:
            clause = (pair.was or pair.now)[0]
            gone = Altered("clause", clause.id, clause if pair.was else None, clause if pair.now else None)
            return Cause((gone,), "alone")
        if not group.was or not group.now:
            checks = zip(group.was or (None,), group.now or (None,), strict=True)
            return Cause(tuple(_there(was, now) for was, now in checks), "alone")
        was = [c for c in group.was if turned.was is None or turned.was.finding.of.check.key == c.key]
        now = [c for c in group.now if turned.now is None or turned.now.finding.of.check.key == c.key]
        if turned.now is not None or len(now) == 1:  # what is not owed is to be so by all checks together
            tried = [self._searched(one, other, turned) for one in was for other in now]
            for how in ("alone", "together"):
                if any(cause.how == how for cause in tried):
                    return next(cause for cause in tried if cause.how == how)
        found = (each for one in was for other in now for each in self._of_check(one, other))
        return Cause(tuple(found) or self.of_plan, "all")

    def _of_check(self, was: Check, now: Check) -> tuple[Altered, ...]:
        found = of_check(was, now, self.was.plan, self.now.plan)
        return tuple(each for each in found if each.what in OF_CHECK)

    def _searched(self, was: Check, now: Check, turned: Coupled) -> Cause:
        """Try each alteration by itself, then leave out of all together what is not needed."""
        altered = (*self._of_check(was, now), *self.of_plan)

        def does(chosen: frozenset[int]) -> bool:
            key = (was.key, now.key, chosen)
            if key not in self._tried:
                self._tried[key] = self._try(was, now, [altered[number] for number in sorted(chosen)])
            then = self._tried[key]
            same = turned.was if turned.was is not None else turned.now
            return then is not None and then.get(id(same)) == (turned.now and turned.now.status)

        alone = [number for number in range(len(altered)) if does(frozenset({number}))]
        if alone:
            return Cause(tuple(altered[number] for number in alone), "alone")
        needed = frozenset(range(len(altered)))
        if not does(needed):
            return Cause((), "all")
        for number in range(len(altered)):
            if does(needed - {number}):
                needed -= {number}
        return Cause(tuple(altered[number] for number in sorted(needed)), "together")

    def _try(self, was: Check, now: Check, altered: list[Altered]) -> Mapping[int, str] | None:
        """Give the status that each duty, before and under the draft, has once alterations are taken over.

        Duties are named by the identity of their results. None if it cannot be judged.
        """
        plan = with_altered(self.was.plan, self.now.plan, was, altered)
        if plan is None:
            return None
        try:
            tried = again(self.was, plan=plan).results
        except InvalidInput:  # a window leaves the calendar: it can only be had with another one
            return None
        before, after = _of(was, self.was), _of(now, self.now)
        one, other, then = ({each.finding.of.check.key: 0 for each in own} for own in (before, after, tried))
        found = {
            id(each.was): each.now.status
            for each in coupled(before, tried, (one, then))
            if each.was is not None and each.now is not None
        }
        for each in coupled(tried, after, (then, other)):
            if each.was is not None and each.now is not None:
                found[id(each.now)] = each.was.status
        return found


def _of(check: Check, results: Results) -> tuple[Result, ...]:
    own = check.key
    return tuple(result for result in results.results if result.finding.of.check.key == own)


def _there(was: Check | None, now: Check | None) -> Altered:
    """Tell of a check that only one of the plans has."""
    name = was.id if was else now.id if now else ""
    return Altered("check", name, was, now, (was, now))
