"""What runs write into a folder: before, after, and nothing between."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from checker.cli import main
from checker.files import TEMPORARY
from tests.run import ROOT

EXAMPLE = ROOT / "examples" / "two-offices"
PROGRAM = Path(__file__).with_name("program.py")
WITHOUT = Path(__file__).with_name("without")
PATHS = os.pathsep.join([str(WITHOUT), str(ROOT)])
NOTE = (
    "note: left out of the folder: cannot write a PDF file, because the package weasyprint is not installed: "
    "run `pip install 'agreement-checker[pdf]'`\n"
)
"""What a run says that gives all but the PDF file."""
SAID = {"check": "", "report": NOTE}
Files = dict[str, bytes]
COMMANDS = ("check", "report")


def asked(
    command: str, folder: Path, as_of: str = "2010-06-30", log: Path = EXAMPLE / "log.csv"
) -> list[str]:
    """Give the words of a command line that fills the folder."""
    output = ["--format", "json", "--output", str(folder / "out.json")]
    return [
        *(command, "--plan", str(EXAMPLE / "plan.yaml"), "--log", str(log), "--as-of", as_of),
        *(output if command == "check" else ["--output", str(folder)]),
        *("--fail-on", "never"),
    ]


@cache
def whole(command: str, as_of: str = "2010-06-30", log: Path = EXAMPLE / "log.csv") -> Files:
    """Give the files of a run that nothing disturbs."""
    out = io.TextIOWrapper(io.BytesIO())
    with (
        TemporaryDirectory() as folder,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(out),
        patch.dict(sys.modules, weasyprint=None),
    ):
        assert main(asked(command, Path(folder), as_of, log)) == 0
        return held(Path(folder))


def held(folder: Path) -> Files:
    """Give the files of a folder, without what a killed run may leave there."""
    begins, ends = TEMPORARY
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if not (path.name.startswith(begins) and path.name.endswith(ends))
    }


def strays(folder: Path) -> list[str]:
    """Name what killed runs left."""
    return sorted({path.name for path in folder.iterdir()} - held(folder).keys())


def fill(folder: Path, files: Files) -> None:
    """Put an earlier run's files there."""
    for name, data in files.items():
        (folder / name).write_bytes(data)


def tasks() -> Iterator[str]:
    """Name the threads of this process, and the processes that they started (on Linux)."""
    for task in Path("/proc/self/task").iterdir():
        yield task.name
        yield from (task / "children").read_text(encoding="ascii").split()


@contextlib.contextmanager
def begun(arguments: list[str]) -> Iterator[subprocess.Popen[str]]:
    """Start a run on a slow disk, and wait until it begins; at the end nothing of it is left."""
    command = [sys.executable, str(PROGRAM), *arguments]
    environment = {**os.environ, "PYTHONPATH": PATHS}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as run:
        try:
            assert run.stdout is not None
            assert run.stdout.readline() == "begins\n"
            yield run
        finally:
            run.kill()
