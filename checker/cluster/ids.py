"""Finds ids that are used twice, in whichever parts: by their hashes, and those that agree by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from checker.cluster.raw import reading, take
from checker.cluster.split import ALIKE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.cluster.job import Shared

BITS = 64
MOST = 100
"""So many hashes may well agree by chance in the largest logs; of more, some ids do."""


def alike(shared: Shared, bucket: int, buckets: int, stretches: int) -> Sequence[int]:
    """Give hashes in one of several equal ranges that more than one id has, `MOST` and one more at most.

    Raises `raw.Unreadable`.
    """
    first, last = (bound * (1 << BITS) // buckets for bound in (bucket, bucket + 1))
    found = []
    for stretch in range(stretches):
        path = shared.scrap("ids", stretch)
        with reading(path):
            hashes = np.load(path, mmap_mode="r")
            low, high = np.searchsorted(hashes, np.array([first, last - 1], np.uint64), side="left")
            found.append(np.array(hashes[low : high + 1]))
    together = np.concatenate(found)
    together = np.sort(together[(together >= np.uint64(first)) & (together <= np.uint64(last - 1))])
    agreeing: list[int] = np.unique(together[1:][together[1:] == together[:-1]])[: MOST + 1].tolist()
    return agreeing


def of_hashes(shared: Shared, stretch: int, hashes: Sequence[int]) -> Sequence[str | None]:
    """Give the ids in a stretch that have one of some hashes. Raises `raw.Unreadable`."""
    ids = take(shared.scrap("rows", stretch))["id"]
    wanted = pl.Series(hashes, dtype=pl.UInt64)
    return ids.filter(ids.hash(ALIKE).is_in(wanted.implode())).to_list()
