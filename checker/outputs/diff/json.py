"""A comparison as JSON, `checker-diff/1`: in a fixed order, with the hashes of what it was made from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from checker import __version__
from checker.results import canonical
from checker.results.document import duty
from checker.results.language import Wording
from checker.revision import told_diff
from checker.revision.told_diff import Both
from checker.revision.told_value import value

if TYPE_CHECKING:
    from checker.outputs import Options
    from checker.plan.model import Plan
    from checker.results.model import Results
    from checker.revision.altered import Altered
    from checker.revision.diff import Diff
    from checker.revision.pairs import Pair
    from checker.revision.replay import Replay, Reread

SCHEMA = "checker-diff/1"
suffix = ".json"


def write(found: Diff, replay: Replay | None, options: Options) -> bytes:
    """Give the comparison, and the replay of the past if there is one, as UTF-8 JSON."""
    both = Both(*(Wording(options.language, plan) for plan in (found.old, found.new)))
    made_up = found.old.illustrative or found.new.illustrative or (replay and replay.was.illustrative)
    plain: dict[str, object] = {
        "schema": SCHEMA,
        "old": _plan(found.old),
        "new": _plan(found.new),
        "illustrative": bool(made_up),
        "language": options.language,
        "tool": {"name": "checker", "version": __version__},
        "same": found.same,
        "counts": dict(found.counts),
        "remarks": [str(told) for told in told_diff.remarks(found, both)],
        "altered": [_altered(each, both) for each in found.altered],
        "clauses": [_pair(pair, both) for pair in found.pairs],
    }
    if replay is not None:
        past = Both(*(Wording(options.language, each.plan) for each in (replay.was, replay.now)))
        plain["replay"] = _replay(replay, past)
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()


def _plan(plan: Plan) -> dict[str, object]:
    return {
        "id": plan.id,
        "title": plan.title,
        "completeness": plan.completeness,
        "illustrative": plan.illustrative,
        "sha256": canonical.plan_hash(plan),
    }


def _altered(each: Altered, both: Both) -> dict[str, object]:
    """Give one thing that is other: its sides in words, None where there is none."""
    check = each.checks[0] or each.checks[1]
    told = each.what != "clause"
    return {
        "what": each.what,
        "name": each.name,
        "check": check.id if check else None,
        "was": value(each, each.was, both.old) if told and each.was is not None else None,
        "now": value(each, each.now, both.new) if told and each.now is not None else None,
        "interpretations": list(each.through),
        "says": told_diff.altered(each, both),
    }


def _pair(pair: Pair, both: Both) -> dict[str, object]:
    return {
        "relation": pair.relation,
        "was": [clause.id for clause in pair.was],
        "now": [clause.id for clause in pair.now],
        "reworded": pair.reworded,
        "text": [{"how": run.how, "words": run.text} for run in pair.text] if pair.reworded else [],
        "altered": [_altered(each, both) for each in pair.altered],
    }


def _replay(found: Replay, both: Both) -> dict[str, object]:
    return {
        "as_of": found.was.as_of.isoformat(),
        "known_at": found.was.known_at.isoformat() if found.was.known_at else None,
        "log": {
            "entries": len(found.was.log.entries),
            "sha256": canonical.log_hash(found.was.log),
            "illustrative": found.was.log.illustrative,
        },
        "engine": found.was.engine,
        "in_force_from": found.first.isoformat() if found.first else None,
        "was": _judged(found.was),
        "now": _judged(found.now),
        "same": found.same,
        "moved": found.moved,
        "differently": found.differently,
        "changed": found.changed,
        "vanished": found.vanished,
        "appeared": found.appeared,
        "unheard": dict(found.unheard),
        "unknown": list(found.unknown),
        "completeness": {"was": found.was.plan.completeness, "now": found.now.plan.completeness},
        "says": [str(told) for told in told_diff.replayed(found, both)],
        "turns": [_turn(each, both) for each in found.turns],
        "rerated": [
            {
                "was": [clause.id for clause in each.pair.was],
                "now": [clause.id for clause in each.pair.now],
                "ratings": {"was": list(each.was), "now": list(each.now)},
            }
            for each in found.rerated
        ],
    }


def _judged(results: Results) -> dict[str, object]:
    return {"duties": len(results.results), "summary": dict(results.counts)}


def _turn(each: Reread, both: Both) -> dict[str, object]:
    return {
        "was": duty(each.was, both.old) if each.was else None,
        "now": duty(each.now, both.new) if each.now else None,
        "how": each.how,
        "due_to": [_altered(one, both) for one in each.due_to],
        "says": told_diff.turned(each, both),
    }
