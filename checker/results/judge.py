"""The public function: plan and log in, results out."""

from __future__ import annotations

from datetime import date
from itertools import groupby, pairwise

from checker.days import OutOfCalendar
from checker.diagnostics import Diagnostic, Faults, InvalidInput, Place
from checker.duties.dates import setting as read_against
from checker.findings.engine import engine_name
from checker.findings.find import Court, find, uses
from checker.findings.model import trigger_of
from checker.findings.tables import Tables
from checker.frozen import NamedTuple
from checker.log.record import record
from checker.patterns.vocabulary import STATUSES
from checker.results.model import ObligationResult, Opened, Result, Results, Version
from checker.situations.rows import Rows
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from typing import TypeAlias

    from checker.duties.model import Setting
    from checker.findings.engine import Engine
    from checker.findings.model import Finding
    from checker.log.model import Entry, Log, Source
    from checker.patterns.model import Rules
    from checker.plan.model import Check, Obligation, Plan
    from checker.results.changeover import History

    Search: TypeAlias = Callable[[Check, Court], Iterable[Finding]]
    """What gives the findings of a check."""

GOOD = frozenset({"fulfilled", "excused", "holding"})
OPEN_QUESTION = frozenset({"to_judge", "unknown"})


class Question(NamedTuple):
    """What is asked: as of which day (None: the log's latest), as known at which, decided by which engine."""

    as_of: date | None = None
    known_at: date | None = None
    engine: Engine = "durable"


def judge(plan: Plan, rules: Rules, log: Log, question: Question, search: Search = find) -> Results:
    """Judge every obligation of a plan on a log; `search` gives the findings of a check.

    Raises `InvalidInput` if no as-of day is given and the log has no activity, if a window leaves the
    calendar, or if duties were open when a version of the plan was replaced and it is not said by which they
    are judged; and `EngineFault` or `EngineMissing` if the engine fails or is not there.
    """
    results = verdicts(plan, rules, log, question, search)
    undecided(results)
    return results


def verdicts(plan: Plan, rules: Rules, log: Log, question: Question, search: Search = find) -> Results:
    """Judge as `judge` does, but leave open duties with their version where nothing else is said."""
    known = record(log, question.as_of, question.known_at)
    if known is None:
        raise InvalidInput((no_day(log.sources, question.known_at),))
    setting = read_against(plan, known)
    court = Court(setting, Rows(setting), Tables(rules, question.engine))
    past = told(plan, rules, court, log) if plan.parts else None
    if past is None:
        results = _numbered(
            f for o in plan.obligations for check in o.checks for f in found(check, court, search)
        )
    else:
        asked = {o.id for o in plan.obligations}
        results = _numbered(f for f in past.findings if f.of.check.obligation in asked)
    of_each: dict[str, list[Result]] = {o.id: [] for o in plan.obligations}
    for result in results:
        of_each[result.obligation].append(result)
    obligations = tuple(_obligation(o, tuple(of_each[o.id]), court) for o in plan.obligations)
    return Results(
        plan=plan,
        log=log,
        setting=setting,
        as_of=known.as_of,
        known_at=known.known_at,
        illustrative=plan.illustrative or log.illustrative,
        engine=engine_name(question.engine),
        accounting=known.accounting,
        counts=_counts(r.status for r in results),
        obligations=obligations,
        results=results,
        rules=rules,
        versions=_versions(past, results, setting) if past is not None else None,
    )


def told(plan: Plan, rules: Rules, court: Court, log: Log) -> History:
    """Judge all versions of a plan. Raises `InvalidInput` if a window leaves the calendar."""
    from checker.results.changeover import history  # noqa: PLC0415 - only of several versions

    try:
        return history(plan, rules, court, log)
    except OutOfCalendar:
        raise InvalidInput((out_of_calendar(plan.source.at),)) from None


def _versions(past: History, results: Iterable[Result], setting: Setting) -> tuple[Version, ...]:
    """Tell of each version when it is in force, and what was open when it ended."""
    by_finding = {id(result.finding): result for result in results}
    goes_on = {id(each.was): each.now for change in past.changes for each in change.open}
    opened: dict[str, list[Opened]] = {}
    for change in past.changes:
        for each in change.open:
            now = each.now
            while now is not None and id(now) not in by_finding:  # it was carried on at a later change
                now = goes_on.get(id(now))
            result = by_finding[id(now)] if now is not None else None
            under = each.now.of.check.version if each.now else ""
            opened.setdefault(change.old.version, []).append(Opened(_id(each.was), under, result, each.why))
    found = []
    for part in setting.plan.parts:
        name, life = part.plan.version, setting.parts[part.plan.version].life
        own = sorted(opened.get(name, ()), key=lambda each: each.id)
        first, last = (life.start, life.end) if life else (None, None)
        found.append(Version(part.written, first, last, tuple(own)))
    return tuple(found)


def undecided(results: Results) -> None:
    """Raise `InvalidInput` if it is not said what becomes of duties that were open when a version ended."""
    faults = Faults()
    for version, later in pairwise(results.begun):
        if not version.open or later.plan.open_duties is not None or later.plan.replaces is None:
            continue
        number = len(version.open)
        one = "one duty was" if number == 1 else f"{number} duties were"
        listed = ", ".join(each.id for each in version.open)
        said = f"when version {later.plan.version} came into force ({later.first})"
        message = f"{said}, {one} open under version {version.plan.version}: {listed}"
        mend = (
            "write open_duties: old if they stay under the version that they are of, or open_duties: new if "
            "this version is to judge them"
        )
        faults.error("plan/open-duties", later.plan.replaces.at, message, mend)
    faults.stop()


def no_day(sources: Sequence[Source], known_at: date | None) -> Diagnostic:
    """Say that a log has no activity, so that there is no day to ask for."""
    when = "" if known_at is None else f" that was known on {known_at}"
    message = f"the log has no activity{when}, so there is no day to ask for"
    place = Place(sources[0].name if sources else "the log", 0, 0)
    return Diagnostic("log/no-activity", "error", place, message, "give a day with --as-of YYYY-MM-DD")


def found(check: Check, court: Court, search: Search = find) -> list[Finding]:
    """Give the findings of one check. Raises `InvalidInput` if a window leaves the calendar."""
    try:
        return list(search(check, court))
    except OutOfCalendar:
        raise InvalidInput((out_of_calendar(check.at),)) from None


def out_of_calendar(at: Place) -> Diagnostic:
    """Say that a window leaves the calendar."""
    message = "a window of this check would leave the calendar, which ends with the year 9999"
    mend = "shorten it, or look for a far date in the log or --as-of"
    return Diagnostic("plan/out-of-calendar", "error", at, message, mend)


def order(finding: Finding) -> tuple[object, ...]:
    """Give the order of duties: obligation, check, bearer, opens, trigger, then due day and evidence."""
    of, trigger = finding.of, trigger_of(finding)
    due = of.window.last
    return (
        of.check.obligation,
        of.check.id,
        of.bearer,
        of.window.first,
        trigger.id if trigger else "",
        due or date.max,
        tuple(e.id for e in finding.evidence),
        of.check.version,
    )


def _numbered(findings: Iterable[Finding]) -> tuple[Result, ...]:
    """Sort findings and give each its id; an id that occurs again gets /2, /3."""
    found = []
    for base, group in groupby(sorted(findings, key=order), key=_id):
        for number, finding in enumerate(group, 1):
            found.append(Result(base if number == 1 else f"{base}/{number}", finding))
    return tuple(found)


def _id(finding: Finding) -> str:
    of, trigger = finding.of, trigger_of(finding)
    parts = [
        of.check.obligation,
        of.check.id,
        of.bearer,
        of.window.first.isoformat(),
        *([trigger.id] if trigger else []),
    ]
    return "/".join(parts)


def _counts(statuses: Iterable[str]) -> Mapping[str, int]:
    counts = dict.fromkeys(STATUSES, 0)
    for status in statuses:
        counts[status] += 1
    return counts


def rated(obligation: Obligation, statuses: Collection[str], tables: Tables) -> str:
    """Rate an obligation whose duties have these statuses."""
    if not obligation.checks:
        return "not_rated"
    answers = {
        "any_good": not GOOD.isdisjoint(statuses),
        "any_late": "late" in statuses,
        "any_breached": "breached" in statuses,
        "any_open_question": not OPEN_QUESTION.isdisjoint(statuses),
        "any_pending": "pending" in statuses,
    }
    return tables.decide("rating", answers).status


def _obligation(obligation: Obligation, own: tuple[Result, ...], court: Court) -> ObligationResult:
    rating = rated(obligation, {r.status for r in own}, court.tables)
    used: dict[str, Entry] = {e.id: e for check in obligation.checks for e in uses(check, court)}
    ordered = tuple(sorted(used.values(), key=lambda e: e.order))
    return ObligationResult(obligation, rating, _counts(r.status for r in own), ordered, own)
