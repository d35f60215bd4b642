"""Rows of a log that change nothing, which their writers surely did not mean."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from checker.days import between
from checker.duties.model import Duty
from checker.located.schema import nearest
from checker.log.record import carried_out
from checker.results.misdated import misdated
from checker.results.traces import traces
from checker.situations.index import NONE, Ordered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.diagnostics import Faults
    from checker.duties.model import Window
    from checker.log.model import Entry
    from checker.results.model import Results
    from checker.results.traces import Trace


def idle(results: Results, faults: Faults) -> None:
    """Warn of statements and acts without effect, and of entries corrected twice."""
    told, statements = traces(results), results.setting.record.statements
    for kind in ("waiver", "extension"):
        for entry in statements.get(kind, ()):
            roles = {mention.role for mention in told[entry.id].mentions}
            if not roles:
                says = f"this {kind} names no duty"
                mend = (
                    "its days have to hold the due day, and obligation, check, bearer and about have to fit"
                )
                faults.warn("log/idle-statement", entry.at, says, mend)
            elif roles == {"request"}:
                says = f"this {kind} is signed by the bearer alone, so it is only a request"
                faults.warn(
                    "log/request", entry.at, says, "it counts once somebody else is named in “by” too"
                )
    for entry in statements.get("judgement", ()):
        if not _asked(entry, told[entry.fields["of"]].entry, results):
            says = f"nobody asks about {entry.fields['of']}, so this answer changes nothing"
            faults.warn(
                "log/idle-answer", entry.at, says, "look at the id in “of”, and at obligation and check"
            )
    _done(results, faults)
    misdated(results.setting.record, faults)
    _corrected_twice(results, faults)
    _mistyped(results, told, faults)


def _asked(answer: Entry, judged: Entry, results: Results) -> bool:
    """Say whether some check asks about the kind of entry that an answer is about."""
    for obligation in results.plan.obligations:
        for check in obligation.checks:
            kinds = check.selector(check.pattern.acts).kinds
            fits = kinds is None or judged.kind in kinds
            if check.question is not None and fits and answer.fields.get("check", check.id) == check.id:
                named = answer.fields.get("obligation")
                if named is None or results.plan.means(named, check):
                    return True
    return False


def _done(results: Results, faults: Faults) -> None:
    """Warn of entries that say that a decision was carried out, and name none."""
    record = results.setting.record
    effective = {entry.id for said in carried_out(record).values() for entry in said}
    for entry in record.statements.get("decision_done", ()):
        if entry.id not in effective:
            says = f"{entry.fields['of']} is no decision that stands, so this entry changes nothing"
            faults.warn("log/idle-done", entry.at, says, "write the id of the decision under “of”")


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


def _mistyped(results: Results, told: dict[str, Trace], faults: Faults) -> None:
    """Warn of acts that would have counted, had they named the matter as the trigger does."""
    counts = ("counted", "excuses", "towards", "questioned", "offends")
    free = {
        kind: Ordered(sorted((e for e in own if not told[e.id].roles(*counts)), key=lambda e: e.order))
        for kind, own in results.setting.record.by_kind.items()
    }
    for result in results.results:
        of = result.finding.of
        if result.status not in ("breached", "unknown") or not isinstance(of, Duty) or of.trigger is None:
            continue
        same, about = of.check.terms.get("same"), of.trigger.about
        if about is None or not isinstance(same, tuple) or "about" not in same:
            continue
        selector = of.check.selector(of.check.pattern.acts)
        kinds = free.keys() if selector.kinds is None else selector.kinds
        for entry in (e for kind in sorted(kinds) for e in _around(of.window, free.get(kind, NONE))):
            if entry.about == about or not between(entry.end, of.window.opens, of.window.due)[1]:
                continue
            alike = entry.about is None or nearest(entry.about, (about,)) is not None
            if alike and selector.matches(entry, of.bindings):
                says = f"this would settle a duty about “{about}”, if that were what it names in “about”"
                faults.warn("log/other-about", entry.at, says, f"write {about} if that is meant")


def _around(window: Window, entries: Ordered) -> Iterator[Entry]:
    """Yield the entries that may have ended in a window, and some around it."""
    for entry, soonest in entries.since(window.first):
        if soonest > window.closes.latest:
            return
        yield entry
