"""A run reads its inputs and itself, writes its outputs, and does nothing else: whatever the data say."""

import csv
import json
import mimetypes
import os
import subprocess
import sys
import sysconfig
import zoneinfo
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
import yaml

from checker import outputs
from tests.run import ROOT

EXAMPLE = ROOT / "examples" / "two-offices"
WITHOUT_PDF = ROOT / "tests" / "faults" / "without"
WATCHED = Path(__file__).with_name("watched.py")
# What the program and Python are made of.
OWN = [ROOT / "checker", ROOT / "rules", ROOT / "reports", WITHOUT_PDF]
# PDF files are made with libraries of the system, which ask it for fonts: SECURITY.md says so.
FORMS = [name for name in outputs.names() if name != "pdf"]
IN_FILES = ("parquet",)
PYTHON = [Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
# To read a workbook, openpyxl looks at the lists of file types; icalendar wants UTC, and Python's library.
ASIDE = [*map(Path, mimetypes.knownfiles), *(Path(folder, "UTC") for folder in zoneinfo.TZPATH)]
# What NumPy and Polars, where they are installed, tell the libraries that they count and keep memory with.
OF_LIBRARIES = ("b'OPENBLAS_MAIN_FREE'", "b'_RJEM_MALLOC_CONF'")
ITSELF = ["ctypes.dlopen", "None"]
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
BRACES = "{{ 7777 * 7777 }}{% include 'page.html.j2' %}"  # as a template it would be a number and a page


class Watched(NamedTuple):
    """What commands did, beside what they have to, and their exit codes."""

    strange: list[list[str]]
    codes: list[int]


class Place(NamedTuple):
    """Where a run may read and write."""

    inputs: list[Path]
    output: Path


def watched(commands: list[list[str]], place: Place, planted: str = "") -> Watched:
    record = place.output.parent / "record.json"
    # Without byte code, which Python, not the checker, writes beside the modules.
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, (WITHOUT_PDF, ROOT))),
        "PYTHONDONTWRITEBYTECODE": "1",
        "POLARS_SKIP_CPU_CHECK": "1",  # it would ask the processor what it can, in its own language
    }
    subprocess.run(
        [sys.executable, str(WATCHED), str(record), planted],
        input=json.dumps(commands),
        text=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=place.output.parent,
        env=environment,
        check=True,
    )
    found = json.loads(record.read_text(encoding="utf-8"))
    return Watched([event for event in found["seen"] if not is_due(event, place)], found["codes"])


def is_due(event: list[str], place: Place) -> bool:
    """Say whether an event is one of those that a run needs."""
    name, *arguments = event
    at = [place.output.parent / argument for argument in arguments]
    if name == "open" and arguments[0].isdigit():  # it was opened, and seen, before
        return True
    if name in {"os.rename", "os.remove", "os.mkdir", "os.chmod"} or (
        name == "open" and arguments[2].isdigit() and int(arguments[2]) & WRITING
    ):
        return all(within(path, [place.output]) for path in at[: 2 if name == "os.rename" else 1])
    if name in {"open", "os.listdir", "os.scandir"}:
        return within(at[0], [*OWN, *PYTHON, place.output]) or at[0] in [*place.inputs, *ASIDE]
    if name in {"os.putenv", "os.unsetenv"}:
        return arguments[0] in OF_LIBRARIES
    return event == ITSELF


def within(path: Path, folders: list[Path]) -> bool:
    return any(Path(os.path.normpath(path)).is_relative_to(folder) for folder in folders)


@pytest.fixture
def place(tmp_path: Path, request: pytest.FixtureRequest) -> Place:
    """Write a plan, and a log in one format, that name files and addresses wherever they can."""
    (tmp_path / "evidence.txt").write_text("evidence")
    plan, log = tmp_path / "plan.yaml", tmp_path / f"log.{getattr(request, 'param', 'csv')}"
    text = (EXAMPLE / "plan.yaml").read_text(encoding="utf-8")
    plan.write_text(
        text.replace("title: Share work plans every year", f'title: "{BRACES}"'), encoding="utf-8"
    )
    with (EXAMPLE / "log.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["evidence"] = f"{tmp_path / 'evidence.txt'};file://{tmp_path}/evidence.txt;http://127.0.0.1:9/x"
        row["title"] = BRACES
    write(log, rows)
    return Place([plan, log], tmp_path / "out")


def write(log: Path, rows: list[dict[str, str]]) -> None:
    """Write rows in the format that the name of the file ends in."""
    filled = [{name: value for name, value in row.items() if value} for row in rows]
    if log.suffix == ".xlsx":
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append([*rows[0]])
        for row in rows:
            sheet.append([value or None for value in row.values()])
        book.save(log)
    elif log.suffix == ".csv":
        with log.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    else:
        lines = "".join(json.dumps(row) + "\n" for row in filled)
        log.write_text(lines if log.suffix == ".jsonl" else yaml.dump(filled), encoding="utf-8")


def every_command(place: Place) -> list[list[str]]:
    """Give every command; on a log in another format than CSV those that read it, unless it is a long run."""
    plan, log = map(str, place.inputs)
    asked = ["--plan", plan, "--log", log, "--fail-on", "never"]
    report = ["report", *asked, "--output", str(place.output)]
    if place.inputs[1].suffix != ".csv" and not os.environ.get("CHECKER_LONG"):
        return [
            report,
            ["verify", f"{place.output}/report.html", "--plan", plan, "--log", log],
            ["lint", plan, "--log", log],
            ["explain", "share-plans", "--plan", plan, "--log", log],
        ]
    return [
        report,
        *(["check", *asked, "--format", name] for name in FORMS if name not in IN_FILES),
        *(["check", *asked, "--format", name, "--output", f"{place.output}/x"] for name in FORMS),
        ["report", *asked, "--output", f"{place.output}/page.html"],
        [
            "report",
            *asked,
            "--output",
            f"{place.output}/later.html",
            "--since",
            f"{place.output}/results.json",
        ],
        ["verify", f"{place.output}/results.json"],
        ["verify", f"{place.output}/report.html", "--plan", plan, "--log", log],
        ["lint", plan, "--log", log],
        ["explain", "share-plans", "--plan", plan, "--log", log],
        ["schema"],
    ]


@pytest.mark.parametrize("place", ["csv", "xlsx", "yaml", "jsonl"], indirect=True)
def test_every_command_reads_and_writes_what_it_has_to_and_no_more(place: Place) -> None:
    commands = every_command(place)
    ran = watched(commands, place)
    assert (ran.codes, ran.strange) == ([0] * len(commands), [])
    page = (place.output / "report.html").read_text(encoding="utf-8")
    assert BRACES in page
    assert str(7777 * 7777) not in page


@pytest.mark.parametrize("broken", ["$ref: http://127.0.0.1:9/plan.json\n", "include: [evidence.txt]\n"])
def test_what_a_plan_points_to_is_not_fetched(broken: str, place: Place) -> None:
    plan = place.inputs[0]
    plan.write_text(plan.read_text(encoding="utf-8") + broken, encoding="utf-8")
    ran = watched([["lint", str(plan)], *every_command(place)[:1]], place)
    assert (ran.codes, ran.strange) == ([2, 2], [])


PLANTED = {
    "open('evidence.txt')": "open",
    "open('/etc/hostname')": "open",
    "open('stray', 'w')": "open",
    "import os; os.listdir('/')": "os.listdir",
    "import os; os.mkdir('stray')": "os.mkdir",
    "import os; os.system('true')": "os.system",
    "import os; os.waitpid(os.fork() or os._exit(0), 0)": "os.fork",
    "import subprocess; subprocess.run(['true'])": "subprocess.Popen",
    "import socket; socket.socket()": "socket.__new__",
    "import socket; socket.getaddrinfo('127.0.0.1', 9)": "socket.getaddrinfo",
}


@pytest.mark.parametrize("planted", PLANTED)
def test_what_does_not_belong_is_noticed(planted: str, place: Place) -> None:
    ran = watched([["schema"]], place, planted)
    assert PLANTED[planted] in [event[0] for event in ran.strange]
