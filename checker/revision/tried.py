"""A plan with some of a draft's alterations taken over, to be judged on the same record."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from checker.days import Duration
from checker.plan.model import COMING_INTO_FORCE, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.days import DayRange
    from checker.plan.model import Check, NamedDate, Party, Plan, Term
    from checker.revision.altered import Altered

OF_CHECK = frozenset({"check_id", "rule", "parameter", "bearer", "toward", "judgement", "unless"})
OF_PLAN = frozenset({"in_force", "until", "completeness", "calendar", "party"})
"""The alterations on which verdicts may hang."""

NOT_TERMS = ("bearer", "parties", "question", "exceptions")
"""The kinds of parameters that a check has beside its terms."""

DRAFT = "draft "
"""What stands before the names of the draft's dates: no name has a space."""


def with_altered(old: Plan, new: Plan, check: Check, altered: Iterable[Altered]) -> Plan | None:
    """Give the plan with this one check alone, and alterations of it and of the plan taken over.

    None if that is no plan: if they can only be had together with others.
    """
    altered = tuple(altered)
    own = check
    for each in altered:
        if each.what in OF_CHECK:
            own = _check(own, each)
    plan = _plan(old, new, altered)
    clause = next(each for each in old.obligations if each.id == check.obligation)
    own = own._replace(rests_on=())
    return plan._replace(obligations=(clause._replace(checks=(own,)),)) if _holds(own, plan) else None


def _check(check: Check, altered: Altered) -> Check:
    """Take one alteration over into a check."""
    before, now = altered.checks
    if before is None or now is None:
        return check
    if altered.what == "rule":
        terms = {name: _dated(term) for name, term in now.terms.items()}
        return now._replace(
            id=check.id,
            obligation=check.obligation,
            version=check.version,
            clause=check.clause,
            terms=terms,
        )
    if altered.what == "parameter":
        others = {name: term for name, term in check.terms.items() if name != altered.name}
        taken = now.terms.get(altered.name)
        terms = others if taken is None else {**others, altered.name: _dated(taken)}
        return check._replace(terms=terms, times=int(str(terms.get("times", 1))))
    return {
        "check_id": check._replace(id=now.id),
        "bearer": check._replace(bearers=now.bearers),
        "toward": check._replace(toward=now.toward),
        "judgement": check._replace(question=now.question),
        "unless": check._replace(unless=now.unless),
    }[altered.what]


def _plan(old: Plan, new: Plan, altered: Iterable[Altered]) -> Plan:
    """Take alterations over into a plan, which knows the dates of the draft beside its own."""
    dates: Mapping[str, NamedDate] = {DRAFT + name: day for name, day in new.dates.items()}
    plan = old._replace(dates={**old.dates, **dates})
    for each in altered:
        if each.what == "in_force":
            plan = plan._replace(start=_day(new.start))
        elif each.what == "until":
            plan = plan._replace(until=None if new.until is None else _day(new.until))
        elif each.what == "completeness":
            plan = plan._replace(completeness=new.completeness)
        elif each.what == "calendar":
            plan = plan._replace(calendar=new.calendar)
        elif each.what == "party" and each.now is not None:
            plan = plan._replace(parties={**plan.parties, each.name: cast("Party", each.now)})
    return plan


def _dated(term: Term) -> Term:
    return DRAFT + term if isinstance(term, str) and term != COMING_INTO_FORCE else term


def _day(day: str | DayRange) -> str | DayRange:
    return DRAFT + day if isinstance(day, str) else day


def _holds(check: Check, plan: Plan) -> bool:
    """Say whether a check has what its rule needs, and nothing that excludes something else."""
    given, pattern = check.terms.keys(), check.pattern
    for name, parameter in pattern.takes.items():
        if not parameter.optional and parameter.kind not in NOT_TERMS and name not in given:
            return False
    for need in pattern.needs:
        wanted = 1 if need.beside is None or need.beside in given else 0
        if sum(name in given for name in need.one_of) != wanted:
            return False
    if any(sum(name in given for name in group) > 1 for group in pattern.excludes):
        return False
    lengths = (term.length if isinstance(term, Period) else term for term in check.terms.values())
    return plan.calendar is not None or not any(
        isinstance(length, Duration) and length.needs_calendar for length in lengths
    )
