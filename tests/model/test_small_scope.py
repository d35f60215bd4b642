"""Every log of a few activities over five days, for each rule and parameters worth having: no sampling.

Of two activities; `CHECKER_LONG=1` tries three, which takes ten times as long.
"""

import itertools
import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from checker.diagnostics import Faults
from checker.log.load import from_rows
from checker.plan.load import build
from checker.results.judge import Question, judge
from tests.laws.strategies import duty, located, rows
from tests.model import model
from tests.model.logs import COLUMNS
from tests.model.test_agreement import FIELDS

MOST = 3 if os.environ.get("CHECKER_LONG") else 2
FIRST = date(2008, 2, 28)  # the leap day and a month's end lie inside
DAYS = [FIRST + timedelta(days=number) for number in range(5)]
AS_OF = DAYS[3]  # what is dated later has not happened
LISTED = Path(__file__).with_name("checks.txt").read_text().splitlines()
CHECKS = [line for line in LISTED if not line.startswith("#")]


def plan(line: str) -> dict[str, object]:
    """Make a plan of one check; it comes into force on the second day."""
    rule, _, parameters = line.partition(": ")
    check = yaml.load(parameters.replace("from: first", "from: opening"), Loader=yaml.BaseLoader)
    return {
        "plan": {
            "id": "small",
            "title": "Small",
            "in_force": {"from": DAYS[1].isoformat(), "until": DAYS[3].isoformat()},
            "completeness": "attested",
        },
        "dates": {"opening": {"first": {"activity": "t"}}},
        "parties": {"A": {"name": "Office A"}, "B": {"name": "Office B"}},
        "activities": {"a": {"label": "Act"}, "t": {"label": "Trigger"}},
        "obligations": [
            {
                "id": "o",
                "title": "O",
                "text": "O.",
                "source": {"section": "S"},
                "modality": "must",
                "checks": [{"id": "c", "rule": rule, **check}],
            }
        ],
    }


def logs() -> Iterator[list[dict[str, str]]]:
    """Yield every log of up to so many activities: kind, party, day, and a trigger may last two days."""
    choices = [
        {"activity": kind, "by": party, "to": "B", "date": day.isoformat(), "end": end}
        for kind, party, day in itertools.product("at", "AB", DAYS)
        for end in ("", *([(day + timedelta(days=1)).isoformat()] if kind == "t" else []))
    ]
    empty = dict.fromkeys(COLUMNS, "")
    covered = {
        **empty,
        "id": "k",
        "date": "2008-02-28",
        "end": "2008-03-02",
        "activity": "coverage",
        "by": "A",
    }
    for size in range(MOST + 1):
        for chosen in itertools.combinations_with_replacement(choices, size):
            yield [covered, *({**empty, "id": f"e{number}", **one} for number, one in enumerate(chosen))]


@pytest.mark.parametrize("line", CHECKS)
def test_the_checker_agrees_with_the_model_on_every_small_log(line: str) -> None:
    asked, faults = plan(line), Faults()
    built = build(located(asked), "small", faults)
    faults.stop()
    assert built is not None
    tried = 0
    for entries in logs():
        log = from_rows(rows(entries), built[0], faults)
        faults.stop()
        found = [duty(result) for result in judge(*built, log, Question(AS_OF, None, "reference")).results]
        expected = model.judge(asked, entries, AS_OF, None)["duties"]
        told = [
            {
                **{name: d[name] for name in FIELDS},
                "opens": str(d["opens"]),
                "due": d["due"] and str(d["due"]),
            }
            for d in found
        ]
        assert told == [{name: d[name] for name in FIELDS} for d in expected], entries
        tried += 1
    assert tried > 400
