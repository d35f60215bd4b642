"""Compare the model with worked cases: `python -m tests.model.run DIR`.

Each folder below DIR with an `expected.json` beside its `plan.yaml` and `log.csv` is a case.
"""

from __future__ import annotations

import csv
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from .model import judge


def read_plan(path: Path) -> dict[str, Any]:
    """A plan with every scalar a string."""
    plan: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    return plan


def read_log(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def differences(folder: Path) -> list[str]:
    """What the model and the expected results of one case disagree on, a line each."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    known_at = expected["known_at"] and date.fromisoformat(expected["known_at"])
    found = judge(
        read_plan(folder / "plan.yaml"),
        read_log(folder / "log.csv"),
        date.fromisoformat(expected["as_of"]),
        known_at,
    )
    identity = ("obligation", "check", "bearer", "opens", "trigger", "rule")
    lines = [
        f"{key}: {expected[key]} expected, {found[key]} found"
        for key in ("as_of", "known_at")
        if expected[key] != found[key]
    ]
    if found["duties"] == expected["duties"]:
        return lines
    sides: dict[tuple[Any, ...], tuple[list[Any], list[Any]]] = {}
    for side, duties in enumerate((expected["duties"], found["duties"])):
        for duty in duties:
            rest = [duty[key] for key in ("due", "status", "line", "evidence")]
            sides.setdefault(tuple(duty[key] for key in identity), ([], []))[side].append(rest)
    for key, (wanted, got) in sides.items():
        if wanted != got:
            lines.append(f"{key}:\n    expected {wanted}\n    found    {got}")
    return lines or ["the same duties in another order"]


def main(root: Path) -> int:
    """Print the differences of every case below a folder; the number of cases that differ."""
    folders = sorted(path.parent for path in root.rglob("expected.json"))
    wrong = 0
    for folder in folders:
        lines = differences(folder)
        wrong += bool(lines)
        for line in lines:
            print(f"{folder.name} {line}")
    print(f"{len(folders) - wrong} of {len(folders)} cases agree")
    return wrong


if __name__ == "__main__":
    sys.exit(min(main(Path(sys.argv[1])), 1))
