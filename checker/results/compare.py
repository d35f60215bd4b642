"""What is other in one document than in another: every value, by the way that leads to it."""

from __future__ import annotations

from collections import Counter

from checker.frozen import NamedTuple
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.results.canonical import Plain


class Difference(NamedTuple):
    """One value that is not the same: the way to it, what it was and what it is; None where there is none."""

    way: tuple[str, ...]
    was: str | None
    now: str | None


def differences(was: Plain, now: Plain, way: tuple[str, ...] = ()) -> Iterator[Difference]:
    """Yield what is other, in the order of the first document; what is only in the second follows.

    Maps are compared key by key, lists of things with an `id` thing by thing, lists of texts by what only one
    of them has, other lists item by item.
    """
    if isinstance(was, list) and isinstance(now, list):
        if was != now and all(isinstance(each, str) for each in (*was, *now)):
            yield from _texts(was, now, way)
            return
        was, now = _by_name(was), _by_name(now)
    if isinstance(was, dict) and isinstance(now, dict):
        for key, value in was.items():
            if key in now:
                yield from differences(value, now[key], (*way, key))
            else:
                yield Difference((*way, key), shown(value), None)
        for key, value in now.items():
            if key not in was:
                yield Difference((*way, key), None, shown(value))
    elif was != now:
        yield Difference(way, shown(was), shown(now))


def _texts(was: Sequence[Plain], now: Sequence[Plain], way: tuple[str, ...]) -> Iterator[Difference]:
    gone, new = Counter(map(shown, was)), Counter(map(shown, now))
    if gone == new:
        yield Difference(way, shown(list(was)), shown(list(now)))
    for text in (gone - new).elements():
        yield Difference(way, text, None)
    for text in (new - gone).elements():
        yield Difference(way, None, text)


def shown(value: Plain) -> str:
    """Write a value on one line."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {shown(each)}" for key, each in value.items() if key != "id")
    if isinstance(value, list):
        return "; ".join(map(shown, value))
    if value is None or value == "":
        return "—"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _by_name(items: Sequence[Plain]) -> dict[str, Plain]:
    """Give the items of a list under their id, or else their number in the list."""
    names = [str(each["id"]) if isinstance(each, dict) and "id" in each else "" for each in items]
    if all(names) and len(set(names)) == len(names):
        return dict(zip(names, items, strict=True))
    return {str(number): each for number, each in enumerate(items, 1)}
