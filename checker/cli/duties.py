"""Explains some duties alone: on a large log they are a few of very many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.cli import executor, named
from checker.cli.output import FINE, write
from checker.results import told_mark
from checker.results.explain import of_duties
from checker.results.language import Wording

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Mapping

    from checker.diagnostics import Faults
    from checker.log.columns.table import Table
    from checker.log.model import Log
    from checker.patterns.model import Rules
    from checker.plan.model import Plan
    from checker.results.model import Result


def explain(
    options: argparse.Namespace, read: tuple[Plan, Rules], obligations: Collection[str], faults: Faults
) -> int:
    """Say why the duties that are named stand as they do; they are of these `obligations`, if any."""
    if not options.log:
        raise named.wrong("--duty: duties hang on a log", "name it with --log FILE")
    by_columns = executor.by_columns(options, read[0], bulk=False)
    log, found = (_by_columns if by_columns else _by_rows)(options, read, faults)
    for name in options.duty:
        if name not in found:
            raise named.wrong(
                f"--duty: there is no duty “{name}”", "take ids from results, as of the same day"
            )
        if obligations and found[name].obligation not in obligations:
            told = f"--duty: {name} is no duty of {options.obligation}"
            raise named.wrong(told, f"write checker explain {found[name].obligation}")
    words = Wording(options.language, read[0])
    made_up = told_mark.of_plan(read[0], log)
    write("-", of_duties([found[name] for name in dict.fromkeys(options.duty)], made_up, words).encode())
    return FINE


def _by_rows(
    options: argparse.Namespace, read: tuple[Plan, Rules], faults: Faults
) -> tuple[Log, Mapping[str, Result]]:
    results = named.judged_with(*read, options, faults)
    return results.log, {result.id: result for result in results.results}


def _by_columns(
    options: argparse.Namespace, read: tuple[Plan, Rules], faults: Faults
) -> tuple[Table, Mapping[str, Result]]:
    """Judge the checks of these duties alone."""
    from checker.cli import bulk  # noqa: PLC0415 - it needs an extra
    from checker.results.in_columns import court  # noqa: PLC0415 - likewise
    from checker.results.named_duties import named_duties  # noqa: PLC0415 - likewise

    asked = named.question(options)
    table = bulk.read_table(read[0], options, faults)
    sitting = court(*read, table, asked)
    bulk.warn(table, read[0], asked, sitting.columns.setting.record, faults)
    named.tell_warnings(faults)
    return table, named_duties(options.duty, read[0], sitting)
