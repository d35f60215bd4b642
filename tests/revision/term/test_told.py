"""The record of a term and its questions in words: of four languages, with figures that are the facts'."""

import itertools
import re
from collections.abc import Iterator

import pytest

from checker.findings.model import Sentence
from checker.patterns.vocabulary import DRAFTINGS
from checker.results.language import Wording
from checker.results.model import Results
from checker.results.tags import tags
from checker.revision import told_term
from checker.revision.exercise import EXERCISES
from checker.revision.questions import questions
from checker.revision.term import term
from checker.revision.turning import turning
from checker.revision.untold import REASONS
from tests.revision.term.offices import ATTESTED, Row, entry, judged, session

SENT = entry("e1", "2008-03-01", "expert_sent", "NORTH", about="S-1")
RICH: list[Row] = [
    *ATTESTED,
    *session(1, "2008-03-01", "2008-04-01"),
    *session(2, "2009-03-01", "2009-04-03"),
    *session(3, "2010-03-01", "2010-03-04"),
    SENT,
    entry("j1", "2008-03-02", "judgement", "SOUTH", of="e1", answer="yes"),
    entry("e2", "2009-03-01", "expert_sent", "NORTH", about="S-2"),
    entry("v1", "2009-05-01", "visit_paid", "NORTH"),
    entry("d1", "2009-06-01", "document_issued", "NORTH;SOUTH", issued_as="Joint Office"),
    entry("b1", "2009-06-01", "lunch_held", "NORTH;LEGAL", to="SOUTH"),
    entry("b2", "2010-06-01", "lunch_held", "NORTH", to="SOUTH"),
    *[
        entry(f"{kind}{n}", day, kind, by, obligation=clause, **more)
        for kind, more in (("waiver", {}), ("extension", {"until": "2010-12-31"}))
        for n, (day, by, clause) in enumerate(
            [
                ("2009-01-14", "LEGAL", "share-plans"),
                ("2010-01-14", "SOUTH", "share-plans"),
                ("2008-03-31", "SOUTH", "send-outcomes"),
                ("2010-03-31", "NORTH", "send-outcomes"),
            ]
        )
    ],
]


def said(results: Results, tag: str) -> Iterator[str]:
    """Yield all that can be said of results in one language."""
    words, told = Wording(tag, results.plan), term(results)
    yield from told_term.overview(told, words)
    yield from told_term.notes(words)
    for grid in (told_term.years(told, words), told_term.parties(told, words)):
        yield from (grid.caption, grid.note, *itertools.chain(*grid.rows), *grid.head)
    for each in told.clauses:
        yield told_term.exercise(each, words)
        yield from told_term.clause(each, words)
    yield from (told_term.untold(group, told.counted, words) for group in told.untold)
    yield from (told_term.asked(group, told.counted, words) for group in told.asked)
    yield from (told_term.gap(each, words) for each in told.gaps)
    for item in questions(results, told, turning(results), ()):
        yield told_term.kind(item.kind, words)
        yield told_term.question(item, words)
        yield told_term.why(item, words)
        yield from told_term.made_of(item, words)


@pytest.mark.parametrize("tag", tags())
def test_every_language_says_it_all_without_a_gap(tag: str) -> None:
    results = judged(*RICH)
    found = list(said(results, tag))
    assert len(found) == len(list(said(results, "en"))) > 150
    assert [text for text in found if not text.strip() or re.search(r"[{}\[\]]|None|Apart", text)] == []


def test_the_languages_have_words_for_all_that_can_be_said_and_no_others() -> None:
    keys = set(Wording("en", judged().plan).section("term"))
    whys = {"wanted": ("-untriggered", "-undue"), "idle": ("", "-unresting")}
    expected = {f"kind-{kind}" for kind in DRAFTINGS} | set(DRAFTINGS)
    expected |= {f"{kind}-why{way}" for kind in DRAFTINGS for way in whys.get(kind, ("",))}
    expected |= {f"exercise-{name}" for name in EXERCISES} | {f"untold-{reason}" for reason in REASONS}
    expected |= {f"{x}{way}" for x in ("waiver", "extension") for way in ("", "-asked", "-idle")}
    expected |= {f"{x}{way}" for x in ("late", "margin") for way in ("", "-one")}
    expected |= {"overview", "counts", "counts-none", "uses", "days", "days-between", "in-year", "cell"}
    expected |= {"asked", "judged", "judged-alone", "caption-years", "caption-parties", "head-no-year"}
    expected |= {f"{x}-all" for x in ("margin", "margin-one", "judged", "judged-alone")}
    whole = ("time", "obstacle", "records", "answer", "measure", "exception", "length", "date", "gap")
    expected |= {f"{kind}-why-all" for kind in whole}
    expected |= {"head-all", "head-each-once", "gap-told", "duty", *told_term.NOTES}
    assert keys == expected | {"note-years", "note-parties", "note-parties-none"}


def test_a_clause_in_english() -> None:
    results = judged(*RICH)
    words, told = Wording("en", results.plan), term(results)
    own = {each.clause.id: list(told_term.clause(each, words)) for each in told.clauses}
    assert own["send-outcomes"] == [
        "Duties: 3, of which 1 kept and 2 kept late.",
        "Late 2 times: by 1 to 3 days, the median is 1 day.",
        "Kept 302 days before the due day.",
        "1 waiver was only asked for: nobody but the bearer signed, so it does not count.",
        "1 waiver changed nothing.",
        "1 extension moved the due day of 1 of 3 duties.",
        "1 extension was only asked for: nobody but the bearer signed, so it does not count.",
    ]
    assert own["send-experts"] == [
        "Duties: 3, of which 1 kept, 1 broken and 1 still to be judged by people.",
        "To be judged, 1 of 3: nobody has settled the question “Was it an expert?”",
        "1 of 2 settled duties rests on answers that South Office alone gave.",
    ]
    assert own["may-visit"] == ["Use was made of it 1 time."]
    (gap,) = told.gaps
    assert told_term.gap(gap, words) == (
        "“Lunch held” toward South Office, by North Office and Legal Service: "
        "2 times (1 in 2009 and 1 in 2010)"
    )


def test_of_all_and_of_the_only_one_plain_words_are_said() -> None:
    results = judged(*RICH)
    words = Wording("en", results.plan)
    (asked, *_) = questions(results, term(results), (), ())
    says = {
        ("judged", 1): "The only settled duty rests on answers that North gave.",
        ("judged", 2): "Each of the 2 settled duties rests on answers that North gave.",
    }
    assert says == {
        key: words.fill(
            words.word("term", "judged-all"),
            {"who": "North", "part": key[1], "whole": key[1], **told_term.all_of(key[1])},
        )
        for key in says
    }
    wording = Sentence("length-why", {"part": 7, "whole": 7, "appeared": "", "vanished": 2})
    assert told_term.why(asked._replace(wording=wording), words) == (
        "Each of the 7 verdicts that rest on it is another under another value; up to 2 would not be owed."
    )
    wording = Sentence("date-why", {"part": 1, "whole": 1, "appeared": "", "vanished": ""})
    assert told_term.why(asked._replace(wording=wording), words) == (
        "The only verdict that rests on it is another under another value."
    )


@pytest.mark.parametrize("tag", tags())
def test_terms_are_named_as_people_read_them(tag: str) -> None:
    results = judged(*RICH)
    found = turning(results)
    words = Wording(tag, results.plan)
    asked = [each for each in questions(results, term(results), found, ()) if each.turning is not None]
    assert asked
    for each in asked:
        assert each.turning is not None
        own = each.turning.interpretation._replace(name="end-of-year")
        told = told_term.question(each._replace(turning=each.turning._replace(interpretation=own)), words)
        assert "end of year" in told


BOTH = "North Office and Legal Service"
ON_RECORD = "12 activities on record"
UNDUE = "a day that it hangs on is not known, or has not come."
DELAY = "Those that were late were so by 1 to 3 days, the median is 1 day."


def test_the_questions_in_english() -> None:
    results = judged(*RICH)
    words = Wording("en", results.plan)
    found = {
        each.kind: (told_term.question(each, words), told_term.why(each, words))
        for each in questions(results, term(results), turning(results), ())
    }
    assert found["time"] == (
        "Is the time that “Send outcomes” leaves long enough?",
        f"2 of 3 settled duties were not kept in time: 2 late, 0 broken. {DELAY}",
    )
    assert found["measure"] == (
        "Can what “Send experts” asks for be put so that it can be measured?",
        "1 of 2 settled duties rests on what South Office alone answered to “Was it an expert?”",
    )
    assert found["gap"] == (
        "Does a clause have to cover “Lunch held” toward South Office?",
        f"2 of {ON_RECORD}, by {BOTH}: 1 in 2009 and 1 in 2010. No check asks for them.",
    )
    assert found["wanted"] == (
        "Is “Report on the centre” still wanted?",
        f"Of {ON_RECORD} none made anything fall due under it: {UNDUE}",
    )
    assert all(question.endswith("?") for question, _ in found.values())


def test_the_tables_add_up_to_what_they_say() -> None:
    results = judged(*RICH)
    words, told = Wording("en", results.plan), term(results)
    years, parties = told_term.years(told, words), told_term.parties(told, words)
    for grid in (years, parties):
        assert {len(row) for row in grid.rows} == {len(grid.head)}
        *clauses, last = grid.rows
        assert sum(int(row[-1]) for row in clauses) == int(last[-1]) == told.counted.total
        for column in range(1, len(grid.head) - 1):
            assert sum(number(row[column]) for row in clauses) == number(last[column])
    assert all(sum(map(number, row[1:-1])) == int(row[-1]) for row in years.rows)
    assert sum(map(number, parties.rows[-1][1:-1])) == told.borne > told.counted.total
    assert f"make {told.borne} together" in parties.note
    assert f"{told.joint} of the {told.counted.total} duties" in parties.note


def number(cell: str) -> int:
    return sum(map(int, re.findall(r"\d+", cell)))


def test_without_joint_duties_the_parties_share_them_out() -> None:
    results = judged()
    words = Wording("en", results.plan)
    grid = told_term.parties(term(results), words)
    assert grid.note == "Each duty is owed by one party, so that the parties' numbers make 9 together."


def test_before_anything_is_owed_that_is_said() -> None:
    results = judged(as_of="2008-01-14")
    words = Wording("en", results.plan)
    first, second = told_term.overview(term(results), words)
    assert first.endswith(" Of these, as far as the record shows, 0 came into play and 9 did not.")
    assert second == "No clause has given rise to a duty so far."


def test_texts_of_the_plan_are_set_apart_in_what_runs_the_other_way() -> None:
    results = judged(*RICH)
    words = Wording("ar", results.plan)
    for each in questions(results, term(results), (), ()):
        for clause in each.clauses:
            quoted = words.fill(words.word("dates", "quoted"), {"text": clause.title})
            assert quoted in told_term.question(each, words)
            assert words.say(Sentence("text", {"text": clause.title})) != clause.title
