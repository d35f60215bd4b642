"""The minutes: read back by a library for such documents, they say what the report says, for everybody."""

import re
import shutil
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from hypothesis import given, settings

from checker.files import OutputFault
from checker.outputs import Options, output
from checker.results import language, phrasing, tags, told_meeting
from checker.results.again import again
from checker.results.facts import Facts
from checker.results.model import Moved, Results, Since, Step
from tests.laws.strategies import cases
from tests.laws.strategies import judged as judged_case
from tests.meeting.offices import ATTESTED, PLAN, entry, judged
from tests.model.generate import Case
from tests.output.word import CHECKS, marked, paragraphs, read, rows, text_of
from tests.run import ROOT, checker
from tests.run import judged as judged_files

SHEETS = ("meeting", "requests", "signing", "annex")
DAYS = {"2007-illustrative": date(2010, 6, 30), "2007-public-record": date(2011, 12, 31)}
SESSION = entry("s1", "2009-12-20", "session_held", "SOUTH", about="S-1")
TOUR = entry("t1", "2009-03-01", "tour_made", "NORTH", title="Tour of the north")
LATER = "2010-12-31"


def written(results: Results, tag: str = "en") -> bytes:
    return output("docx").write(results, Options(tag))


@pytest.fixture(scope="module", params=sorted(DAYS))
def results(request: pytest.FixtureRequest) -> Results:
    log = ROOT / "examples" / request.param / "log.csv"
    return judged_files(ROOT / "obligations.yaml", [log], DAYS[request.param])


@pytest.fixture(scope="module")
def minutes(results: Results) -> Document:
    return read(written(results))


@pytest.fixture
def turned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A language that runs from right to left."""
    return other(monkeypatch, tmp_path, "ar", "rtl")


def other(monkeypatch: pytest.MonkeyPatch, folder: Path, tag: str, direction: str) -> str:
    """Words of another language that happen to be those of English."""
    shutil.copytree(ROOT / "reports" / "languages", folder, dirs_exist_ok=True)
    english = (folder / "en.yaml").read_text(encoding="utf-8")
    words = english.replace("tag: en,", f"tag: {tag},").replace("direction: ltr", f"direction: {direction}")
    (folder / f"{tag}.yaml").write_text(words.replace("reviewed: true", "reviewed: false"), encoding="utf-8")
    monkeypatch.setattr(tags, "FOLDER", str(folder))
    return tag


def words_for(results: Results) -> language.Wording:
    return language.Wording("en", results.plan)


def under(document: Document, heading: str) -> list[Paragraph | Table]:
    """What stands below a heading, up to the next of any level."""
    found: list[Paragraph | Table] | None = None
    for block in document.iter_inner_content():
        if (
            isinstance(block, Paragraph)
            and block.style is not None
            and block.style.name.startswith("Heading")
        ):
            if found is not None:
                break
            found = [] if block.text == heading else None
        elif found is not None:
            found.append(block)
    assert found is not None, heading
    return found


def table_under(document: Document, heading: str) -> Table:
    (table,) = (block for block in under(document, heading) if isinstance(block, Table))
    return table


def texts_under(document: Document, heading: str) -> list[str]:
    return [block.text for block in under(document, heading) if isinstance(block, Paragraph)]


def test_it_begins_with_the_agreement_its_days_and_room_for_the_meeting(
    results: Results, minutes: Document
) -> None:
    styles = {line.style.name: line.text for line in minutes.paragraphs if line.style is not None}
    assert styles["Title"] == "Minutes of the review meeting"
    assert styles["Subtitle"] == results.plan.title
    told = dict(rows(table_under(minutes, "The meeting")))
    assert told["In force"] == "from 9 November 2007 (assumed, not documented), with no end named"
    assert told["As of"] == words_for(results).day(results.as_of)
    assert told["As known at"].startswith("any day")
    assert [told[name] for name in ("Place", "Date", "Chair", "Present")] == ["", "", "", ""]


def test_it_says_on_which_day_the_record_was_known_as_it_is() -> None:
    results = judged("2010-06-30", SESSION)._replace(known_at=date(2010, 7, 1))
    told = dict(rows(table_under(read(written(results)), "The meeting")))
    assert told["As known at"] == "1 July 2010"


def test_it_says_in_the_words_of_the_report_where_the_agreement_stands(
    results: Results, minutes: Document
) -> None:
    told = phrasing.summary(Facts(results).story, words_for(results))
    assert tuple(texts_under(minutes, "Where we stand")) == told


def test_every_decision_of_the_agenda_is_worded_and_has_room_for_what_becomes_of_it(
    results: Results, minutes: Document
) -> None:
    words, items = words_for(results), Facts(results).agenda
    assert items
    assert texts_under(minutes, "Decisions for this meeting")[0].startswith(f"{len(items)} items.")
    found = []
    for kind in dict.fromkeys(item.kind for item in items):
        table = table_under(minutes, told_meeting.heading(kind, words))
        assert [cell.text for cell in table.rows[0].cells] == ["Proposed decision", "Outcome", "Owner", "By"]
        for row in table.rows[1:]:
            assert [cell.text for cell in row.cells[1:]] == ["", "", ""]
            found.append(row.cells[0].paragraphs)
    assert [lines[0].text for lines in found] == [told_meeting.wording(item, words) for item in items]
    for lines, item in zip(found, items, strict=True):
        assert [line.style.name for line in lines if line.style] == ["List Number", "List Continue"]
        assert lines[1].text.startswith(f"Concerns {phrasing.people(item.parties, words)}")
        assert ("matters by" in lines[1].text) == bool(item.by_when)
        every = len(item.clauses) == len(results.plan.obligations)
        assert lines[1].text.endswith(": all clauses") == every


def test_a_decision_names_its_duties_or_clauses_unless_its_wording_does() -> None:
    document = read(written(judged(LATER, SESSION, TOUR, *ATTESTED)))
    ((broken, *_), *_) = [
        row for row in rows(table_under(document, "Broken commitments to discuss")) if "No tours" in row[0]
    ]
    assert broken.endswith("\nConcerns North Office: 1 March 2009")
    ((gap, *_), _) = rows(
        table_under(read(written(judged("2009-12-31", SESSION))), "Gaps in the record to close")
    )
    assert gap.endswith("can be told: “Share work plans” and “Send experts”.\nConcerns North Office")


def test_how_much_is_asked_of_each_party_is_told_with_room_for_a_day(
    results: Results, minutes: Document
) -> None:
    asked = Facts(results).requests
    told = {row[0]: row[1:] for row in rows(table_under(minutes, "Requests to the parties"))}
    assert list(told)[:2] == ["DESA", "OHCHR"]
    assert len(told) == len(asked)
    for code, requests in asked.items():
        what, day = told[results.plan.parties[code].short]
        numbers = [int(number) for number in re.findall(r"(\d+) \w", what)]
        assert numbers[0] == len(requests)
        assert numbers[0] == sum(numbers[1:])
        assert day == ""
    document = read(written(judged("2008-01-15", *ATTESTED)))
    assert rows(table_under(document, "Requests to the parties"))[0][1] == "Nothing is asked of North Office."


def test_each_party_can_sign_the_very_results(results: Results, minutes: Document) -> None:
    facts = Facts(results)
    assert facts.signing.sha256 in texts_under(minutes, "Sign-off")[0]
    told = rows(table_under(minutes, "Sign-off"))
    assert told == [[each.party.name, "", "", "", "not yet"] for each in facts.signing.signatures]


def test_a_sign_off_in_the_log_is_told() -> None:
    sha256 = Facts(judged("2010-06-30", SESSION)).signing.sha256
    signed = entry("o1", "2010-06-30", "sign_off", "NORTH", results=sha256)
    told = rows(table_under(read(written(judged("2010-06-30", SESSION, signed))), "Sign-off"))
    assert [row[4] for row in told] == ["signed on 30 June 2010 (o1)", "not yet"]


def test_the_annex_shows_every_clause_with_its_rating_and_duties(results: Results, minutes: Document) -> None:
    words = words_for(results)
    told = rows(table_under(minutes, "Annex: all clauses at a glance"))
    assert len(told) == len(results.obligations)
    for row, own in zip(told, results.obligations, strict=True):
        title, place = row[0].split("\n")
        assert title == own.obligation.title
        assert place.endswith(f"({own.obligation.id})")
        assert row[1:4] == [
            words.word("modalities", own.obligation.modality),
            words.word("ratings", own.rating),
            str(len(own.results)),
        ]
        numbers = [int(number) for number in re.findall(r"(\d+) ", row[4])]
        assert sum(numbers) == len(own.results) or not own.results


def test_what_moved_since_earlier_results_is_told_if_there_are_any(minutes: Document) -> None:
    assert "Since last time" not in [line.text for line in minutes.paragraphs]
    since = Since(date(2010, 1, 1), None, ("s1",), (), (), ())
    results = judged("2010-06-30", SESSION)
    document = read(written(results._replace(since=since)))
    first, added = texts_under(document, "Since last time")
    assert first.startswith("Since the results as of 1 January 2010: 1 entry added to the log")
    assert added == "Added: s1."
    assert texts_under(document, "Verdicts that moved") == ["No verdict moved."]
    late = Moved("a/b/NORTH/2009-01-01", "pending", "late", (Step("time", (), "pending", "late"),))
    document = read(written(results._replace(since=since._replace(moved=(late,)))))
    (told,) = texts_under(document, "Verdicts that moved")
    assert told == "a/b/NORTH/2009-01-01: not yet due, now late: time passed: late."


def test_made_up_data_are_called_so_first_of_all_and_on_every_page(
    results: Results, minutes: Document
) -> None:
    head = [line.text for line in minutes.sections[0].header.paragraphs]
    first = minutes.paragraphs[0].text
    assert results.illustrative == ("ILLUSTRATIVE" in first) == ("ILLUSTRATIVE" in head[0])
    assert head[-1] == f"{results.plan.title}, as of {words_for(results).day(results.as_of)}"
    assert not minutes.sections[0].different_first_page_header_footer


@pytest.mark.parametrize("holds", CHECKS, ids=lambda check: check.__name__)
def test_all_can_read_it(holds: Callable[[Document], None], minutes: Document) -> None:
    assert len(minutes.tables) > len(SHEETS)
    holds(minutes)


def test_pages_have_room_for_their_numbers(minutes: Document) -> None:
    (line,) = minutes.sections[0].footer.paragraphs
    texts = line.paragraph_format.element.iter(qn("w:t"))
    assert "".join(each.text or "" for each in texts) == "Page 1 of 1"


def test_properties_tell_of_the_agreement_and_not_of_a_machine(results: Results, minutes: Document) -> None:
    properties = minutes.core_properties
    day = datetime(results.as_of.year, results.as_of.month, results.as_of.day, tzinfo=UTC)
    assert properties.title.endswith(results.plan.title)
    assert (properties.created, properties.modified) == (day, day)
    assert (properties.author, properties.language, properties.comments) == ("agreement-checker", "en", "")
    assert minutes.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["en"]


def test_in_another_language_what_the_plan_says_is_marked_with_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    results = judged(LATER, SESSION, TOUR, *ATTESTED)
    pieces = marked(read(written(results, other(monkeypatch, tmp_path, "fr", "ltr"))))
    own = {text for text, tag, _ in pieces if tag == "en"}
    assert {"Agreement of two offices", "No tours", "North Office", "share-plans"} <= own
    assert ("Minutes of the review meeting", None, None) in pieces
    assert all(turns is None for _, _, turns in pieces)
    assert not set("".join(text for text, _, _ in pieces)) & set(language.APART)
    assert {tag for _, tag, _ in marked(read(written(results)))} == {None}


def test_a_language_that_runs_from_right_to_left_turns_all_but_what_the_plan_says(turned: str) -> None:
    document = read(written(judged(LATER, SESSION, TOUR, *ATTESTED), turned))
    assert document.styles["Normal"].element.xpath("w:pPr/w:bidi[not(@w:val)]")
    assert document.element.body.sectPr.xpath("w:bidi")
    assert document.styles.element.xpath("w:docDefaults//w:lang/@w:bidi") == [turned]
    assert all(table.xpath("w:tblPr/w:bidiVisual") for table in document.element.body.iter(qn("w:tbl")))
    pieces = marked(document)
    assert {(tag, turns) for _, tag, turns in pieces} == {(None, True), ("en", False)}
    assert ("No tours", "en", False) in pieces
    for line in paragraphs(document):
        whole = bool(line.runs) and all(run.font.rtl is False for run in line.runs)
        assert line.paragraph_format.element.xpath("w:pPr/w:bidi/@w:val") == (["0"] if whole else [])


def test_words_that_no_speaker_has_read_are_owned_up_to(turned: str, minutes: Document) -> None:
    told = "have not yet been read by a speaker"
    assert told in text_of(read(written(judged(LATER, SESSION), turned)))
    assert told not in text_of(minutes)


HOSTILE = "<script>alert(1)</script> =cmd|' /C calc'!A0 javascript:alert(1) \u202eevil " + "W" * 5000
SHOWN = HOSTILE.replace("\u202e", "<U+202E>")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_hostile_text_is_text(direction: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    changed = PLAN.read_text()
    for name in ("title: Agreement of two offices", "name: North Office", "title: No tours"):
        changed = changed.replace(name, f'{name.partition(" ")[0]} "{HOSTILE}"')
    plan.write_text(changed, encoding="utf-8")
    tour = entry("t1", "2009-03-01", "tour_made", "NORTH")
    decision = entry("d1", "2009-12-01", "decision", "NORTH", title=HOSTILE, until="2010-02")
    results = judged(LATER, tour, decision, *ATTESTED, plan=plan)
    tag = "en" if direction == "ltr" else other(monkeypatch, tmp_path / "words", "ar", "rtl")
    data = written(results, tag)
    document = read(data)
    told = [line.text for line in paragraphs(document)]
    assert told.count(SHOWN) >= 3  # the agreement, a party, a clause
    assert any(SHOWN in line for line in told if line.startswith("The meeting notes that"))
    assert all(len(line.text) < 200 for line in document.sections[0].header.paragraphs)
    assert len(document.core_properties.title) <= 255
    with zipfile.ZipFile(BytesIO(data)) as parts:
        for name in parts.namelist():
            text = parts.read(name).decode()
            assert not set(text) & {"\u202e", *language.APART}, name
            assert "<script" not in text
            assert 'TargetMode="External"' not in text
    assert not list(document.element.body.iter(qn("w:hyperlink"), qn("w:instrText")))


def test_what_xml_cannot_hold_is_shown_and_not_dropped() -> None:
    results = judged(LATER, SESSION)
    title = "a\x00b\x07c\x1bd\x85e\ufffef\ud800g\r\nh\ti"
    document = read(written(results._replace(plan=results.plan._replace(title=title))))
    told = [line.text for line in document.paragraphs if line.style and line.style.name == "Subtitle"]
    assert told == ["a\u2400b\u2407c\u241bd<U+0085>e<U+FFFE>f<U+D800>g h\u2192i"]


@settings(max_examples=10)
@given(cases(size=20))
def test_the_same_results_give_the_same_bytes(case: Case) -> None:
    results = judged_case(case)
    data = written(results)
    assert data == written(judged_case(case))
    assert len(rows(table_under(read(data), "Annex: all clauses at a glance"))) == len(results.obligations)
    with zipfile.ZipFile(BytesIO(data)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_both_engines_give_the_same_bytes() -> None:
    results = judged("2009-12-31", SESSION)
    assert written(again(results._replace(engine="durable-rules 2.0.28"))) == written(results)


def test_it_holds_nothing_but_text(results: Results) -> None:
    with zipfile.ZipFile(BytesIO(written(results))) as parts:
        assert all(name.endswith((".xml", ".rels")) for name in parts.namelist())


def test_every_word_is_used(results: Results) -> None:
    files = (ROOT / "checker" / "outputs" / name for name in ("docx.py", "_document.py"))
    source = "".join(file.read_text(encoding="utf-8") for file in files)
    keys = set(words_for(results).section("minutes"))
    made_up = {key for key in keys if key.startswith("asked-") or key.endswith("-table")}
    assert {key for key in keys - made_up if f'"{key}"' not in source} == set()


def test_without_the_library_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "docx"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(OutputFault, match=r"run `pip install 'agreement-checker\[docx\]'`$"):
        written(judged("2009-12-31", SESSION))


def test_from_the_command_line(tmp_path: Path) -> None:
    log, minutes = tmp_path / "log.csv", tmp_path / "minutes.docx"
    log.write_text("id,date,activity,by,about\ns1,2009-12-20,session_held,SOUTH,S-1\n")
    asked = ("check", "--plan", PLAN, "--log", log, "--as-of", "2009-12-31", "--format", "docx")
    ran = checker(*asked, "--output", minutes)
    assert (ran.code, ran.err) == (0, "")
    assert "Agreement of two offices" in text_of(read(minutes.read_bytes()))
