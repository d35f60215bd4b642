"""The reasons of many duties: those that read alike but for numbers are worded once, from one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from checker.findings.because import first_gap
from checker.findings.columns.decide import findings
from checker.findings.columns.reasons import reason, template, told
from checker.situations.columns.days import day_of
from checker.situations.columns.keyed import NONE, order_of
from checker.situations.model import UNSETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from checker.findings.columns.decide import Decided
    from checker.findings.model import Finding
    from checker.log.columns.table import Mask
    from checker.situations.columns.columns import Columns

    Numbers = NDArray[np.int64]

DAYS = frozenset({"from", "until"})
"""The numbers that are days."""


def reasons(decided: Decided, log: Columns) -> tuple[Sequence[str], NDArray[np.int32]]:
    """Give the different reasons of the duties as JSON, and the number of each duty's."""
    number = len(decided.line)
    codes, texts = np.zeros(number, np.int32), list[str]()
    alone = _told_alone(decided, log)
    for at, finding in zip(np.flatnonzero(alone), findings(decided, np.flatnonzero(alone), log), strict=True):
        codes[at] = len(texts)
        texts.append(told(finding.because))
    shapes = list(_alike(decided, ~alone))
    samples = findings(decided, np.array([some[0] for some in shapes], np.int64), log)
    for some, sample in zip(shapes, samples, strict=True):
        found, own = _filled(decided, some, sample, log)
        codes[some] = own + len(texts)
        texts += found
    return texts, codes


def _told_alone(decided: Decided, log: Columns) -> Mask:
    """Say which duties have reasons of their own: answers that did not settle a question, and requests."""
    owed = decided.owed
    settled = decided.of("fulfilled") | decided.of("excused")
    alone = log.asked_for(owed) & ~settled
    if decided.duties:
        alone |= np.array([duty.moved_by is not None for duty in decided.duties])
    asked = np.array([line.acts == UNSETTLED for line in decided.lines])[decided.line]
    if asked.any():
        answered = np.isin(decided.evidence.rows, log.answered())
        owner = np.repeat(np.arange(len(asked)), decided.evidence.numbers)
        alone[np.unique(owner[answered])] |= asked[np.unique(owner[answered])]
    return alone


def _alike(decided: Decided, those: Mask) -> Iterator[NDArray[np.int64]]:
    """Part duties by the line that decided and by which near misses there are."""
    shape = decided.line.astype(np.int64)
    for each in decided.near:
        shape = shape << 1 | (each != NONE)
    shape[~those] = -1
    order = order_of(shape)
    starts = np.flatnonzero(np.diff(shape[order], prepend=-2))
    for some in np.split(order, starts[1:]):
        if len(some) and shape[some[0]] >= 0:
            yield some


def _filled(
    decided: Decided, some: NDArray[np.int64], sample: Finding, log: Columns
) -> tuple[list[str], NDArray[np.int32]]:
    """Word duties that read alike but for numbers, as the `sample`, which is one of them."""
    numbers = _numbers(decided, some, log)
    used: dict[str, None] = {}

    def slot(key: str, name: str) -> str | None:
        own = f"{key}.{name}" if key.startswith("near-") else name
        own = "days" if own == "most" else own
        if own in numbers:
            used[own] = None
            return own
        return None

    written = template([reason(sentence) for sentence in sample.because], slot)
    distinct, which = _distinct([numbers[name] for name in used], len(some))
    columns = [
        [day_of(int(day)).isoformat() for day in column] if name in DAYS else column.tolist()
        for name, column in zip(used, distinct, strict=True)
    ]
    if not used:
        return [written % {}], which
    return [written % dict(zip(used, values, strict=True)) for values in zip(*columns, strict=True)], which


def _numbers(decided: Decided, some: NDArray[np.int64], log: Columns) -> Mapping[str, Numbers]:
    """Give the numbers in which the reasons of duties of one line differ."""
    owed, table = decided.owed, log.table
    line = decided.lines[decided.line[some[0]]]
    opens, due = owed.opens[some].astype(np.int64), owed.due[some].astype(np.int64)
    early, late = (each[some] for each in decided.near[:2])
    found = {
        "near-too_early.days": opens - table.end_last[early],
        "near-too_late.days": table.end_first[late] - due,
    }
    if owed.check.times > 1:
        found["done"] = decided.tallied.met.inside.number[some]
    if line.status == "late":
        used = decided.evidence.take(some)
        last = table.end_last[used.rows[np.cumsum(used.numbers) - 1]]
        found["days"] = np.maximum(1, last - due)
    elif line.status == "pending":
        found["days"] = due - log.setting.as_of.toordinal()
    elif "attested" in line.when:
        found |= _gaps(opens, due, log.statements.spans(owed.bearer))
    return found


def _gaps(opens: Numbers, due: Numbers, spans: Sequence[tuple[date, date]]) -> dict[str, Numbers]:
    """Give the first stretch of each window that is not attested; each distinct window is looked at once."""
    distinct, which = np.unique(opens << 32 | due, return_inverse=True)
    found = []
    for pair in distinct.tolist():
        gap = first_gap(day_of(pair >> 32), day_of(pair & 0xFFFFFFFF), spans)
        found.append([cast("date", gap[name]).toordinal() for name in ("from", "until")])
    first, last = np.array(found, np.int64)[which].T
    return {"from": first, "until": last}


def _distinct(columns: Sequence[Numbers], size: int) -> tuple[list[Numbers], NDArray[np.int32]]:
    """Give the distinct combinations of numbers, and for each of many the number of its own."""
    if not columns:
        return [], np.zeros(size, np.int32)
    mixed, span = np.zeros(size, np.int64), 1
    for column in columns:
        least = int(column.min())
        width = int(column.max()) - least + 1
        span *= width
        if span >= 1 << 62:
            break
        mixed = mixed * width + (column - least)
    else:
        _, first, which = np.unique(mixed, return_index=True, return_inverse=True)
        return [column[first] for column in columns], which.astype(np.int32)
    rows, which = np.unique(np.stack(columns, axis=1), axis=0, return_inverse=True)
    return list(rows.T), which.ravel().astype(np.int32)
