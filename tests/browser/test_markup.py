"""html-validate and the Nu checker find no error in any page."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.browser.pages import FETCHED, Written

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

CONFIGURATION = {
    "root": True,
    "extends": ["html-validate:recommended", "html-validate:a11y"],
    "rules": {
        "long-title": "off"
    },  # 70 characters is what search engines show; an agreement's title is as it is
}
ALLOWED = ("Section lacks heading.",)
"""A warning only: the frame around a wide table is named by the table's caption."""


@pytest.fixture(scope="module")
def files(fetched: Path, every_page: list[Written]) -> list[str]:
    assert fetched.is_dir()
    return [str(page.path) for page in every_page]


def test_html_validate_finds_nothing(files: list[str], tmp_path: Path) -> None:
    configuration = tmp_path / "html-validate.json"
    configuration.write_text(json.dumps(CONFIGURATION), encoding="utf-8")
    program = FETCHED / "html-validate" / "bin" / "html-validate.mjs"
    found = _ran(tmp_path / "said", "node", program, "--config", configuration, "--formatter", "json", *files)
    faults = [
        f"{each['filePath']}:{fault['line']}: {fault['ruleId']}: {fault['message']}"
        for each in json.loads(found)
        for fault in each["messages"]
    ]
    assert not faults, "\n".join(faults)


def test_the_nu_checker_finds_nothing(files: list[str], tmp_path: Path) -> None:
    program = FETCHED / "vnu-jar" / "build" / "dist" / "vnu.jar"
    found = _ran(tmp_path / "said", "java", "-jar", program, "--format", "json", "--stdout", *files)
    faults = [
        f"{fault['url']}:{fault.get('lastLine')}: {fault['type']}: {fault['message']}"
        for fault in json.loads(found)["messages"]
        if not (fault["type"] == "info" and fault["message"].startswith(ALLOWED))
    ]
    assert not faults, "\n".join(faults)


def _ran(said: Path, *command: str | Path) -> str:
    """Run a program that ends with 1 if it finds something; into a pipe, not all might come."""
    with said.open("wb") as file:
        ran = subprocess.run([*map(str, command)], stdout=file, check=False)
    assert ran.returncode in (0, 1)
    return said.read_text(encoding="utf-8")
