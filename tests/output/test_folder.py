"""A report as a folder: all forms, in all languages that are asked for, and a page that leads to them."""

import os
import pty
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from checker.cli import main
from checker.outputs import names, output
from checker.results.language import tags
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


def test_what_an_earlier_run_left_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with patch.dict(sys.modules, weasyprint=None, docx=None):
        assert main(["report", *ASKED_AS_IS, "--output", str(folder)]) == 0
    notes = capsys.readouterr().err.splitlines()
    left = {path.name for path in folder.iterdir()} - NAMED.keys() - {"index.html"} | {"minutes.docx"}
    assert [note for note in notes if " is of an earlier run" in note] == [
        f"note: {folder / name} is of an earlier run: this one did not make it" for name in sorted(left)
    ]


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
