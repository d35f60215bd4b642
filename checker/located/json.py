"""JSON as text, lists and maps that know their place: one document, read strictly.

What JSON's readers let pass (a key given twice, NaN, half a character) is refused. Places are worked out only
when somebody asks for one: a file of results is read by programs, and has a fault seldom.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from checker import files
from checker.located import source
from checker.located.model import FLAG_LIKE, NULLS, Fields, Items, Node, Text

if TYPE_CHECKING:
    from checker.diagnostics import Faults, Place
    from checker.located.source import Source

MEND = "give a file as checker check --format json writes it; if this was one, write it again"
SPACE = re.compile(r"[ \t\n]*")


class Refused(Exception):
    """Something that JSON, or Python's reading of it, allows, and we do not."""


class Pairs(list[tuple[str, object]]):
    """The fields of an object, in the order in which they stand."""


class Span(NamedTuple):
    """Where a field or an item begins and ends in a text: its key (of an item, nothing) and its value."""

    key: int
    key_end: int
    start: int
    end: int


def read(path: str, faults: Faults, limit_name: str) -> Node | None:
    """Give the one document of a JSON file; None if there was an error, which is then in `faults`."""
    text = source.read(path, faults, limit_name)
    return None if text is None else parse(text, faults)


def parse(text: Source, faults: Faults) -> Node | None:
    """As `read`, of a text already at hand. Codes begin with `json/`."""
    before = faults.count
    try:
        found = decoder().decode(text.text)
        node = _Nodes(text, faults).node(found, ())
    except json.JSONDecodeError as error:
        short = error.pos >= len(text.text.rstrip()) or error.msg.startswith("Unterminated string")
        told = "this file ends before it is whole; it may have been cut off" if short else "this is not JSON"
        faults.error("json/syntax", text.place(error.pos, error.pos + 1), told, MEND)
    except Refused as error:
        faults.error("json/syntax", text.place(0, 1), str(error), MEND)
    except RecursionError:
        told = "there are too many lists and maps inside each other"
        faults.error("json/too-deep", text.place(0, 1), told, files.how_to_raise("YAML_DEPTH"))
    else:
        return node if faults.count == before else None
    return None


def decoder() -> json.JSONDecoder:
    """Make a decoder that keeps numbers as they are written, and fields in order, twice given ones too."""

    def refuse(word: str) -> object:
        raise Refused(f"{word} is not a number that JSON knows")

    return json.JSONDecoder(object_pairs_hook=Pairs, parse_float=str, parse_int=str, parse_constant=refuse)


def past(text: str, at: int) -> int:
    """Give the place of what follows the spaces here."""
    found = SPACE.match(text, at)
    return found.end() if found else at


def spans(text: str, at: int) -> list[Span]:
    """Give the places of all fields, or items, of the object or list that begins here; it has no fault."""
    reads, found = decoder(), []
    keyed = text[at] == "{"
    at = past(text, at + 1)
    while text[at] not in "}]":
        key, key_end = at, at
        if keyed:
            _, key_end = reads.raw_decode(text, at)
            at = past(text, past(text, key_end) + 1)  # past the colon
        _, end = reads.raw_decode(text, at)
        found.append(Span(key, key_end, at, end))
        at = past(text, end)
        at = past(text, at + 1) if text[at] == "," else at
    return found


class _Nodes:
    """Makes nodes of what a decoder gives."""

    def __init__(self, text: Source, faults: Faults) -> None:
        self._source, self._faults = text, faults
        self._depth = files.limit("YAML_DEPTH")

    def node(self, value: object, path: tuple[int, ...]) -> Node:
        """Give a value with its place; `path` has the numbers of the fields and items that lead to it."""
        at = (_Where(self._source, path).place, 0, 0)
        if len(path) > self._depth:
            raise RecursionError
        if isinstance(value, Pairs):
            return self._fields(value, path)
        if isinstance(value, list):
            return Items([self.node(each, (*path, number)) for number, each in enumerate(value)], at)
        if isinstance(value, str):
            self._whole(value, path)
            # A text is a text, in quotes or not, but for words that would mean something without them.
            return Text(value, at, value not in NULLS and value.lower() not in FLAG_LIKE)
        return Text("" if value is None else str(value).lower(), at, plain=True)

    def _fields(self, pairs: Pairs, path: tuple[int, ...]) -> Fields:
        found: dict[Text, Node] = {}
        for number, (name, value) in enumerate(pairs):
            where = _Where(self._source, (*path, number))
            key = Text(name, (where.key, 0, 0))
            self._whole(name, (*path, number))
            if key in found:
                told = f"`{name}` is given twice in the same place"
                self._faults.error("json/duplicate-key", key.at, told, "keep one of the two")
            found[key] = self.node(value, (*path, number))
        return Fields(found, (_Where(self._source, path).place, 0, 0))

    def _whole(self, text: str, path: tuple[int, ...]) -> None:
        if not text.isascii() and re.search(source.SURROGATE, text):
            told = "half of a character stands here (a surrogate without its other half)"
            at = _Where(self._source, path).place(0, 0)
            self._faults.error("json/half-character", at, told, MEND)


class _Where:
    """The way to a value: found in the text when its place is asked for."""

    __slots__ = ("_path", "_source")

    def __init__(self, text: Source, path: tuple[int, ...]) -> None:
        self._source, self._path = text, path

    def place(self, _: int, __: int) -> Place:
        """Give the place of the value; of a list or map that of its first sign."""
        span = self._span()
        opened = self._source.text[span.start] in "{["
        return self._source.place(span.start, span.start + 1 if opened else span.end)

    def key(self, _: int, __: int) -> Place:
        """Give the place of its key."""
        span = self._span()
        return self._source.place(span.key, span.key_end)

    def _span(self) -> Span:
        text = self._source.text
        at = past(text, 0)
        span = Span(at, at, at, at + 1)
        for number in self._path:
            span = spans(text, span.start)[number]
        return span
