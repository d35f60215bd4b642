"""The revision paper in Word: read back, it has the parts and figures of the page, and all can read it."""

import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml.ns import qn

from checker.outputs import Options
from checker.outputs.revision import names, output
from checker.outputs.revision._pages import PaperPages
from checker.outputs.revision.docx import PARTS, part_of
from checker.results.language import APART, Wording
from checker.results.tags import tags
from checker.revision import told_paper, told_term
from checker.revision.paper import Paper
from tests.meeting.offices import entry
from tests.output.word import CHECKS, marked, paragraphs, read, rows, text_of
from tests.revision.docx.offices import LONGER, REWORDED, SENT, TALKS, draft, on, paper
from tests.revision.docx.offices import read as read_plan

HOSTILE = "<script>alert(1)</script> \u202eevil"


def document(told: Paper, tag: str = "en") -> Document:
    return read(output("docx").write(told, Options(tag)))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """A paper with a draft in which a clause is reworded and a time is another."""
    return paper(draft(tmp_path_factory.mktemp("draft"), REWORDED, LONGER))


@pytest.fixture(scope="module")
def written(both: Paper) -> Callable[[str], Document]:
    """Gives the document in a language, written once."""
    return cache(lambda tag: document(both, tag))


@pytest.fixture(scope="module", params=["en", "ar"])
def read_back(request: pytest.FixtureRequest, written: Callable[[str], Document]) -> Document:
    return written(request.param)


@pytest.fixture(scope="module")
def found(written: Callable[[str], Document]) -> Document:
    """The document in English."""
    return written("en")


def headings(found: Document) -> list[str]:
    return [line.text for line in found.paragraphs if line.style and line.style.name == "Heading 1"]


def test_the_page_and_the_document_are_the_forms_of_a_paper() -> None:
    assert {name: output(name).name for name in names()} == {"docx": "revision.docx", "html": "revision.html"}


@pytest.mark.parametrize("holds", CHECKS, ids=lambda check: check.__name__)
def test_all_can_read_it(holds: Callable[[Document], None], read_back: Document) -> None:
    holds(read_back)


@pytest.mark.parametrize("drafted", [True, False])
def test_its_parts_come_in_their_order_and_those_on_a_draft_with_a_draft_alone(
    both: Paper, found: Document, *, drafted: bool
) -> None:
    told = both if drafted else paper()
    words = Wording("en", told.results.plan)
    parts = [part for part in PARTS if drafted or part not in told_paper.OF_DRAFTS]
    titles = [part_of(part, words) for part in parts]
    assert headings(found if drafted else document(told)) == ["The main facts", "In this paper", *titles]


def test_the_contents_lead_to_every_part(found: Document) -> None:
    body = found.element.body
    marks = {
        str(mark.get(qn("w:name"))): "".join(each.text or "" for each in mark.getparent().iter(qn("w:t")))
        for mark in body.iter(qn("w:bookmarkStart"))
    }
    links = {
        str(link.get(qn("w:anchor"))): "".join(each.text or "" for each in link.iter(qn("w:t")))
        for link in body.iter(qn("w:hyperlink"))
    }
    assert links == marks
    assert list(links.values()) == headings(found)[2:]
    numbers = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len({*numbers}) == len(numbers)
    assert numbers == [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkEnd"))]


def test_words_that_a_draft_leaves_out_or_adds_are_marked_in_words_and_by_their_writing(
    found: Document,
) -> None:
    (line,) = [line for line in found.paragraphs if "added: within" in line.text]
    told = "left out: The outcomes added: Each outcome of sessions left out: are added: is sent"
    assert line.text == f"{told} left out: soon. added: within twenty days."
    how = {run.text: (bool(run.font.strike), bool(run.font.underline)) for run in line.runs}
    assert how["soon."] == (True, False)
    assert how["within twenty days."] == (False, True)
    assert how["of sessions"] == (False, False)


def test_what_hides_in_a_draft_is_shown(tmp_path: Path) -> None:
    told = paper(draft(tmp_path, (SENT, f'"{HOSTILE}"')))
    data = output("docx").write(told, Options("en"))
    assert HOSTILE.replace("\u202e", "<U+202E>") in text_of(read(data))
    with zipfile.ZipFile(BytesIO(data)) as parts:
        for name in parts.namelist():
            text = parts.read(name).decode()
            assert not set(text) & {"\u202e", *APART}, name
            assert "<script" not in text


MARKS = {
    "nothing": (False, False, None),
    "the draft": (False, True, "ILLUSTRATIVE: the draft"),
    "the record": (True, False, "ILLUSTRATIVE: "),
    "both": (True, True, "ILLUSTRATIVE: "),
}


@pytest.mark.parametrize("made_up", MARKS)
def test_what_is_made_up_is_called_so_first_of_all_and_on_every_page(made_up: str, tmp_path: Path) -> None:
    record, drafted, mark = MARKS[made_up]
    change = [("  title: Agreement", "  illustrative: true\n  title: Agreement")] if drafted else []
    rows_ = [entry("x9", "2010-02-01", "session_held", "NORTH", illustrative="yes")] if record else []
    found = document(paper(draft(tmp_path, *change), *rows_))
    head = [line.text for line in found.sections[0].header.paragraphs]
    assert (len(head) == 2) == bool(mark)
    if mark is None:
        assert "made up" not in text_of(found).lower()
    else:
        assert found.paragraphs[0].text.startswith(mark)
        assert head[0].startswith(mark)
        assert record != ("the draft" in head[0])
    assert head[-1] == "Agreement of two offices, as of 31 March 2010"


def test_properties_tell_of_the_agreement_and_not_of_a_machine(both: Paper, found: Document) -> None:
    properties = found.core_properties
    assert properties.title == "Agreement of two offices: revision paper as of 31 March 2010"
    assert properties.created == properties.modified
    assert (properties.created.date(), properties.author) == (both.results.as_of, "agreement-checker")
    assert properties.language == "en"


def test_the_same_paper_gives_the_same_bytes(both: Paper, tmp_path: Path) -> None:
    again = paper(draft(tmp_path, REWORDED, LONGER))
    one, other = (output("docx").write(each, Options("en")) for each in (both, again))
    assert one == other


def test_in_another_language_what_the_plan_says_is_marked_with_its_own(
    written: Callable[[str], Document], found: Document
) -> None:
    pieces = marked(written("fr"))
    own = {text for text, tag, _ in pieces if tag == "en"}
    assert {"Agreement of two offices", "Send outcomes", "soon.", "within twenty days."} <= own
    assert {tag for _, tag, _ in pieces} == {None, "en"}
    assert {tag for _, tag, _ in marked(found)} == {None}


def test_a_language_that_runs_from_right_to_left_turns_all_but_what_is_quoted(
    written: Callable[[str], Document],
) -> None:
    found = written("ar")
    assert all(table.xpath("w:tblPr/w:bidiVisual") for table in found.element.body.iter(qn("w:tbl")))
    assert {(tag, turns) for _, tag, turns in marked(found)} == {(None, True), ("en", False)}
    (line,) = [line for line in paragraphs(found) if "within twenty days." in [run.text for run in line.runs]]
    assert line.paragraph_format.element.xpath("w:pPr/w:bidi/@w:val") == ["0"]


def test_what_the_paper_names_is_listed_with_who_when_and_documents_that_lead_there(tmp_path: Path) -> None:
    plan = draft(tmp_path, TALKS)
    page, symbol = "https://example.org/a?b=c&d=1", "A/RES/61/106"
    more = entry("g1", "2010-03-04", "talk_given", "NORTH", title="A talk", evidence=f"{symbol};{page}")
    written = document(paper(None, more, plan=plan))
    (table,) = [each for each in written.tables if each.rows[0].cells[-1].text == "Documents"]
    (row,) = [row for row in rows(table) if row[0] == "g1"]
    assert row == ["g1", "4 March 2010", "A talk", "North Office", f"{symbol}\n{page}"]
    links = [link for cell in table.column_cells(4) for line in cell.paragraphs for link in line.hyperlinks]
    assert [(link.text, link.url) for link in links] == [(page, page)]


def test_a_wide_grid_is_several_tables_with_the_clauses_in_each(tmp_path: Path) -> None:
    """Eight years and their sum are nine columns: five and four beside the clause."""
    sessions = [entry(f"y{year}", f"{year}-05-04", "session_held", "SOUTH") for year in range(2011, 2018)]
    plan = draft(tmp_path, ("until: 2010-12-31", "until: 2019-12-31"))
    told = on(read_plan(plan), paper(None, *sessions, plan=plan).results.log, date(2018, 12, 31), None)
    grid = told_term.years(told.term, Wording("en", told.results.plan))
    pages = PaperPages(Wording("en", told.results.plan))
    pages.grid(grid)
    heads = [[cell.text for cell in table.rows[0].cells] for table in pages.document.tables]
    assert [len(each) for each in heads] == [6, 5]
    assert [each for own in heads for each in own[1:]] == [*grid.head[1:]]
    for table in pages.document.tables:
        assert [cell.text for cell in table.columns[0].cells] == [
            grid.head[0],
            *(row[0] for row in grid.rows),
        ]


@pytest.mark.parametrize("tag", sorted({*tags()} - {"en", "ar"}))
def test_it_is_written_in_every_language(tag: str, written: Callable[[str], Document]) -> None:
    assert len(headings(written(tag))) == 2 + len(PARTS)
