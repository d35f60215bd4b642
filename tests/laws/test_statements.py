"""Coverage only settles what cannot be told, and what is withdrawn never was (laws 9 and 10)."""

from typing import Any

from hypothesis import given

from tests.laws.strategies import cases, duties, statuses, with_entries
from tests.model.generate import Case


def key(duty: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(duty[name] for name in ("obligation", "check", "bearer", "opens", "due", "trigger"))


@given(cases())
def test_law_9_coverage_turns_nothing_but_unknown(case: Case) -> None:
    before = duties(case)
    parties = ";".join(code for code, party in case.plan["parties"].items() if party.get("party") != "false")
    attested = {
        "id": "attested",
        "date": "0001-01-01",
        "end": "9999-12-31",
        "activity": "coverage",
        "by": parties,
    }
    after = (
        duties(case, entries=with_entries(case, attested), known_at=None) if case.known_at is None else before
    )
    assert len(before) == len(after)
    for one, other in zip(sorted(before, key=str), sorted(after, key=str), strict=True):
        if one["status"] != "unknown" and key(one) == key(other):
            assert one["status"] == other["status"]


@given(cases())
def test_law_10_a_withdrawn_entry_and_one_that_was_never_there_give_the_same_statuses(case: Case) -> None:
    named = {
        row[column] for row in case.entries for column in ("corrects", "retracts", "of") if row.get(column)
    }
    free = [
        row for row in case.entries if row["id"] not in named and not row["corrects"] and not row["retracts"]
    ]
    if case.known_at is not None or not free:
        return
    entry = free[0]
    without = [row for row in case.entries if row is not entry]
    withdrawal = {"id": "withdrawal", "date": "2009-01-01", "by": entry["by"], "retracts": entry["id"]}
    assert statuses(duties(case, entries=with_entries(case, withdrawal))) == statuses(
        duties(case, entries=without)
    )
