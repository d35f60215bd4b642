"""A report as a folder: all forms, in all languages that are asked for, and a page that leads to them."""

import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from unittest.mock import patch

import docx
import openpyxl
import pytest

from checker.cli import main
from checker.outputs import names, output
from checker.outputs._made import listing, written
from checker.results.tags import tags
from tests.report.page import read
from tests.run import ROOT, checker

TWO = ROOT / "examples" / "two-offices"
ASKED = ("--plan", str(TWO / "plan.yaml"), "--log", str(TWO / "log.csv"), "--as-of", "2010-01-15")
ASKED_AS_IS = (*ASKED, "--fail-on", "never")
NAMED = {output(form).name: form for form in names() if hasattr(output(form), "name")}


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_it_has_every_form_that_has_a_name_and_its_contents(tmp_path: Path) -> None:
    ran = checker("report", *ASKED_AS_IS, "--output", tmp_path / "out")
    assert (ran.code, ran.err) == (0, "")
    assert held(tmp_path / "out").keys() == {*NAMED, "index.html"}
    assert {"report.html", "summary.html", "plain.html", "calendar.ics", "results.json"} <= NAMED.keys()
    assert {"minutes.docx", "report.pdf", "junit.xml"} <= NAMED.keys()
    assert sorted(ran.out.split()) == sorted(str(path) for path in (tmp_path / "out").iterdir())


def test_each_file_is_what_its_form_gives_by_itself(tmp_path: Path) -> None:
    checker("report", *ASKED_AS_IS, "--output", tmp_path / "out")
    for name, form in NAMED.items():
        alone = tmp_path / name
        assert main(["check", *ASKED_AS_IS, "--format", form, "--output", str(alone)]) == 0
        assert alone.read_bytes() == (tmp_path / "out" / name).read_bytes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report in all languages; without PDF files, which take long and are named like the others."""
    made = tmp_path_factory.mktemp("all")
    asked = ",".join(["en", *(tag for tag in tags() if tag != "en")])
    with patch.dict(sys.modules, weasyprint=None):
        assert main(["report", *ASKED_AS_IS, "--language", asked, "--output", str(made)]) == 0
    return made


def test_a_form_is_there_in_each_language_and_one_for_programs_once(folder: Path) -> None:
    found = held(folder)
    for name, form in NAMED.items():
        if form == "pdf":
            continue
        stem, _, suffix = name.partition(".")
        others = {f"{stem}.{tag}.{suffix}" for tag in tags() if tag != "en"}
        assert name in found
        assert (others & found.keys()) == (set() if getattr(output(form), "once", False) else others)
    for tag in tags():
        page = read(found["report.html" if tag == "en" else f"report.{tag}.html"])
        assert page.one("html")["lang"] == tag


def test_the_contents_lead_to_each_file(folder: Path) -> None:
    page = read((folder / "index.html").read_bytes())
    linked = [link["href"] for link in page.all("a") if not link["href"].startswith("#")]
    assert sorted([*linked, "index.html"]) == sorted(held(folder))


def test_one_page_is_in_one_language(tmp_path: Path) -> None:
    ran = checker("report", *ASKED_AS_IS, "--language", "en,fr", "--output", tmp_path / "page.html")
    assert ran.code == 2
    assert "one page is in one language" in ran.err
    assert "help: name a folder for several languages" in ran.err


@pytest.mark.parametrize("asked", ["fr,", ",", "en fr", ""])
def test_several_languages_have_commas_between(asked: str, tmp_path: Path) -> None:
    ran = checker("report", *ASKED_AS_IS, "--language", asked, "--output", tmp_path / "out")
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert f"“{asked}” is no list of languages" in ran.err
    assert "write one, or several with commas between; there are: ar, en, es, fr" in ran.err


def test_a_language_that_there_is_not_is_named(tmp_path: Path) -> None:
    ran = checker("report", *ASKED_AS_IS, "--language", "en,xx", "--output", tmp_path / "out")
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert "--language: there is no “xx”" in ran.err


def test_a_file_of_another_kind_is_had_from_check(tmp_path: Path) -> None:
    ran = checker("report", *ASKED_AS_IS, "--output", "minutes.docx", cwd=tmp_path)
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert "for that form alone: checker check --format docx --output minutes.docx" in ran.err


def test_what_cannot_be_made_here_is_left_out_and_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] in ("docx", "weasyprint")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert main(["report", *ASKED_AS_IS, "--output", str(tmp_path)]) == 0
    assert held(tmp_path).keys() == {*NAMED, "index.html"} - {"minutes.docx", "report.pdf"}
    notes = capsys.readouterr().err.splitlines()
    assert [note.partition(":")[0] for note in notes] == ["note", "note"]
    assert ["agreement-checker[docx]" in notes[0], "agreement-checker[pdf]" in notes[1]] == [True, True]
    assert b"minutes.docx" not in (tmp_path / "index.html").read_bytes()


def test_what_an_earlier_run_left_is_named(earlier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with patch.dict(sys.modules, docx=None):
        assert main(["report", *ASKED_AS_IS, "--output", str(earlier)]) == 0
    notes = capsys.readouterr().err.splitlines()
    left = {path.name for path in earlier.iterdir()} - NAMED.keys() - {"index.html"} | {"minutes.docx"}
    assert [note for note in notes if " is of an earlier run" in note] == [
        f"note: {earlier / name} is of an earlier run: this one did not make it" for name in sorted(left)
    ]


def report(folder: Path, *more: str) -> tuple[int, str]:
    ran = checker("report", *ASKED_AS_IS, *more, "--output", folder)
    return ran.code, ran.err


def refusal(folder: Path, *names: str) -> str:
    which = "files that are" if len(names) > 1 else "a file that is"
    return (
        f"error[command-line]: --output: {folder} holds {which} not as an earlier report left it: "
        f"{', '.join(names)}\n  command line\n"
        "help: move what people wrote away, or name another folder\n\n"
    )


@pytest.fixture
def earlier(folder: Path, tmp_path: Path) -> Path:
    """The folder of an earlier report."""
    return shutil.copytree(folder, tmp_path / "earlier")


@pytest.fixture(autouse=True)
def without_pdf(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave PDF files out of the tests that write over an earlier report: they take long."""
    if "earlier" in request.fixturenames:
        monkeypatch.setitem(sys.modules, "weasyprint", None)


def test_what_is_as_it_was_made_is_made_anew(earlier: Path, folder: Path) -> None:
    again = [*ASKED_AS_IS, "--output", str(earlier), "--language", "en,ar,es,fr"]
    assert main(["report", *again, "--as-of", "2009-06-30"]) == 0
    other = held(earlier)
    assert main(["report", *again]) == 0
    assert other["report.fr.html"] != held(earlier)["report.fr.html"]
    assert held(earlier) == held(folder)


def filled_in(path: Path) -> None:
    document = docx.Document(str(path))
    document.add_paragraph("Decided: the summary is sent by 1 March.")
    document.save(str(path))


def written_into(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A1"] = "seen by the archive"
    book.save(path)


def another(path: Path) -> None:
    path.write_bytes(b"<!DOCTYPE html>\n<title>The minister's own page</title>\n")


def removed(path: Path) -> None:
    path.unlink()


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


CHANGES = {
    "minutes that were filled in": ({"minutes.docx": filled_in}, ["minutes.docx"]),
    "minutes in another language": ({"minutes.fr.docx": filled_in}, ["minutes.fr.docx"]),
    "a workbook that was written into": ({"record.xlsx": written_into}, ["record.xlsx"]),
    "both": ({"record.xlsx": written_into, "minutes.docx": filled_in}, ["minutes.docx", "record.xlsx"]),
    "a pipe": ({"calendar.ics": pipe}, ["calendar.ics"]),
    "minutes that were moved away": ({"minutes.docx": removed}, []),
}


@pytest.mark.parametrize("case", CHANGES)
def test_what_people_wrote_stays(case: str, earlier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changes, refused = CHANGES[case]
    for name, change in changes.items():
        change(earlier / name)
    before = {path.name: path.read_bytes() for path in earlier.iterdir() if path.is_file()}
    asked = ["--output", str(earlier), "--language", "en,ar,es,fr"]
    assert main(["report", *ASKED_AS_IS, *asked]) == (2 if refused else 0)
    if refused:
        assert capsys.readouterr().err == refusal(earlier, *refused)
        assert before == {path.name: path.read_bytes() for path in earlier.iterdir() if path.is_file()}
    else:
        assert (earlier / "minutes.docx").exists()


@pytest.mark.parametrize("change", [another, removed])
def test_without_its_contents_no_file_is_known_as_ours(
    change: Callable[[Path], None], earlier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(earlier / "index.html")
    before = held(earlier)
    assert main(["report", *ASKED_AS_IS, "--output", str(earlier)]) == 2
    names = sorted((NAMED.keys() & before.keys()), key=lambda name: NAMED[name])
    assert capsys.readouterr().err == refusal(earlier, *names, *(["index.html"] if change is another else []))
    assert held(earlier) == before


def test_somebodys_own_page_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    another(tmp_path / "index.html")
    (tmp_path / "notes.txt").write_text("not of a name that a report has")
    assert report(tmp_path, "--plan", "no-such-plan.yaml") == (2, refusal(tmp_path, "index.html"))
    (tmp_path / "index.html").unlink()
    assert report(tmp_path) == (0, "")


def test_a_listing_is_believed_in_a_page_of_contents_alone(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_bytes(b"x")
    listed = written(listing({"report.html": b"x"}))
    (tmp_path / "index.html").write_text(f'<!DOCTYPE html>\n<p>&lt;main data-made="{listed}"></p>\n')
    assert report(tmp_path) == (2, refusal(tmp_path, "report.html", "index.html"))


def test_languages_may_come_and_go(earlier: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What this run does not make and an earlier one did is still known as made."""
    several = ["--language", "en,ar,es,fr", "--output", str(earlier)]
    for _ in range(2):
        assert main(["report", *ASKED_AS_IS, "--output", str(earlier)]) == 0
    assert main(["report", *ASKED_AS_IS, *several]) == 0
    assert held(earlier) == held(folder)
    assert main(["report", *ASKED_AS_IS, "--output", str(earlier)]) == 0
    filled_in(earlier / "minutes.fr.docx")
    capsys.readouterr()
    assert main(["report", *ASKED_AS_IS, *several]) == 2
    assert capsys.readouterr().err == refusal(earlier, "minutes.fr.docx")


@pytest.mark.parametrize("first", [True, False])
def test_files_of_a_run_that_was_killed_between_two_are_known(earlier: Path, *, first: bool) -> None:
    """It left its contents under a temporary name."""
    (earlier / "index.html").rename(earlier / ".checker-0123456789abcdef.part")
    if not first:
        (earlier / "summary.html").write_bytes(b"of the run before")
        listed = written(listing({"summary.html": b"of the run before"}))
        (earlier / "index.html").write_text(f'<!DOCTYPE html>\n<main data-made="{listed}">')
    assert main(["report", *ASKED_AS_IS, "--output", str(earlier)]) == 0


def test_what_is_written_while_it_judges_stays_too(
    earlier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "log.csv")

    def meanwhile() -> None:
        with (tmp_path / "log.csv").open("wb") as log:  # waits until it is read, so after the first look
            filled_in(earlier / "minutes.docx")
            log.write((TWO / "log.csv").read_bytes())

    somebody = Thread(target=meanwhile)
    somebody.start()
    asked = [*ASKED_AS_IS, "--output", str(earlier)]
    asked[asked.index(str(TWO / "log.csv"))] = str(tmp_path / "log.csv")
    assert main(["report", *asked]) == 2
    somebody.join()
    assert capsys.readouterr().err == refusal(earlier, "minutes.docx")


def test_at_a_terminal_it_says_how_far_it_is(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "checker", "report", *ASKED_AS_IS, "--output", str(tmp_path)]
    main_end, other_end = pty.openpty()
    ran = subprocess.run(
        command, cwd=ROOT, stderr=other_end, stdout=subprocess.PIPE, check=False, env={**os.environ}
    )
    os.close(other_end)
    said = os.read(main_end, 100_000).decode().splitlines()
    os.close(main_end)
    assert ran.returncode == 0
    assert said[0] == "reading and judging"
    assert said[1:] == [
        f"making {name} ({n} of {len(NAMED)})"
        for n, name in enumerate(sorted(NAMED, key=lambda each: NAMED[each]), 1)
    ]
