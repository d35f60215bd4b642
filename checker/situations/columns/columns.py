"""The execution on columns: the six questions, asked for many duties at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from checker.days import Duration, on
from checker.duties.model import Duty, Window
from checker.duties.statements import holds_for
from checker.frozen import NamedTuple
from checker.patterns.model import chosen
from checker.plan.selectors import SEVERAL
from checker.situations.columns.days import covered, days_after
from checker.situations.columns.keyed import NONE, Keyed, Span
from checker.situations.columns.owed import NotInColumns
from checker.situations.columns.select import coded
from checker.situations.index import wanted
from checker.situations.model import MET, NOT_MET, UNSETTLED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from checker.duties.model import Setting
    from checker.log.columns.table import Days, Mask, Table
    from checker.log.columns.table import Rows as RowNumbers
    from checker.log.model import Entry
    from checker.plan.model import Check, Excuse
    from checker.plan.selectors import Bindings, Selector
    from checker.situations.columns.keyed import Keys, Positions
    from checker.situations.columns.owed import Owed
    from checker.situations.columns.select import Selecting
    from checker.situations.primitives import Primitives
    from checker.situations.rows import Rows

BY = "by"
STATES = {MET: 0, UNSETTLED: 1, NOT_MET: 2}
"""How the state of an act's judgement is numbered."""
ALWAYS = Window(on(date.min), on(date.max))


class Acts(NamedTuple):
    """The acts that may discharge the duties of one check and bearer, in order.

    `counting` are those met or unsettled; `others` match but for who did them.
    """

    met: Keyed
    counting: Keyed
    unsettled: Keyed
    not_met: Keyed
    others: Keyed


class Counted(NamedTuple):
    """For each of many duties the acts `inside` its window, and `since` its opening as long as they are late.

    `opening` and `closing` are the positions of the first act since the opening, and of the first after the
    window.
    """

    opening: Positions
    closing: Positions
    inside: Span
    since: Span


class Tallied(NamedTuple):
    """The acts that may discharge duties, counted for each."""

    acts: Acts
    met: Counted
    counting: Counted
    unsettled: Counted


class Pairs(NamedTuple):
    """Pairs of acts: of each the first and the second, by last day and id."""

    first: RowNumbers
    second: RowNumbers


class Columns:
    """Answers the six questions on a table; `statements` answers what entries about the record say."""

    def __init__(self, setting: Setting, log: Selecting, statements: Rows) -> None:
        """Look at a plan read against a table."""
        self.setting, self.log, self.statements = setting, log, statements
        self.table: Table = log.table
        self._coded: dict[str, NDArray[np.int64]] = {}

    def select(self, selector: Selector, bindings: Bindings) -> RowNumbers:
        """Give the activities that match, by id."""
        return self.log.select(selector, bindings)

    def correlate(self, rows: RowNumbers, others: RowNumbers, fields: Iterable[str]) -> Mask:
        """Say of pairs of activities whether they agree in the named fields, both filled in."""
        agree = np.ones(len(rows), bool)
        for name in fields:
            if name in self.log.people:
                agree &= self._in_common(name, rows, others)
            elif name in SEVERAL:
                raise NotInColumns(f"its activities have to agree in {name}, which may hold several")
            else:
                keys = self._codes(name)
                agree &= (keys[rows] == keys[others]) & (keys[rows] != NONE)
        return agree

    def _in_common(self, name: str, rows: RowNumbers, others: RowNumbers) -> Mask:
        """Say of pairs whether they have a party in common in a field; each pair of cells is asked once."""
        people = self.log.people[name]
        codes, number = people.codes, len(people.parties)
        both = (codes[rows].astype(np.int64) % number) * number + codes[others] % number
        distinct, which = np.unique(both, return_inverse=True)
        common = [not people.parties[p // number].isdisjoint(people.parties[p % number]) for p in distinct]
        return np.array(common, bool)[which]

    def keys(self, fields: Iterable[str], rows: RowNumbers) -> Keys:
        """Give a number for what activities have in the fields; `NONE` where one is empty."""
        found = np.zeros(len(rows), np.int64)
        for name in fields:
            if name in SEVERAL:
                raise NotInColumns(
                    f"its acts have to agree with the trigger in {name}, which may hold several"
                )
            codes = self._codes(name)
            own = codes[rows]
            found = np.where(
                (own == NONE) | (found == NONE), NONE, found * (int(codes.max(initial=0)) + 1) + own
            )
        return found

    def _codes(self, name: str) -> NDArray[np.int64]:
        if name not in self._coded:
            column = self.table.fields.get(name)
            if name == "activity":
                self._coded[name] = self.table.kind.codes.astype(np.int64)
            else:
                nothing = np.full(self.table.size, NONE, np.int64)
                self._coded[name] = nothing if column is None else coded(column)
        return self._coded[name]

    def acts(self, owed: Owed) -> Acts:
        """Sort what may discharge the duties by what it has in common with triggers, then by last day."""
        check, during = owed.check, self.during(owed.check)
        selector = check.selector(check.pattern.acts)
        rows = self.log.select(selector, owed.bindings)
        if not during:
            rows = rows[self.table.end_first[rows] <= self.setting.as_of.toordinal()]
        asked = wanted(check, BY, triggered=owed.triggered)
        order = self._keyed(rows, asked.same)
        states = self._states(order, owed)
        nobody = Keyed(np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, np.int32))
        others = self._by_others(owed, asked.same) if asked.missed else nobody
        if states is None:
            return Acts(order, order, nobody, nobody, others)
        parts = {state: order.only(states == code) for state, code in STATES.items()}
        counting = order.only(states != STATES[NOT_MET])
        return Acts(parts[MET], counting, parts[UNSETTLED], parts[NOT_MET], others)

    def _by_others(self, owed: Owed, same: tuple[str, ...]) -> Keyed:
        """Sort what would discharge, had not somebody else done it."""
        check = owed.check
        selector = check.selector(check.pattern.acts)
        rest = [c for c in selector.conditions if c.field != BY]
        own = [c for c in selector.conditions if c.field == BY]
        rows = self.log.among(self.log.of_kinds(selector.kinds), rest, owed.bindings)
        matching = np.ones(len(rows), bool)
        for condition in own:
            matching &= self.log.holds(condition, rows, owed.bindings)
        rows = rows[~matching]
        if not self.during(check):
            rows = rows[self.table.end_first[rows] <= self.setting.as_of.toordinal()]
        return self._keyed(rows, same)

    def _keyed(self, rows: RowNumbers, same: tuple[str, ...]) -> Keyed:
        keys = self.keys(same, rows)
        rows, keys = rows[keys != NONE], keys[keys != NONE]
        return Keyed(rows, keys, self.table.end_last[rows])

    def _states(self, order: Keyed, owed: Owed) -> NDArray[np.int8] | None:
        """Say of each act whether its judgement is met; None if nothing is asked.

        Only those acts need a look that an answer names, or that correct one that an answer names.
        """
        if owed.check.question is None:
            return None
        found = np.full(len(order.rows), STATES[UNSETTLED], np.int8)
        at = order.position(self.answered())
        at = at[at != NONE]
        duty = Duty(owed.check, owed.bearer, ALWAYS, ALWAYS, None, owed.bindings, doubtful=False)
        for position, entry in zip(at, self.table.make(order.rows[at]), strict=True):
            found[position] = STATES[self.statements.judgements.state(entry, duty)]
        return found

    def answered(self) -> RowNumbers:
        """Give the rows of entries of which some answer is on record, for whichever check."""
        return self.table.rows_of(sorted(self.statements.judgements.answered()))

    def during(self, check: Check) -> bool:
        """Say whether acts discharge the duties of a check by overlapping the window."""
        done_by = check.pattern.done_by
        return done_by is not None and done_by.overlap is not None and done_by.overlap in check.terms

    def tally(self, owed: Owed, used: Acts) -> Tallied:
        """Count the acts that may discharge each duty; `used` are those of their check and bearer."""
        counting = self._counted(owed, used.counting)
        met = counting if used.met is used.counting else self._counted(owed, used.met)
        return Tallied(used, met, counting, self._counted(owed, used.unsettled))

    def _counted(self, owed: Owed, order: Keyed) -> Counted:
        own = self.own_triggers(owed)
        opening, closing = order.since(owed.keys, owed.opens), order.past(owed.keys, owed.due)
        until = order.past(owed.keys, self._late_until(owed))
        return Counted(
            opening, closing, order.between(opening, closing, own), order.between(opening, until, own)
        )

    def own_triggers(self, owed: Owed) -> RowNumbers | None:
        """Give the triggers of the duties if they may be among its acts, which they do not discharge."""
        check = owed.check
        if not owed.triggered:
            return None
        kinds, others = check.selector("when").kinds, check.selector(check.pattern.acts).kinds
        return None if kinds and others and kinds.isdisjoint(others) else owed.triggers

    def _late_until(self, owed: Owed) -> Days:
        """Give the last day on which an act still counts as late; where none does, one before the opening."""
        done_by = owed.check.pattern.done_by
        late = chosen(done_by.late, owed.check.terms) if done_by else None
        if late is None:
            return owed.opens - 1
        if late.at.point == "trigger.start" and owed.triggered:
            return self.table.start_last[owed.triggers]
        return np.full(len(owed.opens), self.setting.as_of.toordinal(), np.int32)

    def excuse(self, owed: Owed) -> RowNumbers:
        """Give the first entry that excuses each duty: exceptions in the order of the check, then waivers."""
        found = np.full(len(owed.opens), NONE, np.int32)
        for excuse in owed.check.unless:
            open_ = found == NONE
            found[open_] = self._excusing(excuse, owed.only(open_))
        open_ = found == NONE
        found[open_] = self._waived(owed.only(open_))
        return found

    def _excusing(self, excuse: Excuse, owed: Owed) -> RowNumbers:
        if excuse.this:
            rows = np.where(self._matching(excuse.selector, owed), owed.triggers, NONE)
        else:
            order = self._excuses(excuse, owed.bindings)
            if excuse.same is None:
                rows = self._overlapping(order, owed)
            else:
                keys = self.keys(excuse.same, owed.triggers) if owed.triggered else owed.keys * 0 + NONE
                at = order.since(keys, np.zeros(len(keys), np.int32))
                rows = order.at(np.where(order.of_key(at, keys) & (keys != NONE), at, NONE))
        if excuse.not_after is not None:
            limit = owed.due if excuse.not_after == "due" else owed.opens
            rows = np.where((rows != NONE) & (self.table.end_last[rows] <= limit), rows, NONE)
        return rows

    def _matching(self, selector: Selector, owed: Owed) -> Mask:
        if not owed.triggered:
            return np.zeros(len(owed.opens), bool)
        holds = np.ones(len(owed.triggers), bool)
        for condition in selector.conditions:
            holds &= self.log.holds(condition, owed.triggers, owed.bindings)
        return holds

    def _excuses(self, excuse: Excuse, bindings: Bindings) -> Keyed:
        return self._keyed(self.log.select(excuse.selector, bindings), excuse.same or ())

    def _overlapping(self, order: Keyed, owed: Owed) -> RowNumbers:
        """Give the first entry, by last day and id, that overlaps each window."""
        at = order.since(np.zeros(len(owed.opens), np.int64), owed.opens)
        starts = self.table.start_first[order.rows]
        looking = at < len(order.rows)
        while looking.any():
            later = looking & (starts[np.minimum(at, len(starts) - 1)] > owed.due)
            at = at + later
            looking = later & (at < len(order.rows))
        return order.at(np.where(at < len(order.rows), at, NONE))

    def _waived(self, owed: Owed) -> RowNumbers:
        found = np.full(len(owed.opens), NONE, np.int32)
        mine = [e for e in self.naming("waiver", owed.check) if holds_for(e, (owed.bearer,), self.setting)]
        for entry in sorted(mine, key=lambda e: e.order):
            covered_too = (found == NONE) & self._meant(entry, owed)
            if covered_too.any():
                found[covered_too] = self.table.rows_of([entry.id])[0]
        return found

    def naming(self, kind: str, check: Check) -> list[Entry]:
        """Give the statements of a kind that name a check."""
        plan = self.setting.plan
        return [
            e
            for e in self.setting.record.statements.get(kind, ())
            if plan.means(e.fields["obligation"], check) and e.fields.get("check", check.id) == check.id
        ]

    def _meant(self, entry: Entry, owed: Owed) -> Mask:
        """Say which duties a waiver or extension means, whoever owes them."""
        first, last = entry.start.earliest.toordinal(), entry.end.latest.toordinal()
        meant = (first <= owed.due) & (owed.due <= last)
        if "about" in entry.fields and meant.any():
            meant &= self._about(owed, entry.fields["about"])
        return meant

    def _about(self, owed: Owed, text: str) -> Mask:
        column = self.table.fields.get("about")
        if column is None or not owed.triggered:
            return np.zeros(len(owed.opens), bool)
        return (column.gather(owed.triggers) == text).fill_null(value=False).to_numpy()

    def asked_for(self, owed: Owed) -> Mask:
        """Say for which duties the bearer alone has signed a waiver, which is a request."""
        found = np.zeros(len(owed.opens), bool)
        for entry in self.naming("waiver", owed.check):
            if not holds_for(entry, (owed.bearer,), self.setting):
                found |= self._meant(entry, owed)
        return found

    def extended(self, owed: Owed) -> Mask:
        """Say which duties an extension may move, by the due day that they have."""
        pattern = owed.check.pattern
        case = chosen(pattern.window.due, owed.check.terms) if pattern.window else None
        found = np.zeros(len(owed.opens), bool)
        if case is not None and case.extends:
            for entry in self.naming("extension", owed.check):
                found |= self._meant(entry, owed)
        return found

    def attested(self, code: str, first: Days, last: Days) -> Mask:
        """Say whether the record of a party or unit is attested over all the days of each stretch."""
        if self.setting.plan.completeness == "assumed":
            return np.ones(len(first), bool)
        return covered(first, last, self.statements.spans(code))

    def pair(self, check: Check, acts: RowNumbers) -> Pairs:
        """Give the pairs of acts that conflict, earlier act first; all acts are of known days."""
        broken_by = check.pattern.broken_by
        within = check.terms.get(broken_by.apart) if broken_by and broken_by.apart else None
        same = check.terms["same"]
        fields = same if isinstance(same, tuple) else ()
        order = self._keyed(acts, tuple(name for name in fields if name not in SEVERAL)[:1])
        keys = order.keys
        found: list[tuple[RowNumbers, RowNumbers]] = []
        for step in range(1, len(keys)):
            at = np.flatnonzero(keys[:-step] == keys[step:])
            if not len(at):
                break
            first, second = order.rows[at], order.rows[at + step]
            apart = ~self._in_common(BY, first, second)
            first, second = first[apart], second[apart]
            agree = self.correlate(first, second, fields)
            if isinstance(within, Duration):
                agree &= self._near(first, second, within) & self._near(second, first, within)
            found.append((first[agree], second[agree]))
        nobody = np.zeros(0, np.int32)
        ones, others = zip(*found, strict=True) if found else ((nobody,), (nobody,))
        return Pairs(np.concatenate(ones), np.concatenate(others))

    def _near(self, ones: RowNumbers, others: RowNumbers, within: Duration) -> Mask:
        until = days_after(self.table.end_last[ones], within, self.setting.plan.calendar)
        return self.table.start_first[others] <= until


ManyAtOnce: TypeAlias = (
    "Primitives[RowNumbers, RowNumbers, Owed, Owed, Acts, Tallied, RowNumbers, Mask, Days, Pairs]"
)
"""The questions as columns answer them."""


def _answers_all(log: Columns) -> ManyAtOnce:
    return log
