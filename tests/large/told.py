"""Judges a log both ways: what the report on a large log is made of, and the ordinary results beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.log.columns.load import of_log
from checker.outputs import _large
from checker.results import in_columns
from checker.results.judge import Question
from checker.results.remedy import Remedies
from tests.run import judged

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from checker.outputs._large import Facts
    from checker.results.model import Results


class Both(NamedTuple):
    """The facts of a large log, and the results of the row executor."""

    facts: Facts
    results: Results
    remedies: Remedies


def both(plan: Path, log: Path, as_of: date | None = None, known_at: date | None = None) -> Both:
    """Judge a log both ways."""
    results = judged(plan, [log], as_of, known_at)
    question, table = Question(as_of, known_at), of_log(results.log)
    told = in_columns.judge(results.plan, results.rules, table, question)
    sitting = in_columns.court(results.plan, results.rules, table, question)
    return Both(_large.facts_of(told, sitting, results.rules), results, Remedies(results))
