"""Results as data frames: the duties of each check in the fields of `checker-results/1`, and their head.

`evidence` is a list of ids, `near_misses` a list of `{id, why}`; `because` is JSON: keys and values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from checker import __version__
from checker.findings.columns.verdicts import NEAR, NO_END
from checker.patterns.vocabulary import STATUSES
from checker.results import canonical
from checker.situations.columns.keyed import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from checker.findings.columns.verdicts import Lists, Verdicts
    from checker.log.columns.table import Days, Rows, Table
    from checker.results.in_columns import CheckColumns, ResultColumns

EPOCH = 719_163
"""The number of 1970-01-01, from which a data frame counts its days."""
MISS = pl.Struct({"id": pl.String, "why": pl.Enum(NEAR)})
SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "id": pl.String,
    "obligation": pl.String,
    "check": pl.String,
    "rule": pl.String,
    "bearer": pl.String,
    "opens": pl.Date,
    "due": pl.Date,
    "imprecise": pl.Boolean,
    "trigger": pl.String,
    "status": pl.Enum(STATUSES),
    "line": pl.Int8,
    "evidence": pl.List(pl.String),
    "near_misses": pl.List(MISS),
    "interpretations": pl.List(pl.String),
    "because": pl.String,
}


def frames(results: ResultColumns) -> Iterator[pl.DataFrame]:
    """Give the duties of each check that has any, in the order of results."""
    for clause in results.obligations:
        for found in clause.checks:
            if found.verdicts.size:
                yield frame(found, results.table)


def frame(found: CheckColumns, table: Table) -> pl.DataFrame:
    """Give the duties of one check."""
    check, verdicts = found.check, found.verdicts
    bearer = _text(verdicts.bearers, verdicts.bearer)
    trigger = _ids(verdicts.trigger, table)
    opens = _dates(verdicts.opens)
    return pl.select(
        id=_id(found, bearer, trigger),
        obligation=pl.lit(check.obligation),
        check=pl.lit(check.id),
        rule=pl.lit(check.pattern.rule),
        bearer=bearer,
        opens=opens,
        due=_dates(verdicts.due),
        imprecise=pl.Series(verdicts.imprecise),
        trigger=trigger,
        status=_text(STATUSES, verdicts.status).cast(SCHEMA["status"]),
        line=pl.select(
            pl.when(pl.Series(verdicts.line) > 0).then(pl.Series(verdicts.line)).cast(pl.Int8)
        ).to_series(),
        evidence=_lists(verdicts.evidence, table),
        near_misses=_misses(verdicts, table),
        interpretations=pl.lit(pl.Series([list(check.rests_on)], dtype=pl.List(pl.String))).first(),
        because=_text(verdicts.texts, verdicts.because),
    )


def _text(texts: Sequence[str], codes: NDArray[np.int32]) -> pl.Series:
    return pl.Series(texts, dtype=pl.String).gather(codes)


def _dates(days: Days) -> pl.Series:
    counted = pl.Series(days - EPOCH, dtype=pl.Int32).cast(pl.Date)
    return counted if (days != NO_END).all() else counted.set(pl.Series(days == NO_END), None)


def _ids(rows: Rows, table: Table) -> pl.Series:
    there = rows != NONE
    if there.all():
        return table.ids.gather(rows)
    return table.ids.gather(pl.Series(rows).set(pl.Series(~there), None))


def _written(days: Days) -> pl.Series:
    """Write days, each different one once where most come again and again."""
    first, last = (days.min(), days.max()) if len(days) else (0, 0)
    if last - first >= len(days):
        return _dates(days).dt.to_string("%Y-%m-%d")
    texts = _dates(np.arange(first, last + 1, dtype=days.dtype)).dt.to_string("%Y-%m-%d")
    return texts.gather(days - first)


def _id(found: CheckColumns, bearer: pl.Series, trigger: pl.Series) -> pl.Expr:
    """Put the ids of duties together; those of one id are told apart by number."""
    check, number = found.check, pl.Series(found.number)
    parts = [pl.lit(f"{check.obligation}/{check.id}/"), bearer, pl.lit("/"), _written(found.verdicts.opens)]
    if trigger.null_count() == 0:
        parts += [pl.lit("/"), trigger]
    elif trigger.null_count() < len(trigger):
        parts.append((pl.lit("/") + trigger).fill_null(""))
    if (found.number > 1).any():
        parts.append(pl.when(number > 1).then(pl.lit("/") + number.cast(pl.String)).otherwise(pl.lit("")))
    return pl.concat_str(parts)


def _lists(lists: Lists, table: Table) -> pl.Series:
    """Give lists of ids."""
    ids = table.ids.gather(lists.rows)
    return _listed(ids, lists.numbers)


def _listed(values: pl.Series, numbers: NDArray[np.int64]) -> pl.Series:
    """Cut values, one after the other, into lists of so many."""
    size = len(numbers)
    nothing = pl.Series([[]], dtype=pl.List(values.dtype)).new_from_index(0, size)
    if not len(values):
        return nothing
    there = numbers > 0
    if not there.all():  # a value more stands in each empty list until the end: lists are slow to move
        at = np.zeros(np.maximum(numbers, 1).sum(), np.int64)
        at[np.repeat(there, np.maximum(numbers, 1))] = np.arange(len(values))
        values = values.gather(at)
    if len(values) == size:
        lists = values.reshape((-1, 1)).arr.to_list()
    else:
        owner = pl.Series("owner", np.repeat(np.arange(size), np.maximum(numbers, 1)))
        lists = (
            pl.DataFrame({"owner": owner, "value": values})
            .group_by("owner", maintain_order=True)
            .agg("value")["value"]
        )
    return lists if there.all() else lists.zip_with(pl.Series(there), nothing)


def _misses(verdicts: Verdicts, table: Table) -> pl.Series:
    """Give the near misses of each duty, kind by kind."""
    rows = np.stack(verdicts.near, axis=1)
    there = rows != NONE
    numbers = there.sum(axis=1)
    which = np.broadcast_to(np.arange(len(NEAR), dtype=np.int32), rows.shape)[there]
    why = pl.Series(NEAR, dtype=pl.String).gather(which).cast(pl.Enum(NEAR))
    values = pl.select(pl.struct(id=table.ids.gather(rows[there]), why=why)).to_series()
    return _listed(values, numbers)


def head(
    results: ResultColumns, language: str, files: Sequence[Mapping[str, object]] = ()
) -> dict[str, object]:
    """Give what results say beside the duties; inputs are left out, the files of the log named instead."""
    plan, table = results.plan, results.table
    ids = table.ids
    return {
        "schema": "checker-results/1",
        "plan": {"id": plan.id, "sha256": canonical.plan_hash(plan)},
        "log": {
            "entries": table.size,
            "sha256": None,
            "completeness": plan.completeness,
            "files": [dict(file) for file in files],
        },
        "as_of": results.as_of.isoformat(),
        "known_at": results.known_at.isoformat() if results.known_at else None,
        "illustrative": results.illustrative,
        "language": language,
        "tool": {"name": "checker", "version": __version__, "engine": results.engine},
        "summary": dict(results.counts),
        "accounting": dict(results.accounting),
        "obligations": [
            {
                "id": own.obligation.id,
                "rating": own.rating,
                "counts": dict(own.counts),
                "uses": ids.gather(own.uses).to_list(),
            }
            for own in results.obligations
        ],
    }
