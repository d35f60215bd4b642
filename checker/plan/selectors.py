"""Selectors: which activities are meant. All conditions must hold."""

from __future__ import annotations

from collections.abc import Mapping

from checker.frozen import Frozen
from checker.located.number import shortest
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    class Selectable(Protocol):
        """What a selector looks at: an activity of the log."""

        @property
        def kind(self) -> str:
            """The kind of activity."""

        @property
        def by_names(self) -> frozenset[str]:
            """The codes in `by`, and the parties of the units among them."""

        @property
        def to_names(self) -> frozenset[str]:
            """The codes in `to`, and the parties of the units among them."""

        @property
        def fields(self) -> Mapping[str, str]:
            """The other fields that are filled in; numbers in their shortest form."""


Bindings = Mapping[str, frozenset[str]]
"""What each `$variable` stands for; an unbound variable is absent and matches nothing."""

PEOPLE = ("by", "to")
SEVERAL = (*PEOPLE, "evidence")
"""The fields that may hold several values."""


class Condition(Frozen):
    """One field's condition: any of `values` and `variables` (or `negated`: none), or presence, or bounds."""

    field: str
    values: frozenset[str] = frozenset()
    variables: tuple[str, ...] = ()
    negated: bool = False
    present: bool | None = None
    at_least: float | None = None
    at_most: float | None = None

    def holds(self, entry: Selectable, bindings: Bindings) -> bool:
        """Say whether `entry` meets this condition."""
        found = field_of(entry, self.field)
        if self.present is not None:
            return bool(found) == self.present
        if self.at_least is not None or self.at_most is not None:
            return any(self._bounded(value) for value in found)
        wanted = self.values
        for name in self.variables:
            wanted = wanted | bindings.get(name, frozenset())
        return self.negated is found.isdisjoint(wanted)

    def _bounded(self, text: str) -> bool:
        number = shortest(text)
        if number is None:  # the same name is a number for another kind
            return False
        value = float(number)
        return (self.at_least is None or value >= self.at_least) and (
            self.at_most is None or value <= self.at_most
        )


class Selector(Frozen):
    """A set of conditions on an activity; `kinds` are those it can match at all (None: any)."""

    conditions: tuple[Condition, ...]
    kinds: frozenset[str] | None

    def matches(self, entry: Selectable, bindings: Bindings) -> bool:
        """Say whether every condition holds for `entry`."""
        return all(condition.holds(entry, bindings) for condition in self.conditions)

    def misses(self, entry: Selectable, bindings: Bindings) -> tuple[str, ...]:
        """Name the fields whose conditions do not hold for `entry`."""
        return tuple(c.field for c in self.conditions if not c.holds(entry, bindings))


def field_of(entry: Selectable, field: str) -> frozenset[str]:
    """Give what an entry has in a field: codes with their parties, or the one text; empty if unfilled."""
    if field == "by":
        return entry.by_names
    if field == "to":
        return entry.to_names
    text = entry.kind if field == "activity" else entry.fields.get(field)
    if text is None:
        return frozenset()
    if field == "evidence":
        return frozenset(part.strip() for part in text.split(";") if part.strip())
    return frozenset((text,))
