"""Duties, windows and the life of a plan, as values."""

from collections.abc import Mapping
from datetime import date

from checker.days import DayRange, on
from checker.frozen import NamedTuple
from checker.log.model import Entry
from checker.log.record import Record
from checker.plan.model import COMING_INTO_FORCE, Check, Plan
from checker.plan.selectors import Bindings


class Life(NamedTuple):
    """The days from coming into force to the plan's end; no `end` is no end."""

    start: date
    end: date | None

    def excludes(self, days: DayRange) -> bool:
        """Whether something on one of `days` certainly was outside."""
        return days.latest < self.start or (self.end is not None and days.earliest > self.end)

    def includes(self, days: DayRange) -> bool:
        """Whether something on one of `days` certainly was inside."""
        return days.earliest >= self.start and (self.end is None or days.latest <= self.end)


class Window(NamedTuple):
    """`[opens, due]`, both ends inside; no `due` for a standing duty without end."""

    opens: DayRange
    due: DayRange | None

    @property
    def imprecise(self) -> bool:
        """Whether one of its ends is not a known day."""
        return not self.opens.exact or (self.due is not None and not self.due.exact)

    @property
    def first(self) -> date:
        """The outer first day."""
        return self.opens.earliest

    @property
    def last(self) -> date | None:
        """The outer last day."""
        return None if self.due is None else self.due.latest

    @property
    def closes(self) -> DayRange:
        """The due days of a window that is known to have some."""
        assert self.due is not None  # noqa: S101 - only standing duties have none
        return self.due


class Setting(NamedTuple):
    """A plan read against a record: its life and its named dates, as far as they are known.

    Of a plan with several versions the life is that of the version in force; `parts` are the settings of all
    versions, by their name, in their order.
    """

    plan: Plan
    record: Record
    life: Life | None
    dates: Mapping[str, DayRange | None]
    parts: Mapping[str, "Setting"] = {}

    def of(self, check: Check) -> "Setting":
        """Give the setting in which a check is judged: that of its version."""
        return self.parts.get(check.version, self)

    @property
    def attested(self) -> bool:
        """Whether some of what is owed is judged on a record that counts only as far as it is attested."""
        return any(own.plan.completeness == "attested" for own in self.parts.values() or (self,))

    @property
    def whole(self) -> Life | None:
        """The life of the agreement through all its versions."""
        lives = [part.life for part in self.parts.values() if part.life]
        return Life(lives[0].start, lives[-1].end) if lives else self.life

    def day(self, term: object) -> DayRange | None:
        """Give the days of a term: a named date, or days written out."""
        if isinstance(term, DayRange):
            return term
        if term == COMING_INTO_FORCE:
            return on(self.life.start) if self.life else None
        return self.dates.get(str(term)) if term is not None else None

    @property
    def as_of(self) -> date:
        """The day the question is asked for."""
        return self.record.as_of


class Duty(NamedTuple):
    """One concrete thing that one bearer had to do in one window.

    `stated` is the window before any extension, `moved_by` the extension that counts. `same_empty` says
    that the trigger lacks a field by which acts would be matched to it.
    """

    check: Check
    bearer: str
    window: Window
    stated: Window
    trigger: Entry | None
    bindings: Bindings
    doubtful: bool
    same_empty: bool = False
    moved_by: Entry | None = None


class Instance(NamedTuple):
    """An activity, or a pair of them, that breaks a standing duty or has to conform.

    `names` are the codes it names as bearer; `certain` whether it lies certainly where it counts;
    `conforms` whether it carries what is required; `days` reach from the earliest start to the latest end.
    """

    check: Check
    names: tuple[str, ...]
    entries: tuple[Entry, ...]
    bindings: Bindings
    certain: bool
    conforms: bool
    trigger: Entry | None = None
    number: int | None = None

    @property
    def bearer(self) -> str:
        """The name under which it is reported."""
        return "+".join(self.names)

    @property
    def window(self) -> Window:
        """Its days: earliest start to latest end."""
        first = min(e.start.earliest for e in self.entries)
        return Window(on(first), on(max(e.end.latest for e in self.entries)))


def variables(check: Check, plan: Plan, bearers: frozenset[str], *, in_do: bool) -> dict[str, frozenset[str]]:
    """Bind `$bearer` and `$counterparty` for bearers of a check.

    In the acts of a check `toward` may say who the counterparty is; in exceptions of an instance it is
    the other bound parties.
    """
    if in_do and check.toward is not None:
        other = frozenset(check.toward)
    else:
        other = frozenset(plan.bound) - {plan.party_of(code) for code in bearers}
    return {"bearer": bearers, "counterparty": other}
