"""A permission, or a statement, has a check by which something is owed.

The obligation is marked as a permission (`may`) or a statement (`is`), yet its check waits for an act:
whoever does not do it is found to have broken the clause.

It happens when a draft turns “shall” into “may” and the check stays as it was.

```yaml
text: "The North Office may report to the South Office every year."
modality: may
checks:
  - {id: reported, rule: periodic, bearer: NORTH, every: 1 year,
     do: {activity: report_sent, by: $bearer}}
```

Count the uses of what is permitted, and ask for none:

```yaml
modality: may
checks:
  - {id: reported, rule: permit, bearer: NORTH, do: {activity: report_sent, by: $bearer}}
```

If it is owed after all, say so: `modality: must`. If only a condition of a permission is owed, say in the
obligation's `reading` which one; then nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.lint.remarks import _checks

if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.lint.model import Subject

CODE = "plan/owed-though-permitted"
SAYS = {"may": "only permits", "is": "only states"}


def look(subject: Subject, faults: Faults) -> None:
    """Warn of checks that wait for an act, where the clause says that none is owed and explains nothing."""
    for obligation, check in _checks.each(subject.plan):
        says = SAYS.get(obligation.modality)
        if says is None or obligation.reading is not None or check.pattern.done_by is None:
            continue
        told = f"the clause {says} something, and by this check an act is owed"
        mend = "say must, or take a rule by which nothing is owed, such as permit"
        faults.warn(CODE, _checks.where(subject.plan, check, "rule"), told, mend)
