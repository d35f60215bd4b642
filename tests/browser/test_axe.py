"""The report in a real browser: axe finds nothing, nothing is fetched, only tables scroll sideways."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.report.page import DAYS, example

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PLACES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}
SETTINGS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 800}},
    "forced-colours": {"forced_colors": "active"},
    "forced-colours-dark": {"forced_colors": "active", "color_scheme": "dark"},
    "scripts-off": {"java_script_enabled": False},
}
SPACING = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    "p{margin-block-end:2em!important}"
)
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium. That there is none is a failure, unless it was said to go without."""
    if os.environ.get("CHECKER_NO_BROWSER"):
        pytest.skip("CHECKER_NO_BROWSER is set")
    found = next((path for name in PLACES if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("no Chromium: install it (Debian: apt-get install chromium), or set CHECKER_NO_BROWSER=1")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(params=sorted(DAYS))
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    path = tmp_path / "report.html"
    path.write_bytes(example(request.param).data)
    return path.as_uri()


def _opened(browser: Browser, address: str, **setting: Any) -> tuple[Page, list[str]]:  # noqa: ANN401 - as playwright's
    page = browser.new_page(**setting)
    noted: list[str] = []
    page.on("console", lambda message: noted.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: noted.append(f"error: {error}"))
    page.on(
        "request", lambda request: None if request.url == address else noted.append(f"request: {request.url}")
    )
    page.goto(address)
    return page, noted


@pytest.mark.parametrize("setting", [name for name in SETTINGS if name != "scripts-off"])
def test_axe_finds_nothing(browser: Browser, address: str, setting: str) -> None:
    from axe_playwright_python.sync_playwright import (  # type: ignore[import-untyped]  # noqa: PLC0415
        Axe,
    )

    page, noted = _opened(browser, address, **SETTINGS[setting])
    found = Axe().run(page, options=OPTIONS).response
    page.close()
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found["violations"]] == []
    looked_at = {rule["id"] for kind in ("passes", "incomplete") for rule in found[kind]}
    assert {"color-contrast", "color-contrast-enhanced", "target-size", "region"} <= looked_at
    assert noted == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_nothing_is_fetched_and_the_console_stays_empty(browser: Browser, address: str, setting: str) -> None:
    page, noted = _opened(browser, address, **SETTINGS[setting])
    assert page.locator(".duties tr[id]").count() >= 70
    page.close()
    assert noted == []


def test_the_style_sheet_applies_under_its_policy(browser: Browser, address: str) -> None:
    page, _ = _opened(browser, address)
    assert page.evaluate("getComputedStyle(document.querySelector('.cards')).display") == "grid"
    page.close()


def test_only_tables_scroll_sideways(browser: Browser, address: str) -> None:
    page, _ = _opened(browser, address, bypass_csp=True, **SETTINGS["narrow"])
    assert page.evaluate(WIDER) == 0
    page.add_style_tag(content=SPACING)
    assert page.evaluate(WIDER) == 0
    page.close()


def test_the_first_stop_is_the_skip_link_and_every_stop_shows(browser: Browser, address: str) -> None:
    page, _ = _opened(browser, address)
    stops = page.evaluate("document.querySelectorAll('a[href], [tabindex=\"0\"]').length")
    for number in range(min(stops, 60)):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "(e => ({skip: e.className === 'skip', style: getComputedStyle(e).outlineStyle,"
            " width: parseFloat(getComputedStyle(e).outlineWidth), seen: e.getBoundingClientRect().bottom > 0"
            " && e.getBoundingClientRect().top < innerHeight}))"
            "(document.activeElement)"
        )
        assert seen["skip"] is (number == 0)
        assert seen["style"] == "solid"
        assert seen["width"] >= 2
        assert seen["seen"]
    page.close()


def test_statuses_differ_in_shape_not_only_in_colour(browser: Browser, address: str) -> None:
    page, _ = _opened(browser, address)
    shots = page.evaluate(
        "[...document.querySelectorAll('.card .s')].map(e => { const s = getComputedStyle(e, '::before');"
        " return [s.clipPath, s.borderStyle, s.borderRadius, s.transform].join('|') })"
    )
    page.close()
    assert len(shots) == len(set(shots)) == 8


def test_it_prints(browser: Browser, address: str) -> None:
    page, _ = _opened(browser, address)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
    assert page.evaluate(
        "[...document.querySelectorAll('.scroll')].every(e => getComputedStyle(e).overflowX === 'visible')"
    )
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.close()
