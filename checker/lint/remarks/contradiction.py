"""Two checks contradict each other: who keeps the one breaks the other, or no one act can serve both.

Looked for are: something that must be done while it is forbidden; something that must be done by one party
and is reserved for another; something that must be done more often than is allowed; something that may be
done and must never be; and two times for one act that have no day in common, such as “within 30 days” and
“not before 60 days”.

Whatever the parties do, the report will hold something against them; usually one of the two clauses was
misread, or speaks of another act.

```yaml
checks:
  - {id: soon, rule: response, bearer: SOUTH, when: {activity: session_held, by: SOUTH},
     do: {activity: outcome_sent, by: $bearer}, within: 30 days}
  - {id: embargo, rule: never, bearer: SOUTH, when: {activity: session_held, by: SOUTH},
     do: {activity: outcome_sent}, within: 60 days}
```

Make the times meet, or tell the two acts apart, by their kind or by a column:

```yaml
- {id: embargo, rule: never, bearer: SOUTH, when: {activity: session_held, by: SOUTH},
   do: {activity: outcome_sent, form: public}, within: 60 days}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.days import Duration
from checker.lint.remarks import _checks, _conditions, _spans
from checker.plan.model import Period

if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.lint.model import Subject
    from checker.plan.model import Check, Plan

CODE = "plan/contradiction"
MEND = "mend the one that was misread; if two acts are meant, tell them apart by kind or by a column"
_DAYS_IN = {"day": 1, "working day": 1.4, "week": 7, "month": 30.44, "quarter": 91.31, "year": 365.25}
CLEARLY = 1.02
"""By how much one rate has to be above another, since months are of several lengths."""


def look(subject: Subject, faults: Faults) -> None:
    """Warn of each pair of checks that contradict each other, at the later one."""
    plan = subject.plan
    told: set[frozenset[str]] = set()
    laid = _spans.Spans(plan)
    for one, other in _checks.pairs(plan):
        pair = frozenset((_checks.name(one), _checks.name(other)))
        if pair not in told and (why := _why(one, other, laid)):
            told.add(pair)
            earlier, later = sorted((one, other), key=lambda check: check.at)
            says = f"{_checks.name(one)} and {_checks.name(other)} contradict each other: {why}"
            faults.warn(CODE, later.at, says, MEND, (earlier.at,))


def _why(owed: Check, other: Check, laid: _spans.Spans) -> str:
    """Say why what the one asks for cannot go with what the other says; nothing if it can."""
    plan, broken_by = laid.plan, other.pattern.broken_by
    if broken_by is None:
        return _times_apart(owed, other, laid)
    if broken_by.each != "act" or broken_by.unlike is not None or other.unless:
        return ""
    if broken_by.party == "without":
        return _reserved(owed, other, plan)
    for code in _shared(owed, other, plan):
        if _within(owed, other, (code, code), plan):
            too_often = broken_by.beyond is not None
            return _too_often(owed, other) if too_often else _forbidden(owed, other, code, laid)
    return ""


def _forbidden(owed: Check, other: Check, code: str, laid: _spans.Spans) -> str:
    if owed.pattern.counts is not None:
        allowed = "when" not in other.terms and _within(other, owed, (code, code), laid.plan)
        return "the one allows what the other forbids" if allowed else ""
    then = owed.pattern.done_by is not None and _forbidden_then(owed, other, laid)
    return "the one asks for what the other forbids at that time" if then else ""


def _shared(owed: Check, other: Check, plan: Plan) -> list[str]:
    """Name the bearers of a check whose acts are held against a bearer of the other."""
    if other.bearers.variable is not None or owed.bearers.variable is not None:
        return []
    barred = frozenset(other.bearers.codes)
    return [code for code in owed.bearers.codes if not _conditions.names(code, plan).isdisjoint(barred)]


def _within(inner: Check, outer: Check, codes: tuple[str, str], plan: Plan) -> bool:
    """Say whether every act of the one check is an act of the other, and surely by the bearer itself."""
    bindings, wide = (
        _checks.bound(check, plan, code) for check, code in zip((inner, outer), codes, strict=True)
    )
    acts, covering = inner.selector(inner.pattern.acts), outer.selector(outer.pattern.acts)
    if inner.pattern.done_by is None:
        acts = _conditions.taking_part(acts, codes[0])
    by = _conditions.values(acts, _conditions.BY, bindings)
    own = bool(by) and all(codes[0] in _conditions.names(code, plan) for code in by)
    return own and _conditions.implies(acts, covering, plan, bindings, wide)


def _forbidden_then(owed: Check, other: Check, laid: _spans.Spans) -> bool:
    if "when" not in other.terms:
        return True
    trigger = owed.pattern.trigger
    if trigger is None or not _alike(owed, other):
        return False
    asked, given = other.terms.get("same"), owed.terms.get("same")
    agreeing = isinstance(asked, tuple) and not (isinstance(given, tuple) and set(asked) <= set(given))
    return not agreeing and laid.inside(owed, other, _spans.SHORT)


def _alike(one: Check, other: Check) -> bool:
    """Say whether two checks have the same trigger."""
    return one.selector("when") == other.selector("when")


def _reserved(owed: Check, other: Check, plan: Plan) -> str:
    allowed = frozenset(other.bearers.codes)
    if owed.pattern.done_by is None or not allowed:
        return ""
    wide = _checks.bound(other, plan, *allowed)
    for code in owed.bearers.codes:
        bindings = _checks.bound(owed, plan, code)
        acts = owed.selector(owed.pattern.acts)
        by = _conditions.values(acts, _conditions.BY, bindings)
        barred = bool(by) and all(_conditions.names(name, plan).isdisjoint(allowed) for name in by)
        if barred and _conditions.implies(acts, other.selector(other.pattern.acts), plan, bindings, wide):
            return f"{plan.parties[code].short} has to do what only others may do"
    return ""


def _too_often(owed: Check, other: Check) -> str:
    steps, allowed = owed.pattern.steps, other.pattern.steps
    if steps is None or allowed is None or owed.pattern.done_by is None:
        return ""
    needed, most = owed.times / _length(owed, steps.every), other.times / _length(other, allowed.every)
    return "it has to be done more often than is allowed" if needed > most * CLEARLY else ""


def _length(check: Check, parameter: str) -> float:
    term = check.terms[parameter]
    length = term.length if isinstance(term, Period) else term
    assert isinstance(length, Duration)  # noqa: S101 - steps are periods or durations
    return length.count * _DAYS_IN[length.unit]


def _times_apart(one: Check, other: Check, laid: _spans.Spans) -> str:
    """Say that two checks ask for one act at times that have no day in common."""
    if one.pattern is not other.pattern or one.pattern.done_by is None or one.pattern.trigger is None:
        return ""
    if one.bearers != other.bearers or not _alike(one, other):
        return ""
    acts = one.pattern.acts
    if one.selector(acts) != other.selector(acts) or one.terms.get("same") != other.terms.get("same"):
        return ""
    apart = laid.apart(one, other, _spans.SHORT)
    return "their times have no day in common, so no act can serve both" if apart else ""
