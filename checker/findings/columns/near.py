"""Near misses of many duties: acts that match but for one thing, of each kind the nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from checker.frozen import NamedTuple
from checker.situations.columns.keyed import NONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.log.columns.table import Mask, Rows, Table
    from checker.situations.columns.columns import Tallied
    from checker.situations.columns.keyed import Keyed, Keys, Positions
    from checker.situations.columns.owed import Owed

    Near: TypeAlias = tuple[Rows, Rows, Rows, Rows]
    """A column of rows for each kind of near miss."""


def near_misses(owed: Owed, tallied: Tallied, evidence: Evidence, table: Table) -> Near:
    """Give the rows of near misses: too early, too late, judged no, by others; `NONE` where there is none."""
    acts, but = tallied.acts, evidence.but
    others = _first(acts.others, owed, but, table)
    judged_no = _first(acts.not_met, owed, but, table)
    enough = tallied.met.inside.nth(owed.check.times - 1)
    passed = (judged_no != NONE) & (enough != NONE) & ~_before(judged_no, enough, table)
    judged_no[passed] = NONE  # enough was done before it, so nobody looks at it
    too_late = _skipping(acts.counting, owed.keys, tallied.counting.closing, but)
    if evidence.questions.any():
        too_late = np.where(evidence.questions, _unasked_late(owed, tallied, but, table), too_late)
    too_early = _too_early(acts.counting, owed.keys, tallied.counting.opening - 1, but)
    return too_early, too_late, judged_no, others


class Evidence(NamedTuple):
    """What near misses are not: `but` has, in columns, rows of evidence and the trigger of each duty.

    `questions` are the duties of which all unsettled acts are evidence that would count as late.
    """

    but: Sequence[Rows]
    questions: Mask


def _too_early(order: Keyed, keys: Keys, at: Positions, but: Sequence[Rows]) -> Rows:
    """Give the act nearest before the window: of its day the first by id; `at` is the last one before it."""
    found = np.full(len(at), NONE, np.int32)
    looking = np.flatnonzero(order.of_key(at, keys))
    while len(looking):
        first, last = order.start_of_day(at[looking]), at[looking]
        position = _past_those(order, first, [each[looking] for each in but])
        there = position <= last
        found[looking[there]] = order.rows[position[there]]
        at[looking] = first - 1
        looking = looking[~there]
        looking = looking[order.of_key(at[looking], keys[looking])]
    return found


def _first(order: Keyed, owed: Owed, but: Sequence[Rows], table: Table) -> Rows:
    """Give the first in each window."""
    found = _skipping(order, owed.keys, order.since(owed.keys, owed.opens), but)
    return np.where(table.end_last[found] <= owed.due, found, NONE) if len(order.rows) else found


def _unasked_late(owed: Owed, tallied: Tallied, but: Sequence[Rows], table: Table) -> Rows:
    """Give the first act after each window that is met, or too late to be in question."""
    acts = tallied.acts
    met = _skipping(acts.met, owed.keys, tallied.met.closing, but)
    after = np.maximum(tallied.unsettled.closing, tallied.unsettled.since.end)
    other = _skipping(acts.unsettled, owed.keys, after, but)
    sooner = (met != NONE) & ((other == NONE) | _before(met, other, table))
    return np.where(sooner, met, other)


def _skipping(order: Keyed, keys: Keys, at: Positions, but: Sequence[Rows]) -> Rows:
    """Give the first row of the key from each position on that is none of `but`."""
    if not len(order.rows):
        return np.full(len(at), NONE, np.int32)
    at = _past_those(order, at, but)
    return order.at(np.where(order.of_key(at, keys), at, NONE))


def _past_those(order: Keyed, at: Positions, but: Sequence[Rows]) -> Positions:
    """Give the first position from each on whose row is none of `but`; a row is in an order once."""
    for _ in but:
        rows = order.rows[np.minimum(at, len(order.rows) - 1)]
        taken = np.zeros(len(at), bool)
        for other in but:
            taken |= rows == other
        if not taken.any():
            break
        at = at + taken
    return at


def _before(rows: Rows, others: Rows, table: Table) -> Mask:
    """Say of pairs of rows which come first, by last day and id."""
    days, other_days = table.end_last[rows], table.end_last[others]
    before: Mask = (days < other_days) | ((days == other_days) & (rows < others))
    return before
