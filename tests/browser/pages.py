"""The pages as `checker report` writes them for each language and log, and how one is opened."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

import yaml

from checker.results.tags import tags
from tests.once import made_once
from tests.report.page import DAYS, Node, read
from tests.run import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest
    from playwright.sync_api import Browser, Page

PLAN = ROOT / "obligations.yaml"
PAGES_ALONE = (
    "import sys; sys.modules.update(dict.fromkeys(('weasyprint', 'docx', 'icalendar'))); "
    "from checker.cli import main; sys.exit(main())"
)
"""The command line as it is where few forms but pages can be made: the others take longer than they do."""
FETCHED = ROOT / "build" / "browser" / "node_modules"
"""Where `make browser` puts what npm brings."""
DRAFT = ROOT / "examples" / "2009-draft" / "plan.yaml"
BESIDE = {("en", "2007-illustrative"): ("revision",), ("ar", "2007-illustrative"): ("revision",),
          ("fr", "2007-illustrative"): ("diff",)}  # fmt: skip
"""In which languages the revision paper and the page of a comparison are looked at, on the richest log."""


class Written:
    """One page: its file, and what it was made of."""

    def __init__(self, path: Path, language: str, log: str) -> None:
        self.path, self.language, self.log = path, language, log

    def __repr__(self) -> str:
        return f"{self.path.name} ({self.language}, {self.log})"

    @property
    def beside(self) -> bool:
        """Whether it is a page beside the report."""
        return any(self.path.stem in names for names in BESIDE.values())

    @cached_property
    def tree(self) -> Node:
        return read(self.path.read_bytes())

    @cached_property
    def results(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.path.parent / "results.json").read_text(encoding="utf-8"))
        return found

    @cached_property
    def own_texts(self) -> set[str]:
        """What the plan and the log say in their own language, each with its runs of space closed up."""
        texts: set[str] = set()
        for plan in (PLAN, DRAFT):
            with plan.open(encoding="utf-8") as file:
                written = yaml.safe_load(file)
            texts.update(_texts(written))
            texts.add(" ".join(clause["text"] for clause in written["obligations"]))  # of merged ones
        with (ROOT / "examples" / self.log / "log.csv").open(encoding="utf-8", newline="") as file:
            texts.update(cell for row in csv.reader(file) for cell in row)
        return {" ".join(text.split()) for text in texts}


def _texts(value: object) -> Iterator[str]:
    """Give the texts anywhere in what was read from YAML; keys are named with spaces for their hyphens."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield str(key).replace("-", " ")
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    else:
        yield str(value)


def write_once(factory: pytest.TempPathFactory, language: str, log: str) -> list[Written]:
    """Write a report into a folder, in a second language too, once, and give its pages in the first."""
    others = {tags()[tags().index(language) - 1]} - {language}
    folder = made_once(factory, f"pages-{language}-{log}", lambda there: _write(there, language, log, others))
    kept = [path for path in sorted(folder.glob("*.html")) if path.suffixes[0][1:] not in others]
    return [Written(path, language, log) for path in kept]


def _write(folder: Path, language: str, log: str, others: set[str]) -> None:
    inputs = ("--plan", PLAN, "--log", ROOT / "examples" / log / "log.csv", "--as-of", str(DAYS[log]))
    wanted = ("--language", ",".join((language, *others)), "--fail-on", "never", "--output", folder)
    _run([sys.executable, "-c", PAGES_ALONE, "report", *map(str, (*inputs, *wanted))])
    for name in BESIDE.get((language, log), ()):
        _run(_beside(name, folder / f"{name}.html", language, log))


def _beside(name: str, path: Path, language: str, log: str) -> list[str]:
    """Give the command that writes a page beside the report, on the same record and on the draft."""
    plans = ("--plan", PLAN, "--draft", DRAFT) if name == "revision" else (PLAN, DRAFT, "--format", "html")
    record = ("--log", ROOT / "examples" / log / "log.csv", "--as-of", DAYS[log])
    wanted = ("--language", language, "--output", path)
    return [sys.executable, "-m", "checker", name, *map(str, (*plans, *record, *wanted))]


def _run(command: list[str]) -> None:
    ran = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


def asked(name: str) -> str:
    """What a page is asked in the browser: one of the functions in `asked/`."""
    return (ROOT / "tests" / "browser" / "asked" / f"{name}.js").read_text(encoding="utf-8")


@contextmanager
def opened(browser: Browser, page: Written, **setting: Any) -> Iterator[Page]:  # noqa: ANN401 - as playwright's
    """Open a page under its own policy; that it asks for more than itself, or says anything, is a fault."""
    context = browser.new_context(**setting)
    tab = context.new_page()
    noted: list[str] = []
    tab.on("console", lambda message: noted.append(f"console: {message.text}"))
    tab.on("pageerror", lambda error: noted.append(f"error: {error}"))
    tab.on("request", lambda request: noted.append(f"request: {request.url}"))
    tab.goto(page.path.as_uri())
    yield tab
    context.close()
    assert noted == [f"request: {page.path.as_uri()}"], page
