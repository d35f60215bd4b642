"""Verdicts as tests in JUnit's XML, for programs that show the tests of a pipeline.

A duty is a test, an obligation a suite. What was broken or late has failed; what is kept, excused or holds
has passed; what cannot be told, has to be judged or is not yet due is skipped: nothing is proven either way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from checker.diagnostics import visible
from checker.results import phrasing, told_mark
from checker.results.facts import facts_of
from checker.results.language import Wording
from checker.results.told_remedy import remedy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.outputs import Options
    from checker.results.facts import Facts
    from checker.results.model import ObligationResult, Result, Results

suffix = ".xml"
name = "junit.xml"
once = True  # programs read it: a report in several languages has it once
FAILED = ("breached", "late")
SKIPPED = ("unknown", "to_judge", "pending")


def write(results: Results, options: Options) -> bytes:
    """Give the tests as UTF-8 XML."""
    words, facts = Wording(options.language, results.plan), facts_of(results)
    title = told_mark.titled(words.quoted(words.plan.title), told_mark.of(results), words)
    root = Element("testsuites", {"name": words.line(title), **_counted(results.results)})
    for own in results.obligations:
        root.append(_suite(own, facts, words))
    indent(root, " ")
    return _written(root)


def _suite(own: ObligationResult, facts: Facts, words: Wording) -> Element:
    results = facts.results
    suite = Element(
        "testsuite",
        {
            "name": f"{own.obligation.id}: {visible(own.obligation.title)}",
            **_counted(own.results),
            "timestamp": f"{results.as_of.isoformat()}T00:00:00",
        },
    )
    properties = SubElement(suite, "properties")
    for key, value in _properties(facts, words):
        SubElement(properties, "property", {"name": key, "value": visible(value)})
    for result in own.results:
        suite.append(_case(result, facts, words))
    return suite


def _properties(facts: Facts, words: Wording) -> Iterator[tuple[str, str]]:
    results = facts.results
    yield "agreement", results.plan.id
    yield "as_of", results.as_of.isoformat()
    if results.known_at:
        yield "known_at", results.known_at.isoformat()
    yield "results", facts.signing.sha256
    made_up = told_mark.of(results)
    if results.illustrative:
        yield "illustrative", "true"
    if made_up.versions:
        yield "made_up", words.line(told_mark.mark(made_up, words))


def _case(result: Result, facts: Facts, words: Wording) -> Element:
    case = Element("testcase", {"classname": result.obligation, "name": visible(result.id), "time": "0"})
    status, plan = result.status, facts.results.plan
    reason = words.reason((*result.finding.because, *remedy(result, facts.remedies, plan)))
    stands = phrasing.status(status, words) + words.word("dates", "colon")
    message = {"message": words.line(stands + words.say(result.finding.because[0]))}
    if status in FAILED:
        told = SubElement(case, "failure", {"type": status, **message})
    elif status in SKIPPED:
        told = SubElement(case, "skipped", message)
    else:
        told = SubElement(case, "system-out")
    told.text = words.line(stands + reason)
    return case


def _counted(results: Iterable[Result]) -> dict[str, str]:
    statuses = [result.status for result in results]
    return {
        "tests": str(len(statuses)),
        "failures": str(sum(status in FAILED for status in statuses)),
        "errors": "0",
        "skipped": str(sum(status in SKIPPED for status in statuses)),
        "time": "0",
    }


def _written(root: Element) -> bytes:
    from io import BytesIO  # noqa: PLC0415 - only when asked for

    written = BytesIO()
    ElementTree(root).write(written, encoding="utf-8", xml_declaration=True)
    return written.getvalue() + b"\n"
