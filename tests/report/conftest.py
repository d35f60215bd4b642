"""The reports that every test of the page is run on: both examples, and all worked cases."""

import pytest

from tests.report.page import DAYS, Report, case, example
from tests.run import ROOT

CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/expected.json"))


@pytest.fixture(params=sorted(DAYS))
def report(request: pytest.FixtureRequest) -> Report:
    return example(request.param)


@pytest.fixture(params=[*sorted(DAYS), *CASES], ids=[*sorted(DAYS), *(path.name for path in CASES)])
def any_report(request: pytest.FixtureRequest) -> Report:
    return example(request.param) if isinstance(request.param, str) else case(request.param)
