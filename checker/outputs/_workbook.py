"""What all workbooks of ours have in common: looks of cells, printed pages, and bytes without a clock."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, cast
from xml.sax import ContentHandler, make_parser, parseString
from xml.sax.handler import feature_namespaces
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl, AttributesNSImpl

from checker.diagnostics import visible
from checker.outputs._zip import steady

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    _Named: TypeAlias = "tuple[str | None, str]"
    """A namespace and a name in it."""

AUTHOR = "agreement-checker"
CORE = "docProps/core.xml"
INK = "1F3864"  # on white and on the grey of every other row, a contrast of 11.6 and 8.3 to 1
SHADE = "EDEDED"  # below black, one of 18 to 1
GAP = "FFF2CC"  # below black, one of 18 to 1
LINE = "767676"
FONT, SIZE = "Calibri", 11
DAY = "yyyy-mm-dd"
FIRST_DAY = date(1900, 3, 1)  # before it, a workbook's days are counted in two ways
DRAWN = {
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "urn:schemas-microsoft-com:office:excel": "x",
}
LONGEST_HEAD = 255  # of a column of a table, and of what is told where a cell is filled in
MARGIN = 190  # characters of the longest text in a margin, which holds 255 in all
LONGEST_NAME = 31  # of a sheet
_HEX = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # begins what a workbook takes for a character's number


def held(text: str) -> str:
    """Give a text so that a workbook takes no part of it for a character's number."""
    return _HEX.sub("_x005F_", text)


def title_of(title: str, taken: set[str]) -> str:
    """Give a name that a sheet can have, and that is none of those that are `taken`, in small letters."""
    plain = _HEX.sub("-", re.sub(r"[\[\]:*?/\\']", "-", visible(title)))
    number, found = 1, plain[:LONGEST_NAME]
    while found.casefold() in taken:
        number += 1
        found = f"{plain[: LONGEST_NAME - len(str(number)) - 1]} {number}"
    return found


def letter(column: int) -> str:
    """Give the letter or letters of a column, counted from 1."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - slow to import

    return get_column_letter(column)


def cut(text: str, most: int) -> str:
    """Give the text, cut where it is longer than that."""
    return text if len(text) <= most else text[: most - 1] + "…"


def looks(book: Workbook, *, turned: bool) -> dict[str, Cell]:
    """Give a cell of each look; no meaning hangs on colour."""
    from openpyxl.styles import (  # noqa: PLC0415 - slow to import
        Alignment,
        Border,
        Font,
        PatternFill,
        Side,
    )

    sheet = book.create_sheet()
    thin, thick = Side("thin", LINE), Side("medium", "000000")
    lines, frame = Border(thin, thin, thin, thin), Border(thick, thick, thick, thick)
    order = 2 if turned else 0  # from right to left, or as the text itself begins
    own = Alignment(vertical="top", wrap_text=True)
    said = Alignment(vertical="top", wrap_text=True, readingOrder=order)
    over = Alignment(vertical="top", readingOrder=order)
    white, grey, gap = PatternFill(), PatternFill("solid", SHADE), PatternFill("solid", GAP)
    plain, bold = Font(FONT, SIZE), Font(FONT, SIZE, bold=True)
    found: dict[str, Cell] = {}
    for look, font, alignment, border, fill in (
        ("text", plain, own, lines, white),
        ("said", plain, said, lines, white),
        ("day", plain, own, lines, white),
        ("link", Font(FONT, SIZE, color=INK, underline="single"), own, lines, white),
        ("head", bold, said, lines, grey),
        ("banner", Font(FONT, 14, bold=True), over, Border(), white),
        ("line", plain, over, Border(), white),
        ("gap", plain, own, frame, gap),
        ("gap day", plain, own, frame, gap),
    ):
        cell = found[look] = cast("Cell", sheet.cell(len(found) + 1, 1))
        cell.font, cell.alignment, cell.border, cell.fill = font, alignment, border, fill
        cell.number_format = DAY if look.endswith("day") else "General"
    book.remove(sheet)
    return found


def finished(book: Workbook, day: date) -> bytes:
    """Give a workbook as bytes; `day` is when its properties say that it was made, for it knows no clock."""
    from openpyxl.xml.functions import tostring  # noqa: PLC0415 - slow to import

    data = _saved(book)
    properties = book.properties
    properties.created = properties.modified = datetime.combine(day, time(), UTC)
    return _written(data, tostring(properties.to_tree()))


def table(sheet: Worksheet, heads: Sequence[str], top: int, last: int) -> None:
    """Make a table of columns and rows, so that their heads are known as such; `top` is the row of heads."""
    from openpyxl.worksheet.table import Table, TableStyleInfo  # noqa: PLC0415 - slow to import

    area = f"A{top}:{letter(len(heads))}{last}"
    alike = len({head.casefold() for head in heads}) < len(heads)
    if alike or any(not 0 < len(head) <= LONGEST_HEAD for head in heads):
        sheet.auto_filter.ref = area  # a table cannot have such heads
        return
    number = sum(len(each.tables) for each in cast("Workbook", sheet.parent).worksheets) + 1
    made = Table(displayName=f"table{number}", ref=area)
    made.tableStyleInfo = TableStyleInfo("TableStyleLight1", showRowStripes=True)
    sheet.add_table(made)


def wide_page(sheet: Worksheet, top: int) -> None:
    """Let a sheet be printed as wide as a page, with its row of heads on each."""
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 - slow to import

    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{top}:{top}"


def margin(sheet: Worksheet, *, left: str = "", right: str, below: str) -> None:
    """Say in the margins of each page what it is; `&` begins an order in `below` alone."""
    head, foot = sheet.oddHeader, sheet.oddFooter
    assert head is not None  # noqa: S101 - a sheet always has both
    assert foot is not None  # noqa: S101 - as above
    if left:
        head.left.text = _in_margin(left)
    head.right.text = _in_margin(right)
    foot.left.text, foot.right.text = "&A", below


def _in_margin(text: str) -> str:
    shown = held(" ".join(text.split())).replace("&", "&&")
    if len(shown) <= MARGIN:
        return shown
    kept = shown[: MARGIN - 1]
    halved = (len(kept) - len(kept.rstrip("&"))) % 2  # an & of which the other half is cut off
    return kept[: len(kept) - halved] + "…"


def _saved(book: Workbook) -> bytes:
    """Save a workbook in memory; by itself openpyxl writes each sheet into a file of the system's first."""
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing  # noqa: PLC0415 - slow to import
    from openpyxl.worksheet._writer import WorksheetWriter  # noqa: PLC0415 - it has no other
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415 - slow to import

    class Writer(ExcelWriter):
        """Puts each sheet into the archive from memory."""

        def write_worksheet(self, ws: Worksheet) -> None:
            ws._drawing = SpreadsheetDrawing()  # type: ignore[attr-defined]  # noqa: SLF001 - as openpyxl does
            sheet = BytesIO()
            writer = WorksheetWriter(ws, sheet)
            writer.write()
            ws._rels = writer._rels  # type: ignore[attr-defined]  # noqa: SLF001 - as openpyxl does
            self._archive.writestr(ws.path[1:], sheet.getvalue())  # type: ignore[attr-defined]
            self.manifest.append(ws)

    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        Writer(book, archive).save()
    return made.getvalue()


class _Names(ContentHandler):
    """Gathers the namespaces of a part; no prefix of ours stands for two."""

    def __init__(self) -> None:
        super().__init__()
        self.declared: dict[str, str] = {}

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: ARG002, N802 - SAX calls it so
        """Take down what an element declares."""
        self.declared |= {key: value for key, value in attrs.items() if key.startswith("xmlns")}


class _Alike(XMLGenerator):
    """Writes XML alike, whichever library wrote it: namespaces at its root, attributes by their names.

    What `xml.etree` has for this goes by a table that other libraries change.
    """

    def __init__(self, out: BytesIO, names: dict[str, str]) -> None:
        super().__init__(out, "utf-8", short_empty_elements=True)
        self.names = names

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX calls it so
        """Write the start of an element."""
        own = {key: value for key, value in attrs.items() if not key.startswith("xmlns")} | self.names
        super().startElement(name, AttributesImpl(dict(sorted(own.items()))))
        self.names = {}


class _Drawn(ContentHandler):
    """Writes what draws the frames of notes alike, by its namespaces: its prefixes hang on the library."""

    def __init__(self, out: BytesIO) -> None:
        super().__init__()
        self.writer = XMLGenerator(out, "utf-8", short_empty_elements=True)
        self.names = {f"xmlns:{prefix}": uri for uri, prefix in DRAWN.items()}

    def startDocument(self) -> None:  # noqa: N802 - SAX calls it so
        """Begin."""
        self.writer.startDocument()

    def startElementNS(self, name: _Named, qname: str | None, attrs: AttributesNSImpl) -> None:  # noqa: ARG002, N802 - as above
        """Write the start of an element."""
        own = {_prefixed(key): str(value) for key, value in attrs.items()} | self.names
        self.writer.startElement(_prefixed(name), AttributesImpl(dict(sorted(own.items()))))
        self.names = {}

    def endElementNS(self, name: _Named, qname: str | None) -> None:  # noqa: ARG002, N802 - as above
        """Write the end of an element."""
        self.writer.endElement(_prefixed(name))

    def characters(self, content: str) -> None:
        """Write text."""
        self.writer.characters(content)


def _prefixed(name: _Named) -> str:
    uri, local = name
    return f"{DRAWN[uri]}:{local}" if uri else local


def _alike(text: bytes, part: str) -> bytes:
    out = BytesIO()
    if part.endswith(".vml"):
        parser = make_parser()  # noqa: S317 - our own
        parser.setFeature(feature_namespaces, True)  # noqa: FBT003 - as it is called
        parser.setContentHandler(_Drawn(out))
        parser.parse(BytesIO(text))
        return out.getvalue()
    names = _Names()
    parseString(text, names)  # noqa: S317 - our own
    parseString(text, _Alike(out, names.declared))  # noqa: S317 - our own
    return out.getvalue()


def _written(data: bytes, core: bytes) -> bytes:
    """Give a workbook whose parts are written alike whichever library wrote them, with these properties."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as given, zipfile.ZipFile(made, "w") as zipped:
        for part in given.namelist():
            text = core if part == CORE else given.read(part)
            zipped.writestr(zipfile.ZipInfo(part), _alike(text, part))
    return steady(made.getvalue())
