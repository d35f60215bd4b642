"""The values in a workbook's sheets: the only import of openpyxl.

Limits are looked at before anything is unpacked. What openpyxl raises at a damaged file is whatever its
parsers raise, so it is caught here as a whole, and nothing of our own stands inside that `try`.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from contextlib import contextmanager

from checker import files
from checker.diagnostics import Place
from checker.frozen import Frozen, replace
from checker.log.rows import is_log
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import datetime
    from typing import IO, Protocol, TypeAlias, TypedDict

    from checker.diagnostics import Faults
    from checker.log.labels import Labels

    Value: TypeAlias = object  # None, str, bool, int, float, date, datetime, time or timedelta

    class Cell(TypedDict):
        """A cell: where it stands, its value, and what kind it is."""

        row: int
        column: int
        value: Value
        data_type: str
        style_id: int

    class Style(Protocol):
        """How cells look."""

        numFmtId: int  # noqa: N815 - openpyxl calls it so

    class Worksheet(Protocol):
        """A sheet as openpyxl reads it; its published types are those of writing."""

        title: str
        parent: Book
        _worksheet_path: str
        _shared_strings: list[str]

        def _get_source(self) -> IO[bytes]:
            """Open the sheet's part."""

    class Book(Protocol):
        """A workbook as openpyxl reads it."""

        sheetnames: list[str]
        worksheets: list[Worksheet]
        data_only: bool
        epoch: datetime
        _date_formats: set[int]
        _timedelta_formats: set[int]
        _cell_styles: list[Style]
        _number_formats: list[str]

        def __getitem__(self, title: str) -> Worksheet:
            """Give the sheet of that name."""


SAVE_AGAIN = "open it in a spreadsheet program, save it as .xlsx and try again"
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # what a sheet can have
# A row, a value, or a formula; other programs write the names with a prefix.
TOKEN = re.compile(rb"<(?:\w+:)?(?:row\b([^>]*)>|(v|is)[ >]|(f)[ />])")
NUMBER = re.compile(rb"\sr\s*=\s*[\"']([^\"']*)")  # of a row, among its attributes
OVERLAP = 400  # bytes: longer than the beginning of a row as programs write it
CHUNK = 1 << 20


class _Damaged(Exception):
    """The workbook is not whole, or is none that a spreadsheet program writes. The message says why."""


class _TooWide(Exception):
    """A sheet that is a log has more columns than may be. Carries the place."""

    def __init__(self, title: str, row: int, column: int) -> None:
        super().__init__(title, row, column)
        self.title, self.row, self.column = title, row, column


class Wrong(str):
    """The name of an error that stands in a cell, such as #REF!."""

    __slots__ = ()


class Table(Frozen):
    """A sheet as values: its filled rows by their number, without the empty cells at their ends.

    Of a sheet that is no log, its first row alone. `uncounted` are the cells (row, column, from 1) whose
    formula was never worked out, `dayless` those that hold the first of a month and show the month alone.
    """

    title: str
    rows: dict[int, tuple[Value, ...]]
    uncounted: frozenset[tuple[int, int]] = frozenset()
    dayless: frozenset[tuple[int, int]] = frozenset()


def tables(path: str, labels: Labels, faults: Faults) -> list[Table]:
    """Give the values of every sheet; none if the workbook cannot be read, which is then in `faults`.

    `labels` are what may stand in the header of a sheet that is a log.
    """
    data = files.read_bytes(path, faults, "XLSX_BYTES")
    if data is None or not _may_open(data, path, faults):
        return []

    opened: _Opened | None = None
    with _in_words(path, faults):
        opened = _opened(data)
    if opened is None:
        return []
    logs = {title for title, values in opened.firsts.items() if _heads_a_log(values, labels)}
    with _in_words(path, faults):
        return _tables(data, opened, logs)
    return []


@contextmanager
def _in_words(path: str, faults: Faults) -> Iterator[None]:
    """Put what openpyxl, or we, raise at a damaged workbook into `faults`."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts of a workbook that nobody needs here
            yield
    except _TooWide as fault:
        most = files.limit("COLUMNS")
        cell = f"{fault.title}!{get_column_letter(fault.column)}{fault.row}"
        told = f"this table has more than {most} columns"
        at = Place(path, fault.row, fault.column, 1, cell)
        faults.error("log/too-many-columns", at, told, files.how_to_raise("COLUMNS"))
    except Exception as error:  # noqa: BLE001 - see above; a person must be told which file it is
        told = f"this workbook is damaged: {_why(error)}"
        faults.unreadable("xlsx/damaged", path, told, SAVE_AGAIN)


def _why(error: Exception) -> str:
    """Say in words what is wrong with a damaged workbook."""
    if isinstance(error, _Damaged):
        return str(error)
    if isinstance(error, zipfile.BadZipFile | zlib.error | EOFError):
        return "a part of it cannot be unpacked"
    if isinstance(error, SyntaxError):  # as that of XML is
        return "a part of it is not XML"
    if isinstance(error, KeyError):
        return "a part of it is missing"
    if isinstance(error, MemoryError):
        return "it does not fit into memory"
    return "a part of it is not as it should be"


def is_example(title: str) -> bool:
    """Tell whether a sheet has the name that is never read."""
    return title.strip().casefold() == "example"


def _may_open(data: bytes, path: str, faults: Faults) -> bool:
    """Look at the list of a workbook's parts; what speaks against opening it goes to `faults`."""
    most = files.limit("XLSX_UNPACKED_BYTES")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        told, mend = "this file is no workbook", "open it in a spreadsheet program and save it as .xlsx"
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            told, mend = (
                "this file is protected by a password, or is an old .xls",
                f"{mend} without a password",
            )
        elif not data:
            told, mend = "this file is empty", "look whether it is the right file"
        faults.unreadable("xlsx/not-a-workbook", path, told, mend)
        return False
    if size > most:
        told = f"unpacked, this workbook is larger than {most:,} bytes"
        faults.unreadable("xlsx/too-large", path, told, files.how_to_raise("XLSX_UNPACKED_BYTES"))
    if not any(re.search(r"workbook[^/]*\.xml$", name) for name in names):
        told = "this file is a zip archive or a document of another program, and no workbook"
        faults.unreadable("xlsx/not-a-workbook", path, told, SAVE_AGAIN)
        return False
    macros = any(name.endswith("vbaProject.bin") for name in names)
    if macros:
        faults.unreadable(
            "xlsx/macros", path, "this workbook holds macros", "save it as .xlsx without macros"
        )
    return size <= most and not macros


class _Opened(Frozen):
    """A workbook: of each sheet its extent, and what stands in its first filled row."""

    book: Book
    extents: Mapping[str, tuple[int, bool]]
    firsts: Mapping[str, tuple[Value, ...]]


def _opened(data: bytes) -> _Opened:
    """Open a workbook. Raises whatever openpyxl does."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        declared = _declared(archive)
        book = _open(data, formulas=False)
        if len(book.sheetnames) < declared:
            raise _Damaged("a sheet is missing")  # openpyxl leaves it out without a word
        parts = {sheet._worksheet_path for sheet in book.worksheets}  # noqa: SLF001 - openpyxl has no other name
        if min(len(parts), len({sheet.title for sheet in book.worksheets})) < len(book.worksheets):
            raise _Damaged("two of its sheets are the same")
        extents = {sheet.title: _extent(archive, sheet) for sheet in book.worksheets}
    firsts = {sheet.title: _first(sheet, extents[sheet.title][0]) for sheet in book.worksheets}
    return _Opened(book, extents, firsts)


def _first(sheet: Worksheet, last: int) -> tuple[Value, ...]:
    values = (tuple(cell["value"] for cell in cells) for _, cells in _rows(sheet, last) if _filled(cells))
    return next(values, ())


def _filled(cells: list[Cell]) -> bool:
    return any(str(cell["value"]).strip() for cell in cells)


def _tables(data: bytes, opened: _Opened, logs: Collection[str]) -> list[Table]:
    """Give the values of every sheet; `logs` are the titles of those that are logs."""
    book, extents = opened.book, opened.extents
    found = [_table(sheet, extents[sheet.title][0], whole=sheet.title in logs) for sheet in book.worksheets]
    if not any(formulas for _, formulas in extents.values()):
        return found
    # Formulas and values cannot be had together, so a workbook with formulas is read twice.
    book = _open(data, formulas=True)
    return [
        _with_uncounted(each, book[each.title], extents[each.title][0])
        if each.title in logs and extents[each.title][1]
        else each
        for each in found
    ]


def _declared(archive: zipfile.ZipFile) -> int:
    """Give how many sheets the workbook says that it has; refuse what openpyxl would misread."""
    names = archive.namelist()
    if len(set(names)) < len(names):
        raise _Damaged("two of its parts have one name")
    lists = [name for name in names if name.rsplit("/", 1)[-1] == "workbook.xml"]
    book = archive.read(lists[0]) if lists else b"<sheet "
    if b"purl.oclc.org/ooxml" in book:
        raise _Damaged("it was saved as Strict Open XML, not as an ordinary Excel workbook")
    return len(re.findall(rb"<(?:\w+:)?sheet\s", book))


def _open(data: bytes, *, formulas: bool) -> Book:
    import openpyxl  # noqa: PLC0415 - 70 ms, only for this format

    book: Book = openpyxl.load_workbook(  # type: ignore[assignment]
        io.BytesIO(data), read_only=True, data_only=not formulas, keep_links=False
    )
    return book


def _table(sheet: Worksheet, last: int, *, whole: bool) -> Table:
    """Give the values of a sheet up to the row `last`; if not `whole`, those of its first row alone."""
    most, styles = files.limit("COLUMNS"), _dayless(sheet.parent)
    found: dict[int, tuple[Value, ...]] = {}
    dayless = set()
    for number, cells in _rows(sheet, last):
        if not cells or is_example(sheet.title):
            continue
        values: list[Value] = [None] * cells[-1]["column"]
        for cell in cells:
            value = cell["value"]
            values[cell["column"] - 1] = Wrong(str(value)) if cell["data_type"] == "e" else value
            if cell["style_id"] in styles and getattr(value, "day", 0) == 1:
                dayless.add((number, cell["column"]))
        if found or _filled(cells):
            found[number] = tuple(values)
            if not whole:
                break
            if len(values) > most:
                raise _TooWide(sheet.title, number, len(values))
    return Table(sheet.title, found, dayless=frozenset(dayless))


def _dayless(book: Book) -> frozenset[int]:
    """Name the styles of dates that show the month, or the year, alone, such as mmm-yy."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE  # noqa: PLC0415 - as above

    found = set()
    for style in book._date_formats:  # noqa: SLF001 - openpyxl has no public name for it
        number = book._cell_styles[style].numFmtId  # noqa: SLF001 - as above
        own = number - BUILTIN_FORMATS_MAX_SIZE
        form = BUILTIN_FORMATS.get(number, "") if own < 0 else book._number_formats[own]  # noqa: SLF001 - as above
        letters = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", form).lower()
        if "y" in letters and "d" not in letters:
            found.add(style)
    return frozenset(found)


def _heads_a_log(values: Iterable[Value], labels: Labels) -> bool:
    return is_log((value.strip() for value in values if isinstance(value, str)), labels)


def _rows(sheet: Worksheet, last: int) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the number and the filled cells of each row up to the row `last`.

    By openpyxl's parser alone: its own walk over rows leaves those out, without a word, that are out of
    order, and makes up a million empty ones where a number is skipped.
    """
    from openpyxl.worksheet._reader import WorkSheetParser  # noqa: PLC0415 - as above

    book = sheet.parent
    with sheet._get_source() as source:  # noqa: SLF001 - as above
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,  # noqa: SLF001
            data_only=book.data_only,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        for number, cells in parser.parse():
            if number > last:
                return
            before = 0
            for cell in cells:
                if cell["row"] != number or not before < cell["column"] <= MOST_COLUMNS:
                    raise _Damaged("the cells of a row are not in order")
                before = cell["column"]
            yield number, [cell for cell in cells if cell["value"] is not None]


def _with_uncounted(table: Table, sheet: Worksheet, last: int) -> Table:
    """Give the table with its formulas that have no value; the sheet was opened for formulas."""
    rows, uncounted = dict(table.rows), set()
    for number, cells in _rows(sheet, last):
        for cell in cells:
            column, values = cell["column"], rows.get(number, ())
            if cell["data_type"] == "f" and (len(values) < column or values[column - 1] is None):
                uncounted.add((number, column))
                rows[number] = values + (None,) * (column - len(values))
    return replace(table, rows=dict(sorted(rows.items())), uncounted=frozenset(uncounted))


def _extent(archive: zipfile.ZipFile, sheet: Worksheet) -> tuple[int, bool]:
    """Give the last row in which anything is written; and if there are formulas.

    Read from the bytes: parsing a million rows that are only coloured would take ten seconds.
    """
    part = sheet._worksheet_path.lstrip("/")  # noqa: SLF001 - openpyxl has no public name for it
    row, last, formulas, rest = 0, 0, False, b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            text, end = rest + chunk, 0
            if not row and (b"\0" in text or b"<!DOCTYPE" in text):  # might hide rows from what follows
                raise _Damaged("a sheet is not written as spreadsheet programs do")
            for found in TOKEN.finditer(text):
                end = found.end()
                if found[1] is None:
                    last, formulas = row, formulas or bool(found[3])
                    continue
                number = NUMBER.search(found[1])
                above, row = row, int(number[1]) if number else row + 1
                if not above < row <= MOST_ROWS:
                    raise _Damaged("its rows are not numbered in order")
            rest = text[max(end, len(text) - OVERLAP) :]
    return last, formulas
