"""A document for a word processor in the making (DOCX): what the minutes and the revision paper share.

Headings, lists and tables are real ones, so that those who listen to a document, and those who edit it,
find their way. The day that it is about is its only clock.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from checker.diagnostics import visible
from checker.outputs._extra import needed
from checker.outputs._markup import PLAN_LANGUAGE
from checker.outputs._zip import steady
from checker.results.language import APART
from checker.results.phrasing import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.shared import Length
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    from checker.results.language import Wording

    Cell = str | tuple[tuple[str, str], ...]
    """What stands in a cell: a text, or several, each with its style."""

AUTHOR = "agreement-checker"
INK = "1F3864"  # on white, a contrast of 11.6 to 1
SHADE = "EDEDED"  # below black, one of 18 to 1
ROOM = 12  # millimetres that a row is high at least if something is to be written into it
PAGE = (210, 297, 20, 30)  # A4: width, height, margins, and the upper one, in millimetres
TITLE = 120  # characters of the agreement's title on every page
PROPERTY = 255  # characters that a property of a document holds
FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
_OWN = re.compile(f"{APART[0]}([^{APART[0]}{APART[1]}]*){APART[1]}")


class Pages:
    """A document in the making, in the language of its words and in the direction in which that is written.

    What the plan and the log say in a sentence of another language keeps its own, so that it is read out and
    spelt as what it is.
    """

    def __init__(self, words: Wording, purpose: str) -> None:
        """Begin a document; `purpose` is what for, such as “write minutes”.

        Raises `NotInstalled` if the library that writes such documents is not installed.
        """
        with needed("python-docx", "docx", purpose):
            import docx  # noqa: PLC0415 - an extra, and slow to import
        self.document, self.words = docx.Document(), words
        self.turned = words.direction == "rtl"
        self._styles: dict[str, str] = {}
        _set_up(self.document, words.tag, turned=self.turned)

    def every_page(self, title: str, day: date, mark: str) -> None:
        """Say on every page which agreement it is about, and first of all what is made up, if anything is."""
        if mark:
            self.head(mark, strong=True)
        self.head(say(self.words, "print-head", title=cut(title, TITLE), day=day))
        self.foot(self.words.word("minutes", "page"))

    @property
    def section(self) -> Section:
        """The pages, which are all alike."""
        return self.document.sections[0]

    def heading(self, text: str, level: int = 1, *, new_page: bool = False) -> None:
        """Add a heading."""
        added = self.text(text, f"Heading {level}")
        if new_page:
            added.paragraph_format.page_break_before = True

    def text(self, text: str, style: str = "Normal") -> Paragraph:
        """Add a paragraph."""
        return self.fill(self.styled(self.document.add_paragraph(), style), text)

    def banner(self, text: str) -> None:
        """Add a paragraph that nobody overlooks."""
        added = self.document.add_paragraph()
        _frame(added)
        self.fill(added, text, strong=True)

    def head(self, text: str, *, strong: bool = False) -> None:
        """Add a line to the head of every page."""
        header = self.section.header
        first = header.paragraphs[0]
        self.fill(header.add_paragraph(style="Header") if first.runs else first, text, strong=strong)

    def foot(self, template: str) -> None:
        """Add a line to the foot of every page, in which the word processor fills in the numbers."""
        line = self.section.footer.paragraphs[0]
        for number, part in enumerate(re.split(r"\{(\w+)\}", template)):
            if number % 2:
                field = element("fldSimple", instr=FIELDS[part])
                field.append(self.run(line, "1", own=False).font.element)
                line.paragraph_format.element.append(field)
            elif part:
                self.run(line, part, own=False)

    def table(
        self, about: str, heads: Sequence[str], rows: Iterable[tuple[Cell, ...]], widths: Sequence[int]
    ) -> None:
        """Add a table whose heads are on every page that it runs over; widths are in millimetres.

        What it is `about` is told to those who listen to the document.
        """
        from docx.enum.table import WD_TABLE_DIRECTION  # noqa: PLC0415 - as above
        from docx.shared import Mm  # noqa: PLC0415 - as above

        table = self.document.add_table(0, len(heads), "Table Grid")
        table.autofit = False
        if self.turned:
            table.table_direction = WD_TABLE_DIRECTION.RTL
        told = element("tblDescription", val=self.plain(about))
        table._tbl.tblPr.append(told)  # noqa: SLF001 - it has no other name
        lengths = [Mm(width) for width in widths]
        for column, length in zip(table.columns, lengths, strict=True):
            column.width = length
        self._row(table.add_row(), heads, lengths, head=True)
        for row in rows:
            self._row(table.add_row(), row, lengths)

    def _row(
        self, row: _Row, cells: Sequence[Cell], lengths: Sequence[Length], *, head: bool = False
    ) -> None:
        from docx.shared import Mm  # noqa: PLC0415 - as above

        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - it has no other name
        properties.append(element("cantSplit"))
        if "" in cells:
            row.height = Mm(ROOM)
        if head:
            properties.append(element("tblHeader"))
        for place, text, length in zip(row.cells, cells, lengths, strict=True):
            place.width = length
            self._cell(place, text, head=head)

    def _cell(self, cell: _Cell, text: Cell, *, head: bool) -> None:
        if head:
            shade = element("shd", val="clear", color="auto", fill=SHADE)
            cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - it has no other name
        for number, (part, style) in enumerate(((text, "Normal"),) if isinstance(text, str) else text):
            line = cell.add_paragraph() if number else cell.paragraphs[0]
            self.styled(line, style)
            if head:
                line.paragraph_format.keep_with_next = True
            self.fill(line, part, strong=head)

    def fill(self, line: Paragraph, text: str, *, strong: bool = False) -> Paragraph:
        pieces = tuple(self.pieces(text))
        if self.turned and pieces and all(own for _, own in pieces):
            turn(line.paragraph_format.element.get_or_add_pPr(), on=False)
        for shown, own in pieces:
            self.run(line, shown, own=own, strong=strong)
        return line

    def styled(self, line: Paragraph, style: str) -> Paragraph:
        """Give a paragraph a style; each is looked up once, since the library takes long to."""
        if style != "Normal":  # that of every paragraph
            line.paragraph_format.element.style = self._style(style)
        return line

    def _style(self, name: str) -> str:
        if name not in self._styles:
            self._styles[name] = self.document.styles[name].style_id
        return self._styles[name]

    def run(self, line: Paragraph, text: str, *, own: bool, strong: bool = False) -> Run:
        run = line.add_run(text)
        if strong:
            run.font.element.style = self._style("Strong")
        if self.turned:
            run.font.rtl = not own
        if own:
            run.font.element.get_or_add_rPr().append(element("lang", val=PLAN_LANGUAGE[0]))
        return run

    def pieces(self, text: str) -> Iterator[tuple[str, bool]]:
        """Yield pieces in which nothing hides, each with whether it is the plan's or the log's own."""
        for number, part in enumerate(_OWN.split(text) if self.words.apart else [text]):
            if part:
                yield " ".join(visible(line) for line in re.split(r"\r?\n", part)), number % 2 == 1

    def plain(self, text: str) -> str:
        """Give a text for where there are no languages to mark."""
        return "".join(piece for piece, _ in self.pieces(text))

    def finished(self, title: str, day: date) -> bytes:
        """Give the document, with properties that tell of what it is about and not of this machine."""
        properties = self.document.core_properties
        properties.title = cut(self.plain(title), PROPERTY)
        properties.author = properties.last_modified_by = AUTHOR
        properties.comments = ""
        properties.language = self.words.tag
        properties.created = properties.modified = datetime.combine(day, time(), UTC)
        properties.revision = 1
        out = BytesIO()
        self.document.save(out)
        return steady(out.getvalue())


def _set_up(document: Document, tag: str, *, turned: bool) -> None:
    """Set the language, the direction and the page, and make the colours of the styles dark enough."""
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415 - as above

    section = document.sections[0]
    section.page_width, section.page_height, margin, section.top_margin = map(Mm, PAGE)
    section.left_margin = section.right_margin = section.bottom_margin = margin
    normal = document.styles["Normal"]
    if turned:
        turn(normal.element.get_or_add_pPr(), on=True)
        document.element.body.sectPr.insert_element_before(element("bidi"), "w:docGrid")
    normal.paragraph_format.space_after = Pt(6)
    for style in ("Title", "Subtitle", "Heading 1", "Heading 2"):
        for each in (style, f"{style} Char"):  # the library has two of what a reader sees as one
            document.styles[each].font.color.rgb = RGBColor.from_string(INK)
    for side in ("top", "bottom"):
        margins = document.styles["Table Grid"].element.xpath(f".//w:tblCellMar/w:{side}")
        _instead(margins, side, w="60", type="dxa")
    own = {"val": tag, "bidi": tag} if turned else {"val": tag}
    _instead(document.styles.element.xpath("w:docDefaults//w:lang"), "lang", **own)
    _instead(document.settings.element.xpath("w:themeFontLang"), "themeFontLang", **own)
    _instead(document.settings.element.xpath("w:zoom"), "zoom", percent="100")
    mode = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15"}
    _instead(
        document.settings.element.xpath(f"//w:compatSetting[@w:name='{mode['name']}']"),
        "compatSetting",
        **mode,
    )
    picture = [key for key, each in document.part.package.rels.items() if each.reltype.endswith("/thumbnail")]
    for key in picture:  # of an empty page
        del document.part.package.rels[key]


def turn(properties: BaseOxmlElement, *, on: bool) -> None:
    """Have a paragraph, or all of a style, run from right to left or not."""
    bidi = element("bidi") if on else element("bidi", val="0")
    properties.insert_element_before(
        bidi, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"
    )


def _frame(line: Paragraph) -> None:
    """Draw a frame around a paragraph."""
    frame = element("pBdr")
    for side in ("top", "left", "bottom", "right"):
        frame.append(element(side, val="single", sz="12", space="4", color="auto"))
    line.paragraph_format.element.get_or_add_pPr().append(frame)


def _instead(old: Sequence[BaseOxmlElement], kind: str, **values: str) -> None:
    for each in old:
        each.getparent().replace(each, element(kind, **values))


def element(kind: str, **values: str) -> BaseOxmlElement:
    """Make an element that the library has no name for."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    return OxmlElement(f"w:{kind}", {qn(f"w:{key}"): value for key, value in values.items()})


def cut(text: str, most: int) -> str:
    """Give a text of at most so many characters."""
    return text if len(text) <= most else text[: most - 1] + "…"
