"""How the checks of a plan can be judged on parts of a log: which entries must be looked at together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from checker.plan.selectors import SEVERAL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from checker.plan.model import Check, Plan

TEXTS = frozenset({"about", "title", "place", "note"})
"""The fields that hold one text, whatever the plan."""

Kinds = frozenset[str] | None
"""Kinds of activities; None is all of them."""


class Division(NamedTuple):
    """A log is parted so that entries which have the same in `field` stay together; None: in any way.

    The checks `apart` are judged part by part, on its entries and those of the kinds `everywhere`, which are
    in every part. Those `sifted` can be broken by some activities only: each part gives those that may, and
    they are then judged together. The `whole` ones need all entries that they concern at once.
    """

    field: str | None
    apart: tuple[Check, ...]
    sifted: tuple[Check, ...]
    whole: tuple[Check, ...]
    everywhere: frozenset[str]


def division(plan: Plan) -> Division:
    """Work out how the checks of a plan of one version can be judged on parts."""
    checks = tuple(
        check
        for obligation in sorted(plan.obligations, key=lambda each: each.id)
        for check in sorted(obligation.checks, key=lambda each: each.id)
    )
    ties = {check.key: _ties(check) for check in checks}
    field = _shared(ties.values(), plan)
    fits = [c for c in checks if (own := ties[c.key]) is not None and (not own or field in own)]
    parted, everywhere = _excused(fits, field)
    alone = {check.key for check in parted}
    return Division(
        field=field,
        apart=tuple(check for check in parted if not _stands(check)),
        sifted=tuple(check for check in parted if _stands(check)),
        whole=tuple(check for check in checks if check.key not in alone),
        everywhere=everywhere,
    )


def concerns(check: Check) -> Kinds:
    """Give the kinds of activities that a check looks at, those that excuse among them."""
    found = _bearing(check)
    return _together([found, *(excuse.selector.kinds for excuse in check.unless if not excuse.this)])


def excusing(check: Check) -> Kinds:
    """Give the kinds of activities that may excuse something in a check, which it need not look at else."""
    return _together([frozenset[str](), *(e.selector.kinds for e in check.unless if not e.this)])


def _bearing(check: Check) -> Kinds:
    """Give the kinds of triggers and acts."""
    names = {check.pattern.acts, *(("when",) if "when" in check.terms else ())}
    return _together([check.selector(name).kinds for name in sorted(names)])


def _together(kinds: Iterable[Kinds]) -> Kinds:
    found: set[str] = set()
    for each in kinds:
        if each is None:
            return None
        found |= each
    return frozenset(found)


def _ties(check: Check) -> frozenset[str] | None:
    """Name the fields by each of which the entries of a finding agree; none if a finding has one entry.

    None if what is found on some entries may hang on any others.
    """
    pattern = check.pattern
    if pattern.counts is not None:
        return frozenset()
    broken_by = pattern.broken_by
    if broken_by is not None and broken_by.each != "pair" and "when" not in check.terms:
        return None if pattern.steps is not None else frozenset()
    if broken_by is not None and broken_by.each != "pair" and broken_by.unlike is not None:
        return frozenset()
    if pattern.done_by is not None and (pattern.trigger is None or pattern.done_by.share != "freely"):
        return None
    same = check.terms.get("same")
    own = frozenset(same).difference(SEVERAL) if isinstance(same, tuple) else frozenset()
    return own or None


def _shared(ties: Iterable[frozenset[str] | None], plan: Plan) -> str | None:
    """Choose the field by which most checks can be parted; of several the first by name."""
    counted = Counter(name for own in ties if own for name in own if _one_text(name, plan))
    return min(counted, key=lambda name: (-counted[name], name), default=None)


def _one_text(name: str, plan: Plan) -> bool:
    """Say whether a field holds a text as it is written: no number, and no word that has labels."""
    own = [kind.attributes[name] for kind in plan.kinds.values() if name in kind.attributes]
    own += [plan.attributes[name]] if name in plan.attributes else []
    return name in TEXTS or (bool(own) and all(not each.number and each.values is None for each in own))


def _excused(checks: Collection[Check], field: str | None) -> tuple[list[Check], frozenset[str]]:
    """Leave out checks whose exceptions cannot be had in every part; give the kinds of those that must be.

    What is in every part must not be looked at for anything else there: it would be told of in each.
    """
    left = list(checks)
    while True:
        judged = _together([_bearing(check) for check in left])
        bad = [check for check in left if not _there(_elsewhere(check, field), judged)]
        if not bad:
            break
        left = [check for check in left if check not in bad]
    needed = _together([_elsewhere(check, field) for check in left])
    return left, needed or frozenset()


def _there(kinds: Kinds, judged: Kinds) -> bool:
    if kinds is None:
        return False
    return not kinds or (judged is not None and kinds.isdisjoint(judged))


def _elsewhere(check: Check, field: str | None) -> Kinds:
    """Give the kinds of what may excuse something in another part."""
    if _stands(check):
        return frozenset()  # they are judged together, beside all that excuses
    others = [e for e in check.unless if not e.this and (field is None or field not in (e.same or ()))]
    return _together([frozenset[str](), *(excuse.selector.kinds for excuse in others)])


def _stands(check: Check) -> bool:
    """Say whether a check has standing duties, which any breach of it may break."""
    return check.pattern.broken_by is not None and "bearer" in check.pattern.each
