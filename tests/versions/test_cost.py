"""What many duties that are open at a change cost: each is decided once, not once for each other one."""

from datetime import date
from time import process_time

from checker.diagnostics import Faults
from checker.log.load import from_rows
from checker.results.judge import Question, verdicts
from tests.laws.strategies import rows
from tests.versions.cases import read, versions

DAY = date(2011, 12, 31)
MANY = 400
SECONDS = 4
"""Several times what it takes; judging all of a check for each open duty takes tens of seconds."""


def test_many_open_duties_are_carried_over_in_a_moment() -> None:
    plan, rules = read(versions("new"))
    requests = [
        {
            "id": f"r{number}",
            "date": f"2010-12-{number % 20 + 5:02}",
            "activity": "request",
            "by": "LIBRARY",
            "to": "ARCHIVE",
            "about": f"m{number}",
        }
        for number in range(MANY)
    ]
    faults = Faults()
    log = from_rows(rows(requests), plan, faults)
    faults.stop()
    begun = process_time()
    judged = verdicts(plan, rules, log, Question(engine="reference", as_of=DAY))
    assert process_time() - begun < SECONDS
    assert judged.versions is not None
    assert len(judged.versions[0].open) == MANY == len(judged.results)
    assert {result.finding.of.check.version for result in judged.results} == {"2"}
