"""Some duties of a large log, by their ids: columns judge, and the findings asked for are made one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checker.days import OutOfCalendar
from checker.diagnostics import InvalidInput
from checker.findings.columns.verdicts import of_findings, together
from checker.results.frames import frame
from checker.results.in_columns import CheckColumns, in_order, numbers
from checker.results.judge import out_of_calendar
from checker.results.model import Result

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from checker.findings.model import Finding
    from checker.plan.model import Check, Plan
    from checker.results.in_columns import Court


def named_duties(ids: Collection[str], plan: Plan, sitting: Court) -> dict[str, Result]:
    """Give the results of these ids; what is the id of no duty is left out.

    Only the checks of which duties are asked for are judged. Raises `InvalidInput` if a window leaves the
    calendar.
    """
    found: dict[str, Result] = {}
    for clause in plan.obligations:
        for check in clause.checks:
            own = [name for name in ids if name.startswith(f"{check.obligation}/{check.id}/")]
            try:
                found |= dict(_of_check(check, own, sitting)) if own else {}
            except OutOfCalendar:
                raise InvalidInput((out_of_calendar(check.at),)) from None
    return found


def _of_check(check: Check, ids: Collection[str], sitting: Court) -> Iterator[tuple[str, Result]]:
    log, found = sitting.columns, sitting.found(check)
    handed = [finding for some in found.handed for finding in some]
    parts = [*(block.in_columns(log) for block in found.blocks), of_findings(handed, log.table)]
    order = in_order(verdicts := together(parts))
    ordered = verdicts.take(order)
    told = frame(CheckColumns(check, ordered, numbers(ordered), len(handed), found.why), log.table)["id"]
    begins = np.cumsum([0, *(part.size for part in parts)])
    for at in told.is_in(list(ids)).arg_true().to_list():
        part = int(np.searchsorted(begins, order[at], side="right")) - 1
        number = order[at : at + 1] - begins[part]
        finding: Finding
        if part < len(found.blocks):
            finding = found.blocks[part].some(number, log)[0]
        else:
            finding = handed[int(number[0])]
        yield told[at], Result(told[at], finding)
