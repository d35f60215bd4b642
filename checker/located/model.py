"""Values built from strings that know their place.

They subclass `str`, `list` and `dict`, so that a schema validator, `==` and `in` read them as they are.
"""

from __future__ import annotations

from checker.diagnostics import Place
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Self, TypeAlias, TypeVar, overload

    T = TypeVar("T")

    Lazy: TypeAlias = tuple[Callable[[int, int], Place], int, int]

NULLS = frozenset({"", "~", "null", "Null", "NULL"})  # plain text that YAML reads as no value
TRUES = frozenset({"true", "True", "TRUE"})
FALSES = frozenset({"false", "False", "FALSE"})
# Plain text that YAML 1.1 reads as true or false, in whatever case it was typed.
FLAG_LIKE = frozenset({"yes", "no", "on", "off", "true", "false"})
LONGEST_NUMBER = 15  # digits: what a spreadsheet and JSON hold exactly


def worked_out(at: Place | Lazy) -> Place:
    """Give a place that may have been handed in as `(place_of, a, b)`, to be worked out when asked for."""
    return at if isinstance(at, Place) else at[0](at[1], at[2])


class Text(str):
    """A text that knows where it stands; `plain` says that it was written without quotes.

    `at` may be handed in as `(place_of, a, b)` and is then worked out when asked for: a log has a hundred
    thousand cells, and only those with a fault need their place.
    """

    __slots__ = ("_at", "plain")

    _at: Place | Lazy
    plain: bool

    def __new__(cls, value: str, at: Place | Lazy, plain: bool = False) -> Self:  # noqa: FBT001, FBT002 - house API
        """Make a located text."""
        self = str.__new__(cls, value)
        self._at = at
        self.plain = plain
        return self

    @property
    def at(self) -> Place:
        """Where it stands."""
        return worked_out(self._at)

    def __reduce__(self) -> tuple[type[Text], tuple[str, Place, bool]]:
        """Copy and pickle with the place worked out: workers are handed texts."""
        return type(self), (str(self), self.at, self.plain)


def located(value: str, at: Place | Lazy, *, plain: bool) -> Text:
    """Make a `Text` in half the time that it takes itself: plans and logs have thousands."""
    made = str.__new__(Text, value)
    made._at = at  # noqa: SLF001 - as its own class does
    made.plain = plain
    return made


class Items(list["Node"]):
    """A list that knows where it stands."""

    __slots__ = ("_at",)

    def __init__(self, items: Iterable[Node], at: Place | Lazy) -> None:
        super().__init__(items)
        self._at = at

    @property
    def at(self) -> Place:
        """Where it stands."""
        return worked_out(self._at)


class Fields(dict[Text, "Node"]):
    """A map of texts to values that knows where it stands; its keys know their places too.

    `fields["key"]` works with ordinary strings, since a `Text` equals its string.
    """

    __slots__ = ("_at",)

    def __init__(self, fields: Mapping[Text, Node], at: Place | Lazy) -> None:
        super().__init__(fields)
        self._at = at

    @property
    def at(self) -> Place:
        """Where it stands."""
        return worked_out(self._at)

    if TYPE_CHECKING:  # a `Text` equals its string and has its hash, so ordinary strings find it

        def __getitem__(self, key: str) -> Node:
            """Give the value of a key."""

        @overload
        def get(self, key: str, default: None = None, /) -> Node | None: ...
        @overload
        def get(self, key: str, default: Node | T, /) -> Node | T: ...
        def get(self, key: str, default: Node | T | None = None, /) -> Node | T | None:
            """Give the value of a key, or the default."""

    def place(self, key: str) -> Place:
        """Give the place of a key; of the whole map if it has no such key."""
        return next((each.at for each in self if each == key), self.at)


Node: TypeAlias = Text | Items | Fields


def is_null(node: Node) -> bool:
    """Tell whether nothing was written, or `null` without quotes."""
    return isinstance(node, Text) and node.plain and node in NULLS


def is_flag_like(node: Node) -> bool:
    """Tell whether the node is an unquoted yes, no, on, off, true or false, in any case."""
    return isinstance(node, Text) and node.plain and len(node) <= 5 and node.lower() in FLAG_LIKE  # noqa: PLR2004


def is_text(node: Node) -> bool:
    """Tell whether the node is a text: not a value that YAML would read as empty, true or false."""
    return isinstance(node, Text) and not (node.plain and (node in NULLS or is_flag_like(node)))


def flag(node: Node) -> bool | None:
    """Give the truth value of an unquoted `true` or `false`, else None."""
    if isinstance(node, Text) and node.plain:
        return True if node in TRUES else False if node in FALSES else None
    return None


def integer(node: Node) -> int | None:
    """Give the whole number written without quotes in at most 15 digits, no leading zero; else None."""
    if not isinstance(node, Text) or not node.plain:
        return None
    digits = node.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER):
        return None
    return int(node) if digits == "0" or not digits.startswith("0") else None


def number(node: Node) -> float | None:
    """Give the number written without quotes as `12` or `12.5`, at most 15 digits on each side; else None."""
    if not isinstance(node, Text) or not node.plain:
        return None
    whole = integer(node)
    if whole is not None:
        return whole
    before, _, after = node.removeprefix("-").partition(".")
    for digits in (before, after):
        if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER):
            return None
    return float(node) if before == "0" or not before.startswith("0") else None
