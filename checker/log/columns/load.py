"""Reads the files of a log into one table: the same entries, and the same faults, as the row reader gives."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from checker.diagnostics import Faults
from checker.log import load as rows
from checker.log.columns import checks, coded, csv
from checker.log.columns.table import Coded, Table
from checker.log.model import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from checker.log.columns.checks import Understood
    from checker.log.columns.table import Days, Rows
    from checker.log.formats import ReadOptions
    from checker.log.model import Entry, Log, Vocabulary


def load(paths: Iterable[str], vocabulary: Vocabulary, options: ReadOptions, faults: Faults) -> Table | None:
    """Read all files as one log; None if there are errors, which are then in `faults`."""
    named = list(paths)
    try:
        return _at_once(named, vocabulary, options)
    except csv.Unfit:
        before = faults.count
        log = rows.load(named, vocabulary, options, faults)
        return of_log(log) if faults.count == before else None


def _at_once(paths: list[str], vocabulary: Vocabulary, options: ReadOptions) -> Table:
    if len(paths) != 1 or os.path.splitext(paths[0])[1].lower() not in csv.suffixes:
        raise csv.Unfit
    columns = csv.read(paths[0], options)
    found = checks.understood(columns, vocabulary, options)
    known = rows.Reading(vocabulary, options.labels, Faults()).cells.columns
    if found.judged.any() or not known.issuperset(columns.header.codes):
        raise csv.Unfit
    ids = columns.cells["id"]
    order = None if ids.is_sorted() else ids.arg_sort()
    if order is not None:
        ids = ids.gather(order)
    if (ids == ids.shift(1)).any():
        raise csv.Unfit
    made: list[Entry] = []

    def make(numbers: Sequence[int]) -> list[Entry]:
        if not made:
            made.extend(rows.load(paths, vocabulary, options, Faults()).entries)
        return [made[number] for number in numbers]

    sources = (Source(columns.name, columns.size, columns.notes),)
    return _table(found, ids, None if order is None else order.to_numpy(), sources, make)


def _table(
    found: Understood,
    ids: pl.Series,
    order: Rows | None,
    sources: tuple[Source, ...],
    make: Callable[[Sequence[int]], list[Entry]],
) -> Table:
    taken: dict[int, Days] = {}

    def days(column: Days) -> Days:
        if order is None:
            return column
        if id(column) not in taken:
            taken[id(column)] = column[order]
        return taken[id(column)]

    def few(column: Coded) -> Coded:
        return column if order is None else coded.taken(column, order)

    when = found.when
    return Table(
        ids=ids,
        kind=few(found.kind),
        by=few(found.by),
        to=few(found.to),
        start_first=days(when.start_first),
        start_last=days(when.start_last),
        end_first=days(when.end_first),
        end_last=days(when.end_last),
        recorded=days(found.recorded),
        fields={
            name: column if order is None else column.gather(order) for name, column in found.fields.items()
        },
        written={"date": few(when.date), "end": few(when.end)},
        statements=(),
        sources=sources,
        illustrative=found.illustrative,
        make=make,
    )


def of_log(log: Log) -> Table:
    """Put the entries of a log into columns."""
    entries = log.entries
    names = sorted({name for entry in entries for name in entry.fields})
    spans = [(entry.start, entry.end) for entry in entries]
    days = [
        np.array([getattr(span[part], bound).toordinal() for span in spans], np.int32)
        for part in (0, 1)
        for bound in ("earliest", "latest")
    ]
    return Table(
        ids=pl.Series("id", [entry.id for entry in entries], dtype=pl.String),
        kind=coded.of([entry.kind for entry in entries]),
        by=coded.of([";".join(entry.by) or None for entry in entries]),
        to=coded.of([";".join(entry.to) or None for entry in entries]),
        start_first=days[0],
        start_last=days[1],
        end_first=days[2],
        end_last=days[3],
        recorded=np.array([e.recorded.toordinal() if e.recorded else 0 for e in entries], np.int32),
        fields={
            name: pl.Series(name, [entry.fields.get(name) for entry in entries], dtype=pl.String)
            for name in names
        },
        written={
            "date": coded.of([entry.written[0] for entry in entries]),
            "end": coded.of([entry.written[1] or None for entry in entries]),
        },
        statements=tuple(entry for entry in entries if not entry.activity),
        sources=log.sources,
        illustrative=log.illustrative,
        make=lambda numbers: [entries[number] for number in numbers],
    )
