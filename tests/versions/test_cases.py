"""Several versions in one history, worked out by hand: which version each duty is of, and what was open."""

import json
from datetime import date
from typing import Any

import pytest

from checker.results.document import document
from checker.results.language import Wording
from tests.versions.cases import CASES, HERE, judged, versions

FIELDS = ("obligation", "check", "bearer", "opens", "due", "trigger", "status", "version")


@pytest.mark.parametrize("name", CASES)
def test_duties_and_what_was_open_are_as_worked_out(name: str) -> None:
    expected = json.loads((HERE / name / "expected.json").read_text())
    results = judged(versions(name), HERE / name / "log.csv", date.fromisoformat(expected["as_of"]))
    told: dict[str, Any] = document(results, Wording("en", results.plan))
    duties = [{field: duty[field] for field in FIELDS} for duty in told["duties"]]
    assert sorted(duties, key=_key) == sorted(expected["duties"], key=_key)
    opened = {
        each["version"]: [[duty["id"], duty["falls_under"], duty["why"]] for duty in each["open"]]
        for each in told["versions"]
    }
    assert opened == expected["open"]


def _key(duty: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(duty[field]) for field in FIELDS)


@pytest.mark.parametrize("name", CASES)
def test_the_order_in_which_plans_are_given_does_not_matter(name: str) -> None:
    as_of = date.fromisoformat(json.loads((HERE / name / "expected.json").read_text())["as_of"])
    one = judged(versions(name), HERE / name / "log.csv", as_of)
    other = judged(reversed(versions(name)), HERE / name / "log.csv", as_of)
    assert document(one, Wording("en", one.plan)) == document(other, Wording("en", other.plan))
