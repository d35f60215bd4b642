"""What a revision paper needs of a document for a word processor beside what minutes do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.outputs._document import INK, Pages, element, turn
from checker.results import told_versions
from checker.results.language import Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.text.paragraph import Paragraph

    from checker.log.model import Entry
    from checker.outputs._document import Cell
    from checker.results.language import Wording
    from checker.results.model import Results
    from checker.revision.redline import Run
    from checker.revision.told_term import Grid

WIDTH = 170  # millimetres between the margins
FIRST, LAST = 40, 18  # millimetres of the columns of a grid that head its rows and add them up
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
COLUMNS = 6  # further columns of a grid that fit beside it, with words in them


class PaperPages(Pages):
    """A revision paper in the making: parts to go to, grids, and words that a draft leaves out or adds."""

    def __init__(self, words: Wording) -> None:
        """Begin a paper. Raises `NotInstalled` if the library for such documents is not installed."""
        super().__init__(words, "write the revision paper as a document")
        self._marks = 0
        self.named: set[str] = set()
        from docx.shared import Pt, RGBColor  # noqa: PLC0415 - an extra, and slow to import

        font = self.document.styles["Caption"].font
        font.size, font.color.rgb = Pt(11), RGBColor.from_string(INK)
        for size in font.element.xpath("w:rPr/w:szCs"):  # of letters such as the Arabic ones
            size.getparent().replace(size, element("szCs", val="22"))

    def part(self, name: str, title: str) -> None:
        """Begin a part that `link` leads to."""
        line = self.text(title, "Heading 1")
        self._marks += 1
        number = str(self._marks)
        begins = element("bookmarkStart", id=number, name=_mark(name))
        heading = line.paragraph_format.element
        heading.insert(1 if heading.pPr is not None else 0, begins)
        heading.append(element("bookmarkEnd", id=number))

    def link(self, name: str, text: str, style: str = "List Bullet") -> None:
        """Add a paragraph that leads to a part."""
        line = self.text(text, style)
        paragraph = line.paragraph_format.element
        link = element("hyperlink", anchor=_mark(name), history="1")
        for run in line.runs:
            run.font.underline = True
            link.append(run.font.element)
        paragraph.append(link)

    def latest(self, results: Results) -> None:
        """Say of which version alone something is told, if there are several."""
        if told := told_versions.latest(results, self.words):
            self.text(told)

    def items(self, texts: Iterable[str], otherwise: str = "") -> None:
        """Add a list; if it has no items, say so `otherwise`."""
        found = [*texts] or ([otherwise] if otherwise else [])
        for text in found:
            self.text(text, "List Bullet")

    def ids(self, entries: Iterable[Entry]) -> str:
        """Give the ids of entries as a list; `named` remembers them."""
        ids = [entry.id for entry in entries]
        self.named.update(ids)
        return Said(self.words.word("dates", "list").join(map(self.words.quoted, ids)))

    def lead(self, line: Paragraph, address: str) -> None:
        """Have all that stands in a paragraph lead to an address elsewhere."""
        to = element("hyperlink", history="1")
        to.set(_qualified("r:id"), self.document.part.relate_to(address, HYPERLINK, is_external=True))
        for run in line.runs:
            run.font.underline = True
            to.append(run.font.element)
        line.paragraph_format.element.append(to)

    def after(self, text: str, told: str) -> str:
        """Give a text with what there is to tell of it, if anything, after it."""
        return Said(text + self.words.word("dates", "colon") + told) if told else text

    def grid(self, grid: Grid, widths: Sequence[int] = ()) -> None:
        """Add a grid; where it is too wide for a page, as several of which each repeats the first column.

        Without `widths`, its columns have what a number of columns with few words in them can have.
        """
        wide = len(grid.head) - 1
        each = -(-wide // -(-wide // COLUMNS))  # all about equally wide
        for start in range(1, wide + 1, each):
            own = slice(start, start + each)
            heads = (grid.head[0], *grid.head[own])
            rows = ((self.words.quoted(row[0]), *row[own]) for row in grid.rows)
            self.captioned(grid.caption, heads, rows, widths or _widths(len(heads) - 1))
        if grid.note:
            self.text(grid.note)

    def captioned(
        self, caption: str, heads: Sequence[str], rows: Iterable[tuple[Cell, ...]], widths: Sequence[int]
    ) -> None:
        """Add a table below its caption, which tells those who listen to the document what it is about."""
        self.text(caption, "Caption").paragraph_format.keep_with_next = True
        self.table(caption, heads, rows, widths)

    def redline(self, runs: Sequence[Run], labels: dict[str, str], style: str = "Normal") -> None:
        """Add words of a clause, those left out and added marked in words and by their writing."""
        line = self.styled(self.document.add_paragraph(), style)
        if self.turned:  # what is quoted runs from left to right
            turn(line.paragraph_format.element.get_or_add_pPr(), on=False)
        for number, run in enumerate(runs):
            if number:
                self.run(line, " ", own=self.words.apart)
            if run.how in labels:
                self.run(line, f"{labels[run.how]} ", own=False, strong=True)
            for piece, own in self.pieces(self.words.quoted(run.text)):
                font = self.run(line, piece, own=own).font
                font.strike = run.how == "removed" or None
                font.underline = run.how == "added" or None


def _qualified(name: str) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415 - an extra, and slow to import

    return qn(name)


def _mark(name: str) -> str:
    return f"part_{name}"


def _widths(columns: int) -> tuple[int, ...]:
    """Share the width of a grid among the columns between the first one and the last one."""
    if columns == 1:
        return FIRST, WIDTH - FIRST
    return (FIRST, *([(WIDTH - FIRST - LAST) // (columns - 1)] * (columns - 1)), LAST)
