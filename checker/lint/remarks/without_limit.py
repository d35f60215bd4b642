"""Something has to be done before each trigger, and it does not say how long before, nor about what.

Any act of that kind counts, from the first day of the plan on: one consultation in its first year serves
for every election that follows.

```yaml
rule: precedence
when: {activity: election_held, by: SOUTH}
bearer: SOUTH
do: {activity: consultation, by: $bearer, to: LEGAL}
```

Say how old the act may be, or that it has to be about the same matter as the trigger:

```yaml
at_most: 6 months
same: [about]
```

If one act is to serve for good, say so in the obligation's `reading`; then nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.lint.remarks import _checks
from checker.patterns.model import chosen
from checker.plan.model import COMING_INTO_FORCE

if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.lint.model import Subject
    from checker.plan.model import Check

CODE = "plan/without-limit"


def look(subject: Subject, faults: Faults) -> None:
    """Warn of windows that reach back to the plan's first day because nothing else was said."""
    for obligation, check in _checks.each(subject.plan):
        if obligation.reading is None and "same" not in check.terms and _reaches_back(check):
            told = "one act, however long ago, serves for every trigger that follows"
            mend = "say how old it may be, as in at_most: 6 months, or what has to agree, as in same: [about]"
            faults.warn(CODE, _checks.where(subject.plan, check, "rule"), told, mend)


def _reaches_back(check: Check) -> bool:
    pattern = check.pattern
    if pattern.trigger is None or pattern.done_by is None or pattern.window is None:
        return False
    opens = chosen(pattern.window.opens, check.terms)
    return opens is not None and opens.given is None and opens.at.point == COMING_INTO_FORCE
