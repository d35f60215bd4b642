"""What commands do on logs that are searched by columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import outputs
from checker.cli import executor, named
from checker.cli.output import tell, write
from checker.cli.progress import bar
from checker.frozen import NamedTuple
from checker.log.digests import Digesting

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from checker.diagnostics import Faults
    from checker.findings.find import Court
    from checker.findings.model import Finding
    from checker.log.columns.table import Table
    from checker.log.record import Record
    from checker.outputs import Bulk
    from checker.patterns.model import Rules
    from checker.plan.model import Check, Plan
    from checker.results.in_columns import ResultColumns
    from checker.results.judge import Question
    from checker.results.model import Results


def check(
    form: Bulk, options: argparse.Namespace, read: tuple[Plan, Rules], faults: Faults
) -> Mapping[str, int]:
    """Judge, and write a form that tells many duties; give how many there are by status."""
    digesting = Digesting(options.log) if form.least == 0 else None
    results = judged(read, options, faults)
    number = sum(results.counts.values())
    if number < form.least:
        whole = one_by_one(*read, results.table, options, faults)
        write(options.output, form.write(whole, outputs.Options(options.language)))
        return whole.counts
    named.tell_warnings(faults)
    tell_went(results)
    with bar("writing", number, " duties", options.log) as passed:
        told = outputs.Options(options.language, digesting.found() if digesting else (), passed)
        write(options.output, lambda file: form.put(results, told, file))
    return results.counts


def judged(read: tuple[Plan, Rules], options: argparse.Namespace, faults: Faults) -> ResultColumns:
    """Read the log and judge; what to warn of goes to `faults`."""
    from checker.results import in_columns  # noqa: PLC0415 - it needs an extra

    asked = named.question(options)
    table = read_table(read[0], options, faults)
    with bar("judging", sum(len(o.checks) for o in read[0].obligations), " checks", options.log) as passed:
        results = in_columns.judge(*read, table, asked, lambda _: passed(1))
    warn(table, read[0], asked, results.setting.record, faults)
    return results


def tell_went(results: ResultColumns) -> None:
    """Say beside the answer how many findings columns gave, and how many rows did, and why."""
    _tell([_Went(c.check, c.verdicts.size, c.handed, c.why) for o in results.obligations for c in o.checks])


def warn(table: Table, plan: Plan, asked: Question, record: Record, faults: Faults) -> None:
    """Warn of what is allowed in a log but probably not meant."""
    if asked.as_of is None:
        from checker.results.far_day_table import latest_day  # noqa: PLC0415 - only if the log says the day

        latest_day(table, plan.kinds, faults)
    named.warn_misdated(record, faults)


def one_by_one(
    plan: Plan, rules: Rules, table: Table, options: argparse.Namespace, faults: Faults
) -> Results:
    """Judge by columns, and give what judging by rows gives; warnings go to the terminal."""
    from checker.log.model import Log  # noqa: PLC0415 - only when needed
    from checker.results import in_columns  # noqa: PLC0415 - it needs an extra

    asked = named.question(options)
    log = Log(tuple(table.make(range(table.size))), table.sources, table.illustrative)
    sitting = in_columns.court(plan, rules, table, asked)
    went: list[_Went] = []

    def search(check: Check, _: Court) -> list[Finding]:
        found = sitting.found(check)
        own, handed = found.one_by_one(sitting.columns)
        went.append(_Went(check, len(own) + len(handed), len(handed), found.why))
        return [*own, *handed]

    results = named.judged_on(plan, rules, log, asked, options, faults, search)
    _tell(went)
    return results


def read_table(plan: Plan, options: argparse.Namespace, faults: Faults) -> Table:
    """Read the log, or raise what is wrong with it."""
    from checker.log.columns.load import load  # noqa: PLC0415 - it needs an extra

    with bar("reading", executor.size(options.log), "B", options.log) as passed:
        table = load(options.log, plan, named.read_options(plan, options, passed), faults)
    faults.stop()
    if table is None:
        raise RuntimeError("a log was refused without a reason")
    return table


class _Went(NamedTuple):
    """How many findings of a check there are, how many of them rows gave, and why all, if all."""

    check: Check
    number: int
    handed: int
    why: str


def _tell(went: Sequence[_Went]) -> None:
    """Say beside the answer how many findings columns gave, and how many rows did, and why."""
    handed = sum(each.handed for each in went)
    number = sum(each.number for each in went)
    tell(f"findings by columns: {number - handed:,}; by rows: {handed:,}\n")
    for each in went:
        if each.handed:
            why = each.why or "rare cases, and what may be contrary"
            tell(f"  {each.handed:,} of {each.check.obligation}/{each.check.id} by rows: {why}\n")
