"""A check is made pointless by another: whoever keeps the other keeps this one too.

Both look for the same acts of the same bearers, and the other is at least as strict in everything: its time
lies within the time of this one, it asks as often or oftener, its exceptions are among those of this one.

One failing is then reported twice, and the weaker check never says anything of its own.

```yaml
checks:
  - {id: within-a-month, rule: response, bearer: SOUTH, when: {activity: session_held, by: SOUTH},
     do: {activity: outcome_sent, by: $bearer}, within: 30 days}
  - {id: within-a-quarter, rule: response, bearer: SOUTH, when: {activity: session_held, by: SOUTH},
     do: {activity: outcome_sent, by: $bearer}, within: 90 days}
```

Leave the weaker check out. If the agreement really says both, in two clauses, say in the `reading` of the
clause with the weaker check how the two go together; then nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.days import OutOfCalendar
from checker.lint.remarks import _checks, _conditions, _spans
from checker.lint.remarks._lengths import divides, longer

if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.lint.model import Subject
    from checker.patterns.model import BrokenBy, DoneBy
    from checker.plan.model import Check, Plan
    from checker.plan.selectors import Bindings

CODE = "plan/pointless"


def look(subject: Subject, faults: Faults) -> None:
    """Warn of each check that another one makes pointless; of two that say the same, at the later."""
    plan = subject.plan
    read = {obligation.id for obligation in plan.obligations if obligation.reading is not None}
    told: set[str] = set()
    laid = _spans.Spans(plan)
    for strict, weak in _checks.pairs(plan):
        if _checks.name(weak) in told or (weak.obligation != strict.obligation and weak.obligation in read):
            continue
        if _implies(strict, weak, laid) and (weak.at > strict.at or not _implies(weak, strict, laid)):
            told.add(_checks.name(weak))
            says = f"this check is pointless: whoever keeps {_checks.name(strict)} keeps it too"
            mend = "leave it out, or say in the clause's reading why both stand"
            faults.warn(CODE, weak.at, says, mend, (strict.at,))


def _implies(strict: Check, weak: Check, laid: _spans.Spans) -> bool:
    """Say whether a check that is kept shows that a weaker one is."""
    if strict.pattern is not weak.pattern or not _asks_no_less(strict, weak):
        return False
    done_by, broken_by = strict.pattern.done_by, strict.pattern.broken_by
    try:
        if done_by is not None:
            return _done(strict, weak, done_by, laid)
        return broken_by is not None and _broken(strict, weak, broken_by, laid)
    except OutOfCalendar:
        return False


def _asks_no_less(strict: Check, weak: Check) -> bool:
    judged = weak.question is None or weak.question == strict.question
    return judged and set(strict.unless) <= set(weak.unless)


def _done(strict: Check, weak: Check, done_by: DoneBy, laid: _spans.Spans) -> bool:
    plan = laid.plan
    acts, flags = done_by.acts, [name for name in (done_by.overlap, done_by.unclear) if name]
    unlike = any((name in strict.terms) is not (name in weak.terms) for name in flags)
    if unlike or strict.terms.get("same") != weak.terms.get("same") or not _who(weak, strict):
        return False
    for code in _checks.owing(weak, plan):
        mine, its = _checks.bound(strict, plan, code), _checks.bound(weak, plan, code)
        counts = _conditions.implies(strict.selector(acts), weak.selector(acts), plan, mine, its)
        if not counts or not _triggered(weak, strict, plan, (its, mine)):
            return False
    if strict.pattern.steps is not None:
        return _as_often(strict, weak)
    return strict.times >= weak.times and _lies_in(strict, weak, laid)


def _lies_in(inner: Check, outer: Check, laid: _spans.Spans) -> bool:
    """Say whether the window of the one lies in that of the other, for triggers of a day and longer ones."""
    return all(laid.inside(inner, outer, samples) for samples in (_spans.SHORT, _spans.LONG))


def _broken(strict: Check, weak: Check, broken_by: BrokenBy, laid: _spans.Spans) -> bool:
    plan = laid.plan
    wide, narrow = (weak, strict) if broken_by.party == "without" else (strict, weak)
    if not _who(narrow, wide) or not set(_same(strict)) <= set(_same(weak)):
        return False
    if not _looks_at_more(strict, weak, broken_by, plan):
        return False
    unlike, apart = broken_by.unlike, broken_by.apart
    if unlike and not _conditions.implies(strict.selector(unlike), weak.selector(unlike), plan, {}, {}):
        return False
    if apart and not _at_least_as_far(strict, weak, apart):
        return False
    if broken_by.beyond is not None:
        return strict.times <= weak.times and _alike(strict, weak)
    return _forbids_as_long(strict, weak, broken_by, laid)


def _looks_at_more(strict: Check, weak: Check, broken_by: BrokenBy, plan: Plan) -> bool:
    """Say whether every act that breaks the weaker check is one that the stricter looks at."""
    acts, joined = broken_by.acts, broken_by.names == "actors"
    for codes in [weak.bearers.codes] if joined else [(code,) for code in _checks.owing(weak, plan)]:
        mine = _checks.bound(strict, plan, *(strict.bearers.codes if joined else codes))
        its = _checks.bound(weak, plan, *codes)
        looked_at = weak.selector(acts) if joined else _conditions.taking_part(weak.selector(acts), codes[0])
        if not _conditions.implies(looked_at, strict.selector(acts), plan, its, mine):
            return False
        if strict.pattern.trigger in strict.terms and not _triggered(weak, strict, plan, (its, mine)):
            return False
    return True


def _forbids_as_long(strict: Check, weak: Check, broken_by: BrokenBy, laid: _spans.Spans) -> bool:
    if broken_by.window is None or "when" not in strict.terms:
        return True
    if (broken_by.overlap in strict.terms) is not (broken_by.overlap in weak.terms):
        return False
    return _lies_in(weak, strict, laid)


def _who(narrow: Check, wide: Check) -> bool:
    """Say whether the bearers of the one are among those of the other."""
    if narrow.bearers.variable is not None or wide.bearers.variable is not None:
        return narrow.bearers == wide.bearers
    return set(narrow.bearers.codes) <= set(wide.bearers.codes)


def _same(check: Check) -> tuple[str, ...]:
    same = check.terms.get("same")
    return same if isinstance(same, tuple) else ()


def _triggered(narrow: Check, wide: Check, plan: Plan, bindings: tuple[Bindings, Bindings]) -> bool:
    """Say whether whatever triggers the one triggers the other; free variables bind the same in both."""
    trigger = narrow.pattern.trigger
    if trigger is None or trigger not in wide.terms:
        return True
    if trigger not in narrow.terms:
        return False
    first, second = narrow.selector(trigger), wide.selector(trigger)
    if first == second and bindings[0] == bindings[1]:
        return True
    free = any(set(c.variables) - bindings[0].keys() for s in (first, second) for c in s.conditions)
    return not free and _conditions.implies(first, second, plan, *bindings)


def _alike(one: Check, other: Check) -> bool:
    """Say whether two checks count the same periods."""
    steps = one.pattern.steps
    assert steps is not None  # noqa: S101 - asked of patterns with periods
    names = (steps.every, steps.start)
    return all(one.terms.get(name) == other.terms.get(name) for name in names)


def _as_often(strict: Check, weak: Check) -> bool:
    """Say whether a check with periods, or links of a chain, asks as often as another."""
    steps = strict.pattern.steps
    assert steps is not None  # noqa: S101 - the caller has seen to it
    if _alike(strict, weak):
        return strict.times >= weak.times
    if strict.terms.get(steps.start) != weak.terms.get(steps.start) or strict.times < weak.times:
        return False
    one, other = strict.terms[steps.every], weak.terms[steps.every]
    return divides(one, other) if "period" in strict.pattern.each else longer(other, one)


def _at_least_as_far(strict: Check, weak: Check, parameter: str) -> bool:
    far, near = strict.terms.get(parameter), weak.terms.get(parameter)
    return far is None or (near is not None and (far == near or longer(far, near)))
