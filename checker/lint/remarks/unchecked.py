"""The quoted sentence says “shall” or “will”, and nothing checks it.

The obligation is marked as a statement (`is`) or a permission (`may`) and has no check that could be
broken, yet its words sound like a commitment.

A clause that was overlooked looks like one that owes nothing.

```yaml
text: "The North Office shall appoint a focal point."
modality: is
checks: []
```

Say that somebody owes something, and add a check:

```yaml
modality: must
checks:
  - {id: appointed, rule: deadline, bearer: NORTH, within: 3 months,
     do: {activity: appointed, by: $bearer}}
```

If nothing is owed, say why in the obligation's `reading`; then nothing is said. Nor is it of clarifications,
such as “it is understood that …” or “shall not be construed as …”; their words are listed in
`rules/words.yaml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.lint.remarks import _checks, _words

if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.lint.model import Subject

CODE = "plan/unchecked"


def look(subject: Subject, faults: Faults) -> None:
    """Warn of sentences that sound like commitments, where nothing can be broken and nothing is explained."""
    for obligation in subject.plan.obligations:
        if obligation.modality in ("must", "must_not") or obligation.reading is not None:
            continue
        word = None if _checks.owns(obligation) else _words.owing(obligation.text)
        if word is not None:
            at = _checks.part(subject.plan, obligation.id, "text")
            mend = "say must and add a check, or say in the reading why nothing is owed"
            faults.warn(CODE, at, f"the text says “{word}”, and nothing checks it", mend)
