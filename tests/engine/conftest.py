"""Each test of the engine gives it its tables itself: what others have asked before is forgotten."""

import pytest

from checker.findings import tables


@pytest.fixture(autouse=True)
def engine_that_knows_nothing() -> None:
    tables.forget()
