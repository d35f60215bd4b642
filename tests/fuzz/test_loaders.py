"""Each loader that is fuzzed keeps its promise on every file of the corpora, and has some to begin with."""

from pathlib import Path

import pytest

from tests.fuzz.loaders import LOADERS, seeds


@pytest.mark.parametrize("name", LOADERS)
def test_on_all_that_it_begins_with(name: str, tmp_path: Path) -> None:
    found = list(seeds(name))
    assert len(found) >= 2
    for data in [b"", b"\0", b"\xff", *found]:
        LOADERS[name](data, tmp_path)
