"""Part of a log in columns, in the order of its file, and how parts become one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from checker.frozen import Frozen
from checker.log.columns import coded
from checker.log.columns.table import Coded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checker.log.columns.table import Days, Numbers
    from checker.log.model import Entry

DAYS = ("start_first", "start_last", "end_first", "end_last", "recorded")
FEW = ("kind", "by", "to", "date", "end")


class Section(Frozen):
    """What entries say: `days` by the names in `DAYS`, `few` by those in `FEW`, all as `Table` has them."""

    days: Mapping[str, Days]
    few: Mapping[str, Coded]
    fields: Mapping[str, pl.Series]

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self.days["recorded"])


def of_entries(entries: Sequence[Entry]) -> Section:
    """Put entries into columns."""
    spans = [(entry.start, entry.end) for entry in entries]
    days = {
        name: np.array([getattr(span[part], bound).toordinal() for span in spans], np.int32)
        for name, part, bound in (
            ("start_first", 0, "earliest"),
            ("start_last", 0, "latest"),
            ("end_first", 1, "earliest"),
            ("end_last", 1, "latest"),
        )
    }
    days["recorded"] = np.array([e.recorded.toordinal() if e.recorded else 0 for e in entries], np.int32)
    few = {
        "kind": coded.of([entry.kind for entry in entries]),
        "by": coded.of([";".join(entry.by) or None for entry in entries]),
        "to": coded.of([";".join(entry.to) or None for entry in entries]),
        "date": coded.of([entry.written[0] for entry in entries]),
        "end": coded.of([entry.written[1] or None for entry in entries]),
    }
    names = sorted({name for entry in entries for name in entry.fields})
    fields = {
        name: pl.Series(name, [entry.fields.get(name) for entry in entries], dtype=pl.String)
        for name in names
    }
    return Section(days, few, fields)


def joined(sections: Sequence[Section]) -> Section:
    """Put sections below one another."""
    if len(sections) <= 1:
        return sections[0] if sections else of_entries(())
    known: dict[tuple[int, ...], Days] = {}
    days = {}
    for name in DAYS:
        parts = [section.days[name] for section in sections]
        days[name] = known.setdefault(tuple(map(id, parts)), np.concatenate(parts))
    names = sorted({name for section in sections for name in section.fields})
    fields = {
        name: pl.concat([_field(section, name) for section in sections], rechunk=False) for name in names
    }
    few = {name: coded.joined([section.few[name] for section in sections]) for name in FEW}
    return Section(days, few, fields)


def ordered(section: Section, order: Numbers) -> Section:
    """Give the entries of a section in another order. What is one array for several days stays one."""
    taken: dict[int, Days] = {}
    for column in section.days.values():
        if id(column) not in taken:
            taken[id(column)] = column[order]
    days = {name: taken[id(column)] for name, column in section.days.items()}
    few = {name: Coded(column.codes[order], column.values) for name, column in section.few.items()}
    at = pl.Series(order)
    return Section(days, few, {name: column.gather(at) for name, column in section.fields.items()})


def _field(section: Section, name: str) -> pl.Series:
    if name in section.fields:
        return section.fields[name].rename(name)
    return pl.repeat(None, section.size, dtype=pl.String, eager=True).rename(name)
