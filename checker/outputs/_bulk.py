"""What bulk forms have in common: their head, and their duties, so many at a time. Needs the extra `bulk`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.results import frames
from checker.results.from_rows import in_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

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
    for start in range(0, found.verdicts.size, ROWS):
        end = min(start + ROWS, found.verdicts.size)
        yield found._replace(verdicts=found.verdicts.part(start, end), number=found.number[start:end])
