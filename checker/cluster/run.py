"""A run on a cluster: the log is parted, each part is judged, and what came of all is put together.

Nothing in the results hangs on how many workers there are, or on the order in which they are done: how the
log is cut hangs on its rows alone. A task that is done again writes the same files again, each whole or not
at all.
"""

from __future__ import annotations

import json
import os
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, cast

import polars as pl

from checker import files
from checker.cluster import ids, part, split
from checker.cluster.crew import Task
from checker.cluster.folder import HEAD, aside, publish
from checker.cluster.gather import Met
from checker.cluster.head import Whole, head
from checker.cluster.job import Job, OtherVersions, Shared, releases
from checker.cluster.part import Asked
from checker.cluster.raw import Odd, Stretch, Unreadable, reading
from checker.cluster.split import last_of
from checker.diagnostics import Faults, InvalidInput, Place
from checker.files import OutputFault
from checker.log.columns.load import load
from checker.log.digests import digest
from checker.log.load import once
from checker.log.model import Source
from checker.results.far_day import YEAR
from checker.results.judge import no_day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from checker.cluster.crew import Crew
    from checker.cluster.part import Judged
    from checker.cluster.split import Latest, Split
    from checker.log.digests import FileDigest
    from checker.patterns.model import Rules
    from checker.plan.model import Plan
    from checker.results.judge import Question

    Told = Callable[[str, int, int], None]
    """Hears what is done now, how much of it is done, and of how much."""

STRETCH = 1 << 19  # rows that are read together, at least
PART = 1 << 19  # rows that are judged together, about, at least
MANY = 128
"""So many stretches and parts are enough for any cluster: of longer logs they are longer."""
LONGEST = 8  # times as long, at most, lest a worker needs much memory


class Order(NamedTuple):
    """What a run is asked for: which log on which plan, as of when, in which language, and where to."""

    plan: Plan
    rules: Rules
    log: Sequence[str]
    question: Question
    date_order: str | None
    language: str
    output: str
    scratch: str | None = None


class Log(NamedTuple):
    """A log that was parted: what came of its stretches, and the files that they are of.

    `latest` are the last activities that are known and no guests, none if nobody asks for them.
    """

    splits: Sequence[Split]
    met: Met
    latest: Latest
    files: Sequence[FileDigest]


def run(order: Order, crew: Callable[[str], AbstractContextManager[Crew]], told: Told) -> Whole:
    """Judge a log on a cluster and write the folder of the results.

    `crew` brings the workers together, which share a folder. Raises `InvalidInput` if something is wrong with
    the log or the plan, and `OutputFault` if the results cannot be written or the workers fail.
    """
    stretches = _stretches(order)
    before = _states(order)
    rows = sum(each.rows for each in stretches)
    parts = max(1, -(-rows // _length(PART, rows)))
    job = Job(order.plan, order.rules, order.question, order.date_order, parts, releases())
    with aside(order.output, order.scratch) as shared:
        shared.keep(job)
        try:
            with crew(shared.scratch) as workers:
                whole = _Run(order, job, shared, workers, told).judged(stretches)
            _unchanged(order, before)
        except Odd:
            _explain(order)
            raise RuntimeError("workers refuse a log that one process reads") from None
        except Unreadable as fault:
            raise _unreadable(order, fault) from None
        except OtherVersions as fault:
            raise OutputFault(f"a worker has {fault}: install the same on all machines") from None
        data = json.dumps(head(job, whole, order.language), ensure_ascii=False, indent=2) + "\n"
        files.write_whole(os.path.join(shared.results, HEAD), data.encode())
        publish(shared, order.output)
    return whole


def _length(least: int, rows: int) -> int:
    """Give how many of so many rows go together."""
    return min(max(least, rows // MANY), LONGEST * least)


def _stretches(order: Order) -> list[Stretch]:
    """Cut the log into stretches, at least one of each file."""
    faults = Faults()
    paths = list(once(order.log, faults))
    faults.stop()
    rows = {path: _rows(path, order) for path in paths}
    length = _length(STRETCH, sum(rows.values()))
    return [
        Stretch(path, first, min(length, number - first))
        for path, number in rows.items()
        for first in range(0, max(number, 1), length)
    ]


def _rows(path: str, order: Order) -> int:
    """Count the rows of a file. Raises `InvalidInput`."""
    try:
        with open(path, "rb"), reading(path):
            rows: int = pl.scan_parquet(os.path.abspath(path), glob=False).select(pl.len()).collect().item()
    except (OSError, ValueError) as error:
        faults = Faults()
        faults.unreadable(*files.why_unreadable(path, error))
        raise InvalidInput(tuple(faults.errors)) from None
    except Unreadable as fault:
        _explain(order)
        raise _unreadable(order, fault) from None
    return rows


def _states(order: Order) -> list[tuple[int, int]]:
    """Give what changes when a file of the log is written. Raises `Unreadable`."""
    found = []
    for path in order.log:
        with reading(path):
            known = os.stat(path)
        found.append((known.st_size, known.st_mtime_ns))
    return found


def _unchanged(order: Order, before: Sequence[tuple[int, int]]) -> None:
    for path, was, now in zip(order.log, before, _states(order), strict=True):
        if was != now:
            raise Unreadable(path, "it was changed while it was read")


def _explain(order: Order) -> None:
    """Let the reader of one process say what is wrong with the log. Raises `InvalidInput`."""
    faults = Faults()
    load(order.log, order.plan, Job(*order[:2], order.question, order.date_order, 1, {}).options, faults)
    faults.stop()


def _unreadable(order: Order, fault: Unreadable) -> Exception:
    path, why = fault.args
    if path not in order.log:
        mend = "all workers must see the folder of the output, or --scratch, under one name"
        return OutputFault(f"a worker cannot read {path}: {why} ({mend})")
    faults = Faults()
    mend = "every worker must be able to read it under this very name"
    faults.unreadable("file/not-readable", path, f"a worker cannot read {path}: {why}", mend)
    return InvalidInput(tuple(faults.errors))


class _Run:
    """The steps of a run, one after the other."""

    def __init__(self, order: Order, job: Job, shared: Shared, crew: Crew, told: Told) -> None:
        self._order, self._job, self._shared, self._crew, self._told = order, job, shared, crew, told
        self._warned = Faults()

    def judged(self, stretches: Sequence[Stretch]) -> Whole:
        """Do all steps."""
        log = self._split(stretches)
        as_of, guests = self._settled(log)
        parts, more = self._parts(log, Asked(as_of, len(log.splits), log.met))
        accounting = {
            name: sum(each.accounting[name] for each in parts) - (len(parts) - 1) * guests.get(name, 0)
            for name in parts[0].accounting
        }
        judged = [*parts, *more]
        names = [os.path.basename(self._shared.part(number)) for number in range(len(judged))]
        return Whole(
            as_of, accounting, log.files, tuple(zip(names, judged, strict=True)), tuple(self._warned.warnings)
        )

    def _split(self, stretches: Sequence[Stretch]) -> Log:
        """Part the log; find the entries that others name, and what tells its files from others."""
        digests = [Task(digest, (path,)) for path in self._order.log]
        tasks = [Task(split.split, (self._shared, number, each)) for number, each in enumerate(stretches)]
        found = self._do("parting the log", [*digests, *tasks])
        splits = cast("list[Split]", found[len(digests) :])
        digested = cast("list[FileDigest]", found[: len(digests)])
        naming = tuple(number for number, each in enumerate(splits) if each.names)
        looking = [
            Task(split.find_named, (self._shared, number, each.begins, naming))
            for number, each in enumerate(splits)
            if naming
        ]
        named = cast("list[tuple[int, Latest]]", self._do("looking for what is named", looking))
        met = Met(
            guests=tuple(number for number, each in enumerate(splits) if each.guests),
            named=tuple(number for number, (many, _) in enumerate(named) if many),
        )
        latest = last_of(*(found for _, found in named) if named else (each.latest for each in splits))
        return Log(splits, met, latest, sorted(digested, key=lambda each: (each.name, each.sha256 or "")))

    def _settled(self, log: Log) -> tuple[date, Mapping[str, int]]:
        """Give the as-of day, and the accounting of the guests, who are in every part."""
        asked, latest = self._job.question, log.latest
        guests: dict[str, int] = {}
        if log.met.guests:
            task = Task(part.settle, (self._shared, log.met, latest))
            latest, guests = cast("tuple[Latest, dict[str, int]]", self._do("settling the day", [task])[0])
        if asked.as_of is not None:
            return asked.as_of, guests
        if not latest:
            name = self._order.log[0]
            raise InvalidInput((no_day((Source(name, 0, ()),), asked.known_at),))
        self._warn(latest)
        return date.fromordinal(latest[-1][0]), guests

    def _warn(self, latest: Latest) -> None:
        """Warn if a single activity carries the default as-of day on by more than a year."""
        before, last = (date.fromordinal(day) for day, _ in (latest[0], latest[-1]))
        if last - before > YEAR:
            message = f"the entry {latest[-1][1]} alone carries the as-of day from {before} to {last}"
            mend = "mend the date, or give the day with --as-of"
            self._warned.warn("log/far-day", Place(self._order.log[0], 0, 0), message, mend)

    def _parts(self, log: Log, asked: Asked) -> tuple[list[Judged], list[Judged]]:
        """Judge all parts, then what needs more than a part."""
        job, shared, stretches = self._job, self._shared, len(log.splits)
        wholes = [Task(part.whole, (shared, place, asked)) for place in range(len(job.division.whole))]
        buckets = [Task(ids.alike, (shared, each, job.parts, stretches)) for each in range(job.parts)]
        spans = [[each.begins[number : number + 2] for each in log.splits] for number in range(job.parts)]
        tasks = [Task(part.part, (shared, number, own, asked)) for number, own in enumerate(spans)]
        found = self._do("judging", [*wholes, *buckets, *tasks])
        hashes = cast("list[Sequence[int]]", found[len(wholes) : len(wholes) + len(buckets)])
        self._tell_apart([each for some in hashes for each in some], stretches)
        parts = cast("list[Judged]", found[len(wholes) + len(buckets) :])
        sifting = []
        for place in range(len(job.division.sifted)):
            having = [number for number, each in enumerate(parts) if place in each.sifted]
            sifting.append(Task(part.sifted, (shared, place, having, asked)))
        return parts, cast("list[Judged]", [*found[: len(wholes)], *self._do("judging", sifting)])

    def _tell_apart(self, hashes: Sequence[int], stretches: int) -> None:
        """Look at the ids whose hashes agree. Raises `Odd` if some of them are one."""
        if len(hashes) > ids.MOST:
            raise Odd
        tasks = [Task(ids.of_hashes, (self._shared, each, hashes)) for each in range(stretches) if hashes]
        found = cast("list[Sequence[str | None]]", self._do("telling ids apart", tasks))
        alike = [each for some in found for each in some]
        if len(set(alike)) < len(alike):
            raise Odd

    def _do(self, what: str, tasks: Sequence[Task]) -> list[object]:
        return self._crew.do(tasks, lambda done: self._told(what, done, len(tasks))) if tasks else []
