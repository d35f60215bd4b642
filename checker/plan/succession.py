"""The order of several versions of one agreement, as they say themselves; what is wrong with it in words."""

from __future__ import annotations

from itertools import pairwise

from checker.typed import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checker.days import DayRange
    from checker.diagnostics import Faults, Place
    from checker.located.model import Fields
    from checker.patterns.model import Rules
    from checker.plan.model import Plan


def succession(plans: Sequence[Plan], faults: Faults) -> tuple[Plan, ...] | None:
    """Put versions in their order, the oldest first, or say to `faults` why they have none; then None.

    A single plan that replaces an earlier version is judged by itself, with a warning.
    """
    if len(plans) == 1:
        _alone(plans[0], faults)
        return (plans[0],)
    before = faults.count
    _one_agreement(plans, faults)
    by_version = _by_version(plans, faults)
    if faults.count > before:
        return None
    first = _first(plans, faults)
    after = _successors(plans, by_version, faults)
    if first is None or faults.count > before:
        return None
    found = [first]
    while found[-1].version in after:
        found.append(after[found[-1].version])
    left = [plan for plan in plans if plan not in found]
    if left:
        told = "this version and the one that it replaces follow each other in a circle"
        mend = "one of them has to replace a version that comes before it"
        faults.error("plan/no-order", _place(left[0], "replaces"), told, mend)
    from checker.plan.vocabulary import of_one_party  # noqa: PLC0415 - only of several versions

    of_one_party(found, faults)
    _in_time(found, faults)
    return tuple(found) if faults.count == before else None


def whole(read: Sequence[tuple[Plan, Rules]], faults: Faults) -> tuple[Plan, Rules] | None:
    """Make one plan, with the rules of all, of the versions that were read; None if they have no order."""
    ordered = succession([plan for plan, _ in read], faults)
    if ordered is None:
        return None
    if len(ordered) == 1:
        return read[0]
    from checker.plan.versions import merged  # noqa: PLC0415 - only of several versions

    rules = read[0][1]
    for _, others in read[1:]:
        rules = rules._replace(
            patterns={**rules.patterns, **others.patterns}, brought={**rules.brought, **others.brought}
        )
    return merged(ordered), rules


def _place(plan: Plan, key: str = "id") -> Place:
    """Give the place of a key of the plan's head, or where the head has no such key, of its id."""
    head = cast("Fields", plan.source["plan"])
    return head.place(key if key in head else "id")


def _alone(plan: Plan, faults: Faults) -> None:
    if plan.replaces is not None:
        told = f"this replaces version {plan.replaces}, which is not given: only this version is judged"
        mend = "to see both in one history, give the earlier version too, with a --plan of its own"
        faults.warn("plan/earlier-version-missing", _place(plan, "replaces"), told, mend)


def _one_agreement(plans: Sequence[Plan], faults: Faults) -> None:
    for plan in plans[1:]:
        if plan.id != plans[0].id:
            told = f"this is another agreement: “{plan.id}”, not “{plans[0].id}”"
            mend = "versions of one agreement keep its id; judge different agreements one by one"
            faults.error("plan/other-agreement", _place(plan), told, mend, (_place(plans[0]),))


def _by_version(plans: Sequence[Plan], faults: Faults) -> Mapping[str, Plan]:
    found: dict[str, Plan] = {}
    for plan in plans:
        if not plan.version:
            told = "several plans are given, and this one does not say which version it is"
            faults.error("plan/no-version", _place(plan), told, "write version: 1, or another short name")
        elif plan.version in found:
            told = f"two of the plans that are given say that they are version {plan.version}"
            mend = "give each version a name of its own, and each --plan once"
            others = (_place(found[plan.version], "version"),)
            faults.error("plan/duplicate-version", _place(plan, "version"), told, mend, others)
        else:
            found[plan.version] = plan
    return found


def _first(plans: Sequence[Plan], faults: Faults) -> Plan | None:
    """Give the one version that replaces none."""
    roots = [plan for plan in plans if plan.replaces is None]
    if len(roots) == 1:
        return roots[0]
    if roots:
        told = f"neither version {roots[0].version} nor version {roots[1].version} says which one it replaces"
        mend = "let the later one say so, with replaces and the version of the earlier one"
        faults.error("plan/no-order", _place(roots[1], "version"), told, mend, (_place(roots[0], "version"),))
    else:
        told = "each of the versions that are given replaces another one, so none is the first"
        faults.error("plan/no-order", _place(plans[0], "replaces"), told, "give the first version too")
    return None


def _successors(plans: Sequence[Plan], by_version: Mapping[str, Plan], faults: Faults) -> dict[str, Plan]:
    """Give, by version, the one that replaces it."""
    found: dict[str, Plan] = {}
    for plan in plans:
        if plan.replaces is None:
            continue
        replaced, at = str(plan.replaces), _place(plan, "replaces")
        if replaced not in by_version:
            told = f"this replaces version {replaced}, which is not among the plans that are given"
            there = ", ".join(by_version)
            faults.error("plan/unknown-version", at, told, f"give it too; there are: {there}")
        elif replaced in found:
            told = f"versions {found[replaced].version} and {plan.version} both replace version {replaced}"
            mend = "one version follows another: let the later of the two replace the earlier one"
            faults.error("plan/two-successors", at, told, mend, (_place(found[replaced], "replaces"),))
        else:
            found[replaced] = plan
    return found


def _in_time(found: Sequence[Plan], faults: Faults) -> None:
    """Refuse a version that comes into force before the one that it replaces, as far as days are known."""
    for earlier, later in pairwise(found):
        one, other = _known(earlier), _known(later)
        if one is not None and other is not None and other.latest <= one.latest:
            out_of_time(earlier, later, (str(one), str(other)), faults)


def out_of_time(earlier: Plan, later: Plan, days: tuple[str, str], faults: Faults) -> None:
    """Say that a version comes into force before the one that it replaces."""
    told = (
        f"version {later.version} comes into force on {days[1]}, and no later than version "
        f"{earlier.version}, which it replaces ({days[0]})"
    )
    mend = "look at the days under in_force, and at which version replaces which"
    faults.error("plan/version-order", _place(later, "replaces"), told, mend, (_place(earlier, "in_force"),))


def _known(plan: Plan) -> DayRange | None:
    """Give the day on which a plan comes into force, if it is known without a log."""
    if not isinstance(plan.start, str):
        return plan.start
    return plan.dates[plan.start].days
