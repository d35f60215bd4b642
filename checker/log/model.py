"""What a log says, as values: entries as they were written down, and the log as a whole."""

from __future__ import annotations

from checker.frozen import Frozen, NamedTuple
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from typing import Protocol

    from checker.days import DayRange
    from checker.diagnostics import Place

    class Column(Protocol):
        """A column of the log beyond the fixed ones."""

        @property
        def number(self) -> bool:
            """Whether it holds numbers."""

        @property
        def values(self) -> tuple[str, ...] | None:
            """What it may hold, if that is fixed."""

    class KindOfEntry(Protocol):
        """A kind of activity."""

        @property
        def attributes(self) -> Mapping[str, Column]:
            """The columns of its own."""

    class PartyLike(Protocol):
        """Somebody who can act."""

        @property
        def name(self) -> str:
            """What people call it."""

        @property
        def unit_of(self) -> str | None:
            """The party whose unit it is."""

    class Vocabulary(Protocol):
        """What the words of a log may be; a plan is one."""

        @property
        def parties(self) -> Mapping[str, PartyLike]:
            """The codes in `by` and `to`."""

        @property
        def kinds(self) -> Mapping[str, KindOfEntry]:
            """The kinds of activity."""

        @property
        def attributes(self) -> Mapping[str, Column]:
            """The columns that every kind may have."""

        def checks(self) -> Mapping[str, Collection[str]]:
            """Give the checks of each obligation, by present and earlier ids."""


class Entry(Frozen):
    """One row of the log.

    `start` and `end` are intervals of their own, `written` both as the log has them. `by_names` and
    `to_names` hold the codes and, for units, their parties too; `by_parties` the parties alone. `fields`
    are the other filled-in columns, numbers in their shortest form. `kind` is an activity of the plan's
    vocabulary, a built-in kind or `retraction`.
    """

    id: str
    kind: str
    activity: bool
    start: DayRange
    end: DayRange
    written: tuple[str, str]
    by: tuple[str, ...]
    to: tuple[str, ...]
    by_names: frozenset[str]
    by_parties: frozenset[str]
    to_names: frozenset[str]
    to_parties: frozenset[str]
    fields: Mapping[str, str]
    recorded: date | None
    until: DayRange | None
    at: Place

    @property
    def known_from(self) -> date:
        """The day from which the entry is on record: `recorded`, else its own latest day."""
        return self.recorded or self.end.latest

    @property
    def order(self) -> tuple[date, str]:
        """How entries of one duty are ordered: by latest day, then id."""
        return self.end.latest, self.id

    @property
    def about(self) -> str | None:
        """What the entry concerns."""
        return self.fields.get("about")

    @property
    def title(self) -> str | None:
        """Its title."""
        return self.fields.get("title")

    @property
    def evidence(self) -> tuple[str, ...]:
        """Document symbols and links."""
        return tuple(part for text in self.fields.get("evidence", "").split(";") if (part := text.strip()))


class Source(NamedTuple):
    """One file, or sheet of a file, that was read: its rows, and what there is to say about the reading."""

    name: str
    rows: int
    notes: tuple[str, ...]


class Log(NamedTuple):
    """All entries, sorted by id, from however many files."""

    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]
    illustrative: bool
