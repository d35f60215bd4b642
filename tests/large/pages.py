"""The folder that `checker report` writes of the letters, once for all tests, and its pages."""

from __future__ import annotations

import shutil
from functools import cached_property
from typing import TYPE_CHECKING, Any

import yaml

from checker.results.tags import tags
from tests.browser.pages import Written
from tests.large import letters
from tests.once import made_once
from tests.run import Ran, checker

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

RICHEST = "2007-illustrative"
"""What the tests in a browser call a log whose pages have every status: they are looked at in every way."""
NAME = "large.{}.html"


class Page(Written):
    """A page of the report on the letters."""

    @cached_property
    def results(self) -> dict[str, Any]:
        plan = yaml.safe_load(letters.PLAN.read_text(encoding="utf-8"))
        entries = [{"id": row["id"]} for row in letters.rows()]
        return {"duties": [], "obligations": plan["obligations"], "inputs": {"entries": entries}}

    @cached_property
    def own_texts(self) -> set[str]:
        plan = yaml.safe_load(letters.PLAN.read_text(encoding="utf-8"))
        texts = {text for clause in plan["obligations"] for text in clause.values() if isinstance(text, str)}
        texts |= {plan["obligations"][1]["checks"][0]["judgement"]["question"]}
        texts |= {kind["label"] for kind in plan["activities"].values()}
        texts |= {party["name"] for party in plan["parties"].values()} | {"North Office in New York"}
        texts |= {plan["plan"]["title"]}
        texts |= {str(text) for clause in plan["obligations"] for text in clause["source"].values()}
        texts |= {name.replace("-", " ") for name in plan["interpretations"]}
        texts |= {text for row in letters.rows() for text in row["evidence"].split("; ")}
        return texts | {letters.HOSTILE.replace("\u202e", "<U+202E>")}


def written(factory: pytest.TempPathFactory) -> Path:
    """Give the folder."""
    return made_once(factory, "large", _write)


def pages(factory: pytest.TempPathFactory, languages: tuple[str, ...]) -> list[Written]:
    """Give the pages in these languages, each under a name that is not the ordinary report's."""
    folder = made_once(factory, "large-pages", lambda there: _copied(written(factory), there))
    return [Page(folder / NAME.format(tag), tag, RICHEST) for tag in languages]


def _copied(folder: Path, there: Path) -> None:
    shutil.copytree(folder, there)
    for tag in tags():
        (there / ("report.html" if tag == "en" else f"report.{tag}.html")).rename(there / NAME.format(tag))


def _write(folder: Path) -> None:
    folder.mkdir()
    log = folder.with_suffix(".csv")
    letters.write(log)
    languages = ",".join(("en", *(tag for tag in tags() if tag != "en")))
    ran = report(log, folder, "--language", languages)
    assert ran.code == 0, ran.err


def report(log: Path, output: Path, *options: str) -> Ran:
    """Write the report on a log of letters, judged by columns."""
    inputs = ("--plan", letters.PLAN, "--log", log, "--as-of", letters.AS_OF.isoformat())
    return checker(
        "report", *inputs, "--executor", "columns", "--fail-on", "never", "--output", output, *options
    )
