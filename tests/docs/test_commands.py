"""Every command that a page shows is run, and prints what the page says; every piece of YAML is loaded.

A block begins with what it is. `yaml FILE`, `csv FILE` and `text FILE` are written into the page's own
folder; with `+` after the name they are added to what is there. `console` holds commands after `$ `, each
followed by what it prints, and each has to end well; a line `…` stands for any lines; after `cd FOLDER` all
goes on in that folder. `yaml` with one of the words of `frame.py` is a piece of a plan. `sh` holds what is
not tried here: few commands may stand there. `pytest --renew` writes what is printed anew.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs import frame
from tests.docs.page import ANY, Block, Command, blocks, commands, pages, prints
from tests.run import ROOT

ENGINE = (
    "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install --force-reinstall --no-cache-dir "
    "durable_rules==2.0.28"
)
NOT_TRIED = frozenset(
    (
        "make report",
        "make test",
        "pip install .",
        "source .venv/bin/activate",
        'pip install "agreement-checker[bulk]"',
        'pip install "agreement-checker[watch]"',
        ENGINE,
    )
)
"""What installs, or runs the tests themselves."""
WRITTEN = {"yaml", "csv", "text"}
OWN = ("examples", "obligations.yaml")
"""What a page may name of the project, from the project's own folder."""


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def of(page: Path) -> list[Block]:
    return blocks(page.read_text(encoding="utf-8"))


def runs(page: Path) -> Iterator[Command]:
    return (each for block in of(page) if block.language == "console" for each in commands(block))


@pytest.mark.parametrize("page", pages(), ids=named)
def test_every_block_says_what_it_is(page: Path) -> None:
    strange = [f"line {block.begins}: {' '.join(block.words)}" for block in of(page) if not is_known(block)]
    assert strange == []


def is_known(block: Block) -> bool:
    match block.language:
        case "console" | "{toctree}":
            return len(block.words) == 1
        case "sh":
            return all(line.partition("  #")[0].rstrip() in NOT_TRIED for line in block.lines)
        case "yaml":
            return block.file is not None or (len(block.words) == 2 and block.words[1] in frame.PIECES)
        case "csv":
            return block.file is not None
        case "text":
            return block.file is not None or not any(map(is_command, block.lines))
        case _:
            return False


def is_command(line: str) -> bool:
    return any(block.words == () for block in blocks(f"    {line}"))


@pytest.fixture
def folder(tmp_path: Path, page: Path) -> Path:
    """Make the folder in which the commands of a page are run, and the command itself."""
    program = tmp_path / "bin" / "checker"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -P -m checker "$@"\n')
    program.chmod(0o755)
    if any(f"{name}/" in each.text or f" {name}" in each.text for each in runs(page) for name in OWN[:1]):
        there = tmp_path / "project"
        there.mkdir()
        for name in OWN:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, there / name)
    elif page.is_relative_to(ROOT / "examples") or page.parent == ROOT / "starter":
        there = tmp_path / page.parent.name
        shutil.copytree(page.parent, there)
    else:
        there = tmp_path / "work"
        there.mkdir()
    return there


@pytest.mark.parametrize("page", [each for each in pages() if next(runs(each), None)], ids=named)
def test_the_commands_of_a_page_print_what_it_says(
    page: Path, folder: Path, request: pytest.FixtureRequest
) -> None:
    printed: dict[Command, str] = {}
    home = folder
    for block in of(page):
        if block.language in WRITTEN and block.file:
            with (folder / block.file).open(
                "a" if block.words[2:] == ("+",) else "w", encoding="utf-8"
            ) as file:
                file.write(block.text)
        elif block.language == "console":
            for each in commands(block):
                printed[each] = run(each.text, folder, home.parent)
                if each.text.startswith("cd "):
                    folder /= each.text.removeprefix("cd ")
    if request.config.getoption("--renew"):
        renew(page, {each: text for each, text in printed.items() if ANY not in each.printed})
        return
    for each, text in printed.items():
        assert prints(each.printed, text), f"$ {each.text}\n{text}"


def run(command: str, folder: Path, home: Path) -> str:
    """Run a command in a folder as a person would, and give all that it prints; `home` has the program."""
    environment = {
        "PATH": os.pathsep.join((str(home / "bin"), "/usr/bin", "/bin")),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PYTHONIOENCODING": "utf-8",
    }
    ran = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, f"$ {command}\n{ran.stdout}"
    return ran.stdout


def renew(page: Path, printed: dict[Command, str]) -> None:
    """Put what is printed in the place of what the page says."""
    lines = page.read_text(encoding="utf-8").splitlines()
    for each in sorted(printed, key=lambda command: -command.begins):
        lines[each.begins : each.ends] = [line.rstrip() for line in printed[each].splitlines()]
    page.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


PIECES = [
    pytest.param(block, id=f"{named(page)}:{block.begins}")
    for page in pages()
    for block in of(page)
    if block.language == "yaml" and block.file is None and is_known(block)
]


@pytest.mark.parametrize("block", PIECES)
def test_a_piece_of_yaml_can_be_loaded(block: Block, tmp_path: Path) -> None:
    assert frame.complaint(block.words[1], block.text, tmp_path) == ""


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        (("a", "b"), "a\nb\n", True),
        (("a ", "b"), "a\nb  \n", True),
        (("a", ANY), "a\nb\nc\n", True),
        ((ANY, "c"), "a\nb\nc\n", True),
        (("a",), "a\nb\n", False),
        (("a", ANY, "d"), "a\nb\nc\n", False),
        (("a.",), "ab\n", False),
        ((), "a\n", False),
    ],
)
def test_what_is_printed_is_compared_line_by_line(
    expected: tuple[str, ...],
    printed: str,
    same: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    assert prints(expected, printed) is same


@pytest.mark.parametrize(
    "text",
    [
        "```yaml\na: 1\n```\n",
        "```csv\na\n```\n",
        "```\nchecker lint\n```\n",
        "```sh\nrm -r x\n```\n",
        "```python\nx\n```\n",
        "```yaml nonsense\na: 1\n```\n",
        "words:\n\n    checker lint\n",
    ],
)
def test_a_block_that_nobody_tries_is_noticed(text: str) -> None:
    assert not all(map(is_known, blocks(text)))


@pytest.mark.parametrize("piece", ["part", "check", "obligation", "log", "example", "rule-example", "remark"])
def test_a_piece_with_a_fault_is_noticed(piece: str, tmp_path: Path) -> None:
    assert frame.complaint(piece, "- {nonsense: [1}\n", tmp_path) != ""
