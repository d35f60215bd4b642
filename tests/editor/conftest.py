"""One language server for all tests of this folder, with the schema as `checker schema` prints it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from checker.diagnostics import Faults
from checker.patterns import load as patterns
from tests.editor.server import SERVER, Server
from tests.run import checker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.patterns.model import Pattern

ABSENT = "no language server from npm: run `make browser`, or set CHECKER_NO_BROWSER=1"


@pytest.fixture(scope="session")
def written() -> str:
    return checker("schema").out


@pytest.fixture(scope="session")
def schema(written: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(written)
    return made


@pytest.fixture(scope="session")
def server(written: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """What npm brings. That it is not there is a failure, unless it was said to go without."""
    if os.environ.get("CHECKER_NO_BROWSER"):
        pytest.skip("CHECKER_NO_BROWSER is set")
    if not SERVER.is_file():
        pytest.fail(ABSENT)
    folder = tmp_path_factory.mktemp("editor")
    (folder / "plan.schema.json").write_text(written, encoding="utf-8")
    with Server(folder) as running:
        yield running


@pytest.fixture(scope="session")
def rules() -> dict[str, Pattern]:
    return dict(patterns.load(Faults()).patterns)
