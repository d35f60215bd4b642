"""An exception of this check can never apply.

What should excuse cannot be entered: its conditions exclude each other, or ask for something that no row of
that kind can have.

The bearer relies on an exception that the agreement gives, and is held to the duty all the same.

```yaml
activities:
  excuse: {label: Reason for absence, attributes: {reason: {label: Reason, values: [workload, other]}}}
  note: {label: Note}
# … and in the check:
unless: [{activity: note, by: $bearer, reason: workload}]
```

Ask for what a row of that kind can have:

```yaml
unless: [{activity: excuse, by: $bearer, reason: workload}]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from checker.lint.remarks import _checks, _conditions

if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.lint.model import Subject
    from checker.located.model import Items
    from checker.plan.model import Check, Excuse, Plan

CODE = "plan/exception-never-applies"


def look(subject: Subject, faults: Faults) -> None:
    """Warn of exceptions that no row of a log can meet."""
    plan = subject.plan
    for _, check in _checks.each(plan):
        nodes = cast("Items", _checks.written(plan, check).get("unless", ()))
        for excuse, node in zip(check.unless, nodes, strict=True):
            if why := _never(excuse, check, plan):
                mend = "ask for what a row of that kind can have, or declare the column for it"
                faults.warn(CODE, node.at, f"this exception never applies: {why}", mend)


def _never(excuse: Excuse, check: Check, plan: Plan) -> str:
    """Say why an exception never applies; nothing if it may."""
    bindings = [_checks.bound(check, plan, code) for code in _checks.owing(check, plan)]
    selector = excuse.selector
    if not any(_conditions.reach(selector, plan, bound) for bound in bindings):
        return _conditions.why(selector, plan, bindings[0])
    if not excuse.this:
        return ""
    parameters = (check.pattern.trigger, check.pattern.acts)
    looked_at = [check.selector(name) for name in parameters if name is not None and name in check.terms]
    able = frozenset[str]().union(*(_conditions.reach(itself, plan, {}) for itself in looked_at))
    if not able or any(able & _conditions.reach(selector, plan, bound) for bound in bindings):
        return ""
    return "the activity to which it is an exception can never be so"
