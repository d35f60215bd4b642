"""What would have been, had a row, a reading or the day been another: the same question, judged again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from checker.diagnostics import Faults
from checker.located.model import Fields, Items, Text
from checker.log.load import from_rows
from checker.log.rows import Row
from checker.plan.load import build
from checker.results import canonical
from checker.results.judge import Question, judge

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from checker.findings.engine import Engine
    from checker.located.model import Node
    from checker.log.model import Log
    from checker.patterns.model import Rules
    from checker.plan.model import Obligation, Plan
    from checker.results.model import Results

Cells = dict[str, str]


def again(
    results: Results, *, plan: Plan | None = None, log: Log | None = None, as_of: date | None = None
) -> Results:
    """Judge with another plan, log or day, and all else as it was. Raises what `judge` raises."""
    question = Question(as_of or results.as_of, results.known_at, engine_of(results))
    return judge(plan or results.plan, results.rules, log or results.log, question)


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
    source = results.plan.source
    if only is not None:
        listed = cast("Items", source["obligations"])
        kept = [each for each in listed if cast("Fields", each)["id"] in only]
        source = _set(source, "obligations", Items(kept, listed.at))
    return built(with_value(source, name, Text(value, source.at)), results.plan.file, results.rules)


def with_value(source: Fields, name: str, value: Text) -> Fields:
    """Give a plan as written, with another value for one of its interpretations."""
    meant = cast("Fields", source["interpretations"])
    own = _set(cast("Fields", meant[name]), "value", value)
    return _set(source, "interpretations", _set(meant, name, own))


def plan_of(results: Results, obligations: Iterable[Obligation]) -> Plan:
    """Give the plan with some of its obligations alone, which are judged in the same way and sooner."""
    return results.plan._replace(obligations=tuple(obligations))


def _set(fields: Fields, key: str, value: Node) -> Fields:
    return Fields({name: value if name == key else each for name, each in fields.items()}, fields.at)


def in_force_from(plan: Plan, rules: Rules, first: date) -> Plan:
    """Give a plan as if it had come into force on another day; what is counted from that moves with it."""
    source = plan.source
    head = cast("Fields", source["plan"])
    force = cast("Fields", head["in_force"])
    day = Text(first.isoformat(), force["from"].at)
    if force["from"] in plan.dates:
        dates = cast("Fields", source["dates"])
        source = _set(source, "dates", _set(dates, str(force["from"]), day))
    else:
        source = _set(source, "plan", _set(head, "in_force", _set(force, "from", day)))
    return built(source, plan.file, rules)


def built(source: Fields, file: str, rules: Rules) -> Plan:
    """Read a plan as it is written. Raises `InvalidInput` if it is none."""
    faults = Faults()
    found = build(source, file, faults, rules.brought, known=rules)
    faults.stop()
    if found is None:
        raise RuntimeError("a plan was refused without a reason")
    return found[0]
