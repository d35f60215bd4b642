"""What is open on the day on which one version of an agreement replaces another, and by which it is judged.

A duty is open there if its window opens before that day and closes on it or later, and if nothing had settled
it on the eve. Standing duties, and what is contrary to them, end with their version.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from checker.days import DAY
from checker.diagnostics import Faults
from checker.duties.dates import setting as read_against
from checker.duties.model import Duty
from checker.findings.find import Court, find
from checker.findings.model import Sentence
from checker.log.record import record
from checker.plan.succession import out_of_time
from checker.plan.versions import refitted
from checker.results.written import in_force_from
from checker.situations.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from checker.duties.model import Life, Setting
    from checker.findings.model import Finding, Value
    from checker.log.model import Log
    from checker.patterns.model import Rules
    from checker.plan.model import Check, Part, Plan

SETTLED = frozenset({"fulfilled", "excused", "late", "breached"})
"""What a duty can be on the eve that is no more open."""


class Carried(NamedTuple):
    """A duty that was open when its version was replaced: as it `was`, as it is judged `now` (None: lapsed).

    `why` is `old` or `new`, as the new version says; or, of those that would be judged by the new one, `past`
    if it would have been due by that before it came into force, so that it stays; `not-owed` if the new
    version asks nothing of the kind, and `no-clause` if it has no such check: then it lapses. `since` is the
    day from which on what judges it was, or is taken to have been, in force.
    """

    was: Finding
    now: Finding | None
    why: str
    since: date


class Change(NamedTuple):
    """One change-over: the versions, the day on which the later one came into force, what was open then."""

    old: Plan
    new: Plan
    day: date
    open: tuple[Carried, ...]


class History(NamedTuple):
    """All versions judged: their findings, each under the version that it is judged by, and the changes."""

    findings: tuple[Finding, ...]
    changes: tuple[Change, ...]


def history(plan: Plan, rules: Rules, court: Court, log: Log) -> History:
    """Judge all versions of a plan, or of some of its obligations, and carry over what is open.

    A change-over that does not say what becomes of open duties leaves them as they are. Raises `InvalidInput`
    if a version comes into force before the one that it replaces.
    """
    wanted = _involved(plan)
    judged = _Judged(plan, rules, court, log)
    found = [
        finding
        for part in plan.parts
        for clause in part.plan.obligations
        if clause.id in wanted
        for check in clause.checks
        for finding in find(check, court)
    ]
    changes: list[Change] = []
    for number in range(1, len(plan.parts)):
        change = judged.change(number, found, changes)
        if change is not None:
            changes.append(change)
            found = list(_after(found, change))
    return History(tuple(found), tuple(changes))


def _involved(plan: Plan) -> set[str]:
    """Name the obligations that are asked for, and those that open duties come from to them."""
    wanted = {clause.id for clause in plan.obligations}
    before = 0
    while len(wanted) > before:
        before = len(wanted)
        for part, later in pairwise(plan.parts):
            for own, heirs in part.heirs.items():
                if not wanted.isdisjoint(later.homes[heir] for heir in heirs):
                    wanted.add(part.homes[own])
    return wanted


def _after(found: Iterable[Finding], change: Change) -> Iterator[Finding]:
    """Yield the findings as they are after a change-over: each carried one in the place of what it was."""
    carried = {id(each.was): each for each in change.open}
    there = {id(finding) for finding in found}
    for finding in found:
        each = carried.get(id(finding))
        if each is None:
            yield finding
        elif each.now is not None and id(each.now) not in there:
            there.add(id(each.now))
            yield each.now


class _Judged:
    """Judges versions on other days, and as if they had been in force from other days."""

    def __init__(self, plan: Plan, rules: Rules, court: Court, log: Log) -> None:
        self.plan, self.rules, self.court, self.log = plan, rules, court, log
        self._courts: dict[tuple[int, date | None, date], Court] = {}

    def change(self, number: int, found: Sequence[Finding], before: Sequence[Change]) -> Change | None:
        """Tell what is open when a version comes into force; None as long as it has not."""
        old, new = self.plan.parts[number - 1], self.plan.parts[number]
        lives = [self.court.setting.parts[part.plan.version].life for part in (old, new)]
        ended, begun = lives
        if begun is None or begun.start > self.court.setting.as_of:
            return None
        if ended is not None and begun.start <= ended.start:
            faults = Faults()
            out_of_time(old.written, new.written, (str(ended.start), str(begun.start)), faults)
            faults.stop()
        since = {id(each.now): each.since for change in before for each in change.open if each.now}
        pool = [f for f in found if f.of.check.version == old.plan.version and spans(f, begun.start)]
        opened = []
        for finding in pool:
            start = since.get(id(finding))
            if self._open(finding, number - 1, start, begun.start):
                opened.append(self._carried(finding, number, start or _start(ended), found))
        return Change(old.written, new.written, begun.start, _once(opened))

    def _open(self, finding: Finding, number: int, start: date | None, day: date) -> bool:
        """Say whether a duty was not settled on the eve; one that is not known there was not."""
        court = self._court(number, start, day - DAY)
        check = self._check(finding.of.check, number, start)
        same = [other for other in find(check, court) if _alike(other, finding) and spans(other, day)]
        # of a series that was kept early several links span the day, each settled by itself
        own = [other for other in same if other.of.window.first == finding.of.window.first] or same
        return not own or any(other.status not in SETTLED for other in own)

    def _carried(self, finding: Finding, number: int, start: date, found: Sequence[Finding]) -> Carried:
        old, new = self.plan.parts[number - 1], self.plan.parts[number]
        day = _start(self.court.setting.parts[new.plan.version].life)
        values: dict[str, Value] = {"was": old.plan.version, "now": new.plan.version, "day": day}
        if new.written.open_duties != "new":
            now = _saying(finding, Sentence("version-old", values))
            return Carried(finding, now, "old", start)
        check = counterpart(finding.of.check, old, new)
        if check is None:
            return Carried(finding, None, "no-clause", start)
        there = next((f for f in found if f.of.check.key == check.key and _triggered_alike(f, finding)), None)
        if there is not None:
            return Carried(finding, there, "new", start)
        court = self._court(number, start, self.court.setting.as_of)
        same = [other for other in find(self._check(check, number, start), court) if _alike(other, finding)]
        if finding.of.trigger is None:
            # the link of a series that opened last is the one that is open
            same = sorted((o for o in same if spans(o, day)), key=lambda o: o.of.window.first)[-1:]
        if not same:
            return Carried(finding, None, "not-owed", start)
        if not spans(same[0], day):
            now = _saying(finding, Sentence("version-past", values))
            return Carried(finding, now, "past", start)
        of = same[0].of._replace(check=check)
        now = _saying(same[0]._replace(of=of), Sentence("version-new", values))
        return Carried(finding, now, "new", start)

    def _check(self, check: Check, number: int, start: date | None) -> Check:
        """Give a check as it stands in its version, taken as in force from another day."""
        if start is None:
            return check
        clauses = self._plan(number, start).obligations
        return next(own for clause in clauses for own in clause.checks if own.key == check.key)

    def _plan(self, number: int, start: date) -> Plan:
        part = self.plan.parts[number]
        moved = in_force_from(part.written, self.rules, start)
        return refitted(part, moved, self.plan)

    def _court(self, number: int, start: date | None, as_of: date) -> Court:
        """Give what judging a version needs, as of a day, and as if in force from another day."""
        key = number, start, as_of
        if key not in self._courts:
            known = record(self.log, as_of, self.court.setting.record.known_at)
            if known is None:
                raise RuntimeError("a record as of a day that is given is always there")
            setting = read_against(self.plan if start is None else self._plan(number, start), known)
            if start is not None:
                setting = _ending(setting, self.court.setting.parts[self.plan.parts[number].plan.version])
            self._courts[key] = Court(setting, Rows(setting), self.court.tables)
        return self._courts[key]


def counterpart(check: Check, old: Part, new: Part) -> Check | None:
    """Give the check of the next version in which one goes on: by its id, else the only one of its rule."""
    heirs = old.heirs.get(check.clause, ())
    own = [each for clause in new.plan.obligations for each in clause.checks if each.clause in heirs]
    own.sort(key=lambda each: heirs.index(each.clause))
    named = next((each for each in own if each.id == check.id), None)
    alike = [each for each in own if each.pattern.rule == check.pattern.rule]
    return named or (alike[0] if len(alike) == 1 else None)


def spans(finding: Finding, day: date) -> bool:
    """Say whether a duty opens before a day and closes on it or later; a standing one does not count."""
    of, broken_by = finding.of, finding.of.check.pattern.broken_by
    if not isinstance(of, Duty) or broken_by is not None or of.window.last is None:
        return False
    return of.window.first < day <= of.window.last


def _alike(one: Finding, other: Finding) -> bool:
    """Say whether two findings are of one bearer and trigger; without a trigger, of one bearer."""
    return one.of.bearer == other.of.bearer and _trigger(one) == _trigger(other)


def _triggered_alike(one: Finding, other: Finding) -> bool:
    return other.of.trigger is not None and _alike(one, other)


def _trigger(finding: Finding) -> str | None:
    return finding.of.trigger.id if finding.of.trigger else None


def _start(life: Life | None) -> date:
    assert life is not None  # noqa: S101 - without a life there is no duty
    return life.start


def _ending(setting: Setting, usual: Setting) -> Setting:
    """Let a version that is taken as in force from another day end when it does."""
    if setting.life is None or usual.life is None:
        return setting
    return setting._replace(life=setting.life._replace(end=usual.life.end))


def _saying(finding: Finding, sentence: Sentence) -> Finding:
    return finding._replace(because=(*finding.because, sentence))


def _once(opened: Sequence[Carried]) -> tuple[Carried, ...]:
    """Let duties that become one be one: clauses may have been merged."""
    kept: dict[tuple[object, ...], Finding] = {}
    found = []
    for each in opened:
        if each.now is not None and each.why == "new":
            of = each.now.of
            key = (of.check.key, of.bearer, _trigger(each.now), of.window.first)
            found.append(each._replace(now=kept.setdefault(key, each.now)))
        else:
            found.append(each)
    return tuple(found)
