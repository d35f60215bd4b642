"""Judges a log both ways, and compares: every duty, every field, every rating; and counts who judged."""

from copy import deepcopy
from dataclasses import replace
from random import Random
from typing import Any, NamedTuple

from checker.findings.columns.reasons import told
from checker.log.columns.load import of_log
from checker.log.model import Log
from checker.patterns.model import Rules
from checker.plan.model import Plan
from checker.results import in_columns
from checker.results.frames import frames
from checker.results.judge import Question, judge
from checker.results.model import Result, Results
from tests.model.days import parse
from tests.model.generate import Case

KEPT = ("response", "precedence", "deadline", "conform")
"""The patterns of which columns judge the ordinary cases themselves."""
DAYS = ("date", "end")
STATEMENTS = ("waiver", "extension", "coverage", "judgement")


class Ways(NamedTuple):
    """How many findings there are in all, and how many of them the row executor gave."""

    findings: int
    handed: int


def compared(plan: Plan, rules: Rules, log: Log, question: Question) -> Ways:
    """Judge by rows and by columns; they must agree."""
    return agreed(judge(plan, rules, log, question), question)


def agreed(by_rows: Results, question: Question) -> Ways:
    """Judge by columns what rows have judged; they must agree."""
    by_columns = in_columns.judge(by_rows.plan, by_rows.rules, of_log(by_rows.log), question)
    found = [duty for frame in frames(by_columns) for duty in frame.to_dicts()]
    wanted = [duty_told(result) for result in by_rows.results]
    assert found == wanted
    ids = by_columns.table.ids
    assert [
        (o.obligation.id, o.rating, o.counts, ids.gather(o.uses).to_list()) for o in by_columns.obligations
    ] == [
        (o.obligation.id, o.rating, o.counts, [entry.id for entry in o.uses])
        for o in sorted(by_rows.obligations, key=lambda o: o.obligation.id)
    ]
    assert by_columns.accounting == by_rows.accounting
    assert by_columns.counts == by_rows.counts
    assert by_columns.as_of == by_rows.as_of
    handed = sum(check.handed for o in by_columns.obligations for check in o.checks)
    return Ways(len(found), handed)


def duty_told(result: Result) -> dict[str, Any]:
    """Give a finding in the fields of the bulk results."""
    finding, of = result.finding, result.finding.of
    return {
        "id": result.id,
        "obligation": result.obligation,
        "check": of.check.id,
        "rule": of.check.pattern.rule,
        "bearer": of.bearer,
        "opens": of.window.first,
        "due": of.window.last,
        "imprecise": of.window.imprecise,
        "trigger": result.trigger.id if result.trigger else None,
        "status": finding.status,
        "line": finding.line,
        "evidence": [entry.id for entry in finding.evidence],
        "near_misses": [{"id": miss.entry.id, "why": miss.why} for miss in finding.near_misses],
        "interpretations": list(of.check.rests_on),
        "because": told(finding.because),
    }


def ordinary(case: Case, rng: Random) -> Case:
    """Give a case of the kind that columns judge themselves: known days, few subjects, fields of one value.

    Statements about the record stay as they are.
    """
    plan, entries = deepcopy(case.plan), deepcopy(case.entries)
    for obligation in plan["obligations"]:
        _of_one_value(obligation)
    few = rng.random() < 0.6
    for entry in entries:
        if entry["activity"] in ("waiver", "extension", "coverage", "judgement"):
            continue
        for name in DAYS:
            if entry.get(name):
                entry[name] = parse(entry[name].partition("/")[0]).first.isoformat()
        if entry.get("end") and entry["end"] < entry["date"]:
            entry["end"] = ""
        if few and entry.get("about"):
            entry["about"] = rng.choice(("x1", "x2", "x3"))
    return replace(case, plan=plan, entries=entries)


def _of_one_value(obligation: dict[str, Any]) -> None:
    obligation["checks"] = [c for c in obligation.get("checks", []) if c["rule"] in KEPT]
    for check in obligation["checks"]:
        if not {"by", "to", "evidence"}.isdisjoint(check.get("same", ())):
            check["same"] = ["about"]
    if not obligation["checks"]:
        obligation["modality"] = "may"


def _of_known_days(entry: dict[str, str]) -> None:
    for name in DAYS:
        if entry.get(name):
            entry[name] = parse(entry[name].partition("/")[0]).first.isoformat()
    if entry.get("end") and entry["end"] < entry["date"]:
        entry["end"] = ""
