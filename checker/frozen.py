"""Values that never change, as `dataclass(frozen=True, slots=True)` and `typing.NamedTuple` make them.

A dataclass writes and compiles six methods for each class, which takes half a millisecond at every start; a
named tuple has its annotations read. Here only what takes the values is made for each class, and that with
its first value: a run knows more classes than it uses. The modules that an ordinary run loads have theirs
from here.
"""

from __future__ import annotations

import sys
from _collections import _tuplegetter  # type: ignore[import-not-found] # what every named tuple uses
from functools import cache
from operator import attrgetter
from types import FunctionType

__all__ = ["Frozen", "NamedTuple", "replace"]

from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import CodeType
    from typing import Any, NamedTuple, Self, TypeVar, dataclass_transform

    T = TypeVar("T", bound="Frozen")
else:

    def dataclass_transform(**_):  # noqa: ANN003, ANN202 - says something to mypy alone
        """Leave a class as it is."""
        return lambda made: made


def _declared(body: dict[str, Any]) -> tuple[tuple[str, ...], dict[str, object]]:
    """Give the annotated names in the body of a class, and take out their defaults."""
    fields = tuple(body.get("__annotations__", ()))
    if sys.version_info >= (3, 14) and not fields:
        import annotationlib as later  # noqa: PLC0415 - annotations are kept elsewhere since then

        annotate = later.get_annotate_from_class_namespace(body)
        fields = tuple(later.call_annotate_function(annotate, later.Format.STRING)) if annotate else ()
    defaults = {field: body.pop(field) for field in fields if field in body}
    if fields[len(fields) - len(defaults) :] != tuple(defaults):
        raise TypeError(f"of {', '.join(fields)} those without a usual value come first")
    return fields, defaults


def _taking(
    fields: tuple[str, ...], defaults: dict[str, object], template: CodeType, known: dict[str, Any]
) -> FunctionType:
    """Make a function that takes the fields, in order or by name, from one that takes as many others."""
    code = template.replace(co_varnames=("_self", *fields))
    return FunctionType(code, known, "take", tuple(defaults.values()))


@cache
def _putting(number: int) -> CodeType:
    """Compile what puts so many values into their slots; compiling it for each class takes longer."""
    return _compiled(number, "; ".join(f"_put_{n}(_self, _{n})" for n in range(number)))


@cache
def _joining(number: int) -> CodeType:
    """Compile what makes a tuple of so many values."""
    return _compiled(number, f"return _new(_self, ({', '.join(f'_{n}' for n in range(number))},))")


def _compiled(number: int, does: str) -> CodeType:
    made: dict[str, FunctionType] = {}
    exec(f"def take(_self, {', '.join(f'_{n}' for n in range(number))}): {does}", made)  # noqa: S102 - of numbers
    return made["take"].__code__


@dataclass_transform(frozen_default=True)
class _Slots(type):
    """Makes the annotations of a class its fields, each in a slot; `__slots__` are further ones."""

    _fields: tuple[str, ...]
    _values: Callable[[object], object]

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _Slots:
        """Make a class."""
        fields, defaults = _declared(body)
        made = super().__new__(cls, name, bases, {**body, "__slots__": (*fields, *body.get("__slots__", ()))})
        if fields:
            made._fields = fields
            made.__match_args__ = fields  # type: ignore[misc,attr-defined] # mypy knows of it by itself
            made._values = attrgetter(*fields)

            def first(self: object, *given: object, **named: object) -> None:
                puts = {f"_put_{n}": made.__dict__[field].__set__ for n, field in enumerate(fields)}
                made.__init__ = _taking(fields, defaults, _putting(len(fields)), puts)  # type: ignore[misc] # each has its own
                made.__init__(self, *given, **named)  # type: ignore[misc] # it was just made

            made.__init__ = first  # type: ignore[misc] # most classes are never used in a run
        return made


class Frozen(metaclass=_Slots):
    """A value of named fields, given in order or by name; equal to one of its class with equal fields."""

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse any change."""
        raise AttributeError(f"{type(self).__name__}.{name} never changes")

    def __delattr__(self, name: str) -> None:
        """Refuse any change."""
        raise AttributeError(f"{type(self).__name__}.{name} never changes")

    def __eq__(self, other: object) -> bool:
        """Compare all fields."""
        if other.__class__ is not self.__class__:
            return NotImplemented
        values = self.__class__._values
        return values(self) == values(other)

    def __hash__(self) -> int:
        """Agree with equality."""
        values = self.__class__._values  # noqa: SLF001 - its own class
        return hash(values(self))

    def __repr__(self) -> str:
        """Read as what makes the value."""
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in type(self)._fields)
        return f"{type(self).__name__}({told})"

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """Copy and pickle by the values of the fields."""
        return type(self), tuple(getattr(self, name) for name in type(self)._fields)


def replace(value: T, **named: object) -> T:
    """Give a frozen value with other values in some of its fields."""
    cls = type(value)
    return cls(**{name: getattr(value, name) for name in cls._fields} | named)


class _Places(type):
    """Makes the annotations of a class its fields, each a place in a tuple."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _Places:
        """Make a class."""
        fields, defaults = _declared(body)
        own: dict[str, Any] = {field: _tuplegetter(place, "") for place, field in enumerate(fields)}
        if fields:

            def first(kind: type, *given: object, **named: object) -> object:
                take = _taking(fields, defaults, _joining(len(fields)), {"_new": tuple.__new__})
                made.__new__ = staticmethod(take)  # type: ignore[method-assign] # its own
                return take(kind, *given, **named)

            own |= {"__new__": first, "_fields": fields, "__match_args__": fields}
        made = super().__new__(cls, name, bases, body | own | {"__slots__": ()})  # `first` asks for it
        return made


class _Tuple(tuple[object, ...], metaclass=_Places):
    """A tuple with names for its places."""

    __slots__ = ()
    if TYPE_CHECKING:
        _fields: tuple[str, ...]

    @classmethod
    def _make(cls, values: Iterable[object]) -> Self:
        """Make one of values in the order of the fields."""
        return cls(*values)  # type: ignore[arg-type] # mypy takes it for a plain tuple

    def _replace(self, **named: object) -> Self:
        """Give the same tuple with other values in some fields."""
        made = self._make(map(named.pop, self._fields, self))
        if named:
            raise ValueError(f"{type(self).__name__} has no fields {list(named)}")
        return made

    def _asdict(self) -> dict[str, object]:
        """Give the values by the names of their fields."""
        return dict(zip(self._fields, self, strict=True))

    def __getnewargs__(self) -> tuple[object, ...]:
        """Copy and pickle by the values."""
        return tuple(self)

    def __repr__(self) -> str:
        """Read as what makes the tuple."""
        told = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
        return f"{type(self).__name__}({told})"


if not TYPE_CHECKING:  # which knows the other one
    NamedTuple = _Tuple
