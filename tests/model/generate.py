"""Random plans and logs, biased to the edges of the semantics, and the days to ask about.

`make(seed)` gives a case; `python -m tests.model.generate DIR [COUNT [SEED]]` writes cases, each with the
model's results. The same seed gives the same case.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import yaml

from .days import DAY, is_day, parse
from .logs import COLUMNS, Logger, Row
from .model import judge
from .plans import KINDS, Planner, Spec


@dataclass(frozen=True)
class Case:
    """A pair of plan and log, and the days to ask about."""

    plan: Spec
    entries: list[Row]
    as_of: date
    known_at: date | None


def generate(rng: Random, size: int | None = None) -> tuple[Spec, list[Row]]:
    """A valid plan and a log of about so many entries (5 to 40 by default)."""
    plan = Planner(rng).plan()
    return plan, Logger(rng, plan, size or rng.randint(5, 40)).log()


def make(seed: int, size: int | None = None) -> Case:
    """The case of a seed: a plan, a log, and days that lie on or beside what may turn."""
    rng = Random(seed)
    plan, entries = generate(rng, size)
    dates = [parse(row["date"].partition("/")[0]) for row in entries if row["activity"] in KINDS]
    late = max((days.last for days in dates), default=date(2009, 12, 31))
    days = [late, late + 30 * DAY, *sorted(days.first for days in dates)[len(dates) // 2 :]] * 2
    days += [end for days in dates for end in days]
    duties = judge(plan, entries, late, None)["duties"]
    days += [date.fromisoformat(duty["due"]) for duty in duties if duty["due"]][-40:]
    until = plan["plan"]["in_force"].get("until", "")
    if is_day(until):
        days.append(parse(until).first)
    as_of = rng.choice(days) + rng.choice([-1, 0, 0, 0, 1]) * DAY
    recorded = [parse(row["recorded"]).last for row in entries if row["recorded"]]
    known_at = rng.choice(recorded) + rng.choice([-1, 0]) * DAY if recorded and rng.random() < 0.2 else None
    return Case(plan, entries, as_of, known_at)


def cases(count: int, seed: int = 0, size: int | None = None) -> Iterator[Case]:
    for number in range(count):
        yield make(seed + number, size)


# Writing


class Dumper(yaml.SafeDumper):
    """Writes every list and mapping out: a plan has no anchors or aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - as the library calls it
        return True


def typed(value: Any) -> Any:
    """The scalars of a plan as YAML reads them: days, numbers, truth values; `yes` and `no` are texts."""
    if isinstance(value, dict):
        return {key: typed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [typed(one) for one in value]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date.fromisoformat(value)
    if re.fullmatch(r"\d+", value):
        return int(value)
    if re.fullmatch(r"\d+\.\d+", value):
        return float(value)
    return {"true": True, "false": False}.get(value, value)


def plan_text(plan: Spec) -> str:
    """The plan as YAML."""
    return yaml.dump(typed(plan), Dumper=Dumper, sort_keys=False, allow_unicode=True, width=120)


def write_log(entries: list[Row], path: Path) -> None:
    """The log as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(entries)


def write(plan: Spec, entries: list[Row], folder: Path) -> None:
    """A pair as `plan.yaml` and `log.csv`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.yaml").write_text(plan_text(plan), encoding="utf-8")
    write_log(entries, folder / "log.csv")


def write_case(case: Case, folder: Path) -> None:
    """A case with the model's results as `expected.json`, in the form that `run` compares."""
    write(case.plan, case.entries, folder)
    results = judge(case.plan, case.entries, case.as_of, case.known_at)
    results.pop("ratings")
    text = json.dumps(results, indent=1, ensure_ascii=False) + "\n"
    (folder / "expected.json").write_text(text, encoding="utf-8")


def main(root: Path, count: int, seed: int) -> None:
    for number in range(count):
        write_case(make(seed + number), root / f"random-{seed + number:05}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(int(text) for text in [*sys.argv[2:], "10", "0"][:2]))
