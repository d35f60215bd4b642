"""Made-up rows that come under a check, and what the engine makes of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from checker.days import on
from checker.diagnostics import Faults
from checker.duties.dates import setting as read_against
from checker.duties.model import Duty, Window, variables
from checker.findings.find import Court, find
from checker.located.model import Text
from checker.log.load import from_rows
from checker.log.record import record
from checker.log.rows import Row
from checker.results import supposed
from checker.situations.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checker.findings.model import Finding
    from checker.findings.tables import Tables
    from checker.log.model import Entry
    from checker.plan.model import Check, Plan
    from checker.plan.selectors import Bindings, Selector
    from checker.results.again import Cells
    from checker.results.samples_days import Days

TRIGGER, ACT = "trigger", "act"
"""How the ids of rows begin that trigger, and of those that are acts."""
_ANY_TIME = Window(on(date.min), None)


class Found(NamedTuple):
    """What made-up rows gave: the setting, the entries by id, and the findings of the check."""

    court: Court
    as_of: date
    entries: dict[str, Entry]
    findings: tuple[Finding, ...]

    def acts(self) -> tuple[Entry, ...]:
        """Give the acts, in the order in which they were made up."""
        return tuple(entry for name, entry in self.entries.items() if name.startswith(ACT))


class Trial(NamedTuple):
    """A check that is tried out on made-up rows; the record of its plan is taken as complete."""

    check: Check
    plan: Plan
    tables: Tables

    def court(self, rows: Iterable[Cells], as_of: date) -> Court | None:
        """Read rows as a log, as of a day; None if the plan allows no such rows."""
        faults, at = Faults(), self.plan.source.at
        made = [Row({key: Text(text, at) for key, text in row.items() if text}, at) for row in rows]
        log = from_rows(made, self.plan, faults)
        known = record(log, as_of, None)
        if faults.errors or known is None:
            return None
        setting = read_against(self.plan, known)
        return Court(setting, Rows(setting), self.tables)

    def find(self, rows: Sequence[Cells], as_of: date) -> Found | None:
        """Judge the check on rows; None if the plan allows no such rows."""
        court = self.court(rows, as_of)
        if court is None:
            return None
        by_id = {entry.id: entry for entry in court.setting.record.activities}
        entries = {row["id"]: by_id[row["id"]] for row in rows if row["id"] in by_id}
        return Found(court, as_of, entries, tuple(find(self.check, court)))

    @property
    def bearer(self) -> str:
        """The first of those who owe, or who may, if the trigger says who does."""
        return (*self.check.bearers.codes, *self.plan.bound)[0]

    def bindings(self, bearer: str) -> dict[str, frozenset[str]]:
        """Bind the variables that a bearer gives."""
        return variables(self.check, self.plan, frozenset((bearer,)), in_do=True)

    def bound(self, selector: Selector, known: Bindings) -> Bindings:
        """Bind the other variables of a selector to something that the field which binds them may hold."""
        found = dict(known)
        for condition in selector.conditions:
            if not condition.negated:
                for name in condition.variables:
                    found.setdefault(name, frozenset((supposed.anything(condition.field, self.plan),)))
        return found

    def trigger(self) -> Cells | None:
        """Give the cells of an activity that triggers, but for its days; None if none could."""
        known = {} if self.check.bearers.variable else self.bindings(self.bearer)
        selector = self.check.selector("when")
        bound = self.bound(selector, known)
        row = self.matching(selector, bound, {"id": TRIGGER})
        if row is None:
            return None
        if not row.get("by"):
            row["by"] = self._anybody(selector, bound)
        return {**self.alike(), **row}

    def matching(self, selector: Selector, bound: Bindings, cells: Cells) -> Cells | None:
        """Give cells with what a selector asks for beside; None if they cannot have it."""
        row = dict(cells)
        for condition in selector.conditions:
            found = supposed.value(condition, bound, row.get(condition.field, ""), self.plan)
            if found is None:
                return None
            row[condition.field] = found
        return row

    def alike(self) -> Cells:
        """Give something for each field by which activities are matched to each other."""
        same = self.check.terms.get("same")
        fields = same if isinstance(same, tuple) else ()
        return {field: supposed.anything(field, self.plan) for field in fields}

    def act(self, bearer: str, *, bound: Bindings | None = None) -> Cells | None:
        """Give the cells of an act that no trigger asks for, but for its id and days; None if none could."""
        bindings = self.bindings(bearer) if bound is None else bound
        duty = Duty(self.check, bearer, _ANY_TIME, _ANY_TIME, None, bindings, doubtful=False)
        return supposed.act(duty, self.plan, {})

    def answers(self, acts: Sequence[Cells], bearer: str) -> list[Cells]:
        """Answer the check's question about acts with yes, in the name of somebody else."""
        own = self.plan.party_of(bearer)
        others = [code for code, party in self.plan.parties.items() if party.unit_of is None and code != own]
        if self.check.question is None:
            return []
        shared = {"activity": "judgement", "answer": "yes", "by": others[0] if others else ""}
        return [{**shared, "id": f"yes-{act['id']}", "of": act["id"], "date": act["date"]} for act in acts]

    def _anybody(self, selector: Selector, bound: Bindings) -> str:
        """Name somebody whom a selector does not leave out."""
        out = {
            name
            for condition in selector.conditions
            if condition.field == "by" and condition.negated
            for name in condition.values.union(*(bound.get(v, frozenset()) for v in condition.variables))
        }
        everybody = (*self.plan.bound, *self.plan.parties)
        return next((code for code in everybody if out.isdisjoint((code, self.plan.party_of(code)))), "")


def placed(row: Cells, days: Days) -> Cells:
    """Put a row on its days."""
    end = {} if days.first == days.last else {"end": str(days.last)}
    return {**row, "date": str(days.first), **end}


def acts_on(act: Cells, days: Iterable[date]) -> list[Cells]:
    """Have an act done on each of some days."""
    return [{**act, "id": f"{ACT}-{number}", "date": str(day)} for number, day in enumerate(days, 1)]
