"""A word of the plan is used nowhere.

An interpretation, or a named date, on which no check rests; and, if a log is given, a kind of activity or a
party that occurs neither in a check nor in that log, nor in an example (a party that the quoted text names
is one of it).

An interpretation without effect looks as if a vague term were settled: often the check still has a length
written out that nobody decided. A kind that nobody uses is often the old name of another.

```yaml
interpretations:
  regularly: {value: 6 months, because: The offices meet twice a year., assumed: true}
# … and in the check:
at_least_every: 6 months
```

Let the check rest on it, or leave the word out:

```yaml
at_least_every: {interpretation: regularly}
```

Without a log nothing is said of kinds and parties: a plan may well declare them for its record alone. Nor
is it with a log that says of itself that it is made up: it was not for such a log that they were declared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from checker.lint.remarks import _checks
from checker.results.covering import selectors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.diagnostics import Faults
    from checker.lint.model import Subject
    from checker.located.model import Fields
    from checker.log.model import Log
    from checker.plan.model import Plan
    from checker.plan.selectors import Selector

CODE = "plan/unused"


def look(subject: Subject, faults: Faults) -> None:
    """Warn of interpretations, dates, kinds and parties that nothing uses."""
    plan, log = subject.plan, subject.log
    dates = _dates(plan)
    rests = {name for _, check in _checks.each(plan) for name in check.rests_on}
    rests |= {name for date in dates for name in plan.dates[date].rests_on}
    _tell("interpretations", "no check rests on it", plan.interpretations.keys() - rests, plan, faults)
    _tell("dates", "nothing hangs on it", plan.dates.keys() - dates, plan, faults)
    if log is not None and not log.illustrative:
        kinds, parties = _kinds(plan, log), _parties(plan, log)
        told = "neither a check nor this log uses it"
        _tell("activities", told, plan.kinds.keys() - kinds, plan, faults)
        whole = {code for code, party in plan.parties.items() if party.unit_of is None}
        _tell("parties", told, whole - parties, plan, faults)


def _tell(section: str, why: str, unused: set[str], plan: Plan, faults: Faults) -> None:
    for name in sorted(unused):
        at = cast("Fields", plan.source[section]).place(name)
        mend = "leave it out, or use it where it is meant"
        faults.warn(CODE, at, f"“{name}” is not used: {why}", mend)


def _dates(plan: Plan) -> set[str]:
    """Name the dates that windows, or the plan's life, hang on."""
    named = {str(day) for day in (plan.start, plan.until) if isinstance(day, str)}
    for _, check in _checks.each(plan):
        takes = check.pattern.takes.items()
        named |= {str(check.terms[key]) for key, kind in takes if kind.kind == "day" and key in check.terms}
    return named & plan.dates.keys()


def _asked(plan: Plan) -> Iterator[Selector]:
    """Yield every selector that looks for activities."""
    yield from (named.first for named in plan.dates.values() if named.first is not None)
    for _, check in _checks.each(plan):
        yield from selectors(check)


def _in_examples(plan: Plan, column: str) -> Iterator[str]:
    """Yield what the rows of examples say in a column."""
    for example in (each for obligation in plan.obligations for each in obligation.examples):
        for row in cast("list[Fields]", example.rows):
            yield from (code.strip() for code in str(row.get(column, "")).split(";"))


def _kinds(plan: Plan, log: Log) -> set[str]:
    """Name the kinds that are asked for, or occur; one that asks for no kind asks for each."""
    found = {entry.kind for entry in log.entries} | set(_in_examples(plan, "activity"))
    for selector in _asked(plan):
        named = {value for c in selector.conditions if c.field == "activity" for value in c.values}
        found |= named or plan.kinds.keys()
    return found


def _parties(plan: Plan, log: Log) -> set[str]:
    """Name the parties that checks name, or variables may stand for, or that the text or the log names.

    A unit is its party.
    """
    found = {code for entry in log.entries for code in (*entry.by, *entry.to)}
    found |= {*_in_examples(plan, "by"), *_in_examples(plan, "to")} & plan.parties.keys()
    quoted = " ".join(obligation.text for obligation in plan.obligations).casefold()
    found |= {
        code
        for code, party in plan.parties.items()
        if any(name.casefold() in quoted for name in (party.name, party.short))
    }
    for selector in _asked(plan):
        for condition in (c for c in selector.conditions if c.field in ("by", "to")):
            found |= condition.values & plan.parties.keys()
            found |= set(plan.bound) if condition.variables else set()
    for _, check in _checks.each(plan):
        found |= {*_checks.owing(check, plan), *(check.toward or ())}
    return {plan.party_of(code) for code in found}
