"""The results as one document of plain values, `checker-results/1`: to be written, compared and verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import __version__
from checker.results import canonical
from checker.results.decided import decided
from checker.results.signing import signing

if TYPE_CHECKING:
    from checker.log.model import Entry
    from checker.results.decided import Decided
    from checker.results.language import Wording
    from checker.results.model import ObligationResult, Result, Results, Since, Version
    from checker.results.signing import Signing

SCHEMA = "checker-results/1"


def document(results: Results, words: Wording) -> dict[str, object]:
    """Give the results with the inputs that they can be verified from; `words` are those of the reasons."""
    replaced = [canonical.plain(version.source) for version in results.plan.versions[:-1]]
    signed, decisions = signing(results), [_decision(each) for each in decided(results)]
    return {
        "schema": SCHEMA,
        "plan": {"id": results.plan.id, "sha256": canonical.plan_hash(results.plan)},
        "log": {
            "entries": len(results.log.entries),
            "sha256": canonical.log_hash(results.log),
            "completeness": results.plan.completeness,
        },
        **({"versions": [_version(each) for each in results.versions]} if results.versions else {}),
        "as_of": results.as_of.isoformat(),
        "known_at": results.known_at.isoformat() if results.known_at else None,
        "illustrative": results.illustrative,
        "language": words.tag,
        "tool": {"name": "checker", "version": __version__, "engine": results.engine},
        "sign_off": _signing(signed),
        "summary": dict(results.counts),
        "accounting": dict(results.accounting),
        "obligations": [_obligation(o) for o in sorted(results.obligations, key=lambda o: o.obligation.id)],
        "duties": [duty(r, words) for r in results.results],
        **({"decisions": decisions} if decisions else {}),
        **({"since": _since(results.since)} if results.since else {}),
        "inputs": {
            "plan": canonical.plain(results.plan.source),
            **({"replaced": replaced} if replaced else {}),
            "entries": canonical.entries(results.log),
            **({"rules": canonical.brought(results.rules.brought)} if results.rules.brought else {}),
        },
    }


def _version(each: Version) -> dict[str, object]:
    return {
        "version": each.plan.version,
        "sha256": canonical.plan_hash(each.plan),
        "from": each.first.isoformat() if each.first else None,
        "until": each.last.isoformat() if each.last else None,
        "open": [
            {
                "id": opened.id,
                "falls_under": opened.falls_under or None,
                "duty": opened.result.id if opened.result else None,
                "why": opened.why,
            }
            for opened in each.open
        ],
    }


def _signing(found: Signing) -> dict[str, object]:
    signed = [
        {
            "party": each.party.code,
            "entry": each.entry.id,
            "results": each.results,
            "these": each.these,
            **({"moved": each.moved} if each.moved is not None else {}),
        }
        for each in found.signed
        if each.entry
    ]
    return {"results": found.sha256, "final": found.final, **({"signed": signed} if signed else {})}


def _decision(each: Decided) -> dict[str, object]:
    """Give one decision on record; its days are as written."""
    entry, done = each.entry, each.done
    return {
        "id": entry.id,
        "state": each.state,
        "by": sorted(entry.by),
        "about": entry.about,
        "title": entry.title,
        "decided": _days(entry),
        "until": entry.fields.get("until"),
        "done": done
        and {
            "id": done.entry.id,
            "by": sorted(done.entry.by),
            "date": _days(done.entry),
            "late": {"least": done.least, "most": done.most} if done.most else None,
            "evidence": list(done.entry.evidence),
            "others": [other.id for other in done.others],
        },
    }


def _days(entry: Entry) -> str:
    return "/".join(day for day in entry.written if day)


def _since(since: Since) -> dict[str, object]:
    return {
        "as_of": since.as_of.isoformat(),
        "known_at": since.known_at.isoformat() if since.known_at else None,
        "added": list(since.added),
        "removed": [{"id": gone.way[0], "was": gone.was} for gone in since.removed],
        "changed": [
            {"id": other.way[0], "cell": other.way[1], "was": other.was, "now": other.now}
            for other in since.changed
        ],
        "moved": [
            {
                **moved._asdict(),
                "steps": [{**step._asdict(), "about": list(step.about)} for step in moved.steps],
            }
            for moved in since.moved
        ],
    }


def _obligation(own: ObligationResult) -> dict[str, object]:
    return {
        "id": own.obligation.id,
        "rating": own.rating,
        "counts": dict(own.counts),
        "uses": [e.id for e in own.uses],
    }


def duty(result: Result, words: Wording) -> dict[str, object]:
    """Give one finding in the fields of the format."""
    finding, trigger = result.finding, result.trigger
    of = finding.of
    return {
        "id": result.id,
        "obligation": result.obligation,
        "check": of.check.id,
        **({"version": of.check.version} if of.check.version else {}),
        "rule": of.check.pattern.rule,
        "bearer": of.bearer,
        "opens": of.window.first.isoformat(),
        "due": of.window.last.isoformat() if of.window.last else None,
        **({"imprecise": True} if of.window.imprecise else {}),
        "trigger": trigger.id if trigger else None,
        "status": finding.status,
        "line": finding.line,
        "evidence": [entry.id for entry in finding.evidence],
        "near_misses": [{"id": miss.entry.id, "why": miss.why} for miss in finding.near_misses],
        "interpretations": list(of.check.rests_on),
        "because": words.reason(finding.because),
    }
