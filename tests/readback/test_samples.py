"""Every example is what the engine says of a log that holds exactly what the example tells."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given

from checker.diagnostics import Faults
from checker.duties.model import Duty, Instance
from checker.findings.tables import Tables
from checker.plan.load import build
from checker.results import canonical
from checker.results.samples import samples
from tests.laws.strategies import cases, judged, located
from tests.rules.test_patterns import NAMES, example_of, plan_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checker.findings.model import Finding
    from checker.plan.model import Check, Plan
    from checker.results.model import Results
    from checker.results.samples_model import Sample
    from tests.model.generate import Case

TOLD: Counter[str] = Counter()
"""How often each kind of example was tried: a law that never speaks would always hold."""


def built(spec: dict[str, Any]) -> tuple[Plan, Tables]:
    faults = Faults()
    found = build(located(spec), "law", faults)
    faults.stop()
    assert found is not None
    return found[0], Tables(found[1], "reference")


def supposing(case: Case, days: dict[str, date]) -> dict[str, Any]:
    """Write the days that an example supposes into the plan, and take its record as complete."""
    spec = deepcopy(case.plan)
    spec["plan"]["completeness"] = "assumed"
    for name, day in days.items():
        spec["dates"][name] = str(day)
    return spec


def rows(sample: Sample, check: Check, plan: Plan) -> Iterator[dict[str, str]]:
    for entry in (*sample.acts, *([sample.trigger] if sample.trigger else [])):
        yield cast("dict[str, str]", canonical.entry(entry))
        if sample.asked and entry in sample.acts:
            others = (code for code in plan.bound if code not in entry.by_parties)
            assert check.question
            yield {
                "id": f"answer-{entry.id}",
                "date": str(sample.as_of),
                "activity": "judgement",
                "by": next(others),
                "of": entry.id,
                "answer": "yes",
            }


def holds(sample: Sample, check: Check, results: Results) -> bool:
    """Say whether the judge finds on the whole plan what an example says of one check."""
    own = next(o for o in results.obligations if o.obligation.id == check.obligation)
    found = [r.finding for r in own.results if r.finding.of.check.id == check.id]
    if sample.window is not None:
        TOLD["window"] += 1
        return any(f.of.window == sample.window and same_trigger(f, sample) for f in found)
    TOLD[sample.verdict or ""] += 1
    if check.pattern.counts:
        return (sample.verdict == "used") == bool(own.uses)
    if check.pattern.broken_by:
        instances = {f.status for f in found if isinstance(f.of, Instance)}
        return sample.verdict in instances if instances else sample.verdict == "none"
    duties = [f for f in found if isinstance(f.of, Duty) and same_trigger(f, sample)]
    return sample.verdict in {f.status for f in duties}


def same_trigger(finding: Finding, sample: Sample) -> bool:
    trigger = finding.of.trigger
    return (trigger and trigger.id) == (sample.trigger and sample.trigger.id)


@given(cases(5))
def each_example_is_what_the_judge_finds(case: Case) -> None:
    plan, tables = built(case.plan)
    for check in (check for clause in plan.obligations for check in clause.checks):
        made = samples(check, plan, tables)
        spec = supposing(case, dict(made.supposed))
        TOLD[f"{len(made.found)} examples"] += 1
        for sample in made.found:
            log = list(rows(sample, check, plan))
            results = judged(case, plan=spec, entries=log, as_of=sample.as_of, known_at=None)
            assert holds(sample, check, results), (check.pattern.rule, sample)


def test_each_example_is_what_the_judge_finds() -> None:
    each_example_is_what_the_judge_finds()
    for kind in ("window", "fulfilled", "late", "breached", "none", "used", "unused", "3 examples"):
        assert TOLD[kind], TOLD


@pytest.mark.parametrize("rule", NAMES)
def test_every_pattern_has_three_examples_without_being_known_by_name(rule: str) -> None:
    faults = Faults()
    found = build(plan_with(rule, example_of(rule)), "plan", faults)
    faults.stop()
    assert found is not None
    plan, rules = found
    made = samples(plan.obligations[0].checks[0], plan, Tables(rules, "reference"))
    assert len(made.found) == 3
    verdicts = [sample.verdict for sample in made.found if sample.window is None]
    assert len(set(verdicts)) > 1 or not verdicts  # acts that are all alike would teach nothing
