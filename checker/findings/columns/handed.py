"""Hands cases, or whole checks, to the row executor: what columns do not judge is judged entry by entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checker.findings.find import Court, find
from checker.frozen import replace
from checker.log.record import cut
from checker.plan.selectors import SEVERAL
from checker.situations.columns.keyed import NONE
from checker.situations.rows import Rows as RowExecutor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.findings.model import Finding
    from checker.findings.tables import Tables
    from checker.log.columns.table import Rows
    from checker.plan.model import Check
    from checker.situations.columns.columns import Columns
    from checker.situations.columns.keyed import Keys

AT_ONCE = 50_000  # entries: cases are judged so many at a time, to keep memory small


def whole(check: Check, rows: Rows, log: Columns, tables: Tables) -> list[Finding]:
    """Judge a check on these entries, beside all statements and what excuses."""
    rows = np.union1d(rows, excusing(check, rows, log)).astype(np.int32)
    record = log.setting.record
    entries = tuple(cut(entry, record.as_of) for entry in log.table.make(rows.tolist()))
    setting = log.setting._replace(record=replace(record, activities=entries))
    return list(find(check, Court(setting, RowExecutor(setting), tables)))


def by_case(check: Check, cases: Keys, log: Columns, tables: Tables) -> Iterator[list[Finding]]:
    """Judge cases, some at a time; a case is what agrees in the fields that acts share with their trigger.

    Triggers without a case, because a field is empty, are judged too if `NONE` is among the cases.
    """
    rows = concerned(check, log)
    keys = log.keys(same_fields(check), rows)
    mine = np.isin(keys, cases)
    rows, keys = rows[mine], keys[mine]
    order = np.argsort(keys, kind="stable")
    rows, keys = rows[order], keys[order]
    begins = np.flatnonzero(np.diff(keys, prepend=NONE - 1))
    start = 0
    while start < len(rows):
        after = int(np.searchsorted(begins, start + AT_ONCE))
        end = int(begins[after]) if after < len(begins) else len(rows)
        yield whole(check, np.sort(rows[start:end]), log, tables)
        start = end


def concerned(check: Check, log: Columns) -> Rows:
    """Give the rows that may be triggers or acts of a check."""
    names = {check.pattern.acts, *(("when",) if "when" in check.terms else ())}
    kinds = [check.selector(name).kinds for name in names]
    return log.log.of_kinds(None if None in kinds else frozenset().union(*(k for k in kinds if k)))


def excusing(check: Check, rows: Rows, log: Columns) -> Rows:
    """Give the rows that may excuse something about these; where they have to agree, those that do."""
    found = [np.zeros(0, np.int32)]
    for excuse in check.unless:
        if excuse.this:
            continue
        own = log.log.of_kinds(excuse.selector.kinds)
        fields = tuple(name for name in excuse.same or () if name not in SEVERAL)
        if fields:
            own = own[np.isin(log.keys(fields, own), log.keys(fields, rows))]
        found.append(own)
    return np.concatenate(found)


def same_fields(check: Check) -> tuple[str, ...]:
    """Name the fields in which acts agree with the trigger."""
    same = check.terms.get("same")
    return same if isinstance(same, tuple) else ()
