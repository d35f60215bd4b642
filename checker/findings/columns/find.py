"""From a check to its findings, on columns; what is rare, or few, goes to the row executor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checker.findings.columns import handed, instances, rare, series
from checker.findings.columns.decide import decide
from checker.findings.columns.verdicts import Verdicts, of_findings, together
from checker.frozen import NamedTuple
from checker.situations.columns.keyed import order_of
from checker.situations.columns.owed import NotInColumns, Owed, groups, windows_of, without_triggers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.findings.columns.decide import Decided
    from checker.findings.columns.instances import Conforming
    from checker.findings.model import Finding
    from checker.findings.tables import Tables
    from checker.plan.model import Check
    from checker.situations.columns.columns import Columns
    from checker.situations.columns.keyed import Keys


class Found(NamedTuple):
    """The findings of a check: on columns, and those of the row executor, some at a time, given once."""

    blocks: tuple[Decided | Conforming, ...]
    handed: Iterable[list[Finding]]
    why: str = ""

    def one_by_one(self, log: Columns) -> tuple[list[Finding], list[Finding]]:
        """Give all findings as the row executor gives them: those of columns, and its own."""
        own = [finding for block in self.blocks for finding in block.one_by_one(log)]
        return own, [finding for some in self.handed for finding in some]

    def in_columns(self, log: Columns) -> tuple[Verdicts, int]:
        """Give all findings as columns, and how many of them the row executor gave."""
        own = [block.in_columns(log) for block in self.blocks]
        others = [of_findings(some, log.table) for some in self.handed]
        return together([*own, *others] or [of_findings((), log.table)]), sum(v.size for v in others)


def find(check: Check, log: Columns, tables: Tables) -> Found:
    """Find how a check stands."""
    pattern = check.pattern
    if log.setting.life is None or pattern.counts:
        return Found((), ())
    if not log.table.size:
        return _whole(check, "the log has no entries", log, tables)
    try:
        if pattern.broken_by:
            conforming, rows = instances.find(check, log, tables)
            return Found(conforming, [handed.whole(check, rows, log, tables)])
        if pattern.done_by is None or pattern.done_by.share != "freely":
            rows = series.bearing(check, log)
            return Found((), [handed.whole(check, rows, log, tables)], "its duties hang together")
        return _triggered(check, log, tables) if pattern.trigger else _alone(check, log, tables)
    except NotInColumns as why:
        return _whole(check, str(why), log, tables)


def _whole(check: Check, why: str, log: Columns, tables: Tables) -> Found:
    return Found((), [handed.whole(check, handed.concerned(check, log), log, tables)], why)


def _alone(check: Check, log: Columns, tables: Tables) -> Found:
    """Judge duties that no trigger gives rise to: they are few, and look at many acts."""
    if log.table.imprecise(handed.concerned(check, log)).any() or len(rare.excuses(check, log)):
        raise NotInColumns("some of its entries have imprecise days")
    return Found(
        tuple(decide(*owed, log.acts(owed[0]), log, tables) for owed in without_triggers(check, log.setting)),
        (),
    )


def _triggered(check: Check, log: Columns, tables: Tables) -> Found:
    cases = rare.cases(check, log)
    owed = [each for each in _owed(check, log, cases) if len(each.triggers)]
    acts = [log.acts(each) for each in owed]
    more = rare.once_owed(check, list(zip(owed, acts, strict=True)), log)
    blocks = (
        decide(each.only(~np.isin(each.keys, more)) if len(more) else each, None, own, log, tables)
        for each, own in zip(owed, acts, strict=True)
    )
    cases = np.union1d(cases, more)
    return Found(tuple(blocks), handed.by_case(check, cases, log, tables) if len(cases) else ())


def _owed(check: Check, log: Columns, cases: Keys) -> Iterator[Owed]:
    """Give the duties for all triggers but those of some cases, by case and opening."""
    for bearer, bindings, rows in groups(check, log.setting, log.log):
        keys = log.keys(handed.same_fields(check), rows)
        left = ~np.isin(keys, cases) if len(cases) else np.ones(len(rows), bool)
        triggers, keys = rows[left], keys[left]
        opens, due, there = windows_of(check, log.setting, triggers, log.log)
        owed = Owed(check, bearer, bindings, triggers, keys, opens, due).only(there)
        yield owed.only(order_of(owed.keys))
