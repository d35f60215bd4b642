"""Others can cause this duty: the trigger does not say by whom it is.

One party owes something after, or before, something that happens, and any row of that kind gives rise to
it, whoever it is by.

Another party's session then counts as the South Office's, and the South Office is found in breach.

```yaml
when: {activity: session_held}
bearer: SOUTH
do: {activity: outcome_sent, by: $bearer}
```

Say whose is meant:

```yaml
when: {activity: session_held, by: SOUTH}
```

If it really does not matter who did it, say that: `by: {exists: true}`. Nothing is said where another check
reserves the activity for one party (`exclusive`), where the trigger names whom it is addressed to, or where
all parties owe the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.lint.remarks import _checks, _conditions

if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.lint.model import Subject
    from checker.plan.model import Check, Plan

CODE = "plan/others-can-cause"


def look(subject: Subject, faults: Faults) -> None:
    """Warn of triggers by anybody, where one party owes."""
    plan = subject.plan
    for _, check in _checks.each(plan):
        trigger = check.pattern.trigger
        if trigger in check.terms and trigger is not None and _open(check, trigger, plan):
            told = f"a row of the log by anybody gives rise to this duty of {_owing(check, plan)}"
            mend = "say by whom it has to be, as in by: CODE; if anybody's is meant, write by: {exists: true}"
            faults.warn(CODE, _checks.where(plan, check, trigger), told, mend)


def _open(check: Check, trigger: str, plan: Plan) -> bool:
    """Say whether a trigger is left to anybody, and surely by oversight."""
    selector, same = check.selector(trigger), check.terms.get("same")
    said = any(_conditions.mentions(selector, field) for field in ("by", "to"))
    if said or check.bearers.variable is not None or (isinstance(same, tuple) and _conditions.BY in same):
        return False
    owing = {plan.party_of(code) for code in check.bearers.codes}
    if owing >= set(plan.bound) or not _conditions.reach(selector, plan, {}):
        return False
    return not any(_reserves(other, check, trigger, plan) for _, other in _checks.each(plan))


def _reserves(other: Check, check: Check, trigger: str, plan: Plan) -> bool:
    """Say whether another check lets only some do what triggers."""
    broken_by = other.pattern.broken_by
    if broken_by is None or broken_by.party != "without" or broken_by.each != "act":
        return False
    return _conditions.implies(check.selector(trigger), other.selector(broken_by.acts), plan, {}, {})


def _owing(check: Check, plan: Plan) -> str:
    return " and ".join(plan.parties[code].short for code in check.bearers.codes)
