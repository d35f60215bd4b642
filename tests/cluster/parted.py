"""Judges a log part by part and gives the duties of all parts, to be compared with those of one process."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import polars as pl
import pytest

from checker.cluster import run as running
from checker.cluster.crew import Crew, Task
from checker.cluster.folder import HEAD
from checker.cluster.head import Whole
from checker.cluster.run import Order
from checker.patterns.model import Rules
from checker.plan.model import Plan
from checker.results.judge import Question

COLUMNS = ("id", "date", "activity", "by")
Crews = Callable[[str], AbstractContextManager[Crew]]


class Here(Crew):
    """Does the work in this process, in an order that hangs on a seed."""

    def __init__(self, seed: int) -> None:
        self._order = Random(seed)  # noqa: S311 - not for secrets

    def do(self, tasks: Sequence[Task], told: Callable[[int], None]) -> list[object]:
        found: dict[int, object] = {}
        numbers = list(range(len(tasks)))
        self._order.shuffle(numbers)
        for number in numbers:
            found[number] = tasks[number].does(*tasks[number].asked)
            told(len(found))
        return [found[number] for number in range(len(tasks))]


def here(seed: int = 0) -> Crews:
    """Give a crew of this process alone."""

    @contextmanager
    def crew(_: str) -> Iterator[Crew]:
        yield Here(seed)

    return crew


class Asked(NamedTuple):
    """A plan, and what is asked of a log on it."""

    plan: Plan
    rules: Rules
    question: Question


class Sizes(NamedTuple):
    """How many rows are read, and judged, together; and who hears how the run goes on."""

    stretch: int
    part: int
    told: Callable[[str, int, int], None] = lambda *_: None


def write_log(entries: Sequence[dict[str, Any]], paths: Sequence[Path]) -> None:
    """Write entries as Parquet, cut into so many files."""
    names = list(dict.fromkeys([*COLUMNS, *(name for entry in entries for name in entry)]))
    step = -(-len(entries) // len(paths))
    for number, path in enumerate(paths):
        some = entries[number * step : (number + 1) * step]
        columns = {name: [entry.get(name) or None for entry in some] for name in names}
        pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String)).write_parquet(path)


def run(asked: Asked, logs: Sequence[Path], output: Path, crew: Crews, sizes: Sizes) -> Whole:
    """Judge on a cluster."""
    order = Order(*asked[:2], [str(path) for path in logs], asked.question, None, "en", str(output))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "STRETCH", sizes.stretch)
        patch.setattr(running, "PART", sizes.part)
        return running.run(order, crew, sizes.told)


def once_parted(does: Callable[[], object]) -> Callable[[str, int, int], None]:
    """Give what hears how a run goes on, and does something as soon as the log is parted."""

    def told(what: str, done: int, number: int) -> None:
        if what == "parting the log" and done == number:
            does()

    return told


def duties(output: Path) -> list[dict[str, Any]]:
    """Give the duties of all parts in the order of results."""
    found = [
        duty for path in sorted(output.glob("part-*.parquet")) for duty in pl.read_parquet(path).to_dicts()
    ]
    return sorted(found, key=order)


def order(duty: dict[str, Any]) -> tuple[Any, ...]:
    """Give the order of results."""
    return (
        *(duty[name] for name in ("obligation", "check", "bearer", "opens")),
        duty["trigger"] or "",
        duty["due"] or date.max,
        tuple(duty["evidence"]),
    )


def head(output: Path) -> dict[str, Any]:
    """Give what stands beside the duties."""
    found: dict[str, Any] = json.loads((output / HEAD).read_text(encoding="utf-8"))
    return found
