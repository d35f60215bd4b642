"""What is looked over, as a value."""

from typing import NamedTuple

from checker.findings.engine import Engine
from checker.log.model import Log
from checker.patterns.model import Rules
from checker.plan.model import Plan


class Subject(NamedTuple):
    """A plan with its rules, what decides its tables, and the log that is given beside it, if any."""

    plan: Plan
    rules: Rules
    engine: Engine
    log: Log | None
