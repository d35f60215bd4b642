"""What the report on a large log tells, as figures: by status, by party, by year, and how late.

They are those of `story`, counted on columns by pure functions. Every figure carries what it is a part of.
"""

from __future__ import annotations

import json
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from checker.findings.columns.verdicts import NO_END
from checker.frozen import NamedTuple
from checker.patterns.vocabulary import STATUSES
from checker.results.story import (
    SETTLED,
    ClauseStory,
    Counted,
    Figure,
    Owed,
    Part,
    PartyStory,
    Story,
    owed_by,
    standing,
    start,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from checker.log.columns.table import Days
    from checker.plan.model import Party, Plan
    from checker.results.in_columns import CheckColumns, ObligationColumns, ResultColumns

    Numbers = NDArray[np.int64]

MOST_YEARS = 16
"""Rows of a table of years; of more years several share a row."""
MOST_PARTIES = 12
"""Rows of a table of the parties of a clause; those with fewer duties share the last."""
LATE = STATUSES.index("late")
EPOCH = date(1970, 1, 1)


class Years(NamedTuple):
    """Duties due in one year, or in the years from the first to the last; without a year they have no end."""

    first: int | None
    last: int | None
    counted: Counted


class Parties(NamedTuple):
    """Duties of one party under a clause; or of so many others, if it is None."""

    party: Party | None
    others: int
    counted: Counted


class Lateness(NamedTuple):
    """By how many days late duties are late: the median, what nine in ten do not exceed, the most."""

    number: int
    median: int
    nine_in_ten: int
    worst: int


class Clause(NamedTuple):
    """One clause in figures; `uses` is how often it was made use of."""

    story: ClauseStory
    uses: int
    by_party: tuple[Parties, ...]
    by_year: tuple[Years, ...]
    lateness: Lateness | None


class Large(NamedTuple):
    """All figures: of the whole in the shape of the ordinary report, and clause by clause in its order."""

    story: Story
    clauses: tuple[Clause, ...]
    handed: Figure


def figures(results: ResultColumns) -> Large:
    """Count."""
    by_id = {own.obligation.id: own for own in results.obligations}
    ordered = [by_id[clause.id] for clause in results.plan.obligations]
    clauses = tuple(_clause(own, results.plan) for own in ordered)
    told = [each.story for each in clauses]
    counted = together(each.counted for each in told)
    handed = sum(check.handed for own in results.obligations for check in own.checks)
    parties, others = _parties(ordered, results.plan)
    checks = {c.pattern.rule: c.pattern for o in results.plan.obligations for c in o.checks}
    story = Story(
        results=results,
        counted=counted,
        rated=Figure(sum(1 for each in told if each.counted.total), len(told)),
        start=start(results),
        parts=tuple(Part(title, tuple(group)) for title, group in groupby(told, lambda c: c.clause.section)),
        parties=parties,
        others=others,
        rows=(),
        recorded=None,
        patterns=tuple(checks[rule] for rule in sorted(checks)),
    )
    return Large(story, clauses, Figure(handed, counted.total))


def together(parts: Iterable[Counted]) -> Counted:
    """Add counts up."""
    counts, part, whole = dict.fromkeys(STATUSES, 0), 0, 0
    for each in parts:
        part, whole = part + each.on_time.part, whole + each.on_time.whole
        for status, number in each.counts.items():
            counts[status] += number
    return Counted(sum(counts.values()), counts, Figure(part, whole))


def _counted(numbers: Numbers, *, stands: bool) -> Counted:
    """Give counts by status, those of a standing rule without any in “kept on time”."""
    counts = dict(zip(STATUSES, map(int, numbers), strict=True))
    settled = 0 if stands else sum(counts[status] for status in SETTLED)
    return Counted(sum(counts.values()), counts, Figure(0 if stands else counts["fulfilled"], settled))


def _clause(own: ObligationColumns, plan: Plan) -> Clause:
    clause = own.obligation
    rests_on = dict.fromkeys(name for check in clause.checks for name in check.rests_on)
    counted = together(_all(check) for check in own.checks)
    silent = None
    if not clause.checks:
        silent = "no-check"
    elif all(check.pattern.counts is not None for check in clause.checks):
        silent = "uses-only"
    elif not counted.total:
        silent = "nothing-yet"
    story = ClauseStory(
        clause=clause,
        rating=own.rating,
        counted=counted,
        rests_on=tuple(plan.interpretations[name] for name in sorted(rests_on)),
        checks=(),
        uses=(),
        silent=silent,
    )
    return Clause(story, len(own.uses), _by_party(own, plan), _by_year(own), lateness(own.checks))


def _all(check: CheckColumns) -> Counted:
    numbers = np.bincount(check.verdicts.status, minlength=len(STATUSES))
    return _counted(numbers, stands=standing(check.check.pattern))


def _grouped(check: CheckColumns, group: Numbers, number: int) -> list[Counted]:
    """Count the duties of a check in groups that are numbered from 0."""
    width = len(STATUSES)
    table = np.bincount(group * width + check.verdicts.status, minlength=number * width)
    stands = standing(check.check.pattern)
    return [_counted(row, stands=stands) for row in table.reshape(number, width)]


def _by_bearer(check: CheckColumns) -> list[tuple[str, Counted]]:
    bearers = check.verdicts.bearers
    counted = _grouped(check, check.verdicts.bearer.astype(np.int64), len(bearers))
    return list(zip(bearers, counted, strict=True))


def _by_party(own: ObligationColumns, plan: Plan) -> tuple[Parties, ...]:
    """Count by party, in the order of the plan; a duty of several counts for each."""
    found: dict[str, list[Counted]] = {}
    for check in own.checks:
        for bearer, counted in _by_bearer(check):
            for code in parties_of(bearer, plan):
                found.setdefault(code, []).append(counted)
    order = list(plan.parties)
    counted_by = [(plan.parties[code], together(found[code])) for code in order if code in found]
    many = sorted(counted_by, key=lambda each: (-each[1].total, order.index(each[0].code)))
    own_rows = {party.code for party, _ in (many if len(many) <= MOST_PARTIES else many[: MOST_PARTIES - 1])}
    rows = [Parties(party, 0, counted) for party, counted in counted_by if party.code in own_rows]
    rest = [counted for party, counted in counted_by if party.code not in own_rows]
    return (*rows, *([Parties(None, len(rest), together(rest))] if rest else []))


def parties_of(bearer: str, plan: Plan) -> frozenset[str]:
    """Name the parties whose duty it is: a unit's is its party's."""
    return frozenset(plan.party_of(code) for code in bearer.split("+"))


def _by_year(own: ObligationColumns) -> tuple[Years, ...]:
    """Count by the year of the due day, several years in one row where there are many."""
    years = [_year(check.verdicts.due) for check in own.checks]
    ends = [each[check.verdicts.due != NO_END] for each, check in zip(years, own.checks, strict=True)]
    there = np.unique(np.concatenate([np.zeros(0, np.int64), *ends]))
    if not len(there):
        first, step, number = 0, 1, 0
    else:
        first, span = int(there[0]), int(there[-1] - there[0]) + 1
        step = -(-span // MOST_YEARS)
        number = -(-span // step)
    found: list[list[Counted]] = [[] for _ in range(number + 1)]
    for check, each in zip(own.checks, years, strict=True):
        group = np.where(check.verdicts.due == NO_END, number, (each - first) // step)
        for at, counted in enumerate(_grouped(check, group, number + 1)):
            found[at].append(counted)
    rows = []
    for at, parts in enumerate(found):
        counted = together(parts)
        if counted.total and at == number:
            rows.append(Years(None, None, counted))
        elif counted.total:
            rows.append(
                Years(first + at * step, min(first + (at + 1) * step, int(there[-1]) + 1) - 1, counted)
            )
    return tuple(rows)


def _year(days: Days) -> Numbers:
    counted = (days - EPOCH.toordinal()).astype("datetime64[D]").astype("datetime64[Y]")
    return counted.astype(np.int64) + EPOCH.year


def lateness(checks: Sequence[CheckColumns]) -> Lateness | None:
    """Tell how late duties were; of days that are not known exactly, by how many days at least."""
    days = np.sort(np.concatenate([np.zeros(0, np.int64), *(days_late(each) for each in checks)]))
    days = days[days > 0]
    if not len(days):
        return None
    return Lateness(len(days), _rank(days, 1, 2), _rank(days, 9, 10), int(days[-1]))


def _rank(days: Numbers, part: int, whole: int) -> int:
    """Give the least number of days that this part of all does not exceed."""
    return int(days[-(-len(days) * part // whole) - 1])


def days_late(check: CheckColumns) -> Numbers:
    """Give by how many days each duty was late, as its reason says; 0 if it was not."""
    verdicts = check.verdicts
    found = np.zeros(verdicts.size, np.int64)
    late = verdicts.status == LATE
    if late.any():
        codes, which = np.unique(verdicts.because[late], return_inverse=True)
        found[late] = np.array([_days_said(verdicts.texts[code]) for code in codes], np.int64)[which]
    return found


def _days_said(reasons: str) -> int:
    return next((int(each["days"]) for each in json.loads(reasons) if "-late" in each["key"]), 0)


def _parties(ordered: Sequence[ObligationColumns], plan: Plan) -> tuple[tuple[PartyStory, ...], Counted]:
    """Tell what each party owes, clause by clause; and what nobody owes whom the agreement binds."""
    bearers = [
        (own, parties_of(bearer, plan), counted)
        for own in ordered
        for check in own.checks
        for bearer, counted in _by_bearer(check)
    ]

    def of(code: str, own: ObligationColumns | None = None) -> list[Counted]:
        return [n for each, codes, n in bearers if code in codes and (own is None or own is each)]

    def owes(code: str) -> Iterable[Owed]:
        for own in ordered:
            mine = together(of(code, own))
            if mine.total or any(owed_by(check, code, plan) for check in own.obligation.checks):
                yield Owed(own.obligation, own.rating, mine)

    def told(code: str) -> PartyStory:
        joint = sum(n.total for _, codes, n in bearers if code in codes and len(codes) > 1)
        return PartyStory(plan.parties[code], tuple(owes(code)), together(of(code)), joint)

    bound = frozenset(plan.bound)
    others = together(n for _, codes, n in bearers if bound.isdisjoint(codes))
    return tuple(told(code) for code in plan.bound), others
