"""What a meeting may have to decide, as facts: the answers to the fields of `rules/verdicts/agenda.yaml`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from checker.days import DayRange
from checker.duties.model import Duty
from checker.duties.statements import covers_bearer, naming, signed
from checker.log.model import Entry
from checker.patterns.model import chosen
from checker.plan.model import Check
from checker.results.decided import OVERDUE, decided
from checker.results.model import Result, Results, bearers_of
from checker.results.sensitivity import Sensitivity
from checker.results.story import standing

SETTLED = frozenset({"fulfilled", "excused", "holding"})
"""Statuses that no waiver or extension could better."""


class Candidate(NamedTuple):
    """Something that may be an item: the fields of the table that hold for it, and what it is about."""

    id: str
    holds: frozenset[str]
    duties: tuple[Result, ...] = ()
    entries: tuple[Entry, ...] = ()
    reading: Sensitivity | None = None
    clauses: tuple[str, ...] = ()


def candidates(results: Results, readings: Iterable[Sensitivity]) -> Iterator[Candidate]:
    """Yield all that a meeting may have to decide; what it has to, the table says."""
    for result in results.results:
        yield Candidate(result.id, frozenset({result.status}), duties=(result,))
    yield from _requests(results)
    for reading in readings:
        yield _reading(reading)
    yield from _decisions(results)
    for number, group in enumerate(alike(results)):
        yield Candidate(str(number), frozenset({"alike"}), entries=group)


def _requests(results: Results) -> Iterator[Candidate]:
    named = requested(results)
    for entry in (e for kind in named for e in results.setting.record.statements.get(kind, ())):
        names = named[entry.kind].get(entry.id, [])
        wanted = tuple(r for r in names if not signed(entry, bearers_of(r), results.setting))
        if names:
            open_still = tuple(r for r in wanted if _betters(entry, r))
            request, moot = bool(wanted), not open_still
        else:  # what it is about may be still to come
            open_still = ()
            request, moot = _alone(entry, results), entry.end.latest < results.as_of
        holds = frozenset(name for name, answer in (("request", request), ("moot", moot)) if answer)
        clauses = results.plan.ids_now(entry.fields["obligation"])
        yield Candidate(entry.id, holds, open_still, (entry,), clauses=clauses)


def requested(results: Results) -> Mapping[str, Mapping[str, list[Result]]]:
    """Give the duties that each waiver and extension names, whoever signed, by its kind and id."""
    found: dict[str, dict[str, list[Result]]] = {"waiver": {}, "extension": {}}
    for result in results.results:
        of, trigger = result.finding.of, result.trigger
        if isinstance(of, Duty) and standing(of.check.pattern):
            continue  # it has no due day that could be waived
        due = {"waiver": of.window.last}
        if isinstance(of, Duty) and _extends(of.check):
            due["extension"] = of.stated.last
        for kind, day in due.items():
            if day is None:
                continue
            for entry in naming(kind, of.check, trigger.about if trigger else None, day, results.setting):
                if covers_bearer(entry, bearers_of(result), results.setting):
                    found[kind].setdefault(entry.id, []).append(result)
    return found


def _extends(check: Check) -> bool:
    window = check.pattern.window
    case = chosen(window.due, check.terms) if window else None
    return case is not None and case.extends


def _betters(entry: Entry, result: Result) -> bool:
    """Say whether a verdict might be another if a request were granted."""
    last = result.finding.of.window.last
    if result.status in SETTLED or last is None:
        return False
    return entry.until is None or entry.until.latest > last


def _alone(entry: Entry, results: Results) -> bool:
    """Say whether a statement that names no duty so far is signed by those alone whom it is to relieve."""
    plan, fields = results.plan, entry.fields
    if "bearer" in fields:
        codes = [code.strip() for code in fields["bearer"].split(";")]
    else:
        every = (check for clause in plan.obligations for check in clause.checks)
        own = [check for check in every if plan.means(fields["obligation"], check)]
        checks = [check for check in own if fields.get("check", check.id) == check.id]
        codes = [c for x in checks for c in (plan.bound if x.bearers.variable else x.bearers.codes)]
    return any(not signed(entry, (code,), results.setting) for code in codes)


def _reading(reading: Sensitivity) -> Candidate:
    meant = reading.interpretation
    day = isinstance(meant.value, DayRange)
    idle = not reading.clauses if day else not reading.decides and (reading.judged or not reading.duties)
    answers = {"assumed": meant.assumed, "day": day, "moot": idle}
    holds = frozenset(name for name, answer in answers.items() if answer)
    clauses = tuple(clause.id for clause in reading.clauses)
    return Candidate(meant.name, holds, reading=reading, clauses=clauses)


def _decisions(results: Results) -> Iterator[Candidate]:
    for each in decided(results):
        answers = {"decision": True, "overdue": each.state == OVERDUE, "moot": each.done is not None}
        holds = frozenset(name for name, answer in answers.items() if answer)
        yield Candidate(each.entry.id, holds, entries=(each.entry,))


def alike(results: Results) -> Iterator[tuple[Entry, ...]]:
    """Yield groups of activities of one kind, by and to the same, on the same days and about the same.

    Where nothing says what they concern, the title has to be the same; without either nothing shows that
    they are one.
    """
    looked_at = {entry.id for entry in results.setting.record.activities}
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for entry in results.log.entries:  # with the days as written, which the as-of day does not cut
        if entry.id in looked_at and (entry.about or entry.title):
            subject = (entry.about, None if entry.about else entry.title)
            people = (frozenset(entry.by), frozenset(entry.to))
            same = (entry.kind, *people, entry.start, entry.end, *subject)
            groups.setdefault(same, []).append(entry)
    yield from (tuple(group) for group in groups.values() if len(group) > 1)
