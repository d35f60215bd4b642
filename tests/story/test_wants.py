"""Who is asked for what, case by case: a plan of one check, a few rows, and the requests that they give."""

from datetime import date
from typing import Any

import pytest
import yaml

from checker.results.requests import requests
from tests.laws.strategies import judged
from tests.model.generate import Case

PLAN = """
plan: {id: small, title: Small, in_force: {from: 2008-01-01, until: 2008-12-31}, completeness: attested}
dates: {launch: 2008-03, opening: {first: {activity: opened}}}
parties:
  NORTH: {name: North, units: {NORTH-NY: North in New York}}
  SOUTH: {name: South}
  EAST: {name: East}
  LEGAL: {name: Legal, party: false}
activities:
  met: {label: Met}
  sent: {label: Sent, attributes: {copy: {label: Copy}}}
  opened: {label: Opened}
obligations: []
"""
SEND = (
    "rule: response, when: {activity: met}, bearer: NORTH, do: {activity: sent, by: $bearer}, within: 10 days"
)
FROM = "rule: deadline, bearer: NORTH, within: 10 days, do: {activity: sent, by: $bearer}, from: "
NEVER = "bearer: NORTH, do: {activity: sent}"
ASK = "judgement: {question: 'Was it good?'}"
HAD = "id: k, date: 2008-01-01, end: 2008-12-31, activity: coverage, by: NORTH"
MET = "id: m, date: 2008-05-02, activity: met, by: SOUTH"
SENT = "id: s, date: 2008-05-04, activity: sent, by: NORTH"
YES = "id: y, date: 2008-06-01, activity: judgement, of: s, answer: yes, by: SOUTH"
NO = "id: n, date: 2008-06-01, activity: judgement, of: s, answer: no, by: EAST"

CASES = {
    "nothing was sent, and nobody vouches for those days": (
        SEND,
        [MET],
        [("attestation", "NORTH", "recorded", "2008-05-02 to 2008-05-12")],
    ),
    "some of those days are attested": (
        SEND,
        [MET, "id: k, date: 2008-05-05, end: 2008-05-09, activity: coverage, by: NORTH"],
        [
            ("attestation", "NORTH", "recorded", "2008-05-02 to 2008-05-04"),
            ("attestation", "NORTH", "recorded", "2008-05-10 to 2008-05-12"),
        ],
    ),
    "windows that touch make one request": (
        SEND,
        [MET, MET.replace("m,", "n,").replace("05-02", "05-13")],
        [("attestation", "NORTH", "recorded", "2008-05-02 to 2008-05-23")],
    ),
    "a unit's record is its party's matter": (
        SEND.replace("NORTH", "NORTH-NY"),
        [MET],
        [("attestation", "NORTH", "recorded", "2008-05-02 to 2008-05-12")],
    ),
    "a standing duty at the end of the agreement": (
        "rule: never, " + NEVER,
        [],
        [("attestation", "NORTH", "recorded", "2008-01-01 to 2008-12-31")],
    ),
    "of what only one may do, the others are the witnesses": (
        "rule: exclusive, " + NEVER,
        [],
        [
            ("attestation", "EAST", "recorded", "2008-01-01 to 2008-12-31"),
            ("attestation", "SOUTH", "recorded", "2008-01-01 to 2008-12-31"),
        ],
    ),
    "the day of an act is asked of those who did it": (
        SEND,
        [MET, SENT.replace("-04", "").replace("by: NORTH", "by: NORTH;EAST")],
        [("correction", "EAST NORTH", "date recorded", "s")],
    ),
    "the day of a trigger is asked of those who did it": (
        SEND,
        [MET.replace("-02", ""), SENT],
        [("correction", "SOUTH", "date recorded", "m")],
    ),
    "so is the day that it began, if that may have been too early": (
        SEND,
        [MET.replace("2008-05-02", "2007-24"), HAD],
        [("correction", "SOUTH", "date recorded", "m")],
    ),
    "so is a field by which acts are matched": (
        SEND + ", same: [about]",
        [MET],
        [("correction", "SOUTH", "about recorded", "m")],
    ),
    "a field that such entries cannot have is none that a row could fill in": (
        SEND + ", same: [copy]",
        [MET],
        [("correction", "SOUTH", "", "m")],
    ),
    "the day of the first of its kind, which fixes a date": (
        FROM + "opening",
        ["id: o, date: 2008-05, activity: opened, by: EAST", SENT.replace("-04", "-30")],
        [("correction", "EAST", "date recorded", "o")],
    ),
    "an inexact day of the plan is for all of them to agree on": (
        FROM + "launch",
        [SENT.replace("05-04", "03-20")],
        [("plan", "EAST NORTH SOUTH", "", "")],
    ),
    "and so is what came first on one day": (
        SEND + ", same_day: unclear",
        [MET, SENT.replace("-04", "-02")],
        [("order", "EAST NORTH SOUTH", "", "")],
    ),
    "an answer is asked of each but the bearer": (
        SEND + ", " + ASK,
        [MET, SENT],
        [("answer", "EAST", "date answer", "s"), ("answer", "SOUTH", "date answer", "s")],
    ),
    "one answer settles it": (SEND + ", " + ASK, [MET, SENT, YES], []),
    "answers that differ are for those who gave them": (
        SEND + ", " + ASK,
        [MET, SENT, YES.replace("SOUTH", "LEGAL"), NO],
        [("answer", "EAST", "date answer", "s"), ("answer", "LEGAL", "date answer", "s")],
    ),
    "nothing is asked while there is time": (SEND, [MET.replace("05-02", "12-30")], []),
}


def read(text: str) -> Any:  # noqa: ANN401 - whatever is written
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it reads texts alone


@pytest.mark.parametrize("says", CASES)
def test_who_is_asked_for_what(says: str) -> None:
    check, rows, expected = CASES[says]
    clause = {"id": "o", "title": "O", "text": "O.", "source": {"section": "1", "paragraph": "1"}}
    plan = {
        **read(PLAN),
        "obligations": [{**clause, "modality": "must", "checks": [{"id": "c", **read("{" + check + "}")}]}],
    }
    as_of = date(2009, 1, 1) if "standing" in says or "only one" in says else date(2008, 12, 31)
    found = []
    for request in requests(judged(Case(plan, [read("{" + row + "}") for row in rows], as_of, None))):
        row = request.row or {}
        days = f"{row['date']} to {row['end']}" if request.wants == "attestation" else None
        about = days or (request.about.id if request.about else "")
        found.append((request.wants, " ".join(request.asked), " ".join(request.blanks), about))
    assert found == expected
