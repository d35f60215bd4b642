"""Works out windows: anchors to days, periods and links."""

from collections.abc import Iterator, Mapping
from datetime import date

from checker.days import DAY, DayRange, Duration, after, due_after, on, opens_before
from checker.duties.model import Setting, Window
from checker.patterns.model import Anchor, Case, WindowCases, chosen
from checker.plan.model import Check, Period

Points = Mapping[str, DayRange | None]
"""Where the points that anchors name lie: `trigger.end`, `plan.start`, `period.start`, …"""


def window(cases: WindowCases, check: Check, setting: Setting, points: Points) -> Window | None:
    """Give a duty's window; None if a day that it opens on is not known."""
    opens = day(chosen(cases.opens, check.terms), check, setting, points)
    due = day(chosen(cases.due, check.terms), check, setting, points)
    return None if opens is None else Window(opens, due)


def day(case: Case | None, check: Check, setting: Setting, points: Points) -> DayRange | None:
    """Work out the days of one anchor; None if its point is not known."""
    if case is None:
        return None
    base = _point(case.at, check, setting, points)
    if base is None or case.at.length is None:
        return base
    length = check.terms[case.at.length]
    assert isinstance(length, Duration)  # noqa: S101 - the plan's loader has seen to it
    move = due_after if case.at.sign > 0 else opens_before
    return move(base, length, setting.plan.calendar)


def _point(anchor: Anchor, check: Check, setting: Setting, points: Points) -> DayRange | None:
    if anchor.point in points:
        return points[anchor.point]
    return setting.day(check.terms.get(anchor.point))


def life_points(setting: Setting) -> dict[str, DayRange | None]:
    """Give the points of the plan's life."""
    life = setting.life
    return {
        "plan.start": on(life.start) if life else None,
        "plan.end": on(life.end) if life and life.end else None,
    }


def known_anchor(check: Check, setting: Setting) -> bool:
    """Say whether the day that a check's periods are counted from is known, or none is asked for."""
    steps = check.pattern.steps
    every = check.terms[steps.every] if steps else None
    if steps is None or (isinstance(every, Period) and every.calendar):
        return True
    return setting.day(check.terms.get(steps.start)) is not None


def periods(check: Check, setting: Setting) -> Iterator[tuple[DayRange, DayRange]]:
    """Yield first and last day of each period that counts and has opened, oldest first.

    Calendar periods count only if they lie wholly in the life, anchored ones if they start in it.
    """
    steps, life = check.pattern.steps, setting.life
    assert steps is not None  # noqa: S101 - asked of patterns with periods only
    assert life is not None  # noqa: S101 - and of plans that are in force
    every = check.terms[steps.every]
    assert isinstance(every, Period)  # noqa: S101 - the plan's loader has seen to it
    anchor = setting.day(check.terms.get(steps.start))
    start = (
        calendar_start(life.start, every.length.unit) if every.calendar else anchor.latest if anchor else None
    )
    if start is None:
        return
    number = 0
    while True:
        opens = _step(start, every.length, number, setting)
        next_opens = _step(start, every.length, number + 1, setting)
        if opens > setting.as_of or (life.end is not None and opens > life.end):
            return
        due = next_opens - DAY
        whole = not every.calendar or life.end is None or due <= life.end
        if opens >= life.start and whole:
            yield on(opens), on(due)
        number += 1


def _step(start: date, length: Duration, number: int, setting: Setting) -> date:
    if number == 0:
        return start
    whole = Duration(length.count * number, length.unit, inclusive=False, more=length.more * number)
    return after(start, whole, setting.plan.calendar)


def calendar_start(start: date, unit: str) -> date:
    """Give the first day of the calendar period in which `start` lies."""
    month = {"year": 1, "quarter": (start.month - 1) // 3 * 3 + 1, "month": start.month}[unit]
    return start.replace(month=month, day=1)
