"""A log in Parquet says the same by rows and by columns, whatever the types of its columns."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.log.columns import parquet
from checker.log.formats import ReadOptions
from checker.log.formats import parquet as by_rows
from checker.results.canonical import log_hash
from checker.results.canonical_table import table_hash
from tests.columns.logs import NAMES, row
from tests.columns.same import both
from tests.columns.test_laws import LABELS, PLAN

TYPES = (pl.String, pl.Categorical, pl.Date, pl.Float64, pl.Int64, pl.Datetime, pl.Boolean)


@st.composite
def frames(draw: st.DrawFn) -> pl.DataFrame:
    """Give a table, its columns of whatever type their texts allow."""
    faulty = draw(st.sampled_from((0, 8, 8)))
    names = [
        "activity",
        "id",
        "date",
        "by",
        *draw(st.lists(st.sampled_from(NAMES[3:]), unique=True, max_size=6)),
    ]
    names = list(dict.fromkeys(names))
    rows = [draw(row(names, number, faulty, labelled=True)) for number in range(1, draw(st.integers(1, 8)))]
    columns = {name: pl.Series([cells[name] for cells in rows], dtype=pl.String) for name in names}
    return pl.DataFrame({name: draw(typed(column)) for name, column in columns.items()})


@st.composite
def typed(draw: st.DrawFn, texts: pl.Series) -> pl.Series:
    """Give a column in a type, with nulls for texts that it does not hold, or as it is."""
    kind = draw(st.sampled_from((pl.String, pl.String, *TYPES)))
    if kind == pl.Boolean:
        return texts.replace_strict({"yes": True, "no": False}, default=None, return_dtype=pl.Boolean)
    if kind in (pl.Date, pl.Datetime):
        days = texts.str.to_date("%Y-%m-%d", strict=False).cast(kind)
        return days if days.null_count() < len(texts) else texts
    cells = texts.cast(kind, strict=False)
    return cells if cells.null_count() < len(texts) else texts


def test_both_readers_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "log.parquet"
    monkeypatch.setattr(parquet, "SLICE", 3)
    monkeypatch.setattr(by_rows, "SLICE", 2)
    spoke = {True: 0, False: 0}

    @given(frames())
    def law(frame: pl.DataFrame) -> None:
        frame.write_parquet(path)
        log, table, _ = both([str(path)], PLAN, ReadOptions(labels=LABELS))
        assert table is None or table_hash(table) == log_hash(log)
        spoke[table is not None] += 1

    law()
    assert min(spoke.values()) > 8, f"logs with and without faults: {spoke}"


def test_its_entries_are_those_of_csv(tmp_path: Path) -> None:
    plain = b"id,date,activity,by,to,amount,source\na1,2008-03-02,plan_shared,NORTH,SOUTH,12,x\n"
    (tmp_path / "log.csv").write_bytes(plain + b"a2,2008-03-03,session_held,SOUTH,,1.5,\n")
    frame = pl.read_csv(tmp_path / "log.csv", try_parse_dates=True)
    assert frame.schema["date"] == pl.Date
    assert frame.schema["amount"] == pl.Float64
    frame.cast({"activity": pl.Categorical}).write_parquet(tmp_path / "log.parquet")
    found = [both([str(tmp_path / name)], PLAN, ReadOptions())[0] for name in ("log.csv", "log.parquet")]
    assert len(found[0].entries) == 2
    assert log_hash(found[0]) == log_hash(found[1])
