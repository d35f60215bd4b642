"""Decisions that come back, and what was signed: each in its state, told once and first, in every output."""

import json
import re
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import yaml
from docx.document import Document
from docx.table import Table
from hypothesis import event, given, settings
from hypothesis import strategies as st

from checker.diagnostics import Faults
from checker.log.load import from_rows
from checker.outputs import Options, output
from checker.plan.load import load
from checker.results import told_decided
from checker.results.coming import open_decisions
from checker.results.decided import STATES, Decided, decided
from checker.results.document import document
from checker.results.facts import Facts
from checker.results.idle import idle
from checker.results.judge import Question, judge
from checker.results.language import Wording
from checker.results.model import Results
from checker.results.signing import digest, digest_written, signing
from checker.results.tags import tags
from checker.results.traces import traces
from tests.laws.strategies import rows
from tests.meeting.offices import ATTESTED, PLAN, Row, english, entry, judged
from tests.run import ROOT, checker

CASES: dict[str, Any] = yaml.load(
    (Path(__file__).parent / "decided.yaml").read_text(encoding="utf-8"),
    yaml.BaseLoader,  # noqa: S506 - every scalar is text, and nothing else is made
)


def known(as_of: str, known_at: str | None, entries: list[Row]) -> Results:
    faults = Faults()
    loaded = load(str(PLAN), faults)
    assert loaded is not None
    log = from_rows(rows(entries), loaded[0], faults)
    faults.stop()
    known_by = date.fromisoformat(known_at) if known_at else None
    return judge(*loaded, log, Question(date.fromisoformat(as_of), known_by, "reference"))


def brief(each: Decided) -> str:
    parts = [each.entry.id, each.state]
    if each.days:
        parts.append(str(each.days))
    if each.done:
        parts.append(f"{each.done.least}-{each.done.most}")
        parts += ["after"] if each.done.after else []
        parts += [one.id for one in (each.done.entry, *each.done.others)]
    return " ".join(parts)


@pytest.mark.parametrize("name", CASES["cases"])
def test_what_became_of_each_decision(name: str) -> None:
    case = CASES["cases"][name]
    entries = [{"id": key, **row} for key, row in {**CASES["rows"], **case.get("more", {})}.items()]
    results = known(case["as_of"], case.get("known_at"), entries)
    assert [brief(each) for each in decided(results)] == case["back"]


# Always

DAY = date(2008, 6, 10)
DAYS = st.integers(0, 20).map(lambda n: (DAY + timedelta(n)).isoformat())
NAMES = st.sampled_from([f"x{n}" for n in range(8)])


@st.composite
def logs(draw: st.DrawFn) -> list[Row]:
    """Decisions and what is said of them, each naming earlier entries only."""
    found: list[Row] = []
    for n in range(draw(st.integers(1, 8))):
        row = entry(f"x{n}", draw(DAYS), "decision", draw(st.sampled_from(["NORTH", "SOUTH", "NORTH;SOUTH"])))
        kind = (
            draw(st.sampled_from(["decision", "decision", "decision_done", "retraction"]))
            if n
            else "decision"
        )
        before = f"x{draw(st.integers(0, n - 1))}" if n else ""
        if kind == "decision":
            row |= {"until": draw(DAYS)} if draw(st.booleans()) else {}
            row |= {"corrects": before} if before and draw(st.integers(0, 3)) == 0 else {}
        elif kind == "decision_done":
            row |= {"activity": "decision_done", "of": before}
        else:
            row |= {"activity": "", "retracts": before}
        found.append(row)
    return found


@settings(max_examples=60)
@given(logs(), DAYS)
def test_each_decision_comes_back_once_and_those_not_done_are_items(log: list[Row], as_of: str) -> None:
    results = judged(as_of, *log)
    found, facts = decided(results), Facts(results)
    standing = results.setting.record.statements.get("decision", ())
    assert sorted(each.entry.id for each in found) == sorted(e.id for e in standing)
    open_still = {each.entry.id for each in found if not each.done}
    assert open_still == {e.id for e in open_decisions(results)}
    assert [each for each, _ in facts.returning] == [each for each in found if not each.done]
    for each, item in facts.returning:
        assert item.kind == ("overdue" if each.state == "overdue" else "decision")
        assert item.entries == (each.entry,)
    assert len(facts.returning) + len(facts.others) == len(facts.agenda)
    order = [(STATES.index(e.state), e.until or date.max, e.entry.id) for e in found]
    assert order == sorted(order)
    for each in found:
        event(each.state)
        day = date.fromisoformat(as_of)
        assert each.later is (each.entry.start.earliest > day)
        late = each.until is not None and day > each.until and not each.later
        assert each.done or (each.state == "overdue") is late
    faults = Faults()
    idle(results, faults)
    # all rows are of one place here, and what is said twice of one place is said once
    early = {(e.until, e.start) for e in standing if e.until and e.until.latest < e.start.earliest}
    assert len([w for w in faults.warnings if w.code == "log/due-before-decision"]) == len(early)
    before = {
        (each.entry.id, e.end)
        for each in found
        for e in each.entries[1:]
        if e.end.latest < each.entry.start.earliest
    }
    assert len([w for w in faults.warnings if w.code == "log/done-before-decision"]) == len(before)
    effective = {one.id for each in found for one in each.entries}
    told = [w for w in faults.warnings if w.code == "log/idle-done"]
    said = results.setting.record.statements.get("decision_done", ())
    assert len(told) == len({e.fields["of"] for e in said if e.id not in effective})
    became = traces(results)
    for one in said:
        if not became[one.id].undoes:
            assert (became[one.id].became == "statement") is (one.id in effective)


@settings(max_examples=25)
@given(logs(), st.sampled_from([("sign_off", "a" * 64), ("sign_off", "b" * 64), ("decision", "")]), DAYS)
def test_only_a_sign_off_leaves_what_is_signed_as_it_was(
    log: list[Row], more: tuple[str, str], day: str
) -> None:
    results = judged("2008-12-31", *log)
    added = entry("y1", day, more[0], "NORTH", **({"results": more[1]} if more[1] else {}))
    then = judged("2008-12-31", *log, added)
    assert (digest(then) == digest(results)) is (more[0] == "sign_off")
    for each in (results, then):
        written = json.loads(json.dumps(document(each, english(each))))
        assert digest_written(written) == digest(each) == written["sign_off"]["results"]


def test_what_is_signed_stays_as_it_was_if_a_sign_off_is_corrected_or_taken_back() -> None:
    log = [entry("s1", "2008-05-05", "session_held", "SOUTH", end="2008-05-09", about="S-1")]
    results = judged("2008-12-31", *log)
    log += [entry("o1", "2008-12-15", "sign_off", "NORTH", results="a" * 64)]
    for more in (
        entry("o2", "2008-12-16", "sign_off", "NORTH", results="b" * 64, corrects="o1"),
        entry("o3", "2008-12-17", "", "NORTH", retracts="o2"),
        entry("o4", "2008-12-18", "", "NORTH", retracts="o3"),
    ):
        log.append(more)
        then = judged("2008-12-31", *log)
        written = json.loads(json.dumps(document(then, english(then))))
        assert digest(then) == digest_written(written) == digest(results)


SESSION = entry("s1", "2008-05-05", "session_held", "SOUTH", end="2008-05-09", about="S-1")


@pytest.mark.parametrize(
    "row",
    [
        entry("y1", "2008-06-05", "outcome_sent", "SOUTH", about="S-1"),
        entry("y1", "2010-06-05", "outcome_sent", "SOUTH", about="S-9"),  # later than the day
        entry("y1", "2008-06-05", "waiver", "NORTH;SOUTH", obligation="send-outcomes"),
        entry("y1", "2008-06-05", "extension", "NORTH", obligation="send-outcomes", until="2008-07-31"),
        entry("y1", "2008-06-05", "judgement", "NORTH", of="s1", answer="yes"),
        entry("y1", "2008-01-01", "coverage", "SOUTH", end="2008-12-31"),
        entry("y1", "2008-06-05", "decision_done", "SOUTH", of="s1"),
        entry("y1", "2008-06-05", "", "SOUTH", retracts="s1"),
    ],
    ids=lambda row: row["activity"] or "retraction",
)
def test_any_other_entry_makes_other_results(row: Row) -> None:
    results = judged("2008-12-31", SESSION)
    signed = entry("o1", "2009-01-10", "sign_off", "NORTH", results=digest(results).upper())
    assert [each.these for each in signing(judged("2008-12-31", SESSION, signed)).signatures] == [True, False]
    then = signing(judged("2008-12-31", SESSION, signed, row))
    assert [each.these for each in then.signatures] == [False, False]
    assert [each.party.code for each in then.others] == ["NORTH"]


# As told

OVERDUE = entry("d1", "2008-06-10", "decision", "NORTH;SOUTH", title="Answer letters", until="2008-08-31")
LATER = entry("d2", "2008-06-10", "decision", "NORTH", title="Find a room", about="rooms")
DONE = entry("d3", "2008-06-10", "decision", "SOUTH", title="Hand over keys", until="2008-07-15")
SAID = entry(
    "e3", "2008-07-20", "decision_done", "NORTH", of="d3", title="Handed over", evidence="EX/1; EX/2"
)
SIGNED = entry("o1", "2008-12-15", "sign_off", "NORTH", results="a" * 64)
ALL = (*ATTESTED, SESSION, OVERDUE, LATER, DONE, SAID, SIGNED)
TITLES = ("Answer letters", "Find a room", "Hand over keys")
AS_OF = "2008-12-31"


@pytest.fixture(scope="module")
def results() -> Results:
    return judged(AS_OF, *ALL)


def written(results: Results, form: str, tag: str = "en") -> str:
    """Give what an output says, as text."""
    data = output(form).write(results, Options(tag))
    if form == "docx":
        return "\n".join(_texts(docx.Document(BytesIO(data))))
    if form == "html":
        page = re.sub(r"<style>.*?</style>|<script>.*?</script>|</?(b|bdi|i|a)\b[^>]*>", "", data.decode())
        return flat(re.sub(r"<[^>]+>", " ", page))
    return flat(data.decode())


def _texts(document: Document) -> list[str]:
    found = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            found += [cell.text for row in block.rows for cell in row.cells]
        else:
            found.append(block.text)
    return found


@pytest.mark.parametrize(("form", "part"), [("text", ""), ("html", "items. The wording"), ("docx", "")])
def test_they_are_told_once_and_first(form: str, part: str, results: Results) -> None:
    text = written(results, form)
    text = text[text.index(part) :]
    first = [text.index(title) for title in TITLES]
    assert first == sorted(first)
    others = {"text": " broken", "html": "Broken commitments", "docx": "Broken commitments to discuss"}[form]
    assert first[-1] < text.index(others)
    assert "3 decisions of earlier meetings are on record: 1 overdue, 1 still to be carried out and 1" in text
    assert "Overdue for 122 days" in text
    assert "Carried out, 5 days late: “Hand over keys” (10 June 2008, d3), decided by South Office" in text
    assert "Entered by North Office: “Handed over” (20 July 2008, e3); documents: EX/1 and EX/2." in text
    assert "Earlier decisions" not in text  # the agenda has no items of its own for them


@pytest.mark.parametrize("form", ["text", "html", "docx"])
def test_one_of_a_later_day_is_none_of_an_earlier_meeting(form: str) -> None:
    later = entry("d9", "2008-06-12", "decision", "NORTH", title="Paint the door", until="2008-05-01")
    text = written(judged("2008-06-11", SESSION, later), form)
    assert "1 decision is on record, 1 of them taken on a day after that of this report" in text
    assert "decided by North Office, on a day after that of this report" in text
    assert "earlier meeting" not in text
    assert "verdue" not in text


def test_those_not_done_have_room_and_those_done_have_none(results: Results) -> None:
    html = output("html").write(results, Options()).decode()
    part = html[html.index('id="part_decisions"') : html.index('id="part_overview"')]
    assert part.count('class="room"') == len(Facts(results).agenda)
    numbers = [int(n) for n in re.findall(r'id="item_(\d+)"', part)]
    assert numbers == list(range(1, len(numbers) + 1))
    for name in ("d1", "d2", "d3", "e3"):
        assert f'href="#entry-{name}"' in part
        assert f'id="entry-{name}"' in html


def test_the_workbook_has_them_on_a_sheet_of_their_own(results: Results) -> None:
    book = openpyxl.load_workbook(BytesIO(output("xlsx").write(results, Options())))
    assert book.sheetnames[:3] == ["About", "Decisions", "Log"]
    told = [list(row) for row in book["Decisions"].iter_rows(values_only=True)]
    head = next(n for n, row in enumerate(told) if row[0] == "State")
    assert told[head + 1 : head + 4] == [
        ["Overdue for 122 days", "Answer letters", "North Office and South Office", None,
         *map(midnight, ("2008-06-10", "2008-08-31")), None, None, None, None, "d1"],
        ["Still to be carried out", "Find a room", "North Office", "rooms",
         midnight("2008-06-10"), None, None, None, None, None, "d2"],
        ["Carried out", "Hand over keys", "South Office", None,
         *map(midnight, ("2008-06-10", "2008-07-15", "2008-07-20")), "North Office",
         "5 days late", "EX/1; EX/2", "d3; e3"],
    ]  # fmt: skip
    about = {(row[0], row[1]) for row in book["About"].iter_rows(values_only=True)}
    assert ("This paper", told_decided.paper(signing(results), english(results))) in about


def midnight(day: str) -> datetime:
    """A day as it is read from a workbook."""
    return datetime.fromisoformat(day)


def test_the_results_have_them_for_programs(results: Results) -> None:
    found = document(results, english(results))
    told = {each["id"]: each for each in found["decisions"]}  # type: ignore[attr-defined]
    assert [(name, each["state"]) for name, each in told.items()] == [
        ("d1", "overdue"), ("d2", "not_done"), ("d3", "done"),
    ]  # fmt: skip
    assert told["d2"] == {
        "id": "d2", "state": "not_done", "by": ["NORTH"], "about": "rooms", "title": "Find a room",
        "decided": "2008-06-10", "until": None, "done": None,
    }  # fmt: skip
    assert told["d3"]["done"] == {
        "id": "e3", "by": ["NORTH"], "date": "2008-07-20", "late": {"least": 5, "most": 5},
        "evidence": ["EX/1", "EX/2"], "others": [],
    }  # fmt: skip
    assert found["sign_off"] == {
        "results": digest(results), "final": False,
        "signed": [{"party": "NORTH", "entry": "o1", "results": "a" * 64, "these": False}],
    }  # fmt: skip


def test_where_nothing_was_decided_or_signed_nothing_is_said() -> None:
    results = judged(AS_OF, *ATTESTED, SESSION)
    words = english(results)
    found = document(results, words)
    assert "decisions" not in found
    assert list(found["sign_off"]) == ["results", "final"]  # type: ignore[call-overload]
    for form in ("text", "html", "docx"):
        assert words.word("decided", "heading") not in written(results, form)
        assert "of earlier meetings" not in written(results, form)
    assert (
        "Decisions"
        not in openpyxl.load_workbook(BytesIO(output("xlsx").write(results, Options()))).sheetnames
    )


@pytest.mark.parametrize("tag", tags())
def test_every_language_has_words_for_all_of_it(tag: str, results: Results) -> None:
    words = Wording(tag, results.plan)
    for each in decided(results):
        told = told_decided.told(each, words)
        assert (each.entry.title or "") in told
        assert not re.search(r"[{}|\[\]]", told)
    for signature in signing(results).signatures:
        told = told_decided.signature(signature, words) + told_decided.other(signature, words)
        assert not re.search(r"[{}|\[\]]", told)
    keys = set(Wording("en", results.plan).section("decided"))
    assert set(words.section("decided")) == keys
    code = (ROOT / "checker" / "results" / "told_decided.py").read_text(encoding="utf-8")
    code += "".join(
        (ROOT / "checker" / "outputs" / f"{f}.py").read_text(encoding="utf-8") for f in ("docx", "xlsx")
    )
    code += (ROOT / "reports" / "html" / "sections" / "15-decisions.html.j2").read_text(encoding="utf-8")
    unused = {k for k in keys if f'"{k}"' not in code and not k.startswith(("head-", "count-", "state-"))}
    assert unused == set()


# Signed, then changed


def test_who_signed_other_results_is_said_with_their_number_and_the_day(results: Results) -> None:
    words = english(results)
    assert told_decided.paper(signing(results), words) == (
        "Draft, not signed by all parties; North Office signed other results on 15 December 2008"
    )
    for form in ("text", "html", "docx"):
        told = written(results, form)
        assert "on 15 December 2008 other results were signed, so it no longer holds" in told
        assert f"North Office signed the results with the sha256 {'a' * 64}, which are not these." in told
    assert "North Office signed other results on" in written(results, "html")
    both = [{**SIGNED, "id": f"o{n}", "by": by} for n, by in enumerate(("NORTH", "SOUTH"))]
    assert told_decided.paper(signing(judged(AS_OF, SESSION, *both)), words) == (
        "Draft, not signed by all parties; "
        "North Office and South Office signed other results on 15 December 2008"
    )
    unsigned = signing(judged(AS_OF, SESSION))
    assert told_decided.paper(unsigned, words) == "Draft, not signed by all parties"
    these = [{**each, "results": unsigned.sha256} for each in both]
    final = signing(judged(AS_OF, SESSION, *these))
    assert told_decided.paper(final, words) == "Final, signed by all parties"


def test_how_many_verdicts_moved_since_the_results_that_were_signed(tmp_path: Path) -> None:
    log, was = tmp_path / "log.csv", tmp_path / "was.json"
    head = "id,date,end,activity,by,about,results\n"
    first = "s1,2008-05-05,2008-05-09,session_held,SOUTH,S-1,\nc1,2008-01-01,2008-12-31,coverage,SOUTH,,\n"
    log.write_text(head + first, encoding="utf-8")
    asked = ("check", "--plan", PLAN, "--log", log, "--as-of", AS_OF, "--fail-on", "never")
    was.write_text(checker(*asked, "--format", "json").out, encoding="utf-8")
    sha256 = json.loads(was.read_text(encoding="utf-8"))["sign_off"]["results"]
    sign = f"o1,2009-01-10,,sign_off,SOUTH,,{sha256}\n"
    log.write_text(head + first + sign, encoding="utf-8")
    assert "South Office: signed on 10 January 2009 (o1)" in flat(checker(*asked).out)
    log.write_text(head + first + sign + "t1,2008-06-05,,outcome_sent,SOUTH,S-1,\n", encoding="utf-8")
    told = flat(checker(*asked, "--since", was).out)
    assert f"with the sha256 {sha256}, which are not these; since then, 1 verdict has moved." in told
    signed = json.loads(checker(*asked, "--since", was, "--format", "json").out)["sign_off"]["signed"]
    assert [(each["results"], each["these"], each["moved"]) for each in signed] == [(sha256, False, 1)]
    assert "since then" not in flat(checker(*asked).out)
    other = log.read_text(encoding="utf-8").replace(sha256, "b" * 64)
    log.write_text(other, encoding="utf-8")
    assert "since then" not in flat(checker(*asked, "--since", was).out)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


# The examples


@pytest.mark.parametrize(
    ("name", "log", "as_of", "states", "final"),
    [
        ("grant", "log.csv", "2026-02-28", ["not_done", "done"], True),
        ("treaty-reporting", "log.yaml", "2026-06-30", ["not_done", "done"], False),
        ("2007-illustrative", "log.csv", "2010-06-30", ["done"], False),
    ],
)
def test_the_examples(name: str, log: str, as_of: str, states: list[str], final: bool) -> None:  # noqa: FBT001 - a case
    folder = ROOT / "examples" / name
    plan = folder / "plan.yaml" if (folder / "plan.yaml").exists() else ROOT / "obligations.yaml"
    asked = (
        "--plan",
        plan,
        "--log",
        folder / log,
        "--as-of",
        as_of,
        "--fail-on",
        "never",
        "--engine",
        "reference",
    )
    found = json.loads(checker("check", *asked, "--format", "json").out)
    assert [each["state"] for each in found["decisions"]] == states
    assert found["sign_off"]["final"] is final
    assert all(each["these"] for each in found["sign_off"].get("signed", ()))
