"""The next twelve months, as far as they are known on the as-of day: what is due, what opens, what ends."""

from collections.abc import Iterator
from datetime import date

from checker.days import OutOfCalendar, shift_months
from checker.duties import compile as compiled
from checker.duties.model import Duty, Setting, Window
from checker.duties.statements import waivers
from checker.frozen import NamedTuple, replace
from checker.log.model import Entry
from checker.log.record import carried_out
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
    found = [*_due(results), *_next(results), *_decisions(results), *_life(results)]
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
    """Give what would come too, had it not been done early or waived, by day."""
    clauses = {clause.id: clause for clause in results.plan.obligations}
    early = (
        Ahead(result.finding.of.window.closes.latest, DUE, result.id, clauses[result.obligation], of, result)
        for result in results.results
        if isinstance(of := result.finding.of, Duty) and result.status in EARLY
    )
    waived = (
        _foretold(kind, clause, duty)
        for clause, duties in _unopened(results)
        for duty in duties
        if not _owed(duty, results.setting)
        for kind in (OPENS, DUE)
    )
    last = horizon(results.as_of)
    found = (each for each in (*early, *waived) if results.as_of <= each.day <= last)
    return tuple(sorted(found, key=lambda each: (each.day, KINDS.index(each.kind), each.id)))


def _next(results: Results) -> Iterator[Ahead]:
    """Yield, of each check and bearer, when each window yet to open is due, and that the next one opens."""
    for clause, duties in _unopened(results):
        owed = [duty for duty in duties if _owed(duty, results.setting)]
        yield from (_foretold(OPENS, clause, duty) for duty in owed[:1])
        yield from (_foretold(DUE, clause, duty) for duty in owed)


def _foretold(kind: str, clause: Obligation, duty: Duty) -> Ahead:
    """Tell of a duty by the id that it will have once it has opened."""
    days = duty.window.opens if kind == OPENS else duty.window.closes
    name = f"{clause.id}/{duty.check.id}/{duty.bearer}/{duty.window.first.isoformat()}"
    return Ahead(days.latest, kind, name, clause, duty)


def _unopened(results: Results) -> Iterator[tuple[Obligation, list[Duty]]]:
    """Yield, of each check and bearer, what opens by the calendar alone in the twelve months, by day.

    These are the duties that there would be on the last of the days if nothing were entered until then.
    """
    whole = results.setting
    record = replace(whole.record, as_of=horizon(results.as_of))
    for clause in results.plan.obligations:
        for check in clause.checks:
            if check.pattern.done_by is None or check.pattern.trigger:
                continue
            later = whole.of(check)._replace(record=record)
            for bearer in check.bearers.codes:
                own = check._replace(bearers=check.bearers._replace(codes=(bearer,)))
                ahead = (duty for duty in _opened(own, later) if duty.window.opens.latest > results.as_of)
                yield clause, [duty._replace(check=check) for duty in ahead]


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
    """Yield the decisions on record that no entry says were carried out."""
    record = results.setting.record
    done = carried_out(record)
    for entry in record.statements.get("decision", ()):
        if not done[entry.id]:
            yield entry


def _life(results: Results) -> Iterator[Ahead]:
    life = results.setting.whole
    if life is not None:
        if life.start > results.as_of:
            yield Ahead(life.start, BEGINS, BEGINS)
        if life.end is not None:
            yield Ahead(life.end, ENDS, ENDS)
