"""Pages of the site: axe finds nothing on them; they load nothing from elsewhere, and need no scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.pages import FETCHED, asked
from tests.browser.test_axe import ALWAYS_TRIED, LIGHT, RULES
from tests.docs.site import build
from tests.once import made_once

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES = ("docs/index", "docs/statuses", "docs/messages/plan", "README", "search")
ASKED = {**RULES, "preload": False}  # axe would fetch the style sheets once more
DARK = {**LIGHT, "color_scheme": "dark"}


@pytest.fixture(scope="module")
def site(fetched: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert fetched
    return made_once(tmp_path_factory, "site", build) / "site"


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_the_site(browser: Browser, site: Path, name: str) -> None:
    faults: list[str] = []
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        tab = context.new_page()
        tab.on("console", lambda message: faults.append(f"console: {message.text}"))
        tab.on("pageerror", lambda error: faults.append(f"error: {error}"))
        tab.on(
            "request",
            lambda request: faults.append(request.url) if site.as_uri() not in request.url else None,
        )
        tab.goto((site / f"{name}.html").as_uri())
        tab.evaluate((FETCHED / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
        for media, width in ((LIGHT, 1280), (DARK, 1280), (LIGHT, 320)):
            tab.emulate_media(**media)
            tab.set_viewport_size({"width": width, "height": 800})
            ran = tab.evaluate(asked("axe"), ASKED)
            assert set(ran["tried"]) >= ALWAYS_TRIED - {"target-size"}
            faults += [
                f"{media['color_scheme']}, {width}: {each}" for each in (*ran["faults"], *ran["undecided"])
            ]
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults == []


def test_a_page_says_the_same_without_scripts(browser: Browser, site: Path) -> None:
    said = []
    for runs in (True, False):
        with browser.new_context(java_script_enabled=runs) as context:
            tab = context.new_page()
            tab.goto((site / "docs" / "statuses.html").as_uri())
            said.append(tab.locator("body").inner_text())
    assert said[0] == said[1] != ""
