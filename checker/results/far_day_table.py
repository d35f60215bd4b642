"""An as-of day that a single row carries far away: what `far_day` says, of a log in columns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from checker.log.columns.exists import linked
from checker.log.record import void_ids
from checker.results import far_day

if TYPE_CHECKING:
    from collections.abc import Collection

    from checker.diagnostics import Faults
    from checker.log.columns.table import Table


def latest_day(table: Table, kinds: Collection[str], faults: Faults) -> None:
    """Warn if a single activity carries the default as-of day on by more than a year.

    `kinds` are those of activities.
    """
    is_activity = np.array([kind in kinds for kind in table.kind.values], bool)
    if not is_activity.any():
        return
    stands = is_activity[table.kind.codes]
    stands[table.rows_of(sorted(void_ids(linked(table, np.ones(table.size, bool)))))] = False
    days = np.where(stands, np.maximum(table.start_last, table.end_last), 0)
    row = int(np.argmax(days))
    last = int(days[row])
    days[row] = 0
    before = int(days.max())
    if before:
        far_day.tell_latest(date.fromordinal(before), date.fromordinal(last), table.make([row])[0], faults)
