"""The log as it would be with some changes supposed: rows with other days, answers, acts that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.days import DAY
from checker.duties.compile import fields_bound
from checker.duties.model import Duty
from checker.located.number import shortest
from checker.plan.selectors import SEVERAL
from checker.results.again import Cells, cells, log_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from checker.duties.model import Instance
    from checker.log.model import Entry, Log
    from checker.plan.model import Plan
    from checker.plan.selectors import Bindings, Condition
    from checker.results.model import Results

NEW = "supposed"
"""A matter that no row of the log names."""


class Change(NamedTuple):
    """One thing that would have been other.

    `kind` says what: an `answer` of yes (or of `value`) by the parties `by`; the `exact` day of an act, one
    of those from `first` to `last`; a `trigger` known to have been from `first` to `last`; a `fill` of the
    trigger's field `text` with `value`; a `move` of an act to the day `first`; so many more acts (`add`),
    done from `first` to `last`; a record that is attested (`attest`); an entry that would not be there
    (`without`), or that would carry `value` in the field `text` (`carry`).
    """

    kind: str
    entry: Entry | None = None
    first: date | None = None
    last: date | None = None
    number: int = 1
    by: tuple[str, ...] = ()
    text: str = ""
    value: str = ""


def log(results: Results, of: Duty | Instance, changes: Sequence[Change], whole: Plan | None = None) -> Log:
    """Give the log as it would be with the changes. Raises `InvalidInput` if it would be none."""
    rows: dict[str, Cells | None] = {}
    filled = {change.text: change.value for change in changes if change.kind == "fill"}
    for number, change in enumerate(changes, 1):
        name = change.entry.id if change.entry else ""
        row = rows.get(name) or (cells(results, name) if name else {})
        if change.kind == "answer" and isinstance(of, Duty):
            rows |= _answers(change, of, results, number)
        elif change.kind in ("exact", "move", "trigger"):
            rows[name] = _on(row, change)
        elif change.kind in ("fill", "carry"):
            rows[name] = {**row, change.text: change.value}
        elif change.kind == "without" and change.entry:
            rows |= _withdrawn(change.entry, results)
        elif change.kind == "attest":
            rows[f"{NEW}-{number}"] = _row(f"{NEW}-{number}", "coverage", change)
        elif change.kind == "add" and isinstance(of, Duty):
            rows |= _acts(change, of, results, filled)
    return log_with(results, rows, whole)


def _row(name: str, activity: str, change: Change) -> Cells:
    first, last = str(change.first or ""), str(change.last or "")
    return {"id": name, "activity": activity, "by": ";".join(change.by), "date": first, "end": last}


def _on(row: Cells, change: Change) -> Cells:
    """Give a row with other days: a trigger's own, or those of an act that then was done on the first."""
    day = str(change.first)
    if "end" not in row:
        return {**row, "date": day}
    if change.kind == "trigger":
        return {**row, "date": day, "end": str(change.last)}
    began = (
        change.entry is not None and change.first is not None and change.entry.start.latest <= change.first
    )
    return {**row, "date": row["date"] if began else day, "end": day}


def _withdrawn(entry: Entry, results: Results) -> dict[str, Cells | None]:
    """Withdraw an entry, and those that it corrects, which else would come back."""
    made: dict[str, Cells | None] = {}
    for name in sorted(results.setting.record.chains.get(entry.id, {entry.id})):
        id_ = f"{NEW}-not-{name}"
        made[id_] = {"id": id_, "by": entry.by[0], "date": str(entry.known_from), "retracts": name}
    return made


def _answers(change: Change, duty: Duty, results: Results, number: int) -> dict[str, Cells | None]:
    """Answer, in the name of each party that has to, after all that was answered before."""
    day = max(entry.known_from for entry in results.log.entries) + DAY
    made: dict[str, Cells | None] = {}
    for code in change.by:
        name = f"{NEW}-{number}-{code}"
        made[name] = {
            "id": name, "activity": "judgement", "by": code, "date": str(day),
            "answer": change.value or "yes",
            "of": change.entry.id if change.entry else "",
            "obligation": duty.check.cited, "check": duty.check.id,
        }  # fmt: skip
    return made


def _acts(change: Change, duty: Duty, results: Results, filled: Cells) -> dict[str, Cells | None]:
    """Make the acts that are missing, on the last day on which they would have been in time."""
    made: dict[str, Cells | None] = {}
    for each in range(change.number):
        name = f"{NEW}-act-{each + 1}"
        row = act(duty, results.plan, filled)
        if row is None:
            continue
        made[name] = {**row, "id": name, "date": str(change.last)}
        if duty.check.question is not None:
            plan = results.plan
            own = plan.party_of(duty.bearer)
            others = [code for code, party in plan.parties.items() if party.unit_of is None and code != own]
            made[f"{name}-yes"] = {
                "id": f"{name}-yes", "activity": "judgement", "of": name, "answer": "yes",
                "by": others[0] if others else "", "date": str(change.last),
            }  # fmt: skip
    return made


def act(duty: Duty, plan: Plan, filled: Cells) -> Cells | None:
    """Give the cells of an act that would discharge a duty, but for its id and day; None if none could.

    `filled` are fields of the trigger that are supposed to be filled in.
    """
    row: Cells = {"by": duty.bearer, **dict(_same(duty, filled))}
    if duty.bearer not in row["by"].split(";"):
        row["by"] = f"{duty.bearer};{row['by']}"
    for condition in duty.check.selector(duty.check.pattern.acts).conditions:
        found = value(condition, duty.bindings, row.get(condition.field, ""), plan)
        if found is None:
            return None
        row[condition.field] = found
    if any(text not in row[field].split(";") for field, text in _same(duty, filled)):
        return None  # what has to agree with the trigger has to be something else too, which nothing can meet
    return {key: text for key, text in row.items() if text}


def _same(duty: Duty, filled: Cells) -> Iterator[tuple[str, str]]:
    """Yield what an act has to share with the trigger."""
    same = duty.check.terms.get("same")
    for field in same if isinstance(same, tuple) else ():
        found = fields_bound(duty.trigger, field) if duty.trigger else ()
        values = [filled[field]] if field in filled else sorted(found)
        if values:
            yield field, values[0]


def value(condition: Condition, bound: Bindings, given: str, plan: Plan) -> str | None:
    """Give a value that meets a condition, the one that is given if it does; None if there is none."""
    if condition.present is not None:
        return (given or anything(condition.field, plan)) if condition.present else ""
    if condition.at_least is not None or condition.at_most is not None:
        number = condition.at_least if condition.at_least is not None else condition.at_most
        return shortest(repr(number)) or ""
    wanted = condition.values.union(*(bound.get(name, frozenset()) for name in condition.variables))
    several = given.split(";") if condition.field in SEVERAL and given else [given]
    return (_other if condition.negated else _one)(condition, wanted, several, plan)


def _one(condition: Condition, wanted: frozenset[str], given: list[str], _: Plan) -> str | None:
    """Give one of the values that are wanted, beside what is given where there may be several."""
    found = min(wanted, default=None)
    if found is None:
        return None
    if not wanted.isdisjoint(given):
        return ";".join(given)
    return ";".join(filter(None, (*given, found))) if condition.field in SEVERAL else found


def _other(condition: Condition, wanted: frozenset[str], given: list[str], plan: Plan) -> str | None:
    """Give what is given but for the values that are not wanted; another where something has to be."""
    if condition.field == "activity":
        return next((kind for kind in plan.kinds if kind not in wanted), None)
    kept = [each for each in given if each not in wanted]
    if condition.field == "by" and not kept:
        return next((code for code in plan.parties if code not in wanted), None)
    return ";".join(kept)


def anything(field: str, plan: Plan) -> str:
    """Give something that a field may hold."""
    if field in ("by", "to"):
        return next(iter(plan.bound))
    kinds = plan.kinds.values()
    for attributes in (plan.attributes, *(kind.attributes for kind in kinds)):
        if field in attributes:
            known = attributes[field]
            return known.values[0] if known.values else "1" if known.number else NEW
    return NEW


def conforming(instance: Instance, results: Results) -> tuple[Change, ...]:
    """Say what an activity would have had to carry to conform; or that it would not be there."""
    broken_by = instance.check.pattern.broken_by
    entry = instance.entries[0]
    changes = []
    if broken_by is not None and broken_by.unlike is not None:
        selector = instance.check.selector(broken_by.unlike)
        for condition in selector.conditions:
            if not condition.holds(entry, instance.bindings):
                wanted = value(condition, instance.bindings, "", results.plan)
                if wanted is None:
                    return (Change("without", entry),)
                changes.append(Change("carry", entry, text=condition.field, value=wanted))
    return tuple(changes) or (Change("without", entry),)
