"""One version of an agreement as it is judged as of a day, to see what is open and in what it goes on."""

from __future__ import annotations

from datetime import date

from checker.duties.compile import duties
from checker.findings.find import Decided, decide, decided, taken, tell
from checker.frozen import NamedTuple, replace
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeAlias

    from checker.duties.model import Duty, Instance, Window
    from checker.findings.find import Court
    from checker.findings.model import Finding
    from checker.plan.model import Check, Plan

SETTLED = frozenset({"fulfilled", "excused", "late", "breached"})
"""What a duty can be on the eve that is no more open."""

Whose: TypeAlias = tuple[str, str]
"""The bearer of a duty, and the id of its trigger if it has one."""

Place: TypeAlias = tuple[tuple[str, str, str], Whose, date | None]
"""What a duty is told by among all: see `place`."""


class Case(NamedTuple):
    """A duty that is decided and not told, among those that share its acts."""

    decided: Decided
    group: Sequence[Decided]

    @property
    def window(self) -> Window:
        """Its days."""
        return self.decided.duty.window


class Sitting:
    """A version judged as of a day, or as if in force from another; each check is decided once."""

    def __init__(self, court: Court, plan: Plan) -> None:
        """Take what judging the version needs, and its checks in the words of the whole."""
        self.court = court
        self._checks = {check.key: check for clause in plan.obligations for check in clause.checks}
        self._decided: dict[tuple[str, ...], dict[Whose, list[Case]]] = {}

    def owed(self, check: Check, duty: Duty) -> Sequence[Case]:
        """Give what a check owes of the bearer and trigger of a duty; without a trigger, of the bearer."""
        if check.key not in self._decided:
            found: dict[Whose, list[Case]] = {}
            for group in self._groups(self._checks[check.key]):
                for each in group:
                    found.setdefault(whose(each.duty), []).append(Case(each, group))
            self._decided[check.key] = found
        return self._decided[check.key].get(whose(duty), ())

    def _groups(self, check: Check) -> Iterable[list[Decided]]:
        court, pattern = self.court.of(check), check.pattern
        if court.setting.life is None or pattern.counts or pattern.broken_by:
            return ()
        if pattern.trigger or in_series(check):
            return decided(check, court)
        # what opens after the as-of day only is owed all the same
        ever = court.setting._replace(record=replace(court.setting.record, as_of=date.max))
        return ([decide(duty, court, court.log.tally(duty))] for duty in duties(check, ever))

    def tell(self, case: Case) -> Finding:
        """Say why a duty stands as it does."""
        return tell(case.decided, self.court.of(case.decided.duty.check), taken(case.group))


def spans(duty: Duty, day: date) -> bool:
    """Say whether a duty opens before a day and closes on it or later; a standing one does not count."""
    if duty.check.pattern.broken_by is not None or duty.window.last is None:
        return False
    return duty.window.first < day <= duty.window.last


def is_open(duty: Duty, owed: Sequence[Case], day: date) -> bool:
    """Say whether a duty was not settled on the eve; one that is not known there was not."""
    same = [case for case in owed if spans(case.decided.duty, day)]
    # of a series that was kept early several links span the day, each settled by itself
    own = [case for case in same if case.window.first == duty.window.first] or same
    return not own or any(case.decided.line.status not in SETTLED for case in own)


def going_on(check: Check, owed: Sequence[Case], day: date) -> Case | None:
    """Give, of what the new version owes, that in which a duty goes on; None if there is nothing.

    Of a series it is the link that opened last, before the day: later ones the new version owes of itself.
    """
    series = in_series(check)
    found = [case for case in owed if case.window.first < day or not series]
    return max(found, key=lambda case: case.window.first, default=None)


def in_series(check: Check) -> bool:
    """Say whether what a check owes is a series, of periods or of links."""
    return not {"link", "period"}.isdisjoint(check.pattern.each)


def whose(of: Duty | Instance) -> Whose:
    """Say by whom, and after which trigger, something is owed."""
    return of.bearer, of.trigger.id if of.trigger else ""


def place(check: Check, of: Duty | Instance) -> Place:
    """Say what a duty of a check is told by: its bearer and trigger; without one, by when it opens."""
    return check.key, whose(of), None if of.trigger else of.window.first
