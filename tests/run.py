"""Runs the checker on files or texts, as the command line does."""

import subprocess
import sys
from collections.abc import Iterable
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import date
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from checker.cli import main
from checker.diagnostics import Faults
from checker.log.formats import ReadOptions
from checker.log.load import load as load_log
from checker.plan.load import load as load_plan
from checker.results.judge import Question, judge
from checker.results.model import Results

ROOT = Path(__file__).parent.parent


def judged(
    plan: Path,
    logs: Iterable[Path],
    as_of: date | None = None,
    known_at: date | None = None,
    engine: str = "durable",
) -> Results:
    """Judge the files, or raise what is wrong with them."""
    faults = Faults()
    loaded = load_plan(str(plan), faults)
    faults.stop()
    assert loaded is not None
    log = load_log([str(path) for path in logs], loaded[0], ReadOptions(), faults)
    faults.stop()
    assert engine in ("durable", "reference")
    question = Question(as_of, known_at, "durable" if engine == "durable" else "reference")
    return judge(*loaded, log, question)


class Ran(NamedTuple):
    """What a run of the command line gave."""

    code: int
    out: str
    err: str


def checker(*arguments: str | Path, cwd: Path = ROOT) -> Ran:
    """Run the command line in this process, in a folder: a process of its own takes far longer to start."""
    out, err = BytesIO(), StringIO()
    stream = TextIOWrapper(out, "utf-8", write_through=True)
    with chdir(cwd), redirect_stdout(stream), redirect_stderr(err):
        try:
            code = main(list(map(str, arguments)))
        except SystemExit as left:  # after a wrong command line, or what --help says
            code = int(left.code or 0)
    return Ran(code, out.getvalue().decode(), err.getvalue())


def process(*arguments: str | Path, cwd: Path = ROOT) -> Ran:
    """Run the command line in a process of its own, where something hangs on that."""
    command = [sys.executable, "-m", "checker", *map(str, arguments)]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "", "PYTHONIOENCODING": "utf-8", "SYSTEMROOT": ""}
    ran = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env=environment)
    return Ran(ran.returncode, ran.stdout, ran.stderr)
