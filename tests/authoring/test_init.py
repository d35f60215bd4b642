"""`checker init`: the folder is whole, works at once, is the same each time, and destroys nothing."""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.run import checker

NAMES = {
    ".vscode/extensions.json",
    ".vscode/settings.json",
    "README.md",
    "example-log.csv",
    "log.xlsx",
    "obligations.yaml",
    "plan.schema.json",
}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder."""
    above = tmp_path_factory.mktemp("made")
    ran = checker("init", "agreements/ours", cwd=above)
    assert (ran.code, ran.err) == (0, "")
    return above / "agreements" / "ours"


def test_all_is_there_and_the_same_each_time(made: Path, tmp_path: Path) -> None:
    assert contents(made).keys() == NAMES
    checker("init", tmp_path / "another name")
    assert contents(tmp_path / "another name") == contents(made)


def test_what_to_type_next_works(made: Path) -> None:
    for command in (
        ("lint",),
        ("explain",),
        ("check", "--log", "example-log.csv"),
        ("report", "--log", "example-log.csv", "--output", "report.html"),
        ("lint", "--log", "example-log.csv"),
    ):
        ran = checker(*command, cwd=made)
        assert (ran.code, ran.err) == (0, "")
    assert "ILLUSTRATIVE" in checker("check", "--log", "example-log.csv", cwd=made).out
    (made / "report.html").unlink()


def test_the_empty_log_is_read_as_one(made: Path) -> None:
    ran = checker("check", "--log", "log.xlsx", "--as-of", "2025-12-01", cwd=made)
    assert (ran.code, ran.err) == (0, "")


def test_the_editor_is_wired_to_the_schema(made: Path) -> None:
    first = (made / "obligations.yaml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=plan.schema.json"
    settings = json.loads((made / ".vscode/settings.json").read_text())
    assert settings["yaml.schemas"] == {"./plan.schema.json": "obligations.yaml"}
    assert (made / "plan.schema.json").read_text() == checker("schema").out


def test_what_is_said_to_be_typed_enters_the_folder(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    assert '  cd "a b"\n' in checker("init", "a b", cwd=tmp_path).out
    assert "  cd ab\n" in checker("init", "ab", cwd=tmp_path).out
    assert "cd" not in checker("init", ".", cwd=tmp_path / "here").out


def test_other_files_in_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "agreement.pdf").write_bytes(b"signed")
    assert checker("init", tmp_path).code == 0
    assert contents(tmp_path)["agreement.pdf"] == b"signed"


@pytest.mark.parametrize("name", sorted(NAMES))
def test_nothing_is_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    ran = checker("init", tmp_path)
    assert ran.code == 2
    assert f"there already is {name}" in ran.err
    assert contents(tmp_path) == {name: b"mine"}


def test_a_file_or_nothing_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for name, told in (("file", "is a file"), ("", "no name is given")):
        ran = checker("init", name, cwd=tmp_path)
        assert ran.code == 2
        assert told in ran.err
    assert contents(tmp_path) == {"file": b"mine"}


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_where_one_may_not_write_nothing_appears(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    assert checker("init", tmp_path / "closed" / "ours").code == 4


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / ".vscode").write_text("a file where a folder is due")
    ran = checker("init", tmp_path)
    assert ran.code == 4
    assert contents(tmp_path).keys() == {".vscode"}
    ran = checker("init", tmp_path / ".vscode" / "ours")
    assert ran.code == 4
    assert "Traceback" not in ran.err


@pytest.mark.skipif(sys.platform != "linux", reason="how long a path may be is the system's affair")
def test_folders_that_were_made_in_vain_are_removed(tmp_path: Path) -> None:
    room = 4085 - len(str(tmp_path))  # so that the folder can be made, and not the files in it
    name = "/".join(["a" * 200] * 30)[:room].rstrip("/")
    ran = checker("init", name, cwd=tmp_path)
    assert (ran.code, "Traceback" in ran.err) == (4, False)
    assert list(tmp_path.iterdir()) == []
