"""Printed, nothing is lost: what is filtered out is there, heads repeat, days stay whole, a sheet is one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PageObject, PdfReader

from tests.browser.pages import Written, asked, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAPERS = {"A4": 210, "Letter": 216}
"""Papers and their width in millimetres."""
MARGINS = 30
ONE_SHEET = "summary.html"


def test_nothing_is_lost_on_paper(browser: Browser, either_way: list[Written]) -> None:
    faults = []
    for page in either_way:
        with opened(browser, page) as tab:
            for choice in tab.locator(".filter input").all()[:1]:
                choice.check()
            tab.emulate_media(media="print")
            for paper, width in PAPERS.items():
                tab.set_viewport_size({"width": int((width - MARGINS) / 25.4 * 96), "height": 1000})
                faults += [f"{page}, {paper}: {fault}" for fault in tab.evaluate(asked("paper"))]
    assert not faults, "\n".join(faults)


def test_the_head_of_a_long_table_is_on_each_of_its_sheets(
    browser: Browser, written: Callable[[str, str], list[Written]]
) -> None:
    (page,) = (each for each in written("en", "2007-illustrative") if each.path.name == "report.html")
    with opened(browser, page) as tab:
        heads = tab.locator(".record thead th").all_inner_texts()
        rows = set(tab.locator(".record tbody tr[id] > th").all_inner_texts())
        sheets = [sheet.extract_text() for sheet in _printed(tab.pdf(prefer_css_page_size=True))]
    begun = [sum(line.split(" ")[0] in rows for line in sheet.splitlines()) for sheet in sheets]
    own = [sheet for sheet, number in zip(sheets, begun, strict=True) if number >= 5]
    assert len(own) >= 3
    for sheet in own:
        assert all(head in sheet for head in heads)


def test_the_summary_is_one_sheet(browser: Browser, pages: list[Written]) -> None:
    for page in pages:
        if page.path.name == ONE_SHEET:
            with opened(browser, page) as tab:
                assert len(_printed(tab.pdf(prefer_css_page_size=True))) == 1, page
                for paper in PAPERS:
                    assert len(_printed(tab.pdf(format=paper, prefer_css_page_size=False))) == 1, (
                        page,
                        paper,
                    )


def _printed(data: bytes) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(data)).pages)
