"""The rows of the log that a revision paper names, with their sources, as a part of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.outputs._markup import link
from checker.outputs.revision._record import NOTHING
from checker.results.language import Said
from checker.results.phrasing import people, say
from checker.revision import told_paper

if TYPE_CHECKING:
    from checker.log.model import Entry
    from checker.outputs._document import Cell
    from checker.outputs.revision._pages import PaperPages
    from checker.results.language import Wording
    from checker.revision.paper import Paper

WIDTHS = (16, 26, 42, 24, 62)
"""The widths of the columns in millimetres."""


def sources(pages: PaperPages, paper: Paper) -> None:
    """Lay out the entries that the paper names: what they say and who did it, and the documents that show it.

    Addresses are written in full, since a document is printed too, and lead there.
    """
    words = pages.words
    pages.text(words.word("paper", "intro-entries"))
    found = [entry for entry in paper.results.log.entries if entry.id in pages.named]
    if not found:
        pages.items((), words.word("paper", "none"))
        return
    heads = [say(words, f"head-{key}") for key in ("entry", "days", "what", "by", "documents")]
    caption = told_paper.part("entries", words)
    pages.captioned(caption, heads, (_row(entry, words) for entry in found), WIDTHS)
    cells = list(pages.document.tables[-1].column_cells(len(heads) - 1))[1:]
    for entry, cell in zip(found, cells, strict=True):
        for document, line in zip(entry.evidence, cell.paragraphs, strict=False):
            if address := link(document):
                pages.lead(line, address)


def _row(entry: Entry, words: Wording) -> tuple[Cell, ...]:
    title = words.quoted(entry.title or words.kind(entry.kind))
    by = Said(people(entry.by, words)) if entry.by else NOTHING
    shown = tuple((words.quoted(document), "Normal") for document in entry.evidence)
    return words.quoted(entry.id), words.when(entry), title, by, shown or NOTHING
