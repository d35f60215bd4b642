"""Something is owed toward several, and doing it toward one of them is enough.

A list in `to` means any of them, and so does `$counterparty` where there are several: an act that names one
recipient discharges the duty. The text names no such choice (“or”, “any”, “one of”).

Whoever informs one of two partners is found to have informed both.

```yaml
text: "NORTH sends its work plan to SOUTH and to EAST."
checks:
  - {id: shared, rule: periodic, bearer: NORTH, every: 1 year,
     do: {activity: plan_shared, by: $bearer, to: [SOUTH, EAST]}}
```

Write a check for each:

```yaml
checks:
  - {id: to-south, rule: periodic, bearer: NORTH, every: 1 year,
     do: {activity: plan_shared, by: $bearer, to: SOUTH}}
  - {id: to-east, rule: periodic, bearer: NORTH, every: 1 year,
     do: {activity: plan_shared, by: $bearer, to: EAST}}
```

If one is enough, say so in the obligation's `reading`; then nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.lint.remarks import _checks, _conditions, _words

if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.lint.model import Subject
    from checker.plan.model import Check, Plan

CODE = "plan/one-of-several"


def look(subject: Subject, faults: Faults) -> None:
    """Warn of acts toward several, unless the text or its reading leaves the choice."""
    plan = subject.plan
    for obligation, check in _checks.each(plan):
        if check.pattern.done_by is None or obligation.reading is not None or _words.chooses(obligation.text):
            continue
        several = _several(check, plan)
        if several:
            told = f"this counts as done once it is done toward one of {', '.join(several)}"
            mend = "write a check for each of them; if one is enough, say so in the reading"
            faults.warn(CODE, _checks.where(plan, check, check.pattern.acts), told, mend)


def _several(check: Check, plan: Plan) -> tuple[str, ...]:
    """Name the parties of which one is enough, if there are several."""
    if check.bearers.variable is not None:
        return ()
    selector = check.selector(check.pattern.acts)
    for code in check.bearers.codes:
        named = _conditions.values(selector, "to", _checks.bound(check, plan, code))
        parties = sorted({plan.party_of(name) for name in named if name in plan.parties})
        if len(parties) > 1:
            return tuple(plan.parties[party].short for party in parties)
    return ()
