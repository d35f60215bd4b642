"""Both of PyYAML's parsers refuse the same; and what is allowed but hardly meant is warned of."""

from pathlib import Path

import pytest
import yaml as pyyaml

from checker import files
from checker.diagnostics import Faults, render
from checker.located import yaml
from tests.conftest import Golden

HERE = Path(__file__).parent
FILES = sorted((HERE.parent / "bad" / "yaml").glob("*.yaml"))
WARNED = sorted((HERE / "warned").glob("*.yaml"))


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


@pytest.mark.parametrize("path", WARNED, ids=lambda path: path.stem)
def test_a_warning(path: Path, golden: Golden) -> None:
    faults = Faults()
    assert yaml.read(str(path), faults) is not None
    told = "\n\n".join(render(each, files.shown_lines) for each in faults.warnings) + "\n"
    golden.check(path.with_suffix(".message"), told.replace(f"{path.parent}/", ""))
