"""Reads documents for a word processor back, and says whether everybody can find their way in them."""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.styles.style import CharacterStyle
from docx.table import Table
from docx.text.paragraph import Paragraph


def read(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """All paragraphs: those of the text, of the tables, and of the margins of a page."""
    section = document.sections[0]
    yield from (*section.header.paragraphs, *section.footer.paragraphs, *document.paragraphs)
    for table in document.tables:
        yield from (line for row in table.rows for cell in row.cells for line in cell.paragraphs)


def text_of(document: Document) -> str:
    return "\n".join(line.text for line in paragraphs(document))


def rows(table: Table) -> list[list[str]]:
    """The texts of a table's cells, below its heads."""
    return [[cell.text for cell in row.cells] for row in table.rows[1:]]


def marked(document: Document) -> set[tuple[str, str | None, bool | None]]:
    """Every piece of text with its language, if it has one of its own, and whether it runs from the right."""
    found = set()
    for line in paragraphs(document):
        for run in line.runs:
            languages = run.font.element.xpath("w:rPr/w:lang/@w:val")
            found.add((run.text, languages[0] if languages else None, run.font.rtl))
    return found


def headings_go_down_one_level_at_a_time_below_one_title(document: Document) -> None:
    names = [line.style.name for line in document.paragraphs if line.style is not None]
    levels = [int(name.rpartition(" ")[2]) for name in names if name.startswith("Heading")]
    assert names.count("Title") == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def tables_are_described_have_heads_on_every_page_and_no_merged_cells(document: Document) -> None:
    for table in document.element.body.iter(qn("w:tbl")):
        (told,) = table.iter(qn("w:tblDescription"))
        assert told.get(qn("w:val"))
        repeated = [len(list(row.iter(qn("w:tblHeader")))) for row in table.iter(qn("w:tr"))]
        assert repeated == [1] + [0] * (len(repeated) - 1)
        assert not list(table.iter(qn("w:gridSpan"), qn("w:vMerge"), qn("w:hMerge")))
        width = sum(int(column.get(qn("w:w"), "0")) for column in table.iter(qn("w:gridCol")))
        assert width <= 9640  # twentieths of a point between the margins


def no_empty_paragraph_makes_space(document: Document) -> None:
    assert all(line.text for line in document.paragraphs)
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            assert len(cell.paragraphs) == 1 or all(line.text for line in cell.paragraphs)


def text_is_large_and_dark_enough(document: Document) -> None:
    section, marks = document.sections[0], (qn("w:pStyle"), qn("w:rStyle"))
    parts = (document.element.body, *(part._element for part in (section.header, section.footer)))  # noqa: SLF001
    ids = {str(each.get(qn("w:val"))) for part in parts for each in part.iter(*marks)}
    used = {style.name for style in document.styles if style.style_id in ids} | {"Normal"}
    linked = {f"{name} Char" for name in used} & {style.name for style in document.styles}
    for name in used | linked:
        style = document.styles[name]
        assert isinstance(style, CharacterStyle)
        assert style.font.size is None or style.font.size.pt >= 11, name
        assert all(int(size) >= 22 for size in style.element.xpath("w:rPr/w:szCs/@w:val")), name
        colour = style.font.color.rgb
        assert colour is None or contrast(str(colour), "FFFFFF") >= 7, name
        assert style.font.color.theme_color is None, name
    (size,) = document.styles.element.xpath("w:docDefaults//w:sz/@w:val")
    assert int(size) >= 22  # half points
    body = document.element.body
    assert not list(body.iter(qn("w:color"), qn("w:sz")))
    assert all(contrast("000000", str(each.get(qn("w:fill")))) >= 7 for each in body.iter(qn("w:shd")))


def contrast(one: str, two: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it."""
    lights = []
    for colour in (one, two):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        lights.append(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def pages_are_numbered(document: Document) -> None:
    (line,) = document.sections[0].footer.paragraphs
    element = line.paragraph_format.element
    assert [each.get(qn("w:instr")) for each in element.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


CHECKS = (
    headings_go_down_one_level_at_a_time_below_one_title,
    tables_are_described_have_heads_on_every_page_and_no_merged_cells,
    no_empty_paragraph_makes_space,
    text_is_large_and_dark_enough,
    pages_are_numbered,
)
"""What holds of every document, so that all can read it."""
