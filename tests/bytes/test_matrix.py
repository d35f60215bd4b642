"""The same plan and log give the same bytes, wherever, in whatever order, and however cut up (law 12).

`make test` tries some combinations, in which every pair of circumstances occurs; CHECKER_LONG=1 tries all.
PDF files take longer than all other forms together: every day `WITH_PDF` alone makes them, in which every
circumstance occurs.
"""

import os
import random
import shutil
import subprocess
import sys
from itertools import combinations, product
from pathlib import Path

import pytest

from tests.faults.folder import NOTE, PATHS
from tests.run import ROOT

EXAMPLE = ROOT / "examples" / "two-offices"
CIRCUMSTANCES = {
    "seed": ["0", "1", "77", "4294967295", "random"],
    "zone": ["UTC", "Pacific/Apia", "Asia/Kolkata"],
    "locale": ["C", "de_DE.ISO-8859-1", "tr_TR.ISO-8859-9"],
    "rows": ["as they are", "shuffled", "shuffled, in three files"],
    "folder": ["that of the plan", "another"],
}
EVERYTHING = list(product(*map(range, map(len, CIRCUMSTANCES.values()))))
PAIRS = [(a, b, (a + b) % 3, (a + 2 * b) % 3, (a + b) % 2) for a in range(5) for b in range(3)]
LONG = os.environ.get("CHECKER_LONG") == "1"
TRIED = EVERYTHING if LONG else PAIRS
WITH_PDF = EVERYTHING if LONG else [PAIRS[number] for number in (0, 3, 6, 10, 14)]


def test_every_pair_of_circumstances_occurs() -> None:
    for one, two in combinations(range(len(CIRCUMSTANCES)), 2):
        assert {(tried[one], tried[two]) for tried in PAIRS} == {(e[one], e[two]) for e in EVERYTHING}


def test_every_circumstance_occurs_with_a_pdf_file() -> None:
    assert [set(values) for values in zip(*WITH_PDF, strict=True)] == [
        set(range(len(values))) for values in CIRCUMSTANCES.values()
    ]


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the locales where that is possible; elsewhere their names alone have to do."""
    folder = tmp_path_factory.mktemp("locales")
    for name in CIRCUMSTANCES["locale"][1:]:
        language, letters = name.split(".")
        if make := shutil.which("localedef"):
            subprocess.run(
                [make, "-i", language, "-f", letters, folder / name], check=False, capture_output=True
            )
    return folder


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, dict[str, bytes]]:
    """Give the files of an ordinary run, with a PDF file and without."""
    logs, folder = [EXAMPLE / "log.csv"], tmp_path_factory.mktemp("expected")
    found = {pdf: made(folder / str(pdf), logs, ROOT, {}, pdf=pdf) for pdf in (True, False)}
    assert found[True].keys() - found[False].keys() == {"report.pdf"}
    return found


@pytest.mark.parametrize("tried", TRIED, ids=lambda tried: "-".join(map(str, tried)))
def test_the_same_bytes(
    tried: tuple[int, ...], locales: Path, expected: dict[bool, dict[str, bytes]], tmp_path: Path
) -> None:
    seed, zone, locale, rows, folder = (
        values[number] for values, number in zip(CIRCUMSTANCES.values(), tried, strict=True)
    )
    language = {"LC_ALL": locale, "LANG": locale, "LOCPATH": str(locales)}
    bare = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}  # or Python would take another locale than this
    environment = {"PYTHONHASHSEED": seed, "TZ": zone, **language, **bare}
    logs = written(rows, random.Random(repr(tried)), tmp_path)  # noqa: S311 - an order is no secret
    pdf = tried in WITH_PDF
    there = EXAMPLE if folder != "another" else tmp_path
    assert made(tmp_path / "out", logs, there, environment, pdf=pdf) == expected[pdf]


def written(how: str, rng: random.Random, folder: Path) -> list[Path]:
    """Write the log in another order, and as several files; its entries are one line each."""
    header, *rows = (EXAMPLE / "log.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    if how != "as they are":
        rng.shuffle(rows)
    parts = [rows[start::3] for start in range(3)] if how.endswith("in three files") else [rows]
    logs = [folder / f"part{number}.csv" for number in range(len(parts))]
    for log, part in zip(logs, parts, strict=True):
        log.write_text(header + "".join(part), encoding="utf-8")
    return logs


def made(
    output: Path, logs: list[Path], folder: Path, environment: dict[str, str], *, pdf: bool
) -> dict[str, bytes]:
    """Give the files that a run in a folder writes."""
    command = [
        *(
            sys.executable,
            "-m",
            "checker",
            "report",
            "--plan",
            os.path.relpath(EXAMPLE / "plan.yaml", folder),
        ),
        *("--log", *(os.path.relpath(log, folder) for log in logs)),
        *("--output", str(output), "--fail-on", "never"),
    ]
    whole = {**os.environ, "PYTHONPATH": str(ROOT) if pdf else PATHS, **environment}
    ran = subprocess.run(command, cwd=folder, env=whole, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"" if pdf else NOTE.encode())
    return {path.name: path.read_bytes() for path in output.iterdir()}
