"""Nothing can ever give rise to a duty of this check.

What gives rise to a duty (the trigger, the day from which it is counted, or its first period) cannot
occur: the conditions of the trigger exclude each other or ask for something that no row of the log can
have, a named date waits for an activity that cannot be entered, or the days lie outside the plan's life.

Such a check is “dormant” for ever: it looks as if the clause were tested, and it never is.

An activity has the columns that its kind declares, and no others. Here seats are declared for another
kind, so no outcome can have any:

```yaml
activities:
  session_held: {label: Session held, attributes: {seats: {label: Seats, type: number}}}
  outcome_sent: {label: Outcome sent}
# … and in the check:
when: {activity: outcome_sent, seats: {at_least: 5}}
```

Ask for what a row of that kind can have, or declare the column where it is needed:

```yaml
when: {activity: session_held, seats: {at_least: 5}}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from checker.days import OutOfCalendar, on
from checker.duties import windows
from checker.lint.remarks import _checks, _conditions
from checker.lint.remarks._spans import unlogged

if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.duties.model import Setting
    from checker.lint.model import Subject
    from checker.located.model import Fields
    from checker.plan.model import Check, Plan

CODE = "plan/never-triggered"
MEND = "ask for what a row of that kind can have, or declare the column for it"


def look(subject: Subject, faults: Faults) -> None:
    """Warn of triggers, named dates and first days that cannot come."""
    plan = subject.plan
    for name, named in plan.dates.items():
        if named.first is not None and not _conditions.reach(named.first, plan, {}):
            told = f"the date “{name}” never comes: {_conditions.why(named.first, plan, {})}"
            faults.warn(CODE, cast("Fields", plan.source["dates"]).place(name), told, MEND)
    known = unlogged(plan)
    for _, check in _checks.each(plan):
        _trigger(check, plan, faults)
        if known.life is not None and (known.life.end is None or known.life.end >= known.life.start):
            _first_day(check, known, faults)


def _trigger(check: Check, plan: Plan, faults: Faults) -> None:
    asked = check.pattern.trigger or (check.pattern.acts if "bearer" not in check.pattern.each else "")
    if asked not in check.terms or check.pattern.counts:
        return
    selector, owing = check.selector(asked), _checks.owing(check, plan)
    bindings = [_checks.bound(check, plan, code) for code in owing]
    if not any(_conditions.reach(selector, plan, bound) for bound in bindings):
        told = f"this check is never triggered: {_conditions.why(selector, plan, bindings[0])}"
        faults.warn(CODE, _checks.where(plan, check, asked), told, MEND)


def _first_day(check: Check, known: Setting, faults: Faults) -> None:
    """Warn of days that lie outside the plan's life, as far as they are known without a log."""
    pattern, plan = check.pattern, known.plan
    if pattern.done_by is None or pattern.trigger or pattern.window is None:
        return
    try:
        told = _outside(check, known)
    except OutOfCalendar:
        return
    if told:
        keys = [name for name, takes in pattern.takes.items() if takes.kind in ("day", "period")]
        written = _checks.written(plan, check)
        at = next((written.place(key) for key in reversed(keys) if key in written), check.at)
        faults.warn(CODE, at, f"this check is never triggered: {told}", "mend it, or the plan's in_force")


def _outside(check: Check, known: Setting) -> str:
    life, steps = known.life, check.pattern.steps
    assert life is not None  # noqa: S101 - the caller has seen to it
    if "period" in check.pattern.each:
        if not windows.known_anchor(check, known) or next(windows.periods(check, known), None) is not None:
            return ""
        return f"no period of it lies wholly in the plan's life, {life.start}{_until(known)}"
    if steps is not None:
        opens = known.day(check.terms.get(steps.start))
    else:
        assert check.pattern.window is not None  # noqa: S101 - the caller has seen to it
        window = windows.window(check.pattern.window, check, known, windows.life_points(known))
        opens = window.opens if window else None
    if opens is None or life.includes(on(opens.latest)):
        return ""
    return f"{opens.latest} lies outside the plan's life, {life.start}{_until(known)}"


def _until(known: Setting) -> str:
    life = known.life
    return f" to {life.end}" if life is not None and life.end is not None else " on"
