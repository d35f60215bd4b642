"""Clauses that have become one: each is judged as in its own version, whatever their checks are called."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.versions.made import ended, judged, read, revised, told


@settings(max_examples=8)
@given(st.integers(0, 2**32))
def test_merged_clauses_are_judged_each_as_in_its_version_alone(seed: int) -> None:
    case = revised(seed, "old", merged=True)
    home = read(case.old, case.new)[0].parts[0].homes
    one, other = judged(case, ended(case)), judged(case, case.new)
    alone = [told(result, dict(home)) for result in one.results] + [told(result) for result in other.results]
    assert Counter(map(told, judged(case, case.old, case.new).results)) == Counter(alone)
