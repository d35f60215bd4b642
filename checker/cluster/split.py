"""Parts a stretch of the log, so that each part can be judged by itself, and finds what all parts need.

All parts need the statements about the record, the activities that these and corrections name, those of kinds
that may excuse something in any part, and those that named dates may wait for: these rows are guests in all
parts but their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from checker.cluster import raw as rows
from checker.cluster.raw import Raw, Stretch, aside, of_frame, put, take
from checker.cluster.table import columns
from checker.diagnostics import Faults, Place
from checker.located.model import Text
from checker.log.cells import Cells
from checker.log.columns.checks import understood
from checker.log.columns.table import Coded, Table
from checker.log.rows import Row
from checker.results.in_columns import first_rows
from checker.situations.columns.select import Selecting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from checker.cluster.job import Job, Shared
    from checker.log.columns.checks import Understood
    from checker.log.columns.table import Mask
    from checker.log.rows import ReadOptions

LINKS = ("corrects", "retracts")
NAMING = (*LINKS, "of")
"""The columns that name other entries."""
APART, ALIKE = 1, 2  # seeds: that of parts, and that of ids


Latest = tuple[tuple[int, str], ...]
"""The last day of each of the two last activities, or of fewer, and its id; the last one last."""


class Split(NamedTuple):
    """What came of a stretch: where each part begins among its rows, and how many of them are guests.

    `names` says whether statements or corrections name entries. `latest` are the last activities that are
    known and no guests, with their days, none if nobody asks for them.
    """

    begins: tuple[int, ...]
    guests: int
    names: bool
    latest: Latest

    @property
    def rows(self) -> int:
        """How many rows that are not empty there were."""
        return self.begins[-1]


def split(shared: Shared, number: int, stretch: Stretch) -> Split:
    """Part a stretch. Raises `raw.Unreadable`, and `raw.Odd` if something is wrong with it."""
    job = shared.job()
    found = rows.read(stretch, job.options)
    homes = _homes(found, job)
    guests, latest = _guests(found, job, np.zeros(found.size, bool))
    guest = found.take(guests)
    named = _named(guest)
    if guest.size:
        put(shared.scrap("guests", number), guest, homes[guests])
    if len(named):
        frame = pl.DataFrame({"id": named})
        aside(shared.scrap("names", number), frame.write_ipc)
    _put_ids(found.cells["id"], shared.scrap("ids", number))
    begins = put(shared.scrap("rows", number), found, homes, job.parts)
    return Split(tuple(begins), guest.size, bool(len(named)), latest)


def last_of(*latest: Latest) -> Latest:
    """Give the last of several."""
    return tuple(sorted({each for some in latest for each in some})[-2:])


def latest_of(table: Table, those: Mask) -> Latest:
    """Give the last of some activities."""
    days = np.where(those, np.maximum(table.start_last, table.end_last), 0)
    found = []
    for _ in range(min(2, int(those.sum()))):
        row = int(np.argmax(days))
        found.append((int(days[row]), str(table.ids[row])))
        days[row] = 0
    return last_of(tuple(found))


def _guests(found: Raw, job: Job, named: Mask) -> tuple[Mask, Latest]:
    """Say which rows are guests, the `named` among them; give the last activities that are none."""
    options = job.options
    guests = named | found.filled(LINKS[0]) | found.filled(LINKS[1]) | _of_kinds(found, job, options)
    if not job.looks_ahead:
        return guests, ()
    ahead = _Ahead(found, job, options, guests)
    return ahead.guests(), ahead.latest()


def _homes(found: Raw, job: Job) -> NDArray[np.int32]:
    """Say to which part each row belongs: those that have the same in the field of the division to one."""
    ids, field = found.cells["id"], job.division.field
    key = found.cells.get(field, ids) if field else ids
    key = key.zip_with(key.is_not_null(), ids) if key.null_count() else key
    return (key.hash(APART) % job.parts).cast(pl.Int32).to_numpy()


def _of_kinds(found: Raw, job: Job, options: ReadOptions) -> Mask:
    """Say which rows all parts need for their kind: what is no activity, and what may excuse anywhere."""
    column = found.few.get("activity")
    if column is None:
        return np.ones(found.size, bool)
    kinds = kinds_of(column, job, options)
    wanted = [kind not in job.plan.kinds or kind in job.division.everywhere for kind in kinds]
    return np.array([*wanted, True])[column.codes]


def kinds_of(column: Coded, job: Job, options: ReadOptions) -> list[str | None]:
    """Give the kind that each text of a column stands for; None if it stands for none."""
    faults, at = Faults(), Place("", 1, 1)
    cells = Cells(job.plan, options.labels, faults)
    return [cells.kind(Row({"activity": Text(text, at)}, at)) for text in column.values]


def _named(found: Raw) -> pl.Series:
    """Give the ids that rows name, each once."""
    named = [found.cells[name] for name in NAMING if name in found.cells]
    if not named:
        return pl.Series("id", [], dtype=pl.String)
    return pl.concat([each.alias("id") for each in named]).drop_nulls().unique().sort()


def _put_ids(ids: pl.Series, path: str) -> None:
    """Write down the hashes of ids, in their order."""
    hashes = np.sort(ids.hash(ALIKE).to_numpy())

    def write(name: str) -> None:
        with open(name, "xb") as file:
            np.save(file, hashes)

    aside(path, write)


class _Ahead:
    """The activities of a stretch that are known, but for guests, before all are known."""

    def __init__(self, found: Raw, job: Job, options: ReadOptions, guests: Mask) -> None:
        said = understood(columns(found, options), job.plan, options)
        self._table, self._plan = _table(found, said), job.plan
        self._guests = guests | said.judged
        is_activity = np.array([*(each in job.plan.kinds for each in said.kind.values), False])
        self._there = is_activity[said.kind.codes] & ~self._guests
        if job.question.known_at is not None:
            known = np.where(said.recorded, said.recorded, self._table.end_last)
            self._there &= known <= job.question.known_at.toordinal()

    def latest(self) -> Latest:
        """Give the last of them."""
        return latest_of(self._table, self._there)

    def guests(self) -> Mask:
        """Give the guests: also what a named date may wait for, and what only the row reader understands."""
        found = self._guests.copy()
        found[first_rows(self._plan, Selecting(self._table, self._plan, self._there))] = True
        return found


def _table(found: Raw, said: Understood) -> Table:
    """Give what rows say as a table, in their own order: no entries can be made of it."""
    when = said.when
    return Table(
        ids=found.cells["id"],
        kind=said.kind,
        by=said.by,
        to=said.to,
        start_first=when.start_first,
        start_last=when.start_last,
        end_first=when.end_first,
        end_last=when.end_last,
        recorded=said.recorded,
        fields=said.fields,
        written={"date": when.date, "end": when.end},
        statements=(),
        sources=(),
        illustrative=said.illustrative,
        make=lambda _: [],
    )


def find_named(
    shared: Shared, number: int, begins: Sequence[int], naming: Sequence[int]
) -> tuple[int, Latest]:
    """Find the guests in a stretch once all rows that name others are known; give how many there are.

    What is named may be void, so the last activities are found anew. `naming` are the stretches whose rows
    name others. Raises `raw.Unreadable`.
    """
    names = pl.concat([take(shared.scrap("names", each))["id"] for each in naming]).unique()
    found = of_frame(take(shared.scrap("rows", number)))
    named = found.cells["id"].is_in(names.implode()).fill_null(value=False).to_numpy()
    guests, latest = _guests(found, shared.job(), named)
    if guests.any():
        homes = np.searchsorted(begins, np.flatnonzero(guests), side="right") - 1
        put(shared.scrap("named", number), found.take(guests), homes.astype(np.int32))
    return int(guests.sum()), latest
