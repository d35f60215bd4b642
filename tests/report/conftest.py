"""The reports that every test of the page is run on: both examples, and worked cases.

Of the cases that were drawn by chance each third; all with `CHECKER_LONG=1`.
"""

import os

import pytest

from tests.report.page import DAYS, Report, case, example
from tests.run import ROOT

ALL = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/expected.json"))
CASES = [
    case
    for number, case in enumerate(ALL)
    if os.environ.get("CHECKER_LONG") or not case.name.startswith("case-") or not number % 3
]


@pytest.fixture(params=sorted(DAYS))
def report(request: pytest.FixtureRequest) -> Report:
    return example(request.param)


@pytest.fixture(params=[*sorted(DAYS), *CASES], ids=[*sorted(DAYS), *(path.name for path in CASES)])
def any_report(request: pytest.FixtureRequest) -> Report:
    return example(request.param) if isinstance(request.param, str) else case(request.param)
