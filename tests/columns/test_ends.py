"""Where the lines of a block end, found stretch by stretch."""

from itertools import accumulate
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.log.columns import lines


@given(st.lists(st.sampled_from([0, 1, 3, 7, 40]), max_size=30), st.booleans(), st.randoms())
def test_each_line_ends_where_it_is_said_to(lengths: list[int], closed: bool, chance: Random) -> None:  # noqa: FBT001
    data = b"\n".join(b"x" * length for length in lengths) + b"\n" * closed
    known = [*accumulate(len(line) + 1 for line in data.split(b"\n"))]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lines, "STRETCH", 8)
        ends = lines.Ends(data)
        assert len(ends) == len(known)
        asked = [*range(len(known)), *range(len(known))]
        chance.shuffle(asked)
        assert [ends[number] for number in asked] == [known[number] - 1 for number in asked]
