"""Many numbers are put in order by another library than few, and in the same order."""

import numpy as np
import pytest

from checker.situations.columns.keyed import MANY, order_of


@pytest.mark.parametrize("size", [0, 1, MANY - 1, MANY, 3 * MANY])
@pytest.mark.parametrize("widest", [3, 1 << 20, 1 << 62])
def test_the_order_is_that_of_the_columns_and_else_of_the_places(size: int, widest: int) -> None:
    chance = np.random.default_rng(size)
    first, second = chance.integers(-2, 5, size), chance.integers(-widest, widest, size)
    assert order_of(first, second).tolist() == np.lexsort((second, first)).tolist()
