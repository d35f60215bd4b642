"""Builds the site of the documentation, as `make docs` does."""

import os
import subprocess
import sys
from pathlib import Path

from tests.run import ROOT


def build(folder: Path) -> None:
    """Build the site in `site/` of a folder; any warning is a fault."""
    asked = ("-W", "--keep-going", "-n", "-q", "-c", "docs", "-d", folder / "doctrees", ".", folder / "site")
    ran = subprocess.run(
        [sys.executable, "-m", "sphinx", *map(str, asked)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
