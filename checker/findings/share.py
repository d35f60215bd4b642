"""Making up for missed periods: which acts each allocation gives to which period."""

from datetime import date

from checker.days import covered
from checker.duties.model import Duty
from checker.frozen import NamedTuple
from checker.log.model import Entry
from checker.situations.model import MET, UNSETTLED, Act


class Allocation(NamedTuple):
    """One way of counting: with `unsettled` acts or without, with acts only `possible` or certain ones."""

    field: str
    unsettled: bool
    possible: bool


ALLOCATIONS = (
    Allocation("enough_after_met", unsettled=False, possible=False),
    Allocation("enough_after_any", unsettled=True, possible=False),
    Allocation("enough_after_possible", unsettled=True, possible=True),
)


class Given:
    """The acts that each allocation gives to a period, by the field of the table that it answers."""

    __slots__ = ("acts", "outside")

    def __init__(self) -> None:
        self.acts: dict[str, list[Act]] = {}
        self.outside: dict[str, bool] = {}

    def answers(self) -> dict[str, bool]:
        """Answer the fields of the status table that ask for acts after the window."""
        return {allocation.field: allocation.field in self.acts for allocation in ALLOCATIONS}

    def evidence(self, kind: str, line_field: str) -> tuple[Entry, ...]:
        """Give the acts that a line rests on: all met, the unsettled, or those not certainly making up."""
        found = self.acts[line_field]
        if kind == UNSETTLED:
            found = [act for act in found if act.state == UNSETTLED]
        elif kind != MET:
            found = [act for act in found if not (act.since_opening[0] and self.outside[act.entry.id])]
        return tuple(act.entry for act in found)


class Period:
    """One period's duty, with the acts that no older fulfilled period uses, and what making up gives it."""

    __slots__ = ("acts", "duty", "given")

    def __init__(self, duty: Duty, acts: list[Act]) -> None:
        self.duty, self.acts, self.given = duty, acts, Given()

    def enough(self, allocation: Allocation, but: set[str]) -> list[Act]:
        """Give the earliest acts that would fulfil the period under an allocation, or none."""
        own = [
            act
            for act in self.acts
            if act.entry.id not in but
            and act.counts(unsettled=allocation.unsettled)
            and act.in_window[allocation.possible]
        ]
        needed = self.duty.check.times
        return own[:needed] if len(own) >= needed else []


def set_aside(periods: list[Period]) -> None:
    """Take from each period the acts that an older fulfilled one uses; periods may overlap if extended."""
    used: set[str] = set()
    for period in periods:
        period.acts = [act for act in period.acts if act.entry.id not in used]
        used.update(act.entry.id for act in period.enough(ALLOCATIONS[0], used))


def make_up(periods: list[Period], missed: list[bool], as_of: date) -> None:
    """Give acts that are in no open period to missed ones: oldest first, earliest acts first, each once."""
    still_open = [p.duty.window for p in periods if p.duty.window.closes.latest >= as_of]
    spans = [(window.first, window.closes.latest) for window in still_open]
    for allocation in ALLOCATIONS:
        taken: set[str] = set()
        for period in periods:
            taken.update(act.entry.id for act in period.enough(allocation, taken))
        for period, is_missed in zip(periods, missed, strict=True):
            if is_missed:
                _give(period, allocation, taken, spans)


def _give(period: Period, allocation: Allocation, taken: set[str], spans: list[tuple[date, date]]) -> None:
    """Give a missed period the earliest acts left that make up for it, if they are enough."""
    found = []
    for act in period.acts:
        if act.entry.id in taken or not act.counts(unsettled=allocation.unsettled):
            continue
        certain, possible = _outside(act, period.duty.window.first, spans)
        if act.since_opening[allocation.possible] and (possible if allocation.possible else certain):
            period.given.outside[act.entry.id] = certain
            found.append(act)
    needed = period.duty.check.times
    if len(found) >= needed:
        period.given.acts[allocation.field] = found[:needed]
        taken.update(act.entry.id for act in found[:needed])


def _outside(act: Act, opens: date, spans: list[tuple[date, date]]) -> tuple[bool, bool]:
    """Say whether an act is certainly, and on a day since the opening possibly, in no open period.

    Acts are over by the as-of day, and open periods last until then at least, so no act is after one.
    """
    days = act.entry.end
    certain = all(days.latest < first for first, _ in spans)
    return certain, not covered(max(days.earliest, opens), days.latest, spans)
