"""What a check might have said instead: each of its parameters, one step away from what it says.

Written by the kinds of parameters, so a new pattern needs nothing here. A change that no log could ever show
is left out: it would ask for an example that nobody can write.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, cast

from checker.days import DayRange, Duration
from checker.frozen import replace
from checker.lint.conditions import Step, flow, of_selector
from checker.plan.model import Period
from checker.plan.selectors import Selector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from checker.diagnostics import Place
    from checker.located.model import Fields, Items, Node, Text
    from checker.plan.model import Check, Excuse, Plan, Term

BESIDE = {"year": ("quarter",), "quarter": ("month", "year"), "month": ("quarter",)}
"""The calendar periods that might be meant in the place of each."""


class Change(NamedTuple):
    """What a parameter might be: `were` ends the sentence that says so, `needs` one that begins “an example”.

    If it `needs` no kind of example in particular, a day decides it, which its windows tell.
    """

    were: str
    check: Check
    needs: str = ""


class Parameter(NamedTuple):
    """One thing that a check says, as it is written, where it stands, and what it might be instead."""

    said: str
    at: Place
    changes: tuple[Change, ...]


def parameters(check: Check, node: Fields, plan: Plan) -> Iterator[Parameter]:
    """Yield what a check says, each with the changes that are worth trying; `node` is how it is written."""
    for key, value in node.items():
        if key in check.pattern.takes:
            yield from _Changing(check, plan).parameter(key, value)


class _Changing:
    """One check, and what can be put in the place of its parameters."""

    def __init__(self, check: Check, plan: Plan) -> None:
        self.check, self.plan = check, plan

    def parameter(self, key: Text, node: Node) -> Iterator[Parameter]:
        kind = self.check.pattern.takes[key].kind
        of_kind: dict[str, Callable[[Text], Iterable[Change]]] = {
            "bearer": self._bearer,
            "parties": self._toward,
            "count": self._count,
            "question": self._question,
            "day": self._day,
            "flag": self._flag,
            "unclear": self._flag,
        }
        term = self.check.terms.get(key)
        if isinstance(term, Selector):
            yield from self._selector(key, cast("Fields", node), term)
        elif kind == "exceptions":
            for number, item in enumerate(cast("list[Fields]", node)):
                yield from self._exception(key, item, number)
        elif isinstance(term, Duration | Period):
            yield from _one(key, node, self._length(key, term))
        elif isinstance(term, tuple):
            yield from self._fields(key, cast("Items", node), lambda left: self._with(key, left))
        elif kind in of_kind:
            yield from _one(key, node, of_kind[kind](key))
        elif term is True:
            yield from _one(key, node, self._flag(key))

    def _with(self, key: str, term: Term) -> Check:
        return self.check._replace(terms={**self.check.terms, key: term})

    def _length(self, key: str, term: Duration | Period) -> Iterator[Change]:
        if isinstance(term, Duration):
            for were, length in _a_day_off(term):
                yield Change(were, self._with(key, length))
        elif term.calendar:
            for unit in BESIDE[term.length.unit]:
                period = replace(term, length=replace(term.length, unit=unit))
                yield Change(f"calendar {unit}", self._with(key, period))
        else:
            for were, length in _a_day_off(term.length):
                yield Change(were, self._with(key, replace(term, length=length)))

    def _count(self, key: Text) -> Iterator[Change]:
        times = self.check.times
        for number in (times - 1, times + 1):
            if number > 0:
                most = max if self.check.pattern.broken_by else min
                needs = f"with exactly {most(times, number)} of them"
                yield Change(str(number), self._with(key, number)._replace(times=number), needs)

    def _bearer(self, _: Text) -> Iterator[Change]:
        owing = self.check.bearers
        if owing.variable is not None:
            were = f"{{other_than: ${owing.variable}}}" if owing.among else f"${owing.variable}"
            other = self.check._replace(bearers=owing._replace(among=not owing.among))
            yield Change(were, other, "that says who owes it, and who does not")
        for code in owing.codes if len(owing.codes) > 1 else ():
            left = tuple(each for each in owing.codes if each != code)
            other = self.check._replace(bearers=owing._replace(codes=left))
            yield Change(f"without {code}", other, f"that says what is expected for {code}")
        for code in self._bound_but(owing.codes) if len(owing.codes) == 1 else ():
            other = self.check._replace(bearers=owing._replace(codes=(code,)))
            yield Change(code, other, f"that says what is expected for {owing.codes[0]}")

    def _bound_but(self, codes: Iterable[str]) -> Iterator[str]:
        """Yield the other parties and units that the plan binds."""
        yield from (code for code, party in self.plan.parties.items() if party.bound and code not in codes)

    def _toward(self, _: Text) -> Iterator[Change]:
        """Try the counterparties one less, and whether it matters that they are named at all."""
        toward, check = self.check.toward or (), self.check
        asked = {name for term in check.terms.values() if isinstance(term, Selector) for name in _names(term)}
        if "counterparty" not in asked:
            return
        for code in toward if len(toward) > 1 else ():
            left = tuple(each for each in toward if each != code)
            yield Change(f"without {code}", check._replace(toward=left), f"with an entry toward {code} alone")
        for code in self._bound_but(toward) if len(toward) == 1 else ():
            needs = f"with an entry toward {toward[0]} alone"
            yield Change(code, check._replace(toward=(code,)), needs)
        own = {self.plan.party_of(code) for code in check.bearers.codes}
        if len(own) != 1 or {*toward} != {*self.plan.bound} - own:
            needs = "with an entry toward somebody else"
            yield Change("left out", check._replace(toward=None), needs)

    def _question(self, _: Text) -> Iterator[Change]:
        needs = "in which nobody has answered the question yet (to_judge)"
        yield Change("left out", self.check._replace(question=None), needs)

    def _day(self, key: Text) -> Iterator[Change]:
        """Try the days before and after one that the plan knows; calendar periods have no use for it."""
        term = self.check.terms[key]
        named = self.plan.dates.get(term) if isinstance(term, str) else None
        days = term if isinstance(term, DayRange) else named.days if named else None
        if days is None or any(isinstance(t, Period) and t.calendar for t in self.check.terms.values()):
            return
        for sign, way in ((-1, "earlier"), (1, "later")):
            by = timedelta(days=sign)
            yield Change(f"a day {way}", self._with(key, DayRange(days.earliest + by, days.latest + by)))

    def _flag(self, key: Text) -> Iterator[Change]:
        """Try a check without a flag, unless it needs that one or another in its place."""
        if not any(key in need.one_of for need in self.check.pattern.needs):
            left = {name: term for name, term in self.check.terms.items() if name != key}
            yield Change("left out", self.check._replace(terms=left), "in which that decides")

    def _fields(self, key: str, node: Items, put: Callable[[tuple[str, ...]], Check]) -> Iterator[Parameter]:
        """Try the fields in which two entries have to agree, one less."""
        names = [str(each) for each in node]
        for item in cast("list[Text]", node):
            left = tuple(each for each in names if each != item)
            needs = f"in which all fits but that “{item}” differs"
            yield Parameter(f"{key}: {flow(node)}", item.at, (Change(f"without {item}", put(left), needs),))

    def _selector(self, key: Text, node: Fields, selector: Selector) -> Iterator[Parameter]:
        takes_part = self.check.pattern.counts or getattr(self.check.pattern.broken_by, "party", "") == "with"
        for step in of_selector(node, selector, self.plan):
            if step.only_bearer and takes_part:  # the pattern itself asks for this
                continue
            if step.binds and key == self.check.pattern.trigger:
                continue
            yield _stepped(step, lambda other: self._with(key, other))

    def _exception(self, key: Text, node: Fields, number: int) -> Iterator[Parameter]:
        excuse = self.check.unless[number]
        without = tuple(each for place, each in enumerate(self.check.unless) if place != number)
        change = Change("left out", self.check._replace(unless=without), "that this exception excuses")
        yield Parameter(f"{key}: {flow(node)}", node.at, (change,))
        conditions = cast("Fields", node["this"]) if excuse.this else node
        for step in of_selector(conditions, excuse.selector, self.plan):
            alone = len(excuse.selector.conditions) == 1
            if not alone:  # else nothing would be left, and all excused
                yield _stepped(step, lambda other: self._excused(number, excuse._replace(selector=other)))
        if excuse.same is not None:
            same = cast("Items", node["same"])
            yield from self._fields(
                "same", same, lambda left: self._excused(number, excuse._replace(same=left or None))
            )
        if excuse.not_after is not None:
            other = self._excused(number, excuse._replace(not_after=None))
            needs = "in which that comes a day too late to excuse"
            yield Parameter(
                f"not_after: {excuse.not_after}", node.place("not_after"), (Change("left out", other, needs),)
            )

    def _excused(self, number: int, excuse: Excuse) -> Check:
        unless = list(self.check.unless)
        unless[number] = excuse
        return self.check._replace(unless=tuple(unless))


def _a_day_off(length: Duration) -> Iterator[tuple[str, Duration]]:
    """Yield a length that is a day shorter, if it then still is one, and one that is a day longer."""
    day = "working day" if length.needs_calendar else "day"
    for more, way in ((-1, "shorter"), (1, "longer")):
        if more > 0 or length.count > 1 or length.unit not in ("day", "working day"):
            working = length.needs_calendar
            other = replace(length, count=length.count + more) if working else replace(length, more=more)
            yield f"a {day} {way}", other


def _names(selector: Selector) -> Iterator[str]:
    for condition in selector.conditions:
        yield from condition.variables


def _stepped(step: Step, put: Callable[[Selector], Check]) -> Parameter:
    return Parameter(
        step.said, step.at, tuple(Change(were, put(other), needs) for were, other, needs in step.changes)
    )


def _one(key: Text, node: Node, changes: Iterable[Change]) -> Iterator[Parameter]:
    found = tuple(changes)
    if found:
        yield Parameter(f"{key}: {flow(node)}", key.at, found)
