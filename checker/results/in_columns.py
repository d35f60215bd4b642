"""The public function for logs of many rows: plan and table in, results as columns out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checker.days import OutOfCalendar
from checker.diagnostics import InvalidInput
from checker.duties.dates import setting as read_against
from checker.duties.model import variables
from checker.findings.columns.find import find
from checker.findings.engine import engine_name
from checker.findings.tables import Tables
from checker.frozen import NamedTuple, replace
from checker.log.columns.exists import existing
from checker.log.record import cut
from checker.patterns.vocabulary import STATUSES
from checker.results.judge import no_day, out_of_calendar, rated
from checker.situations.columns.columns import Columns
from checker.situations.columns.keyed import order_of
from checker.situations.columns.select import Selecting
from checker.situations.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from numpy.typing import NDArray

    from checker.duties.model import Setting
    from checker.findings.columns.find import Found
    from checker.findings.columns.verdicts import Verdicts
    from checker.log.columns.table import Mask, Table
    from checker.log.columns.table import Rows as RowNumbers
    from checker.log.model import Entry
    from checker.patterns.model import Rules
    from checker.plan.model import Check, Obligation, Plan
    from checker.results.judge import Question


class CheckColumns(NamedTuple):
    """The findings of one check in the order of results.

    `number` tells findings of one id apart: it is 1, then 2 and so on. `handed` is how many findings the row
    executor gave, `why` why it gave all of them, if it did.
    """

    check: Check
    verdicts: Verdicts
    number: NDArray[np.int32]
    handed: int
    why: str


class ObligationColumns(NamedTuple):
    """How one obligation stands; `uses` are the rows of what it permits."""

    obligation: Obligation
    rating: str
    counts: Mapping[str, int]
    uses: RowNumbers
    checks: tuple[CheckColumns, ...]


class ResultColumns(NamedTuple):
    """The answer to one question on a table. The obligations are sorted by id, their checks too."""

    plan: Plan
    table: Table
    setting: Setting
    engine: str
    accounting: Mapping[str, int]
    counts: Mapping[str, int]
    obligations: tuple[ObligationColumns, ...]

    @property
    def as_of(self) -> date:
        """The day the question is asked for."""
        return self.setting.as_of

    @property
    def known_at(self) -> date | None:
        """The day whose knowledge counts, if one is given."""
        return self.setting.record.known_at

    @property
    def illustrative(self) -> bool:
        """Whether the agreement or the log is made up."""
        return self.plan.illustrative or self.table.illustrative


class Court(NamedTuple):
    """What judging on columns needs: the columns that answer, and the tables that decide."""

    columns: Columns
    tables: Tables

    def found(self, check: Check) -> Found:
        """Give the findings of a check. Raises `InvalidInput` if a window leaves the calendar."""
        try:
            return find(check, self.columns, self.tables)
        except OutOfCalendar:
            raise InvalidInput((out_of_calendar(check.at),)) from None


def court(plan: Plan, rules: Rules, table: Table, question: Question, judged: Mask | None = None) -> Court:
    """Read a plan against a table. Raises `InvalidInput` if no day is given and the log has no activity.

    Of activities that are not `judged` only what the plan's dates and the record hang on is looked at.
    """
    known = existing(table, plan.kinds, question.as_of, question.known_at)
    if known is None:
        raise InvalidInput((no_day(table.sources, question.known_at),))
    log = Selecting(known.table, plan, known.begun)
    waited_for = tuple(cut(entry, known.record.as_of) for entry in first_ones(plan, log))
    setting = read_against(plan, replace(known.record, activities=waited_for))
    setting = setting._replace(record=known.record)
    if judged is not None:
        log = Selecting(known.table, plan, known.begun & judged)
    return Court(Columns(setting, log, Rows(setting)), Tables(rules, question.engine))


def judge(
    plan: Plan,
    rules: Rules,
    table: Table,
    question: Question,
    passed: Callable[[Check], object] | None = None,
) -> ResultColumns:
    """Judge every obligation of a plan of one version on a table: what `results.judge` does on a log.

    `passed` is told of each check that has been judged.
    """
    sitting = court(plan, rules, table, question)
    clauses = sorted(plan.obligations, key=lambda o: o.id)
    obligations = tuple(_obligation(clause, sitting, passed) for clause in clauses)
    setting = sitting.columns.setting
    return ResultColumns(
        plan=plan,
        table=table,
        setting=setting,
        engine=engine_name(question.engine),
        accounting=setting.record.accounting,
        counts={status: sum(o.counts[status] for o in obligations) for status in STATUSES},
        obligations=obligations,
    )


def first_ones(plan: Plan, log: Selecting) -> list[Entry]:
    """Give the entries that can be the first one that a named date waits for."""
    return log.table.make(first_rows(plan, log))


def first_rows(plan: Plan, log: Selecting) -> list[int]:
    """Give the rows of entries that can be the first one that a named date waits for.

    Of those that start on one day only the first to end matter; entries of imprecise days are all kept.
    """
    table, found = log.table, set[int]()
    for named in plan.dates.values():
        if named.first is None:
            continue
        rows = log.select(named.first, {})
        odd = table.imprecise(rows)
        found.update(rows[odd].tolist())
        rows = rows[~odd]
        order = np.lexsort((table.end_last[rows], table.start_first[rows]))
        _, first = np.unique(table.start_first[rows][order], return_index=True)
        found.update(rows[order][first].tolist())
    return sorted(found)


def _obligation(
    clause: Obligation, sitting: Court, passed: Callable[[Check], object] | None
) -> ObligationColumns:
    found = []
    for check in sorted(clause.checks, key=lambda check: check.id):
        found.append(check_columns(check, sitting))
        if passed is not None:
            passed(check)
    counts = np.zeros(len(STATUSES), np.int64)
    for each in found:
        counts += np.bincount(each.verdicts.status, minlength=len(STATUSES))
    counted = dict(zip(STATUSES, counts.tolist(), strict=True))
    rating = rated(clause, {status for status, number in counted.items() if number}, sitting.tables)
    return ObligationColumns(clause, rating, counted, uses(clause, sitting.columns), tuple(found))


def check_columns(check: Check, sitting: Court) -> CheckColumns:
    """Judge one check. Raises `InvalidInput` if a window leaves the calendar."""
    found = sitting.found(check)
    try:
        verdicts, handed = found.in_columns(sitting.columns)
    except OutOfCalendar:
        raise InvalidInput((out_of_calendar(check.at),)) from None
    verdicts = verdicts.take(in_order(verdicts))
    return CheckColumns(check, verdicts, numbers(verdicts), handed, found.why)


def in_order(verdicts: Verdicts) -> NDArray[np.int64]:
    """Give the order of duties: bearer, opens, trigger, then due day and evidence."""
    columns = (verdicts.bearer, verdicts.opens, verdicts.trigger)
    order = order_of(*columns)
    if not _again(*(column[order] for column in columns)).any():
        return order
    due = np.where(verdicts.due, verdicts.due, np.iinfo(np.int32).max)
    evidence = (verdicts.evidence.at(1), verdicts.evidence.at(0))
    return np.lexsort((*evidence, due, verdicts.trigger, verdicts.opens, verdicts.bearer))


def numbers(verdicts: Verdicts) -> NDArray[np.int32]:
    """Count findings of one id, which stand beside each other."""
    found = np.ones(verdicts.size, np.int32)
    for at in np.flatnonzero(_again(verdicts.bearer, verdicts.opens, verdicts.trigger)).tolist():
        found[at + 1] = found[at] + 1
    return found


def _again(*columns: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Say after which of many one follows that is alike in all columns."""
    again = np.ones(max(len(columns[0]) - 1, 0), bool)
    for column in columns:
        again &= column[1:] == column[:-1]
    return again


def uses(clause: Obligation, log: Columns) -> RowNumbers:
    """Give the rows of activities that a permit counts, by last day and id."""
    setting, table = log.setting, log.table
    found = [np.zeros(0, np.int32)]
    for check in clause.checks:
        if check.pattern.counts is None or setting.life is None:
            continue
        bound = variables(check, setting.plan, frozenset(check.bearers.codes), in_do=True)
        rows = log.select(check.selector(check.pattern.counts), bound)
        taking_part = [
            any(code in names for code in check.bearers.codes) for names in log.log.people["by"].names
        ]
        rows = rows[log.log.people["by"].those(taking_part, rows)]
        inside = table.start_last[rows] >= setting.life.start.toordinal()
        if setting.life.end is not None:
            inside &= table.start_first[rows] <= setting.life.end.toordinal()
        found.append(rows[inside])
    rows = np.unique(np.concatenate(found))
    return rows[np.lexsort((rows, table.end_last[rows]))]
