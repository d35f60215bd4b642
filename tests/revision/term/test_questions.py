"""Questions for drafters: every line of the tables is reached, by the figures that raise it alone."""

import itertools

import pytest
from hypothesis import given, settings

from checker.diagnostics import Faults
from checker.findings.engine import Engine
from checker.findings.tables import Tables
from checker.patterns.load import load
from checker.patterns.vocabulary import DRAFTINGS
from checker.results.story import SETTLED, Figure
from checker.revision.aspects import SHORT, again, mostly, often
from checker.revision.attainment import AT_LEAST, ONE_IN, Share, often_missed
from checker.revision.questions import TABLES, Drafting, questions
from checker.revision.term import term
from tests.engine.tables import page
from tests.laws.strategies import cases
from tests.laws.strategies import judged as judged_case
from tests.model.generate import Case
from tests.revision.term.offices import ATTESTED, Row, asked, entry, kinds, session

SHIPPED = load(Faults())


@pytest.mark.parametrize("engine", ["durable", "reference"])
@pytest.mark.parametrize("name", TABLES)
def test_a_table_decides_as_written_out_by_hand_and_reaches_every_line(name: str, engine: Engine) -> None:
    tables = Tables(SHIPPED, engine)
    fields = tuple(tables.table(name).fields)
    reached = set()
    for situation in itertools.product((0, 1), repeat=len(fields)):
        line = tables.ask(name, situation)
        assert line.status == page(name, situation)
        reached.add(line.id)
    assert reached == {line.id for line in tables.table(name).lines}


def test_every_kind_of_question_is_a_line_of_a_table() -> None:
    lines = [line.status for name in TABLES for line in SHIPPED.tables[name].lines]
    assert sorted(lines) == sorted([*DRAFTINGS, "nothing"])


def test_the_table_names_the_thresholds_that_are_counted_with() -> None:
    fields = SHIPPED.tables["drafting"].fields
    assert (AT_LEAST, ONE_IN, SHORT) == (2, 3, 30)
    assert "at least a third, and at least 2," in fields["missed"]
    assert f"{SHORT} days at most" in fields["short"]
    assert all(f"at least {AT_LEAST}" in fields[name] for name in ("excused", "waived", "extended", "kept"))


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 0, (False, False, False)),
        (1, 1, (False, False, True)),
        (1, 2, (False, False, False)),
        (2, 3, (True, True, True)),
        (2, 4, (True, True, False)),
        (2, 6, (True, True, False)),
        (2, 7, (True, False, False)),
        (3, 9, (True, True, False)),
        (3, 10, (True, False, False)),
    ],
)
def test_again_often_and_mostly(part: int, whole: int, expected: tuple[bool, bool, bool]) -> None:
    figure = Figure(part, whole)
    assert (again(part), often(figure), mostly(figure)) == expected
    assert often_missed(Share(whole - part, whole, {})) is often(figure)  # one meaning of “often missed”


# Clauses


def one(found: tuple[Drafting, ...], kind: str) -> Drafting:
    (item,) = (each for each in found if each.kind == kind)
    return item


def test_a_clause_that_nothing_triggered_is_asked_about_and_so_is_a_permission_nobody_used() -> None:
    found = asked(*session(1, "2008-03-01"), entry("v", "2009-01-01", "plan_shared", "NORTH"))
    wanted = [each for each in found if each.kind == "wanted"]
    assert [(each.clauses[0].id, each.wording.key, each.figure) for each in wanted] == [
        ("answer-letters", "wanted-why-untriggered", (0, 2)),
        ("report-on-centre", "wanted-why-undue", (0, 2)),
        ("joint-name", "wanted-why-untriggered", (0, 2)),
    ]
    assert [each.clauses[0].id for each in found if each.kind == "unused"] == ["may-visit"]
    assert one(found, "unused").wording.key == "unused-why"
    assert not kinds(asked(entry("v", "2009-01-01", "visit_paid", "NORTH")), "may-visit")


LATE = {"a day": ("2008-04-01", "2009-04-01"), "30 days": ("2008-04-30", "2009-04-30")}
LONG = ("2008-05-01", "2009-05-01")


def outcomes(sent: tuple[str, ...], *more: Row) -> list[Row]:
    """Sessions on 1 March of each year, so that outcomes are due on the last of the month."""
    rows = [session(year, f"{year}-03-01", day) for year, day in zip(range(2008, 2011), sent, strict=False)]
    return [*ATTESTED, *itertools.chain.from_iterable(rows), *more]


@pytest.mark.parametrize("sent", LATE.values(), ids=LATE)
def test_often_late_by_little_asks_whether_the_time_is_long_enough(sent: tuple[str, str]) -> None:
    found = asked(*outcomes((*sent, "2010-03-02")))
    item = one(found, "time")
    assert (item.clauses[0].id, item.figure, len(item.duties)) == ("send-outcomes", (2, 3), 2)
    values = item.wording.values
    assert (values["late"], values["broken"], values["first"]) == (2, 0, values["last"])


def test_often_late_by_much_or_broken_asks_what_stood_in_the_way() -> None:
    for sent in (LONG, ("2008-04-01", ""), ("", "")):
        found = asked(*outcomes((*sent, "2010-03-02")))
        assert kinds(found, "send-outcomes") == ["obstacle"], sent
        assert one_of(found, "obstacle", "send-outcomes").figure == (2, 3)
    broken = one_of(asked(*outcomes(("", "", "2010-03-02"))), "obstacle", "send-outcomes")
    assert "least" not in broken.wording.values


def one_of(found: tuple[Drafting, ...], kind: str, name: str) -> Drafting:
    (item,) = (each for each in found if each.kind == kind and [c.id for c in each.clauses] == [name])
    return item


def test_what_was_missed_once_or_seldom_is_not_often_missed() -> None:
    assert kinds(asked(*outcomes(("2008-04-01", "2009-03-02"))), "send-outcomes") == []
    rows = [*ATTESTED, *session(8, "2008-08-20"), *session(9, "2008-09-20")]
    rows += [row for n in range(1, 5) for row in session(n, f"2008-0{n}-20", f"2008-0{n}-21")]
    assert kinds(asked(*rows), "send-outcomes") == ["obstacle"]  # 2 of 6
    assert kinds(asked(*rows, *session(5, "2008-05-20", "2008-05-21")), "send-outcomes") == []


def test_what_was_always_kept_is_asked_about_if_it_was_kept_again() -> None:
    item = one(asked(*outcomes(("2008-03-02", "2009-03-03")), as_of="2010-01-01"), "keeping")
    assert (item.clauses[0].id, item.figure, item.wording.values["others"]) == ("send-outcomes", (2, 2), "")
    assert kinds(asked(*outcomes(("2008-03-02",)), as_of="2009-01-01"), "send-outcomes") == []


def test_a_record_that_mostly_cannot_tell_asks_for_a_record_and_never_what_stood_in_the_way() -> None:
    found = asked(
        *session(1, "2008-03-01"), *session(2, "2009-03-01"), *session(3, "2010-03-01", "2010-03-02")
    )
    assert kinds(found, "send-outcomes") == ["records"]
    assert one_of(found, "records", "send-outcomes").figure == (2, 3)
    half = asked(*session(1, "2008-03-01"), *session(3, "2010-03-01", "2010-03-02"))
    assert kinds(half, "send-outcomes") == []
    silent = {each.kind for each in asked() if each.turning is None}
    assert silent == {"wanted", "unused", "records"}
    to_come = asked(*session(1, "2008-03-01"), *session(2, "2010-06-29"))
    assert one_of(to_come, "records", "send-outcomes").figure == (1, 1)


def test_questions_that_wait_and_answers_of_one_party_are_asked_about() -> None:
    rows = [*ATTESTED, *session(8, "2008-03-01"), *session(9, "2009-03-01")]
    rows += [entry(f"e{n}", f"200{n}-03-01", "expert_sent", "NORTH", about=f"S-{n}") for n in (8, 9)]
    rows.append(entry("j", "2008-03-02", "judgement", "SOUTH", of="e8", answer="yes"))
    found = asked(*rows)
    assert kinds(found, "send-experts") == ["answer", "measure"]
    answer, measure = one(found, "answer"), one(found, "measure")
    assert (answer.figure, answer.wording.values["questions"]) == ((1, 2), ("Was it an expert?",))
    assert (measure.figure, measure.wording.values["party"]) == ((1, 1), "SOUTH")
    assert [each.id for each in measure.entries] == ["j"]
    both = entry("j2", "2008-03-03", "judgement", "LEGAL", of="e8", answer="yes")
    assert kinds(asked(*rows, both), "send-experts") == ["answer"]


def test_excused_waived_and_put_off_again_and_again_is_asked_about() -> None:
    excuses = [entry(f"x{n}", f"200{n}-03-01", "excuse", "NORTH", about=f"S-{n}") for n in (8, 9)]
    found = asked(*ATTESTED, *session(8, "2008-03-01"), *session(9, "2009-03-01"), *excuses)
    item = one(found, "exception")
    assert (item.clauses[0].id, item.figure, [e.id for e in item.entries]) == (
        "send-experts",
        (2, 2),
        ["x8", "x9"],
    )
    for kind, question in (("waiver", "waivers"), ("extension", "extensions")):
        due = ["2008-03-31", "2009-03-31", "2010-03-31"]
        granted = [relief(f"w{n}", day, kind, "NORTH") for n, day in enumerate(due[:2])]
        found = asked(*outcomes(("", "", "2010-03-02"), *granted, relief("w3", due[2], kind, "SOUTH")))
        item = one(found, question)
        assert (item.clauses[0].id, item.figure) == ("send-outcomes", (2, 3))
        assert (item.wording.values["n"], item.wording.values["asked"]) == (2, 1)
        assert question not in kinds(asked(*outcomes(("", ""), granted[0])), "send-outcomes")


def relief(name: str, due: str, kind: str, by: str) -> Row:
    until = {"until": f"{due[:4]}-12-31"} if kind == "extension" else {}
    return entry(name, due, kind, by, obligation="send-outcomes", **until)


# What the text leaves open


def test_terms_are_asked_about_by_whether_verdicts_hinge_on_them() -> None:
    found = asked(*outcomes(("2008-04-01", "2009-04-01", "2010-03-02")), terms=True)
    length, idle = one(found, "length"), one(found, "idle")
    assert length.turning is not None
    assert (length.turning.interpretation.name, [c.id for c in length.clauses]) == ("soon", ["send-outcomes"])
    assert length.figure == (length.turning.hinge, 3)
    assert idle.turning is not None
    assert (idle.turning.interpretation.name, idle.wording.key) == ("promptly", "idle-why-unresting")
    days = {"received": "2009-05-01", "answered": "2009-05-02"}
    letter = [entry(x, day, f"letter_{x}", "NORTH") for x, day in days.items()]
    rests = one_of(asked(*letter, terms=True), "idle", "answer-letters")
    assert (rests.figure, rests.wording.key) == ((0, 1), "idle-why")


def test_each_group_of_activities_without_a_clause_is_asked_about() -> None:
    lunch = entry("a", "2008-12-31", "lunch_held", "NORTH", to="SOUTH")
    item = one(asked(lunch, *session(1, "2008-03-01")), "gap")
    assert item.gap is not None
    assert (item.figure, item.clauses, [e.id for e in item.entries]) == ((1, 2), (), ["a"])


# Always


@given(cases(size=30))
@settings(max_examples=settings().max_examples // 8)
def test_every_question_has_its_figure_and_what_the_figure_counts(case: Case) -> None:
    results = judged_case(case)
    told = term(results)
    found = questions(results, told, (), ())
    order = [DRAFTINGS.index(each.kind) for each in found]
    assert order == sorted(order)
    for each in found:
        assert 0 <= each.figure.part <= each.figure.whole
        counted = len(each.entries) if each.gap else len(each.duties)
        assert counted == each.figure.part
        assert (each.gap is None) == (len(each.clauses) == 1)
    for own in told.clauses:
        missed = {kind for kind in kinds(found, own.clause.id) if kind in ("time", "obstacle", "keeping")}
        assert len(missed) <= min(1, sum(own.counted.counts[status] for status in SETTLED))
