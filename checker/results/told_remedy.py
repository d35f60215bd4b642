"""Puts into words what would have made a finding kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.duties.model import Instance
from checker.findings.because import field_name, names_of, what
from checker.findings.model import Sentence
from checker.results.remedy import PAST

if TYPE_CHECKING:
    from checker.findings.model import Value
    from checker.plan.model import Plan
    from checker.results.model import Result
    from checker.results.remedy import Remedies
    from checker.results.supposed import Change


def remedy(result: Result, remedies: Remedies, plan: Plan, *, below: bool = False) -> tuple[Sentence, ...]:
    """Give the sentence on what would have made a finding kept; none if nothing would.

    `below` its check, which says it already, what is owed is not named again.
    """
    changes = remedies.of(result)
    if not changes:
        return ()
    no = remedies.if_no(result, changes) if result.status == "to_judge" else ""
    if no:
        values: dict[str, Value] = {
            "acts": tuple(c.entry or "" for c in changes),
            "no": Sentence(f"status-{no}", {}),
        }
        return (
            Sentence(
                "remedy-answer",
                values | {"by": tuple(dict.fromkeys(n for c in changes for n in names_of(c.by, plan)))},
            ),
        )
    tense = "past" if result.status in PAST else "open"
    owed = Sentence("owed-act", {}) if below else what(result.finding.of.check)
    clauses = tuple(_clause(change, result, tense, plan, owed) for change in changes)
    contrary = isinstance(result.finding.of, Instance) and changes[0].kind == "without"
    return (Sentence(f"remedy-{'instance' if contrary else 'kept'}-{tense}", {"clauses": clauses}),)


def _clause(change: Change, result: Result, tense: str, plan: Plan, owed: Value) -> Sentence:
    """Give one condition, as what had been (past) or as what is (open)."""
    values: dict[str, Value] = {
        "act": change.entry or "",
        "first": change.first or "",
        "last": change.last or "",
        "by": names_of(change.by, plan),
        "what": owed,
        "more": change.number if change.number > 1 else "",
        "judged": bool(result.finding.of.check.question) or "",
    }
    kind = change.kind
    if kind == "move" and change.entry is not None and change.first is not None:
        kind += "-early" if change.entry.end.latest < change.first else "-late"
    elif kind == "add" and _whole(change, result):
        kind = "add-in-time"
    elif kind == "add" and change.first == change.last:
        kind = "add-day"
    elif kind in ("exact", "trigger") and change.first == change.last:
        kind = "day"
    elif kind in ("fill", "carry"):
        values |= {"field": field_name(change.text, plan), "value": change.value}
    return Sentence(f"change-{kind}-{tense}", values)


def _whole(change: Change, result: Result) -> bool:
    """Say whether an act may be done on any day of the window, which is named where the duty is."""
    window = result.finding.of.window
    return not window.imprecise and (change.first, change.last) == (window.first, window.last)
