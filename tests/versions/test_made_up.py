"""Every output says which version is made up, and says of nothing real that it did not happen."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import docx
import openpyxl
import pytest

from checker.findings.tables import Tables
from checker.outputs import Options, output
from checker.results import told_mark
from checker.results.explain import Asked, explain
from checker.results.language import Wording
from checker.results.model import Results
from checker.results.tags import tags
from tests.versions.cases import HERE, judged, read

AS_OF = date(2011, 2, 10)
REAL, MADE_UP = "  illustrative: false\n", "  illustrative: true\n"
WHOLE = "this agreement or this record is made up"
FORMS = ("docx", "html", "ics", "junit", "plain", "summary", "text", "xlsx")


class Case(NamedTuple):
    """Which versions, and whether the log, are made up; the sentence that has to be there, and no other."""

    versions: str
    log: str
    says: str


CASES = (
    Case("2", "", "version 2 of this agreement is made up; the record is not."),
    Case("1", "", "version 1 of this agreement is made up; the record is not."),
    Case("12", "", f"{WHOLE}. Nothing in it happened."),
    Case("1", "yes", f"{WHOLE}. Nothing in it happened."),
    Case("", "yes", f"{WHOLE}. Nothing in it happened."),
    Case("", "", ""),
)


def made(case: Case, folder: Path) -> Results:
    """Judge two versions of a small agreement of which some are made up, as is the log perhaps."""
    for number in "12":
        text = (HERE / "new" / f"v{number}.yaml").read_text(encoding="utf-8")
        text = text.replace(MADE_UP, MADE_UP if number in case.versions else REAL)
        (folder / f"v{number}.yaml").write_text(text, encoding="utf-8")
    head, *rows = (HERE / "new" / "log.csv").read_text(encoding="utf-8").splitlines()
    lines = [f"{head},illustrative", *(f"{row},{case.log}" for row in rows)]
    log = folder / "log.csv"
    log.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    last = judged([folder / "v1.yaml", folder / "v2.yaml"], log, AS_OF)
    assert last.illustrative is bool(case.says)
    return last


def words_of(form: str, data: bytes) -> str:
    """Give the words of an output, with those on the margins of its pages."""
    if form == "docx":
        document = docx.Document(BytesIO(data))
        parts = [*document.paragraphs, *document.sections[0].header.paragraphs]
        return " ".join(part.text for part in parts)
    if form == "xlsx":
        book = openpyxl.load_workbook(BytesIO(data))
        cells = (str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
        return " ".join([*cells, *(str(sheet.oddHeader.left.text) for sheet in book if sheet.oddHeader)])
    text = data.decode()
    return flowing(text.replace("\r\n ", "").replace("\\;", ";"))


def flowing(text: str) -> str:
    """Give a text without its line ends."""
    return " ".join(text.split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.versions or 'none'}{case.log and '-log'}")
def test_every_output_says_what_is_made_up(case: Case, tmp_path: Path) -> None:
    results = made(case, tmp_path)
    for form in FORMS if case in CASES[:2] else ("text", "xlsx"):
        told = words_of(form, output(form).write(results, Options("en")))
        if case.says and (form != "junit" or not case.says.startswith(WHOLE)):
            assert case.says in told, form
        assert (WHOLE in told) is (case.says.startswith(WHOLE) and form != "junit"), form
        assert ("ILLUSTRATIVE" in told) is bool(case.says), form
    asked = Asked(results.plan, Tables(results.rules, "reference"), results)
    assert case.says in flowing(explain(asked, (), "en"))


def test_the_margin_of_a_page_says_it_too(tmp_path: Path) -> None:
    results = made(CASES[0], tmp_path)
    page = output("html").write(results, Options("en")).decode()
    margin = re.search(r'@bottom-left\{content:"([^"]*)"', page)
    assert margin is not None
    told = re.sub(r"\\([0-9a-f]+) ", lambda m: chr(int(m[1], 16)), margin[1])
    assert told == "ILLUSTRATIVE: version 2 is made up"


def test_of_events_only_those_of_the_made_up_version_are_marked(tmp_path: Path) -> None:
    for case, marked in ((CASES[0], True), (CASES[1], False)):
        data = output("ics").write(made(case, tmp_path), Options("en")).decode().replace("\r\n ", "")
        events = re.findall(r"^SUMMARY:(.*)$", data, re.MULTILINE)
        assert events
        assert all(event.startswith("ILLUSTRATIVE: ") is marked for event in events), events
        assert "NAME:PARTLY ILLUSTRATIVE: " in data


def test_a_paper_names_versions_and_draft(tmp_path: Path) -> None:
    results = made(CASES[0], tmp_path)
    draft, _ = read([tmp_path / "v2.yaml"])
    made_up = told_mark.of(results, draft)
    told = told_mark.mark(made_up, Wording("en", results.plan))
    assert told == (
        "ILLUSTRATIVE: version 2 of this agreement is made up, and so is the draft; the record is not."
    )


@pytest.mark.parametrize("tag", tags())
def test_in_every_language_each_form_of_the_mark_has_its_words(tag: str, tmp_path: Path) -> None:
    results = made(CASES[0], tmp_path)
    words = Wording(tag, results.plan)
    for case in (told_mark.of(results), told_mark.MadeUp(whole=False, versions=("1", "2"), draft=True)):
        for told in (told_mark.mark(case, words), told_mark.short(case, words)):
            assert "2" in told
            assert "{" not in told
