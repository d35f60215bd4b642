"""Rows in order of a key, then their last day, then id, so that a binary search finds those of some days."""

from __future__ import annotations

from copy import copy
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from checker.frozen import NamedTuple

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from checker.log.columns.table import Days, Mask, Rows

    Keys = NDArray[np.int64]
    """For each of many, by which of all acts it is matched: the number of a text, or of several together."""
    Positions = NDArray[np.int64]
    """Positions in an order."""

LAST_DAY = date.max.toordinal()
BITS = 64
MANY = 10_000
"""So many numbers and more Polars sorts in half the time of NumPy, and in a third."""
NONE = -1
"""In place of a row, or a position, where there is none."""


class Span(NamedTuple):
    """For each of many, a stretch of an order: from `first` to before `end`, without the position `hole`."""

    order: Keyed
    first: Positions
    end: Positions
    hole: Positions

    @property
    def number(self) -> Positions:
        """How many rows are in it."""
        return self.end - self.first - self._holed

    @property
    def _holed(self) -> Mask:
        return (self.first <= self.hole) & (self.hole < self.end)

    def place(self, number: int) -> Positions:
        """Give the position of the row of that number, from 0, in each stretch; it may lie past the end."""
        at = self.first + number
        return at + (self._holed & (self.hole <= at))

    def nth(self, number: int) -> Rows:
        """Give the row of that number, from 0, in each stretch, `NONE` where there are not so many."""
        at = self.place(number)
        return self.order.at(np.where(at < self.end, at, NONE))

    def all(self, of: Mask) -> tuple[Rows, Positions]:
        """Give all rows of the stretches `of` these, one after the other, and how many each has."""
        number = np.where(of, self.number, 0)
        at = np.repeat(self.first - np.cumsum(number) + number, number) + np.arange(int(number.sum()))
        hole = np.repeat(np.where(self._holed, self.hole, np.iinfo(np.int64).max), number)
        return self.order.at(at + (hole <= at)), number


class Keyed:
    """Rows in order of their keys, then of their last day, then by id.

    A place is one number: the key, and below it the days since the first day that any of the rows has.
    """

    def __init__(self, rows: Rows, keys: Keys, days: Days) -> None:
        """Sort rows that are given by id, each with its key and day."""
        self._first = int(days.min(initial=LAST_DAY))
        self._span = max(int(days.max(initial=0)) - self._first, 0) + 1
        self._bits = self._span.bit_length()
        place = keys << self._bits | (days - self._first)
        order = order_of(place)
        self.place, self.rows = place[order], rows[order]

    @property
    def keys(self) -> Keys:
        """The key of each row."""
        return self.place >> self._bits

    def only(self, those: Mask) -> Keyed:
        """Give some of the rows in the same order."""
        found = copy(self)
        found.place, found.rows = self.place[those], self.rows[those]
        return found

    def at(self, positions: Positions) -> Rows:
        """Give the rows at positions, `NONE` where there is none."""
        if not len(self.rows):
            return np.full(len(positions), NONE, np.int32)
        return np.where(positions == NONE, np.int32(NONE), self.rows[positions])

    def since(self, keys: Keys, days: Days) -> Positions:
        """Give the first position of each key whose day is that or a later one."""
        counted = np.clip(days.astype(np.int64) - self._first, 0, self._span)
        return np.searchsorted(self.place, keys << self._bits | counted)

    def past(self, keys: Keys, days: Days) -> Positions:
        """Give the position after the last one of each key whose day is that or an earlier one."""
        return self.since(keys, days + 1)

    def span(self, keys: Keys, days: tuple[Days, Days], but: Rows | None) -> Span:
        """Give what lies from the one day to the other, both inside, without the row `but` of each."""
        return self.between(self.since(keys, days[0]), self.past(keys, days[1]), but)

    def between(self, first: Positions, end: Positions, but: Rows | None) -> Span:
        """Give what lies from one position to before another, without the row `but` of each."""
        hole = np.full(len(first), NONE, np.int64) if but is None else self.position(but)
        return Span(self, first, np.maximum(first, end), hole)

    def position(self, rows: Rows) -> Positions:
        """Say where rows stand, `NONE` for those that are not here."""
        if not len(self.rows) or not len(rows):
            return np.full(len(rows), NONE, np.int64)
        where = np.full(max(int(self.rows.max()), int(rows.max())) + 1, NONE, np.int32)
        where[self.rows] = np.arange(len(self.rows))
        return np.where(rows == NONE, NONE, where[rows]).astype(np.int64)

    def of_key(self, positions: Positions, keys: Keys) -> Mask:
        """Say which positions are those of a row with the key that goes with them."""
        inside: Mask = (positions >= 0) & (positions < len(self.place))
        if len(self.place):
            inside &= self.place[np.where(inside, positions, 0)] >> self._bits == keys
        return inside

    def start_of_day(self, positions: Positions) -> Positions:
        """Give the first position of the same key and day as each; all must be positions of rows."""
        return np.searchsorted(self.place, self.place[positions], side="left")


def order_of(*columns: NDArray[np.integer]) -> Positions:
    """Give the order of many by whole numbers, the first column first; those that are alike keep their order.

    Sorting numbers is several times faster than sorting positions by them, so all ride in one number if they
    fit into one.
    """
    size = len(columns[0])
    number, bits = np.zeros(size, np.int64), size.bit_length()
    for column in columns if size else ():
        least = int(column.min())
        width = (int(column.max()) - least).bit_length()
        bits += width
        if bits >= BITS:
            return np.lexsort(columns[::-1])
        number = number << width | (column - least)
    riding = size.bit_length()
    number = number << riding | np.arange(size)
    return (np.sort(number) if size < MANY else pl.Series(number).sort().to_numpy()) & ((1 << riding) - 1)
