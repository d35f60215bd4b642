"""Why verdicts moved: the causes, replayed one by one, add up to the whole change."""

import json
from datetime import timedelta
from random import Random

from hypothesis import event, given
from hypothesis import strategies as st

from checker.diagnostics import Faults
from checker.located.source import Source
from checker.results import earlier
from checker.results.causes import moved
from checker.results.document import document
from checker.results.language import Wording
from checker.results.model import Moved, Results
from tests.laws.strategies import cases, judged
from tests.model.generate import Case

CAUSES = {
    "plan", "interpretation", "rewritten", "corrected", "time", "act", "attested", "judged", "waived",
    "extended", "other",
}  # fmt: skip


def since(before: Results, now: Results) -> tuple[Moved, ...]:
    """Compare as `--since` does: through the earlier results as they were written."""
    faults = Faults()
    text = json.dumps(document(before, Wording("en", before.plan)))
    read = earlier.read(Source(text, "earlier.json"), faults)
    assert read is not None
    found = moved(read, now, faults)
    faults.stop()
    return found


def part(case: Case, rng: Random) -> list[dict[str, str]]:
    """Give some of the rows of a log: none that names a row which is not among them."""
    rows = [row for row in case.entries if rng.random() < 0.7]
    while True:
        names = {row["id"] for row in rows}
        whole = [
            r for r in rows if all(not r[key] or r[key] in names for key in ("corrects", "retracts", "of"))
        ]
        if len(whole) == len(rows):
            return rows
        rows = whole


@given(cases(), st.randoms(use_true_random=False), st.integers(0, 400))
def test_the_steps_of_every_move_lead_from_what_it_was_to_what_it_is(
    case: Case, rng: Random, days: int
) -> None:
    before = judged(case, entries=part(case, rng), as_of=case.as_of - timedelta(days=days), known_at=None)
    now = judged(case, known_at=None)
    was = {result.id: result.status for result in before.results}
    found = since(before, now)
    event(f"moves: {min(len(found), 3)}")
    for each in found:
        assert each.steps
        status = was.get(each.id)
        for step in each.steps:
            assert step.cause in CAUSES
            assert step.was == status != step.now
            status = step.now
        assert status == each.now
    whole = {*was, *(r.id for r in now.results)}
    still = {r.id: r.status for r in now.results}
    assert {each.id for each in found} == {name for name in whole if was.get(name) != still.get(name)}


@given(cases())
def test_nothing_moves_where_nothing_is_other(case: Case) -> None:
    results = judged(case)
    assert since(results, results) == ()


@given(cases(), st.integers(1, 400))
def test_where_only_the_day_is_another_time_is_the_only_cause(case: Case, days: int) -> None:
    before = judged(case, as_of=case.as_of - timedelta(days=days))
    for each in since(before, judged(case)):
        assert [step.cause for step in each.steps] == ["time"]
