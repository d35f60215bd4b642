"""Gives workers the entries that they judge together: those of a part, or those of some kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from checker.cluster.raw import HOME, Raw, joined, of_frame, take
from checker.cluster.split import kinds_of
from checker.cluster.table import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from checker.cluster.job import Job, Shared
    from checker.duties.division import Kinds
    from checker.log.columns.table import Rows, Table


class Met(NamedTuple):
    """Where guests are: stretches that have some, and those in which others are named."""

    guests: tuple[int, ...]
    named: tuple[int, ...]


class Gathered(NamedTuple):
    """Entries that are judged together: as they were read, as a table, and which rows of it are guests."""

    raw: Raw
    table: Table
    away: Rows


def part(shared: Shared, number: int, spans: Sequence[tuple[int, int]], met: Met) -> Gathered:
    """Give the entries of a part and its guests: `spans` says where it lies among the rows of each stretch.

    Raises `raw.Unreadable`, and `raw.Odd` if anything is wrong with what they say.
    """
    job = shared.job()
    own = [
        of_frame(take(shared.scrap("rows", stretch), first, end - first))
        for stretch, (first, end) in enumerate(spans)
        if end > first
    ]
    others, homes = guests(shared, met)
    others = others.take(homes != number)
    found = joined([*own, others] if others.size else own)
    read = table(found, job.plan, job.options)
    return Gathered(found, read, read.rows_of(others.cells["id"].to_list()))


def of_kinds(shared: Shared, stretches: int, kinds: Kinds, met: Met, more: Sequence[str] = ()) -> Table:
    """Give the entries of some kinds, all guests, and the rows of `more` files. Raises as `part` does."""
    job = shared.job()
    found = [_of_kinds(shared.scrap("rows", each), kinds, job) for each in range(stretches)]
    found += [of_frame(take(path)) for path in more]
    return table(_once(joined([*found, guests(shared, met)[0]])), job.plan, job.options)


def guests(shared: Shared, met: Met) -> tuple[Raw, NDArray[np.int32]]:
    """Give all guests, each once, and to which part each belongs. Raises `raw.Unreadable`."""
    paths = [shared.scrap("guests", each) for each in met.guests]
    frames = [take(path) for path in (*paths, *(shared.scrap("named", each) for each in met.named))]
    homes = [np.zeros(0, np.int32), *(frame[HOME].to_numpy() for frame in frames)]
    found, belong = joined([of_frame(frame) for frame in frames]), np.concatenate(homes)
    once = found.cells["id"].is_first_distinct().to_numpy()
    return found.take(once), belong[once]


def _once(found: Raw) -> Raw:
    """Give each entry once. Whether two have one id is found out elsewhere."""
    once = found.cells["id"].is_first_distinct()
    return found if once.all() else found.take(once.to_numpy())


def _of_kinds(path: str, kinds: Kinds, job: Job) -> Raw:
    frame = take(path)
    if kinds is None or "activity" not in frame.columns:
        return of_frame(frame)
    column = of_frame(frame.select("id", "activity")).few["activity"]
    wanted = np.array([*(kind in kinds for kind in kinds_of(column, job, job.options)), False])
    return of_frame(frame[np.flatnonzero(wanted[column.codes])])
