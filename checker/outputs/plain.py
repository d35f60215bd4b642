"""How the agreement is being kept, in plain words and short sentences, for people who do not work with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.outputs.html import page
from checker.results.facts import facts_of

if TYPE_CHECKING:
    from checker.outputs import Options
    from checker.results.model import Results

suffix = ".html"
name = "plain.html"


def write(results: Results, options: Options) -> bytes:
    """Give the page as UTF-8."""
    return page("plain.html.j2", facts_of(results), options.language)
