"""Judges a part of a log, or the checks that need more than a part, and writes the duties."""

from __future__ import annotations

import hashlib
import io
import os
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from checker.cluster import gather
from checker.cluster.raw import aside, put
from checker.cluster.split import last_of, latest_of
from checker.duties.division import concerns, excusing
from checker.findings.columns import handed, instances
from checker.log.columns.exists import existing
from checker.patterns.vocabulary import STATUSES
from checker.results.frames import SCHEMA, frame
from checker.results.in_columns import check_columns, court, uses
from checker.situations.columns.owed import NotInColumns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from checker.cluster.gather import Gathered, Met
    from checker.cluster.job import Job, Shared
    from checker.cluster.split import Latest
    from checker.log.columns.table import Mask, Table
    from checker.log.columns.table import Rows as RowNumbers
    from checker.plan.model import Check
    from checker.results.in_columns import CheckColumns, Court

    Key = tuple[str, str]
    """An obligation and one of its checks."""

GROUP = 1 << 17  # duties in one row group


class Asked(NamedTuple):
    """What is known of all entries: the as-of day, how many stretches there are, and where guests are."""

    as_of: date
    stretches: int
    met: Met


class Judged(NamedTuple):
    """What came of a part: the file with its duties, how many have which status, what the plan permits.

    `counts` are by check, in the order of statuses. `handed` says how many duties of a check the row executor
    gave, and why all, if all. `uses` are last days and ids. `sifted` counts what may break checks, by their
    places in the division.
    """

    bytes: int
    sha256: str
    counts: Mapping[Key, Sequence[int]]
    handed: Mapping[Key, tuple[int, str]]
    uses: Mapping[str, Sequence[tuple[int, str]]]
    sifted: Mapping[int, int]
    accounting: Mapping[str, int]
    illustrative: bool


def part(shared: Shared, number: int, spans: Sequence[tuple[int, int]], asked: Asked) -> Judged:
    """Judge a part. Raises `InvalidInput`, `raw.Unreadable`, `raw.Odd` and `files.OutputFault`."""
    job = shared.job()
    found = gather.part(shared, number, spans, asked.met)
    sitting = _court(job, found.table, asked, _judged(found, job))
    judged = _write(shared.part(number), job.division.apart, sitting)
    sifted = {}
    for place, check in enumerate(job.division.sifted):
        rows = _sift(check, sitting)
        if len(rows):
            sifted[place] = len(rows)
            ids = found.table.ids.gather(rows)
            own = found.raw.cells["id"].is_in(ids.implode()).to_numpy()
            put(shared.scrap(f"sifted-{place}", number), found.raw.take(own))
    return judged._replace(sifted=sifted)


def whole(shared: Shared, place: int, asked: Asked) -> Judged:
    """Judge one of the checks that need all entries they concern. Raises as `part` does."""
    job = shared.job()
    check = job.division.whole[place]
    table = gather.of_kinds(shared, asked.stretches, concerns(check), asked.met)
    return _write(shared.part(job.parts + place), (check,), _court(job, table, asked))


def sifted(shared: Shared, place: int, parts: Sequence[int], asked: Asked) -> Judged:
    """Judge one of the checks that some activities may break, on those of some parts. Raises as `part`."""
    job = shared.job()
    check = job.division.sifted[place]
    more = [shared.scrap(f"sifted-{place}", number) for number in parts]
    table = gather.of_kinds(shared, asked.stretches, excusing(check), asked.met, more)
    number = job.parts + len(job.division.whole) + place
    return _write(shared.part(number), (check,), _court(job, table, asked))


def settle(shared: Shared, met: Met, latest: Latest) -> tuple[Latest, Mapping[str, int]]:
    """Give the last activities of all, and the accounting of guests as of the day that is asked for.

    `latest` are the last of all other activities. Raises as `part` does.
    """
    job = shared.job()
    table = gather.of_kinds(shared, 0, frozenset(), met)
    asked, kinds = job.question, job.plan.kinds
    known = existing(table, kinds, None, asked.known_at)
    if known is not None:
        latest = last_of(latest, latest_of(table, known.begun))
    day = asked.as_of or (date.fromordinal(latest[-1][0]) if latest else None)
    known = existing(table, kinds, day, asked.known_at) if day else None
    return latest, known.record.accounting if known else {}


def _judged(found: Gathered, job: Job) -> Mask:
    """Say which rows of a part are judged in it: its own, and those that may excuse anywhere."""
    judged = np.ones(found.table.size, bool)
    judged[found.away] = False
    kind = found.table.kind
    everywhere = np.array([*(each in job.division.everywhere for each in kind.values), False])
    judged |= everywhere[kind.codes]
    return judged


def _court(job: Job, table: Table, asked: Asked, judged: Mask | None = None) -> Court:
    question = job.question._replace(as_of=asked.as_of)
    return court(job.plan, job.rules, table, question, judged)


def _sift(check: Check, sitting: Court) -> RowNumbers:
    """Give the activities that may break a check: no other one matters to its standing duties."""
    log = sitting.columns
    if log.setting.life is None or not log.table.size:
        return np.zeros(0, np.int32)
    try:
        return instances.find(check, log, sitting.tables)[1]
    except NotInColumns:
        return handed.concerned(check, log)


def _write(path: str, checks: Iterable[Check], sitting: Court) -> Judged:
    """Judge checks and write their duties into a file."""
    log = sitting.columns
    found = [check_columns(check, sitting) for check in checks]
    data = _parquet(found, log.table)
    aside(path, partial(_flushed, data))
    permitted = {}
    for clause in log.setting.plan.obligations:
        own = tuple(each.check for each in found if each.check.obligation == clause.id)
        rows = uses(clause._replace(checks=own), log)
        if len(rows):
            days, ids = log.table.end_last[rows].tolist(), log.table.ids.gather(rows).to_list()
            permitted[clause.id] = list(zip(days, ids, strict=True))
    numbers = [np.bincount(each.verdicts.status, minlength=len(STATUSES)).tolist() for each in found]
    return Judged(
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        counts={_key(each.check): own for each, own in zip(found, numbers, strict=True)},
        handed={_key(c.check): (c.handed, c.why if log.table.size else "") for c in found if c.handed},
        uses=permitted,
        sifted={},
        accounting=log.setting.record.accounting,
        illustrative=log.table.illustrative,
    )


def _flushed(data: bytes, path: str) -> None:
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _key(check: Check) -> Key:
    return check.obligation, check.id


def _parquet(found: Iterable[CheckColumns], table: Table) -> bytes:
    frames = [frame(each, table) for each in found if each.verdicts.size]
    data = io.BytesIO()
    whole_frame = pl.concat(frames) if frames else pl.DataFrame(schema=SCHEMA)
    whole_frame.write_parquet(data, row_group_size=GROUP)
    return data.getvalue()
