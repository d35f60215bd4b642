"""Plan and log in a canonical form, and the hashes of it: order and splitting of files change neither."""

import hashlib
import json
from collections.abc import Mapping

from checker.located.model import Fields, Items, Node, Text, flag, is_null
from checker.log.model import Entry, Log
from checker.plan.model import Plan

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


def plain(node: Node) -> Plain:
    """Give a located value without its places; every scalar but a flag or nothing is the text as written."""
    if isinstance(node, Text):
        return None if is_null(node) else str(node) if flag(node) is None else flag(node)
    if isinstance(node, Items):
        return [plain(item) for item in node]
    assert isinstance(node, Fields)  # noqa: S101 - there are three kinds of node
    return {str(key): plain(value) for key, value in node.items()}


def entry(row: Entry) -> dict[str, Plain]:
    """Give an entry as the cells that a log would have; empty ones left out."""
    cells: dict[str, Plain] = {
        "id": row.id,
        "date": row.written[0],
        "end": row.written[1],
        "activity": row.kind if row.kind != "retraction" else "",
        "by": ";".join(sorted(row.by)),
        "to": ";".join(sorted(row.to)),
        "recorded": row.recorded.isoformat() if row.recorded else "",
        **row.fields,
    }
    return {key: cells[key] for key in sorted(cells) if cells[key]}


def entries(log: Log) -> list[Plain]:
    """Give all entries in canonical form, sorted by id."""
    return [entry(row) for row in log.entries]


def brought(patterns: Mapping[str, Fields]) -> dict[str, Plain]:
    """Give the patterns that a plan brings along, by name."""
    return {name: plain(patterns[name]) for name in sorted(patterns)}


def digest(value: Plain) -> str:
    """Give the sha256 of a canonical value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def plan_hash(plan: Plan) -> str:
    """Give the sha256 of a plan's content; of several versions that of all of them, in their order."""
    if plan.versions:
        return digest([plain(version.source) for version in plan.versions])
    return digest(plain(plan.source))


def log_hash(log: Log) -> str:
    """Give the sha256 of a log's content."""
    return digest(entries(log))
