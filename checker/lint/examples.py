"""Runs the examples that a plan brings along; and looks whether a single row carries the as-of day away."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from checker.log.formats.yaml import rows_of
from checker.log.load import from_rows
from checker.log.record import void_ids
from checker.log.rows import ReadOptions
from checker.results.judge import Question, judge

if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.lint.model import Subject
    from checker.log.model import Log
    from checker.plan.model import Example, Obligation
    from checker.results.model import Results

YEAR = timedelta(days=366)


def run(subject: Subject, faults: Faults) -> None:
    """Run the examples that a plan brings along; each that does not hold is an error at its place."""
    plan, rules, engine, _ = subject
    attested = plan._replace(completeness="assumed")  # an example's record is taken as attested
    for obligation in plan.obligations:
        for example in obligation.examples:
            before = faults.count
            log = from_rows(rows_of(example.rows, ReadOptions(), faults), plan, faults)
            if faults.count == before:
                results = judge(attested, rules, log, Question(example.as_of, None, engine))
                _compare(obligation, example, results, faults)


def _compare(obligation: Obligation, example: Example, results: Results, faults: Faults) -> None:
    own = next(o for o in results.obligations if o.obligation.id == obligation.id)
    for key, wanted in example.expect.items():
        check, _, bearer = key.rpartition("/")
        found = [
            r.status
            for r in sorted(own.results, key=lambda r: r.finding.of.window.first)
            if r.finding.of.bearer == bearer and check in ("", r.finding.of.check.id)
        ]
        settled = [status for status in found if status != "pending"] or found
        fits = set(settled) == {wanted} if isinstance(wanted, str) else list(wanted) == found
        if not fits:
            listed = (wanted,) if isinstance(wanted, str) else wanted
            expects, gets = (", ".join(statuses) or "nothing" for statuses in (listed, found))
            message = f"this example expects {expects} for {key}, and gets {gets}"
            faults.error(
                "plan/example-fails", example.at, message, "mend the check, or what the example expects"
            )


def latest_day(log: Log, faults: Faults) -> None:
    """Warn if a single activity carries the default as-of day on by more than a year."""
    void = void_ids(log.entries)
    days = sorted(
        (max(e.start.latest, e.end.latest), e.id) for e in log.entries if e.activity and e.id not in void
    )
    if len(days) > 1 and days[-1][0] - days[-2][0] > YEAR:
        entry = next(e for e in log.entries if e.id == days[-1][1])
        message = f"this row alone carries the as-of day from {days[-2][0]} to {days[-1][0]}"
        faults.warn("log/far-day", entry.at, message, "mend the date, or give the day with --as-of")
