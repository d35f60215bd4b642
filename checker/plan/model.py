"""What a plan says, as values: parties, vocabulary, interpretations, obligations and their checks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from checker.days import Calendar, DayRange, Duration
from checker.diagnostics import Place
from checker.located.model import Fields, Items, Text
from checker.patterns.model import Pattern
from checker.plan.selectors import Selector


class Party(NamedTuple):
    """Somebody who can act: a party, a unit of one (`unit_of`), or one who only takes part (not `bound`).

    `short` is the name that sentences use: a plan may give one, else it is the name.
    """

    code: str
    name: str
    short: str
    bound: bool
    unit_of: str | None


class Attribute(NamedTuple):
    """A column of the log beyond the fixed ones: its label and what it may hold."""

    name: str
    label: str
    number: bool
    values: tuple[str, ...] | None


class Kind(NamedTuple):
    """A kind of activity of the log, with the attributes that it may carry."""

    code: str
    label: str
    attributes: Mapping[str, Attribute]


class Interpretation(NamedTuple):
    """What a vague term or a blank date is read as, who decided so, why, and what else is worth testing."""

    name: str
    value: Duration | DayRange
    text: str
    because: str
    decided_by: str | None
    decided_on: date | None
    alternatives: tuple[str, ...]

    @property
    def assumed(self) -> bool:
        """Whether nobody has decided it: it is an assumption on record."""
        return self.decided_by is None


class NamedDate(NamedTuple):
    """A date that windows hang on: known days, or the `first` matching entry of the log."""

    name: str
    days: DayRange | None
    first: Selector | None
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """How periods follow each other: a duration from an anchor, or a calendar `unit` (then no duration)."""

    length: Duration
    calendar: bool


class Bearers(NamedTuple):
    """Who owes: listed codes, or the bound parties among (`among`) or not among those bound to `variable`."""

    codes: tuple[str, ...]
    variable: str | None
    among: bool


class Excuse(NamedTuple):
    """One exception of a check: an entry that excuses, or attributes of the activity itself (`this`)."""

    selector: Selector
    this: bool
    same: tuple[str, ...] | None
    not_after: str | None


COMING_INTO_FORCE = "plan.start"
"""What a parameter that is a day says if it means the plan's first day, whatever that rests on."""

Term = str | DayRange | Duration | Period | Selector | tuple[str, ...] | int | bool
"""A parameter's value: a named date, days, a length, periods, a selector, fields, a number or a flag."""


class Check(NamedTuple):
    """One measurable test of an obligation: a pattern with its parameters."""

    id: str
    obligation: str
    pattern: Pattern
    bearers: Bearers
    toward: tuple[str, ...] | None
    terms: Mapping[str, Term]
    times: int
    question: str | None
    unless: tuple[Excuse, ...]
    rests_on: tuple[str, ...]
    at: Place

    def selector(self, parameter: str) -> Selector:
        """Give the selector that a parameter holds."""
        term = self.terms[parameter]
        assert isinstance(term, Selector)  # noqa: S101 - the schema of the plan has seen to it
        return term


class Example(NamedTuple):
    """A small test of an obligation that the plan brings along: rows of a log and what they must give.

    It may say which of its rows are `uses` of what is permitted; no statuses are expected if nothing is owed.
    """

    rows: Items
    as_of: date
    expect: Mapping[Text, str | tuple[str, ...]]
    uses: tuple[Text, ...] | None
    at: Place


class Obligation(NamedTuple):
    """One clause: its words and place in the text, how it was read, and its checks."""

    id: str
    title: str
    text: str
    section: str
    paragraph: str
    modality: str
    was: tuple[str, ...]
    reading: str | None
    checks: tuple[Check, ...]
    examples: tuple[Example, ...]
    at: Place


class Plan(NamedTuple):
    """One agreement."""

    id: str
    title: str
    start: str | DayRange
    until: str | DayRange | None
    completeness: str
    illustrative: bool
    dates: Mapping[str, NamedDate]
    calendar: Calendar | None
    parties: Mapping[str, Party]
    attributes: Mapping[str, Attribute]
    kinds: Mapping[str, Kind]
    interpretations: Mapping[str, Interpretation]
    obligations: tuple[Obligation, ...]
    source: Fields
    file: str

    def party_of(self, code: str) -> str:
        """Give the party that `code` is or is a unit of."""
        return self.parties[code].unit_of or code

    @property
    def bound(self) -> tuple[str, ...]:
        """The parties that the agreement binds, sorted; units and those who only take part left out."""
        return tuple(sorted(p.code for p in self.parties.values() if p.bound and p.unit_of is None))

    def checks(self) -> Mapping[str, frozenset[str]]:
        """Give, for each id and earlier id of an obligation, the ids of its checks."""
        return {
            name: frozenset(check.id for check in obligation.checks)
            for obligation in self.obligations
            for name in (obligation.id, *obligation.was)
        }

    def id_now(self, name: str) -> str:
        """Give the present id of the obligation that is or was called `name`."""
        return next((o.id for o in self.obligations if name == o.id or name in o.was), name)
