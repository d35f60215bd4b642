"""Made-up rows that show how a log on one plan is filled in: they name its parties, activities and clauses.

They are read without a fault, so that whoever copies one has a good row; each says that it is made up.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from checker.days import DayRange
from checker.log.cells import NEEDED, OWN_COLUMNS
from checker.plan.selectors import Selector
from checker.results.labels import STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TypeAlias

    from checker.authoring.template_words import Words
    from checker.plan.model import Attribute, Check, Plan
    from checker.plan.selectors import Condition

    Cells: TypeAlias = "dict[str, str | date]"
    """The filled-in cells of a row, by the codes of their columns, in codes."""

MOST = 8  # activities that are shown
APART = timedelta(days=40)  # from one row to the next
LATEST = date(9000, 1, 1)  # of a first day that leaves room for the others


def of_log(words: Words) -> list[Cells]:
    """Give rows of activities: those that the checks ask about, then a correction and a withdrawal."""
    plan = words.plan
    found: list[Cells] = []
    subjects: dict[str, str] = {}
    first = _first_day(plan)
    for number, (kind, check, selector) in enumerate(_asked(plan), 1):
        day = first + number * APART
        row: Cells = {"id": f"e{number}", "date": day, "activity": kind, **_people(plan, check, selector)}
        row |= _attributes({**plan.kinds[kind].attributes}, selector)
        row["title"] = words.text("made-up", text=words.wording.kind(kind))
        if check is not None and _matched(check, "about"):
            row["about"] = subjects.setdefault(f"{check.obligation}/{check.id}", f"A-{len(subjects) + 1}")
        if number % 3 == 0:
            row["end"] = day + timedelta(days=2)
        elif number % 3 == 2:  # noqa: PLR2004 - every third row
            row["date"] = day.isoformat()[: len("2008-05")]
        found.append(row)
    if found:
        again = found[0] | {"id": "e-new", "corrects": "e1", "recorded": first + 9 * APART}
        back: Cells = {"id": "e-back", "date": first + 10 * APART, "by": found[-1]["by"]}
        found += [again, back | {"retracts": found[-1]["id"]}]
    return [row | {"illustrative": "yes"} for row in found]


def _first_day(plan: Plan) -> date:
    start = plan.dates[plan.start].days if isinstance(plan.start, str) else plan.start
    return min(start.latest, LATEST) if isinstance(start, DayRange) else date(2001, 1, 1)


def _asked(plan: Plan) -> Iterator[tuple[str, Check | None, Selector | None]]:
    """Yield the first kinds that checks ask about, each once; of a plan without checks, its first kinds."""
    seen: dict[str, tuple[Check | None, Selector | None]] = {}
    for obligation in plan.obligations:
        for check in obligation.checks:
            for term in check.terms.values():
                if isinstance(term, Selector):
                    for kind in sorted(term.kinds or ()):
                        seen.setdefault(kind, (check, term))
    for kind in plan.kinds if not seen else ():
        seen[kind] = None, None
    for kind in list(seen)[:MOST]:
        yield kind, *seen[kind]


def _matched(check: Check, field: str) -> bool:
    same = check.terms.get("same")
    return isinstance(same, tuple) and field in same


def _people(plan: Plan, check: Check | None, selector: Selector | None) -> Cells:
    """Say who acts, and toward whom if the check asks for that."""
    some = plan.bound or tuple(plan.parties)
    bearers = check.bearers.codes if check is not None else ()
    fields = {each.field: each for each in selector.conditions} if selector is not None else {}
    by = _named(fields.get("by")) or (bearers or some)[0]
    found: Cells = {"by": by}
    if "to" in fields:
        others = [code for code in some if plan.party_of(code) != plan.party_of(by)]
        found["to"] = _named(fields["to"]) or (others or some)[0]
    return found


def _named(condition: Condition | None) -> str:
    return min(condition.values, default="") if condition is not None and not condition.negated else ""


def _attributes(own: Mapping[str, Attribute], selector: Selector | None) -> Cells:
    fields = {each.field: each for each in selector.conditions} if selector is not None else {}
    found: Cells = {}
    for code, attribute in own.items():
        wanted = _named(fields.get(code))
        if attribute.values is not None:
            found[code] = wanted if wanted in attribute.values else attribute.values[0]
        else:
            found[code] = wanted or ("1" if attribute.number else "…")
    return found


def of_statements(words: Words, acts: list[Cells]) -> list[Cells]:
    """Give a row for each kind of statement."""
    plan = words.plan
    found: list[Cells] = []
    some = plan.bound or tuple(plan.parties)
    clauses = [each.id for each in plan.obligations if each.checks] or [o.id for o in plan.obligations]
    day = _first_day(plan) + 11 * APART
    last = day + 2 * APART
    for number, kind in enumerate(STATEMENTS, 1):
        values: Cells = {"answer": "yes", "until": last, "results": "0" * 64, "bearer": some[0]}
        values |= {"obligation": clauses[0]} if clauses else {}
        values |= {"of": str(acts[0]["id"])} if acts else {}
        if kind == "decision_done":
            values["of"] = next(str(row["id"]) for row in found if row["activity"] == "decision")
        wanted = {*NEEDED.get(kind, ()), *({"bearer", "until"} & OWN_COLUMNS[kind])}
        if not values.keys() >= wanted:
            continue  # a plan without activities has nothing to judge
        row: Cells = {"id": f"s{number}", "date": day, "activity": kind, "by": some[-1]}
        row |= {code: values[code] for code in sorted(wanted)}
        if kind == "coverage":
            row |= {"by": some[0], "date": _first_day(plan), "end": last}
        row["title"] = words.text("made-up", text=words.wording.kind(kind))
        found.append(row)
    return found
