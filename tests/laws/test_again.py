"""What was once said can be said again: from results alone, and as it was known on any day."""

import json

from hypothesis import event, given
from hypothesis import strategies as st

from checker.diagnostics import Faults
from checker.located.source import Source
from checker.log.model import Entry
from checker.results import earlier
from checker.results.compare import differences
from checker.results.document import document
from checker.results.judge import Question, judge
from checker.results.language import Wording
from checker.results.model import Results
from tests.laws.strategies import cases, duties, judged
from tests.model.generate import Case


def written(results: Results) -> str:
    return json.dumps(document(results, Wording("en", results.plan)), ensure_ascii=False, indent=1)


def judged_again(text: str) -> Results:
    """Judge what results carry, as they were asked."""
    faults = Faults()
    read = earlier.read(Source(text, "results.json"), faults)
    faults.stop()
    assert read is not None
    plan = earlier.plan_of(read, faults)
    faults.stop()
    assert plan is not None
    log = earlier.log_of(read, plan[0], faults)
    faults.stop()
    assert log is not None
    return judge(*plan, log, Question(read.as_of, read.known_at, read.engine))


@given(cases())
def test_results_carry_all_that_they_were_made_from(case: Case) -> None:
    text = written(judged(case))
    assert written(judged_again(text)) == text


@given(cases(), st.integers(0, 10**6))
def test_any_change_of_a_status_in_results_is_found(case: Case, pick: int) -> None:
    told = json.loads(written(judged(case)))
    other = json.loads(json.dumps(told))
    if not other["duties"]:
        return
    duty = other["duties"][pick % len(other["duties"])]
    duty["status"] = "kept"
    (found,) = differences(told, other)
    assert found.way == ("duties", duty["id"], "status")
    assert found.now == "kept"


@given(cases())
def test_the_record_as_it_was_on_a_day_is_the_rows_that_were_recorded_by_then(case: Case) -> None:
    """Unless one of these rows names a row that was recorded only after it."""
    results = judged(case, known_at=None)
    entries = results.log.entries
    days = sorted({entry.known_from for entry in entries})
    day = days[len(days) // 2]
    known = {entry.id for entry in entries if entry.known_from <= day}
    kept = [row for row in case.entries if row["id"] in known]
    if any(names(entry) - known for entry in entries if entry.id in known):
        return
    event(f"{len(kept) < len(case.entries)}")
    assert duties(case, entries=kept, known_at=None) == duties(case, known_at=day)


def names(entry: Entry) -> set[str]:
    return {entry.fields[column] for column in ("corrects", "retracts", "of") if column in entry.fields}
