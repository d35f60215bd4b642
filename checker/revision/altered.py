"""What a draft says otherwise than the plan before it: of a check, of a clause, of the plan as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from checker.days import Calendar
from checker.located.model import Fields, Items, Text
from checker.plan.model import (
    COMING_INTO_FORCE,
    Attribute,
    Bearers,
    Check,
    Excuse,
    Interpretation,
    Kind,
    NamedDate,
    Obligation,
    Party,
    Term,
)
from checker.plan.selectors import Selector

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from checker.plan.model import Plan

Told: TypeAlias = (
    Term
    | Bearers
    | Check
    | Obligation
    | Interpretation
    | NamedDate
    | Party
    | Kind
    | Attribute
    | Calendar
    | tuple[Excuse, ...]
)
"""What may be other: the value of a parameter, who owes, or a whole thing of the plan."""

OF_PLAN = (
    "title",
    "version",
    "replaces",
    "open_duties",
    "in_force",
    "until",
    "completeness",
    "illustrative",
    "calendar",
)
OF_CLAUSE = ("title", "modality", "place", "reading")
OF_CHECK = ("check", "check_id", "rule", "parameter", "bearer", "toward", "judgement", "unless")
BESIDE = ("interpretation", "date", "party", "activity", "attribute")
"""What an `Altered` may be of. Of the clause, `clause` names one that only one of the plans has."""


class Altered(NamedTuple):
    """One thing that is other in the draft; `was` or `now` is None where there is none.

    `what` is a word of `OF_PLAN`, `OF_CLAUSE`, `OF_CHECK` or `BESIDE`, or `clause`; `name` says which: the
    parameter, or the code or id of the thing. `checks` are the check before and after, of a thing of a check.
    `through` names the interpretations that are other too and give the value.
    """

    what: str
    name: str
    was: Told | None
    now: Told | None
    checks: tuple[Check | None, Check | None] = (None, None)
    through: tuple[str, ...] = ()


def of_check(was: Check, now: Check, old: Plan, new: Plan) -> Iterator[Altered]:
    """Yield what a check asks for otherwise: its id, its rule, then what it says, parameter by parameter.

    Of a check of another rule no parameters are compared: its whole sentence is another.
    """
    both = (was, now)
    if was.id != now.id:
        yield Altered("check_id", now.id, was.id, now.id, both)
    if was.pattern.rule != now.pattern.rule:
        yield Altered("rule", now.pattern.rule, was, now, both)
        return
    said: tuple[tuple[str, Told | None, Told | None], ...] = (
        ("bearer", was.bearers, now.bearers),
        ("toward", was.toward, now.toward),
    )
    for what, before, after in said:
        if before != after:
            yield Altered(what, what, before, after, both)
    for name in was.pattern.takes:
        one, other = was.terms.get(name), now.terms.get(name)
        if meaning(one, old) != meaning(other, new):
            yield Altered("parameter", name, one, other, both, _through(name, both, (old, new)))
    if was.question != now.question:
        yield Altered("judgement", "judgement", was.question, now.question, both)
    if [_excuse(each) for each in was.unless] != [_excuse(each) for each in now.unless]:
        yield Altered("unless", "unless", was.unless or None, now.unless or None, both)


def of_clause(was: Obligation, now: Obligation) -> Iterator[Altered]:
    """Yield what is other of a clause beside its words and its checks."""
    said = (
        ("title", was.title, now.title),
        ("modality", was.modality, now.modality),
        ("place", (was.section, was.paragraph), (now.section, now.paragraph)),
        ("reading", was.reading, now.reading),
    )
    for what, before, after in said:
        if before != after:
            yield Altered(what, now.id, before, after)


def of_plan(old: Plan, new: Plan) -> Iterator[Altered]:
    """Yield what is other of the plan as a whole, and of what its clauses share."""
    said: tuple[tuple[str, Told | None, Told | None], ...] = (
        ("title", old.title, new.title),
        ("version", old.version or None, new.version or None),
        ("replaces", _plain(old.replaces), _plain(new.replaces)),
        ("open_duties", old.open_duties, new.open_duties),
        ("completeness", old.completeness, new.completeness),
        ("illustrative", old.illustrative, new.illustrative),
        ("calendar", old.calendar, new.calendar),
    )
    for what, day, other in (("in_force", old.start, new.start), ("until", old.until, new.until)):
        if meaning(day, old) != meaning(other, new):
            yield Altered(what, what, day, other)
    for what, before, after in said:
        if before != after:
            yield Altered(what, what, before, after)
    yield from _named("interpretation", old.interpretations, new.interpretations)
    for each in _named("date", old.dates, new.dates):
        if not _rests_alike(each):  # else the reading is another, and said already
            yield each
    yield from _named("party", old.parties, new.parties)
    yield from _named("activity", old.kinds, new.kinds)
    yield from _named("attribute", old.attributes, new.attributes)


def _plain(text: Text | None) -> str | None:
    """Give a text without its place, which is no part of what it says."""
    return None if text is None else str(text)


def _named(what: str, old: Mapping[str, Told], new: Mapping[str, Told]) -> Iterator[Altered]:
    """Yield the things of a kind that are other, in the order of the plans."""
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name), new.get(name)
        if _thing(was) != _thing(now):
            yield Altered(what, name, was, now)


def _thing(value: Told | None) -> object:
    """Give what a thing means; two ways to write the same are no difference."""
    if isinstance(value, NamedDate):
        return value.days, value.first and value.first.conditions
    if isinstance(value, Interpretation):
        return value.value, value.decided_by, value.decided_on
    return value


def _rests_alike(date: Altered) -> bool:
    """Say whether a date rests on the same interpretations before and in the draft."""
    was, now = date.was, date.now
    if not isinstance(was, NamedDate) or not isinstance(now, NamedDate):
        return False
    return bool(was.rests_on) and was.rests_on == now.rests_on


def meant_otherwise(old: Plan, new: Plan) -> frozenset[str]:
    """Name the interpretations that both plans have, with another value."""
    shared = old.interpretations.keys() & new.interpretations.keys()
    return frozenset(
        name for name in shared if old.interpretations[name].value != new.interpretations[name].value
    )


def meaning(term: Term | None, plan: Plan) -> object:
    """Give what a term means in its plan: of a named date its days, of a selector its conditions."""
    if isinstance(term, str) and term != COMING_INTO_FORCE and term in plan.dates:
        named = plan.dates[term]
        return named.days if named.first is None else ("first", named.first.conditions)
    return term.conditions if isinstance(term, Selector) else term


def _excuse(excuse: Excuse) -> object:
    return excuse.selector.conditions, excuse.this, excuse.same, excuse.not_after


def _through(
    name: str, checks: tuple[Check | None, Check | None], plans: tuple[Plan, Plan]
) -> tuple[str, ...]:
    """Name the interpretations of another value that give the values of a parameter, before or after."""
    used = {
        each for check, plan in zip(checks, plans, strict=True) if check for each in _by(name, check, plan)
    }
    return tuple(sorted(used & meant_otherwise(*plans)))


def _by(name: str, check: Check, plan: Plan) -> Iterable[str]:
    """Name the interpretations that a parameter of a check, as written, is read by."""
    term = check.terms.get(name)
    if isinstance(term, str) and term in plan.dates:
        return plan.dates[term].rests_on
    for clause in _items(plan.source, "obligations"):
        if clause["id"] != check.obligation:
            continue
        for own in _items(clause, "checks"):
            value = own.get(name) if own["id"] == check.id else None
            if isinstance(value, Fields) and isinstance(value.get("interpretation"), Text):
                return (str(value["interpretation"]),)
    return ()


def _items(fields: Fields, key: str) -> Iterator[Fields]:
    listed = fields.get(key)
    yield from (each for each in (listed if isinstance(listed, Items) else ()) if isinstance(each, Fields))
