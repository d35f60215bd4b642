"""Decisions for a meeting: every open matter of the results, put to the table `rules/verdicts/agenda.yaml`.

Candidates are gathered without a thought for what will become of them; the table alone says which are items,
so that none can be forgotten. What belongs together is one item: one for each act that a question is asked
about, each clause that was broken or done late, each party whose record leaves something open.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from checker.findings.because import names_of
from checker.findings.model import Sentence, Value
from checker.findings.tables import Tables
from checker.log.model import Entry
from checker.patterns.vocabulary import ITEMS
from checker.plan.model import Obligation
from checker.results.again import engine_of
from checker.results.candidates import Candidate, candidates
from checker.results.model import Result, Results
from checker.results.sensitivity import Sensitivity
from checker.results.story import parties_of

TABLE = "agenda"
Key = tuple[str, ...]


class Item(NamedTuple):
    """One decision to take: its kind, what it links to, whom it concerns, by when, and a proposed wording.

    `kind` is one of `ITEMS`. `clauses` are in the order of the plan, `parties` codes in theirs; `reading` is
    there if a reading is to be agreed on. `wording` is a key of the languages' section `agenda`, with values.
    """

    kind: str
    clauses: tuple[Obligation, ...]
    duties: tuple[Result, ...]
    entries: tuple[Entry, ...]
    reading: Sensitivity | None
    parties: tuple[str, ...]
    by_when: date | None
    wording: Sentence


def agenda(results: Results, readings: Iterable[Sensitivity]) -> tuple[Item, ...]:
    """Give what a meeting has to decide: by kind, clause and day; `readings` are the results' own."""
    tables = Tables(results.rules, engine_of(results))
    together: dict[Key, list[Candidate]] = {}
    for candidate in candidates(results, readings):
        fields = tables.table(TABLE).fields
        kind = tables.decide(TABLE, {field: field in candidate.holds for field in fields}).status
        for key in _keys(kind, candidate, results):
            together.setdefault((kind, *key), []).append(candidate)
    items = [_item(key, found, results) for key, found in together.items() if key[0] in ITEMS]
    places = {clause.id: number for number, clause in enumerate(results.plan.obligations)}
    return tuple(sorted(items, key=lambda item: _order(item, places)))


def _keys(kind: str, candidate: Candidate, results: Results) -> Iterator[Key]:
    """Yield what a candidate is taken together by: one key, or one for each act or party."""
    if not candidate.duties or kind == "request":
        yield (candidate.id,)
        return
    (duty,) = candidate.duties
    if kind == "question":
        check = duty.finding.of.check
        about: list[Key] = [(entry.id,) for entry in duty.finding.evidence]
        yield from ((check.question or "", *key) for key in about or [("", duty.obligation, check.id)])
    elif kind == "evidence":
        yield from ((party,) for party in sorted(parties_of(duty, results.plan)))
    else:
        yield (duty.obligation,)


def _item(key: Key, found: list[Candidate], results: Results) -> Item:
    kind, plan = key[0], results.plan
    duties = tuple(duty for candidate in found for duty in candidate.duties)
    entries = tuple(entry for candidate in found for entry in candidate.entries)
    if kind == "question":
        entries = tuple(e for e in duties[0].finding.evidence if e.id == key[2])
    concerned = {party for duty in duties for party in parties_of(duty, plan)}
    if kind == "evidence":
        concerned = {key[-1]}
    elif not duties or kind == "request":
        concerned = {party for entry in entries for party in entry.by_parties} or set(plan.bound)
    ids = {duty.obligation for duty in duties} | {name for candidate in found for name in candidate.clauses}
    item = Item(
        kind=kind,
        clauses=tuple(clause for clause in plan.obligations if clause.id in ids),
        duties=duties,
        entries=entries,
        reading=found[0].reading,
        parties=tuple(code for code in plan.parties if code in concerned),
        by_when=_by_when(kind, duties, entries, results.as_of),
        wording=Sentence("", {}),
    )
    return item._replace(wording=_wording(item, results))


def _by_when(kind: str, duties: tuple[Result, ...], entries: tuple[Entry, ...], as_of: date) -> date | None:
    """Give the day by which it matters: that of a decision, else the next due day of what hangs on it."""
    if kind in ("overdue", "decision"):
        until = entries[0].until
        return until.latest if until else None
    days = [duty.finding.of.window.last for duty in duties]
    return min((day for day in days if day is not None and day >= as_of), default=None)


def _order(item: Item, places: dict[str, int]) -> tuple[object, ...]:
    clause = places[item.clauses[0].id] if item.clauses else len(places)
    days = [entry.start.earliest for entry in item.entries]
    days += [duty.finding.of.window.last or date.max for duty in item.duties]
    day = item.by_when or min(days, default=date.max)
    named = item.reading.interpretation.name if item.reading else ""
    return ITEMS.index(item.kind), clause, day, [e.id for e in item.entries], item.parties, named


def _wording(item: Item, results: Results) -> Sentence:
    """Propose what the minutes could say; what is chosen, by whom and by when is left to the meeting."""
    plan, first = results.plan, item.entries[0] if item.entries else None
    values: dict[str, Value] = {
        "who": names_of(item.parties, plan),
        "n": len(item.duties),
        "acts": item.entries,
        "until": (first.until if first else None) or "",
    }
    key = item.kind
    if item.kind == "question":
        values["question"] = item.duties[0].finding.of.check.question or ""
        key += "" if item.entries else "-open"
    elif item.kind == "request" and first:
        key += f"-{first.kind}"
    elif item.reading:
        values |= {"name": item.reading.interpretation.name, "n": item.reading.turned}
        key += "" if item.reading.judged else "-untried"
    return Sentence(key, values)
