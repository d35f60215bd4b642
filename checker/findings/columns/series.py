"""Duties that hang together, period by period or link by link: few duties, on many acts.

The row executor judges them. Of periods it needs only the acts that can matter: each period uses a number of
them, and what is left over makes up for others, the earliest first; so of all that was done between two days
on which a period opens or closes, the first few and the last few are enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checker.duties.model import variables
from checker.duties.windows import periods
from checker.findings.columns.handed import concerned
from checker.situations.columns.keyed import order_of
from checker.situations.columns.owed import Owed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from checker.log.columns.table import Rows
    from checker.plan.model import Check
    from checker.situations.columns.columns import Columns

FEW = 10_000
"""So many acts are not worth sorting out."""


def bearing(check: Check, log: Columns) -> Rows:
    """Give the rows that may bear on the duties of a check."""
    rows, done_by = concerned(check, log), check.pattern.done_by
    if len(rows) <= FEW or done_by is None or done_by.share != "make_up":
        return rows
    if log.table.imprecise(rows).any() or log.naming("extension", check):
        return rows
    spans = [(o.latest.toordinal(), d.latest.toordinal() + 1) for o, d in periods(check, log.setting)]
    turns = np.unique(np.array(spans, np.int64).ravel())
    enough = check.times * (len(spans) + 1) + 1
    found = [some[_first_and_last(some, turns, enough, log)] for some in _alike(check, log)]
    return np.unique(np.concatenate(found)).astype(np.int32)


def _alike(check: Check, log: Columns) -> Iterator[Rows]:
    """Part what each bearer did by what its judgement is; and what others did, for near misses."""
    nothing, no_keys = np.zeros(0, np.int32), np.zeros(0, np.int64)
    for bearer in check.bearers.codes:
        bindings = variables(check, log.setting.plan, frozenset((bearer,)), in_do=True)
        acts = log.acts(Owed(check, bearer, bindings, nothing, no_keys, nothing, nothing))
        for order in (acts.met, acts.unsettled, acts.not_met, acts.others):
            yield np.sort(order.rows)


def _first_and_last(rows: Rows, turns: NDArray[np.int64], enough: int, log: Columns) -> NDArray[np.bool_]:
    """Say which acts are among the first, or the last, between two of the days on which something turns.

    Of those that are equally late the first by id come first.
    """
    days = log.table.end_last[rows]
    between = np.searchsorted(turns, days, side="right")
    kept = np.zeros(len(rows), bool)
    for order in (order_of(between, days), order_of(between, -days)):
        begins = np.searchsorted(between[order], between[order])
        kept[order[np.arange(len(rows)) - begins < enough]] = True
    return kept
