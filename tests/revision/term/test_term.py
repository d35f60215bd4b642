"""The record of a term: by hand on small logs; and figures that always add up."""

from collections import Counter
from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.patterns.vocabulary import STATUSES
from checker.results.covering import uncovered
from checker.results.model import Results
from checker.results.story import SETTLED, parties_of
from checker.revision.delay import Apart, late_by, margin
from checker.revision.exercise import EXERCISES, NEVER
from checker.revision.relief import Relief
from checker.revision.term import ClauseTerm, Term, term, year_of
from checker.revision.untold import REASONS
from checker.situations.rows import Rows
from tests.laws.strategies import cases
from tests.laws.strategies import judged as judged_case
from tests.model.generate import Case
from tests.revision.term.offices import ATTESTED, Row, clause, entry, session, told

# How far a clause came into play


@pytest.mark.parametrize(
    ("name", "rows", "expected"),
    [
        ("friendship", [], "unchecked"),
        ("may-visit", [], "unused"),
        ("may-visit", [entry("v", "2009-05-01", "visit_paid", "NORTH")], "exercised"),
        ("may-visit", [entry("v", "2007-05-01", "visit_paid", "NORTH")], "unused"),
        ("answer-letters", [], "untriggered"),
        ("answer-letters", [entry("l", "2007-05-01", "letter_received", "SOUTH")], "untriggered"),
        ("answer-letters", [entry("l", "2010-06-29", "letter_received", "SOUTH")], "pending"),
        ("answer-letters", [entry("l", "2010-05-29", "letter_received", "SOUTH")], "exercised"),
        ("joint-name", [], "untriggered"),
        ("joint-name", [entry("d", "2009-05-29", "document_issued", "SOUTH")], "exercised"),
        ("report-on-centre", [], "undue"),
        ("report-on-centre", [entry("c", "2010-05-29", "centre_opened", "SOUTH")], "pending"),
        ("no-tours", [], "standing"),
        ("no-tours", [entry("t", "2009-05-01", "tour_made", "NORTH")], "exercised"),
    ],
)
def test_a_clause_came_into_play_or_it_is_said_why_not(name: str, rows: list[Row], expected: str) -> None:
    assert clause(name, *rows).exercise == expected


def test_before_the_agreement_is_in_force_nothing_came_into_play() -> None:
    found = told(as_of="2008-01-14")
    assert {each.clause.id: each.exercise for each in found.clauses} == {
        "share-plans": "undue", "send-outcomes": "untriggered", "send-experts": "untriggered",
        "no-tours": "undue", "may-visit": "unused", "answer-letters": "untriggered",
        "report-on-centre": "undue", "joint-name": "untriggered", "only-south": "undue",
        "friendship": "unchecked",
    }  # fmt: skip
    assert (found.counted.total, found.by_year, found.by_party, found.borne) == (0, (), (), 0)


# Years and parties


def test_a_duty_is_of_the_year_of_its_due_day_an_instance_of_its_last_day_and_what_stands_of_none() -> None:
    tour = entry("t", "2008-12-30", "tour_made", "NORTH", end="2009-01-02")
    found = told(*ATTESTED, *session(1, "2009-12-15"), tour)
    years = {each.clause.id: [(y.year, y.counted.total) for y in each.by_year] for each in found.clauses}
    assert years["share-plans"] == [(2009, 2), (2010, 2), (2011, 2)]
    assert years["send-outcomes"] == [(2010, 1)]
    assert years["send-experts"] == [(2009, 1)]
    assert years["no-tours"] == [(2009, 1), (None, 1)]
    assert years["only-south"] == [(None, 1)]
    assert [(y.year, y.counted.total) for y in found.by_year] == [(2009, 4), (2010, 3), (2011, 2), (None, 2)]


def test_a_joint_duty_counts_for_each_party_and_once_in_all() -> None:
    document = entry("d", "2009-05-29", "document_issued", "NORTH;SOUTH;LEGAL")
    alone = entry("a", "2009-05-29", "document_issued", "NORTH")
    own = clause("joint-name", document, alone)
    assert own.counted.total == 2
    assert [(each.party.code, each.counted.total, each.joint) for each in own.by_party] == [
        ("NORTH", 2, 1),
        ("SOUTH", 1, 1),
        ("LEGAL", 1, 1),
    ]
    whole = told(document)
    assert (whole.joint, whole.borne - whole.counted.total) == (1, 2)


# Delays and margins


def test_delays_have_a_lower_median_and_a_reach() -> None:
    rows = [
        *session(1, "2008-03-01", "2008-04-01"),  # due on 31 March
        *session(2, "2008-06-01", "2008-07-05"),  # due on 1 July
        *session(3, "2008-09-01", "2008-11-01"),  # due on 1 October
        *session(4, "2009-03-01", "2009-04-07"),  # due on 31 March
        *session(5, "2009-06-01", "2009-06-11"),  # due on 1 July, and kept
    ]
    own = clause("send-outcomes", *rows)
    assert own.delay is not None
    assert (own.delay.of, own.delay.median, own.delay.reach) == ((4, 4), (4, 4), (1, 31))
    assert own.margin is not None
    assert (own.margin.of, own.margin.median, own.margin.reach) == ((1, 1), (20, 20), (20, 20))


def test_of_days_that_are_not_exact_the_least_and_the_most_are_told() -> None:
    own = clause("send-outcomes", *session(1, "2008-03-01", "2008-05"), *session(2, "2008-06-01", "2008-06"))
    assert own.delay is not None
    assert own.delay.median == Apart(31, 61)  # 1 to 31 May, after 31 March
    assert own.margin is not None
    assert own.margin.median == Apart(1, 30)  # 1 to 30 June, before 1 July


def test_what_counts_by_overlapping_or_is_judged_by_itself_has_no_margin() -> None:
    sent = entry("e", "2008-03-01", "expert_sent", "NORTH", about="S-1")
    yes = entry("y", "2008-03-02", "judgement", "SOUTH", of="e", answer="yes")
    document = entry("d", "2009-05-29", "document_issued", "SOUTH", issued_as="Joint Office")
    for name in ("send-experts", "joint-name"):
        own = clause(name, *session(1, "2008-03-01"), sent, yes, document)
        assert own.counted.counts["fulfilled"] == 1
        assert own.margin is None


# Waivers and extensions


def waiver(name: str, by: str, day: str = "2008-03-31", obligation: str = "send-outcomes") -> Row:
    return entry(name, day, "waiver", by, obligation=obligation)


def named(relief: Relief) -> list[list[str]]:
    return [[e.id for e in found] for found in (relief.granted, relief.requests, relief.idle)]


def test_a_waiver_changed_a_duty_or_was_only_asked_for_or_changed_nothing() -> None:
    rows = [*session(1, "2008-03-01"), *session(2, "2008-06-01")]
    own = clause("send-outcomes", *rows, waiver("w1", "NORTH"), waiver("w2", "SOUTH", "2008-07-01"))
    assert named(own.waivers) == [["w1"], ["w2"], []]
    assert [each.id.rpartition("/")[2] for each in own.waivers.duties] == ["s1"]
    assert named(own.extensions) == [[], [], []]
    kept = clause("send-outcomes", *session(1, "2008-03-01", "2008-03-05"), waiver("w1", "NORTH"))
    assert named(kept.waivers) == [[], [], ["w1"]]
    assert named(clause("share-plans", *rows, waiver("w1", "NORTH")).waivers) == [[], [], []]


def test_an_extension_that_moved_a_due_day_is_told_whatever_became_of_the_duty() -> None:
    more = entry("x", "2008-03-31", "extension", "NORTH", obligation="send-outcomes", until="2008-05-31")
    own = clause("send-outcomes", *session(1, "2008-03-01", "2008-05-01"), more)
    assert own.counted.counts["fulfilled"] == 1
    assert named(own.extensions) == [["x"], [], []]
    assert len(own.extensions.duties) == 1


# What could not be told


def test_each_duty_that_cannot_be_told_has_its_reason_and_those_whose_record_would_say_it() -> None:
    rows = [
        *session(1, "2008-03-01"),  # nothing sent, nobody attests
        *session(2, "2008-06-01", "2008-06/2008-07"),  # sent by 1 July or not
        *session(3, "2008-01"),  # perhaps before the agreement
        entry("s4", "2008-09-01", "session_held", "SOUTH"),  # about nothing
        entry("t", "2008-01", "tour_made", "SOUTH"),  # perhaps before the agreement
    ]
    own = {each.clause.id: each for each in told(*rows).clauses}
    reasons = {
        name: [(each.reason, len(each.duties), each.parties) for each in own[name].untold] for name in own
    }
    assert reasons["send-outcomes"] == [
        ("unattested", 1, ("SOUTH",)),
        ("imprecise", 1, ("SOUTH",)),
        ("doubtful", 1, ("SOUTH",)),
        ("unmatched", 1, ("SOUTH",)),
    ]
    letter = [entry(x, "2009-05-01", f"letter_{x}", "NORTH") for x in ("received", "answered")]
    assert [each.reason for each in clause("answer-letters", *letter).untold] == ["order"]
    assert reasons["no-tours"] == [("uncertain", 1, ("SOUTH",))]
    assert reasons["share-plans"] == [("unattested", 4, ("NORTH", "SOUTH"))]


def test_what_stands_alone_is_asked_of_the_records_of_the_others() -> None:
    own = clause("only-south", as_of="2011-06-30")
    assert [(each.reason, each.parties) for each in own.untold] == [("unattested", ("NORTH",))]


def test_duties_that_wait_for_an_answer_are_grouped_by_the_question() -> None:
    sent = [entry(f"e{n}", f"200{n}-03-01", "expert_sent", "NORTH", about=f"S-{n}") for n in (8, 9)]
    own = clause("send-experts", *session(8, "2008-03-01"), *session(9, "2009-03-01"), *sent)
    assert [(each.question, len(each.duties)) for each in own.asked] == [("Was it an expert?", 2)]
    assert own.judged is None


# Who judged


def test_who_answered_what_settled_duties_is_told() -> None:
    rows = [*session(8, "2008-03-01"), *session(9, "2009-03-01"), *session(7, "2010-03-01")]
    rows += [entry(f"e{n}", day, "expert_sent", "NORTH", about=f"S-{n}") for n, day in SENT.items()]
    own = clause("send-experts", *ATTESTED, *rows, *answers("SOUTH", "SOUTH"))
    assert own.judged is not None
    assert (own.judged.figure, own.judged.parties, own.judged.alone) == ((2, 3), ("SOUTH",), "SOUTH")
    assert {each.status for each in own.judged.duties} == {"fulfilled", "breached"}
    assert [each.id for each in own.judged.answers] == ["j8", "j9"]
    mixed = clause("send-experts", *ATTESTED, *rows, *answers("SOUTH", "LEGAL")).judged
    assert mixed is not None
    assert (mixed.parties, mixed.alone) == (("SOUTH", "LEGAL"), None)
    together = clause("send-experts", *ATTESTED, *rows, *answers("SOUTH;NORTH", "SOUTH")).judged
    assert together is not None
    assert together.alone == "SOUTH"  # the bearer's part in an answer is none
    own_words = clause("send-experts", *ATTESTED, *rows, *answers("SOUTH", "NORTH")).judged
    assert own_words is not None
    assert own_words.figure == (1, 2)  # the bearer's own answer settles nothing


SENT = {8: "2008-03-01", 9: "2009-03-01"}


def answers(first: str, second: str) -> list[Row]:
    return [
        entry("j8", "2008-03-02", "judgement", first, of="e8", answer="yes"),
        entry("j9", "2009-03-02", "judgement", second, of="e9", answer="no"),
    ]


def test_a_kept_duty_does_not_rest_on_an_answer_about_an_act_that_did_not_count() -> None:
    sent = [entry(f"e{n}", "2008-03-01", "expert_sent", "NORTH", about="S-1") for n in (1, 2)]
    given = [
        entry("j1", "2008-03-02", "judgement", "SOUTH", of="e1", answer="no"),
        entry("j2", "2008-03-02", "judgement", "LEGAL", of="e2", answer="yes"),
    ]
    own = clause("send-experts", *session(1, "2008-03-01"), *sent, *given)
    assert own.judged is not None
    assert own.judged.parties == ("LEGAL",)


# What no clause covers


def test_activities_that_no_clause_covers_are_grouped_by_kind_and_toward_whom() -> None:
    lunches = [
        entry("a", "2008-12-31", "lunch_held", "NORTH", to="SOUTH", end="2009-01-01"),
        entry("b", "2008-05-01", "lunch_held", "LEGAL", to="SOUTH"),
        entry("c", "2009-05-01", "lunch_held", "NORTH"),
        entry("d", "2009-06-01", "plan_shared", "NORTH"),
    ]
    found = told(*lunches).gaps
    assert [(g.kind, g.toward, g.by, [e.id for e in g.entries], g.years) for g in found] == [
        ("lunch_held", (), ("NORTH",), ["c"], ((2009, 1),)),
        ("lunch_held", ("SOUTH",), ("NORTH", "LEGAL"), ["b", "a"], ((2008, 1), (2009, 1))),
    ]


# Always


@given(cases(size=30))
@settings(max_examples=settings().max_examples // 4)
def test_figures_add_up_and_say_what_the_findings_say(case: Case) -> None:
    results = judged_case(case)
    found = term(results)
    assert found.counted.total == len(results.results)
    assert found.counted.counts == results.counts
    adds_up(found, results.counts)
    shared = sum(len(parties_of(result, results.plan)) - 1 for result in results.results)
    assert found.borne == found.counted.total + shared
    assert sum(len(g.entries) for g in found.gaps) == sum(map(len, uncovered(results).values()))
    assert all(sum(number for _, number in gap.years) == len(gap.entries) for gap in found.gaps)
    for each in found.clauses:
        one = Term((each,), each.counted, each.by_year, each.by_party, 0, each.untold, each.asked, ())
        adds_up(one, each.counted.counts)
        assert each.exercise in EXERCISES
        assert bool(each.results) <= (each.exercise not in NEVER)
        delays_fit(each)
        answers_fit(each)
    reliefs_fit(results, found)
    days_fit(results)


def adds_up(found: Term, counts: Mapping[str, int]) -> None:
    """Every duty is in one year or none, and what is open has one reason or one question."""
    assert sum(each.counted.total for each in found.clauses) == found.counted.total
    for status in STATUSES:
        assert sum(each.counted.counts[status] for each in found.by_year) == counts[status]
    ids = [result.id for group in found.untold for result in group.duties]
    assert len(ids) == len(set(ids)) == counts["unknown"]
    assert all(group.reason in REASONS and group.parties for group in found.untold)
    assert sum(len(group.duties) for group in found.asked) == counts["to_judge"]


def delays_fit(each: ClauseTerm) -> None:
    """All late duties have a delay, and the median lies in the reach."""
    late = each.counted.counts["late"]
    assert (each.delay.of if each.delay else (0, 0)) == (late, late)
    for typical in (each.delay, each.margin):
        if typical is not None:
            assert typical.reach.least <= typical.median.least <= typical.median.most <= typical.reach.most
    assert each.margin is None or each.margin.of.whole == each.counted.counts["fulfilled"]


def answers_fit(each: ClauseTerm) -> None:
    """Duties rest on answers only where a question is asked and something is settled."""
    if each.judged is not None:
        settled = [result for result in each.results if result.status in SETTLED]
        assert each.judged.figure == (len(each.judged.duties), len(settled))
        assert all(result.finding.of.check.question for result in each.judged.duties)
        assert each.judged.parties
        assert {e.kind for e in each.judged.answers} == {"judgement"}


def reliefs_fit(results: Results, found: Term) -> None:
    """Each waiver and extension that names a clause is in exactly one list."""
    for kind in ("waiver", "extension"):
        statements = results.setting.record.statements.get(kind, ())
        expected = Counter(n for e in statements for n in results.plan.ids_now(e.fields["obligation"]))
        for each in found.clauses:
            lists = named(each.waivers if kind == "waiver" else each.extensions)
            assert sum(map(len, lists)) == expected[each.clause.id]


def days_fit(results: Results) -> None:
    """Delays are those that the reasons name, margins are in the window, years those of the due days."""
    log = Rows(results.setting)
    for result in results.results:
        window, year = result.finding.of.window, year_of(result)
        assert year is None or (window.last is not None and window.last.year == year)
        assert year is not None or result.status in ("holding", "fulfilled", "unknown")
        if result.status == "late":
            says = next(s.values for s in result.finding.because if "most" in s.values)
            assert late_by(result) == (says["days"], says["most"])
        days = margin(result, log) if result.status == "fulfilled" else None
        assert days is None or 0 <= days.least <= days.most


@given(cases(size=30), st.randoms(use_true_random=False))
@settings(max_examples=settings().max_examples // 10)
def test_the_order_of_rows_changes_nothing(case: Case, rng: Random) -> None:
    mixed = list(case.entries)
    rng.shuffle(mixed)
    assert figures(term(judged_case(case))) == figures(term(judged_case(case, entries=mixed)))


def figures(found: Term) -> object:
    clauses = [
        (each.exercise, each.by_year, each.delay, each.margin, named(each.waivers), named(each.extensions))
        for each in found.clauses
    ]
    return clauses, [each.judged and each.judged.figure for each in found.clauses], found.gaps
