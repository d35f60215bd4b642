"""Reads results back that were written before, with the plan and the log that they carry."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, cast

from checker.days import NoSuchDay, parse_day
from checker.located import json as located
from checker.located import schema
from checker.located.model import Fields, Text
from checker.log import load as logs
from checker.log.rows import Row
from checker.plan import load as plans
from checker.plan.succession import whole
from checker.results.document import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from checker.diagnostics import Faults
    from checker.findings.engine import Engine
    from checker.located.model import Items, Node
    from checker.located.source import Source
    from checker.log.model import Log
    from checker.patterns.model import Rules
    from checker.plan.model import Plan
    from checker.results.canonical import Plain

ENGINES: Mapping[Engine, str] = {"durable": "durable-rules ", "reference": "reference interpreter"}
"""How the name of each engine begins in a document."""
TEXT = {"type": "string"}
ROWS = {"type": "array", "items": {"type": "object", "required": ["id"], "additionalProperties": TEXT}}
SHAPE: Mapping[str, object] = {
    "title": "a file of results",
    "type": "object",
    "required": ["schema", "plan", "as_of", "known_at", "tool", "duties"],
    "properties": {
        "schema": {"const": SCHEMA},
        "plan": {"type": "object", "required": ["id"], "properties": {"id": TEXT}},
        "as_of": TEXT,
        "known_at": {"type": ["string", "null"]},
        "language": TEXT,
        "tool": {"type": "object", "required": ["engine"], "properties": {"engine": TEXT}},
        "duties": {
            "type": "array",
            "items": {"type": "object", "required": ["id", "status"], "properties": {"status": TEXT}},
        },
        "inputs": {
            "type": "object",
            "properties": {
                "plan": {"type": "object"},
                "replaced": {"type": "array", "items": {"type": "object"}},
                "entries": ROWS,
                "rules": {"type": "object"},
            },
        },
    },
}
"""What has to be there for results to be compared or verified; later versions may have more."""


class Earlier(NamedTuple):
    """What was written before: the question, the language, and all else as one document of plain values.

    `form` is that of the output that it is. `inputs` are the plan, the log and the rules that it carries, if
    it does; `compared` says that it was made with still earlier results.
    """

    path: str
    form: str
    as_of: date
    known_at: date | None
    engine: Engine
    language: str
    document: Mapping[str, Plain]
    inputs: Fields | None
    compared: bool


def read(text: Source, faults: Faults) -> Earlier | None:
    """Read results of `checker check --format json`; what is wrong goes to `faults`."""
    node = located.parse(text, faults)
    if node is None or not _ours(node, faults) or not schema.check(node, SHAPE, "results", faults):
        return None
    fields = cast("Fields", node)
    as_of = day(cast("Text", fields["as_of"]), faults)
    known_at = day(cast("Text", fields["known_at"]), faults) if fields["known_at"] else None
    engine = engine_of(cast("Text", cast("Fields", fields["tool"])["engine"]), faults)
    if as_of is None or engine is None:
        return None
    return Earlier(
        text.file,
        "json",
        as_of,
        known_at,
        engine,
        str(fields.get("language", "en")),
        json.loads(text.text),
        cast("Fields | None", fields.get("inputs")),
        "since" in fields,
    )


def _ours(node: Node, faults: Faults) -> bool:
    """Tell whether these are results, of a form that is known here; if not, that goes to `faults`."""
    form = node.get("schema") if isinstance(node, Fields) else None
    if form == SCHEMA:
        return True
    told, mend = "these are no results of this program", "give results in JSON, or a report"
    if isinstance(form, Text) and form.startswith(SCHEMA.partition("/")[0]):
        told, mend = (
            f"these results have the form {form}; known here is {SCHEMA}",
            "use the version that made them",
        )
    faults.error("results/no-results", node.at if form is None else form.at, told, mend)
    return False


def day(text: Text, faults: Faults) -> date | None:
    """Read a day of a document."""
    try:
        return parse_day(text)
    except NoSuchDay as error:
        faults.error("results/no-such-day", text.at, str(error), error.help)
        return None


def engine_of(name: Text, faults: Faults) -> Engine | None:
    """Tell which engine is meant by its name in a document; one that is not known goes to `faults`."""
    for known, begins in ENGINES.items():
        if name.startswith(begins):
            return known
    told = f"these results were decided by “{name}”, which this version does not have"
    faults.error("results/unknown-engine", name.at, told, "use the version that made them")
    return None


def plan_of(earlier: Earlier, faults: Faults) -> tuple[Plan, Rules] | None:
    """Read the plan, in all its versions, and the rules it brings along, that results carry."""
    inputs = _carried(earlier, "plan", "plan", faults)
    if inputs is None:
        return None
    brought = cast("Mapping[str, Node] | None", inputs.get("rules"))
    written = [*cast("Items", inputs.get("replaced", ())), inputs["plan"]]
    read = [plans.build(each, earlier.path, faults, brought) for each in written]
    found = [each for each in read if each is not None]
    if len(found) < len(written):
        return None
    return found[0] if len(found) == 1 else whole(found, faults)


def log_of(earlier: Earlier, plan: Plan, faults: Faults) -> Log | None:
    """Read the log that results carry."""
    inputs = _carried(earlier, "entries", "log", faults)
    if inputs is None:
        return None
    rows = [
        Row({key: cast("Text", cell) for key, cell in entry.items() if cell}, entry.at)
        for entry in cast("list[Fields]", cast("Items", inputs["entries"]))
    ]
    return logs.from_rows(rows, plan, faults)


def _carried(earlier: Earlier, key: str, what: str, faults: Faults) -> Fields | None:
    if earlier.inputs is None or key not in earlier.inputs:
        told = f"this does not carry the {what} that it was made from"
        mend = f"results written with --format json do; checker verify takes the {what} with --{what} too"
        faults.unreadable("results/no-inputs", earlier.path, told, mend)
        return None
    return earlier.inputs
