"""Results of the row executor as columns: what forms for many duties are made of, whoever judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.findings.columns.verdicts import of_findings
from checker.log.columns.load import of_log
from checker.results.in_columns import CheckColumns, ObligationColumns, ResultColumns, numbers

if TYPE_CHECKING:
    from checker.log.columns.table import Table
    from checker.plan.model import Check
    from checker.results.model import ObligationResult, Results


def in_columns(results: Results) -> ResultColumns:
    """Put results of one version of a plan into columns: the same that judging on columns gives."""
    table = of_log(results.log)
    clauses = sorted(results.obligations, key=lambda own: own.obligation.id)
    return ResultColumns(
        plan=results.plan,
        table=table,
        setting=results.setting,
        engine=results.engine,
        accounting=results.accounting,
        counts=results.counts,
        obligations=tuple(_obligation(own, table) for own in clauses),
    )


def _obligation(own: ObligationResult, table: Table) -> ObligationColumns:
    checks = sorted(own.obligation.checks, key=lambda check: check.id)
    uses = table.rows_of([entry.id for entry in own.uses])
    found = tuple(_check(check, own, table) for check in checks)
    return ObligationColumns(own.obligation, own.rating, own.counts, uses, found)


def _check(check: Check, own: ObligationResult, table: Table) -> CheckColumns:
    findings = [r.finding for r in own.results if r.finding.of.check.id == check.id]
    verdicts = of_findings(findings, table)
    return CheckColumns(check, verdicts, numbers(verdicts), 0, "")
