"""Pairs of checks, one made from the other: what is said of them holds for the verdicts on any log."""

from collections import Counter
from copy import deepcopy
from pathlib import Path
from random import Random

from checker.diagnostics import Diagnostic, Faults, InvalidInput
from checker.duties.model import Duty, Instance
from checker.log.load import from_rows
from checker.plan.model import Check
from checker.results.judge import Question, judge
from checker.results.model import Result, Results
from tests.doctor.test_meaning import at_line, looked_over
from tests.laws.strategies import rows
from tests.model.generate import generate, plan_text
from tests.model.plans import KINDS, Spec

KEPT = frozenset(("fulfilled", "holding", "excused"))


def varied(check: Spec, rng: Random) -> Spec:
    """A check like another, but for one or two of its parameters: weaker, stricter, or other."""
    copy = deepcopy(check)
    for _ in range(rng.randint(1, 2)):
        name = rng.choice(sorted(copy.keys() - {"id", "rule", "bearer", "when", "every", "during", "same"}))
        if name in ("within", "at_least_every", "at_most", "at_least", "not_before"):
            copy[name] = rng.choice(["1 day", "20 days", "2 months", "1 year"])
        elif name == "times":
            copy[name] = rng.choice(["1", "2", "4"])
        elif name == "do":
            copy["do"].pop(rng.choice(sorted(copy["do"].keys())) if len(copy["do"]) > 1 else "", None)
            copy["do"].setdefault("activity", sorted(KINDS))
        elif name in ("judgement", "unless", "early_counts", "same_day"):
            copy.pop(name)
    if "every" in copy and rng.random() < 0.5:
        copy["every"] = rng.choice(["1 month", "2 months", "1 year", "calendar month", "calendar year"])
    if isinstance(copy["bearer"], dict) and "each" in copy["bearer"] and rng.random() < 0.5:
        copy["bearer"] = {"each": copy["bearer"]["each"][:1]}
    return copy


def forbidding(check: Spec, rng: Random) -> Spec:
    """A check that forbids, within some time after the same trigger or always, what another asks for."""
    copy = {key: deepcopy(check[key]) for key in ("when", "bearer", "do", "same") if key in check}
    if "when" in copy:
        return copy | {"rule": "never", "within": rng.choice(["1 day", "20 days", "2 months", "1 year"])}
    copy.pop("same", None)
    return copy | {"rule": "never"}


def paired(seed: int, folder: Path, *, contrary: bool) -> tuple[Path, list[dict[str, str]]]:
    """A plan of the checks of a generated one, each with another made from it; the acts of its log."""
    rng = Random(seed)  # noqa: S311 - the same pairs each time
    spec, entries = generate(rng, 30)
    obligation = spec["obligations"][0]
    checks = obligation["checks"][:1]
    if contrary:
        checks = [check for check in checks if check["rule"] in ("deadline", "periodic", "response")]
    others = [
        (forbidding(c, rng) if contrary else varied(c, rng)) | {"id": f"{c['id']}-other"} for c in checks
    ]
    obligation["checks"] = rng.sample([*checks, *others], len(checks) * 2)
    if not checks:
        obligation["modality"] = "is"
    path = folder / "plan.yaml"
    path.write_text(plan_text({**spec, "obligations": [obligation]}), encoding="utf-8")
    return path, [row for row in entries if row["activity"] in KINDS]


def judged(path: Path, entries: list[dict[str, str]], code: str) -> tuple[list[Diagnostic], Results] | None:
    """What is said of that kind, and the verdicts; nothing where nothing is, or the pair is no valid plan."""
    try:
        looked = looked_over(path)
    except InvalidInput:
        return None
    told = [warning for said, _, warning in looked.told if said == code]
    if not told:
        return None
    faults, known = Faults(), {entry["id"] for entry in entries}
    rest = [row for row in entries if (row.get("corrects") or row["id"]) in known]
    log = from_rows(rows(rest), looked.plan, faults)
    faults.stop()
    return told, judge(looked.plan, looked.rules, log, Question(None, None, "reference"))


def of(check: Check, results: Results) -> list[Result]:
    return [result for result in results.results if result.finding.of.check == check]


def failing(weak: Check, results: Results) -> list[Result]:
    return [result for result in of(weak, results) if result.status in ("breached", "late")]


def test_whoever_breaks_a_pointless_check_breaks_the_other_too(tmp_path: Path) -> None:
    spoke: Counter[str] = Counter()
    for seed in range(60):
        found = judged(*paired(seed, tmp_path, contrary=False), "pointless")
        if found is None:
            continue
        told, results = found
        for warning in told:
            spoke["said"] += 1
            strict, weak = at_line(results.plan, warning), at(results, warning)
            for result in failing(weak, results):
                spoke["broken"] += 1
                assert not_kept(strict, result, results), (seed, warning.message, result.finding.because)
    assert spoke["said"] >= 25, spoke
    assert spoke["broken"] >= 40, spoke


def at(results: Results, warning: Diagnostic) -> Check:
    checks = (check for obligation in results.plan.obligations for check in obligation.checks)
    return next(check for check in checks if check.at == warning.at)


def not_kept(strict: Check, result: Result, results: Results) -> bool:
    """Say whether something of the stricter check is not kept either, of the same trigger if there is one."""
    of_trigger = isinstance(result.finding.of, Duty) and result.trigger is not None
    fitting = [
        other
        for other in of(strict, results)
        if not of_trigger
        or (other.trigger == result.trigger and other.finding.of.bearer == result.finding.of.bearer)
    ]
    return any(other.status not in KEPT for other in fitting)


def test_whoever_does_what_another_check_forbids_breaks_that(tmp_path: Path) -> None:
    spoke: Counter[str] = Counter()
    for seed in range(60):
        found = judged(*paired(seed, tmp_path, contrary=True), "contradiction")
        if found is None:
            continue
        told, results = found
        for warning in told:
            spoke["said"] += 1
            owed, other = sorted(
                (at(results, warning), at_line(results.plan, warning)),
                key=lambda c: c.pattern.done_by is None,
            )
            ofs = [result.finding.of for result in of(other, results)]
            instances = {e.id for each in ofs if isinstance(each, Instance) for e in each.entries}
            for result in of(owed, results):
                if result.status == "fulfilled":
                    spoke["kept"] += 1
                    assert {e.id for e in result.finding.evidence} & instances, (seed, warning.message)
    assert spoke["said"] >= 8, spoke
    assert spoke["kept"] >= 8, spoke
