"""A meeting's agenda: nothing that has to be decided is forgotten, and nothing on it is not so."""

import itertools
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import event, given

from checker.diagnostics import Faults
from checker.findings.engine import Engine
from checker.findings.tables import Tables
from checker.log.model import Entry
from checker.patterns.load import load
from checker.patterns.vocabulary import ITEMS
from checker.results import told_meeting
from checker.results.again import again, cells, log_with
from checker.results.agenda import TABLE, Item, agenda
from checker.results.language import Wording
from checker.results.model import Result, Results, bearers_of
from checker.results.sensitivity import sensitivity
from checker.results.story import parties_of
from tests.laws.strategies import cases
from tests.laws.strategies import judged as judged_case
from tests.meeting.offices import ATTESTED, Row, english, entry, items, judged
from tests.model.generate import Case

# The table


def by_hand(answers: dict[str, bool]) -> str:  # noqa: PLR0911 - the table in prose, line by line
    if answers["to_judge"]:
        return "question"
    if answers["request"] and not answers["moot"]:
        return "request"
    if answers["assumed"] and not answers["moot"]:
        return "day" if answers["day"] else "reading"
    if answers["breached"]:
        return "breach"
    if answers["late"]:
        return "lateness"
    if answers["decision"] and not answers["moot"]:
        return "overdue" if answers["overdue"] else "decision"
    if answers["unknown"]:
        return "evidence"
    return "duplicate" if answers["alike"] else "nothing"


@pytest.mark.parametrize("engine", ["durable", "reference"])
def test_the_table_decides_as_written_out_by_hand_and_reaches_every_line(engine: Engine) -> None:
    tables = Tables(load(Faults()), engine)
    fields = tuple(tables.table(TABLE).fields)
    reached = set()
    for situation in itertools.product((False, True), repeat=len(fields)):
        answers = dict(zip(fields, situation, strict=True))
        line = tables.decide(TABLE, answers)
        assert line.status == by_hand(answers)
        reached.add(line.id)
    assert reached == {line.id for line in tables.table(TABLE).lines}


def test_every_kind_of_item_is_a_line_in_the_order_of_the_meeting() -> None:
    lines = load(Faults()).tables[TABLE].lines
    assert tuple(line.status for line in lines) == (*ITEMS, "nothing")


# Always

WELL = ("fulfilled", "excused", "holding")


def on(found: Sequence[Item], *kinds: str) -> list[str]:
    return sorted(duty.id for item in found if item.kind in kinds for duty in item.duties)


def standing_at(results: Results, status: str) -> list[Result]:
    return [result for result in results.results if result.status == status]


@given(cases(size=30))
def test_every_open_duty_is_on_it_once_and_no_other(case: Case) -> None:
    results = judged_case(case)
    found = items(results)
    for kind, status in (("breach", "breached"), ("lateness", "late")):
        assert on(found, kind) == sorted(r.id for r in standing_at(results, status))
        assert all(len(item.clauses) == 1 for item in found if item.kind == kind)
    open_questions = standing_at(results, "to_judge")
    assert set(on(found, "question")) == {r.id for r in open_questions}
    asked = [(a.id, d.id) for i in found if i.kind == "question" for d in i.duties for a in i.entries]
    assert sorted(asked) == sorted((act.id, r.id) for r in open_questions for act in r.finding.evidence)
    parts = [(party, d.id) for i in found if i.kind == "evidence" for d in i.duties for party in i.parties]
    assert sorted(parts) == sorted(
        (party, r.id) for r in standing_at(results, "unknown") for party in parties_of(r, results.plan)
    )
    assert len({together(item) for item in found}) == len(found)
    assert list(found) == sorted(found, key=lambda item: ITEMS.index(item.kind))
    assert_told(found, Wording("en", results.plan))


def together(item: Item) -> tuple[object, ...]:
    """What is one item: a question about an act, a clause, or a party; else what it links to."""
    acts, question = tuple(e.id for e in item.entries), item.wording.values.get("question")
    if acts or item.reading:
        return item.kind, acts, question, item.reading and item.reading.interpretation.name
    return item.kind, item.parties if item.kind == "evidence" else tuple(c.id for c in item.clauses), question


def assert_told(found: Sequence[Item], words: Wording) -> None:
    """Each has a wording and a heading, and says whom it concerns."""
    for item in found:
        told = told_meeting.wording(item, words)
        assert told.startswith("The meeting ")
        assert "{" not in told
        assert told_meeting.heading(item.kind, words)
        assert item.parties


@given(cases(size=40))
def test_whatever_would_relieve_somebody_if_it_were_granted_is_on_it(case: Case) -> None:
    results = judged_case(case)
    statements = results.setting.record.statements
    requests = {item.entries[0].id: item for item in items(results) if item.kind == "request"}
    for statement in (*statements.get("waiver", ()), *statements.get("extension", ())):
        everybody = {**cells(results, statement.id), "by": ";".join(results.plan.bound)}
        granted = again(results, log=log_with(results, {statement.id: everybody}))
        then = {r.id: r.status for r in granted.results}
        if any(then.get(r.id) != r.status for r in results.results if r.status not in WELL):
            event("granting changes a verdict")
            assert statement.id in requests
    for item in requests.values():
        for duty in item.duties:
            event("a request names a duty")
            owners = {results.plan.party_of(code) for code in bearers_of(duty)}
            assert any(item.entries[0].by_parties <= {owner} for owner in owners)
            assert duty.status not in WELL


def same_thing(one: Entry, other: Entry) -> bool:
    people = all(set(getattr(one, way)) == set(getattr(other, way)) for way in ("by", "to"))
    days = (one.start, one.end) == (other.start, other.end)
    subject = one.about == other.about if one.about or other.about else one.title == other.title is not None
    return one.activity and one.kind == other.kind and people and days and subject


@given(cases(size=40))
def test_activities_that_look_alike_are_on_it_together(case: Case) -> None:
    doubled = [{**row, "id": f"{row['id']}-2"} for row in case.entries[:4] if not row["retracts"]]
    results = judged_case(case, entries=[*case.entries, *doubled])
    standing = {e.id for e in results.setting.record.activities}
    entries = [e for e in results.log.entries if e.id in standing]
    groups = [{e.id for e in item.entries} for item in items(results) if item.kind == "duplicate"]
    for one, other in itertools.combinations(entries, 2):
        event(f"alike: {same_thing(one, other)}")
        assert same_thing(one, other) == any({one.id, other.id} <= group for group in groups)


# In one case

SESSION = entry("s1", "2008-05-05", "session_held", "SOUTH", end="2008-05-09", about="S-1")
SENT = entry("o1", "2008-06-20", "outcome_sent", "SOUTH", about="S-1")
EXPERT = entry("x1", "2008-05-06", "expert_sent", "NORTH", about="S-1")
REQUEST = entry("w1", "2008-06-08", "waiver", "SOUTH", obligation="send-outcomes", title="May we?")
LONGER = entry("e1", "2008-06-08", "extension", "NORTH", obligation="send-outcomes", until="2008-07-31")
STILL_LONGER = {**LONGER, "id": "e2", "by": "SOUTH", "until": "2008-08-31"}
DECISION = entry("d1", "2008-11-10", "decision", "NORTH", title="Invite early", until="2008-12-31")
DONE = entry("d2", "2008-12-01", "decision_done", "NORTH", of="d1")
UNDONE = entry("r1", "2009-01-01", "", "NORTH", retracts="d2")
CORRECTED = entry("d3", "2008-11-11", "decision", "NORTH;SOUTH", title="Invite early", corrects="d1")


@pytest.mark.parametrize(
    ("rows", "as_of", "kind", "links"),
    [
        ([SESSION, EXPERT], "2008-12-31", "question", ["x1"]),
        ([SESSION, SENT], "2008-12-31", "lateness", ["send-outcomes/after-session/SOUTH/2008-05-19/s1"]),
        ([SESSION], "2008-12-31", "breach", ["send-outcomes/after-session/SOUTH/2008-05-19/s1"]),
        ([SESSION, SENT, REQUEST], "2008-12-31", "request", ["w1"]),
        ([SESSION, SENT, {**REQUEST, "by": "NORTH"}], "2008-12-31", "request", None),
        ([{**REQUEST, "date": "2009-06-08"}], "2008-12-31", "request", ["w1"]),  # of a session to come
        ([REQUEST], "2008-12-31", "request", None),  # of a session that never was
        ([SESSION, {**SENT, "date": "2008-06-01"}, REQUEST], "2008-12-31", "request", None),  # kept anyway
        ([SESSION, LONGER, STILL_LONGER], "2008-12-31", "request", ["e2"]),
        ([SESSION, LONGER, {**STILL_LONGER, "until": "2008-07-31"}], "2008-12-31", "request", None),
        ([DECISION], "2008-12-31", "decision", ["d1"]),
        ([DECISION], "2009-01-01", "overdue", ["d1"]),
        ([DECISION, DONE], "2009-01-01", "overdue", None),
        ([DECISION, DONE, UNDONE], "2009-01-01", "overdue", ["d1"]),
        ([DECISION, DONE, CORRECTED], "2009-01-01", "decision", None),
        ([{**DECISION, "until": ""}], "2009-01-01", "decision", ["d1"]),
        ([SESSION, {**SESSION, "id": "s2"}], "2008-12-31", "duplicate", ["s1", "s2"]),
        ([SESSION, {**SESSION, "id": "s2", "corrects": "s1"}], "2008-12-31", "duplicate", None),
        ([SESSION, {**SESSION, "id": "s2", "about": "S-2"}], "2008-12-31", "duplicate", None),
    ],
)  # fmt: skip
def test_an_item_links_to_what_it_is_about(
    rows: list[Row], as_of: str, kind: str, links: list[str] | None
) -> None:
    found = [item for item in items(judged(as_of, *ATTESTED, *rows)) if item.kind == kind]
    about = [[e.id for e in item.entries] or [duty.id for duty in item.duties] for item in found]
    if kind == "breach":  # the work plans that nobody shared are not yet due
        about = [each for each in about if each[0].startswith("send-outcomes")]
    assert about == ([] if links is None else [links])


def test_a_reading_is_an_item_if_a_verdict_hangs_on_it_and_nobody_decided_on_it() -> None:
    def readings(*rows: Row) -> list[tuple[str, str]]:
        found = items(judged("2008-12-31", *ATTESTED, *rows))
        return [(i.kind, i.reading.interpretation.name) for i in found if i.reading]

    assert readings(SESSION, SENT) == [("reading", "soon"), ("day", "signature-day")]
    assert readings(SESSION) == [("day", "signature-day")]  # broken, however “soon” is read


def test_a_reading_of_which_no_alternative_can_be_judged_is_an_item_too() -> None:
    results = judged("2008-12-31", *ATTESTED, SESSION)
    (soon,) = [each for each in sensitivity(results) if each.interpretation.name == "soon"]
    refused = soon._replace(tried=tuple(each for each in soon.tried if each.refused))
    found = agenda(results, [refused])
    assert [item.wording.key for item in found if item.reading] == ["reading-untried"]


def test_by_when_it_matters() -> None:
    asked = {**REQUEST, "activity": "extension", "until": "2008-07-31"}
    (item,) = [i for i in items(judged("2008-06-08", SESSION, asked)) if i.kind == "request"]
    assert (item.by_when, item.parties) == (date(2008, 6, 8), ("SOUTH",))
    (item,) = [i for i in items(judged("2008-11-20", SESSION, DECISION)) if i.kind == "decision"]
    assert (item.by_when, item.parties) == (date(2008, 12, 31), ("NORTH",))


def test_what_the_minutes_could_say() -> None:
    results = judged("2009-02-01", *ATTESTED, SESSION, SENT, EXPERT, REQUEST, DECISION)
    told = {item.kind: told_meeting.wording(item, english(results)) for item in items(results)}
    assert told["request"] == (
        "The meeting grants / refuses the waiver of “Send outcomes” that South Office asked for: "
        "“May we?” (8 June 2008, w1)."
    )
    assert told["reading"] == (
        "The meeting agrees that “soon” is read as 30 days / 60 days, 5 days or 9999 years. "
        "Under another of these readings up to 1 verdict changes."
    )
    assert told["overdue"] == (
        "The meeting notes that “Invite early” (10 November 2008, d1) was to be carried out "
        "by 31 December 2008, and that nothing on record says that it was. "
        "It asks North Office to carry it out by …."
    )


def test_the_languages_have_words_for_every_item_and_no_others() -> None:
    said = english(judged("2008-12-31", SESSION)).section("agenda").keys() - {"by-when", "due-on"}
    ways = {"question": ("", "-open"), "request": ("-waiver", "-extension")}
    ways |= dict.fromkeys(("reading", "day"), ("", "-untried"))
    assert said == {f"kind-{kind}" for kind in ITEMS} | {
        kind + way for kind in ITEMS for way in ways.get(kind, ("",))
    }
