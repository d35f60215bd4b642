"""Evidence: it comes from the log, and a breach names what nearly counted (law 14)."""

from typing import Any

from hypothesis import given

from checker.days import between
from checker.duties.model import Duty
from tests.laws.strategies import cases, duties, judged
from tests.model.generate import Case


@given(cases())
def test_evidence_and_near_misses_are_entries_that_stand(case: Case) -> None:
    ids = {row["id"] for row in case.entries}
    for duty in duties(case):
        assert ids.issuperset(duty["evidence"])
        assert ids.issuperset(name for name, _ in duty["near_misses"])
        assert not set(duty["evidence"]) & {name for name, _ in duty["near_misses"]}
        assert len(set(duty["evidence"])) == len(duty["evidence"])


@given(cases())
def test_law_14_a_breach_with_a_matching_act_elsewhere_names_a_near_miss(case: Case) -> None:
    """A matching act that has ended, that nobody judged and that lies outside the window, is one."""
    results = judged(case)
    for result in results.results:
        finding, of = result.finding, result.finding.of
        if finding.status == "breached" and isinstance(of, Duty) and of.check.question is None and plain(of):
            selector = of.check.selector(of.check.pattern.acts)
            acts = [
                entry
                for entry in results.setting.record.activities
                if selector.matches(entry, of.bindings)
                and results.setting.record.over(entry)
                and not between(entry.end, of.window.opens, of.window.due)[1]
                and (of.trigger is None or entry.id != of.trigger.id)
            ]
            assert not acts or finding.near_misses


def plain(duty: Duty) -> bool:
    """Whether each matching act counts for the duty by its day alone."""
    done_by = duty.check.pattern.done_by
    return (
        done_by is not None and done_by.share == "freely" and not {"same", "during"} & duty.check.terms.keys()
    )


@given(cases())
def test_every_row_is_accounted_for(case: Case) -> None:
    told = dict(judged(case).accounting)
    assert told.pop("rows") == len(case.entries) == sum(told.values())


@given(cases())
def test_law_13_what_a_fulfilled_duty_names_is_enough_to_keep_it_fulfilled(case: Case) -> None:
    """Plans that take dates from the log, and logs with extensions, are left aside."""
    if "first" in str(case.plan.get("dates")) or any(row["activity"] == "extension" for row in case.entries):
        return
    found = duties(case)
    for kept in [duty for duty in found if duty["status"] == "fulfilled" and duty["line"] == 1][:4]:
        chain = [d for d in found if same_series(d, kept) and d["opens"] <= kept["opens"]]
        needed = {name for d in chain for name in (*d["evidence"], d["trigger"]) if name}
        after = duties(case, entries=only(case.entries, needed))
        again = [
            d
            for d in after
            if same_series(d, kept) and (d["opens"], d["trigger"]) == (kept["opens"], kept["trigger"])
        ]
        assert [d["status"] for d in again] == ["fulfilled"]


def same_series(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two duties are of one check and bearer."""
    return all(one[name] == other[name] for name in ("obligation", "check", "bearer"))


def only(entries: list[dict[str, str]], needed: set[str]) -> list[dict[str, str]]:
    """Keep the needed activities, what they correct, and all statements that name nothing else."""
    rows = {row["id"]: row for row in entries}
    names = set(needed)
    for name in needed:
        step = rows[name]["corrects"]
        while step:
            names.add(step)
            step = rows[step]["corrects"]
    while True:
        more = {
            row["id"]
            for row in entries
            if row["id"] not in names and {row["retracts"], row["of"], row["corrects"]} & names
        }
        if not more:
            break
        names |= more
    for row in entries:
        if row["activity"] in ("coverage", "waiver"):
            names.add(row["id"])
    return [row for row in entries if row["id"] in names]
