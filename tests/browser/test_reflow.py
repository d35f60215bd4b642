"""At 320 pixels, letters of 200 % or wide spacing, a page scrolls one way; only wide tables scroll both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.pages import Written, asked, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [320, 1280])
def test_only_tables_scroll_sideways_with_any_spacing(
    browser: Browser, pages: list[Written], width: int
) -> None:
    for page in pages:
        with opened(browser, page, viewport={"width": width, "height": 640}) as tab:
            plain = tab.evaluate(asked("reflow"))
            before = tab.evaluate("getComputedStyle(document.body).letterSpacing")
            tab.evaluate(asked("spaced"))
            assert tab.evaluate("getComputedStyle(document.body).letterSpacing") != before
            spaced = tab.evaluate(asked("reflow"))
        assert not plain, f"{page}\n" + "\n".join(plain)
        assert not spaced, f"{page}, spaced\n" + "\n".join(spaced)


def test_letters_twice_as_large_leave_nothing_out(browser: Browser, pages: list[Written]) -> None:
    for page in pages:
        with opened(browser, page, viewport={"width": 640, "height": 640}) as tab:
            tab.evaluate(asked("large"))
            faults = tab.evaluate(asked("reflow"))
        assert not faults, f"{page}\n" + "\n".join(faults)
