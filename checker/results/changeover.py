"""What is open on the day on which one version of an agreement replaces another, and by which it is judged.

A duty is open there if its window opens before that day and closes on it or later, and if nothing had settled
it on the eve. Standing duties, and what is contrary to them, end with their version.
"""

from __future__ import annotations

from itertools import pairwise

from checker.days import DAY
from checker.diagnostics import Faults
from checker.duties.dates import setting as read_against
from checker.duties.model import Duty
from checker.findings.find import Court, find
from checker.findings.model import Sentence
from checker.frozen import NamedTuple
from checker.log.record import record
from checker.plan.succession import out_of_time
from checker.plan.versions import refitted
from checker.results.sitting import Sitting, going_on, is_open, place, spans, whose
from checker.results.written import in_force_from
from checker.situations.rows import Rows
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from checker.duties.model import Life, Setting
    from checker.findings.model import Finding, Value
    from checker.log.model import Log
    from checker.patterns.model import Rules
    from checker.plan.model import Check, Part, Plan
    from checker.results.sitting import Place


class Carried(NamedTuple):
    """A duty that was open when its version was replaced: as it `was`, as it is judged `now` (None: lapsed).

    `why` is `old` or `new`, as the new version says; or, of those that would be judged by the new one, `past`
    if it would have been due by that before it came into force, so that it stays; `not-owed` if the new
    version asks nothing of the kind, and `no-clause` if it has no such check: then it lapses. `since` is the
    day from which on what judges it was, or is taken to have been, in force. `twin` is what the new version
    would owe after the same trigger, which may lie on either side of the change: it is not told beside it.
    """

    was: Finding
    now: Finding | None
    why: str
    since: date
    twin: Finding | None = None


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
    twins = {id(each.twin) for each in change.open}
    there = {id(finding) for finding in found}
    for finding in found:
        if id(finding) in twins:
            continue
        each = carried.get(id(finding))
        if each is None:
            yield finding
        elif each.now is not None and id(each.now) not in there:
            there.add(id(each.now))
            yield each.now


class _Over(NamedTuple):
    """A change-over that is worked out: its versions by their numbers, its day, what the new one found."""

    old: int
    new: int
    day: date
    found: Mapping[Place, Finding]


class _Judged:
    """Judges versions on other days, and as if they had been in force from other days."""

    def __init__(self, plan: Plan, rules: Rules, court: Court, log: Log) -> None:
        self.plan, self.rules, self.court, self.log = plan, rules, court, log
        self._sittings: dict[tuple[int, date | None, date], Sitting] = {}

    def change(self, new: int, found: Sequence[Finding], before: Sequence[Change]) -> Change | None:
        """Tell what is open when a version comes into force; None as long as it has not, or as the first.

        What is open is of the last version before it that came into force.
        """
        parts, begun = self.plan.parts, self._life(new)
        old = max((number for number in range(new) if self._life(number)), default=None)
        if begun is None or begun.start > self.court.setting.as_of or old is None:
            return None
        ended, version = _start(self._life(old)), parts[old].plan.version
        if begun.start <= ended:
            faults = Faults()
            out_of_time(parts[old].written, parts[new].written, (str(ended), str(begun.start)), faults)
            faults.stop()
        since = {id(each.now): each.since for change in before for each in change.open if each.now}
        theirs = [f for f in found if f.of.check.version == parts[new].plan.version]
        over = _Over(old, new, begun.start, {place(f.of.check, f.of): f for f in reversed(theirs)})
        opened = []
        for finding in found:
            of, start = finding.of, since.get(id(finding))
            if of.check.version == version and isinstance(of, Duty) and spans(of, over.day):
                sitting = self._sitting(old, start, over.day - DAY)
                if is_open(of, sitting.owed(of.check, of), over.day):
                    opened.append(self._carried(finding, of, over, start or ended))
        return Change(parts[old].written, parts[new].written, over.day, _once(opened))

    def _carried(self, finding: Finding, duty: Duty, over: _Over, start: date) -> Carried:
        old, new = self.plan.parts[over.old], self.plan.parts[over.new]
        values: dict[str, Value] = {"was": old.plan.version, "now": new.plan.version, "day": over.day}
        check = counterpart(duty.check, self.plan.parts[over.old : over.new + 1])
        there = over.found.get(place(check, duty)) if check and duty.trigger else None
        if new.written.open_duties != "new":
            now = _saying(finding, Sentence("version-old", values))
            return Carried(finding, now, "old", start, there if _is_twin(there, finding) else None)
        if check is None:
            return Carried(finding, None, "no-clause", start)
        if there is not None:
            return Carried(finding, there, "new", start)
        sitting = self._sitting(over.new, start, self.court.setting.as_of)
        case = going_on(check, sitting.owed(check, duty), over.day)
        if case is None:
            return Carried(finding, None, "not-owed", start)
        if case.window.closes.latest < over.day:
            return Carried(finding, _saying(finding, Sentence("version-past", values)), "past", start)
        there = over.found.get(place(check, case.decided.duty))
        if there is None:
            as_if = sitting.tell(case)
            there = _saying(
                as_if._replace(of=as_if.of._replace(check=check)), Sentence("version-new", values)
            )
        return Carried(finding, there, "new", start)

    def _life(self, number: int) -> Life | None:
        return self.court.setting.parts[self.plan.parts[number].plan.version].life

    def _sitting(self, number: int, start: date | None, as_of: date) -> Sitting:
        """Give a version as it is judged as of a day, and as if in force from another day."""
        key = number, start, as_of
        if key not in self._sittings:
            known = record(self.log, as_of, self.court.setting.record.known_at)
            if known is None:
                raise RuntimeError("a record as of a day that is given is always there")
            part = self.plan.parts[number]
            if start is None:
                plan, setting = part.plan, read_against(self.plan, known)
            else:
                plan = refitted(part, in_force_from(part.written, self.rules, start), self.plan)
                setting = _ending(read_against(plan, known), self.court.setting.parts[part.plan.version])
            self._sittings[key] = Sitting(Court(setting, Rows(setting), self.court.tables), plan)
        return self._sittings[key]


def counterpart(check: Check, parts: Sequence[Part]) -> Check | None:
    """Give the check in which one of the first of some versions goes on in the last: see `Part.heirs`.

    It is the one with its id, else the only one of its rule. Between them are versions that never came into
    force: what only they left out goes on.
    """
    heirs = [check.clause]
    for part in parts[:-1]:
        heirs = [heir for name in heirs for heir in part.heirs.get(name) or (name,)]
    own = [each for clause in parts[-1].plan.obligations for each in clause.checks if each.clause in heirs]
    own.sort(key=lambda each: heirs.index(each.clause))
    named = next((each for each in own if each.id == check.id), None)
    alike = [each for each in own if each.pattern.rule == check.pattern.rule]
    return named or (alike[0] if len(alike) == 1 else None)


def _start(life: Life | None) -> date:
    assert life is not None  # noqa: S101 - without a life there is no duty
    return life.start


def _ending(setting: Setting, usual: Setting) -> Setting:
    """Let a version that is taken as in force from another day end when it does."""
    if setting.life is None or usual.life is None:
        return setting
    return setting._replace(life=setting.life._replace(end=usual.life.end))


def _is_twin(there: Finding | None, finding: Finding) -> bool:
    """Say whether all that is known of a duty is told without what the new version would owe in its place."""
    if there is None or not isinstance(there.of, Duty) or not there.of.doubtful:
        return False
    return finding.status in ("unknown", there.status)


def _saying(finding: Finding, sentence: Sentence) -> Finding:
    return finding._replace(because=(*finding.because, sentence))


def _once(opened: Sequence[Carried]) -> tuple[Carried, ...]:
    """Let duties that become one be one: clauses may have been merged."""
    kept: dict[tuple[object, ...], Finding] = {}
    found = []
    for each in opened:
        if each.now is not None and each.why == "new":
            of = each.now.of
            key = (of.check.key, whose(of), of.window.first)
            found.append(each._replace(now=kept.setdefault(key, each.now)))
        else:
            found.append(each)
    return tuple(found)
