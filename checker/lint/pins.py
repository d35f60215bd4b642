"""A parameter that no example pins down.

The examples of an obligation hold, and would still hold if one thing in a check were another: a time a day
longer or shorter, a number by one, a party another one, a condition or an exception left out.

Examples are there to show what a clause means, to those who read it and to whoever changes it later. What no
example notices may be a slip of the pen, and nobody would see it. Only obligations with examples are looked
at, and only once all of these hold.

```yaml
checks:
  - {id: sent, rule: response, when: {activity: session_held, by: SOUTH}, bearer: SOUTH,
     do: {activity: outcome_sent, by: $bearer}, within: 30 days}

Examples:
  - log: [{id: a1, date: 2008-05-05, activity: session_held, by: SOUTH}]
    as_of: 2008-12-31
    expect: {SOUTH: breached}
```

What to write instead: an example on each side of the edge. Here one in which the outcome is sent on the
thirtieth day (`fulfilled`), one on the thirty-first (`late`), and one in which somebody else sends it.

"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, cast

from checker.diagnostics import InvalidInput
from checker.lint.changes import parameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from checker.diagnostics import Faults
    from checker.findings.model import Finding
    from checker.lint.changes import Change, Parameter
    from checker.lint.examples import Trial, Tried
    from checker.located.model import Fields
    from checker.plan.model import Check, Obligation, Plan


def look(plan: Plan, tried: Iterable[Tried], faults: Faults) -> None:
    """Warn of each parameter that no example notices, and of each check that none asks for."""
    written = {str(node["id"]): node for node in cast("list[Fields]", plan.source["obligations"])}
    for obligation, trials in tried:
        nodes = {str(node["id"]): node for node in cast("list[Fields]", written[obligation.id]["checks"])}
        for check in obligation.checks:
            _look_at(check, nodes[check.id], _Trials(obligation, trials, plan), faults)


class _Trials:
    """The examples of one obligation, asked what they would say to another check."""

    def __init__(self, obligation: Obligation, trials: tuple[Trial, ...], plan: Plan) -> None:
        self.obligation, self.trials, self.plan = obligation, trials, plan

    def notice(self, check: Check, other: Check | None) -> bool:
        """Say whether an example fails with another check, or none, in the place of one."""
        checks = [other if each.id == check.id else each for each in self.obligation.checks]
        try:
            return not all(t.holds(t.judged([each for each in checks if each])) for t in self.trials)
        except InvalidInput:  # a window leaves the calendar: nobody could overlook that
            return True

    def days(self, check: Check, other: Check) -> Iterator[date]:
        """Yield the days on which an act counts by one of two checks alone."""
        for trial in self.trials:
            pairs = zip_longest(trial.judged([check]).findings, trial.judged([other]).findings)
            yield from (day for one, two in pairs for day in _apart(one, two))


def _apart(one: Finding | None, two: Finding | None) -> Iterator[date]:
    """Yield the days that lie in the window of one finding, and not in that of the other, at its ends."""
    if one is None or two is None:
        return
    (opens, due), (other_opens, other_due) = ((f.of.window.first, f.of.window.last) for f in (one, two))
    if due is not None and other_due is not None and due != other_due:
        yield max(due, other_due)
    if opens != other_opens:
        yield min(opens, other_opens)


def _look_at(check: Check, node: Fields, trials: _Trials, faults: Faults) -> None:
    if check.pattern.counts and not any(trial.example.uses is not None for trial in trials.trials):
        return  # nothing is owed, and no example says what is counted
    if not trials.notice(check, None):
        told = f"no example notices if the check “{check.id}” were left out"
        faults.warn("plan/unpinned", node.at, told, f"write an example that says what {check.id} has to give")
        return
    for parameter in parameters(check, node, trials.plan):
        _pinned(check, parameter, trials, faults)


def _pinned(check: Check, parameter: Parameter, trials: _Trials, faults: Faults) -> None:
    missed = [change for change in parameter.changes if not trials.notice(check, change.check)]
    if missed:
        *others, last = (change.were for change in missed)
        told = f"{', '.join(others)} or {last}" if others else last
        needs = dict.fromkeys(change.needs or _on_the_day(check, change, trials) for change in missed)
        faults.warn(
            "plan/unpinned",
            parameter.at,
            f"no example notices if “{parameter.said}” were {told}",
            f"write an example {', and one '.join(needs)}",
        )


def _on_the_day(check: Check, change: Change, trials: _Trials) -> str:
    day = next(trials.days(check, change.check), None)
    return f"in which it is done on {day}" if day else "in which one day decides"
