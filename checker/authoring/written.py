"""Puts values into YAML as people write it: short maps in braces, long texts folded, quotes where needed."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from checker.located.model import FLAG_LIKE, NULLS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"
WIDTH = 110


class Plain(str):  # noqa: SLOT000 - slots of text cannot be had
    """A text that stands without quotes whatever it looks like: a number, a day, true."""


class Quoted(str):  # noqa: SLOT000 - slots of text cannot be had
    """A text that stands between quotes even if it needs none: the words of an agreement."""


class Spread(dict[str, "Value"]):
    """A map that is written on lines of its own even if it is short."""


class Style(NamedTuple):
    """How a file is indented: the keys of a map below its own key, and the dashes of a list below its key."""

    map: int
    list: int


_SAFE = re.compile(r"(?:[^\W\d_]|\$\w)(?:[\w $().;%+*/@=~^-]*[\w$.)])?")
_WORDS = re.compile(r"\S+( \S+)*")
_LENGTH = re.compile(r"\d+ [a-z ]+|\d{4}-\d\d(-\d\d)?")


def fields(values: Mapping[str, Value], indent: int, style: Style) -> Iterator[str]:
    """Give the lines of a map on lines of its own, its keys in the column `indent`."""
    before = " " * indent
    for key, value in values.items():
        begun = f"{before}{scalar(key)}:"
        whole = f"{begun} {_inline(value)}"
        if not _spread(value) and len(whole) <= WIDTH:
            yield whole
        elif isinstance(value, str):
            yield from _folded(value, begun, whole, indent + style.map)
        elif isinstance(value, Mapping):
            yield begun
            yield from fields(value, indent + style.map, style)
        else:
            yield begun
            yield from listed(value, indent + style.list, style)


def listed(values: Sequence[Value], indent: int, style: Style) -> Iterator[str]:
    """Give the lines of a list on lines of its own, its dashes in the column `indent`."""
    before = " " * indent
    for value in values:
        whole = f"{before}- {_inline(value)}"
        if isinstance(value, Mapping) and (_spread(value) or len(whole) > WIDTH):
            first, *others = fields(value, indent + 2, style)
            yield f"{before}- {first.lstrip()}"
            yield from others
        else:
            yield whole


def _spread(value: Value) -> bool:
    """Say whether a value is written on lines of its own: it is said to be, or is a list of maps."""
    if isinstance(value, list):
        return any(isinstance(item, dict) for item in value)
    return isinstance(value, Spread)


def _folded(text: str, begun: str, whole: str, indent: int) -> Iterator[str]:
    """Give a long text over several lines; one that folding would change stays on its line."""
    if not _WORDS.fullmatch(text):
        yield whole
        return
    yield f"{begun} >-"
    before = " " * indent
    yield from textwrap.wrap(
        text,
        WIDTH,
        initial_indent=before,
        subsequent_indent=before,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _inline(value: Value) -> str:
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {_inline(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(_inline, value)) + "]"


def scalar(text: str) -> str:
    """Give a text as it is written in YAML, inside brackets too."""
    if isinstance(text, Plain):
        return str(text)
    needs_none = _SAFE.fullmatch(text) and text.lower() not in FLAG_LIKE and text not in NULLS
    if not isinstance(text, Quoted) and (needs_none or _LENGTH.fullmatch(text)):
        return str(text)
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
