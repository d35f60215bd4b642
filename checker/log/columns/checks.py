"""What a table says, and which of its rows only the row reader can judge.

Texts are understood by the parsers of cells, each different text once. What then hangs on the row as a whole
is its kind and which of its columns are filled in: one row of each such shape is tried by the row reader.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from checker.days import known_day, on
from checker.diagnostics import Faults, Place
from checker.frozen import Frozen
from checker.located.model import Text
from checker.log.cells import OWN_COLUMNS, PLACED, SPECIAL, Cells
from checker.log.columns import coded
from checker.log.columns.days import ordinals, when
from checker.log.columns.table import EMPTY, Coded
from checker.log.load import Reading
from checker.log.rows import DATES, Row, day_written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import polars as pl

    from checker.log.columns.days import Span, When
    from checker.log.columns.sheet import Columns
    from checker.log.columns.table import Days, Mask
    from checker.log.model import Column, Vocabulary
    from checker.log.rows import ReadOptions

T = TypeVar("T")
JUDGED_ALONE = (*sorted(SPECIAL), "corrects", "retracts")
"""Columns whose rows the row reader judges: those of statements, and those that name other entries."""
WIDEST = 1 << 40  # numbers of shapes before they are counted anew
SHORTEST = r"^(0|-?(0\.[0-9]*[1-9]|[1-9][0-9]*(\.[0-9]*[1-9])?))$"
"""Numbers that are in their shortest form already."""


class Understood(Frozen):
    """What the rows of a table say, but for the rows in `judged`, which the row reader is to judge.

    Of those, it is what they say if they have no fault. The `odd` among them have cells that are faults.
    """

    kind: Coded
    by: Coded
    to: Coded
    when: When
    recorded: Days
    fields: dict[str, pl.Series]
    judged: Mask
    odd: Mask
    illustrative: bool


def understood(columns: Columns, vocabulary: Vocabulary, options: ReadOptions) -> Understood:
    """Understand the cells of a table."""
    return _Table(columns, vocabulary, options).understood()


class _Table:
    """The rows of a table while they are looked through."""

    def __init__(self, columns: Columns, vocabulary: Vocabulary, options: ReadOptions) -> None:
        self.columns, self.vocabulary, self.options = columns, vocabulary, options
        self.judged, self.odd = columns.odd.copy(), columns.odd.copy()

    def understood(self) -> Understood:
        kind, by, to = self._kind(), self._people("by"), self._people("to")
        self.judged |= (by.codes == EMPTY) | self.columns.cells["id"].is_null().to_numpy()
        days, recorded, marked = self._when(), self._recorded(), self._marked()
        fields = {
            name: self._field(name, kind)
            for name in self.columns.names
            if name not in PLACED and self.columns.filled(name) is not None
        }
        self._dates("until")
        for name in JUDGED_ALONE:
            filled = self.columns.filled(name)
            if filled is not None:
                self.judged |= filled
                if name == "retracts":
                    kind = coded.over(kind, coded.where(filled, "retraction"))
        self._shapes(kind)
        return Understood(kind, by, to, days, recorded, fields, self.judged, self.odd, marked)

    def _coded(self, name: str) -> Coded:
        if name in self.columns.few:
            return self.columns.few[name]
        cells = self.columns.cells.get(name)
        return coded.none(self.columns.size) if cells is None else coded.coded(cells)

    def _each(
        self,
        values: Sequence[str],
        read: Callable[[Cells, Text], T | None],
        plainly: Callable[[date], T] | None = None,
    ) -> list[T | None]:
        """Read each text; None where there is any fault in it.

        `plainly` makes of a known day what `read` makes of its text.
        """
        faults = Faults()
        cells = Cells(self.vocabulary, self.options.labels, faults)
        found: list[T | None] = []
        for number, value in enumerate(values, start=1):
            if plainly is not None and (day := known_day(value)) is not None:
                found.append(plainly(day))
                continue
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
        starts, stops = (self._each(each.values, _span, _one_day) for each in (dates, ends))
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
        texts = self._each(column.values, read, date.isoformat)
        if None in texts:
            self.odd |= np.array([*(text is None for text in texts), False])[column.codes]
        self._refuse(column, texts)
        return column if texts == list(column.values) else coded.recoded(column, texts)

    def _recorded(self) -> Days:
        column = self._dates("recorded")
        days = self._each(column.values, lambda cells, text: cells.day(text), lambda day: day)
        self._refuse(column, days)
        return ordinals(days)[column.codes]

    def _marked(self) -> bool:
        """Tell whether any row says that the log is made up."""
        column = self._coded("illustrative")
        marks = self._each(column.values, lambda cells, text: cells.marked(text))
        self._refuse(column, marks)
        return any(marks)

    def _field(self, name: str, kind: Coded) -> pl.Series:
        """Give a column as entries have it: by kind, since kinds may have attributes of one name."""
        if name in self.columns.few:
            return self._reread(name, self.columns.few[name], kind)
        shared = self.vocabulary.attributes.get(name)
        cells = self.columns.cells[name]
        codes = kind.codes[cells.is_not_null().to_numpy()]
        kinds = [kind.values[code - 1] if code else "" for code in coded.numbered(codes + 1)[0].tolist()]
        of_kinds = [self._attribute(each, name) or shared for each in kinds]
        if all(of is None or not (of.number or of.values is not None) for of in of_kinds):
            return cells
        if all(of is not None and of.number and of.values is None for of in of_kinds):
            plain = cells.str.contains(SHORTEST).fill_null(value=True)
            other = cells.set(plain, None)
            return cells.zip_with(plain, self._reread(name, coded.coded(other), kind))
        return self._reread(name, coded.coded(cells), kind)

    def _attribute(self, kind: str, name: str) -> Column | None:
        found = self.vocabulary.kinds.get(kind)
        return found.attributes.get(name) if found else None

    def _reread(self, name: str, cells: Coded, kind: Coded) -> pl.Series:
        """Give cells as entries of their kinds have them; each different text of a kind is read once."""
        width = len(cells.values) + 1
        pairs, rows = coded.numbered((kind.codes.astype(np.int64) + 1) * width + cells.codes + 1)
        of_kind: dict[int, list[int]] = {}
        for number, pair in enumerate(pairs.tolist()):
            if pair % width:
                of_kind.setdefault(pair // width - 1, []).append(number)
        texts: list[str | None] = [None] * len(pairs)
        refused = np.zeros(len(pairs), np.bool_)
        for code, numbers in of_kind.items():
            values = [cells.values[int(pairs[number]) % width - 1] for number in numbers]
            read = partial(_field_of, kind.values[code] if code != EMPTY else None, name)
            for number, text in zip(numbers, self._each(values, read), strict=True):
                texts[number], refused[number] = text, text is None
        if refused.any():
            self.judged |= refused[rows]
        return coded.texts_of(coded.recoded(Coded(rows, ()), texts)).alias(name)

    def _shapes(self, kind: Coded) -> None:
        """Try one row of each shape: its kind, and which of its columns are filled in."""
        shapes = kind.codes.astype(np.int64) + 1
        for name in self.columns.names:
            filled = self.columns.filled(name)
            if filled is not None and not filled.all():
                shapes = shapes * 2 + filled
                if shapes.max(initial=0) > WIDEST:
                    shapes = coded.numbered(shapes)[1].astype(np.int64)
        shapes[self.judged] = -1
        found, of_rows = coded.numbered(shapes + 1)
        one = np.zeros(len(found), np.int64)
        one[of_rows] = np.arange(len(of_rows))
        tried = zip(found.tolist(), one.tolist(), strict=True)
        refused = np.array([shape > 0 and self._is_refused(number) for shape, number in tried], np.bool_)
        if refused.any():
            self.judged |= refused[of_rows]

    def _is_refused(self, number: int) -> bool:
        """Tell whether the row reader finds a fault in a row."""
        faults, at = Faults(), Place("", 1, 1)
        cells = {name: Text(text, at) for name, text in self.columns.row(number).items()}
        for name in DATES & cells.keys():
            cells[name] = day_written(cells[name], self.options, faults)
        return Reading(self.vocabulary, self.options.labels, faults).row(Row(cells, at)) is None


def _field_of(kind: str | None, name: str, cells: Cells, text: Text) -> str:
    return cells.fields(kind, {name: text})[name]


def _one_day(day: date) -> Span:
    found = on(day)
    return found, found


def _span(cells: Cells, text: Text) -> Span | None:
    return cells.when(Row({"date": text}, text.at))
