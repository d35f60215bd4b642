"""What would have been, had a row, a reading or the day been another: the same question, judged again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from checker.diagnostics import Faults
from checker.located.model import Fields, Items, Text
from checker.log.load import from_rows
from checker.log.rows import Row
from checker.results import canonical
from checker.results.judge import Question, verdicts
from checker.results.written import built, in_force_from, together, with_key, with_value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from checker.findings.engine import Engine
    from checker.log.model import Log
    from checker.plan.model import Obligation, Plan
    from checker.results.model import Results

__all__ = [
    "again",
    "built",
    "cells",
    "engine_of",
    "in_force_from",
    "log_with",
    "plan_of",
    "plan_with",
    "with_value",
]
Cells = dict[str, str]


def again(
    results: Results, *, plan: Plan | None = None, log: Log | None = None, as_of: date | None = None
) -> Results:
    """Judge with another plan, log or day, and all else as it was. Raises what `verdicts` raises."""
    question = Question(as_of or results.as_of, results.known_at, engine_of(results))
    return verdicts(plan or results.plan, results.rules, log or results.log, question)


def engine_of(results: Results) -> Engine:
    """Tell by which engine results were decided."""
    return "durable" if results.engine.startswith("durable") else "reference"


def cells(results: Results, name: str) -> Cells:
    """Give an entry as the cells of its row."""
    found = next(entry for entry in results.log.entries if entry.id == name)
    return cast("Cells", canonical.entry(found))


def log_with(results: Results, rows: Mapping[str, Cells | None], plan: Plan | None = None) -> Log:
    """Give the log with other rows: cells by id, of new ones too; None takes a row out.

    It is read by `plan`, if the results are of a part of it alone. Raises `InvalidInput` if it is none.
    """
    kept = {entry.id: entry for entry in results.log.entries if entry.id not in rows}
    at = results.log.entries[0].at if results.log.entries else results.plan.source.at
    made = [cast("Cells", canonical.entry(entry)) for entry in kept.values()]
    made += [row for row in rows.values() if row is not None]
    faults = Faults()
    log = from_rows(
        [Row({key: Text(text, at) for key, text in row.items() if text}, at) for row in made],
        plan or results.plan,
        faults,
    )
    faults.stop()
    return log


def plan_with(results: Results, name: str, value: str, only: Collection[str] | None = None) -> Plan:
    """Give the plan, or `only` some of its obligations, with another value for an interpretation."""
    if results.plan.parts:
        return _version_with(results, name, value, only)
    source = results.plan.source
    if only is not None:
        listed = cast("Items", source["obligations"])
        kept = [each for each in listed if cast("Fields", each)["id"] in only]
        source = with_key(source, "obligations", Items(kept, listed.at))
    return built(with_value(source, name, Text(value, source.at)), results.plan.file, results.rules)


def _version_with(results: Results, name: str, value: str, only: Collection[str] | None) -> Plan:
    """Give all versions, those with another value that mean by `name` what it is in the whole."""
    found = []
    for part in results.plan.parts:
        source = part.written.source
        for own, told in part.meanings.items():
            if told == name:
                source = with_value(source, own, Text(value, source.at))
        found.append(source)
    whole = together(found, results.plan.file, results.rules)
    asked = (clause for clause in whole.obligations if only is None or clause.id in only)
    return whole._replace(obligations=tuple(asked))


def plan_of(results: Results, obligations: Iterable[Obligation]) -> Plan:
    """Give the plan with some of its obligations alone, which are judged in the same way and sooner."""
    return results.plan._replace(obligations=tuple(obligations))
