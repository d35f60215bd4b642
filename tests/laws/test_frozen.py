"""Frozen values and named tuples behave as those of the standard library, which take longer to make."""

from __future__ import annotations

import copy
import pickle
import typing
from dataclasses import dataclass
from typing import Any, cast

import pytest

from checker.frozen import Frozen, NamedTuple, replace


class Pair(Frozen):
    """A value with a default."""

    first: int
    second: str = "two"


@dataclass(frozen=True, slots=True)
class Usual:
    """The same, as a dataclass."""

    first: int
    second: str = "two"


class Point(NamedTuple):
    """A tuple with names that could be taken for others."""

    new: int
    own: int = 2
    cls: int = 3

    @property
    def sum(self) -> int:
        """All of it."""
        return self.new + self.own + self.cls


class Typed(typing.NamedTuple):
    """The same, of the standard library."""

    new: int
    own: int = 2
    cls: int = 3


def test_values_are_given_in_order_or_by_name() -> None:
    assert (Pair(1).first, Pair(1).second) == (1, "two")
    assert Pair(second="b", first=1) == Pair(1, "b")
    assert repr(Pair(1, "b")) == repr(Usual(1, "b")).replace("Usual", "Pair")
    assert Point(1) == (1, 2, 3) == tuple(Typed(1))
    assert Point(cls=9, new=1) == (1, 2, 9) == tuple(Typed(cls=9, new=1))
    assert repr(Point(1)) == repr(Typed(1)).replace("Typed", "Point")
    for wrong in ({}, {"first": 1, "third": 3}):
        with pytest.raises(TypeError):
            Pair(**wrong)  # type: ignore[arg-type]


def test_equal_values_are_of_one_class_and_have_one_hash() -> None:
    assert Pair(1) == Pair(1)
    assert hash(Pair(1)) == hash(Pair(1))
    assert Pair(1) != Pair(2)
    assert Pair(1) != Usual(1)
    assert len({Point(1), Point(1), Point(2)}) == 2


def test_a_value_never_changes() -> None:
    value, point = Pair(1), Point(1)
    for holder, name in ((value, "first"), (point, "new")):
        with pytest.raises(AttributeError):
            setattr(holder, name, 2)
    with pytest.raises(AttributeError):
        del value.first
    with pytest.raises(AttributeError):
        value.third = 3
    assert replace(value, first=2) == Pair(2)
    assert point._replace(own=7) == (1, 7, 3)
    with pytest.raises(ValueError, match="third"):
        point._replace(third=7)  # type: ignore[call-arg]


def test_values_can_be_copied_pickled_and_matched() -> None:
    for value in (Pair(1, "b"), Point(1)):
        assert copy.copy(value) == copy.deepcopy(value) == pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own
    assert Point(1)._asdict() == Typed(1)._asdict()
    assert Point(1).sum == 6
    match Pair(1, "b"), Point(1):
        case Pair(first, second), Point(new, own, cls):
            assert (first, second, new, own, cls) == (1, "b", 1, 2, 3)
        case _:
            pytest.fail("not matched")


def test_a_field_without_a_usual_value_stands_before_those_that_have_one() -> None:
    for base in (Frozen, NamedTuple):
        with pytest.raises(TypeError, match="come first"):
            cast("Any", type(base))("Wrong", (base,), {"__annotations__": {"a": "int", "b": "int"}, "a": 1})
