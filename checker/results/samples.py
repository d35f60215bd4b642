"""Three made-up examples of a check, as facts: what happens, and the window or verdict that the engine gives.

Nothing is worked out here: windows are those of the duties that the check has, verdicts those of the tables.
"""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from checker.days import Duration, OutOfCalendar, on, shift_months
from checker.duties import compile as compiled
from checker.duties.dates import setting as read_against
from checker.duties.model import Duty
from checker.log.model import Log
from checker.log.record import record
from checker.plan.model import NamedDate
from checker.results import samples_instances, supposed
from checker.results.samples_days import anchor, beside, month_end, telling
from checker.results.samples_model import Sample, Samples
from checker.results.samples_rows import Trial, acts_on, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from checker.days import Calendar
    from checker.duties.model import Life
    from checker.findings.tables import Tables
    from checker.plan.model import Check, Plan
    from checker.results.again import Cells

NUMBER = 3
SOME_DAY = date(2024, 1, 1)
"""The day on which a plan is supposed to come into force that says of no day at all."""


def samples(check: Check, plan: Plan, tables: Tables) -> Samples:
    """Give the examples of a check; fewer where no more can be made up."""
    days = _supposed(check, plan)
    known = _with(plan, days)._replace(completeness="assumed")
    life, found = _life(known), []
    if life is not None:
        try:
            for sample in _kind(Trial(check, known, tables), life):
                found.append(sample)
                if len(found) == NUMBER:
                    break
        except OutOfCalendar:
            pass  # those before it stand
    return Samples(days, tuple(found))


def _kind(trial: Trial, life: Life) -> Iterator[Sample]:
    pattern = trial.check.pattern
    if pattern.counts or pattern.broken_by:
        return samples_instances.instances(trial, life)
    if pattern.trigger:
        return _triggered(trial, life)
    return _chained(trial) if "link" in pattern.each else _timed(trial)


# Days that the log has to say


def _supposed(check: Check, plan: Plan) -> Mapping[str, date]:
    """Give days to the named dates that a check hangs on and that only a log could tell."""
    found: dict[str, date] = {}
    for name in (plan.start, *check.terms.values()):
        if isinstance(name, str) and name in plan.dates and plan.dates[name].first is not None:
            life = _life(_with(plan, found))
            found[name] = _start(plan) if life is None else anchor(life)
    return found


def _with(plan: Plan, days: Mapping[str, date]) -> Plan:
    named = {name: NamedDate(name, on(day), None, plan.dates[name].rests_on) for name, day in days.items()}
    return plan._replace(dates={**plan.dates, **named})


def _life(plan: Plan) -> Life | None:
    known = record(Log((), (), illustrative=False), date.max, None)
    return None if known is None else read_against(plan, known).life


def _start(plan: Plan) -> date:
    """Suppose a coming into force: a year before the plan's end, if that is known."""
    end = plan.dates[plan.until].days if isinstance(plan.until, str) else plan.until
    return SOME_DAY if end is None else shift_months(end.latest, -12)


# Windows


def _triggered(trial: Trial, life: Life) -> Iterator[Sample]:
    row = trial.trigger()
    if row is None:
        return
    stretches = telling(life, _calendar(trial))
    if _by_the_day(trial):
        longest = max(stretches, key=lambda days: days.last - days.first)
        duties = _duties(trial, placed(row, longest), longest.last)
        last = longest.last
        yield from _window(trial, duties, last)
        if duties:
            yield from _acted(trial, duties[0], (last, beside(last, 1)), placed(row, longest))
    for days in stretches:
        yield from _window(trial, _duties(trial, placed(row, days), days.last), days.last)


def _by_the_day(trial: Trial) -> bool:
    """Say whether what counts is on which of the trigger's own days an act lies."""
    done_by, terms = trial.check.pattern.done_by, trial.check.terms
    return done_by is not None and (done_by.overlap in terms or done_by.unclear in terms)


def _calendar(trial: Trial) -> Calendar | None:
    lengths = (term for term in trial.check.terms.values() if isinstance(term, Duration))
    return trial.plan.calendar if any(length.needs_calendar for length in lengths) else None


def _duties(trial: Trial, row: Cells, as_of: date) -> list[Duty]:
    court = trial.court((row,), as_of)
    return [] if court is None else list(compiled.duties(trial.check, court.setting))


def _window(trial: Trial, duties: list[Duty], as_of: date) -> Iterator[Sample]:
    if duties:
        window, codes = duties[0].window, tuple(duty.bearer for duty in duties)
        named = codes if codes != trial.check.bearers.codes else ()
        yield Sample(as_of, trigger=duties[0].trigger, bearers=named, window=window)


def _timed(trial: Trial) -> Iterator[Sample]:
    """Yield the first windows; where there are not enough, what acts on telling days would be."""
    court = trial.court((), date.max)
    if court is None:
        return
    own = trial.check._replace(bearers=trial.check.bearers._replace(codes=(trial.bearer,)))
    duties = list(islice(compiled.duties(own, court.setting), NUMBER))
    if len(duties) > 1:
        yield from (Sample(duty.window.opens.latest, window=duty.window) for duty in duties)
    if duties:
        window = duties[0].window
        due, early = window.closes, beside(window.opens.earliest, -1)
        days = dict.fromkeys((due.earliest, due.latest, beside(due.latest, 1), early))
        yield from _acted(trial, duties[0], days)


def _acted(
    trial: Trial, duty: Duty, days: Iterable[date | None], trigger: Cells | None = None
) -> Iterator[Sample]:
    """Yield, for each day, what a duty would be if all that it asks for were done on it."""
    act, after = supposed.act(duty, trial.plan, {}), beside(duty.window.closes.latest, 1)
    for day in days:
        if act is None or day is None:
            continue
        rows = acts_on(act, [day] * trial.check.times)
        rows += [*trial.answers(rows, duty.bearer), *([trigger] if trigger else [])]
        found = trial.find(rows, max(day, after or day))
        for finding in found.findings if found else ():
            if found and isinstance(finding.of, Duty) and _same(finding.of, duty):
                early = any(miss.why == "too_early" for miss in finding.near_misses)
                yield Sample(
                    found.as_of,
                    trigger=finding.of.trigger,
                    acts=found.acts(),
                    verdict=finding.status,
                    twist="too-early" if early else None,
                    asked=trial.check.question is not None,
                )


def _same(one: Duty, other: Duty) -> bool:
    return (one.bearer, one.window) == (other.bearer, other.window)


def _chained(trial: Trial) -> Iterator[Sample]:
    """Yield the first link of a chain; and the one after it, for an act in time and one that is late.

    Where no other opens any more, what acts would be.
    """
    court = trial.court((), date.max)
    first = compiled.link(trial.check, court.setting, trial.bearer, None) if court else None
    if first is None:
        return
    yield Sample(first.window.opens.latest, window=first.window)
    act, due = supposed.act(first, trial.plan, {}), first.window.closes.latest
    for day in (month_end(first.window.opens.latest, due), beside(due, 1), due):
        if act is None or day is None:
            continue
        rows = acts_on(act, [day] * trial.check.times)
        found = trial.find(rows + trial.answers(rows, trial.bearer), max(day, due))
        links = [f for f in found.findings if f.of.bearer == trial.bearer] if found else []
        if found and len(links) > 1:
            yield Sample(
                found.as_of,
                acts=found.acts(),
                window=links[1].of.window,
                verdict=links[0].status,
                asked=trial.check.question is not None,
            )
    yield from _acted(trial, first, (due, beside(due, 1)))
