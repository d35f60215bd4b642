"""One Chromium for all tests that look at pages, wherever they stand."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.pages import FETCHED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

PLACES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
ABSENT = "no Chromium, or nothing from npm: run `make browser`, or set CHECKER_NO_BROWSER=1"


@pytest.fixture(scope="session")
def fetched() -> Path:
    """What npm brings. That it is not there is a failure, unless it was said to go without."""
    if os.environ.get("CHECKER_NO_BROWSER"):
        pytest.skip("CHECKER_NO_BROWSER is set")
    if not FETCHED.is_dir():
        pytest.fail(ABSENT)
    return FETCHED


@pytest.fixture(scope="session")
def browser(fetched: Path) -> Iterator[Browser]:
    """A real Chromium, likewise."""
    found = next((path for name in PLACES if (path := shutil.which(name))), None)
    if found is None or not fetched:
        pytest.fail(ABSENT)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield started
        started.close()
