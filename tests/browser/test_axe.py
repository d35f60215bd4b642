"""axe finds nothing on any page, however it is shown."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.pages import FETCHED, Written, asked, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LONG = bool(os.environ.get("CHECKER_LONG"))
RULES: dict[str, Any] = {
    "runOnly": {
        "type": "tag",
        "values": ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
    },
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}
ALWAYS_TRIED = {"color-contrast", "color-contrast-enhanced", "document-title", "region", "target-size"}
DECIDED_ELSEWHERE = (
    "color-contrast",  # near drawings and in cells of several rows; test_contrast.py computes all
    "th-has-data-cells",  # a row that heads a group of rows has no cells of its own
)
LIGHT: dict[str, Any] = {"color_scheme": "light", "forced_colors": "none"}
MEDIA: dict[str, dict[str, Any]] = {
    "light": LIGHT,
    "dark": {**LIGHT, "color_scheme": "dark"},
    "forced colours": {**LIGHT, "forced_colors": "active"},
}
EITHER_WAY = ("en", "ar")
"""A language that runs each way, in which pages beside the report are looked at in dark colours too."""
RICHEST = "2007-illustrative"
"""The log whose pages have every status: the others are looked at in light colours, wide and narrow."""
EVERY_DAY = "ar"
"""The language of the pages that are looked at in all colours every day: words have none."""


def test_axe_finds_nothing(browser: Browser, each_language: list[Written]) -> None:
    faults = []
    for page in each_language:
        with opened(browser, page, viewport={"width": 1280, "height": 800}) as tab:
            tab.evaluate((FETCHED / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
            tab.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
            for name in _media(page):
                tab.emulate_media(**MEDIA[name])
                faults += _faults(tab, f"{page}, {name}")
            tab.emulate_media(**LIGHT)
            for choice in tab.locator(".filter input").all()[:1]:
                choice.check()
                assert tab.locator(".duties > tbody[hidden]").count() > 0
                faults += _faults(tab, f"{page}, filtered")
                choice.uncheck()
            tab.set_viewport_size({"width": 320, "height": 640})
            faults += _faults(tab, f"{page}, 320 px")
    assert not faults, "\n".join(faults)


def _media(page: Written) -> tuple[str, ...]:
    """Name how a page is shown: in each way, or in fewer if another one beside it says as much."""
    if page.log != RICHEST or not (LONG or page.language == EVERY_DAY):
        return ("light",)
    if page.beside:
        return ("light", "dark") if page.language in EITHER_WAY else ("light",)
    return tuple(MEDIA)


def _faults(tab: Page, where: str) -> list[str]:
    ran = tab.evaluate(asked("axe"), RULES)
    assert set(ran["tried"]) >= ALWAYS_TRIED, where
    undecided = [each for each in ran["undecided"] if not each.startswith(DECIDED_ELSEWHERE)]
    return [f"{where}: {fault}" for fault in (*ran["faults"], *undecided)]
