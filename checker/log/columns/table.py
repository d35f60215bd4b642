"""A log as columns: what an entry says, a column for each thing, and entries where one is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from checker.log.model import Entry, Source

    Rows = NDArray[np.int32]
    """Numbers of rows in a table."""
    Numbers = NDArray[np.int64]
    """Whole numbers, such as those of rows in a file."""
    Days = NDArray[np.int32]
    """Days as `date.toordinal` counts them; 0 where there is none."""
    Mask = NDArray[np.bool_]
    """Which of many hold."""

EMPTY = -1
"""The code of an empty cell."""


class Coded(Frozen):
    """A column of few different texts: for each row the number of its text in `values`, or `EMPTY`."""

    codes: NDArray[np.int32]
    values: Sequence[str]


class Table(Frozen):
    """All entries of a log, one row each, sorted by id (as Unicode code points): rows compare as ids do.

    `kind` holds the kinds of entry (`retraction` among them), `by` and `to` the codes that a cell names, in
    its order, joined by semicolons. Start and end are intervals of their own, as in `Entry`: first and last
    day of each. `recorded` is 0 where it is not filled in. `fields` are the other filled-in columns of the
    log as texts (numbers in their shortest form), null where empty: `about`, attributes, `corrects`, `of` and
    so on. `written` has `date` and `end` as the log has them, `end` empty where the row gives none, a `date`
    of two days cut in two. `statements` are the rows that are no activities, as entries, sorted by id. `make`
    gives the entries of rows, the same values that the row reader makes.
    """

    ids: pl.Series
    kind: Coded
    by: Coded
    to: Coded
    start_first: Days
    start_last: Days
    end_first: Days
    end_last: Days
    recorded: Days
    fields: Mapping[str, pl.Series]
    written: Mapping[str, Coded]
    statements: tuple[Entry, ...]
    sources: tuple[Source, ...]
    illustrative: bool
    make: Callable[[Sequence[int]], list[Entry]]

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self.ids)

    def imprecise(self, rows: Rows) -> Mask:
        """Say which entries have imprecise days."""
        odd: Mask = self.start_first[rows] != self.start_last[rows]
        odd |= self.end_first[rows] != self.end_last[rows]
        return odd

    def rows_of(self, ids: Sequence[str]) -> Rows:
        """Give the rows of entries by their ids. Raises `KeyError` if there is no such entry."""
        import numpy  # noqa: PLC0415, ICN001 - the types of this module need no import
        import polars  # noqa: PLC0415, ICN001 - likewise

        rows = numpy.zeros(0, numpy.int32)
        if ids:
            wanted = polars.Series(ids, dtype=polars.String)
            rows = self.ids.search_sorted(wanted).to_numpy().astype(numpy.int32)
            at = numpy.minimum(rows, self.size - 1)
            if not (self.ids.gather(at) == wanted).all():
                raise KeyError(ids)
        return rows
