"""What several versions show together: what came into play, what was asked, and what a new version moved."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from checker.diagnostics import Faults
from checker.located.source import Source
from checker.log.load import from_rows
from checker.plan.load import build
from checker.plan.succession import whole
from checker.results import earlier
from checker.results.causes import moved
from checker.results.document import document
from checker.results.judge import Question, judge
from checker.results.language import Wording
from checker.results.model import Results
from checker.revision.paper import Paper
from tests.laws.strategies import located, rows

Spec = dict[str, Any]
Moves = dict[str, list[tuple[str, str | None, str | None]]]


def clause(name: str, *checks: Spec, was: tuple[str, ...] = ()) -> Spec:
    found = {
        "id": name, "title": name, "text": name, "source": {"section": "One"}, "modality": "must",
        "checks": list(checks),
    }  # fmt: skip
    return found | ({"was": list(was)} if was else {})


def answered(within: str = "30 days", *, name: str = "answered", when: str = "request") -> Spec:
    return {
        "id": name, "rule": "response", "bearer": "NORTH", "when": {"activity": when}, "within": within,
        "do": {"activity": "answer", "by": "$bearer"}, "same": ["about"],
    }  # fmt: skip


def version(number: str, start: str, *clauses: Spec, **more: str) -> Spec:
    head = {"id": "a", "title": "A", "in_force": {"from": start}, "completeness": "assumed"}
    return {
        "plan": {**head, "version": number, **more},
        "parties": {"NORTH": {"name": "North"}, "SOUTH": {"name": "South"}},
        "activities": {"request": {"label": "Request"}, "answer": {"label": "Answer"}},
        "obligations": list(clauses),
    }


def acts(*told: tuple[str, str, str]) -> Iterator[dict[str, str]]:
    """Yield entries: `r` for requests, `a` for answers, each with the number of what it is about."""
    for name, day, about in told:
        kind, by = ("request", "SOUTH") if name[0] == "r" else ("answer", "NORTH")
        yield {"id": name, "date": day, "activity": kind, "by": by, "about": about}


def judged(specs: tuple[Spec, ...], as_of: str, *told: tuple[str, str, str]) -> Results:
    faults = Faults()
    read = [built for spec in specs if (built := build(located(spec), "plan", faults))]
    faults.stop()
    found = whole(read, faults)
    faults.stop()
    assert found is not None
    log = from_rows(rows(list(acts(*told))), found[0], faults)
    faults.stop()
    return judge(*found, log, Question(date.fromisoformat(as_of), None, "reference"))


def since(before: Results, now: Results) -> Moves:
    faults = Faults()
    text = json.dumps(document(before, Wording("en", before.plan)))
    read = earlier.read(Source(text, "earlier.json"), faults)
    assert read is not None
    found = moved(read, now, faults)
    assert (faults.errors, faults.warnings) == ((), ())
    return {each.id: [(step.cause, step.was, step.now) for step in each.steps] for each in found}


def test_a_clause_that_lapsed_waited_for_nothing_if_it_was_asked_for_while_it_stood() -> None:
    first = version("1", "2008-01-01", clause("one", answered()), clause("kept", answered(when="answer")))
    then = version(
        "2", "2009-01-01", clause("kept", answered(when="answer")), replaces="1", open_duties="new"
    )
    results = judged((first, then), "2009-06-01", ("r1", "2008-12-20", "x"))
    found = {each.clause.id: each.exercise for each in Paper(results).term.clauses}
    assert found == {"kept": "untriggered", "one": "undue"}


def test_a_question_has_its_attainments_whatever_came_before_the_version() -> None:
    first = version("1", "2008-01-01", clause("one", answered("10 days")))
    then = version("2", "2009-01-01", clause("one", answered("12 days")), replaces="1", open_duties="old")
    told = [
        row
        for month in (2, 3, 4, 5)
        for row in (
            (f"r{month}", f"2009-0{month}-01", f"{month}"),
            (f"a{month}", f"2009-0{month}-20", f"{month}"),
        )
    ]
    paper = Paper(judged((first, then), "2009-12-31", *told))
    assert paper.attainments
    assert [each.attainments for each in paper.questions if each.kind == "time"] == [paper.attainments]


def test_what_a_version_does_that_came_into_force_since_is_not_done_by_time() -> None:
    first = version("1", "2008-01-01", clause("old", answered()))
    then = version(
        "2", "2009-01-01", clause("new", answered("60 days"), was=("old",)), replaces="1", open_duties="new"
    )
    told = (("r1", "2008-12-20", "x"), ("a1", "2009-02-05", "x"), ("r2", "2009-03-20", "y"))
    before = judged((first,), "2008-12-31", *told)
    assert since(before, judged((first, then), "2009-05-01", *told)) == {
        "new/answered/NORTH/2008-12-20/r1": [("time", "pending", "late"), ("plan", "late", "fulfilled")],
        "new/answered/NORTH/2009-03-20/r2": [("time", None, "breached"), ("plan", "breached", "pending")],
    }


def test_a_clause_that_is_split_goes_on_where_its_version_is_judged() -> None:
    both = (answered(), answered(name="again"))
    first = version("1", "2008-01-01", clause("x", *both))
    parts = (clause("x1", answered(), was=("x",)), clause("x2", *both, was=("x",)))
    then = version("2", "2009-01-01", *parts, replaces="1", open_duties="old")
    told = (("r1", "2008-03-01", "x"), ("a1", "2008-03-05", "x"))
    before = judged((first,), "2008-12-31", *told)
    assert since(before, judged((first, then), "2008-12-31", *told)) == {}
