"""Climbs a ladder: judges what rests on a quantity under each of its values, and no more often than needed.

Every value of a scale is looked at, one by one, so that what is told is exact whatever the pattern; but a
check is judged anew only where the days that move lie otherwise than under any value before: see
`checker.revision.marks`.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from checker.days import Duration, OutOfCalendar
from checker.diagnostics import Diagnostic
from checker.duties import compile as compiled
from checker.duties.dates import setting as read_against
from checker.duties.model import Instance
from checker.findings.find import Court, decide, decided, find
from checker.findings.model import Finding
from checker.findings.tables import Tables
from checker.plan.checks import EMPTY, empty_windows
from checker.results.again import engine_of
from checker.results.judge import order
from checker.revision.course import Line, alike, refusals, stretches, without
from checker.revision.ladder import Ladder, Run
from checker.revision.marks import of_check, of_duty
from checker.revision.varied import with_day, with_value
from checker.situations.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from checker.duties.model import Duty, Setting
    from checker.plan.model import Check
    from checker.results.model import Result, Results
    from checker.revision.course import Refused, Verdicts
    from checker.revision.ladder import Same, Scale, Value
    from checker.revision.marks import Sight
    from checker.revision.varied import Named


class Quantity(NamedTuple):
    """What is varied: `slots` names parameters of each check, `days` the interpretation of named dates."""

    slots: Mapping[Named, tuple[str, ...]]
    days: str | None
    present: Value | None


def climb(results: Results, quantity: Quantity, checks: Collection[Check], scale: Scale) -> Ladder:
    """Judge the checks under every value of a scale, and give the ladder."""
    climber = Climber(results, quantity, scale)
    refused = climber.refused(checks)
    courses: dict[Same, tuple[Run, ...]] = {}
    for check in checks:
        courses |= climber.courses(check, refused)
    if refused:
        courses = {same: tuple(without(course, refused)) for same, course in courses.items()}
    present = None if quantity.present is None else scale.position(quantity.present)
    return Ladder(
        scale, present, tuple(stretches(courses, refused, scale)), courses, tuple(refusals(refused, scale))
    )


class Climber:
    """Judges checks under the values of one quantity."""

    def __init__(self, results: Results, quantity: Quantity, scale: Scale) -> None:
        """Stand at the foot of a ladder."""
        self.results, self.quantity, self.scale = results, quantity, scale
        self.tables = Tables(results.rules, engine_of(results))
        self._logs: dict[int, Rows] = {}
        self._settings: dict[int, Setting] = {}
        self._checks: dict[tuple[str, str, int], Check] = {}

    def refused(self, checks: Iterable[Check]) -> Refused:
        """Give the positions at which a window would have no day in it, with what is wrong there."""
        found: Refused = {}
        for check in checks:
            if self._varied(check) and check.pattern.not_empty:
                for position in range(self.scale.size):
                    own = self.check(check, position)
                    faults = tuple(
                        Diagnostic(EMPTY, "error", own.at, message, mend)
                        for _, message, mend in empty_windows(own.pattern, own.terms)
                    )
                    if faults:
                        found[position] = (*found.get(position, ()), *faults)
        return found

    def courses(self, check: Check, refused: Refused) -> dict[Same, tuple[Run, ...]]:
        """Give the statuses of each duty of a check along the ladder; what cannot be judged is refused."""
        if self._apart(check):
            return self._by_duty(check, refused)
        moved = self.quantity.days in check.rests_on or bool(self._varied(check))
        marks = of_check(check, self.setting(0))
        known: dict[Sight, Verdicts] = {}
        line = Line()
        for position in range(self.scale.size):
            if position in refused:
                continue
            own, setting = self.check(check, position), self.setting(position)
            try:
                seen = marks.sight(own, setting, moved=moved) or (position, setting.life)
                sight = own.times, *seen  # periods lie alike however often the act is asked for
                if sight not in known:
                    known[sight] = self.verdicts(own, position)
            except OutOfCalendar:
                refused[position] = out_of_calendar(check)
                continue
            line.go_on(position, known[sight])
        return line.ended(self.scale.size - 1)

    def _apart(self, check: Check) -> bool:
        """Say whether one parameter is varied, of duties that have each a trigger and hang on no other."""
        done_by = check.pattern.done_by
        freely = done_by is not None and done_by.share == "freely" and check.pattern.trigger is not None
        return freely and len(self._varied(check)) == 1

    def _by_duty(self, check: Check, refused: Refused) -> dict[Same, tuple[Run, ...]]:
        """Give the courses of duties that can be judged one by one."""
        court = Court(self.setting(0), self._log(0), self.tables)
        found: dict[Same, tuple[Run, ...]] = {}
        places: Counter[Same] = Counter()
        for duty in compiled.duties(self.check(check, 0), court.setting):
            runs: list[Run] = []
            for begin, end in alike(self._sight(check, duty), self.scale.size):
                try:
                    own = compiled.remade(duty, self.check(check, begin), court.setting)
                    status = decide(own, court, court.log.tally(own)).line.status if own else None
                except OutOfCalendar:
                    for position in range(begin, end + 1):
                        refused.setdefault(position, out_of_calendar(check))
                    status = None
                goes_on = bool(runs) and runs[-1].status == status
                runs.append(Run(runs.pop().begin if goes_on else begin, end, status))
            same = identity(duty)
            found[*same, places[same]] = tuple(runs)
            places[same] += 1
        return found

    def _sight(self, check: Check, duty: Duty) -> Callable[[int], Sight]:
        """Give what tells how the window of a duty lies at a position, and how many acts are asked for."""
        marks = of_duty(duty, self._log(0))

        @cache
        def sight(position: int) -> Sight:
            own = self.check(check, position)
            try:
                made = compiled.remade(duty, own, self.setting(0))
            except OutOfCalendar:  # as it is then under every longer one
                return ()
            return (min(own.times, len(marks.acts) + 1), *(marks.duty(made) if made else ()))

        return sight

    def setting(self, position: int) -> Setting:
        """Give the setting under the value at a position: another one only if days of the plan move."""
        name = self.quantity.days
        if name is None:
            return self.results.setting
        if position not in self._settings:
            day = self.scale.value(position)
            assert not isinstance(day, (int, Duration))  # noqa: S101 - a scale of days has days
            plan = with_day(self.results.plan, name, day)
            self._settings[position] = read_against(plan, self.results.setting.record)
        return self._settings[position]

    def check(self, check: Check, position: int) -> Check:
        """Give a check under the value at a position."""
        parameters = self._varied(check)
        if not parameters:
            return check
        key = check.obligation, check.id, position
        if key not in self._checks:
            self._checks[key] = with_value(check, parameters, self.scale.value(position))
        return self._checks[key]

    def _varied(self, check: Check) -> tuple[str, ...]:
        return self.quantity.slots.get((check.obligation, check.id), ())

    def verdicts(self, check: Check, position: int) -> Verdicts:
        """Judge a check at a position."""
        court = Court(self.setting(position), self._log(position), self.tables)
        found = sorted(self._found(check, court), key=order)
        return {same: finding.status for same, finding in named(found)}

    def _found(self, check: Check, court: Court) -> Iterator[Finding]:
        """Yield the findings of a check; why they stand so is not told, since nobody reads it."""
        if check.pattern.broken_by:
            yield from find(check, court)
        elif court.setting.life is not None and not check.pattern.counts:
            for group in decided(check, court):
                for duty, _, line, evidence in group:
                    yield Finding(duty, line.status, None, evidence, (), ())

    def _log(self, position: int) -> Rows:
        """Give what answers from the record: the same as long as no days of the plan move."""
        key = position if self.quantity.days else 0
        if key not in self._logs:
            self._logs = {key: Rows(self.setting(position))}
        return self._logs[key]


def placed(results: Iterable[Result]) -> dict[Same, Result]:
    """Give duties of results by what makes each the same under another value."""
    listed = list(results)
    return dict(zip((same for same, _ in named(r.finding for r in listed)), listed, strict=True))


def named(findings: Iterable[Finding]) -> Iterator[tuple[Same, Finding]]:
    """Yield findings, which are in order, with what makes each the same under another value."""
    places: Counter[Same] = Counter()
    for finding in findings:
        same = identity(finding.of)
        yield (*same, places[same]), finding
        places[same] += 1


def identity(of: Duty | Instance) -> Same:
    """Name what makes a duty the same under another value, but for its place among those alike."""
    entries = of.entries if isinstance(of, Instance) else (of.trigger,) if of.trigger else ()
    return of.check.obligation, of.check.id, of.bearer, tuple(entry.id for entry in entries)


def out_of_calendar(check: Check) -> tuple[Diagnostic, ...]:
    """Say that a window of a check would leave the calendar, as judging it does."""
    message = "a window of this check would leave the calendar, which ends with the year 9999"
    mend = "shorten it, or look for a far date in the log or --as-of"
    return (Diagnostic("plan/out-of-calendar", "error", check.at, message, mend),)
