"""Labels: the words of people that may stand in a log in place of codes, in its header and in some cells."""

from __future__ import annotations

from functools import cached_property

from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from typing import TypeAlias

    Pairs: TypeAlias = "Iterable[tuple[str, str]]"
    """A label and a code that it stands for, each."""
    Read: TypeAlias = "tuple[Pairs, Mapping[str, Pairs], Collection[str]]"
    """The labels of columns; those of what stands in the cells of a column; titles of sheets to fill in."""


def folded(text: str) -> str:
    """Give a label in the form in which labels are compared: capitals and the width of spaces aside."""
    return " ".join(text.split()).casefold()


class _Meaning:
    """What labels stand for."""

    def __init__(self, pairs: Pairs) -> None:
        found: dict[str, set[str]] = {}
        labels: dict[str, None] = {}
        for label, code in pairs:
            found.setdefault(folded(label), set()).add(code)
            labels[label] = None
        self.codes = {label: tuple(sorted(found[label])) for label in found}
        self.labels = tuple(labels)


class Labels:
    """Which codes a label may stand for.

    A code is always itself, whatever else has it for a label, so that no log changes its meaning when labels
    are added. Labels are read only once something is no code: a log of codes pays nothing for them.
    """

    def __init__(self, columns: Collection[str] = (), read: Callable[[], Read] | None = None) -> None:
        """Remember the codes of all columns, and how labels are read when it comes to that."""
        self._known, self._how = columns, read

    @cached_property
    def _columns(self) -> _Meaning:
        return _Meaning(self._read[0])

    @cached_property
    def _words(self) -> Mapping[str, _Meaning]:
        return {column: _Meaning(pairs) for column, pairs in self._read[1].items()}

    @cached_property
    def _read(self) -> Read:
        return self._how() if self._how is not None else ((), {}, ())

    def column(self, name: str) -> tuple[str, ...]:
        """Give the columns that a name in a header may mean; one that means nothing is only itself."""
        return (name,) if not name or name in self._known else self._columns.codes.get(folded(name), (name,))

    def is_log_title(self, title: str) -> bool:
        """Tell whether a sheet is called as those are that are there to be filled in."""
        return folded(title) in map(folded, self._read[2])

    def word(self, column: str, text: str) -> tuple[str, ...]:
        """Give the codes that a cell may mean which holds none of the codes of its column."""
        return self._words[column].codes.get(folded(text), ()) if column in self._words else ()

    def headings(self) -> tuple[str, ...]:
        """Give all labels of columns."""
        return self._columns.labels

    def words(self, column: str) -> tuple[str, ...]:
        """Give all labels of what may stand in the cells of a column."""
        return self._words[column].labels if column in self._words else ()


NONE = Labels()
"""No labels: for what programs write, such as results, and for the examples in a plan."""
