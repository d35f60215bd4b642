"""Looks a plan, and a log, over: what is allowed and surely not meant, and the plan's own examples."""

from checker.diagnostics import Faults
from checker.lint import examples, pins, remarks
from checker.lint.model import Subject
from checker.results.far_day import latest_day
from checker.results.idle import idle
from checker.results.judge import Question, judge


def look_over(subject: Subject, faults: Faults) -> None:
    """Put all that there is to say about a plan, and the log if one is given, into `faults`."""
    pins.look(subject.plan, examples.run(subject, faults), faults)
    remarks.look(subject, faults)
    if subject.log is not None:
        latest_day(subject.log, faults)
        if any(entry.activity for entry in subject.log.entries):
            asked = Question(engine=subject.engine)
            idle(judge(subject.plan, subject.rules, subject.log, asked), faults)
