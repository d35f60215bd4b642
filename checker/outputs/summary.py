"""Where the agreement stands, on one printed sheet: to be read in two minutes before a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.outputs._page import shipped_text
from checker.outputs.html import page
from checker.results.facts import facts_of
from checker.results.language import APART, NAMED

if TYPE_CHECKING:
    from checker.outputs import Options
    from checker.results.model import Results

suffix = ".html"
name = "summary.html"
MOST = {"decisions": 8, "clauses": 6, "parties": 6, "coming": 5}
"""How many of each fit on the sheet, even if all are long."""
LONG = 110
"""Characters of a text that fit on two lines of the sheet."""


def write(results: Results, options: Options) -> bytes:
    """Give the page as UTF-8."""
    style = shipped_text("sheet.css")
    return page("summary.html.j2", facts_of(results), options.language, style=style, most=MOST, cut=cut)


def cut(text: str, most: int = LONG) -> str:
    """Shorten a text that would not fit; what is left out is marked."""
    if len(text) <= most:
        return text
    kept = text[: most - 1].rstrip()
    begun = sum(map(kept.count, {APART[0], NAMED[0]})) - kept.count(APART[1])
    return type(text)(kept + "…" + APART[1] * begun)
