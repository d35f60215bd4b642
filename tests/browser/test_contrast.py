"""Every text is at least 7 to 1 on its ground, every shape and every outline of what has the focus 3 to 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.pages import Written, asked, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def test_every_text_shape_and_outline_stands_out(browser: Browser, either_way: list[Written]) -> None:
    for page in either_way:
        with opened(browser, page) as tab:
            for scheme in SCHEMES:
                tab.emulate_media(color_scheme=scheme)
                found = tab.evaluate(asked("contrast"))
                assert not found["faults"], f"{page}, {scheme}\n" + "\n".join(found["faults"])
                assert found["texts"] > 10
                assert found["stops"] > 0
                assert found["shapes"] > 0 or page.path.name != "report.html"
