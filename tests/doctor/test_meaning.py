"""What a remark says is so: on any log, what is never triggered owes nothing, what is always kept holds, …"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from checker.diagnostics import Diagnostic, Faults
from checker.duties.model import Duty, Instance
from checker.lint import remarks
from checker.lint.model import Subject
from checker.log.load import from_rows
from checker.log.model import Log
from checker.patterns.model import Rules
from checker.plan.load import load
from checker.plan.model import Check, Plan
from checker.results.judge import Question, judge
from checker.results.model import Results
from tests.laws.strategies import rows
from tests.model.generate import make, plan_text

HERE = Path(__file__).parent
FAULTY = sorted(HERE.glob("*/plan.yaml"))
DAYS = (
    "2008-01-15",
    "2008-02-10",
    "2008-02-20",
    "2008-03-31",
    "2008-04",
    "2008-11-20",
    "2009-02-01",
    "2009-06-15",
)
SIMPLE = (
    "never-triggered",
    "never-done",
    "kept-whatever-happens",
    "exception-always-applies",
    "part-of-a-period",
)
SAID = (*SIMPLE, "exception-never-applies", "pointless", "contradiction")
TOLD = [
    path
    for path in FAULTY
    if re.findall(r"\[plan/(.+?)\]", path.with_suffix(".message").read_text())[0] in SAID
]
BAD = frozenset(("late", "breached"))
Statuses = Callable[[str, str], list[str]]
"""The statuses of the duties of a check, by obligation and check."""


class Looked(NamedTuple):
    """A plan that was looked over: the plan, its rules, what was said, and about which check."""

    plan: Plan
    rules: Rules
    told: list[tuple[str, Check, Diagnostic]]


def looked_over(path: Path, log: Log | None = None) -> Looked:
    faults = Faults()
    loaded = load(str(path), faults)
    faults.stop()
    assert loaded is not None
    remarks.look(Subject(*loaded, "reference", log), faults)
    checks = [check for obligation in loaded[0].obligations for check in obligation.checks]
    told = []
    for warning in faults.warnings:
        before = [check for check in checks if check.at.line <= warning.at.line]
        if before:
            told.append((warning.code.removeprefix("plan/"), before[-1], warning))
    return Looked(*loaded, told)


def some_log(rng: Random, plan: Plan) -> Iterator[dict[str, str]]:
    """Rows of any kind by and to anybody, about one of two matters, with any value in their columns."""
    for number in range(rng.randint(1, 14)):
        kind = rng.choice(sorted(plan.kinds))
        day = rng.choice(DAYS)
        row = {"id": f"x{number}", "date": day, "activity": kind, "about": rng.choice(["A", "B", ""])}
        if len(day) == len("2008-01-15") and rng.random() < 0.2:
            row["end"] = "2009-06-20"
        for field, least in (("by", 1), ("to", 0)):
            row[field] = ";".join(rng.sample(sorted(plan.parties), rng.randint(least, 2)))
        for attribute in plan.kinds[kind].attributes.values():
            values = attribute.values or (
                ("5", "30", "60") if attribute.number else ("Joint Office", "other")
            )
            row[attribute.name] = rng.choice(["", *values])
        yield row
    for party in plan.bound:
        if rng.random() < 0.5:
            days = {"date": "2008-01-01", "end": "2012-12-31"}
            yield {"id": f"c-{party}", "activity": "coverage", "by": party, **days}


def of(results: Results) -> Statuses:
    def statuses(obligation: str, check: str) -> list[str]:
        return [
            r.status for r in results.results if (r.obligation, r.finding.of.check.id) == (obligation, check)
        ]

    return statuses


def holds(code: str, check: Check, warning: Diagnostic, looked: Looked, results: Results) -> None:
    """Hold what a remark says of a check against what was found."""
    found = of(results)(check.obligation, check.id)
    if code == "never-triggered" and not warning.message.startswith("the date"):
        assert found == []
    elif code == "never-done":
        assert not {"fulfilled", "late", "to_judge"} & set(found)
    elif code in ("kept-whatever-happens", "exception-always-applies"):
        assert not BAD & set(found)
    elif code == "exception-never-applies":
        assert "excused" not in found
    elif code == "part-of-a-period":
        assert not any(
            first <= day <= last for first, last in left_out(warning) for day in broken(check, results)
        )
    elif code == "pointless":
        strict = at_line(looked.plan, warning)
        if "breached" in found:
            others = set(of(results)(strict.obligation, strict.id))
            assert others & {"breached", "late", "unknown", "to_judge"}
    elif code == "contradiction" and check.pattern.trigger and check.pattern.done_by:
        assert not both_kept(check, at_line(looked.plan, warning), results)


def left_out(warning: Diagnostic) -> list[tuple[str, str]]:
    """Give the first and last days of which a warning says that nothing is counted on them."""
    told = re.findall(r"(?:from|on) (\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))?", warning.message)
    assert told
    return [(first, last or first) for first, last in told]


def broken(check: Check, results: Results) -> list[str]:
    """Give the last day of each act that breaks a check."""
    found = (result.finding for result in results.results)
    return [
        entry.end.latest.isoformat()
        for finding in found
        if isinstance(finding.of, Instance) and finding.of.check == check
        for entry in finding.of.entries
    ]


def both_kept(one: Check, other: Check, results: Results) -> set[str]:
    """Name the acts that keep the same duty of two checks at once."""
    used = [
        {(r.trigger.id if r.trigger else "", e.id) for r in results.results for e in r.finding.evidence
         if r.finding.of.check == check and r.status == "fulfilled" and isinstance(r.finding.of, Duty)}
        for check in (one, other)
    ]  # fmt: skip
    return {act for _, act in used[0] & used[1]}


def at_line(plan: Plan, warning: Diagnostic) -> Check:
    """Give the check that a warning points to besides."""
    checks = (check for obligation in plan.obligations for check in obligation.checks)
    return next(check for check in checks if check.at == warning.related[0])


@pytest.mark.parametrize("path", TOLD, ids=lambda path: path.parent.name)
def test_what_is_said_of_a_faulty_plan_holds_on_any_log(path: Path) -> None:
    looked = looked_over(path)
    rng = Random(path.parent.name)  # noqa: S311 - the same logs each time
    for _ in range(25):
        faults = Faults()
        log = from_rows(rows(list(some_log(rng, looked.plan))), looked.plan, faults)
        faults.stop()
        results = judge(looked.plan, looked.rules, log, Question(None, None, "reference"))
        for code, check, warning in looked.told:
            holds(code, check, warning, looked, results)


def test_of_the_mended_plans_it_does_not_hold() -> None:
    """Or the logs could not tell."""
    told_apart = tried_on = 0
    for path in FAULTY:
        said = [each for each in looked_over(path).told if each[0] in SIMPLE]
        mended = looked_over(path.with_name("good.yaml"))
        checks = [check for obligation in mended.plan.obligations for check in obligation.checks]
        rng = Random(path.parent.name)  # noqa: S311 - the same logs each time
        tried_on += bool(said)
        for code, check, warning in said:
            same = next(each for each in checks if each.id == check.id)
            told_apart += any(not holds_on(rng, code, (same, warning), mended) for _ in range(40))
    assert tried_on >= 14
    assert told_apart >= tried_on - 2, told_apart


def holds_on(rng: Random, code: str, said: tuple[Check, Diagnostic], looked: Looked) -> bool:
    faults = Faults()
    log = from_rows(rows(list(some_log(rng, looked.plan))), looked.plan, faults)
    results = judge(looked.plan, looked.rules, log, Question(None, None, "reference"))
    try:
        holds(code, *said, looked, results)
    except AssertionError:
        return False
    return True


def test_what_is_said_of_generated_plans_holds_on_their_logs(tmp_path: Path) -> None:
    said: set[str] = set()
    for seed in range(40):
        said |= tried(seed, tmp_path)
    assert len(said) >= 5, said


def tried(seed: int, folder: Path) -> set[str]:
    """Look over a generated plan, with and without its log, and hold what is said against its verdicts."""
    case = make(seed)
    path = folder / "plan.yaml"
    path.write_text(plan_text(case.plan), encoding="utf-8")
    looked, faults = looked_over(path), Faults()
    log = from_rows(rows(case.entries), looked.plan, faults)
    faults.stop()
    with_log = looked_over(path, log)
    results = judge(looked.plan, looked.rules, log, Question(case.as_of, case.known_at, "reference"))
    for code, check, warning in with_log.told:
        holds(code, check, warning, looked, results)
    return {code for code, _, _ in with_log.told}
