"""A working folder for a new agreement: what is shipped in `starter/`, and what is made for its plan."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from checker.authoring import schema, template
from checker.diagnostics import Faults
from checker.files import read_bytes, shipped_at
from checker.plan.load import load

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAN, LOG, SCHEMA = "obligations.yaml", "log.xlsx", "plan.schema.json"


def contents() -> dict[str, bytes]:
    """Give the files of the folder by their names in it, sorted."""
    base = shipped_at("starter")
    faults = Faults()
    read = {os.path.relpath(path, base): read_bytes(path, faults, "YAML_BYTES") for path in _files(base)}
    found = {name: data for name, data in read.items() if data is not None}
    loaded = load(os.path.join(base, PLAN), faults)
    faults.stop()
    if loaded is None:
        raise RuntimeError("the plan to begin with was refused without a reason")
    found |= {SCHEMA: schema.text(None), LOG: template.make(loaded[0], "en")}
    return dict(sorted(found.items()))


def _files(folder: str) -> Iterator[str]:
    for above, _, names in os.walk(folder):
        yield from (os.path.join(above, name) for name in names)
