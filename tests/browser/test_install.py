"""`make browser` says in one line what it could not bring, and how to go without."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.run import ROOT

SCRIPT = Path("tests") / "browser" / "install.sh"
TOOLS = ("cmp", "cp", "id", "mkdir", "sh")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder of programs without browser, Node, Java and apt."""
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found
        (tmp_path / tool).symlink_to(found)
    return tmp_path


def _ran(path: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": str(path)}
    command = ["/bin/sh", str(SCRIPT)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_what_is_missing_is_named_in_one_line_with_the_way_without(bare: Path) -> None:
    ran = _ran(bare)
    assert ran.returncode == 1
    (line,) = ran.stderr.splitlines()
    assert "missing here (Debian's names): chromium nodejs npm default-jre-headless;" in line
    assert line.endswith("to leave them out: CHECKER_NO_BROWSER=1 make test")


def test_as_root_it_is_fetched(bare: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root installs")
    log = bare / "asked"
    (bare / "apt-get").write_text(f'#!/bin/sh\necho "$*" >> "{log}"\n', encoding="utf-8")
    (bare / "apt-get").chmod(0o755)
    assert _ran(bare).returncode == 1  # this apt-get brings nothing
    assert log.read_text(encoding="utf-8").splitlines() == [
        "update -qq",
        "install -y -qq --no-install-recommends chromium nodejs npm default-jre-headless",
    ]


def test_the_lock_names_no_registry() -> None:
    lock = (ROOT / "tests" / "browser" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert lock.count('"integrity"') >= 3
