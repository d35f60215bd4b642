"""The pages of a large log, for the tests that look at pages in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker.results.tags import tags
from tests.large.pages import pages as of_languages
from tests.large.pages import written

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.pages import Written


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the report."""
    return written(tmp_path_factory)


@pytest.fixture(params=tags())
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Written]:
    """The page of one language."""
    return of_languages(tmp_path_factory, (request.param,))


@pytest.fixture(params=tags())
def each_language(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Written]:
    """The same."""
    return of_languages(tmp_path_factory, (request.param,))


@pytest.fixture(params=("en", "ar"))
def either_way(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Written]:
    """The page that runs from left to right, and the one from right to left."""
    return of_languages(tmp_path_factory, (request.param,))


@pytest.fixture(scope="session")
def files(fetched: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The pages of all languages."""
    assert fetched.is_dir()
    return [str(page.path) for page in of_languages(tmp_path_factory, tags())]
