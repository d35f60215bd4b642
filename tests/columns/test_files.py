"""Files as they come: several, pipes, files that change, thousands of faults; both readers say the same."""

import os
import threading
from pathlib import Path

import polars as pl
import pytest

from checker.diagnostics import Faults, InvalidInput
from checker.log import load as rows
from checker.log.columns import stored
from checker.log.columns.load import load
from checker.log.formats import ReadOptions
from tests.columns.same import both
from tests.columns.test_laws import PLAN

HEAD = "id,date,activity,by,of,answer,corrects,retracts\n"
OPTIONS = ReadOptions()


def written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def lines(start: int, stop: int) -> str:
    return "".join(f"e{number},2008-03-02,plan_shared,NORTH,,,,\n" for number in range(start, stop))


def test_several_files_of_several_formats(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"id": ["p1", "p2"], "date": ["2008-03-01"] * 2, "activity": ["plan_shared"] * 2, "by": ["NORTH"] * 2}
    )
    frame.write_parquet(tmp_path / "c.parquet")
    found = [
        written(tmp_path / "b.csv", HEAD + lines(5, 9) + "j1,2009-01-01,judgement,NORTH,p2,yes,,\n"),
        written(
            tmp_path / "a.yaml", "- {id: y1, date: 2008, activity: plan_shared, by: SOUTH, corrects: e6}\n"
        ),
        str(tmp_path / "c.parquet"),
        written(tmp_path / "d.csv", HEAD + "r1,2009-01-02,,NORTH,,,,y1\n" + lines(1, 3)),
    ]
    log, table, _ = both(found, PLAN, OPTIONS)
    assert len(log.entries) == 11
    assert table is not None
    assert [entry.id for entry in table.statements] == ["j1", "r1"]
    assert [entry.id for entry in table.make([8, 0, 8, 2])] == ["p2", "e1", "p2", "e5"]
    assert table.make([]) == []


@pytest.mark.parametrize("first", ["a.csv", "a.yaml"])
@pytest.mark.parametrize("second", ["b.csv", "b.yaml"])
def test_an_id_in_two_files(first: str, second: str, tmp_path: Path) -> None:
    def log(name: str) -> str:
        text = "- {id: e1, date: 2008-03-02, activity: plan_shared, by: NORTH}\n"
        return written(tmp_path / name, text if name.endswith("yaml") else HEAD + lines(1, 2))

    _, _, faults = both([log(first), log(second)], PLAN, OPTIONS)
    assert [(fault.code, Path(fault.at.file).name) for fault in faults.errors] == [
        ("log/duplicate-id", second)
    ]
    assert [Path(place.file).name for place in faults.errors[0].related] == [first]


def test_the_same_file_twice(tmp_path: Path) -> None:
    name = written(tmp_path / "a.csv", HEAD + lines(1, 3))
    _, _, faults = both([name, name], PLAN, OPTIONS)
    assert [fault.code for fault in faults.errors] == ["log/given-twice"]


def test_no_file_and_no_rows(tmp_path: Path) -> None:
    both([], PLAN, OPTIONS)
    _, table, _ = both([written(tmp_path / "a.csv", HEAD)], PLAN, OPTIONS)
    assert table is not None
    assert table.size == 0


def test_faults_beyond_those_that_are_remembered(tmp_path: Path) -> None:
    """What is wrong with cells is found before what is wrong with rows, so that other faults are kept."""
    bad = "".join(f"x{number},2008-03-02,plan_shared,NOBODY,,,,\n" for number in range(700))
    ragged = "".join(f"y{number},2008-03-02,plan_shared,NORTH\n" for number in range(700))
    dates = "".join(f"z{number},1.2.2009,plan_shared,NORTH,,,,\n" for number in range(700))
    found = [
        written(tmp_path / "b.csv", HEAD + bad + ragged + dates),
        written(tmp_path / "a.csv", HEAD + bad + ragged),
    ]
    for order in (found, found[::-1]):
        _, _, faults = both(order, PLAN, OPTIONS)
        assert faults.count > 3000


def test_ids_that_nobody_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = written(tmp_path / "a.csv", HEAD + lines(100, 103) + "j1,2009-01-01,judgement,NORTH,e1O1,yes,,\n")
    _, _, faults = both([name], PLAN, OPTIONS)
    assert [fault.help for fault in faults.errors] == ["did you mean e101?"]
    monkeypatch.setattr(rows, "LIKENED", 3)
    _, _, faults = both([name], PLAN, OPTIONS)
    assert [fault.help for fault in faults.errors] == ["write the id of an entry of this log"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("quoted", ["", '"a, ""b"""', '"a\nb"', 'a"b'])
def test_large_enough_for_several_blocks(
    quoted: str, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "BLOCK", 300)
    text = HEAD.replace("retracts", "note") + lines(1, 50).replace(",,,,\n", f",,,,{quoted}\n")
    (tmp_path / "a.csv").write_bytes(text.replace("\n", ending).encode())
    _, table, _ = both([str(tmp_path / "a.csv")], PLAN, OPTIONS)
    assert table is not None
    assert table.size == 49


@pytest.mark.skipif(os.name == "nt", reason="there are no such pipes")
def test_through_a_pipe(tmp_path: Path) -> None:
    text, pipe = HEAD + lines(1, 50) + "j1,2009-01-01,judgement,NORTH,e1,yes,,\n", tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    writing = threading.Thread(target=pipe.write_text, args=(text,))
    writing.start()
    faults = Faults()
    table = load([str(pipe)], PLAN, OPTIONS, faults)
    writing.join()
    faults.stop()
    assert table is not None
    assert table.size == 50
    assert [entry.id for entry in table.make([0, 49])] == ["e1", "j1"]


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_a_file_that_is_changed_or_gone(name: str, tmp_path: Path) -> None:
    path, faults = tmp_path / name, Faults()
    if name.endswith("csv"):
        written(path, HEAD + lines(1, 5))
    else:
        pl.DataFrame(
            {"id": ["p1"], "date": ["2008"], "activity": ["plan_shared"], "by": ["NORTH"]}
        ).write_parquet(path)
    table = load([str(path)], PLAN, OPTIONS, faults)
    assert table is not None
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(InvalidInput, match="was changed while it was read"):
        table.make([0])
    path.unlink()
    with pytest.raises(InvalidInput, match="there is no file"):
        table.make([0])
