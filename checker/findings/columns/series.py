"""Duties that hang together, period by period or link by link: few duties, on many acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.findings.columns.handed import concerned

if TYPE_CHECKING:
    from checker.log.columns.table import Rows
    from checker.plan.model import Check
    from checker.situations.columns.columns import Columns


def bearing(check: Check, log: Columns) -> Rows:
    """Give the rows that may bear on the duties of a check."""
    return concerned(check, log)
