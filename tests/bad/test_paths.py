"""Names that are no file, or not the one that is meant: refused in words, and never waited for."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from tests.bad.test_bad import HERE, MESSAGE, complaint
from tests.conftest import Golden

PLAN, LOG = "plan.yaml", "log.csv"
LONG = "x" * 300 + ".csv"


def nothing(_: Path) -> None:
    """Leave the folder with the good plan and the good log alone."""


def dangling(folder: Path) -> None:
    (folder / "dangling.csv").symlink_to("gone.csv")


def loop(folder: Path) -> None:
    (folder / "loop.csv").symlink_to("loop.csv")


def device(folder: Path) -> None:
    (folder / "zero.csv").symlink_to("/dev/zero")


def pipe(folder: Path) -> None:
    """Somebody writes a faulty plan into a pipe, once: it cannot be read again to show the line."""
    os.mkfifo(folder / "pipe.yaml")
    text = (folder / PLAN).read_text().replace("modality: must", "modality: shall")
    Thread(target=(folder / "pipe.yaml").write_text, args=(text,), daemon=True).start()


def twin(folder: Path) -> None:
    (folder / "twin.csv").symlink_to(LOG)


CASES: dict[str, tuple[Callable[[Path], None], str, tuple[str, ...]]] = {
    "not-there": (nothing, PLAN, ("gone.csv",)),
    "misspelt": (nothing, PLAN, ("lgo.csv",)),
    "misspelt-plan": (nothing, "plam.yaml", (LOG,)),
    "outside": (nothing, PLAN, ("../gone.csv",)),
    "below-a-file": (nothing, PLAN, ("log.csv/log.csv",)),
    "folder": (lambda folder: (folder / "logs.csv").mkdir(), PLAN, ("logs.csv",)),
    "folder-for-a-plan": (nothing, ".", (LOG,)),
    "dangling-link": (dangling, PLAN, ("dangling.csv",)),
    "link-to-itself": (loop, PLAN, ("loop.csv",)),
    "empty-device": (nothing, "/dev/null", (LOG,)),
    "endless-device": (nothing, "/dev/zero", (LOG,)),
    "endless-log": (device, PLAN, ("zero.csv",)),
    "pipe": (pipe, "pipe.yaml", (LOG,)),
    "escapes-in-the-name": (nothing, PLAN, ("log\x1b[31m\n\u202e.csv",)),
    "half-a-character-in-the-name": (nothing, PLAN, ("l\udcff.csv",)),
    "name-too-long": (nothing, PLAN, (LONG,)),
    "no-name": (nothing, PLAN, ("",)),
    "given-twice": (nothing, PLAN, (LOG, "./log.csv")),
    "given-twice-by-a-link": (twin, PLAN, (LOG, "twin.csv")),
}


@pytest.mark.parametrize("name", CASES)
def test_path(name: str, tmp_path: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_LIMIT_LOG_BYTES", "1000000")  # an endless file would fill the memory first
    prepare, plan, logs = CASES[name]
    for good in (PLAN, LOG):
        shutil.copy(HERE / good, tmp_path)
    prepare(tmp_path)
    golden.check(HERE / "file" / f"{name}{MESSAGE}", complaint(tmp_path, "--plan", plan, "--log", *logs))


def test_the_output_would_destroy_an_input(tmp_path: Path) -> None:
    shutil.copy(HERE / LOG, tmp_path)
    asked = ("--plan", str(HERE / PLAN), "--log", LOG, "--output", LOG)
    assert "log.csv is read by this very run" in complaint(tmp_path, *asked)
    assert (tmp_path / LOG).read_bytes() == (HERE / LOG).read_bytes()


def test_every_message_has_its_case() -> None:
    assert {path.name for path in (HERE / "file").iterdir()} == {f"{name}{MESSAGE}" for name in CASES}
