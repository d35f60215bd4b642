"""Rows of located cells: what every log format hands on, and what all of them check in the same way."""

from __future__ import annotations

import re

from checker import files
from checker.days import is_day
from checker.frozen import Frozen
from checker.located.model import Text, worked_out
from checker.log.labels import NONE, Labels
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from checker.diagnostics import Faults, Place
    from checker.located.model import Lazy

REQUIRED = ("id", "date")  # a table with columns of these names is a log
ALSO = ("activity", "by")  # one of these too, if not all are named by their codes: many tables have a “Date”
DATES = frozenset(("date", "end", "recorded", "until"))
DECEMBER = 12
DAY_AND_MONTH = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")


class Row:
    """One row or entry: its cells that are not empty, by column, and where it stands."""

    __slots__ = ("_at", "cells")

    def __init__(self, cells: Mapping[str, Text], at: Place | Lazy) -> None:
        self.cells = cells
        self._at = at

    @property
    def at(self) -> Place:
        """Where the row stands."""
        return worked_out(self._at)


class Sheet(Frozen):
    """One table of a log.

    `columns` gives the places of the header's cells; it is empty in formats where each entry names its own
    fields, as `Text`. `name` is the file, or file/sheet. `notes` say what was decided or left out. `heads`
    has, for columns that the header names otherwise than by their codes, how it names them.
    """

    rows: tuple[Row, ...]
    columns: Mapping[str, Place]
    name: str
    notes: tuple[str, ...] = ()
    heads: Mapping[str, str] = {}


def _unheard(_: int) -> None:
    """Take no notice of how far a reading is."""


class ReadOptions(Frozen):
    """What the reader was told: `date_order` is `dmy`, `mdy` or None; `sheet` is the one of a workbook.

    `labels` are what the header, and some cells, may have in place of codes. `passed` is told how many more
    bytes of a large file have been read.
    """

    date_order: str | None = None
    sheet: str | None = None
    labels: Labels = NONE
    passed: Callable[[int], object] = _unheard


class Header(Frozen):
    """The first row of a table: the code of each column in order, their places, and labels as written."""

    codes: tuple[str, ...]
    columns: Mapping[str, Place]
    heads: Mapping[str, str]


def header_of(names: list[Text], labels: Labels, faults: Faults) -> Header:
    """Find the columns that a header names, by codes or labels.

    A column that is named twice goes to `faults`, as does a label that more than one column has.
    """
    codes = [_column(name, labels, faults) for name in names]
    found: dict[str, Text] = {}
    for name, code in zip(names, codes, strict=True):
        if not code:
            continue
        if code in found:
            told = f"two columns are named `{name}`"
            if name != found[code]:
                told = f"the columns “{found[code]}” and “{name}” are one and the same, `{code}`"
            faults.error("log/duplicate-column", name.at, told, "rename one of them", (found[code].at,))
        found.setdefault(code, name)
    most = files.limit("COLUMNS")
    if len(names) > most:
        told = f"this table has more than {most} columns"
        faults.error("log/too-many-columns", names[most].at, told, files.how_to_raise("COLUMNS"))
    heads = {code: str(name) for code, name in found.items() if code != name}
    return Header(tuple(codes), {code: name.at for code, name in found.items()}, heads)


def _column(name: Text, labels: Labels, faults: Faults) -> str:
    codes = labels.column(str(name))
    if len(codes) > 1:
        told = f"the label “{name}” is that of the columns {' and '.join(f'`{code}`' for code in codes)}"
        faults.error("log/ambiguous-column", name.at, told, f"write {' or '.join(codes)} instead")
    return codes[0]


def is_log(names: Iterable[str], labels: Labels) -> bool:
    """Tell whether a header with these names is that of a log."""
    given = [name for name in names if name]
    if all(name in given for name in REQUIRED):
        return True
    if len(given) <= len(REQUIRED):
        return False  # not worth reading labels for
    found = {code for name in given for code in labels.column(name)}
    return found.issuperset(REQUIRED) and not found.isdisjoint(ALSO)


def is_nearly_log(names: Iterable[str], labels: Labels) -> bool:
    """Tell whether a header that is none of a log has most of what it takes."""
    found = {code for name in names if name for code in labels.column(name)}
    return len(found.intersection((*REQUIRED, *ALSO))) > len(REQUIRED)


def day_written(text: Text, options: ReadOptions, faults: Faults) -> Text:
    """Give a date written day and month first as YYYY-MM-DD, if the order is known; others as they are.

    Without `--date-order`, such a date is an error: nobody can tell 3 April from 4 March.
    """
    found = None if text[:4].isdigit() else DAY_AND_MONTH.fullmatch(text)
    if found is None:
        return text
    first, _, second, year = found.groups()
    readings = {"dmy": f"{year}-{second:0>2}-{first:0>2}", "mdy": f"{year}-{first:0>2}-{second:0>2}"}
    months = {"dmy": int(second), "mdy": int(first)}
    order = options.date_order
    possible = [each for each in readings if 1 <= months[each] <= DECEMBER and is_day(readings[each])]
    if order in possible:
        return Text(readings[order], text.at)
    told, mend = f"`{text}` is not a date written as YYYY-MM-DD", "write the year, the month and the day"
    if order is not None:
        told = f"`{text}` is no day in the order {order}"
    elif possible:
        either, orders = " or ".join(readings[each] for each in possible), " or ".join(possible)
        mend = f"write {either}; or, if all dates of the file are so, say --date-order {orders}"
    faults.error("log/date-order", text.at, told, mend)
    # A likely day goes on, so that the fault is not told again; it stops the run in any case.
    return Text(readings[possible[0]] if possible else f"{year}-01-01", text.at)


def within_limits(count: int, at: Place, faults: Faults, limit_name: str = "ROWS") -> bool:
    """Tell whether a table may have that many rows; if not, it is put into `faults`."""
    most = files.limit(limit_name)
    if count > most:
        told = f"this is more than {most:,} rows"
        faults.error("log/too-many-rows", at, told, files.how_to_raise(limit_name))
    return count <= most


def checked(column: str, text: Text, options: ReadOptions, faults: Faults) -> Text:
    """Give a cell as it goes on: within the limit, and a date in its own form."""
    most = files.limit("CELL_CHARACTERS")
    if len(text) > most:
        told = f"this cell holds more than {most:,} characters"
        faults.error("log/too-long", text.at, told, files.how_to_raise("CELL_CHARACTERS"))
    return day_written(text, options, faults) if column in DATES else text
