"""Ladders at the edges: days of a log far before those of the plan, and the end of the calendar."""

from copy import deepcopy
from datetime import date
from random import Random
from typing import Any

import pytest

from checker.days import Duration
from checker.results.model import Results
from checker.results.sensitivity import sensitivity
from checker.revision.attainment import attainments
from checker.revision.ladder import Ladder
from checker.revision.turning import turning
from tests.laws.strategies import judged
from tests.model.generate import Case
from tests.revision.turning.brute import beyond, differences, positions, text

ASKED = {
    "id": "answered", "rule": "response", "bearer": "NORTH", "when": {"activity": "request"},
    "do": {"activity": "answer", "by": "$bearer"}, "within": {"interpretation": "soon"},
}  # fmt: skip
SOON = {"soon": {"value": "3 days", "because": "Practice.", "assumed": "true"}}


def plan(start: str, *checks: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of a plan
    return {
        "plan": {"id": "edges", "title": "Edges", "in_force": {"from": start}, "completeness": "assumed"},
        "parties": {"NORTH": {"name": "North"}, "SOUTH": {"name": "South"}},
        "activities": {"request": {"label": "Request"}, "answer": {"label": "Answer"}},
        "obligations": [
            {
                "id": "one", "title": "One", "text": "One.", "source": {"section": "One"},
                "modality": "must", "checks": [dict(check) for check in checks],
            }
        ],
        **more,
    }  # fmt: skip


def asked(spec: dict[str, Any], as_of: str, *acts: tuple[str, str, str], **more: str) -> Results:
    """Judge requests of South and answers of North, and one more entry."""
    entries = [{"id": "more", **more}] if more else []
    entries += [
        {"id": name, "date": day, "activity": kind, "by": {"answer": "NORTH"}.get(kind, "SOUTH")}
        for name, day, kind in acts
    ]
    return judged(Case(deepcopy(spec), entries, date.fromisoformat(as_of), None))


def wrong(results: Results) -> list[Any]:
    """Compare with judging anew at the ends of all stretches, on both sides, and beyond the scale."""
    found = turning(results)[0]
    rng, ladder = Random(0), found.ladder  # noqa: S311 - no secret
    values = [(p, ladder.scale.value(p)) for p in positions(ladder, rng, 99)]
    values += [(p, v) for p, v in beyond(ladder) if not isinstance(v, Duration) or v.count < 9_999]
    return differences(results, found, values, ladder)


def test_the_first_entry_of_all_may_lie_far_before_the_plan() -> None:
    deadline = {
        "id": "answered", "rule": "deadline", "bearer": "NORTH", "from": "opening", "within": "90 days",
        "do": {"activity": "answer", "by": "$bearer"},
    }  # fmt: skip
    spec = plan(
        "start",
        deadline,
        dates={"start": {"interpretation": "begin"}, "opening": {"first": {"activity": "request"}}},
        interpretations={"begin": {"value": "2008-01-01", "because": "Practice.", "assumed": "true"}},
    )
    days = (("r0", "2000-01-01", "request"), ("r1", "2008-05-01", "request"), ("a1", "2008-05-20", "answer"))
    results = asked(spec, "2010-01-01", *days)
    ladder = turning(results)[0].ladder
    assert [(each.range.first, dict(each.counts)) for each in ladder.stretches] == [
        (None, {"late": 1}),
        (date(2000, 1, 2), {"fulfilled": 1}),
        (date(2008, 5, 2), {}),
    ]
    assert wrong(results) == []


def refused(ladder: Ladder) -> list[tuple[str, str]]:
    """Name the first and the last length of each range that is refused; no last one where it goes on."""
    found = []
    for first, last, _, _ in (each.range for each in ladder.refused):
        assert first is not None
        found.append((text(first), "" if last is None else text(last)))
    return found


def test_lengths_that_lead_out_of_the_calendar_are_refused_and_no_others() -> None:
    days = (("r1", "9990-03-01", "request"), ("r2", "9999-12-01", "request"), ("a1", "9999-12-05", "answer"))
    results = asked(plan("9980-01-01", ASKED, interpretations=SOON), "9999-12-20", *days)
    assert refused(turning(results)[0].ladder) == [("31 days", "")]
    assert wrong(results) == []
    assert refused(attainments(results)[0].ladder) == [("31 days", "")]


@pytest.mark.parametrize(
    "more",
    [
        {"activity": "coverage", "date": "9990-01-01", "end": "9999-12-31", "by": "NORTH"},
        {
            "activity": "extension",
            "date": "9999-12-01",
            "until": "9999-12-31",
            "by": "SOUTH",
            "obligation": "one",
        },
    ],
)
def test_what_is_told_may_reach_to_the_last_day_of_the_calendar(more: dict[str, str]) -> None:
    days = (("r1", "9999-11-01", "request"), ("r2", "9999-12-01", "request"))
    results = asked(plan("9980-01-01", ASKED, interpretations=SOON), "9999-12-20", *days, **more)
    assert wrong(results) == []


def test_a_day_is_varied_up_to_the_last_one_of_the_calendar() -> None:
    meant = {"begin": {"value": "9998-01-01", "because": "Practice.", "assumed": "true"}, **SOON}
    spec = plan("start", ASKED, dates={"start": {"interpretation": "begin"}}, interpretations=meant)
    results = asked(spec, "9999-12-28", ("r1", "9999-12-20", "request"))
    ladder = turning(results)[0].ladder
    assert ladder.scale.value(ladder.scale.size - 1) == date.max
    assert [dict(each.counts) for each in ladder.stretches] == [{"breached": 1}, {}]


def test_of_a_clause_only_the_checks_count_that_rest_on_the_reading() -> None:
    yearly = {
        "id": "yearly", "rule": "periodic", "bearer": "NORTH", "every": "calendar year",
        "do": {"activity": "answer", "by": "$bearer"},
    }  # fmt: skip
    days = (("r1", "2008-03-01", "request"), ("a1", "2010-03-05", "answer"))
    results = asked(plan("2008-01-01", ASKED, yearly, interpretations=SOON), "2012-12-31", *days)
    assert len(results.results) == 6
    assert turning(results)[0].duties == sensitivity(results)[0].duties == 1
