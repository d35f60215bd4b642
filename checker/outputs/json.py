"""Results as JSON, `checker-results/1`: exact, sorted, and with the inputs that they can be verified from."""

import json

from checker import __version__
from checker.outputs import Options
from checker.results import canonical
from checker.results.language import Wording
from checker.results.model import ObligationResult, Result, Results

suffix = ".json"


def write(results: Results, options: Options) -> bytes:
    """Give the results as UTF-8 JSON with a line for each duty."""
    words = Wording(options.language, results.plan)
    document: dict[str, object] = {
        "schema": "checker-results/1",
        "plan": {"id": results.plan.id, "sha256": canonical.plan_hash(results.plan)},
        "log": {
            "entries": len(results.log.entries),
            "sha256": canonical.log_hash(results.log),
            "completeness": results.plan.completeness,
        },
        "as_of": results.as_of.isoformat(),
        "known_at": results.known_at.isoformat() if results.known_at else None,
        "illustrative": results.illustrative,
        "tool": {"name": "checker", "version": __version__, "engine": results.engine},
        "summary": dict(results.counts),
        "accounting": dict(results.accounting),
        "obligations": [_obligation(o) for o in sorted(results.obligations, key=lambda o: o.obligation.id)],
        "duties": [duty(r, words) for r in results.results],
        "inputs": {"plan": canonical.plain(results.plan.source), "entries": canonical.entries(results.log)},
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


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
