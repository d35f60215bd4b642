"""The report as a tagged PDF, made from its page: headings, tables and language can be heard and searched.

That it conforms to PDF/UA is not claimed: it is made in that manner, and no validator has looked at it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from urllib.parse import quote

from checker.files import NotInstalled
from checker.outputs._drawing import AXIS, MARKS, OF_RATINGS
from checker.outputs._extra import needed
from checker.outputs._page import shipped_text
from checker.outputs.html import page
from checker.results.facts import facts_of

if TYPE_CHECKING:
    from checker.outputs import Options
    from checker.results.model import Results

suffix = ".pdf"
name = "report.pdf"
SIGN = "data:image/svg+xml"
SIZE = 11  # of letters in a drawing, which no style sheet reaches here
_SHARED = re.compile(rf'<svg[^>]*><defs>(<g id="{AXIS}">.*?)</defs></svg>', re.DOTALL)
_USED = re.compile(rf'<use href="#{AXIS}" y="(\d+)"/>')


def write(results: Results, options: Options) -> bytes:
    """Give the document. Raises `NotInstalled` if the library that lays it out cannot be used."""
    with needed("weasyprint", "pdf", "write a PDF file"):
        try:
            from weasyprint import HTML  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra, and slow
            from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]  # noqa: PLC0415 - likewise
        except OSError as error:
            mend = "on Debian, run `apt-get install libpango-1.0-0 libpangoft2-1.0-0`"
            told = "cannot write a PDF file, because the library Pango is not installed"
            raise NotInstalled(f"{told}: {mend}") from error
    facts = facts_of(results)
    style = shipped_text("pdf.css") + _signs()
    text = page("report.html.j2", facts, options.language, style=style).decode()
    fetcher = URLFetcher(allowed_protocols=("data",))  # our own signs: the page has no others
    document = HTML(string=_drawn_whole(text), url_fetcher=fetcher).render(
        pdf_variant="pdf/ua-1", presentational_hints=True
    )
    day = datetime.combine(results.as_of, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    document.metadata.created = document.metadata.modified = day
    data: bytes = document.write_pdf(pdf_identifier=bytes.fromhex(facts.signing.sha256)[:16], pdf_tags=True)
    return data


def _signs() -> str:
    """Give the rules that draw the signs: boxes that are clipped, as on the page, are not known here."""
    light = shipped_text("style.css").partition("@media")[0]
    signs = {name: (name, mark) for name, mark in MARKS.items()} | OF_RATINGS
    for name in ("unknown", "undetermined"):  # the circle ends where it is drawn from
        signs[name] = ("unknown", f"m4 0{MARKS['unknown']}")
    rules = []
    for name, (status, mark) in signs.items():
        colour = dict(re.findall(r"--(\w+): (#\w+)", light))[status]
        drawing = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 12" width="12" height="12">'
            f'<path d="M6 6{mark}" fill="none" stroke="{colour}" stroke-width="1.6"/></svg>'
        )
        places = f".s.{name}::before,.card.{name} .s::before,.{name} [rowspan]::before"
        rules.append(f'{places}{{content:url("{SIGN},{quote(drawing)}")}}')
    return "".join(rules)


def _drawn_whole(text: str) -> str:
    """Draw the axis of the timelines in each of them: a drawing cannot reach for a part of another here."""
    shared = _SHARED.search(text)
    if shared is None:
        return text
    axis = shared[1].replace(f' id="{AXIS}"', "", 1)
    moved = _USED.sub(lambda m: axis.replace("<g>", f'<g transform="translate(0 {m[1]})">', 1), text)
    return _SHARED.sub("", moved).replace("<text ", f'<text font-size="{SIZE}" ')
