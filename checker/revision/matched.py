"""Which check of a clause in the draft is which of the clause before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.revision.altered import of_check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.plan.model import Check, Plan
    from checker.revision.pairs import Pair

    Alike = Callable[[Check, Check], bool]


class Matched(NamedTuple):
    """Checks that belong together: several on a side if clauses were split or merged, none if it is alone."""

    was: tuple[Check, ...]
    now: tuple[Check, ...]


def matched(pair: Pair, old: Plan, new: Plan) -> tuple[Matched, ...]:
    """Match the checks of a pair of clauses: by id, by what they say, by rule if one is left on each side.

    Those of split or merged clauses that share an id belong together, unless one of them is unchanged.
    """
    was = [check for clause in pair.was for check in clause.checks]
    now = [check for clause in pair.now for check in clause.checks]

    def says_the_same(one: Check, other: Check) -> bool:
        return all(each.what == "check_id" for each in of_check(one, other, old, new))

    def same(one: Check, other: Check) -> bool:
        return one.id == other.id and says_the_same(one, other)

    found = [*_one_by_one(was, now, same), *_by_id(was, now), *_one_by_one(was, now, says_the_same)]
    if len(was) == len(now) == 1 and was[0].pattern.rule == now[0].pattern.rule:
        found.append(Matched((was.pop(),), (now.pop(),)))
    order = [check for clause in pair.was for check in clause.checks]
    found.sort(key=lambda each: order.index(each.was[0]))
    alone = [Matched((check,), ()) for check in was]
    return (*found, *alone, *(Matched((), (check,)) for check in now))


def _one_by_one(was: list[Check], now: list[Check], alike: Alike) -> Iterator[Matched]:
    """Yield those that are alike, and take them out of both lists."""
    for check in tuple(was):
        other = next((each for each in now if alike(check, each)), None)
        if other is not None:
            was.remove(check)
            now.remove(other)
            yield Matched((check,), (other,))


def _by_id(was: list[Check], now: list[Check]) -> Iterator[Matched]:
    """Yield all of one id, and take them out of both lists."""
    for name in dict.fromkeys(check.id for check in was):
        before = tuple(check for check in was if check.id == name)
        after = tuple(check for check in now if check.id == name)
        if after:
            was[:] = [check for check in was if check not in before]
            now[:] = [check for check in now if check not in after]
            yield Matched(before, after)
