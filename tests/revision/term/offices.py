"""Judges small logs of the two offices of `plan.yaml`, and tells the record of their term."""

from pathlib import Path

from checker.results.model import Results
from checker.revision.questions import Drafting, questions
from checker.revision.term import ClauseTerm, Term, term
from checker.revision.turning import turning
from tests.meeting.offices import ATTESTED, Row, entry
from tests.meeting.offices import judged as judged_by

PLAN = Path(__file__).parent / "plan.yaml"
__all__ = ["ATTESTED", "Row", "asked", "clause", "entry", "judged", "kinds", "session", "told"]


def judged(*entries: Row, as_of: str = "2010-06-30") -> Results:
    """Judge a log."""
    return judged_by(as_of, *entries, plan=PLAN)


def told(*entries: Row, as_of: str = "2010-06-30") -> Term:
    """Tell the record of a term."""
    return term(judged(*entries, as_of=as_of))


def clause(name: str, *entries: Row, as_of: str = "2010-06-30") -> ClauseTerm:
    """Tell how one clause did."""
    return next(each for each in told(*entries, as_of=as_of).clauses if each.clause.id == name)


def asked(*entries: Row, as_of: str = "2010-06-30", terms: bool = False) -> tuple[Drafting, ...]:
    """Give the questions that follow, those about terms only if wanted."""
    results = judged(*entries, as_of=as_of)
    return questions(results, term(results), turning(results) if terms else (), ())


def kinds(found: tuple[Drafting, ...], name: str) -> list[str]:
    """Name the kinds of questions that are asked of one clause alone."""
    return [each.kind for each in found if each.turning is None and name in [c.id for c in each.clauses]]


def session(number: int, day: str, sent: str = "") -> list[Row]:
    """A session of one day and, if there is one, the day on which its outcome was sent."""
    about = f"S-{number}"
    found = [entry(f"s{number}", day, "session_held", "SOUTH", about=about)]
    return [*found, entry(f"o{number}", sent, "outcome_sent", "SOUTH", about=about)] if sent else found
