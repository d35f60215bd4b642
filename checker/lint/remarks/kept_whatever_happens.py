"""A check is kept whatever happens.

No log could ever break it: what it forbids cannot occur, the acts that it looks at are by the very party
that may do them, two different parties are asked for where only one is named, what is required stands in
the trigger already, or the day from which time is counted is itself the act that is owed.

The report says “kept” and shows nothing by it.

The most frequent form: “only the South Office may hold elections”, with the elections of the South Office:

```yaml
rule: exclusive
bearer: SOUTH
do: {activity: election_held, by: $bearer}
```

Let the check look at everybody's acts, and it finds those of the others:

```yaml
rule: exclusive
bearer: SOUTH
do: {activity: election_held}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.days import OutOfCalendar
from checker.duties import windows
from checker.lint.remarks import _checks, _conditions
from checker.lint.remarks._spans import unlogged
from checker.plan.model import NamedDate

if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.lint.model import Subject
    from checker.patterns.model import BrokenBy
    from checker.plan.model import Check, Plan

CODE = "plan/kept-whatever-happens"


def look(subject: Subject, faults: Faults) -> None:
    """Warn of checks that nothing in a log could break."""
    plan = subject.plan
    for _, check in _checks.each(plan):
        broken_by = check.pattern.broken_by
        found = _unbreakable(check, broken_by, plan) if broken_by is not None else _named(check, plan)
        if found is not None:
            key, why, mend = found
            told = f"this check is kept whatever happens: {why}"
            faults.warn(CODE, _checks.where(plan, check, key), told, mend)


def _unbreakable(check: Check, broken_by: BrokenBy, plan: Plan) -> tuple[str, str, str] | None:
    """Say where and why nothing can break a check, and what to write instead."""
    acts = broken_by.acts
    if broken_by.unlike is not None:
        return _required(check, broken_by.unlike, plan)
    if not _can_occur(check, broken_by, plan):
        return acts, "no row of the log can be what it forbids", "ask for what a row of that kind can have"
    if broken_by.party == "without" and _only_bearers(check, plan):
        return (
            acts,
            "only acts of those who may do it are looked at",
            "leave “by” out, to find those of others",
        )
    if broken_by.each == "pair":
        return _alone(check, plan)
    if check.pattern.steps is not None and _no_period(check, plan):
        return check.pattern.steps.every, "no period of it lies in the plan's life", "shorten the period"
    return None


def _can_occur(check: Check, broken_by: BrokenBy, plan: Plan) -> bool:
    """Say whether a matching act can occur; where it needs a bearer, one in which such a one takes part."""
    selector, codes = check.selector(broken_by.acts), _checks.owing(check, plan)
    if broken_by.names == "actors":
        return bool(_conditions.reach(selector, plan, _checks.bound(check, plan, *codes)))
    barred = [c for c in selector.conditions if c.field == _conditions.BY and c.negated]
    for code in codes:
        bindings = _checks.bound(check, plan, code)
        own = _conditions.names(code, plan)
        others = [{*c.values}.union(*(bindings.get(name, ()) for name in c.variables)) for c in barred]
        if _conditions.reach(selector, plan, bindings) and all(own.isdisjoint(names) for names in others):
            return True
    return False


def _only_bearers(check: Check, plan: Plan) -> bool:
    bearers = frozenset(check.bearers.codes)
    asked = _conditions.values(
        check.selector(check.pattern.acts), _conditions.BY, _checks.bound(check, plan, *bearers)
    )
    looked_at = asked or plan.parties.keys()
    return all(not _conditions.names(code, plan).isdisjoint(bearers) for code in looked_at)


def _alone(check: Check, plan: Plan) -> tuple[str, str, str] | None:
    """Look at pairs: two acts need two parties, and columns in which they can agree."""
    acts = check.selector(check.pattern.acts)
    same = check.terms.get("same")
    for field in same if isinstance(same, tuple) else ():
        if not _conditions.fillable(field, acts.kinds or frozenset(plan.kinds), plan):
            return (
                "same",
                f"no act can have anything in “{field}”, so no two agree",
                "name a column that they have",
            )
    bearers = {plan.party_of(code) for code in check.bearers.codes}
    asked = _conditions.values(acts, _conditions.BY, _checks.bound(check, plan, *check.bearers.codes))
    parties = {plan.party_of(code) for code in asked if code in plan.parties}
    if len(bearers) < 2:  # noqa: PLR2004 - a pair
        return "bearer", "it takes two parties to break it, and one is named", "name both: {each: [A, B]}"
    if len(parties) == 1:
        return (
            check.pattern.acts,
            "it takes acts of two parties, and those of one are looked at",
            "leave “by” out",
        )
    return None


def _required(check: Check, unlike: str, plan: Plan) -> tuple[str, str, str] | None:
    acts, required = check.selector(check.pattern.acts), check.selector(unlike)
    if not _conditions.implies(acts, required, plan, {}, {}):
        return None
    why = f"whatever meets “{check.pattern.acts}” meets “{unlike}” too"
    return unlike, why, f"ask only in “{unlike}” for what has to be shown"


def _no_period(check: Check, plan: Plan) -> bool:
    known = unlogged(plan)
    if known.life is None or not windows.known_anchor(check, known):
        return False
    if known.life.end is None or known.life.end < known.life.start:
        return False
    try:
        return next(windows.periods(check, known), None) is None
    except OutOfCalendar:
        return False


def _named(check: Check, plan: Plan) -> tuple[str, str, str] | None:
    """Look whether the day that time is counted from is the end of an act that is itself what is owed."""
    pattern = check.pattern
    if pattern.done_by is None or pattern.window is None or pattern.steps or pattern.trigger:
        return None
    if check.times > 1 or check.question:
        return None
    opens = pattern.window.opens[0].at
    named = plan.dates.get(str(check.terms.get(opens.point)))
    if not isinstance(named, NamedDate) or named.first is None or opens.length is not None:
        return None
    first, acts = named.first, check.selector(pattern.acts)
    bindings = [_checks.bound(check, plan, code) for code in check.bearers.codes]
    if not all(_conditions.implies(first, acts, plan, {}, bound) for bound in bindings):
        return None
    why = f"the activity that gives the date “{named.name}” is itself what is owed"
    return opens.point, why, "count from another day, or ask for another act"
