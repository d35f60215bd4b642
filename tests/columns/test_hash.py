"""The hash of a table is that of its entries."""

from pathlib import Path

import pytest

from checker.results import canonical_table
from checker.results.canonical import log_hash
from checker.results.canonical_table import table_hash
from tests.columns.same import both
from tests.columns.test_reader import EXAMPLES, options, read_plan
from tests.run import ROOT


@pytest.mark.parametrize("chunk", [1000, 1 << 18])
@pytest.mark.parametrize(
    "folder", sorted(path for path in EXAMPLES.iterdir() if path.is_dir()), ids=lambda path: path.name
)
def test_examples(folder: Path, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canonical_table, "CHUNK", chunk)
    own = folder / "plan.yaml"
    plan = read_plan(own if own.exists() else ROOT / "obligations.yaml")
    log, table, _ = both([str(path) for path in folder.glob("log.*")], plan, options(plan))
    assert table is not None
    assert table_hash(table) == log_hash(log)
