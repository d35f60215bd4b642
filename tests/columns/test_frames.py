"""The parts that results are made of: lists, and days in writing."""

from __future__ import annotations

from datetime import date
from itertools import islice

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from checker.results.frames import _listed, _written

NUMBERS = st.lists(st.integers(0, 3), max_size=12) | st.lists(st.integers(0, 1), max_size=12)
DAYS = st.lists(st.integers(730_000, 730_005), max_size=12) | st.lists(
    st.integers(1, date.max.toordinal()), min_size=1, max_size=4
)


@given(NUMBERS, st.booleans())
def test_values_are_cut_into_lists_of_so_many(numbers: list[int], records: bool) -> None:  # noqa: FBT001
    values = pl.Series([f"e{n}" for n in range(sum(numbers))], dtype=pl.String)
    if records:
        values = pl.select(pl.struct(id=values)).to_series()
    rest = iter(values.to_list())
    listed = _listed(values, np.array(numbers, np.int64))
    assert listed.to_list() == [list(islice(rest, number)) for number in numbers]
    assert listed.dtype == pl.List(values.dtype)
    assert listed.null_count() == 0


@given(DAYS)
def test_days_are_written_as_python_writes_them(days: list[int]) -> None:
    assert _written(np.array(days, np.int32)).to_list() == [date.fromordinal(n).isoformat() for n in days]
