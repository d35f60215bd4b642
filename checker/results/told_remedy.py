"""Puts into words what would have made a finding kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.duties.model import Instance
from checker.findings.because import field_name, names_of, what
from checker.findings.model import Sentence

if TYPE_CHECKING:
    from checker.findings.model import Value
    from checker.plan.model import Plan
    from checker.results.model import Result
    from checker.results.remedy import Changes
    from checker.results.supposed import Change

PAST = frozenset({"late", "breached"})
"""The statuses of what can no more be mended; of others it may yet turn out well."""


def remedy(result: Result, changes: Changes, plan: Plan) -> tuple[Sentence, ...]:
    """Give the sentence on what would have made a finding kept; none if nothing would."""
    if not changes:
        return ()
    tense = "past" if result.status in PAST else "open"
    clauses = tuple(_clause(change, result, tense, plan) for change in changes)
    contrary = isinstance(result.finding.of, Instance) and changes[0].kind == "without"
    return (Sentence(f"remedy-{'instance' if contrary else 'kept'}-{tense}", {"clauses": clauses}),)


def _clause(change: Change, result: Result, tense: str, plan: Plan) -> Sentence:
    """Give one condition, as what had been (past) or as what is (open)."""
    values: dict[str, Value] = {
        "act": change.entry or "",
        "first": change.first or "",
        "last": change.last or "",
        "by": names_of(change.by, plan),
        "what": what(result.finding.of.check),
        "more": change.number if change.number > 1 else "",
        "judged": bool(result.finding.of.check.question) or "",
    }
    kind = change.kind
    if kind == "move" and change.entry is not None and change.first is not None:
        kind += "-early" if change.entry.end.latest < change.first else "-late"
    elif kind == "add" and change.first == change.last:
        kind = "add-day"
    elif kind in ("exact", "trigger") and change.first == change.last:
        kind = "day"
    elif kind in ("fill", "carry"):
        values |= {"field": field_name(change.text, plan), "value": change.value}
    return Sentence(f"change-{kind}-{tense}", values)
