"""Instances on columns: what conforms is told at once, what may not goes to the row executor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checker.duties.model import Instance, variables
from checker.duties.windows import periods
from checker.findings import because_instance
from checker.findings.columns.handed import concerned
from checker.findings.columns.reasons import told
from checker.findings.columns.verdicts import Lists, Verdicts
from checker.findings.model import Finding
from checker.frozen import NamedTuple
from checker.patterns.vocabulary import STATUSES
from checker.plan.selectors import SEVERAL
from checker.situations.columns.keyed import NONE
from checker.situations.columns.owed import NotInColumns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from checker.findings.tables import Tables
    from checker.log.columns.table import Mask, Rows
    from checker.patterns.model import Line
    from checker.plan.model import Check
    from checker.plan.selectors import Bindings
    from checker.situations.columns.columns import Columns


class Conforming(NamedTuple):
    """Activities of the same parties that carry what a check requires of them."""

    check: Check
    names: tuple[str, ...]
    bindings: Bindings
    line: Line
    rows: Rows

    def one_by_one(self, log: Columns) -> list[Finding]:
        """Give the findings as the row executor gives them."""
        return self.some(np.arange(len(self.rows)), log)

    def some(self, which: NDArray[np.int64], log: Columns) -> list[Finding]:
        """Give some of them, by their numbers."""
        found = []
        for entry in log.table.make(self.rows[which].tolist()):
            instance = Instance(self.check, self.names, (entry,), self.bindings, certain=True, conforms=True)
            why = because_instance.of_instance(instance, self.line, None, log.setting)
            found.append(Finding(instance, self.line.status, None, (entry,), (), why))
        return found

    def in_columns(self, log: Columns) -> Verdicts:
        """Give the findings as columns; they read alike."""
        size, table = len(self.rows), log.table
        nothing = np.full(size, NONE, np.int32)
        return Verdicts(
            bearers=["+".join(self.names)],
            texts=[told(self.some(np.zeros(1, np.int64), log)[0].because)],
            bearer=np.zeros(size, np.int32),
            opens=table.start_first[self.rows],
            due=table.end_last[self.rows],
            imprecise=np.zeros(size, bool),
            trigger=self.rows,
            status=np.full(size, STATUSES.index(self.line.status), np.int32),
            line=np.zeros(size, np.int32),
            evidence=Lists(np.ones(size, np.int64), self.rows),
            near=(nothing, nothing, nothing, nothing),
            because=np.zeros(size, np.int32),
        )


def find(check: Check, log: Columns, tables: Tables) -> tuple[tuple[Conforming, ...], Rows]:
    """Give the activities that conform, and those that the row executor has to look at."""
    broken_by = check.pattern.broken_by
    assert broken_by is not None  # noqa: S101 - the caller has seen to it
    if broken_by.unlike is not None:
        return _conforming(check, log, tables)
    if broken_by.each == "pair":
        return (), _in_pairs(check, log)
    if broken_by.window is not None and "when" in check.terms:
        return (), _beside_triggers(check, log)
    if check.pattern.steps is not None:
        return (), _beyond(check, log)
    return (), _contrary(check, log)


def _conforming(check: Check, log: Columns, tables: Tables) -> tuple[tuple[Conforming, ...], Rows]:
    rows, selector = concerned(check, log), check.selector(check.pattern.acts)
    bindings = variables(check, log.setting.plan, frozenset(check.bearers.codes), in_do=True)
    if check.bearers.variable or any(
        name not in bindings for c in selector.conditions for name in c.variables
    ):
        raise NotInColumns("its bearers are bound by a variable")
    acts = log.log.among(rows, selector.conditions, bindings)
    acts = acts[~log.table.imprecise(acts) & _in_life(acts, log)]
    conforming = []
    for names, own in _by_actors(acts, log):
        if not any(code in check.bearers.codes for code in log.log.people["by"].names[names]):
            continue
        parties = tuple(sorted(log.log.people["by"].parties[names]))
        bound = {**bindings, **variables(check, log.setting.plan, frozenset(parties), in_do=False)}
        broken_by = check.pattern.broken_by
        unlike = broken_by.unlike if broken_by else None
        carrying = log.log.among(own, check.selector(str(unlike)).conditions, bound)
        answers = {"conforms": True, "excused": False, "certain": True}
        if len(carrying):
            conforming.append(Conforming(check, parties, bound, tables.decide("instance", answers), carrying))
    told_at_once = np.concatenate([np.zeros(0, np.int32), *(each.rows for each in conforming)])
    return tuple(conforming), np.setdiff1d(rows, told_at_once)


def _by_actors(rows: Rows, log: Columns) -> list[tuple[int, Rows]]:
    """Part rows by who acted."""
    codes = log.log.people["by"].codes[rows]
    return [(int(code), rows[codes == code]) for code in np.unique(codes)]


def _in_life(rows: Rows, log: Columns) -> Mask:
    life = log.setting.life
    assert life is not None  # noqa: S101 - the caller has seen to it
    inside: Mask = log.table.start_first[rows] >= life.start.toordinal()
    return inside if life.end is None else inside & (log.table.start_last[rows] <= life.end.toordinal())


def _contrary(check: Check, log: Columns) -> Rows:
    """Give the acts in which a bearer takes part that must not, or none that must."""
    broken_by, people = check.pattern.broken_by, log.log.people["by"]
    rows = concerned(check, log)
    if check.bearers.variable:
        return rows
    without = broken_by is not None and broken_by.party == "without"
    contrary = [any(code in names for code in check.bearers.codes) is not without for names in people.names]
    rows = rows[people.those(contrary, rows)]
    conditions = [c for c in check.selector(check.pattern.acts).conditions if not c.variables]
    return log.log.among(rows, conditions, {})


def _in_pairs(check: Check, log: Columns) -> Rows:
    """Give the acts that conflict with another; and, where days are imprecise, those that might."""
    rows = concerned(check, log)
    bindings = variables(check, log.setting.plan, frozenset(check.bearers.codes), in_do=True)
    acts = log.log.among(
        rows, [c for c in check.selector(check.pattern.acts).conditions if not c.variables], bindings
    )
    odd = log.table.imprecise(acts)
    pairs = log.pair(check, acts[~odd])
    found = [pairs.first, pairs.second]
    if odd.any():
        same = check.terms["same"]
        keys = log.keys([n for n in same if n not in SEVERAL] if isinstance(same, tuple) else (), acts)
        found.append(acts[np.isin(keys, keys[odd])])
    return np.unique(np.concatenate(found)).astype(np.int32)


def _beside_triggers(check: Check, log: Columns) -> Rows:
    """Give the acts and triggers that share a case; all, if the check has no cases."""
    rows, same = concerned(check, log), check.terms.get("same")
    fields = [name for name in same if name not in SEVERAL] if isinstance(same, tuple) else []
    if not fields:
        return rows
    keys = log.keys(fields, rows)
    acts = log.log.of_kinds(check.selector(check.pattern.acts).kinds)
    triggers = log.log.of_kinds(check.selector("when").kinds)
    both = np.intersect1d(log.keys(fields, acts), log.keys(fields, triggers))
    found: Rows = rows[np.isin(keys, np.setdiff1d(both, NONE))]
    return found


def _beyond(check: Check, log: Columns) -> Rows:
    """Give the acts in periods in which some bearer may have done more than agreed."""
    rows, people = concerned(check, log), log.log.people["by"]
    if log.table.imprecise(rows).any():
        return rows
    rows = log.log.among(
        rows, [c for c in check.selector(check.pattern.acts).conditions if not c.variables], {}
    )
    spans = [(o.latest.toordinal(), d.earliest.toordinal()) for o, d in periods(check, log.setting)]
    if not spans:
        return rows[:0]
    opens, due = np.array(spans).T
    period = np.searchsorted(opens, log.table.end_first[rows], side="right") - 1
    inside = (period >= 0) & (log.table.end_last[rows] <= due[period])
    found = [rows[:0]]
    for bearer in check.bearers.codes or log.setting.plan.bound:
        own = inside & people.those([bearer in names for names in people.names], rows)
        many = np.bincount(period[own], minlength=len(spans)) > check.times
        found.append(rows[own & many[period]])
    return np.unique(np.concatenate(found)).astype(np.int32)
