"""Verdicts as tests: what a pipeline shows is what the results say."""

from collections import Counter
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pytest

from checker.outputs import Options, output
from checker.outputs.junit import FAILED, SKIPPED
from checker.patterns.vocabulary import STATUSES
from checker.results.facts import facts_of
from checker.results.model import Results
from tests.report.page import DAYS, example
from tests.run import ROOT, checker


@pytest.fixture(params=sorted(DAYS))
def results(request: pytest.FixtureRequest) -> Results:
    return example(request.param).results


@pytest.fixture
def suites(results: Results) -> Element:
    return ET.fromstring(output("junit").write(results, Options()))  # noqa: S314 - our own


def outcome(case: Element) -> str:
    (one,) = list(case)
    return one.tag


def test_an_obligation_is_a_suite_and_a_duty_a_test(results: Results, suites: Element) -> None:
    assert [suite.attrib["name"].partition(":")[0] for suite in suites] == [
        own.obligation.id for own in results.obligations
    ]
    for own, suite in zip(results.obligations, suites, strict=True):
        found = [(case.attrib["classname"], case.attrib["name"]) for case in suite.iter("testcase")]
        assert found == [(own.obligation.id, result.id) for result in own.results]


def test_what_is_not_kept_fails_and_what_is_not_proven_is_skipped(results: Results, suites: Element) -> None:
    statuses = {result.id: result.status for result in results.results}
    for case in suites.iter("testcase"):
        status = statuses[case.attrib["name"]]
        expected = "failure" if status in FAILED else "skipped" if status in SKIPPED else "system-out"
        assert outcome(case) == expected
        assert case[0].attrib.get("type", status) == status
        assert case[0].text
    assert {"fulfilled", "excused", "holding"} == set(STATUSES) - {*FAILED, *SKIPPED}


def test_the_numbers_add_up(results: Results, suites: Element) -> None:
    for each in (suites, *suites):
        cases = Counter(outcome(case) for case in each.iter("testcase"))
        told = {name: int(each.attrib[name]) for name in ("tests", "failures", "errors", "skipped")}
        assert told == {
            "tests": cases.total(),
            "failures": cases["failure"],
            "errors": 0,
            "skipped": cases["skipped"],
        }
    assert int(suites.attrib["failures"]) == sum(results.counts[status] for status in FAILED)


def test_a_suite_says_what_was_asked_and_of_which_results(results: Results, suites: Element) -> None:
    for suite in suites:
        told = {each.attrib["name"]: each.attrib["value"] for each in suite.iter("property")}
        assert told["as_of"] == str(results.as_of)
        assert told["results"] == facts_of(results).signing.sha256
        assert ("illustrative" in told) is results.illustrative
        assert suite.attrib["timestamp"] == f"{results.as_of}T00:00:00"


def test_what_was_broken_says_what_would_have_made_it_kept() -> None:
    two = ROOT / "examples" / "two-offices"
    ran = checker("check", "--plan", two / "plan.yaml", "--log", two / "log.csv", "--format", "junit")
    assert ran.code == 1
    assert "It would have been kept, had " in ran.out
