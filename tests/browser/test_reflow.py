"""At 320 pixels, letters of 200 % or wide spacing, a page scrolls one way; only wide tables scroll both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.pages import Written, asked, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SETTINGS = (
    ("320 px", 320, "as-made"),
    ("320 px, spaced", 320, "spaced"),
    ("1280 px, spaced", 1280, "spaced"),
    ("1280 px", 1280, "as-made"),
    ("letters twice as large", 640, "large"),
)


def test_only_tables_scroll_sideways_however_text_is_set(
    browser: Browser, each_language: list[Written]
) -> None:
    faults = []
    for page in each_language:
        with opened(browser, page) as tab:
            for where, width, setting in SETTINGS:
                tab.set_viewport_size({"width": width, "height": 640})
                tab.evaluate(asked(setting))
                faults += [f"{page}, {where}: {fault}" for fault in tab.evaluate(asked("reflow"))]
    assert not faults, "\n".join(faults)
