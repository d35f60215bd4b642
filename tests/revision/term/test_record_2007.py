"""The record of the 2007 programme: of the public one nothing is said that silence would have to show."""

from datetime import date

import pytest

from checker.results.language import Wording
from checker.results.model import Results
from checker.results.tags import tags
from checker.revision import told_term
from checker.revision.questions import questions
from checker.revision.term import term
from tests.run import ROOT
from tests.run import judged as judged_files

PLAN = ROOT / "obligations.yaml"


def results(name: str, as_of: str) -> Results:
    log = ROOT / "examples" / name / "log.csv"
    return judged_files(PLAN, [log], date.fromisoformat(as_of), engine="reference")


@pytest.fixture(scope="module", name="public")
def public_record() -> Results:
    return results("2007-public-record", "2011-12-31")


@pytest.fixture(scope="module", name="illustrative")
def illustrative_record() -> Results:
    return results("2007-illustrative", "2010-06-30")


def test_of_the_public_record_silence_is_told_as_silence(public: Results) -> None:
    found = term(public)
    counts = found.counted.counts
    assert (counts["late"], counts["breached"], counts["fulfilled"]) == (0, 0, 0)
    assert counts["unknown"] > found.counted.total // 2
    assert sum(len(group.duties) for group in found.untold) == counts["unknown"]
    assert found.untold[0].reason == "unattested"
    for each in found.clauses:
        assert each.delay is None
        assert each.judged is None


def test_no_question_on_the_public_record_says_that_anybody_missed_anything(public: Results) -> None:
    found = questions(public, term(public), (), ())
    kinds = {each.kind for each in found}
    assert {"wanted", "unused", "records", "answer", "gap"} <= kinds
    assert kinds.isdisjoint({"time", "obstacle", "keeping", "measure", "exception", "waivers", "extensions"})


def test_the_words_on_the_public_record_name_no_breach_but_to_say_that_it_is_none(public: Results) -> None:
    words, found = Wording("en", public.plan), term(public)
    grids = (told_term.years(found, words), told_term.parties(found, words))
    said = [cell for grid in grids for row in grid.rows for cell in row[1:]]
    said += [text for each in found.clauses for text in told_term.clause(each, words)]
    said += [text for each in questions(public, found, (), ()) for text in (told_term.why(each, words),)]
    unattested = [text for text in said if "not attested" in text]
    assert len(unattested) >= 10
    assert all(text.endswith("That is no broken commitment.") for text in unattested)
    rest = " ".join(text.replace("That is no broken commitment.", "") for text in said)
    assert not [word for word in ("broken", "late", "missed", "failed", "not kept") if word in rest.lower()]
    records = [each for each in questions(public, found, (), ()) if each.kind == "records"]
    assert all("nothing about what was done" in told_term.why(each, words) for each in records)


def test_the_illustrative_record_of_the_term(illustrative: Results) -> None:
    found = term(illustrative)
    own = {each.clause.id: each for each in found.clauses}
    assert [(each.year, each.counted.total) for each in found.by_year] == [
        (2008, 14), (2009, 32), (2010, 22), (2011, 2), (None, 2),
    ]  # fmt: skip
    assert (found.counted.total, found.joint, found.borne) == (72, 2, 74)
    assert [(each.reason, len(each.duties)) for each in found.untold] == [("unattested", 5), ("imprecise", 2)]
    late = own["committee-information"].delay
    assert late is not None
    assert (late.of, late.median, late.reach) == ((2, 2), (24, 24), (24, 46))
    assert [e.id for e in own["attend-between-sessions"].waivers.granted] == ["m38"]
    assert [e.id for e in own["attend-conference"].waivers.requests] == ["m55"]
    assert [e.id for e in own["revise"].extensions.granted] == ["m80"]
    assert len(own["revise"].extensions.duties) == 2


def test_the_questions_on_the_illustrative_record(illustrative: Results) -> None:
    found = questions(illustrative, term(illustrative), (), ())
    asked = {(each.kind, clause.id): each.figure for each in found for clause in each.clauses}
    assert asked["time", "committee-information"] == (2, 5)
    assert asked["obstacle", "share-work-plans"] == (2, 5)
    assert asked["exception", "attend-between-sessions"] == (3, 4)
    assert asked["keeping", "draft-rules"] == (3, 3)
    assert asked["measure", "ohchr-services-committee"] == (2, 2)
    assert not [kind for kind, _ in asked if kind in ("wanted", "unused", "records", "waivers", "extensions")]


@pytest.mark.parametrize("tag", tags())
def test_all_of_it_can_be_said_in_each_language(public: Results, illustrative: Results, tag: str) -> None:
    for each in (public, illustrative):
        words, found = Wording(tag, each.plan), term(each)
        for item in questions(each, found, (), ()):
            texts = [told_term.question(item, words), told_term.why(item, words)]
            assert not [text for text in texts if not text or "{" in text or "[" in text]
