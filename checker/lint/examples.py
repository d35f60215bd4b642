"""Runs the examples that a plan brings along."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.duties.dates import setting as read_against
from checker.findings.find import Court, uses
from checker.findings.tables import Tables
from checker.lint import reasons
from checker.log.formats.yaml import rows_of
from checker.log.load import from_rows
from checker.log.record import record
from checker.log.rows import ReadOptions
from checker.results.judge import found, order
from checker.situations.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.diagnostics import Faults
    from checker.duties.model import Setting
    from checker.findings.model import Finding
    from checker.lint.model import Subject
    from checker.located.model import Text
    from checker.plan.model import Check, Example, Obligation

MEND = "mend the check; or, if it is right, write "


class Judged(NamedTuple):
    """What checks give on the log of an example: findings, the first windows first, and uses."""

    findings: tuple[Finding, ...]
    uses: frozenset[str]

    def of(self, key: str) -> tuple[Finding, ...]:
        """Give the findings that an example's `bearer`, or `check/bearer`, names."""
        check, _, bearer = key.rpartition("/")
        return tuple(f for f in self.findings if f.of.bearer == bearer and check in ("", f.of.check.id))


class Failure(NamedTuple):
    """For whom an example gets something else; there is no key if it expects that nothing is owed."""

    key: Text | None
    wanted: str | tuple[str, ...]
    findings: tuple[Finding, ...]


class Trial(NamedTuple):
    """An example with its log as it is read: it can be judged by its obligation's checks, or by others."""

    example: Example
    setting: Setting
    tables: Tables

    def judged(self, checks: Iterable[Check]) -> Judged:
        """Judge checks on the log of the example. Raises `InvalidInput` if a window leaves the calendar."""
        court = Court(self.setting, Rows(self.setting), self.tables)
        given, used = [], set[str]()
        for check in checks:
            given += found(check, court)
            used.update(entry.id for entry in uses(check, court))
        return Judged(tuple(sorted(given, key=lambda f: (f.of.window.first, order(f)))), frozenset(used))

    def holds(self, judged: Judged) -> bool:
        """Say whether the example gets what it expects."""
        return next(self.failures(judged), None) is None and self.uses_fit(judged)

    def failures(self, judged: Judged) -> Iterator[Failure]:
        """Yield for whom the example gets something else than it expects."""
        for key, wanted in self.example.expect.items():
            findings = judged.of(key)
            statuses = [finding.status for finding in findings]
            settled = [status for status in statuses if status != "pending"] or statuses
            if not (set(settled) == {wanted} if isinstance(wanted, str) else list(wanted) == statuses):
                yield Failure(key, wanted, findings)
        if not self.example.expect and judged.findings:
            yield Failure(None, (), judged.findings)

    def uses_fit(self, judged: Judged) -> bool:
        """Say whether exactly those rows count as uses of which the example says so, if it does."""
        return self.example.uses is None or judged.uses == frozenset(self.example.uses)


Tried = tuple["Obligation", tuple[Trial, ...]]
"""An obligation with its examples, all of which hold."""


def run(subject: Subject, faults: Faults) -> tuple[Tried, ...]:
    """Run the examples that a plan brings along; each that does not hold is an error at its place.

    Gives the obligations that have examples, and all of whose examples hold.
    """
    tables = Tables(subject.rules, subject.engine)
    tried: list[Tried] = []
    for obligation in subject.plan.obligations:
        before = faults.count
        trials = [_trial(example, subject, tables, faults) for example in obligation.examples]
        read = tuple(trial for trial in trials if trial is not None)
        for trial in read:
            _compare(obligation, trial, faults)
        if obligation.examples and faults.count == before:
            tried.append((obligation, read))
    return tuple(tried)


def _trial(example: Example, subject: Subject, tables: Tables, faults: Faults) -> Trial | None:
    before = faults.count
    log = from_rows(rows_of(example.rows, ReadOptions(), faults), subject.plan, faults)
    known = record(log, example.as_of, None)
    if faults.count > before or known is None:
        return None
    attested = subject.plan._replace(completeness="assumed")  # an example's record is taken as attested
    return Trial(example, read_against(attested, known), tables)


def _compare(obligation: Obligation, trial: Trial, faults: Faults) -> None:
    judged, example = trial.judged(obligation.checks), trial.example
    for key, wanted, findings in trial.failures(judged):
        listed, statuses = (wanted,) if isinstance(wanted, str) else wanted, [f.status for f in findings]
        expects, gets = (", ".join(each) or "nothing" for each in (listed, statuses))
        if key is None:
            told, at = f"this example expects that nothing is owed, and gets {gets}", example.at
            right = "in expect what is owed"
        else:
            told, at = f"this example expects {expects} for {key}, and gets {gets}", key.at
            right = f"{key}: {gets if len(statuses) == 1 else as_list(statuses)}"
        why = reasons.why(wanted, findings, trial.setting)
        why = why or reasons.why_nothing(str(key), obligation.checks, trial.setting)
        faults.error("plan/example-fails", at, f"{told}. {why}", f"{MEND}{right}")
    if not trial.uses_fit(judged):
        expects, gets = (", ".join(sorted(each)) or "none" for each in (example.uses or (), judged.uses))
        told = f"as uses of what is permitted this example expects {expects}, and gets {gets}"
        at = example.uses[0].at if example.uses else example.at
        faults.error("plan/example-fails", at, told, f"{MEND}uses: {as_list(sorted(judged.uses))}")


def as_list(texts: Iterable[str]) -> str:
    """Give texts as a plan lists them."""
    return f"[{', '.join(texts)}]"
