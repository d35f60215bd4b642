"""What a report tells, as facts: who owes what, how it stands, on what it rests. Pure functions of `Results`.

Nothing here knows a format or a language. Every figure carries what it is a part of.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Protocol

from checker.duties.model import Setting
from checker.frozen import NamedTuple
from checker.log.model import Entry
from checker.log.record import void_ids
from checker.patterns.model import Pattern
from checker.patterns.vocabulary import STATUSES
from checker.plan.model import Check, Interpretation, Obligation, Party, Plan
from checker.results.model import ObligationResult, Result, Results, bearers_of

SETTLED = ("fulfilled", "late", "breached")


class Figure(NamedTuple):
    """A number and what it is a part of."""

    part: int
    whole: int


class Counted(NamedTuple):
    """Duties by status, how many there are in all, and how many of the settled ones were kept on time."""

    total: int
    counts: Mapping[str, int]
    on_time: Figure

    @property
    def present(self) -> tuple[tuple[str, int], ...]:
        """The statuses that occur, in their usual order, with their numbers."""
        return tuple((status, number) for status, number in self.counts.items() if number)


class CheckStory(NamedTuple):
    """One check with its duties, in the order of their windows within a bearer."""

    check: Check
    results: tuple[Result, ...]


class ClauseStory(NamedTuple):
    """One obligation: how it stands, the assumptions its checks rest on, its checks.

    `silent` says why it has no duty: `no-check`, `uses-only` or `nothing-yet`.
    """

    clause: Obligation
    rating: str
    counted: Counted
    rests_on: tuple[Interpretation, ...]
    checks: tuple[CheckStory, ...]
    uses: tuple[Entry, ...]
    silent: str | None


class Part(NamedTuple):
    """A part of the agreement's text, with its clauses in the order of the plan."""

    title: str
    clauses: tuple[ClauseStory, ...]


class Owed(NamedTuple):
    """What one party owes under one clause."""

    clause: Obligation
    rating: str
    counted: Counted


class PartyStory(NamedTuple):
    """What one party owes; `joint` is how many of its duties others share."""

    party: Party
    owes: tuple[Owed, ...]
    counted: Counted
    joint: int


class Start(NamedTuple):
    """The life of the agreement, and the interpretations that its first day rests on."""

    first: date | None
    last: date | None
    rests_on: tuple[Interpretation, ...]

    @property
    def assumed(self) -> bool:
        """Whether nobody has decided on something that the first day rests on."""
        return any(each.assumed for each in self.rests_on)


class Row(NamedTuple):
    """An entry of the log and what became of it: a part of the accounting, and what made it void."""

    entry: Entry
    state: str
    void_by: tuple[str, ...]


class Answer(Protocol):
    """What `start` and all that tell a story ask of results, whoever searched the log."""

    @property
    def plan(self) -> Plan:
        """The plan."""

    @property
    def setting(self) -> Setting:
        """The plan as read against the record."""

    @property
    def as_of(self) -> date:
        """The day the question is asked for."""


class Story(NamedTuple):
    """All that a report tells."""

    results: Answer
    counted: Counted
    rated: Figure
    start: Start
    parts: tuple[Part, ...]
    parties: tuple[PartyStory, ...]
    others: Counted
    rows: tuple[Row, ...]
    recorded: date | None
    patterns: tuple[Pattern, ...]


def story(results: Results) -> Story:
    """Tell how an agreement stands."""
    clauses = tuple(clause_story(own, results.plan) for own in results.obligations)
    with_duties = sum(1 for clause in clauses if clause.counted.total)
    bound = frozenset(results.plan.bound)
    others = (r for r in results.results if bound.isdisjoint(parties_of(r, results.plan)))
    checks = {check.pattern.rule: check.pattern for o in results.plan.obligations for check in o.checks}
    return Story(
        results=results,
        counted=counted(results.results),
        rated=Figure(with_duties, len(clauses)),
        start=start(results),
        parts=tuple(Part(t, tuple(group)) for t, group in groupby(clauses, lambda c: c.clause.section)),
        parties=tuple(party_story(code, results) for code in results.plan.bound),
        others=counted(others),
        rows=rows(results),
        recorded=recorded_all(results),
        patterns=tuple(checks[rule] for rule in sorted(checks)),
    )


def counted(results: Iterable[Result]) -> Counted:
    """Count duties by status. The duties of standing rules are left out of “kept on time”."""
    counts = dict.fromkeys(STATUSES, 0)
    settled = dict.fromkeys(SETTLED, 0)
    for result in results:
        counts[result.status] += 1
        if result.status in settled and not standing(result.finding.of.check.pattern):
            settled[result.status] += 1
    return Counted(sum(counts.values()), counts, Figure(settled["fulfilled"], sum(settled.values())))


def standing(pattern: Pattern) -> bool:
    """Say whether a pattern's duties run on, and what is contrary to them is judged act by act."""
    return pattern.broken_by is not None and pattern.window is not None


def clause_story(own: ObligationResult, plan: Plan) -> ClauseStory:
    """Tell of one obligation."""
    clause = own.obligation
    rests_on = dict.fromkeys(name for check in clause.checks for name in check.rests_on)
    silent = None
    if not clause.checks:
        silent = "no-check"
    elif all(check.pattern.counts is not None for check in clause.checks):
        silent = "uses-only"
    elif not own.results:
        silent = "nothing-yet"
    return ClauseStory(
        clause=clause,
        rating=own.rating,
        counted=counted(own.results),
        rests_on=tuple(plan.interpretations[name] for name in sorted(rests_on)),
        checks=tuple(
            CheckStory(check, tuple(r for r in own.results if r.finding.of.check.key == check.key))
            for check in clause.checks
        ),
        uses=own.uses,
        silent=silent,
    )


def parties_of(result: Result, plan: Plan) -> frozenset[str]:
    """Name the parties whose duty it is: a unit's duty is its party's."""
    return frozenset(plan.party_of(code) for code in bearers_of(result))


def party_story(code: str, results: Results) -> PartyStory:
    """Tell what one party owes, and how that stands."""
    plan = results.plan
    owes = []
    for own in results.obligations:
        mine = tuple(r for r in own.results if code in parties_of(r, plan))
        if mine or any(owed_by(check, code, plan) for check in own.obligation.checks):
            owes.append(Owed(own.obligation, own.rating, counted(mine)))
    mine = tuple(r for r in results.results if code in parties_of(r, plan))
    joint = sum(1 for r in mine if len(parties_of(r, plan)) > 1)
    return PartyStory(plan.parties[code], tuple(owes), counted(mine), joint)


def owed_by(check: Check, code: str, plan: Plan) -> bool:
    """Say whether a check lays something on a party; one that counts uses does not."""
    if check.pattern.counts is not None:
        return False
    return check.bearers.variable is not None or code in {plan.party_of(c) for c in check.bearers.codes}


def start(results: Answer) -> Start:
    """Tell from when to when the agreement is in force, and what the first day rests on."""
    plan, life = results.plan, results.setting.whole
    first = plan.parts[0].plan.start if plan.parts else plan.start
    named = plan.dates[first] if isinstance(first, str) else None
    rests_on = tuple(plan.interpretations[name] for name in named.rests_on) if named else ()
    return Start(life.start if life else None, life.end if life else None, rests_on)


def recorded_all(results: Results) -> date | None:
    """Give the day on which all entries were recorded, if it is one and the same."""
    days = {e.recorded for e in results.log.entries}
    return days.pop() if len(days) == 1 else None


def rows(results: Results) -> tuple[Row, ...]:
    """Tell what became of each entry of the log, by day; the states are those of the accounting."""
    known = [e for e in results.log.entries if results.known_at is None or e.known_from <= results.known_at]
    ids, void = frozenset(e.id for e in known), void_ids(known)
    undone: dict[str, list[str]] = {}
    for entry in known:
        for name in (entry.fields.get("corrects"), entry.fields.get("retracts")):
            if name is not None and entry.id not in void:
                undone.setdefault(name, []).append(entry.id)
    ordered = sorted(results.log.entries, key=lambda e: (e.start.earliest, e.end.latest, e.id))
    return tuple(Row(e, _state(e, ids, void, results.as_of), tuple(undone.get(e.id, ()))) for e in ordered)


def _state(entry: Entry, known: frozenset[str], void: frozenset[str], as_of: date) -> str:
    if entry.id not in known:
        return "not_yet_known"
    if entry.id in void:
        return "void"
    if not entry.activity:
        return "statements"
    return "activities" if entry.start.earliest <= as_of else "later"
