"""`pytest --renew` writes the golden files anew; review them as a diff.

Laws are tried on few examples, always the same; on many with `HYPOTHESIS_PROFILE=thorough`.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.browser.started import browser, fetched

__all__ = ["browser", "fetched"]

LONG = bool(os.environ.get("CHECKER_LONG"))
settings.register_profile(
    "quick",
    max_examples=60 if LONG else 40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough", max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


LONGEST = (
    "tests/browser/test_axe.py",
    "tests/bytes/test_matrix.py",
    "tests/browser/test_alone.py",
    "tests/browser/",
    "tests/package/",
    "tests/faults/",
    "tests/output/test_pdf.py",
    "tests/docs/test_commands.py",
)
"""Files are shared among processes in this order: one that takes long would be waited for if it came last."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        begins = (number for number, name in enumerate(LONGEST) if item.nodeid.startswith(name))
        return next(begins, len(LONGEST))

    items.sort(key=place)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write golden files anew")


class Golden:
    """Compares with a file that holds what is expected."""

    def __init__(self, *, renew: bool) -> None:
        self.renew = renew

    def check(self, path: Path, text: str) -> None:
        if self.renew:
            path.write_text(text)
        assert path.exists(), f"{path.name} is missing: run pytest --renew and look at it"
        assert text == path.read_text()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(renew=bool(request.config.getoption("--renew")))
