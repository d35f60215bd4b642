"""A run imports what the work asks for, and no more."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SLOW = {
    *("yaml", "jsonschema", "dataclasses", "jinja2", "openpyxl", "docx", "icalendar", "pkgutil", "pathlib"),
    *("importlib.metadata", "checker.results.story", "checker.results.samples", "checker.cli.watch"),
    *("argparse", "calendar", "inspect", "logging", "random", "threading", "traceback", "typing"),
    *("checker.cli.parsing", "checker.plan.versions", "checker.results.changeover"),
}
SCRIPT = (
    "import sys; from checker.cli import main; code = main(sys.argv[1:]); "
    "print(*sorted(sys.modules), file=sys.stderr); sys.exit(code)"
)


def test_an_ordinary_check_imports_nothing_slow() -> None:
    example = ROOT / "examples" / "two-offices"
    given = ("--plan", str(example / "plan.yaml"), "--log", str(example / "log.csv"), "--fail-on", "never")
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, "check", *given], check=True, capture_output=True, text=True, cwd=ROOT
    )
    loaded = set(run.stderr.split())
    assert "durable.engine" in loaded
    assert sorted(SLOW & loaded) == []
