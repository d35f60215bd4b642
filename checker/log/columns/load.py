"""Reads the files of a log into one table: the same entries, and the same faults, as the row reader gives."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from checker.diagnostics import Faults
from checker.log import load as rows
from checker.log.columns import csv, parquet, section
from checker.log.columns.parts import InColumns, InRows, Refused
from checker.log.columns.table import Table
from checker.log.formats import without_pauses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from checker.log.columns.parts import Part
    from checker.log.columns.table import Mask, Numbers
    from checker.log.formats import ReadOptions
    from checker.log.model import Entry, Log, Vocabulary

FORMATS = {".csv": csv.read, ".tsv": csv.read, ".parquet": parquet.read}
"""The formats that give columns, by the endings of files; all others give rows."""


def load(paths: Iterable[str], vocabulary: Vocabulary, options: ReadOptions, faults: Faults) -> Table | None:
    """Read all files as one log; None if there are errors, which are then in `faults`.

    Raises `InvalidInput` if a file is changed meanwhile; so does the table when it makes entries.
    """
    before = faults.count
    parts = [_part(path, vocabulary, options) for path in rows.once(paths, faults)]
    found = together(parts, vocabulary, options, faults)
    return found if faults.count == before else None


def together(
    parts: Sequence[Part], vocabulary: Vocabulary, options: ReadOptions, faults: Faults
) -> Table | None:
    """Make one table of files that were looked at; None if there are errors, as `load` does."""
    before = faults.count
    reading = rows.Reading(vocabulary, options.labels, faults)
    ids = pl.concat([part.ids for part in parts], rechunk=False) if parts else pl.Series("id", [], pl.String)
    order = None if ids.is_sorted() else ids.arg_sort().to_numpy()
    ids = ids if order is None else ids.gather(pl.Series(order))
    again = _again(ids, order)
    bounds = np.cumsum([0, *(len(part.ids) for part in parts)])

    def judge() -> None:
        for part, start, end in zip(parts, bounds[:-1], bounds[1:], strict=True):
            part.judge(reading, again[start:end])
        reading.references(_Ids(ids, reading))

    without_pauses(judge)
    if faults.count > before:
        return None
    return _table(parts, ids, order, illustrative=reading.illustrative)


def of_log(log: Log) -> Table:
    """Put a log that was read row by row into a table."""
    entries, found = log.entries, section.of_entries(log.entries)
    return Table(
        ids=pl.Series("id", [entry.id for entry in entries], dtype=pl.String),
        kind=found.few["kind"],
        by=found.few["by"],
        to=found.few["to"],
        **found.days,
        fields=found.fields,
        written={name: found.few[name] for name in ("date", "end")},
        statements=tuple(entry for entry in entries if not entry.activity),
        sources=log.sources,
        illustrative=log.illustrative,
        make=lambda numbers: [entries[number] for number in numbers],
    )


def _part(path: str, vocabulary: Vocabulary, options: ReadOptions) -> Part:
    """Look at one file."""
    read = FORMATS.get(os.path.splitext(path)[1].lower())
    if read is None:
        return InRows(path, options)
    faults = Faults()
    columns = read(path, options, faults)
    return Refused(faults) if columns is None else InColumns(columns, vocabulary, options, faults)


def _again(ids: pl.Series, order: Numbers | None) -> Mask:
    """Tell of the rows in the order of the files, whose sorted ids are given, which share theirs."""
    same = (ids == ids.shift(1)).fill_null(value=False).to_numpy()
    again = np.zeros(len(ids), np.bool_)
    if same.any():
        later = np.flatnonzero(same)
        both = np.concatenate([later - 1, later])
        again[both if order is None else order[both]] = True
    return again


class _Ids:
    """The ids of all entries, sorted."""

    def __init__(self, ids: pl.Series, reading: rows.Reading) -> None:
        """Find those that entries name."""
        self._ids = ids
        named = pl.Series("id", sorted({str(text) for _, text, _ in reading.names}), dtype=pl.String)
        self._found = (
            frozenset(named.filter(named.is_in(ids.implode())).to_list()) if len(named) else frozenset()
        )

    def __contains__(self, text: object) -> bool:
        return text in self._found

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids.drop_nulls().to_list())


def _table(parts: Sequence[Part], ids: pl.Series, order: Numbers | None, *, illustrative: bool) -> Table:
    sections = [part.section() for part in parts]
    found = section.joined(sections)
    if order is not None:
        found = section.ordered(found, order)
    statements = sorted((entry for part in parts for entry in part.statements), key=lambda entry: entry.id)
    sources = tuple(sorted((each for part in parts for each in part.sources), key=lambda each: each.name))
    return Table(
        ids=ids,
        kind=found.few["kind"],
        by=found.few["by"],
        to=found.few["to"],
        **found.days,
        fields=found.fields,
        written={name: found.few[name] for name in ("date", "end")},
        statements=tuple(statements),
        sources=sources,
        illustrative=illustrative,
        make=_maker(parts, order),
    )


def _maker(parts: Sequence[Part], order: Numbers | None) -> Callable[[Sequence[int]], list[Entry]]:
    """Give what makes entries of rows of the table."""
    bounds = np.cumsum([0, *(len(part.ids) for part in parts)])

    def make(numbers: Sequence[int]) -> list[Entry]:
        wanted = np.asarray(numbers, np.int64)
        wanted = wanted if order is None else order[wanted].astype(np.int64)
        known: dict[int, Entry] = {}
        distinct = np.unique(wanted)
        of_part = np.searchsorted(bounds, distinct, side="right") - 1
        for number in np.unique(of_part).tolist():
            here = distinct[of_part == number]
            made = parts[number].entries((here - bounds[number]).tolist())
            known.update(zip(here.tolist(), made, strict=True))
        return [known[number] for number in wanted.tolist()]

    return make
