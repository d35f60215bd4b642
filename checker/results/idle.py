"""Rows of a log that change nothing, which their writers surely did not mean."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from checker.days import between
from checker.duties.model import Duty
from checker.duties.statements import covers_bearer, naming, signed
from checker.located.schema import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.diagnostics import Faults
    from checker.findings.model import Finding
    from checker.log.model import Entry
    from checker.results.model import Results


def idle(results: Results, faults: Faults) -> None:
    """Warn of waivers, extensions, answers and acts without effect, and of entries corrected twice."""
    statements = results.setting.record.statements
    for kind in ("waiver", "extension"):
        named = {entry.id for r in results.results for entry in _named(kind, r.finding, results)}
        for entry in statements.get(kind, ()):
            if entry.id not in named:
                told = f"this {kind} names no duty"
                mend = (
                    "its days have to hold the due day, and obligation, check, bearer and about have to fit"
                )
                faults.warn("log/idle-statement", entry.at, told, mend)
            elif not any(_counts(entry, r.finding, results) for r in results.results):
                told = f"this {kind} is signed by the bearer alone, so it is only a request"
                faults.warn(
                    "log/request", entry.at, told, "it counts once somebody else is named in “by” too"
                )
    for entry in statements.get("judgement", ()):
        if not _asked(entry, results):
            told = f"nobody asks about {entry.fields['of']}, so this answer changes nothing"
            faults.warn(
                "log/idle-answer", entry.at, told, "look at the id in “of”, and at obligation and check"
            )
    _corrected_twice(results, faults)
    _mistyped(results, faults)


def _named(kind: str, finding: Finding, results: Results) -> Iterator[Entry]:
    """Yield the statements that name a finding's duty and bearer, whoever signed."""
    of = finding.of
    window = of.stated if isinstance(of, Duty) else of.window
    if kind == "waiver":
        window = of.window
    if window.due is None:
        return
    trigger = of.trigger if isinstance(of, Duty) else of.entries[0]
    about = trigger.about if trigger else None
    for entry in naming(kind, of.check, about, window.due.latest, results.setting):
        if covers_bearer(entry, _bearers(finding), results.setting):
            yield entry


def _counts(entry: Entry, finding: Finding, results: Results) -> bool:
    named = any(found.id == entry.id for found in _named(entry.kind, finding, results))
    return named and signed(entry, _bearers(finding), results.setting)


def _bearers(finding: Finding) -> tuple[str, ...]:
    of = finding.of
    return (of.bearer,) if isinstance(of, Duty) else of.names


def _asked(answer: Entry, results: Results) -> bool:
    """Say whether some check asks about the kind of entry that an answer is about."""
    judged = next((e for e in results.log.entries if e.id == answer.fields["of"]), None)
    for obligation in results.plan.obligations:
        for check in obligation.checks:
            kinds = check.selector(check.pattern.acts).kinds
            fits = judged is not None and (kinds is None or judged.kind in kinds)
            if check.question is not None and fits and answer.fields.get("check", check.id) == check.id:
                named = answer.fields.get("obligation")
                if named is None or results.plan.id_now(named) == obligation.id:
                    return True
    return False


def _corrected_twice(results: Results, faults: Faults) -> None:
    standing = [*results.setting.record.activities]
    corrected = Counter(e.fields["corrects"] for e in standing if "corrects" in e.fields)
    for entry in standing:
        name = entry.fields.get("corrects", "")
        if corrected[name] > 1:
            told = f"{name} is corrected more than once, and each correction counts"
            faults.warn(
                "log/corrected-twice",
                entry.at,
                told,
                "let the second correction name the first, or retract one",
            )


def _mistyped(results: Results, faults: Faults) -> None:
    """Warn of acts that would have counted, had they named the matter as the trigger does."""
    used = {entry.id for r in results.results for entry in r.finding.evidence}
    free = [entry for entry in results.setting.record.activities if entry.id not in used]
    for result in results.results:
        of = result.finding.of
        if result.status not in ("breached", "unknown") or not isinstance(of, Duty) or of.trigger is None:
            continue
        same, about = of.check.terms.get("same"), of.trigger.about
        if about is None or not isinstance(same, tuple) or "about" not in same:
            continue
        selector = of.check.selector(of.check.pattern.acts)
        for entry in free:
            if entry.about == about or not between(entry.end, of.window.opens, of.window.due)[1]:
                continue
            alike = entry.about is None or nearest(entry.about, (about,)) is not None
            if alike and selector.matches(entry, of.bindings):
                told = f"this would settle a duty about “{about}”, if that were what it names in “about”"
                faults.warn("log/other-about", entry.at, told, f"write {about} if that is meant")
