"""What a norm pattern and a verdict table say, as values.

A pattern is the data of one file in `rules/patterns/`; the words it is made of are those of
`checker.patterns.vocabulary`. Nothing here, nor anywhere else in the package, knows a pattern by name.
"""

from collections.abc import Mapping

from checker.days import Duration
from checker.frozen import NamedTuple
from checker.located.model import Fields

STANDS_FOR = {"bearers": "bearer", "any_bearer": "bearer"}
"""What stands in a pattern's sentence for the parameter `bearer`, beside itself: all of them, or any one."""


class Parameter(NamedTuple):
    """One thing a check of this pattern may or must say: its `kind`, and what it is if left out."""

    kind: str
    optional: bool
    default: str | None

    @property
    def if_left_out(self) -> str:
        """What holds if a check does not give it, in words."""
        if self.default == "plan.start":
            return "if left out: the coming into force"
        if self.default:
            return f"if left out: {self.default}"
        return "may be left out" if self.optional else "must be given"


class Anchor(NamedTuple):
    """A day of the window: a named point (`trigger.end`, or a parameter that is a day) ± one duration.

    `point` is such as `trigger.start`, `plan.end`, `from` or `any day`; `sign` is +1, -1 or 0.
    """

    point: str
    sign: int
    length: str | None


class Case(NamedTuple):
    """One way to fix a day: it holds if the check gives the parameter `given` (of the form `form`)."""

    given: str | None
    form: str | None
    at: Anchor
    extends: bool


def chosen(cases: tuple[Case, ...], terms: Mapping[str, object]) -> Case | None:
    """Give the first case that holds for a check's parameters: they have the one given, in that form."""
    for case in cases:
        if case.given is None:
            return case
        term = terms.get(case.given)
        if term is not None and case.form in (None, "duration" if isinstance(term, Duration) else "flag"):
            return case
    return None


class WindowCases(NamedTuple):
    """How a window opens and when it is due; of each, the first case that holds decides."""

    opens: tuple[Case, ...]
    due: tuple[Case, ...]


class DoneBy(NamedTuple):
    """Which acts discharge a duty, and how: see `vocabulary` for each word."""

    acts: str
    overlap: str | None
    unclear: str | None
    share: str
    late: tuple[Case, ...]


class BrokenBy(NamedTuple):
    """Which activities, or pairs of them, are instances that a table judges one by one."""

    each: str
    acts: str
    party: str
    apart: str | None
    beyond: str | None
    unlike: str | None
    overlap: str | None
    window: WindowCases | None
    names: str
    clears: str
    silence_of: str
    worst: tuple[str, ...]


class Steps(NamedTuple):
    """Periods or links: the parameters that say from which day and how far apart."""

    start: str
    every: str


class Need(NamedTuple):
    """Exactly one of these parameters must be given; with `beside`, just when that one is."""

    one_of: tuple[str, ...]
    beside: str | None

    @property
    def in_words(self) -> str:
        """What must be given, in a sentence."""
        beside = f"With `{self.beside}`, one" if self.beside else "One"
        return f"{beside} of {' and '.join(f'`{name}`' for name in self.one_of)} must be given."


class Pattern(NamedTuple):
    """One norm pattern: what a check of it takes, what it owes and what discharges or breaks it."""

    rule: str
    title: str
    means: str
    says: str
    takes: Mapping[str, Parameter]
    needs: tuple[Need, ...]
    excludes: tuple[tuple[str, ...], ...]
    not_empty: tuple[tuple[str, str], ...]
    each: tuple[str, ...]
    steps: Steps | None
    window: WindowCases | None
    done_by: DoneBy | None
    broken_by: BrokenBy | None
    counts: str | None
    next: Mapping[str, str]
    example: object

    @property
    def trigger(self) -> str | None:
        """The parameter whose activities trigger, if the pattern has one."""
        return "when" if "when" in self.takes and self.acts != "when" else None

    @property
    def acts(self) -> str:
        """The parameter whose activities count."""
        if self.done_by:
            return self.done_by.acts
        return self.broken_by.acts if self.broken_by else str(self.counts)


class Line(NamedTuple):
    """One line of a verdict table: its outcome, the answers it wants and where its evidence is."""

    id: str
    status: str
    when: Mapping[str, int]
    acts: str | None
    place: str | None


class Table(NamedTuple):
    """A verdict table: the first line that holds decides."""

    name: str
    title: str
    means: str
    fields: Mapping[str, str]
    numbered: bool
    lines: tuple[Line, ...]

    def line(self, line_id: str) -> Line:
        """Give the line of that id."""
        return next(line for line in self.lines if line.id == line_id)

    def number(self, line: Line) -> int | None:
        """Give the number that results show for a line, if this table's lines are numbered."""
        return self.lines.index(line) + 1 if self.numbered else None


class Rules(NamedTuple):
    """All patterns and tables, by name; `brought` are the patterns that the plan brings, as written."""

    patterns: Mapping[str, Pattern]
    tables: Mapping[str, Table]
    brought: Mapping[str, Fields] = {}
