"""Reads a report's page back: what was asked, and the text under each of its anchors."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from checker.diagnostics import Place
from checker.located.model import Text
from checker.results.earlier import Earlier, day, engine_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.diagnostics import Faults
    from checker.located.source import Source
    from checker.results.canonical import Plain

ASKED = "part_asked"
"""The id of the list in the page that says what was asked; its items stand in this order."""
SINCE = "part_since"
"""The id of the heading over what is other than in earlier results."""
ITEMS = ("as_of", "known_at", "agreement", "plan", "log", "version", "engine", "language")
BLOCKS = frozenset(
    (
        "p",
        "li",
        "tr",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "figcaption",
        "blockquote",
        "caption",
        "title",
    )
)
VOID = frozenset(("meta", "link", "br", "hr", "img", "input", "wbr", "col", "base", "source"))


def read(text: Source, faults: Faults) -> Earlier | None:
    """Read a page of `checker report`; one that is none goes to `faults`."""
    page = _Page()
    page.feed(text.text)
    page.close()
    asked = dict(zip(ITEMS, page.asked, strict=False))
    if len(asked) != len(ITEMS):
        told = "this is no report of this program: it does not say what was asked"
        if not text.text.lstrip()[:14].lower().startswith(("<!doctype html", "<html")):
            told = "this is no page"
        elif not text.text.rstrip().endswith("</html>"):
            told = "this page ends before it is whole; it may have been cut off"
        faults.unreadable("results/no-report", text.file, told, "give report.html, or results.json")
        return None
    place = Place(text.file, 0, 0)
    as_of = day(Text(asked["as_of"], place), faults)
    known_at = day(Text(asked["known_at"], place), faults) if asked["known_at"][:1].isdigit() else None
    engine = engine_of(Text(asked["engine"], place), faults)
    if as_of is None or engine is None:
        return None
    parts: dict[str, Plain] = {anchor: list(page.told(anchor)) for anchor in page.texts}
    return Earlier(
        text.file,
        "html",
        as_of,
        known_at,
        engine,
        asked["language"],
        {"page": parts},
        None,
        SINCE in parts,
    )


class _Open(NamedTuple):
    """An element that is open: its name, the nearest id around it, and the number of its block."""

    tag: str
    anchor: str
    block: int


class _Page(HTMLParser):
    """Gathers the text under each id, block by block: that of the nearest element around it which has one."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, dict[int, list[str]]] = {}
        self.asked: list[str] = []
        self._open = [_Open("", "", 0)]
        self._blocks = 0

    def told(self, anchor: str) -> Iterator[str]:
        """Yield the text of each block under an id."""
        return (" ".join(parts) for parts in self.texts[anchor].values())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element."""
        if tag in VOID:
            return
        self._blocks += tag in BLOCKS
        around = self._open[-1]
        block = self._blocks if tag in BLOCKS else around.block
        self._open.append(_Open(tag, dict(attrs).get("id") or around.anchor, block))
        if tag == "dd" and around.anchor == ASKED:
            self.asked.append("")

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and those in it that were not closed."""
        while len(self._open) > 1 and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Take text down."""
        words = " ".join(data.split())
        here = self._open[-1]
        if words and here.tag not in ("style", "script"):
            self.texts.setdefault(here.anchor, {}).setdefault(here.block, []).append(words)
            if here.anchor == ASKED and self.asked and any(each.tag == "dd" for each in self._open):
                self.asked[-1] += words
