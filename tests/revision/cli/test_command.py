"""`checker revision`: one page, one document, or a folder of both that keeps what people wrote."""

import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import docx
import pytest

from checker.cli import main
from checker.outputs._made import LISTING
from tests.output.word import text_of
from tests.revision.docx.offices import ENTRIES, LONGER, PLAN, draft
from tests.run import ROOT, checker

HEADS = ("id", "date", "end", "activity", "by", "about", "title", "until")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """What a paper on the two offices is made of, with a draft."""
    folder = tmp_path_factory.mktemp("inputs")
    lines = [",".join(HEADS), *(",".join(row.get(head, "") for head in HEADS) for row in ENTRIES)]
    (folder / "log.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    drafted = draft(folder, LONGER)
    named = {"--plan": PLAN, "--log": folder / "log.csv", "--draft": drafted}
    return (*(str(part) for pair in named.items() for part in pair), "--engine", "reference")


@pytest.fixture(scope="module")
def folder(asked: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("made") / "paper"
    assert main(["revision", *asked, "--language", "en,fr", "--output", str(made)]) == 0
    return made


@pytest.fixture
def earlier(folder: Path, tmp_path: Path) -> Path:
    """The folder of an earlier run."""
    made = tmp_path / "earlier"
    made.mkdir()
    for name, data in held(folder).items():
        (made / name).write_bytes(data)
    return made


def test_without_a_day_it_is_said_if_the_log_has_statements_of_later_ones(
    asked: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = Path(asked[asked.index("--log") + 1])
    head, *rows = log.read_text(encoding="utf-8").splitlines()
    later = tmp_path / "later.csv"
    more = "z9,2030-01-01,,decision,NORTH,,Paint the door,"
    later.write_text("\n".join([head, *rows, more]) + "\n", encoding="utf-8")
    given = [str(later) if part == str(log) else part for part in asked]
    for days, said in (((), True), (("--as-of", "2009-12-31"), False)):
        assert main(["revision", *given, *days, "--output", str(tmp_path / "paper.html")]) == 0
        told = capsys.readouterr().err
        assert ("--as-of asks for another day" in told) is said, told


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def unlisted(page: bytes) -> bytes:
    """A page without what it says of the files beside it."""
    found = LISTING.search(page)
    return page if found is None else page.replace(b'data-made="%s" ' % found[1], b"", 1)


def refused(
    asked: tuple[str, ...], output: Path | str, capsys: pytest.CaptureFixture[str], *more: str
) -> str:
    capsys.readouterr()
    assert main(["revision", *asked, *more, "--output", str(output)]) == 2
    return capsys.readouterr().err


def test_a_folder_has_both_forms_in_each_language(folder: Path) -> None:
    names = {"revision.html", "revision.docx", "revision.fr.html", "revision.fr.docx"}
    assert held(folder).keys() == names


@pytest.mark.parametrize("name", ["revision.html", "revision.docx"])
def test_a_form_alone_is_what_the_folder_has(
    name: str, asked: tuple[str, ...], folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = tmp_path / name
    assert main(["revision", *asked, "--output", str(alone)]) == 0
    assert capsys.readouterr().out == f"{alone}\n"
    assert alone.read_bytes() == unlisted((folder / name).read_bytes())


def test_in_other_circumstances_the_bytes_are_the_same(
    asked: tuple[str, ...], folder: Path, tmp_path: Path
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "77", "TZ": "Pacific/Apia"}
    command = [sys.executable, "-m", "checker", "revision", *asked, "--language", "en,fr", "--output", "out"]
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert sorted(ran.stdout.split()) == sorted(str(Path("out") / name) for name in held(folder))
    assert held(tmp_path / "out") == held(folder)


def test_one_file_is_in_one_language(
    asked: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = refused(asked, tmp_path / "paper.docx", capsys, "--language", "en,fr")
    assert "--output: one file is in one language" in told
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("output", ["paper.pdf", "-", ""])
def test_what_is_neither_a_folder_nor_one_of_the_forms_is_refused(
    output: str, asked: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    told = refused(asked, output, capsys)
    assert f"--output: “{output}” is no folder, nor a file that ends in .html or .docx" in told


def test_a_language_that_there_is_not_is_named(
    asked: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for output in ("paper", "paper.html"):
        told = refused(asked, tmp_path / output, capsys, "--language", "xx")
        assert "--language: there is no “xx”" in told


def test_no_input_is_written_over(asked: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    link = Path(asked[3]).parent / "paper.html"
    for name in ("--plan", "--log", "--draft"):
        link.unlink(missing_ok=True)
        link.symlink_to(asked[asked.index(name) + 1])
        assert f"--output: {link} is read by this very run" in refused(asked, link, capsys)
    link.unlink()


def test_what_is_wrong_with_a_draft_is_said(
    asked: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = draft(tmp_path, ("rule: never", "rule: nver"))
    parts = list(asked)
    parts[parts.index("--draft") + 1] = str(wrong)
    told = refused(tuple(parts), tmp_path / "paper", capsys)
    assert str(wrong) in told
    assert not (tmp_path / "paper").exists()


def test_of_two_drafts_neither_is_chosen(
    asked: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for output in ("paper", "paper.html"):
        told = refused(asked, tmp_path / output, capsys, "--draft", asked[asked.index("--draft") + 1])
        assert "--draft: 2 drafts are named" in told
    assert list(tmp_path.iterdir()) == []


def test_the_log_may_speak_of_what_only_the_draft_knows(asked: tuple[str, ...], tmp_path: Path) -> None:
    known = draft(tmp_path, ("  tour_made:", "  letter_sent: {label: Letter sent}\n  tour_made:"))
    log = tmp_path / "more.csv"
    log.write_text("id,date,activity,by\nl1,2010-02-02,letter_sent,NORTH\n", encoding="utf-8")
    parts = list(asked)
    parts[parts.index("--draft") + 1] = str(known)
    parts.insert(parts.index("--draft"), str(log))
    alone = [*parts[: parts.index("--draft")], *parts[parts.index("--draft") + 2 :]]
    assert main(["revision", *parts, "--output", str(tmp_path / "paper.html")]) == 0
    assert main(["revision", *alone, "--output", str(tmp_path / "alone.html")]) == 2


def test_several_versions_are_one_agreement(asked: tuple[str, ...], tmp_path: Path) -> None:
    parts = list(asked)
    del parts[parts.index("--draft") : parts.index("--draft") + 2]
    first, second = tmp_path / "one.yaml", tmp_path / "two.yaml"
    text = PLAN.read_text(encoding="utf-8")
    first.write_text(text.replace("  title: A", '  version: "1"\n  title: A'), encoding="utf-8")
    versioned = '  version: "2"\n  replaces: "1"\n  open_duties: old\n  title: A'
    second.write_text(
        text.replace("  title: A", versioned).replace("from: 2010-01-01", "from: 2010-02-01"),
        encoding="utf-8",
    )
    parts[parts.index("--plan") + 1] = str(first)
    output = tmp_path / "paper.docx"
    assert main(["revision", *parts, "--plan", str(second), "--output", str(output)]) == 0
    assert "Send outcomes" in text_of(docx.Document(str(output)))


def test_without_the_library_the_page_is_written_and_what_is_missing_said(
    asked: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with patch.dict(sys.modules, {"docx": None}):
        assert main(["revision", *asked, "--output", str(tmp_path / "out")]) == 0
        told = capsys.readouterr().err
        assert main(["revision", *asked, "--output", str(tmp_path / "paper.docx")]) == 4
    assert held(tmp_path / "out").keys() == {"revision.html"}
    assert told.startswith("note: left out of the folder: cannot write the revision paper as a document")
    assert "pip install 'agreement-checker[docx]'" in told
    assert "pip install 'agreement-checker[docx]'" in capsys.readouterr().err
    assert not (tmp_path / "paper.docx").exists()


def filled_in(path: Path) -> None:
    document = docx.Document(str(path))
    document.add_paragraph("The drafters prefer thirty days.")
    document.save(str(path))


def edited(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"</main>", b"<p>Seen.</p></main>"))


CHANGES = {
    "a document": ({"revision.docx": filled_in}, "a file that is", ["revision.docx"]),
    "one in another language": ({"revision.fr.docx": filled_in}, "a file that is", ["revision.fr.docx"]),
    "the page that lists them": ({"revision.html": edited}, "a file that is", ["revision.html"]),
    "both": ({"revision.html": edited, "revision.docx": filled_in}, "files that are", None),
}


@pytest.mark.parametrize("case", CHANGES)
def test_what_people_wrote_stays(
    case: str, asked: tuple[str, ...], earlier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes, which, named = CHANGES[case]
    for name, change in changes.items():
        change(earlier / name)
    before = held(earlier)
    told = refused(asked, earlier, capsys, "--language", "en,fr")
    names = ", ".join(named or ["revision.docx", "revision.html"])
    assert f"{earlier} holds {which} not as an earlier report left it: {names}" in told
    assert held(earlier) == before


def test_what_is_as_it_was_made_is_made_anew_also_after_a_run_in_one_language(
    asked: tuple[str, ...], earlier: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["revision", *asked, "--as-of", "2010-02-28", "--output", str(earlier)]) == 0
    notes = capsys.readouterr().err.splitlines()
    assert notes == [
        f"note: {earlier / name} is of an earlier run: this one did not make it"
        for name in ("revision.fr.docx", "revision.fr.html")
    ]
    assert held(earlier)["revision.html"] != held(folder)["revision.html"]
    assert main(["revision", *asked, "--language", "en,fr", "--output", str(earlier)]) == 0
    assert held(earlier) == held(folder)


def test_somebodys_own_page_stays(
    asked: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "revision.html").write_text("<!DOCTYPE html>\n<main>Our own</main>\n", encoding="utf-8")
    assert "revision.html" in refused(asked, tmp_path, capsys)


def test_help_says_what_can_be_asked() -> None:
    ran = checker("revision", "--help")
    assert ran.code == 0
    for option in ("--plan", "--log", "--draft", "--as-of", "--known-at", "--output", "--language"):
        assert option in ran.out
    assert "--fail-on" not in ran.out
