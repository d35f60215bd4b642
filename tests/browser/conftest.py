"""One Chromium for all tests of this folder, and every page in every language.

What hangs on words is tried in each language on one of the logs, what hangs on layout alone in one that
runs each way; with `CHECKER_LONG=1` on every page.
"""

from __future__ import annotations

import os
import shutil
from functools import cache
from itertools import cycle, product
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from checker.results.tags import tags
from tests.browser.pages import FETCHED, Written, write_once
from tests.report.page import DAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

PLACES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
ABSENT = "no Chromium, or nothing from npm: run `make browser`, or set CHECKER_NO_BROWSER=1"
MADE = tuple(product(tags(), sorted(DAYS)))
LONG = bool(os.environ.get("CHECKER_LONG"))
EACH_LANGUAGE = MADE if LONG else tuple(zip(tags(), cycle(sorted(DAYS)), strict=False))
"""Each language, on one log or the other."""
BOTH_WAYS = MADE if LONG else (("en", "2007-illustrative"), ("ar", "2007-public-record"))
"""A page that runs each way, and each log: where layout alone counts, other words would show no more."""


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


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], list[Written]]:
    """Gives the pages of a language on a log, written once."""
    return cache(lambda language, log: write_once(tmp_path_factory, language, log))


@pytest.fixture(scope="session")
def every_page(written: Callable[[str, str], list[Written]]) -> list[Written]:
    return [page for made in MADE for page in written(*made)]


@pytest.fixture(params=MADE, ids="-".join)
def pages(request: pytest.FixtureRequest, written: Callable[[str, str], list[Written]]) -> list[Written]:
    """The pages of one language on one log."""
    return written(*request.param)


@pytest.fixture(params=EACH_LANGUAGE, ids="-".join)
def each_language(
    request: pytest.FixtureRequest, written: Callable[[str, str], list[Written]]
) -> list[Written]:
    """The pages of one language, on one of the logs."""
    return written(*request.param)


@pytest.fixture(params=BOTH_WAYS, ids="-".join)
def either_way(request: pytest.FixtureRequest, written: Callable[[str, str], list[Written]]) -> list[Written]:
    """Pages that run from left to right, and from right to left."""
    return written(*request.param)
