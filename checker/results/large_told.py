"""The duties of a large log that are told one by one: the row executor judges their entries, as it would all.

What it says of them is compared with what the columns say, so that a sentence never tells of another verdict
than the figures count.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from checker.findings.columns import instances
from checker.findings.columns.handed import concerned, excusing, same_fields
from checker.findings.columns.reasons import told
from checker.findings.columns.verdicts import NEAR, NO_END
from checker.log.model import Log
from checker.patterns.vocabulary import STATUSES
from checker.plan.selectors import SEVERAL
from checker.results.in_columns import first_ones
from checker.results.judge import Question, verdicts
from checker.results.large_cases import Case
from checker.results.model import Result
from checker.situations.columns.keyed import NONE
from checker.situations.columns.owed import NotInColumns

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from checker.findings.columns.verdicts import Verdicts
    from checker.log.columns.table import Rows, Table
    from checker.patterns.model import Rules
    from checker.plan.model import Check
    from checker.results.in_columns import CheckColumns, Court, ResultColumns
    from checker.results.large_cases import Cases
    from checker.results.model import Results

MOST_ENTRIES = 50_000
"""Entries that the row executor is given for the cases of one check."""
MOST_EVIDENCE = 40
"""Entries of evidence of one duty that is told: a sentence that names more is none that anybody reads."""
LINKS = ("of", "corrects", "retracts")
"""The columns in which an entry names another."""


class Told(NamedTuple):
    """A duty by its id and status; `result` is it as ordinary results have it, None if it is not told so."""

    id: str
    status: str
    result: Result | None


class Telling(NamedTuple):
    """The duties that are told, of each obligation; and the results of which they are a part."""

    results: Results
    told: Mapping[str, Mapping[Case, Told]]


class _Wanted(NamedTuple):
    """Duties of one check: their numbers in the order of results, and the verdicts on them."""

    check: CheckColumns
    at: int
    numbers: NDArray[np.int64]
    some: Verdicts


def tell(results: ResultColumns, chosen: Mapping[str, Cases], sitting: Court, rules: Rules) -> Telling:
    """Have the row executor judge the chosen duties; those that need more entries are given all."""
    wanted = {
        own.obligation.id: list(_wanted(own.checks, chosen[own.obligation.id])) for own in results.obligations
    }
    each = [one for own in wanted.values() for one in own]
    keys = [_of_verdicts(one, results.table) for one in each]
    given = [_near(one, sitting) for one in each]
    judged = _judged(results, given, sitting, rules)
    found = {_of_result(result): result for result in judged.results}
    missing = [any(key not in found and key.tellable for key in own) for own in keys]
    if any(missing):
        given = [
            _all(one.check.check, sitting) if more else some
            for one, some, more in zip(each, given, missing, strict=True)
        ]
        judged = _judged(results, given, sitting, rules)
        found = {_of_result(result): result for result in judged.results}
    cut = {one.check.check.key for one, some in zip(each, given, strict=True) if not some.whole}
    found = {key: result for key, result in found.items() if key.tellable and _known(key, result, cut)}
    return Telling(judged, {name: _told(own, found, results.table) for name, own in wanted.items()})


def _known(key: Key, result: Result, cut: Collection[tuple[str, ...]]) -> bool:
    """Say whether all that a duty hangs on was given: without a trigger it may be more than it names."""
    return key.trigger is not None or result.finding.of.check.key not in cut


def _wanted(checks: Sequence[CheckColumns], chosen: Cases) -> Iterable[_Wanted]:
    for at, check in enumerate(checks):
        numbers = np.array(sorted(case.number for case in chosen.all if case.check == at), np.int64)
        if len(numbers):
            yield _Wanted(check, at, numbers, check.verdicts.take(numbers))


class _Given(NamedTuple):
    """Entries that the row executor is given for a check; `whole` unless they would be too many."""

    rows: Rows
    whole: bool


def _near(wanted: _Wanted, sitting: Court) -> _Given:
    """Give what the duties name, and what shares their case in their time."""
    check, some = wanted.check.check, wanted.some
    done_by = check.pattern.done_by
    if check.pattern.broken_by is None and (done_by is None or done_by.share != "freely"):
        return _all(check, sitting)  # duties of a series hang together
    some = some.take(np.flatnonzero(some.evidence.numbers <= MOST_EVIDENCE))
    named = np.unique(np.concatenate([some.trigger, some.evidence.rows, *some.near]))
    others = _contrary(check, sitting) if check.pattern.broken_by else _beside(check, some, sitting)
    rows = np.union1d(named[named != NONE], others.rows).astype(np.int32)
    return _Given(_with_excuses(check, rows, sitting), others.whole)


def _few(rows: Rows) -> _Given:
    return _Given(rows, whole=True) if len(rows) <= MOST_ENTRIES else _Given(rows[:0], whole=False)


def _contrary(check: Check, sitting: Court) -> _Given:
    """Give what may be contrary to a check, which standing duties name; none if it is too much."""
    try:
        _, rows = instances.find(check, sitting.columns, sitting.tables)
    except NotInColumns:
        return _all(check, sitting)
    return _few(rows)


def _beside(check: Check, some: Verdicts, sitting: Court) -> _Given:
    log = sitting.columns
    fields = same_fields(check)
    rows = concerned(check, log)
    if not set(SEVERAL).isdisjoint(fields):
        return _few(rows)
    if fields:
        keys = log.keys(fields, some.trigger[some.trigger != NONE])
        rows = rows[np.isin(log.keys(fields, rows), keys[keys != NONE])]
    table, inside = log.table, np.zeros(len(rows), bool)
    ends = np.where(some.due == NO_END, date.max.toordinal(), some.due)
    for opens, due in zip(some.opens.tolist(), ends.tolist(), strict=True):
        inside |= (table.start_first[rows] <= due) & (table.end_last[rows] >= opens)
    return _few(rows[inside])


def _all(check: Check, sitting: Court) -> _Given:
    """Give all entries that may bear on a check; none if they are too many."""
    found = _few(concerned(check, sitting.columns))
    return found._replace(rows=_with_excuses(check, found.rows, sitting))


def _with_excuses(check: Check, rows: Rows, sitting: Court) -> Rows:
    """Add what may excuse, unless that is too much: what does excuse is evidence, and so among the rows."""
    more = excusing(check, rows, sitting.columns)
    return np.union1d(rows, more).astype(np.int32) if len(more) <= MOST_ENTRIES else rows


def _judged(results: ResultColumns, given: Sequence[_Given], sitting: Court, rules: Rules) -> Results:
    """Judge the log of these entries, those that named dates wait for, and what is said about any of them."""
    table = results.table
    first = table.rows_of([entry.id for entry in first_ones(results.plan, sitting.columns.log)])
    kept = _linked(np.unique(np.concatenate([first, *(each.rows for each in given)])), table)
    log = Log(tuple(table.make(kept.tolist())), table.sources, table.illustrative)
    question = Question(results.as_of, results.known_at, sitting.tables.engine)
    return verdicts(results.plan, rules, log, question)


def _linked(rows: Rows, table: Table) -> Rows:
    """Add statements, and entries that say something about others that are there, or that those name."""
    general = [e.id for e in table.statements if not any(name in e.fields for name in LINKS)]
    rows = np.union1d(rows, table.rows_of(general)).astype(np.int32)
    columns = [column for name in LINKS if (column := table.fields.get(name)) is not None]
    linked = [np.flatnonzero(column.is_not_null().to_numpy()).astype(np.int32) for column in columns]
    named = [table.rows_of(column.gather(own).to_list()) for column, own in zip(columns, linked, strict=True)]
    before = -1
    while before != len(rows):
        before = len(rows)
        for own, others in zip(linked, named, strict=True):
            rows = np.union1d(rows, own[np.isin(others, rows)]).astype(np.int32)
            rows = np.union1d(rows, others[np.isin(own, rows)]).astype(np.int32)
    return rows


class Key(NamedTuple):
    """All that a verdict says: by it those of both executors are compared."""

    obligation: str
    check: str
    bearer: str
    opens: date
    due: date | None
    trigger: str | None
    status: str
    line: int
    evidence: tuple[str | None, ...]
    near: tuple[str | None, ...]
    because: str

    @property
    def tellable(self) -> bool:
        """Whether its reason can be told in a sentence."""
        return len(self.evidence) <= MOST_EVIDENCE


def _of_result(result: Result) -> Key:
    finding = result.finding
    of, near = finding.of, {miss.why: miss.entry.id for miss in finding.near_misses}
    return Key(
        of.check.obligation,
        of.check.id,
        of.bearer,
        of.window.first,
        of.window.last,
        result.trigger.id if result.trigger else None,
        finding.status,
        finding.line or 0,
        tuple(entry.id for entry in finding.evidence),
        tuple(near.get(why) for why in NEAR),
        told(finding.because),
    )


def _of_verdicts(wanted: _Wanted, table: Table) -> list[Key]:
    """Give the same of verdicts."""
    check, some = wanted.check.check, wanted.some
    ends = np.cumsum(some.evidence.numbers)
    evidence = _ids(some.evidence.rows, table)
    near = list(zip(*(_ids(rows, table) for rows in some.near), strict=True))
    return [
        Key(
            check.obligation,
            check.id,
            some.bearers[some.bearer[at]],
            date.fromordinal(int(some.opens[at])),
            date.fromordinal(int(some.due[at])) if some.due[at] != NO_END else None,
            trigger,
            STATUSES[some.status[at]],
            int(some.line[at]),
            tuple(evidence[end - some.evidence.numbers[at] : end]),
            near[at],
            some.texts[some.because[at]],
        )
        for at, (trigger, end) in enumerate(zip(_ids(some.trigger, table), ends.tolist(), strict=True))
    ]


def _ids(rows: Rows, table: Table) -> list[str | None]:
    names = iter(table.ids.gather(rows[rows != NONE]).to_list())
    return [next(names) if row != NONE else None for row in rows]


def _told(own: Sequence[_Wanted], found: Mapping[Key, Result], table: Table) -> dict[Case, Told]:
    told_ = {}
    for one in own:
        for number, key in zip(one.numbers.tolist(), _of_verdicts(one, table), strict=True):
            name = _named(key, int(one.check.number[number]))
            result = found.get(key)
            told_[Case(one.at, number)] = Told(name, key.status, result and Result(name, result.finding))
    return told_


def _named(key: Key, number: int) -> str:
    """Give the id of a duty; those of one id are told apart by number."""
    parts = [key.obligation, key.check, key.bearer, key.opens.isoformat()]
    return "/".join([*parts, *filter(None, (key.trigger,)), *([str(number)] if number > 1 else [])])
