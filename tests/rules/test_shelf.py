"""A verdict table is read when it is first asked for, and what is wrong with it is said then."""

import pickle
import shutil
from pathlib import Path

import pytest

from checker.diagnostics import InvalidInput
from checker.files import shipped
from checker.patterns.load import Shelf

TABLES = Path(str(shipped("rules"))) / "verdicts"


def test_it_holds_what_its_folder_holds() -> None:
    shelf = Shelf(str(TABLES))
    assert sorted(shelf) == sorted(path.stem for path in TABLES.glob("*.yaml"))
    assert len(shelf) == len(list(shelf))
    assert shelf["status"].name == "status"
    assert shelf["status"] is shelf["status"]
    assert "nothing" not in shelf
    with pytest.raises(InvalidInput, match="is not in the folder"):
        shelf["nothing"]


def test_a_table_stands_in_a_file_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "rating.yaml").write_bytes((TABLES / "status.yaml").read_bytes())
    with pytest.raises(InvalidInput, match="holds a table"):
        Shelf(str(tmp_path))["rating"]


def test_only_the_table_that_is_asked_for_is_read(tmp_path: Path) -> None:
    (tmp_path / "rating.yaml").write_bytes((TABLES / "rating.yaml").read_bytes())
    (tmp_path / "status.yaml").write_text("table: status\nlines: [", encoding="utf-8")
    shelf = Shelf(str(tmp_path))
    assert shelf["rating"].name == "rating"
    with pytest.raises(InvalidInput):
        shelf["status"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be read"):
        Shelf(str(tmp_path / "none"))["status"]


def test_it_is_sent_with_its_tables(tmp_path: Path) -> None:
    shutil.copytree(TABLES, tmp_path / "here")
    sent = pickle.dumps(Shelf(str(tmp_path / "here")))
    shutil.rmtree(tmp_path / "here")
    assert pickle.loads(sent) == dict(Shelf(str(TABLES)))  # noqa: S301 - it was just made
