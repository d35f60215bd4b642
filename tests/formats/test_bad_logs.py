"""Every file in `bad` is refused in words; its whole message stands beside it."""

from pathlib import Path

import pytest

from checker import files
from checker.diagnostics import Faults, render
from checker.log import formats
from checker.log.formats import ReadOptions
from tests.conftest import Golden

BAD = Path(__file__).parent / "bad"
FILES = sorted(path for path in BAD.iterdir() if path.suffix != ".message")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_message(path: Path, golden: Golden) -> None:
    faults = Faults()
    formats.read(str(path), ReadOptions(), faults)
    assert faults.errors
    told = "\n\n".join(render(each, files.shown_lines) for each in faults.errors) + "\n"
    golden.check(path.with_name(path.name + ".message"), told.replace(f"{path.parent}/", ""))


def test_every_message_has_a_file() -> None:
    assert {path.name for path in BAD.glob("*.message")} == {f"{path.name}.message" for path in FILES}
