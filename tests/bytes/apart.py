"""Judges one obligation of an agreement by itself, as a worker process may."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from checker import outputs
from checker.diagnostics import Faults
from checker.log.formats import ReadOptions
from checker.log.load import load as load_log
from checker.log.model import Log
from checker.patterns.model import Rules
from checker.plan.load import load as load_plan
from checker.plan.model import Plan
from checker.results.judge import Question, judge


class Work(NamedTuple):
    """What is judged; without an obligation, all of them."""

    plan: Path
    log: Path
    as_of: date
    obligation: str = ""


@cache
def read(plan: Path, log: Path) -> tuple[Plan, Rules, Log]:
    """Read the plan and the log, once for each process."""
    faults = Faults()
    loaded = load_plan(str(plan), faults)
    assert loaded is not None
    entries = load_log([str(log)], loaded[0], ReadOptions(), faults)
    faults.stop()
    return *loaded, entries


def duties(work: Work) -> str:
    """Give the duties as they stand in the results, a line each."""
    plan, rules, log = read(work.plan, work.log)
    if work.obligation:
        plan = plan._replace(obligations=tuple(o for o in plan.obligations if o.id == work.obligation))
    results = judge(plan, rules, log, Question(work.as_of))
    written = json.loads(outputs.output("json").write(results, outputs.Options("en")))
    return "".join(json.dumps(duty, ensure_ascii=False) + "\n" for duty in written["duties"])


def obligations(work: Work) -> list[str]:
    """Name the obligations in the order in which the results have them."""
    return sorted(o.id for o in read(work.plan, work.log)[0].obligations)
