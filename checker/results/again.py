"""What would have been, had a row, a reading or the day been another: the same question, judged again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from checker.diagnostics import Faults
from checker.located.model import Fields, Text
from checker.log.load import from_rows
from checker.log.rows import Row
from checker.plan.load import build
from checker.results import canonical
from checker.results.judge import Question, judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from checker.findings.engine import Engine
    from checker.log.model import Log
    from checker.plan.model import Obligation, Plan
    from checker.results.model import Results

Cells = dict[str, str]


def again(
    results: Results, *, plan: Plan | None = None, log: Log | None = None, as_of: date | None = None
) -> Results:
    """Judge with another plan, log or day, and all else as it was. Raises what `judge` raises."""
    engine: Engine = "durable" if results.engine.startswith("durable") else "reference"
    question = Question(as_of or results.as_of, results.known_at, engine)
    return judge(plan or results.plan, results.rules, log or results.log, question)


def cells(results: Results, name: str) -> Cells:
    """Give an entry as the cells of its row."""
    found = next(entry for entry in results.log.entries if entry.id == name)
    return cast("Cells", canonical.entry(found))


def log_with(results: Results, rows: Mapping[str, Cells | None]) -> Log:
    """Give the log with other rows: cells by id, of new ones too; None takes a row out.

    Raises `InvalidInput` if the log is none then.
    """
    kept = {entry.id: entry for entry in results.log.entries if entry.id not in rows}
    at = results.log.entries[0].at if results.log.entries else results.plan.source.at
    made = [cast("Cells", canonical.entry(entry)) for entry in kept.values()]
    made += [row for row in rows.values() if row is not None]
    faults = Faults()
    log = from_rows(
        [Row({key: Text(text, at) for key, text in row.items() if text}, at) for row in made],
        results.plan,
        faults,
    )
    faults.stop()
    return log


def plan_with(results: Results, name: str, value: str) -> Plan:
    """Give the plan with another value for one of its interpretations."""
    source = results.plan.source
    meant = cast("Fields", source["interpretations"])
    own = cast("Fields", meant[name])
    changed = _set(own, "value", Text(value, own.at))
    return _built(results, _set(source, "interpretations", _set(meant, name, changed)))


def plan_of(results: Results, obligations: Iterable[Obligation]) -> Plan:
    """Give the plan with some of its obligations alone, which are judged in the same way and sooner."""
    return results.plan._replace(obligations=tuple(obligations))


def _set(fields: Fields, key: str, value: Fields | Text) -> Fields:
    return Fields({name: value if name == key else each for name, each in fields.items()}, fields.at)


def _built(results: Results, source: Fields) -> Plan:
    faults = Faults()
    built = build(source, results.plan.file, faults, results.rules.brought)
    faults.stop()
    if built is None:
        raise RuntimeError("a plan was refused without a reason")
    return built[0]
