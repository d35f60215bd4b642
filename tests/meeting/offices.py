"""Judges small logs of the two offices of `plan.yaml`, and says what a meeting has before it."""

from datetime import date
from pathlib import Path

from checker.diagnostics import Faults
from checker.log.load import from_rows
from checker.plan.load import load
from checker.results.agenda import Item, agenda
from checker.results.judge import Question, judge
from checker.results.language import Wording
from checker.results.model import Results
from checker.results.sensitivity import sensitivity
from tests.laws.strategies import rows

Row = dict[str, str]
PLAN = Path(__file__).parent / "plan.yaml"


def entry(name: str, day: str, activity: str, by: str, **more: str) -> Row:
    """One row of a log."""
    return {"id": name, "date": day, "activity": activity, "by": by, **more}


ATTESTED = [
    entry(f"c-{code}", "2008-01-01", "coverage", code, end="2010-12-31") for code in ("NORTH", "SOUTH")
]


def judged(as_of: str, *entries: Row, plan: Path = PLAN) -> Results:
    """Judge a log as of a day."""
    faults = Faults()
    loaded = load(str(plan), faults)
    faults.stop()
    assert loaded is not None
    log = from_rows(rows(list(entries)), loaded[0], faults)
    faults.stop()
    return judge(*loaded, log, Question(date.fromisoformat(as_of), None, "reference"))


def items(results: Results) -> tuple[Item, ...]:
    """What a meeting has to decide."""
    return agenda(results, sensitivity(results))


def english(results: Results) -> Wording:
    """The words to say it in."""
    return Wording("en", results.plan)
