"""What is other than in earlier results: rows of the log, and the status of duties."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from checker.results import canonical
from checker.results.causes import moved
from checker.results.compare import Difference, differences, shown
from checker.results.model import Since
from checker.results.signing import digest_written

if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.located.model import Fields, Items
    from checker.results.canonical import Plain
    from checker.results.earlier import Earlier
    from checker.results.model import Results

Rows = dict[str, dict[str, "Plain"]]


def since(results: Results, earlier: Earlier, faults: Faults) -> Results:
    """Give the results with what is other than in earlier ones of the same plan.

    Rows that were removed, or changed without a correction, are warned of, each at its place. Earlier results
    that are of another plan, or do not carry their log, are an error.
    """
    if earlier.form != "json":
        told = "this is a report, which does not carry the log that it was made from"
        faults.unreadable("results/no-inputs", earlier.path, told, "give the results, in JSON, with --since")
        faults.stop()
    was = _rows(earlier, faults)
    plan = cast("dict[str, Plain]", earlier.document["plan"])["id"]
    if plan != results.plan.id:
        told = f"these are results of another agreement: “{plan}”, not “{results.plan.id}”"
        faults.unreadable("results/other-plan", earlier.path, told, "give results of this one with --since")
    if earlier.as_of > results.as_of:
        told = f"these results are of a later day ({earlier.as_of}) than is asked for ({results.as_of})"
        faults.unreadable("results/later", earlier.path, told, "give those of an earlier day with --since")
    faults.stop()
    now: Rows = {entry.id: canonical.entry(entry) for entry in results.log.entries}
    found = Since(
        as_of=earlier.as_of,
        known_at=earlier.known_at,
        added=tuple(name for name in now if name not in was),
        removed=tuple(Difference((name,), shown(was[name]), None) for name in was if name not in now),
        changed=tuple(d for name in was if name in now for d in differences(was[name], now[name], (name,))),
        moved=moved(earlier, results, faults),
        results=digest_written(earlier.document),
    )
    faults.stop()
    _warn(found, earlier, results, faults)
    return results._replace(since=found)


def _rows(earlier: Earlier, faults: Faults) -> Rows:
    inputs = cast("dict[str, Plain] | None", earlier.document.get("inputs"))
    if inputs is None or "entries" not in inputs:
        told = "these results do not carry the log that they were made from"
        faults.unreadable("results/no-inputs", earlier.path, told, "give results written with --format json")
        return {}
    return {str(row["id"]): row for row in cast("list[dict[str, Plain]]", inputs["entries"])}


def _warn(found: Since, earlier: Earlier, results: Results, faults: Faults) -> None:
    rows = cast("Items", cast("Fields", earlier.inputs)["entries"])
    were = {str(cast("Fields", row)["id"]): row.at for row in rows}
    mend = "bring it back; to take it out of account, withdraw it with a row that names it under retracts"
    for gone in found.removed:
        told = f"the entry “{gone.way[0]}” was in the log and is gone ({gone.was})"
        faults.warn("log/removed", were[gone.way[0]], told, mend)
    places = {entry.id: entry.at for entry in results.log.entries}
    mend = "set it back, and correct it with a row of its own that names this one under corrects"
    for other in found.changed:
        name, cell = other.way
        was, now = other.was or "", other.now or ""
        told = f"“{name}” was changed in silence: its {cell} was “{was}”, and is “{now}”"
        faults.warn("log/changed", places[name], told, mend)
