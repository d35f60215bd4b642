"""XLSX: every sheet whose first filled row has the columns id and date, read cell by cell as text."""

from __future__ import annotations

from datetime import date, datetime, time

from checker.diagnostics import Place
from checker.frozen import replace
from checker.located.model import Text
from checker.located.schema import nearest
from checker.log import rows, workbook
from checker.log.rows import Row, Sheet
from checker.log.workbook import Table, Wrong
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.diagnostics import Faults
    from checker.log.rows import ReadOptions
    from checker.log.workbook import Value

suffixes = (".xlsx",)
UNCOUNTED = ("formula", "this cell holds a formula that was never worked out", workbook.SAVE_AGAIN)
NO_HEADER = "no columns id and date"
FIRST_YEAR = 1900  # of dates in a workbook
NOUGHT = date(1899, 12, 30)  # from which a workbook counts its days
YEARS = range(1900, 2101)  # numbers that are rather years than days of 1905
EXACT = 10**15  # whole numbers up to here are exact in a workbook


def read(path: str, options: ReadOptions, faults: Faults) -> tuple[Sheet, ...]:
    """Give the sheets of the workbook that are logs, or the one asked for; notes name the others.

    Codes begin with `xlsx/` and `log/`.
    """
    tables = workbook.tables(path, options.labels, faults)
    if not tables:
        return ()
    titles = [table.title for table in tables]
    if options.sheet is not None and options.sheet not in titles:
        near = nearest(options.sheet, titles)
        mend = f"did you mean {near}?" if near else f"its sheets are: {', '.join(titles)}"
        faults.unreadable("xlsx/no-sheet", path, f"this workbook has no sheet named {options.sheet}", mend)
        return ()
    reasons = {table.title: _why_not(table, options) for table in tables}
    before = faults.count
    for table in tables:
        if reasons[table.title] == NO_HEADER and _is_meant(table, options):
            _no_header(path, table, faults)
    if faults.count > before:
        return ()
    notes = tuple(f"sheet {title} not read: {why}" for title, why in reasons.items() if why)
    found = [_Reader(path, table, options, faults).sheet() for table in tables if not reasons[table.title]]
    if not found:
        mend = "a log has columns named id and date, in small letters, in its first row"
        faults.unreadable(
            "xlsx/no-log", path, "no sheet of this workbook is a log", f"{mend} ({'; '.join(notes)})"
        )
        return ()
    return (replace(found[0], notes=notes), *found[1:])


def _why_not(table: Table, options: ReadOptions) -> str:
    """Give the reason why a sheet is not read; empty if it is."""
    if workbook.is_example(table.title):
        return "a sheet of that name is never read"
    if options.sheet not in {None, table.title}:
        return "another was asked for"
    return "" if rows.is_log(_names(table)[1], options.labels) else NO_HEADER


def _is_meant(table: Table, options: ReadOptions) -> bool:
    """Tell whether a sheet that does not begin with the header of a log is meant to be one all the same."""
    return bool(table.rows) and (
        options.labels.is_log_title(table.title) or rows.is_nearly_log(_names(table)[1], options.labels)
    )


def _no_header(path: str, table: Table, faults: Faults) -> None:
    row, values = _names(table)
    shown = next((value for value in values if value), "")
    at = Place(path, row, 1, max(1, len(shown)), f"{table.title}!A{row}", shown)
    told = f"the sheet {table.title} does not begin with the header of a log: its columns id and date"
    mend = "name the columns in the first row, with nothing above; a sheet that is no log needs another name"
    faults.error("xlsx/no-header", at, told, mend)


def _names(table: Table) -> tuple[int, list[str]]:
    """Give the first row that is not empty, and its number; 0 and nothing if all are."""
    number, values = next(iter(table.rows.items()), (0, ()))
    return number, [_plain(value) for value in values]


class _Reader:
    """Makes rows of one sheet's values."""

    def __init__(self, path: str, table: Table, options: ReadOptions, faults: Faults) -> None:
        self._path = path
        self._table = table
        self._options = options
        self._faults = faults

    def sheet(self) -> Sheet:
        """Read the header, then the rows below it."""
        header, names = _names(self._table)
        texts = [Text(name, (self._place, header, column)) for column, name in enumerate(names, start=1)]
        head = rows.header_of(texts, self._options.labels, self._faults)
        found = tuple(self._rows(header, head.codes))
        rows.within_limits(len(found), self._place(header, 1), self._faults)
        return Sheet(found, head.columns, f"{self._path}/{self._table.title}", heads=head.heads)

    def _rows(self, header: int, names: Sequence[str]) -> Iterator[Row]:
        for number, values in self._table.rows.items():
            if number == header:
                continue
            cells: dict[str, Text] = {}
            for column, value in enumerate(values, start=1):
                name = names[column - 1] if column <= len(names) else ""
                text = self._text(name, value, number, column)
                if text and not name:
                    told, mend = (
                        "this cell stands in a column without a name",
                        "name the column in the first row",
                    )
                    self._faults.error("xlsx/no-column-name", self._place(number, column), told, mend)
                elif text:
                    cell = Text(text, (self._place, number, column))
                    cells[name] = rows.checked(name, cell, self._options, self._faults)
            if cells:
                yield Row(cells, (self._place, number, 1))

    def _place(self, row: int, column: int) -> Place:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 - only for this format

        values = self._table.rows[row]
        shown = _plain(values[column - 1]) if column <= len(values) else ""
        cell = f"{self._table.title}!{get_column_letter(column)}{row}"
        return Place(self._path, row, column, max(1, len(shown)), cell, shown)

    def _text(self, name: str, value: Value, row: int, column: int) -> str:
        """Give a value as text; one that cannot be what its column asks for goes to `faults`."""
        told = UNCOUNTED if (row, column) in self._table.uncounted else _fault(name, value)
        if told is None:
            if name in rows.DATES and isinstance(value, date):
                self._doubt(value, row, column)
            return _plain(value)
        code, message, mend = told
        self._faults.error(f"xlsx/{code}", self._place(row, column), message, mend)
        if name not in rows.DATES:
            return ""
        # A likely day goes on, so that the fault is not told again; it stops the run in any case.
        return _plain(value.date()) if isinstance(value, datetime) else "2000-01-01"

    def _doubt(self, value: date, row: int, column: int) -> None:
        """Warn of a day that a spreadsheet program probably made of a month, or of a year, alone."""
        day, number = value.strftime("%Y-%m-%d"), (value.toordinal() - NOUGHT.toordinal())
        if number in YEARS:
            told = f"this cell holds the day {day}, which is what spreadsheet programs make of {number}"
            mend = f"if the year is meant, format the cell as text and write {number}"
            self._faults.warn("xlsx/year-alone", self._place(row, column), told, mend)
        elif (row, column) in self._table.dayless:
            told = f"this cell holds the day {day}, and shows the month or the year alone"
            mend = (
                f"if no more is known, format the cell as text and write {day[:7]}, or {day[:4]}; "
                "else let it show the day"
            )
            self._faults.warn("xlsx/month-alone", self._place(row, column), told, mend)


def _fault(name: str, value: Value) -> tuple[str, str, str] | None:
    """Give code, message and help, if the value cannot be what its column asks for."""
    if isinstance(value, Wrong):
        return (
            "error-value",
            f"this cell shows the error {value}",
            "mend its formula, or write the value itself",
        )
    if name not in rows.DATES or value is None or isinstance(value, str):
        return None
    if not isinstance(value, date):
        mend = (
            "format the cell as a date; or as text, and write 2008-02-29, or 2008 if only the year is known"
        )
        return "not-a-date", f"this cell holds {_plain(value)}, which is not a date", mend
    if value.year < FIRST_YEAR:
        mend = "format the cell as text, and write the day as YYYY-MM-DD"
        return "not-a-date", f"this cell holds a number that is no day from {FIRST_YEAR} on", mend
    if isinstance(value, datetime) and value.time() != time():
        return (
            "time-of-day",
            f"this cell holds a time of day, {value.time()}",
            "leave the day alone: 2008-02-29",
        )
    return None


def _plain(value: Value) -> str:
    """Give a value as text: days as YYYY-MM-DD, whole numbers without decimals, true as yes, false as no."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < EXACT else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return "" if value is None else str(value)
