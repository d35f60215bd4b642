"""A limit by calendar periods does not count the part of a period with which the plan begins, or ends.

Only whole calendar years, quarters and months of the plan's life count. A plan that comes into force on
1 March has no limit until the year is over, however often the act is done.

The verdict is “holding” all that time, as if somebody had counted.

```yaml
plan:
  in_force: {from: 2008-03-01}
# … and in the check, nothing before 2009 is counted:
rule: limit
every: calendar year
times: 2
```

If the number holds from the first day on, count from the coming into force:

```yaml
every: 1 year
```

If it does not, name the year of each part in the obligation's `reading`, as in “2008 does not count”; then
nothing is said. Nor is it of what is owed in every calendar period: that the first part of a year owes
nothing is what such a clause mostly means.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from checker.days import DAY, OutOfCalendar, after
from checker.duties import windows
from checker.lint.remarks import _checks
from checker.lint.remarks._spans import Span, unlogged
from checker.plan.model import Period

if TYPE_CHECKING:
    from checker.days import Duration
    from checker.diagnostics import Faults
    from checker.duties.model import Life, Setting
    from checker.lint.model import Subject
    from checker.plan.model import Check, Plan

CODE = "plan/part-of-a-period"


def look(subject: Subject, faults: Faults) -> None:
    """Warn of limits that leave days of the plan out, unless the reading names their year."""
    plan, known = subject.plan, unlogged(subject.plan)
    if known.life is None:
        return
    for obligation, check in _checks.each(plan):
        every = _counted_by(check)
        if every is not None and _some_period(check, known):
            named = {int(number) for number in re.findall(r"\d+", obligation.reading or "")}
            parts = [part for part in _parts(known.life, every) if part.first.year not in named]
            if parts:
                _warn(check, parts, plan, faults)


def _counted_by(check: Check) -> Duration | None:
    """Give the length of the calendar periods in each of which acts beyond a number break a check."""
    pattern = check.pattern
    if pattern.broken_by is None or pattern.broken_by.beyond is None or pattern.steps is None:
        return None
    every = check.terms[pattern.steps.every]
    return every.length if isinstance(every, Period) and every.calendar else None


def _some_period(check: Check, known: Setting) -> bool:
    """Say whether any period counts; of a check that never counts another remark speaks."""
    try:
        return next(windows.periods(check, known), None) is not None
    except OutOfCalendar:
        return False


def _parts(life: Life, every: Duration) -> list[Span]:
    """Give the days at the beginning and at the end of the life that lie in no whole period of it."""
    found = []
    for day in (life.start, life.end):
        if day is not None:
            first = windows.calendar_start(day, every.unit)
            last = _last(first, every)
            if first < life.start or (life.end is not None and last > life.end):
                part = Span(max(first, life.start), min(last, life.end or last))
                found += [part] if part not in found else []
    return found


def _last(first: date, every: Duration) -> date:
    try:
        return after(first, every) - DAY
    except OutOfCalendar:
        return date.max


def _warn(check: Check, parts: list[Span], plan: Plan, faults: Faults) -> None:
    assert check.pattern.steps is not None  # noqa: S101 - only periods have parts
    key = check.pattern.steps.every
    every = str(_checks.written(plan, check)[key])
    days = " and ".join(
        f"on {first}" if first == last else f"from {first} to {last}" for first, last in parts
    )
    years = list(dict.fromkeys(str(part.first.year) for part in parts))
    told = f"{days} nothing is counted: a {every} counts only if the plan is in force for all of it"
    length, verb = every.removeprefix("calendar "), "does" if len(years) == 1 else "do"
    mend = (
        f"count from the coming into force, as in {key}: 1 {length}, or say in the reading "
        f"that {' and '.join(years)} {verb} not count"
    )
    faults.warn(CODE, _checks.where(plan, check, key), told, mend)
