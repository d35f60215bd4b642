"""What each row of the log did: every duty that names it, and the one thing that it mainly became.

Pure functions of `Results`, which know no format and no language.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from checker.duties.dates import matching
from checker.frozen import replace
from checker.log.record import void_ids
from checker.results.covering import Covering
from checker.results.mentions import all_mentions
from checker.results.story import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.log.model import Entry
    from checker.log.record import Record
    from checker.results.mentions import Mention
    from checker.results.model import Results

BECAME = (
    "not_yet_known", "void", "later",
    "statement", "request", "idle",
    "counted", "questioned", "offended", "gave_rise", "permitted", "nearly", "corrects",
    "no_clause", "no_effect",
)  # fmt: skip
"""What an entry mainly became: the first of these that holds.

The first three are as in the accounting. Statements about the record are a `request` if that is all they
are, `idle` if they change nothing, else a `statement`. Activities: `counted` (kept, late, excuses or
towards), `questioned`, `offended`, `gave_rise` to a duty, an instance or a named date, `permitted`, `nearly`
counted, `corrects` another entry and did nothing else, `no_clause` covers its kind, or it had `no_effect`.
"""
TELLING = frozenset({"counted", "questioned", "offended", "gave_rise", "permitted", "nearly", "request"})
"""What entries become that some verdict or use rests on, so that one may want to look them up."""
_OF_ROLE = {
    "counted": "counted", "excuses": "counted", "towards": "counted", "questioned": "questioned",
    "offends": "offended", "trigger": "gave_rise", "instance": "gave_rise", "near": "nearly",
}  # fmt: skip


class Trace(NamedTuple):
    """What one entry did.

    `permitted` and `fits` are ids of obligations: those that count it as a use, and those that have a
    selector whose kinds, and other conditions without variables, it meets. `dates` are the named dates whose
    day it gives, `undoes` the entries that are void through it, `undone_by` those that made it void.
    """

    entry: Entry
    became: str
    mentions: tuple[Mention, ...]
    permitted: tuple[str, ...]
    fits: tuple[str, ...]
    dates: tuple[str, ...]
    undoes: tuple[str, ...]
    undone_by: tuple[str, ...]

    def roles(self, *wanted: str) -> tuple[Mention, ...]:
        """Give the mentions in these roles."""
        return tuple(mention for mention in self.mentions if mention.role in wanted)


def traces(results: Results) -> dict[str, Trace]:
    """Tell of each entry of the log, by id, what it did; the order is by day."""
    mentions: dict[str, dict[tuple[str, str, str], Mention]] = {}
    for name, mention in all_mentions(results):
        key = mention.result.id, mention.role, mention.why
        mentions.setdefault(name, {})[key] = mention
    permitted: dict[str, list[str]] = {}
    for own in results.obligations:
        for entry in own.uses:
            permitted.setdefault(entry.id, []).append(own.obligation.id)
    dates, undone, covering = _dates(results), _undone(results), Covering(results.plan)
    told = {}
    for row in rows(results):
        entry = row.entry
        trace = Trace(
            entry=entry,
            became="",
            mentions=tuple(mentions.get(entry.id, {}).values()),
            permitted=tuple(permitted.get(entry.id, ())),
            fits=covering.fits(entry) if row.state == "activities" else (),
            dates=tuple(dates.get(entry.id, ())),
            undoes=undone.get(entry.id, ()),
            undone_by=row.void_by,
        )
        told[entry.id] = trace._replace(became=_became(trace, row.state, results, covering))
    return told


def counts(told: Iterable[Trace]) -> dict[str, int]:
    """Count what the entries became; the numbers add up to that of the entries."""
    found = dict.fromkeys(BECAME, 0)
    for trace in told:
        found[trace.became] += 1
    return found


def _became(trace: Trace, state: str, results: Results, covering: Covering) -> str:
    if state not in ("activities", "statements"):
        return state
    roles = {mention.role for mention in trace.mentions}
    if state == "statements":
        return _statement(trace, roles, results)
    found = {_OF_ROLE[role] for role in roles}
    holds = (
        (found & {"counted", "questioned", "offended", "gave_rise", "nearly"})
        | ({"gave_rise"} if trace.dates else set())
        | ({"permitted"} if trace.permitted else set())
        | ({"corrects"} if trace.undoes else set())
        | (set() if covering.covers(trace.entry.kind) else {"no_clause"})
    )
    return next((name for name in BECAME if name in holds), "no_effect")


def _statement(trace: Trace, roles: set[str], results: Results) -> str:
    kind = trace.entry.kind
    if roles == {"request"} and not trace.undoes:
        return "request"
    idle = {
        "coverage": not results.setting.attested,
        "judgement": not roles,
        "waiver": not roles,
        "extension": not roles,
        "retraction": True,
        "decision_done": kind == "decision_done" and not _finishes(trace.entry, results.setting.record),
    }
    return "idle" if idle.get(kind, False) and not trace.undoes else "statement"


def _finishes(entry: Entry, record: Record) -> bool:
    """Say whether an entry names a decision on record, or one that such a decision corrects."""
    return any(
        entry.fields["of"] in record.chains.get(decision.id, {decision.id})
        for decision in record.statements.get("decision", ())
    )


def _dates(results: Results) -> dict[str, list[str]]:
    """Name the dates whose earliest or latest possible day an entry gives, as the first of its kind."""
    found: dict[str, list[str]] = {}
    for setting in results.setting.parts.values() or (results.setting,):
        plan, since = setting.plan, setting.life.start if setting.life else date.max
        for name, named in plan.dates.items():
            days = setting.dates[name]
            if named.first is None or days is None:
                continue
            for entry in matching(named, setting.record, None if name in (plan.start, plan.until) else since):
                if entry.end.earliest == days.earliest or entry.end.latest == days.latest:
                    found.setdefault(entry.id, []).append(name)
    return found


def _undone(results: Results) -> dict[str, tuple[str, ...]]:
    """Name the entries that each correction or retraction makes void, directly or through others."""
    known_at = results.known_at
    known = [e for e in results.log.entries if known_at is None or e.known_from <= known_at]
    ids, chains = {entry.id for entry in known}, results.setting.record.chains
    undoing = [e for e in known if not e.fields.keys().isdisjoint(("corrects", "retracts"))]
    alone = ({key: text for key, text in e.fields.items() if key != "corrects"} for e in undoing)
    retracted = void_ids(replace(e, fields=fields) for e, fields in zip(undoing, alone, strict=True))
    found = {}
    for entry in undoing:
        if entry.id not in retracted:
            names = set(chains.get(entry.id, ())) | {entry.fields.get("retracts", entry.id)}
            found[entry.id] = tuple(sorted((names & ids) - {entry.id}))
    return found
