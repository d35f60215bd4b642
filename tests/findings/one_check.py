"""A plan of one check and a log of one line, judged."""

import csv
from datetime import date

import yaml

from checker.results.model import Results
from tests.laws.strategies import judged
from tests.model.generate import Case

COLUMNS = ("id", "date", "activity", "by", "to", "about", "of", "answer")
KINDS = {
    "a": {"label": "Act", "attributes": {"seats": {"label": "Seats", "type": "number"}}},
    "t": {"label": "Trigger", "attributes": {"seats": {"label": "Seats"}}},
}


def judge_one(
    check: str,
    log: str,
    as_of: date | None = date(2008, 3, 31),
    *,
    columns: tuple[str, ...] = COLUMNS,
    known_at: date | None = None,
) -> Results:
    """Judge `rule: {parameters}` on entries that spaces part, their fields parted by commas."""
    rule, _, parameters = check.partition(": ")
    terms = yaml.load(parameters, yaml.BaseLoader)  # noqa: S506 - it makes strings, nothing else
    plan = {
        "plan": {
            "id": "one",
            "title": "One",
            "in_force": {"from": "2008-01-01", "until": "2009-12-31"},
            "completeness": "assumed",
        },
        "parties": {code: {"name": f"Office {code}"} for code in "ABC"},
        "activities": KINDS,
        "obligations": [
            {
                "id": "o",
                "title": "O",
                "text": "O.",
                "source": {"section": "S"},
                "modality": "must",
                "checks": [{"id": "c", "rule": rule, **terms}],
            }
        ],
    }
    entries = [dict(zip(columns, row, strict=False)) for row in csv.reader(log.split())]
    return judged(Case(plan, entries, as_of or date.max, known_at), as_of=as_of)
