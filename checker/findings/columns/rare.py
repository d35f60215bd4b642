"""Which cases columns leave to the row executor: those in which something rare makes a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checker.findings.columns.handed import concerned, same_fields
from checker.situations.columns.keyed import NONE
from checker.situations.columns.owed import NotInColumns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.plan.model import Check
    from checker.situations.columns.columns import Acts, Columns
    from checker.situations.columns.keyed import Keys
    from checker.situations.columns.owed import Owed


def cases(check: Check, log: Columns) -> Keys:
    """Give the cases that entries make rare: imprecise days, acts of several days, empty fields of triggers.

    Raises `NotInColumns` if there are such entries and the check has no cases.
    """
    rows, fields = concerned(check, log), same_fields(check)
    odd = log.table.imprecise(rows)
    if log.during(check):
        odd |= log.table.start_first[rows] != log.table.end_last[rows]
    found = log.keys(fields, rows[odd])
    if len(found) and not fields:
        raise NotInColumns("some of its entries have imprecise days, or several where they must overlap")
    triggers = log.log.of_kinds(check.selector("when").kinds)
    empty = np.full(int((log.keys(fields, triggers) == NONE).any()), NONE, np.int64)
    return np.unique(np.concatenate([found[found != NONE], excuses(check, log), empty]))


def excuses(check: Check, log: Columns) -> Keys:
    """Give the cases in which something of imprecise days may excuse."""
    found = [np.zeros(0, np.int64)]
    for excuse in check.unless:
        if excuse.this:
            continue
        rows = log.log.of_kinds(excuse.selector.kinds)
        rows = rows[log.table.imprecise(rows)]
        if len(rows) and (not excuse.same or excuse.same != same_fields(check)):
            raise NotInColumns("something of imprecise days may excuse any of its duties")
        found.append(log.keys(excuse.same or (), rows))
    keys: Keys = np.unique(np.concatenate(found))
    return np.setdiff1d(keys, NONE)


def once_owed(check: Check, owed: Sequence[tuple[Owed, Acts]], log: Columns) -> Keys:
    """Give the cases in which an extension moves a due day, or the order within a day is not clear.

    Raises `NotInColumns` if there are such duties and the check has no cases.
    """
    found = [np.zeros(0, np.int64)]
    for duties, acts in owed:
        rare = log.extended(duties)
        if _unclear(check):
            ends = log.table.end_last[duties.triggers]
            rare |= acts.counting.span(duties.keys, (ends, ends), log.own_triggers(duties)).number > 0
            rare |= acts.not_met.span(duties.keys, (ends, ends), log.own_triggers(duties)).number > 0
        found.append(np.unique(duties.keys[rare]))
    keys = np.unique(np.concatenate(found))
    if len(keys) and not same_fields(check):
        raise NotInColumns("some of its duties are extended, or done on the very day of the trigger")
    return keys


def _unclear(check: Check) -> bool:
    done_by = check.pattern.done_by
    return done_by is not None and done_by.unclear is not None and done_by.unclear in check.terms
