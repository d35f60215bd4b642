"""The tagged PDF, read back by another library: structure, language, words, and nothing from elsewhere.

Every day a long report that is made up and a short one that is not; a third one takes as long as
the first, and comes with `CHECKER_LONG=1`.
"""

import io
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

import pypdf
import pytest
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject

from checker.files import NotInstalled
from checker.outputs import Options, output
from checker.results import phrasing
from checker.results.facts import facts_of
from checker.results.language import Wording
from tests.report.page import Report, case, example
from tests.run import ROOT

MADE_UP, RECORD, SHORT = "2007-illustrative", "2007-public-record", "hand-not-made-up"
TRIED = (MADE_UP, SHORT, *((RECORD,) if os.environ.get("CHECKER_LONG") else ()))


@pytest.fixture(scope="module", params=TRIED)
def report(request: pytest.FixtureRequest) -> Report:
    return case(ROOT / "tests" / "cases" / SHORT) if request.param == SHORT else example(request.param)


@pytest.fixture(scope="module")
def document(report: Report) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(output("pdf").write(report.results, Options())))


@pytest.fixture(scope="module")
def text(document: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in document.pages).split())


def roles(node: object) -> Iterator[str]:
    """Yield the kinds of all elements of the structure."""
    if isinstance(node, ArrayObject):
        for each in node:
            yield from roles(each.get_object())
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from roles(node["/K"])


def root(document: pypdf.PdfReader) -> DictionaryObject:
    found = document.trailer["/Root"].get_object()
    assert isinstance(found, DictionaryObject)
    return found


def test_it_is_tagged_and_says_its_title_and_language(document: pypdf.PdfReader, report: Report) -> None:
    catalog = root(document)
    marks = catalog["/MarkInfo"].get_object()
    assert isinstance(marks, DictionaryObject)
    assert marks["/Marked"] == BooleanObject(value=True)
    assert str(catalog["/Lang"]) == "en"
    assert document.metadata is not None
    assert document.metadata.title == report.page.one("head").one("title").text
    found = Counter(roles(catalog["/StructTreeRoot"]))
    for role, tag in {"/H1": "h1", "/H2": "h2", "/H3": "h3", "/H4": "h4"}.items():
        assert found[role] == len([n for n in report.page.all(tag) if n.within("nav") is None]), role
    assert found["/Table"] >= len(report.page.all("table"))  # one that goes on over the page is two
    assert found["/TH"] >= len([cell for table in report.page.all("table") for cell in table.all("th")])


def test_headings_are_bookmarks(document: pypdf.PdfReader, report: Report) -> None:
    def titles(outline: Sequence[object]) -> Iterator[str]:
        for each in outline:
            if isinstance(each, list):
                yield from titles(each)
            else:
                assert isinstance(each, DictionaryObject)
                yield " ".join(str(each["/Title"]).split())

    found = list(titles(document.outline))
    for part in report.page.all("h1", "h2"):
        if part.within("nav") is None:
            assert part.text in found


def test_it_says_what_the_page_says(text: str, report: Report) -> None:
    words, close = Wording("en", report.results.plan), re.compile(r"\s")
    close_up = close.sub("", text)
    for sentence in phrasing.summary(facts_of(report.results).story, words):
        assert close.sub("", sentence) in close_up
    for own in report.results.obligations:
        assert close.sub("", own.obligation.title) in close_up
        assert own.obligation.id.replace("-", "") in close_up.replace("-", "")
    for entry in report.results.log.entries:
        assert entry.id in text


def test_every_page_has_its_number_and_says_that_data_are_made_up(
    document: pypdf.PdfReader, report: Report
) -> None:
    for number, page in enumerate(document.pages, 1):
        own = " ".join(page.extract_text().split())
        assert f"{number} / {len(document.pages)}" in own
        assert ("ILLUSTRATIVE" in own) is report.results.illustrative


def test_its_dates_are_the_day_that_was_asked_for(document: pypdf.PdfReader, report: Report) -> None:
    assert document.metadata is not None
    assert document.metadata.creation_date is not None
    assert document.metadata.creation_date.date() == report.results.as_of


def test_it_has_links_of_the_log_and_no_files_or_actions(document: pypdf.PdfReader, report: Report) -> None:
    addresses = {
        annotation.get_object()["/A"]["/URI"]
        for page in document.pages
        for annotation in page.get("/Annots", ())
        if "/A" in annotation.get_object() and "/URI" in annotation.get_object()["/A"]
    }
    written = {document for entry in report.results.log.entries for document in entry.evidence}
    assert addresses <= written
    assert not document.attachments
    assert "/OpenAction" not in root(document)


def test_without_its_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(NotInstalled, match=r"run `pip install 'agreement-checker\[pdf\]'`$"):
        output("pdf").write(example("2007-public-record").results, Options())


def test_decisions_have_the_numbers_that_they_have_on_the_page(text: str, report: Report) -> None:
    numbers = Counter(int(part[:-1]) for part in text.split() if re.fullmatch(r"\d{1,2}\.", part))
    items = facts_of(report.results).agenda
    assert all(numbers[number] for number in range(1, len(items) + 1))
    assert numbers[1] == 1
