"""Findings as columns: one row a duty or instance, its entries by their rows in the table of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checker.findings.columns.reasons import told
from checker.findings.model import trigger_of
from checker.frozen import NamedTuple
from checker.patterns.vocabulary import STATUSES
from checker.situations.columns.keyed import NONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeVar

    from numpy.typing import NDArray

    from checker.findings.model import Finding
    from checker.log.columns.table import Days, Mask, Rows, Table

    Kind = TypeVar("Kind", bound=np.generic)
    Codes = NDArray[np.int32]
    """Numbers of texts in a list."""

NEAR = ("too_early", "too_late", "judged_no", "by_other")
"""In which order near misses stand."""
NO_END = 0
"""In place of a due day, where there is none."""


class Lists(NamedTuple):
    """A list of rows for each of many: how many, and all of them one after the other."""

    numbers: NDArray[np.int64]
    rows: Rows

    def at(self, number: int) -> Rows:
        """Give the row of that number, from 0, of each list, `NONE` where it has not so many."""
        there = self.numbers > number
        found = np.full(len(self.numbers), NONE, np.int32)
        found[there] = self.rows[(np.cumsum(self.numbers) - self.numbers)[there] + number]
        return found

    def take(self, order: NDArray[np.int64]) -> Lists:
        """Give the lists in another order."""
        starts = np.cumsum(self.numbers) - self.numbers
        numbers = self.numbers[order]
        begins = np.repeat(starts[order] - np.cumsum(numbers) + numbers, numbers)
        return Lists(numbers, self.rows[begins + np.arange(len(begins))])

    def part(self, start: int, end: int) -> Lists:
        """Give the lists from one to before another."""
        ends = np.cumsum(self.numbers[:end])
        first = int(ends[start - 1]) if start else 0
        return Lists(self.numbers[start:end], self.rows[first : int(ends[-1]) if end else 0])


class Verdicts(NamedTuple):
    """Findings of one check.

    `bearer` and `because` are numbers of texts in `bearers` and `texts`, `status` one in `STATUSES`. `line`
    is 0 where no numbered line decided, `due` 0 where a standing duty has no end. `near` has a column of rows
    for each of `NEAR`; `NONE` is no row.
    """

    bearers: Sequence[str]
    texts: Sequence[str]
    bearer: Codes
    opens: Days
    due: Days
    imprecise: Mask
    trigger: Rows
    status: Codes
    line: Codes
    evidence: Lists
    near: Sequence[Rows]
    because: Codes

    @property
    def size(self) -> int:
        """How many findings there are."""
        return len(self.opens)

    def take(self, order: NDArray[np.int64]) -> Verdicts:
        """Give the findings in another order, or some of them."""
        return self._at(order, self.evidence.take(order))

    def part(self, start: int, end: int) -> Verdicts:
        """Give the findings from one to before another."""
        return self._at(slice(start, end), self.evidence.part(start, end))

    def _at(self, which: NDArray[np.int64] | slice, evidence: Lists) -> Verdicts:
        return self._replace(
            bearer=self.bearer[which],
            opens=self.opens[which],
            due=self.due[which],
            imprecise=self.imprecise[which],
            trigger=self.trigger[which],
            status=self.status[which],
            line=self.line[which],
            evidence=evidence,
            near=tuple(each[which] for each in self.near),
            because=self.because[which],
        )


def together(parts: Sequence[Verdicts]) -> Verdicts:
    """Give the findings of several parts as one."""
    bearers = sorted({name for part in parts for name in part.bearers})
    number = {name: at for at, name in enumerate(bearers)}
    before = np.cumsum([0, *(len(part.texts) for part in parts)])

    def of(column: Callable[[Verdicts], NDArray[Kind]]) -> NDArray[Kind]:
        return np.concatenate([column(part) for part in parts])

    return Verdicts(
        bearers=bearers,
        texts=[text for part in parts for text in part.texts],
        bearer=np.concatenate(
            [np.array([number[n] for n in part.bearers], np.int32)[part.bearer] for part in parts]
        ),
        opens=of(lambda part: part.opens),
        due=of(lambda part: part.due),
        imprecise=of(lambda part: part.imprecise),
        trigger=of(lambda part: part.trigger),
        status=of(lambda part: part.status),
        line=of(lambda part: part.line),
        evidence=Lists(
            np.concatenate([part.evidence.numbers for part in parts]),
            np.concatenate([part.evidence.rows for part in parts]),
        ),
        near=tuple(np.concatenate(each) for each in zip(*(part.near for part in parts), strict=True)),
        because=np.concatenate([part.because + start for part, start in zip(parts, before, strict=False)]),
    )


def of_findings(findings: Iterable[Finding], table: Table) -> Verdicts:
    """Put findings of the row executor into columns."""
    found = list(findings)
    bearers = sorted({f.of.bearer for f in found})
    number = {name: at for at, name in enumerate(bearers)}
    texts: dict[str, int] = {}
    triggers = [trigger_of(f) for f in found]
    near = [{miss.why: miss.entry for miss in f.near_misses} for f in found]
    due = [f.of.window.last for f in found]
    because = _codes(texts.setdefault(told(f.because), len(texts)) for f in found)
    return Verdicts(
        bearers=bearers,
        texts=list(texts),
        bearer=_codes(number[f.of.bearer] for f in found),
        opens=_codes(f.of.window.first.toordinal() for f in found),
        due=_codes(day.toordinal() if day else NO_END for day in due),
        imprecise=np.array([f.of.window.imprecise for f in found], bool),
        trigger=rows_or_none(table, [e.id if e else None for e in triggers]),
        status=_codes(STATUSES.index(f.status) for f in found),
        line=_codes(f.line or 0 for f in found),
        evidence=Lists(
            np.array([len(f.evidence) for f in found], np.int64),
            table.rows_of([e.id for f in found for e in f.evidence]),
        ),
        near=tuple(
            rows_or_none(table, [each[why].id if why in each else None for each in near]) for why in NEAR
        ),
        because=because,
    )


def rows_or_none(table: Table, ids: Sequence[str | None]) -> Rows:
    """Give the rows of entries, `NONE` where there is none."""
    found = np.full(len(ids), NONE, np.int32)
    there = [at for at, name in enumerate(ids) if name is not None]
    found[there] = table.rows_of([name for name in ids if name is not None])
    return found


def _codes(numbers: Iterable[int]) -> Codes:
    return np.fromiter(numbers, np.int32)
