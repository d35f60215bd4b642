"""Random agreements in two versions, with a log over both; anything may have been revised in between."""

import re
from copy import deepcopy
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from checker.diagnostics import Faults
from checker.duties.model import Life
from checker.log.load import from_rows
from checker.patterns.model import Rules
from checker.plan.load import build
from checker.plan.model import Plan
from checker.plan.succession import whole
from checker.results.judge import Question, verdicts
from checker.results.model import Result, Results
from tests.laws.strategies import located, rows
from tests.model.generate import make

Spec = dict[str, Any]
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Revised(NamedTuple):
    """Two versions, what is on record, the day on which the second comes into force, and that asked for.

    `last` is the last day of the first version.
    """

    old: Spec
    new: Spec
    entries: list[dict[str, str]]
    day: date
    as_of: date
    known_at: date | None
    last: date


def revised(seed: int, open_duties: str, *, same: bool = False, merged: bool = False) -> Revised:
    """Make two versions of a random agreement; the `same` text twice, or one that was revised.

    In one that is `merged` two clauses, whose checks have the same ids, have become one.
    """
    case, rng = make(seed), Random(seed)  # noqa: S311 - no secret is made
    old = deepcopy(case.plan)
    old["plan"]["version"] = "1"
    if merged and not any(entry.get("check") for entry in case.entries):
        _called_alike(old)
    new = deepcopy(old)
    days = sorted({entry["date"] for entry in case.entries if DAY.fullmatch(entry["date"])})
    middle = date.fromisoformat(rng.choice(days)) if days else date(2009, 1, 1)
    life = _alone(old, case.entries, case.known_at)
    begun = life.start if life else date(2008, 1, 1)
    day = max(middle, begun + timedelta(days=1)) + timedelta(days=rng.choice((0, 1, 30)))
    new["plan"] |= {"version": "2", "replaces": "1", "open_duties": open_duties}
    new["plan"]["in_force"] = {"from": day.isoformat()}
    last = day - timedelta(days=1)
    if life and life.end and life.end < last:
        last = life.end
    if not same:
        _revise(new, rng)
    if merged:
        _merge(old, new, rng)
    return Revised(old, new, case.entries, day, max(case.as_of, day), case.known_at, last)


def _alone(plan: Spec, entries: list[dict[str, str]], known_at: date | None) -> Life | None:
    """Give the life of an agreement as it is known on the last day on record."""
    own, rules = read(plan)
    faults = Faults()
    log = from_rows(rows(entries), own, faults)
    faults.stop()
    return verdicts(own, rules, log, Question(date(2015, 1, 1), known_at, "reference")).setting.life


def _called_alike(plan: Spec) -> None:
    """Call the checks of different clauses by the same ids."""
    for clause in plan["obligations"]:
        for number, check in enumerate(clause["checks"]):
            check["id"] = f"check-{number}"


def _merge(old: Spec, new: Spec, rng: Random) -> None:
    """Let a clause of the new version be all those that it has dropped too."""
    if len(new["obligations"]) == len(old["obligations"]) > 1:
        new["obligations"].pop(rng.randrange(len(new["obligations"])))
    kept = {name for clause in new["obligations"] for name in (clause["id"], *clause.get("was", []))}
    heir = rng.choice(new["obligations"])
    dropped = [clause["id"] for clause in old["obligations"] if clause["id"] not in kept]
    if dropped:
        heir["was"] = [*heir.get("was", []), *dropped]


def _revise(plan: Spec, rng: Random) -> None:
    for meant in plan.get("interpretations", {}).values():
        if meant.get("alternatives") and rng.random() < 0.5:
            meant["value"] = rng.choice(meant["alternatives"])
    for clause in plan["obligations"]:
        if rng.random() < 0.3:
            clause["was"] = [clause["id"], *clause.get("was", [])]
            clause["id"] = f"new-{clause['id']}"
        if rng.random() < 0.2:
            clause["text"] = "It was reworded."
        for check in clause["checks"]:
            if rng.random() < 0.2:
                check["id"] = f"{check['id']}-new"
    if len(plan["obligations"]) > 1 and rng.random() < 0.5:
        plan["obligations"].pop(rng.randrange(len(plan["obligations"])))
    rng.shuffle(plan["obligations"])
    for clause in plan["obligations"]:
        clause.pop("examples", None)


def read(*plans: Spec) -> tuple[Plan, Rules]:
    """Read versions as one plan, or raise what is wrong with them."""
    faults = Faults()
    built = [build(located(plan), f"v{number}", faults) for number, plan in enumerate(plans, 1)]
    faults.stop()
    found = whole([each for each in built if each is not None], faults)
    faults.stop()
    assert found is not None
    return found


def judged(case: Revised, *plans: Spec) -> Results:
    """Judge versions, or one plan, on the record of a case."""
    plan, rules = read(*plans)
    words, _ = read(case.old, case.new)
    faults = Faults()
    log = from_rows(rows(case.entries), words, faults)
    faults.stop()
    return verdicts(plan, rules, log, Question(case.as_of, case.known_at, "reference"))


def ended(case: Revised) -> Spec:
    """Give the first version as it would be if it had always said when it ends."""
    old = deepcopy(case.old)
    old["plan"]["in_force"]["until"] = case.last.isoformat()
    return old


def told(result: Result, homes: dict[str, str] | None = None) -> tuple[Any, ...]:
    """Give all of a verdict but its id and reason; clauses may go by other ids (`homes`)."""
    finding, of = result.finding, result.finding.of
    return (
        (homes or {}).get(result.obligation, result.obligation),
        of.check.id,
        of.bearer,
        of.window.first,
        of.window.last or date.max,
        result.trigger.id if result.trigger else "",
        finding.status,
        finding.line or 0,
        tuple(entry.id for entry in finding.evidence),
        tuple((miss.entry.id, miss.why) for miss in finding.near_misses),
    )
