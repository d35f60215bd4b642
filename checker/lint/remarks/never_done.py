"""Nothing that can be entered in the log would ever count as done.

The act that a check asks for cannot occur: its conditions exclude each other, or ask for something that
no row of that kind can have; or it has to agree with its trigger in a column that one of the two never
has.

The bearer can do what it likes, and is found late, broken or unknown all the same.

Here nobody is left whom “the other parties” could mean, since only one party is bound:

```yaml
parties:
  NORTH: {name: North Office}
  LEGAL: {name: Legal Service, party: false}
# … and in the check:
do: {activity: plan_shared, by: $bearer, to: $counterparty}
```

Name the recipient:

```yaml
do: {activity: plan_shared, by: $bearer, to: LEGAL}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.frozen import replace
from checker.lint.remarks import _checks, _conditions

if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.lint.model import Subject
    from checker.plan.model import Check, Plan

CODE = "plan/never-done"
MEND = "ask for what a row of that kind can have, or declare the column for it"


def look(subject: Subject, faults: Faults) -> None:
    """Warn of acts that cannot occur, and of columns in which act and trigger cannot agree."""
    for _, check in _checks.each(subject.plan):
        if check.pattern.done_by is not None or check.pattern.counts is not None:
            _act(check, subject.plan, faults)
        if check.pattern.done_by is not None and "same" in check.terms:
            _agreement(check, subject.plan, faults)
        if check.pattern.broken_by is not None and check.pattern.broken_by.unlike is not None:
            _requirement(check, check.pattern.broken_by.unlike, subject.plan, faults)


def _act(check: Check, plan: Plan, faults: Faults) -> None:
    acts = check.pattern.acts
    selector = check.selector(acts)
    for code in _checks.owing(check, plan):
        bindings = _checks.bound(check, plan, code)
        if not _conditions.reach(selector, plan, bindings):
            told = (
                f"{plan.parties[code].short} can never do this: {_conditions.why(selector, plan, bindings)}"
            )
            faults.warn(CODE, _checks.where(plan, check, acts), told, MEND)
            return


def _requirement(check: Check, unlike: str, plan: Plan, faults: Faults) -> None:
    acts, required = (check.selector(name) for name in (check.pattern.acts, unlike))
    kinds = _conditions.reach(acts, plan, {})
    if kinds and not kinds & _conditions.reach(required, plan, {}):
        why = _conditions.why(replace(required, kinds=kinds), plan, {})
        told = f"no activity of “{check.pattern.acts}” can ever be so: {why}"
        faults.warn(CODE, _checks.where(plan, check, unlike), told, MEND)


def _agreement(check: Check, plan: Plan, faults: Faults) -> None:
    same = check.terms["same"]
    for parameter in (check.pattern.trigger, check.pattern.acts):
        if parameter is None:
            continue
        kinds = check.selector(parameter).kinds or frozenset(plan.kinds)
        for field in same if isinstance(same, tuple) else ():
            if not _conditions.fillable(field, kinds, plan):
                told = f"no activity in “{parameter}” has anything in “{field}”, so nothing ever agrees in it"
                mend = "name a column that both have, such as about"
                faults.warn(CODE, _checks.where(plan, check, "same"), told, mend)
                return
