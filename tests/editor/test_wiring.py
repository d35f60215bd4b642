"""Whoever opens the project, or a folder that `checker init` made, has words and errors at once."""

import json
import shutil
from pathlib import Path

import pytest

from tests.editor.server import SETTINGS, Server
from tests.run import ROOT

pytestmark = pytest.mark.editor


@pytest.mark.usefixtures("server")  # which is left out where there is none
@pytest.mark.parametrize(
    ("wired", "schema", "plan"),
    [
        (".vscode", "docs/plan.schema.json", "obligations.yaml"),
        (".vscode", "docs/plan.schema.json", "examples/two-offices/plan.yaml"),
        ("starter/.vscode", "plan.schema.json", "obligations.yaml"),
    ],
)
def test_the_settings_name_the_schema(wired: str, schema: str, plan: str, tmp_path: Path) -> None:
    settings = json.loads((ROOT / wired / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemaStore.enable"] is False
    for name in (schema, plan):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "docs" / "plan.schema.json", tmp_path / schema)
    ours = {**SETTINGS["yaml"], "schemas": settings["yaml.schemas"]}
    with Server(tmp_path, {**SETTINGS, "yaml": ours}) as server:
        uri = server.open("plan:\n  id: Not-An-Id\n", plan)
        assert "write an id of small letters" in str(server.problems(uri))
        assert "A short name of the agreement" in server.hover(uri, 1, 3)
