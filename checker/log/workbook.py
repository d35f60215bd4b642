"""The values in a workbook's sheets: the only import of openpyxl.

Limits are looked at before anything is unpacked. What openpyxl raises at a damaged file is whatever its
parsers raise, so it is caught here as a whole, and nothing of our own stands inside that `try`.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from dataclasses import dataclass

from checker import files

TYPE_CHECKING = False  # read by mypy and ruff; `typing` itself would cost 2 ms at every start
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol, TypeAlias

    from checker.diagnostics import Faults

    Value: TypeAlias = object  # None, str, bool, int, float, date, datetime, time or timedelta

    class Cell(Protocol):
        """A cell: its value, and what kind it is."""

        value: Value
        data_type: str

    class Worksheet(Protocol):
        """A sheet as openpyxl reads it; its published types are those of writing."""

        title: str
        _worksheet_path: str

        def reset_dimensions(self) -> None:
            """Forget what the file says of the sheet's size."""

        def iter_rows(self, max_row: int | None = None) -> Iterable[tuple[Cell, ...]]:
            """Give the cells of each row."""

    class Book(Protocol):
        """A workbook as openpyxl reads it."""

        sheetnames: list[str]
        worksheets: list[Worksheet]

        def __getitem__(self, title: str) -> Worksheet:
            """Give the sheet of that name."""


SAVE_AGAIN = "open it in a spreadsheet program, save it as .xlsx and try again"
# The number of a row, a value, or a formula; other programs write the names with a prefix.
TOKEN = re.compile(rb'<(?:\w+:)?(?:row\b[^>]*?\br="(\d+)"|(v|is)[ >]|(f)[ />])')
OVERLAP = 400  # bytes: longer than the beginning of a row as programs write it
CHUNK = 1 << 20


class _Damaged(Exception):
    """The workbook is not whole. The message says what is missing."""


class Wrong(str):
    """The name of an error that stands in a cell, such as #REF!."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as values, from row 1 on; of a sheet named Example, row 1 alone.

    `uncounted` are the cells (row, column, from 1) whose formula was never worked out.
    """

    title: str
    rows: list[tuple[Value, ...]]
    uncounted: frozenset[tuple[int, int]] = frozenset()


def tables(path: str, faults: Faults) -> list[Table]:
    """Give the values of every sheet; none if the workbook cannot be read, which is then in `faults`."""
    data = files.read_bytes(path, faults, "XLSX_BYTES")
    if data is None or not _may_open(data, path, faults):
        return []
    try:
        return _tables(data)
    except Exception as error:  # noqa: BLE001 - see above; a person must be told which file it is
        why = str(error) if isinstance(error, _Damaged) else type(error).__name__
        told = f"this workbook is damaged ({why})"
        faults.unreadable("xlsx/damaged", path, told, SAVE_AGAIN)
        return []


def is_example(title: str) -> bool:
    """Tell whether a sheet has the name that is never read."""
    return title.strip().casefold() == "example"


def _may_open(data: bytes, path: str, faults: Faults) -> bool:
    """Look at the list of a workbook's parts; what speaks against opening it goes to `faults`."""
    most = files.limit("XLSX_UNPACKED_BYTES")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            macros = any(name.endswith("vbaProject.bin") for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        old = data.startswith(b"\xd0\xcf\x11\xe0")
        told = (
            "this file is protected by a password, or is an old .xls" if old else "this file is no workbook"
        )
        mend = "open it in a spreadsheet program and save it as .xlsx without a password"
        faults.unreadable("xlsx/not-a-workbook", path, told, mend)
        return False
    if size > most:
        told = f"unpacked, this workbook is larger than {most:,} bytes"
        faults.unreadable("xlsx/too-large", path, told, files.how_to_raise("XLSX_UNPACKED_BYTES"))
    if macros:
        faults.unreadable(
            "xlsx/macros", path, "this workbook holds macros", "save it as .xlsx without macros"
        )
    return size <= most and not macros


def _tables(data: bytes) -> list[Table]:
    """Give the values of every sheet. Raises whatever openpyxl does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts of a workbook that nobody needs here
        book = _open(data, formulas=False)
        if len(book.sheetnames) < _declared(data):
            raise _Damaged("a sheet is missing")  # openpyxl leaves it out without a word
        extents = {sheet.title: _extent(data, sheet) for sheet in book.worksheets}
        found = [_table(sheet, extents[sheet.title][0]) for sheet in book.worksheets]
        if any(formulas for _, formulas in extents.values()):
            # Formulas and values cannot be had together, so a workbook with formulas is read twice.
            book = _open(data, formulas=True)
            return [_with_uncounted(each, book) if extents[each.title][1] else each for each in found]
        return found


def _declared(data: bytes) -> int:
    """Give how many sheets the workbook says that it has."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        lists = [name for name in archive.namelist() if name.rsplit("/", 1)[-1] == "workbook.xml"]
        return len(re.findall(rb"<(?:\w+:)?sheet\s", archive.read(lists[0]))) if lists else 1


def _open(data: bytes, *, formulas: bool) -> Book:
    import openpyxl  # noqa: PLC0415 - 70 ms, only for this format

    book: Book = openpyxl.load_workbook(  # type: ignore[assignment]
        io.BytesIO(data), read_only=True, data_only=not formulas, keep_links=False
    )
    return book


def _table(sheet: Worksheet, last: int | None) -> Table:
    sheet.reset_dimensions()  # what a workbook says of its size may be wrong, or a million empty rows
    return Table(sheet.title, [tuple(map(_value, row)) for row in sheet.iter_rows(max_row=last)])


def _with_uncounted(table: Table, book: Book) -> Table:
    """Give the table with its formulas that have no value; `book` was opened for formulas."""
    sheet = book[table.title]
    sheet.reset_dimensions()
    uncounted = {
        (row, column)
        for row, cells in enumerate(sheet.iter_rows(max_row=len(table.rows)), start=1)
        for column, cell in enumerate(cells, start=1)
        if cell.data_type == "f" and table.rows[row - 1][column - 1] is None
    }
    return Table(table.title, table.rows, frozenset(uncounted))


def _value(cell: Cell) -> Value:
    return Wrong(str(cell.value)) if cell.data_type == "e" else cell.value


def _extent(data: bytes, sheet: Worksheet) -> tuple[int | None, bool]:
    """Give the last row in which anything is written, None if that is not known; and if there are formulas.

    Read from the bytes: parsing a million rows that are only coloured would take ten seconds.
    """
    if is_example(sheet.title):
        return 1, False
    part = sheet._worksheet_path.lstrip("/")  # noqa: SLF001 - openpyxl has no public name for it
    row, last, formulas, rest = 0, 1, False, b""
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            text, end = rest + chunk, 0
            for found in TOKEN.finditer(text):
                end = found.end()
                if found[1]:
                    row = int(found[1])
                    continue
                if not row:  # a program that does not number its rows
                    return None, True
                last = max(last, row)
                formulas = formulas or bool(found[3])
            rest = text[max(end, len(text) - OVERLAP) :]
    return last, formulas
