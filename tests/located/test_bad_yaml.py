"""Every file in `bad` is refused or warned of in words; its whole message stands beside it."""

from pathlib import Path

import pytest
import yaml as pyyaml

from checker import files
from checker.diagnostics import Faults, InvalidInput, render
from checker.located import yaml
from tests.conftest import Golden

BAD = Path(__file__).parent / "bad"
FILES = sorted(BAD.glob("*.yaml"))


def complaint(path: Path) -> str:
    """Give all that is said of a file, under its bare name."""
    faults = Faults()
    assert (yaml.read(str(path), faults) is None) == bool(faults.errors)
    try:
        faults.stop()
        found, more = faults.warnings, 0
    except InvalidInput as error:
        found, more = (*error.diagnostics, *faults.warnings), error.more
    assert found
    told = "\n\n".join(render(each, files.shown_lines) for each in found) + "\n"
    return told.replace(f"{path.parent}/", "") + (f"\n{more} more\n" if more else "")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_message(path: Path, golden: Golden) -> None:
    told = complaint(path)
    assert told.replace("\n", "").isprintable()
    golden.check(path.with_suffix(".txt"), told)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_other_parser_refuses_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def codes() -> set[str]:
        faults = Faults()
        yaml.read(str(path), faults)
        return {each.code for each in (*faults.errors, *faults.warnings)}

    with_libyaml = codes()
    monkeypatch.setattr(pyyaml, "__with_libyaml__", False)
    if path.stem == "escape-surrogate":  # one refuses the escape, the other what it stands for
        assert codes()
    else:
        assert codes() == with_libyaml


def test_every_message_has_a_file() -> None:
    assert {path.stem for path in BAD.glob("*.txt")} == {path.stem for path in FILES}
