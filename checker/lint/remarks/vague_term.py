"""The quoted text has a vague term, and nothing says how it is read.

Words such as “regularly”, “promptly” or “appropriate” are not facts, and the program never decides them.
The terms that are looked for are listed in `rules/words.yaml`.

If a number stands in the check and nobody is named who decided it, the verdict looks like the agreement's
own, and is the author's.

```yaml
text: "The South Office will regularly send its outcomes."
checks:
  - {id: regularly, rule: recurring, bearer: SOUTH, at_least_every: 6 months,
     do: {activity: outcome_sent, by: $bearer}}
```

Make it an interpretation, with its reason, and let the check rest on it:

```yaml
interpretations:
  regularly: {value: 6 months, because: The offices meet twice a year., assumed: true}
# … and in the check:
at_least_every: {interpretation: regularly}
```

A term of time is settled by an interpretation that is a length of time, or whose name or reason has the
term, or by the text itself, if it goes on to say how often. Other terms are settled by a question
(`judgement`), by such an interpretation, or, where the text leaves something to somebody (“as appropriate”),
by an exception (`unless`). The obligation's `reading` settles every term that it mentions. Where nothing is
owed, nothing is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.days import Duration
from checker.lint.remarks import _checks, _words

if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.lint.model import Subject
    from checker.plan.model import Interpretation, Obligation, Plan

CODE = "plan/vague-term"
MEND = {
    "time": "let a check rest on an interpretation that says how often or how soon, and why",
    "quality": "ask people about it, with judgement: {question: …}, or say in the reading how it is read",
    "discretion": "say when it is not owed, with unless: …, or in the reading how the words are read",
}


def look(subject: Subject, faults: Faults) -> None:
    """Warn of the vague terms of each obligation that nothing settles."""
    for obligation in subject.plan.obligations:
        if _checks.owns(obligation):
            for term, sort in _words.vague(obligation.text):
                if not _settled(term, sort, obligation, subject.plan):
                    at = _checks.part(subject.plan, obligation.id, "text")
                    faults.warn(CODE, at, f"“{term}” is vague, and nothing says how it is read", MEND[sort])


def _settled(term: str, sort: str, obligation: Obligation, plan: Plan) -> bool:
    said = [obligation.reading or "", *(check.question or "" for check in obligation.checks)]
    if any(_words.has(text, term) for text in said):
        return True
    rests = {name for check in obligation.checks for name in check.rests_on}
    if any(_reads(plan.interpretations[name], term, sort) for name in rests):
        return True
    if sort == "time":
        return _words.measured(obligation.text)
    asked = any(check.question for check in obligation.checks)
    return asked or (sort == "discretion" and any(check.unless for check in obligation.checks))


def _reads(meant: Interpretation, term: str, sort: str) -> bool:
    """Say whether an interpretation is one of this term."""
    name = re.sub(r"[-_]", " ", meant.name)
    named = any(_words.has(text, term) for text in (name, meant.because))
    return named or (sort == "time" and isinstance(meant.value, Duration))
