"""Values that never change, such as `dataclass(frozen=True, slots=True)` makes, cheaper to come by.

A dataclass writes and compiles six methods of its own, half a millisecond for each class at every start. Here
only `__init__` is made for each class, and all share the others.
"""

from __future__ import annotations

from operator import attrgetter

TYPE_CHECKING = False  # read by mypy and ruff; `typing` itself would cost 2 ms at every start
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Self, TypeVar, dataclass_transform

    T = TypeVar("T", bound="Frozen")
else:

    def dataclass_transform(**_):  # noqa: ANN003, ANN201 - says something to mypy alone
        """Leave a class as it is."""
        return lambda made: made


@dataclass_transform(frozen_default=True)
class _Fields(type):
    """Makes of the annotations of a class its fields; its module imports `annotations` from `__future__`."""

    _fields: tuple[str, ...]
    _values: Callable[[object], object]

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _Fields:
        """Make a class; `__slots__` in its body are further ones, beside the fields."""
        fields = tuple(body.get("__annotations__", ()))
        defaults = {field: body.pop(field) for field in fields if field in body}
        made = super().__new__(cls, name, bases, {**body, "__slots__": (*fields, *body.get("__slots__", ()))})
        if fields:
            made._fields = fields
            made.__match_args__ = fields  # type: ignore[misc,attr-defined] # mypy knows of it by itself
            made._values = attrgetter(*fields)
            made.__init__ = _first_values(made, fields, defaults)  # type: ignore[misc] # each class has its own
        return made


def _first_values(cls: type, fields: tuple[str, ...], defaults: dict[str, object]) -> Callable[..., None]:
    """Make the `__init__` of a class: it puts values into the slots, which nothing else may."""
    known = {f"put_{field}": cls.__dict__[field].__set__ for field in fields}
    known |= {f"usual_{field}": value for field, value in defaults.items()}
    taken = ", ".join(f"{field}=usual_{field}" if field in defaults else field for field in fields)
    puts = "; ".join(f"put_{field}(self, {field})" for field in fields)
    exec(f"def __init__(self, {taken}): {puts}", known)  # noqa: S102 - of names of fields alone
    made: Callable[..., None] = known["__init__"]
    return made


class Frozen(metaclass=_Fields):
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
        values = type(self)._values
        return values(self) == values(other)

    def __hash__(self) -> int:
        """Agree with equality."""
        values = type(self)._values
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
