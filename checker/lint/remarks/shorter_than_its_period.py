"""The time in which this check runs is shorter than one of its periods.

The plan ends before the first period, or the first link of a chain, has run out.

A period that opened while the plan was in force keeps its due day, so the bearer still owes the act, but
only after the agreement has ended; and of a limit “in every year” nothing is left but “in all”.

```yaml
plan:
  in_force: {from: 2008-01-15, until: 2008-06-30}
# … and in the check:
rule: periodic
every: 1 year
```

Give the plan the end that the agreement has, or the check the period that it has. If something is simply
due by a day, that is a deadline:

```yaml
rule: deadline
within: 5 months
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.days import Duration, OutOfCalendar, on
from checker.duties import windows
from checker.lint.remarks import _checks
from checker.lint.remarks._spans import unlogged

if TYPE_CHECKING:
    from datetime import date

    from checker.diagnostics import Faults
    from checker.duties.model import Setting
    from checker.lint.model import Subject
    from checker.plan.model import Check

CODE = "plan/shorter-than-its-period"


def look(subject: Subject, faults: Faults) -> None:
    """Warn of checks whose first period runs out after the plan has ended."""
    plan, known = subject.plan, unlogged(subject.plan)
    life = known.life
    if life is None or life.end is None:
        return
    for _, check in _checks.each(plan):
        steps = check.pattern.steps
        due = _first_due(check, known)
        if steps is not None and due is not None and due > life.end:
            told = f"the plan ends on {life.end}, before the first period of this check has run out ({due})"
            mend = "mend the period, or the plan's in_force; what is due once by a day is a deadline"
            faults.warn(CODE, _checks.where(plan, check, steps.every), told, mend)


def _first_due(check: Check, known: Setting) -> date | None:
    """Give the last day of the first period or link, as far as it is known without a log."""
    steps = check.pattern.steps
    if steps is None or known.life is None or not windows.known_anchor(check, known):
        return None
    try:
        every = check.terms[steps.every]
        if not isinstance(every, Duration):
            first = next(windows.periods(check, known), None)
            return first[1].latest if first else None
        opens = known.day(check.terms.get(steps.start))
        if opens is None or not known.life.includes(on(opens.latest)):
            return None
        points = {**windows.life_points(known), "link.start": on(opens.latest)}
        assert check.pattern.window is not None  # noqa: S101 - patterns with links have one
        window = windows.window(check.pattern.window, check, known, points)
    except OutOfCalendar:
        return None
    return window.last if window else None
