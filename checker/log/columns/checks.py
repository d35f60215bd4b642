"""What a table says, and which of its rows only the row reader can judge.

Texts are understood by the parsers of cells, each different text once. What then hangs on the row as a whole
is its kind and which of its columns are filled in: one row of each such shape is tried by the row reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import polars as pl

from checker.diagnostics import Faults, Place
from checker.located.model import Text
from checker.log.cells import LABELLED, OWN_COLUMNS, PLACED, SPECIAL, Cells
from checker.log.columns import coded
from checker.log.columns.days import ordinals, when
from checker.log.columns.sheet import filled
from checker.log.columns.table import EMPTY, Coded
from checker.log.load import Reading
from checker.log.rows import DATES, Row, day_written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from checker.log.columns.days import Span, When
    from checker.log.columns.sheet import Columns
    from checker.log.columns.table import Days, Mask
    from checker.log.model import Vocabulary
    from checker.log.rows import ReadOptions

T = TypeVar("T")
JUDGED_ALONE = (*sorted(SPECIAL), "corrects", "retracts")
"""Columns whose rows the row reader judges: those of statements, and those that name other entries."""
WIDEST = 1 << 20  # shapes that are counted by number


@dataclass(frozen=True)
class Understood:
    """What the rows of a table say; a guess of the rows in `judged`, which the row reader is to judge."""

    kind: Coded
    by: Coded
    to: Coded
    when: When
    recorded: Days
    fields: dict[str, pl.Series]
    judged: Mask
    illustrative: bool


def understood(columns: Columns, vocabulary: Vocabulary, options: ReadOptions) -> Understood:
    """Understand the cells of a table."""
    return _Table(columns, vocabulary, options).understood()


class _Table:
    """The rows of a table while they are looked through."""

    def __init__(self, columns: Columns, vocabulary: Vocabulary, options: ReadOptions) -> None:
        self.columns, self.vocabulary, self.options = columns, vocabulary, options
        self.judged = columns.odd.copy()

    def understood(self) -> Understood:
        kind, by, to = self._kind(), self._people("by"), self._people("to")
        self.judged |= (by.codes == EMPTY) | self.columns.cells["id"].is_null().to_numpy()
        days, recorded, marked = self._when(), self._recorded(), self._marked()
        fields = {
            name: self._field(name, cells, kind)
            for name, cells in self.columns.cells.items()
            if name and name not in PLACED and cells.null_count() < len(cells)
        }
        for name in filled(self.columns.cells, ("", *JUDGED_ALONE)):
            self.judged |= self.columns.cells[name].is_not_null().to_numpy()
        self._shapes(kind)
        return Understood(kind, by, to, days, recorded, fields, self.judged, marked)

    def _coded(self, name: str) -> Coded:
        cells = self.columns.cells.get(name)
        return coded.none(self.columns.size) if cells is None else coded.coded(cells)

    def _each(self, values: Sequence[str], read: Callable[[Cells, Text], T | None]) -> list[T | None]:
        """Read each text; None where there is any fault in it."""
        faults = Faults()
        cells = Cells(self.vocabulary, self.options.labels, faults)
        found = []
        for number, value in enumerate(values, start=1):
            before = faults.count
            result = read(cells, Text(value, Place("", number, 1)))
            found.append(result if faults.count == before else None)
        return found

    def _refuse(self, column: Coded, values: Sequence[object | None], *, empty: bool = False) -> None:
        """Leave rows to the row reader in which a text is a fault, or where it is empty and must not be."""
        refused = np.array([*(value is None for value in values), empty])
        if refused.any():
            self.judged |= refused[column.codes]

    def _kind(self) -> Coded:
        def read(cells: Cells, text: Text) -> str | None:
            return cells.kind(Row({"activity": text}, text.at))

        column = self._coded("activity")
        kinds = self._each(column.values, read)
        plain = self.vocabulary.kinds.keys() - OWN_COLUMNS.keys()
        self._refuse(column, [kind if kind in plain else None for kind in kinds], empty=True)
        return coded.recoded(column, kinds)

    def _people(self, name: str) -> Coded:
        def read(cells: Cells, text: Text) -> str | None:
            return ";".join(cells.people(text)[0])

        column = self._coded(name)
        codes = self._each(column.values, read)
        self._refuse(column, codes)
        return coded.recoded(column, codes)

    def _when(self) -> When:
        dates, ends = self._dates("date"), self._dates("end")
        starts, stops = self._each(dates.values, _span), self._each(ends.values, _span)
        stops = [None if "/" in text else stop for text, stop in zip(ends.values, stops, strict=True)]
        self._refuse(dates, starts, empty=True)
        self._refuse(ends, stops)
        found = when(dates, starts, ends, stops)
        self.judged |= found.wrong
        return found

    def _dates(self, name: str) -> Coded:
        """Give a column of dates, in the order in which dates are written here."""
        faults = Faults()

        def read(_: Cells, text: Text) -> str | None:
            before = faults.count
            found = str(day_written(text, self.options, faults))
            return found if faults.count == before else None

        column = self._coded(name)
        texts = self._each(column.values, read)
        self._refuse(column, texts)
        return column if texts == list(column.values) else coded.recoded(column, texts)

    def _recorded(self) -> Days:
        column = self._dates("recorded")
        days = self._each(column.values, lambda cells, text: cells.day(text))
        self._refuse(column, days)
        return ordinals(days)[column.codes]

    def _marked(self) -> bool:
        """Tell whether any row says that the log is made up."""
        column = self._coded("illustrative")
        marks = self._each(column.values, lambda cells, text: cells.marked(text))
        self._refuse(column, marks)
        return any(marks)

    def _field(self, name: str, cells: pl.Series, kind: Coded) -> pl.Series:
        """Give a column as entries have it: by kind, since kinds may have attributes of one name."""
        shared = self.vocabulary.attributes.get(name)
        of_kinds = [
            self.vocabulary.kinds[each].attributes.get(name) or shared
            for each in kind.values
            if each in self.vocabulary.kinds
        ]
        if name in LABELLED:
            return self._reread(name, cells, None)
        if not any(of and (of.number or of.values is not None) for of in (*of_kinds, shared)):
            return cells.cast(pl.String)
        if len({id(of) for of in of_kinds}) <= 1:
            return self._reread(name, cells, next(iter(kind.values), None))
        for code, each in enumerate(kind.values):
            of_kind = pl.Series(kind.codes == code)
            changed = self._reread(name, cells.set(~of_kind, None), each)
            cells = changed.zip_with(of_kind, cells.cast(pl.String))
        return cells

    def _reread(self, name: str, cells: pl.Series, kind: str | None) -> pl.Series:
        """Give the cells of one kind of entry as such entries have them."""

        def read(reader: Cells, text: Text) -> str:
            return reader.fields(kind, {name: text})[name]

        column = coded.coded(cells)
        texts = self._each(column.values, read)
        self._refuse(column, texts)
        return coded.texts_of(coded.recoded(column, texts)).alias(name)

    def _shapes(self, kind: Coded) -> None:
        """Try one row of each shape: its kind, and which of its columns are filled in."""
        shapes = kind.codes.astype(np.int64) + 1
        for cells in self.columns.cells.values():
            if 0 < cells.null_count() < len(cells):
                shapes = shapes * 2 + cells.is_null().to_numpy()
                if shapes.max(initial=0) > WIDEST:
                    shapes = np.unique(shapes, return_inverse=True)[1]
        shapes[self.judged] = 0
        seen = np.full(int(shapes.max(initial=0)) + 1, -1)
        seen[shapes] = np.arange(len(shapes))
        seen[0] = -1
        refused = np.zeros(len(seen), np.bool_)
        for shape in np.flatnonzero(seen >= 0):
            refused[shape] = self._is_refused(int(seen[shape]))
        if refused.any():
            self.judged |= refused[shapes]

    def _is_refused(self, number: int) -> bool:
        """Tell whether the row reader finds a fault in a row."""
        faults, at = Faults(), Place("", 1, 1)
        cells = {name: Text(text, at) for name, text in self.columns.row(number).items()}
        for name in DATES & cells.keys():
            cells[name] = day_written(cells[name], self.options, faults)
        return Reading(self.vocabulary, self.options.labels, faults).row(Row(cells, at)) is None


def _span(cells: Cells, text: Text) -> Span | None:
    return cells.when(Row({"date": text}, text.at))
