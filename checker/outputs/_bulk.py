"""What bulk forms have in common: their head, and their duties, so many at a time. Needs the extra `bulk`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checker.findings.columns.verdicts import Lists
from checker.results import frames
from checker.results.from_rows import in_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from checker.findings.columns.verdicts import Verdicts
    from checker.outputs import Options
    from checker.results.in_columns import CheckColumns, ResultColumns

ROWS = 1 << 17
"""So many duties are in memory together, and in one row group of Parquet."""

__all__ = ["ROWS", "head", "in_columns", "parts"]


def head(results: ResultColumns, options: Options) -> dict[str, object]:
    """Give what stands beside the duties."""
    return frames.head(results, options.language, [file._asdict() for file in options.files])


def parts(results: ResultColumns, options: Options) -> Iterator[pl.DataFrame]:
    """Yield the duties in the order of results, check by check, so many at a time."""
    for clause in results.obligations:
        for found in clause.checks:
            for some in _cut(found):
                yield frames.frame(some, results.table)
                options.passed(some.verdicts.size)


def _cut(found: CheckColumns) -> Iterator[CheckColumns]:
    """Cut the findings of a check into parts."""
    verdicts = found.verdicts
    ends = np.cumsum(verdicts.evidence.numbers)
    for start in range(0, verdicts.size, ROWS):
        end = min(start + ROWS, verdicts.size)
        first = int(ends[start - 1]) if start else 0
        evidence = Lists(
            verdicts.evidence.numbers[start:end], verdicts.evidence.rows[first : int(ends[end - 1])]
        )
        yield found._replace(
            verdicts=_some(verdicts, start, end)._replace(evidence=evidence), number=found.number[start:end]
        )


def _some(verdicts: Verdicts, start: int, end: int) -> Verdicts:
    return verdicts._replace(
        bearer=verdicts.bearer[start:end],
        opens=verdicts.opens[start:end],
        due=verdicts.due[start:end],
        imprecise=verdicts.imprecise[start:end],
        trigger=verdicts.trigger[start:end],
        status=verdicts.status[start:end],
        line=verdicts.line[start:end],
        near=tuple(each[start:end] for each in verdicts.near),
        because=verdicts.because[start:end],
    )
