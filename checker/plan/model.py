"""What a plan says, as values: parties, vocabulary, interpretations, obligations and their checks."""

from __future__ import annotations

from checker.days import Calendar, DayRange, Duration
from checker.frozen import Frozen, NamedTuple
from checker.plan.selectors import Selector
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from checker.diagnostics import Place
    from checker.located.model import Fields, Items, Text
    from checker.patterns.model import Pattern


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


class Period(Frozen):
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
    """One measurable test of an obligation: a pattern with its parameters.

    Of a plan with several versions it knows its `version`, the id that its `clause` has there, and the
    `names` by which statements in the log may mean that clause.
    """

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
    version: str = ""
    clause: str = ""
    names: frozenset[str] = frozenset()

    @property
    def cited(self) -> str:
        """The id of its clause in its own version, by which a statement means this clause and no other."""
        return self.clause or self.obligation

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from every other check of a plan, also of one that has several versions."""
        return self.version, self.cited, self.id

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


class Wording(NamedTuple):
    """A clause as an earlier version of the agreement worded it."""

    version: str
    id: str
    title: str
    text: str
    section: str
    paragraph: str


class Obligation(NamedTuple):
    """One clause: its words and place in the text, how it was read, and its checks.

    Of a plan with several versions the words are those of its latest `version`; `earlier` are those of
    earlier ones that read otherwise, the latest first.
    """

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
    version: str = ""
    earlier: tuple[Wording, ...] = ()


class Part(NamedTuple):
    """One version of an agreement in a plan that holds several.

    `written` is the version as it was read. `plan` is the same in the words of the whole: its obligations go
    by the ids of the whole (`homes`, by their own), its dates and interpretations by names that no other
    version gives to something else (`days` and `meanings`, by their own). `heirs` are, by own ids, the
    obligations of the next version that each goes on in, under their own ids there. `names` are, by own ids,
    what statements in a log for all versions may call each.
    """

    written: Plan
    plan: Plan
    homes: Mapping[str, str]
    days: Mapping[str, str]
    meanings: Mapping[str, str]
    names: Mapping[str, frozenset[str]]
    heirs: Mapping[str, tuple[str, ...]]


class Plan(NamedTuple):
    """One agreement.

    It may say which `version` of it this is, and which it `replaces`. If several versions are judged in one
    history, `parts` are all of them, the oldest first, and the rest is what they have in common: the latest,
    with what only earlier ones say beside it.
    """

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
    version: str = ""
    replaces: Text | None = None
    open_duties: str | None = None
    parts: tuple[Part, ...] = ()

    @property
    def versions(self) -> tuple[Plan, ...]:
        """The versions as they were read, the oldest first; none if there is one plan."""
        return tuple(part.written for part in self.parts)

    def of(self, check: Check) -> Plan:
        """Give the version that a check belongs to; of one plan the plan."""
        return next((part.plan for part in self.parts if part.plan.version == check.version), self)

    def party_of(self, code: str) -> str:
        """Give the party that `code` is or is a unit of."""
        return self.parties[code].unit_of or code

    @property
    def bound(self) -> tuple[str, ...]:
        """The parties that the agreement binds, sorted; units and those who only take part left out."""
        return tuple(sorted(p.code for p in self.parties.values() if p.bound and p.unit_of is None))

    def checks(self) -> Mapping[str, frozenset[str]]:
        """Give, for each id and earlier id of an obligation, the ids of its checks."""
        found: dict[str, frozenset[str]] = {}
        for obligation in self.obligations:
            own = frozenset(check.id for check in obligation.checks)
            for name in (obligation.id, *obligation.was):
                found[name] = found.get(name, frozenset()) | own
        return found

    def ids_now(self, name: str) -> tuple[str, ...]:
        """Give the present ids of all obligations that are or were called `name`, in the plan's order.

        There are several if a clause was split; none if there is no such obligation. In a plan with several
        versions a check may be of another clause of the same present id: `means` tells of it.
        """
        return tuple(o.id for o in self.obligations if name == o.id or name in o.was)

    def means(self, name: str, check: Check) -> bool:
        """Say whether a statement that calls an obligation `name` means the clause of a check of the plan."""
        return name in check.names if check.version else check.obligation in self.ids_now(name)
