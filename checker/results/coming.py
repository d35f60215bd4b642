"""The next twelve months, as far as they are known on the as-of day: what is due, what opens, what ends."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import NamedTuple

from checker.days import OutOfCalendar, shift_months
from checker.duties import compile as compiled
from checker.duties.model import Duty, Setting, Window
from checker.duties.statements import waivers
from checker.log.model import Entry
from checker.plan.model import Check, Obligation
from checker.results.model import Result, Results

MONTHS = 12
EARLY = ("fulfilled", "excused")  # what a duty can be before it is due, and then has no day to keep in mind
BEGINS, OPENS, DUE, DECISION, ENDS = KINDS = ("begins", "opens", "due", "decision", "ends")
"""The agreement begins; a window opens; something is due, or a decision is to be carried out; it ends."""


class Ahead(NamedTuple):
    """Something that comes: its day, kind and lasting id, and what it links to.

    `duty` is owed in the window that opens or is due, `result` its finding if it has opened already; a
    `decision` is an entry of the log.
    """

    day: date
    kind: str
    id: str
    clause: Obligation | None = None
    duty: Duty | None = None
    result: Result | None = None
    decision: Entry | None = None

    @property
    def window(self) -> Window | None:
        """The days within which it is owed."""
        return self.duty.window if self.duty else None

    @property
    def bearers(self) -> tuple[str, ...]:
        """Whose it is to do."""
        if self.decision:
            return self.decision.by
        return (self.duty.bearer,) if self.duty else ()


def coming(results: Results) -> tuple[Ahead, ...]:
    """Give what comes from the as-of day on, up to twelve months later, by day."""
    last = horizon(results.as_of)
    found = [*_due(results), *_next(results, last), *_decisions(results), *_life(results)]
    places = {clause.id: number for number, clause in enumerate(results.plan.obligations)}
    ahead = (each for each in found if results.as_of <= each.day <= last)
    return tuple(
        sorted(
            ahead,
            key=lambda each: (
                each.day,
                KINDS.index(each.kind),
                places[each.clause.id] if each.clause else len(places),
                each.id,
            ),
        )
    )


def horizon(as_of: date) -> date:
    """Give the last day of the twelve months."""
    try:
        return shift_months(as_of, MONTHS)
    except OutOfCalendar:
        return date.max


def _due(results: Results) -> Iterator[Ahead]:
    clauses = {clause.id: clause for clause in results.plan.obligations}
    for result in results.results:
        of = result.finding.of
        if result.status == "pending" and isinstance(of, Duty):
            yield Ahead(of.window.closes.latest, DUE, result.id, clauses[result.obligation], of, result)


def settled(results: Results) -> tuple[Ahead, ...]:
    """Give what would come too, had it not been settled early, by day."""
    clauses = {clause.id: clause for clause in results.plan.obligations}
    found = (
        Ahead(result.finding.of.window.closes.latest, DUE, result.id, clauses[result.obligation], of, result)
        for result in results.results
        if isinstance(of := result.finding.of, Duty) and result.status in EARLY
    )
    last = horizon(results.as_of)
    return tuple(sorted((e for e in found if results.as_of <= e.day <= last), key=lambda e: (e.day, e.id)))


def _next(results: Results, last: date) -> Iterator[Ahead]:
    """Yield, of each check and bearer, the next window whose days are known: that it opens, and is due."""
    for clause in results.plan.obligations:
        for check in clause.checks:
            for duty in _opening(check, results, last):
                opens = duty.window.opens.latest
                name = f"{clause.id}/{check.id}/{duty.bearer}/{duty.window.first.isoformat()}"
                yield Ahead(opens, OPENS, name, clause, duty)
                yield Ahead(duty.window.closes.latest, DUE, name, clause, duty)


def _opening(check: Check, results: Results, last: date) -> Iterator[Duty]:
    """Yield the next duty of each bearer that opens by the calendar alone and is not waived."""
    setting, pattern = results.setting, check.pattern
    if pattern.done_by is None or pattern.trigger:
        return
    later = setting._replace(record=replace(setting.record, as_of=last))
    for bearer in check.bearers.codes:
        own = check._replace(bearers=check.bearers._replace(codes=(bearer,)))
        ahead = (d for d in _opened(own, later) if d.window.opens.latest > results.as_of)
        yield from (duty._replace(check=check) for duty in islice((d for d in ahead if _owed(d, setting)), 1))


def _owed(duty: Duty, setting: Setting) -> bool:
    """Say whether no waiver on record excuses a duty."""
    return not any(waivers(duty.check, (duty.bearer,), None, duty.window.closes.latest, setting))


def _opened(check: Check, setting: Setting) -> Iterator[Duty]:
    """Yield the duties of one bearer that have opened by then, as far as the calendar reaches."""
    try:
        if "link" in check.pattern.each:
            first = compiled.link(check, setting, check.bearers.codes[0], None)
            yield from () if first is None else (first,)
        else:
            yield from compiled.duties(check, setting)
    except OutOfCalendar:
        return


def _decisions(results: Results) -> Iterator[Ahead]:
    for entry in open_decisions(results):
        if entry.until is not None:
            yield Ahead(entry.until.latest, DECISION, entry.id, decision=entry)


def open_decisions(results: Results) -> Iterator[Entry]:
    """Yield the decisions on record that no entry says were carried out; a corrected one may be meant too."""
    record = results.setting.record
    done = {entry.fields["of"] for entry in record.statements.get("decision_done", ())}
    for entry in record.statements.get("decision", ()):
        if done.isdisjoint(record.chains.get(entry.id, {entry.id})):
            yield entry


def _life(results: Results) -> Iterator[Ahead]:
    life = results.setting.life
    if life is not None:
        if life.start > results.as_of:
            yield Ahead(life.start, BEGINS, BEGINS)
        if life.end is not None:
            yield Ahead(life.end, ENDS, ENDS)
