"""Examples of checks that acts break or conform to, or that only count them: what each act would be."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from checker.days import Duration, after
from checker.duties import windows
from checker.duties.model import Instance, variables
from checker.findings.find import uses
from checker.results import supposed
from checker.results.reading import declared
from checker.results.samples_days import anchor, beside, telling
from checker.results.samples_model import Sample
from checker.results.samples_rows import Trial, acts_on, placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.duties.model import Life
    from checker.patterns.model import BrokenBy
    from checker.plan.selectors import Bindings, Condition
    from checker.results.again import Cells
    from checker.results.samples_rows import Found


class Case(NamedTuple):
    """Something that might be a breach: rows of acts, what triggers, and what matters about the acts."""

    acts: list[Cells]
    trigger: Cells | None = None
    twist: str | None = None


def instances(trial: Trial, life: Life) -> Iterator[Sample]:
    """Yield examples of acts, each with its verdict."""
    for case in _cases(trial, life):
        last = max(date.fromisoformat(row.get("end", row["date"])) for row in _rows(case))
        found = trial.find(_rows(case), max(last, life.start))
        if found is not None and len(found.acts()) == len(case.acts):
            trigger = found.entries[case.trigger["id"]] if case.trigger else None
            yield Sample(found.as_of, trigger, found.acts(), verdict=_verdict(trial, found), twist=case.twist)


def _rows(case: Case) -> list[Cells]:
    return [*case.acts, *([case.trigger] if case.trigger else [])]


def _verdict(trial: Trial, found: Found) -> str:
    if trial.check.pattern.counts:
        return "used" if uses(trial.check, found.court) else "unused"
    return next((finding.status for finding in found.findings if isinstance(finding.of, Instance)), "none")


def _cases(trial: Trial, life: Life) -> Iterator[Case]:
    broken_by = trial.check.pattern.broken_by
    if broken_by is None:
        return _by_whom(trial, life)
    if broken_by.each == "pair":
        return _pairs(trial, life, broken_by)
    if broken_by.beyond:
        return _beyond(trial)
    if broken_by.unlike:
        return _unlike(trial, life, broken_by.unlike)
    if "when" in trial.check.terms:
        return _after_trigger(trial, life, broken_by)
    return _by_whom(trial, life)


def _by_whom(trial: Trial, life: Life) -> Iterator[Case]:
    """Yield an act of a bearer, of somebody else, and of both; of a bearer before anything is agreed."""
    act, day, stranger = trial.act(trial.bearer), anchor(life), _stranger(trial)
    if act is None:
        return
    yield Case(acts_on(act, [day]))
    if stranger is not None:
        yield Case(acts_on({**act, "by": stranger}, [day]))
        if trial.check.pattern.broken_by and trial.check.pattern.broken_by.party != "with":
            yield Case(acts_on({**act, "by": f"{trial.bearer};{stranger}"}, [day]))
    yield from (Case(acts_on(act, [each])) for each in _outside(life))
    yield Case(acts_on(act, [life.start]))


def _outside(life: Life) -> Iterator[date]:
    days = (beside(life.start, -1), beside(life.end, 1) if life.end else None)
    return (day for day in days if day is not None)


def _stranger(trial: Trial) -> str | None:
    """Name somebody who is no bearer: a party that is bound, if there is one."""
    plan = trial.plan
    codes = trial.check.bearers.codes or plan.bound
    own = {plan.party_of(code) for code in codes}
    everybody = (*plan.bound, *(code for code, party in plan.parties.items() if party.unit_of is None))
    return next((code for code in everybody if code not in own), None)


def _pairs(trial: Trial, life: Life, broken_by: BrokenBy) -> Iterator[Case]:
    """Yield acts of two parties that are alike; too far apart, or not alike; one act of both, and of one."""
    one = trial.bearer
    parties = {trial.plan.party_of(code): code for code in reversed(trial.check.bearers.codes)}
    other = next((code for party, code in parties.items() if party != trial.plan.party_of(one)), None)
    first = trial.act(one)
    second = trial.act(other) if other else None
    if first is None or second is None:
        return
    day, alike = anchor(life), trial.alike()
    first, second = {**first, **alike, "by": one}, {**second, **alike, "by": str(other)}
    length = trial.check.terms.get(broken_by.apart) if broken_by.apart else None
    last = after(day, length, trial.plan.calendar) if isinstance(length, Duration) else day
    yield Case(_two(first, second, (day, last)), twist="same")
    if isinstance(length, Duration):
        yield Case(_two(first, second, (day, beside(last, 1) or last)), twist="same")
    unlike = _otherwise(trial, second)
    if unlike is not None:
        yield Case(_two(first, unlike, (day, last)), twist="other")
    yield Case(acts_on({**first, "by": f"{one};{other}"}, [day]))
    yield Case(acts_on(first, [day]))


def _two(first: Cells, second: Cells, days: tuple[date, date]) -> list[Cells]:
    one, other = acts_on(first, days[:1])[0], acts_on(second, days)[1]
    return [one, other]


def _otherwise(trial: Trial, row: Cells) -> Cells | None:
    """Give a row that differs in what the check compares; None if only people are compared."""
    same = trial.check.terms["same"]
    for field in same if isinstance(same, tuple) else ():
        kinds = declared(field, trial.plan)
        if field not in ("by", "to") and not any(kind.number for kind in kinds):
            known = next((kind.values for kind in kinds if kind.values), None)
            if known is None:
                return {**row, field: f"{row[field]} 2"}
            if len(known) > 1:
                return {**row, field: next(value for value in known if value != row[field])}
    return None


def _beyond(trial: Trial) -> Iterator[Case]:
    """Yield, in one period, as many acts as are allowed, then one more, then one more in the next."""
    act, court = trial.act(trial.bearer), trial.court((), date.max)
    if act is None or court is None:
        return
    period = next(windows.periods(trial.check, court.setting), None)
    if period is None:
        return
    first, last = period[0].latest, period[1].earliest
    allowed = trial.check.times
    yield Case(acts_on(act, [*[first] * (allowed - 1), last]))
    yield Case(acts_on(act, [*[first] * allowed, last]))
    later = beside(last, 1)
    if later is not None:
        yield Case(acts_on(act, [*[first] * (allowed - 1), last, later]))


def _unlike(trial: Trial, life: Life, required: str) -> Iterator[Case]:
    """Yield an act that carries what is required, one that does not, and one of somebody else."""
    own = variables(trial.check, trial.plan, frozenset((trial.bearer,)), in_do=False)
    asked, day = trial.check.selector(required), anchor(life)
    bound = trial.bound(trial.check.selector(trial.check.pattern.acts), own)
    act = trial.act(trial.bearer, bound=bound)
    if act is None:
        return
    carries = trial.matching(asked, bound, act)
    if carries is not None:
        yield Case(acts_on(carries, [day]), twist="carries")
    lacking = next(filter(None, (_without(trial, act, each, bound) for each in asked.conditions)), None)
    if lacking is not None:
        yield Case(acts_on(lacking, [day]), twist="lacks")
        stranger = _stranger(trial)
        if stranger is not None:
            yield Case(acts_on({**lacking, "by": stranger}, [day]), twist="lacks")
        yield from (Case(acts_on(lacking, [each]), twist="lacks") for each in _outside(life))


def _without(trial: Trial, act: Cells, asked: Condition, bound: Bindings) -> Cells | None:
    """Give an act that does not meet a condition; None if it has to."""
    met_empty = asked.negated or asked.present is False
    if met_empty:
        unwanted = asked.values.union(*(bound.get(name, frozenset()) for name in asked.variables))
        wrong = min(unwanted, default="") or supposed.anything(asked.field, trial.plan)
        return {**act, asked.field: wrong} if asked.field != "by" else None
    kept = {field: text for field, text in act.items() if field != asked.field}
    return kept if "by" in kept and "activity" in kept else None


def _after_trigger(trial: Trial, life: Life, broken_by: BrokenBy) -> Iterator[Case]:
    """Yield, of something that lasts some days, acts on the last day that counts and just outside."""
    row, selector = trial.trigger(), trial.check.selector("when")
    act = trial.act(trial.bearer, bound=trial.bound(selector, trial.bindings(trial.bearer)))
    days = max(telling(life, None), key=lambda days: days.last - days.first)
    court = trial.court((placed(row, days),), days.last) if row else None
    if act is None or row is None or court is None or broken_by.window is None:
        return
    trigger = court.setting.record.activities[0]
    points = {"trigger.start": trigger.start, "trigger.end": trigger.end}
    window = windows.window(broken_by.window, trial.check, court.setting, points)
    if window is not None:
        alike = {field: row[field] for field in trial.alike() if field != "by" and row.get(field)}
        due = window.closes.latest
        for day in (due, beside(due, 1), beside(window.opens.earliest, -1)):
            if day is not None:
                yield Case(acts_on({**act, **alike}, [day]), placed(row, days))
