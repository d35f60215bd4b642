"""An exception of this check always applies, so nothing is ever owed.

What excuses is there whenever the duty is: the trigger itself is an entry that excuses, or what is asked of
the activity itself (`this`) is what the check asks of it anyway.

Every duty that was not kept is “excused”, and the check never says anything else.

```yaml
when: {activity: expert_meeting, by: SOUTH}
unless:
  - {activity: expert_meeting}
```

Name the activity that really excuses, and tie it to the trigger:

```yaml
unless:
  - {activity: excuse, by: $bearer, same: [about], not_after: due}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from checker.lint.remarks import _checks, _conditions, _spans

if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.lint.model import Subject
    from checker.located.model import Items
    from checker.plan.model import Check, Excuse, Plan
    from checker.plan.selectors import Selector

CODE = "plan/exception-always-applies"


def look(subject: Subject, faults: Faults) -> None:
    """Warn of exceptions that the activity itself meets, to which they are exceptions."""
    plan = subject.plan
    for _, check in _checks.each(plan):
        nodes = cast("Items", _checks.written(plan, check).get("unless", ()))
        for excuse, node in zip(check.unless, nodes, strict=True):
            if _always(excuse, check, plan):
                told = "this exception always applies: whatever it is an exception to meets it"
                mend = "ask for what really excuses, and tie it to the activity with same: […]"
                faults.warn(CODE, node.at, told, mend)


def _always(excuse: Excuse, check: Check, plan: Plan) -> bool:
    pattern = check.pattern
    parameter = pattern.trigger if pattern.broken_by is None else pattern.acts
    if parameter is None or check.bearers.variable is not None:
        return False
    itself = check.selector(parameter)
    if not all(_meets(itself, excuse, check, plan, code) for code in check.bearers.codes):
        return False
    if excuse.this:
        return True
    if excuse.same is not None and not _filled(excuse.same, itself, check):
        return False
    return pattern.broken_by is not None or _in_its_window(excuse, check, plan)


def _meets(itself: Selector, excuse: Excuse, check: Check, plan: Plan, code: str) -> bool:
    """Say whether the activity meets an exception; variables stand for others where instances are judged."""
    bindings = _checks.bound(check, plan, code)
    excused = bindings if check.pattern.broken_by is None else {}
    return _conditions.implies(itself, excuse.selector, plan, bindings, excused)


def _filled(same: tuple[str, ...], itself: Selector, check: Check) -> bool:
    """Say whether the activity surely has something in the fields in which it would agree with itself."""
    given = check.terms.get("same")
    agreed = set(given) if isinstance(given, tuple) else set()
    asked = {c.field for c in itself.conditions if not c.negated and c.present is not False}
    return set(same) <= agreed | asked | {_conditions.BY}


def _in_its_window(excuse: Excuse, check: Check, plan: Plan) -> bool:
    """Say whether a trigger lies where an exception has to lie."""
    for samples in (_spans.SHORT, _spans.LONG):
        found = _spans.Spans(plan).of(check, samples)
        for (start, end), span in zip(samples, found or (), strict=bool(found)):
            overlaps = excuse.same is not None or (start <= span.last and span.first <= end)
            limits = {None: span.last if excuse.same is None else end, "due": span.last}
            limit = limits.get(excuse.not_after, span.first)
            if not overlaps or (excuse.not_after is not None and end > limit):
                return False
        if not found:
            return False
    return True
