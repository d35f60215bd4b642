"""Coverage only settles what cannot be told, and what is withdrawn never was (laws 9 and 10)."""

from random import Random
from typing import Any

from tests.laws.strategies import duties, law, with_entries
from tests.model.generate import Case


@law(at_least=2)
def test_law_9_coverage_turns_nothing_but_unknown(case: Case, rng: Random) -> int:
    """Whoever attests, for whichever days: all duties are still there, and what was settled is as it was."""
    bound = [code for code, party in case.plan["parties"].items() if party.get("party") != "false"]
    first, last = rng.choice(
        [("0001-01-01", "9999-12-31"), ("0001-01-01", str(case.as_of)), ("2008-06", "9999-12-31")]
    )
    coverage = {
        "id": "attested",
        "activity": "coverage",
        "date": first,
        "end": last,
        "recorded": str(case.known_at or ""),
    }
    attested = {**coverage, "by": ";".join(rng.sample(bound, rng.randint(1, len(bound))))}
    before = duties(case)
    after = duties(case, entries=with_entries(case, attested))
    assert [named(duty) for duty in after] == [named(duty) for duty in before]
    turned = [one for one, other in zip(before, after, strict=True) if one != other]
    assert {duty["status"] for duty in turned} <= {"unknown"}
    return len(turned)


def named(duty: dict[str, Any]) -> tuple[Any, ...]:
    return duty["id"], duty["due"]


@law(at_least=12)
def test_law_10_withdrawn_entries_and_such_as_were_never_there_give_the_same(case: Case, rng: Random) -> int:
    """Activities, statements, corrections and withdrawals, as long as no other entry names them."""
    columns = ("corrects", "retracts", "of")
    named = {row[column] for row in case.entries for column in columns}
    free = [row for row in case.entries if row["id"] not in named]
    gone = rng.sample(free, rng.randint(1, len(free)))
    withdrawals = [
        {"id": f"no-{row['id']}", "date": "2009-01-01", "by": row["by"], "retracts": row["id"]}
        for row in gone
    ]
    without = duties(case, entries=[row for row in case.entries if row not in gone], known_at=None)
    assert duties(case, entries=with_entries(case, *withdrawals), known_at=None) == without
    return duties(case, known_at=None) != without
