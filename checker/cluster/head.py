"""Puts together what stands beside the duties from what came of all parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker import __version__
from checker.findings.engine import engine_name
from checker.findings.tables import Tables
from checker.patterns.vocabulary import STATUSES
from checker.results import canonical
from checker.results.judge import rated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from checker.cluster.job import Job
    from checker.cluster.part import Judged
    from checker.diagnostics import Diagnostic
    from checker.log.digests import FileDigest
    from checker.plan.model import Obligation


class Whole(NamedTuple):
    """What came of a run: its parts in their order, each with its name, what was counted, and warnings."""

    as_of: date
    accounting: Mapping[str, int]
    files: Sequence[FileDigest]
    parts: Sequence[tuple[str, Judged]]
    warnings: Sequence[Diagnostic] = ()

    @property
    def counts(self) -> Mapping[str, int]:
        """How many duties have which status."""
        return _added([numbers for _, part in self.parts for numbers in part.counts.values()])

    def handed(self) -> Mapping[tuple[str, str], tuple[int, str]]:
        """Say of each check how many of its duties the row executor gave, and why all, if all."""
        found: dict[tuple[str, str], tuple[int, str]] = {}
        for _, part in self.parts:
            for key, (number, why) in part.handed.items():
                before, said = found.get(key, (0, ""))
                found[key] = (before + number, said or why)
        return found


def head(job: Job, whole: Whole, language: str) -> dict[str, object]:
    """Give what stands beside the duties: the fields that all bulk results have, and the `parts`."""
    plan, question = job.plan, job.question
    tables = Tables(job.rules, question.engine)
    clauses = sorted(plan.obligations, key=lambda each: each.id)
    return {
        "schema": "checker-results/1",
        "plan": {"id": plan.id, "sha256": canonical.plan_hash(plan)},
        "log": {
            "entries": whole.accounting["rows"],
            "sha256": None,
            "completeness": plan.completeness,
            "files": [each._asdict() for each in whole.files],
        },
        "as_of": whole.as_of.isoformat(),
        "known_at": question.known_at.isoformat() if question.known_at else None,
        "illustrative": plan.illustrative or any(part.illustrative for _, part in whole.parts),
        "language": language,
        "tool": {"name": "checker", "version": __version__, "engine": engine_name(question.engine)},
        "summary": whole.counts,
        "accounting": dict(whole.accounting),
        "obligations": [_obligation(clause, whole, tables) for clause in clauses],
        "parts": [
            {"name": name, "duties": sum(map(sum, part.counts.values())), "sha256": part.sha256}
            for name, part in whole.parts
        ],
    }


def _obligation(clause: Obligation, whole: Whole, tables: Tables) -> dict[str, object]:
    own = [
        numbers
        for _, part in whole.parts
        for (obligation, _), numbers in part.counts.items()
        if obligation == clause.id
    ]
    counts = _added(own)
    used = sorted({use for _, part in whole.parts for use in part.uses.get(clause.id, ())})
    return {
        "id": clause.id,
        "rating": rated(clause, {status for status, number in counts.items() if number}, tables),
        "counts": counts,
        "uses": [name for _, name in used],
    }


def _added(numbers: Sequence[Sequence[int]]) -> Mapping[str, int]:
    """Add up numbers in the order of statuses."""
    return {status: sum(each[place] for each in numbers) for place, status in enumerate(STATUSES)}
