"""Every page in every language.

What hangs on words is tried in each language on one of the logs, what hangs on layout alone in one that
runs each way; with `CHECKER_LONG=1` on every page.
"""

from __future__ import annotations

import os
from functools import cache
from itertools import cycle, product
from typing import TYPE_CHECKING

import pytest

from checker.results.tags import tags
from tests.browser.pages import Written, write_once
from tests.report.page import DAYS

if TYPE_CHECKING:
    from collections.abc import Callable

MADE = tuple(product(tags(), sorted(DAYS)))
LONG = bool(os.environ.get("CHECKER_LONG"))
EACH_LANGUAGE = MADE if LONG else tuple(zip(tags(), cycle(sorted(DAYS)), strict=False))
"""Each language, on one log or the other."""
BOTH_WAYS = MADE if LONG else (("en", "2007-illustrative"), ("ar", "2007-public-record"))
"""A page that runs each way, and each log: where layout alone counts, other words would show no more."""


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
