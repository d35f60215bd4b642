"""What rows did and what is asked for can be said, in words from the language's file alone."""

import re

import pytest
from hypothesis import given

from checker.results.language import Wording
from checker.results.mentions import ROLES
from checker.results.model import Results
from checker.results.requests import WANTS, by_party, requests
from checker.results.told_rows import asks, became, blank, did
from checker.results.traces import BECAME, traces
from tests.laws.strategies import cases, judged
from tests.model.generate import Case
from tests.run import ROOT
from tests.story.test_requests import EXAMPLES, example

NEAR = ("too_early", "too_late", "judged_no", "by_other")


def say_all(results: Results) -> None:
    words = Wording("en", results.plan)
    for trace in traces(results).values():
        said = list(did(trace, words))
        assert {name for each in said if each.kind == "duty" for name in each.ids} == {
            mention.result.id for mention in trace.mentions
        }
        assert all(each.text.endswith(":") and each.ids for each in said)
    for request in requests(results):
        assert not re.search(r"[{}\[\]|]", asks(request, words))
        assert all(blank(name, request, words) for name in request.blanks)


@given(cases())
def test_whatever_the_log_all_of_it_can_be_said(case: Case) -> None:
    say_all(judged(case))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_can_be_said(name: str) -> None:
    say_all(example(name))


def test_there_are_words_for_every_role_class_and_want_and_no_others() -> None:
    words = Wording("en", example("2007-illustrative").plan)
    roles = {f"near-{why}" for why in NEAR}.union(ROLES) - {"near"}
    keys = set(words.section("traces"))
    assert {key for key in keys if key.startswith("became-")} == {f"became-{name}" for name in BECAME}
    assert keys - {f"became-{name}" for name in BECAME} == roles | {
        "permitted", "dates", "undoes", "undone", "fits",
    }  # fmt: skip
    source = (ROOT / "checker" / "results" / "told_rows.py").read_text(encoding="utf-8")
    asked = set(words.section("requests"))
    assert asked >= set(WANTS)
    assert {k for k in asked if f'"{k}"' not in source and not k.startswith("blank-")} <= {
        *WANTS, "correction-impossible",
    }  # fmt: skip


def test_what_the_made_up_log_is_asked_for() -> None:
    """Its own README says what its writer left out: a half-year of attestation, two days, four answers."""
    results = example("2007-illustrative")
    words = Wording("en", results.plan)
    assert became("counted", words) == "Counted for a duty, or excuses one"
    lists = by_party(requests(results))
    assert {party: [r.id for r in own] for party, own in lists.items()} == {
        "DESA": [
            "request-m64",
            "request-m79-assist-inter-agency-assists-DESA",
            "request-m79-assist-inter-agency-geneva-DESA",
        ],
        "OHCHR": [
            "request-OHCHR-2010-01-01",
            "request-m30",
            "request-m46-attend-expert-meetings-attended-OHCHR",
            "request-m52-desa-services-conference-sessions-OHCHR",
        ],
    }
    attestation, day, answer, _ = lists["OHCHR"]
    assert asks(attestation, words) == (
        "Is the record of OHCHR complete from 1 January 2010 to 9 June 2010? "
        "If so, add this row: 5 findings wait for it, and what is not on record then counts as not done."
    )
    assert asks(day, words) == (
        "For “Report on the third session sent; only the month is known” (May 2010, m30), fill in the day: "
        "1 finding waits for it. So far the record has for the day: May 2010."
    )
    assert day.blanks == ("date", "recorded")
    assert answer.row is not None
    assert answer.row == {
        "id": answer.id, "date": "", "activity": "judgement", "by": "OHCHR", "of": "m46",
        "obligation": "attend-expert-meetings", "check": "attended", "answer": "",
    }  # fmt: skip
