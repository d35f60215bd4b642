"""Reads YAML as plans are usually written, faster than a parser of all of YAML, and sooner there.

That is: maps and lists, by indentation or in brackets; texts without quotes on one line, texts in quotes
without escapes, folded texts (`>-`); remarks. `read` gives up at whatever else there is, and at all that
calls for a word to whoever wrote it: `checker.located.yaml` then asks a full parser. A test shows that a text
that is read here has the same values in the same places there.
"""

from __future__ import annotations

import re

from checker import files
from checker.located import writing
from checker.located.model import Fields, Items, Text, located
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.located.model import Node
    from checker.located.source import Source

DEEPEST = 20  # lists and maps inside each other

_KEY = r"([A-Za-z0-9_][A-Za-z0-9_./+-]{0,99}+)"
_FIRST = r"[^\s?:,\[\]{}#&*!|>'\"%@`-]"  # with what a text without quotes begins
_REMARK = r"\#(?![^\s#]|\ ?\d)[^\n]*+"  # any other looks like a text that is cut off
_GAP = rf"(?:(?:\ ++(?:{_REMARK})?+)?+\n)*+\ *+"
_LINE = re.compile(
    rf"(?:\ *+(?:\#[^\n]*+)?\n)*+ (\ *+) (-\ (?=[^\s-]))?+ "
    rf"(?:(?:{_KEY} | \"([^\"\\\n]{{1,99}}+)\"): (?:\ ++|(?=\n)) (?:\#[^\n]*+)?+ (\n)?)?+",
    re.VERBOSE,
)
_PLAIN = re.compile(rf"{_FIRST}[^\n:#]*+(?:(?::(?=\S)|(?<=\S)#)[^\n:#]*+)*+")
_QUOTED = re.compile(r"(['\"])((?:(?!\1)[^\\\n])*+)\1(?!')")
_FOLDED = re.compile(r">-\ *+\n((\ ++)[^ \n][^\n]*+\n(?:\2[^ \n][^\n]*+\n)*+)\n*+(?!\2)")
_REST = re.compile(rf"(?:\ ++(?:{_REMARK})?+)?+\n")  # of the line, after a value
_PART = re.compile(
    rf"""{_GAP} (?:{_KEY}:\ ++)?+
    (?: ( {_FIRST}[^\s:?,\[\]{{}}#]*+
          (?: (?: :(?=[^\s?,\[\]{{}}]) | \ ++(?=[^\s:?,\[\]{{}}#]) | (?<=\S)\# ) [^\s:?,\[\]{{}}#]*+ )*+ )
      | "([^"\\\n]*+)" | '([^'\\\n]*+)' | (?=[\[{{]) )
    {_GAP} ([],}}])?+""",
    re.VERBOSE,
)
_CLOSED = re.compile(rf"{_GAP}([],}}])", re.VERBOSE)


class Unusual(Exception):
    """Here is something for a full parser."""


def read(source: Source, start: int = 0, end: int | None = None) -> Node | None:
    """Give the one document of a text on which there is nothing to say; None if a full parser has to look.

    `start` and `end` say which lines to read of the text, if not all.
    """
    try:
        return _Reading(source).document(start, end)
    except Unusual:
        return None


class _Reading:
    """One text, read from its beginning to its end."""

    def __init__(self, source: Source) -> None:
        self._text = source.text if source.text.endswith("\n") else f"{source.text}\n"
        self._place, self._opening = source.place, source.opening
        # The full parser tells of a text that begins right after a question mark.
        self._odd = {found.end() + n for found in re.finditer(r"\?", self._text) for n in (0, 1)}
        self._deepest = min(DEEPEST, files.limit("YAML_DEPTH"))
        self._open: list[Items | Fields] = []
        self._columns: list[int] = []  # beside `_open`: where each begins

    def document(self, at: int, end: int | None) -> Node:
        """Read line after line: what is indented further belongs to the key above."""
        text, name = self._text, None
        end = len(text) if end is None else end
        whole = Items((), (self._place, 0, 0))
        above: Items | Fields | None = whole  # what waits for the list or map that begins on the next line
        while (line := _LINE.match(text, at)) is not None and line.end(1) < end:
            _, dash, bare, quoted, ends = line.groups()
            start, at = line.end(1), line.end()
            column = start - line.start(1)
            if not (dash or bare or quoted):
                raise Unusual
            if above is not None:
                self._begin(above, name, column, start, listed=bool(dash))
            parent = self._parent(column, listed=bool(dash))
            if dash and (bare or quoted):
                parent = self._begin(parent, None, column + 2, start + 2, listed=False)
            if bare:
                name = self._bare(bare, line.start(3))
            else:
                name = Text(quoted, (self._place, line.start(4) - 1, line.end(4) + 1)) if quoted else None
            above = parent if ends else None
            if not ends:
                value, at = self._value(at)
                _put(parent, name, value)
        if above is not None or at > end or "\t" in text:
            raise Unusual
        return whole[0]

    def _begin(
        self, parent: Items | Fields, name: Text | None, column: int, start: int, *, listed: bool
    ) -> Items | Fields:
        """Begin a list or a map further right than what it is in."""
        if len(self._open) == self._deepest or (self._columns and column <= self._columns[-1]):
            raise Unusual
        node = self._empty(start, listed=listed)
        _put(parent, name, node)
        self._open.append(node)
        self._columns.append(column)
        return node

    def _empty(self, start: int, *, listed: bool) -> Items | Fields:
        place = (self._opening, start, 0)
        return Items((), place) if listed else Fields({}, place)

    def _parent(self, column: int, *, listed: bool) -> Items | Fields:
        """Give the list or map that goes on in a column; what is further right has ended."""
        while self._columns and self._columns[-1] > column:
            self._columns.pop()
            self._open.pop()
        if not self._columns or self._columns[-1] != column or isinstance(self._open[-1], Items) != listed:
            raise Unusual
        return self._open[-1]

    def _value(self, at: int) -> tuple[Node, int]:
        """Read the value that begins here and the rest of its line; give where the next line begins."""
        node: Node
        sign = self._text[at]
        if sign == ">":
            return self._folded(at)
        if sign in "[{":
            node, end = self._bracketed(at, len(self._open))
        elif sign in "'\"":
            quoted = _found(_QUOTED, self._text, at)
            node, end = Text(quoted[2], (self._place, at, quoted.end())), quoted.end()
        else:
            word = _found(_PLAIN, self._text, at)[0].rstrip(" ")
            node, end = self._bare(word, at), at + len(word)
        return node, _found(_REST, self._text, end).end()

    def _folded(self, at: int) -> tuple[Text, int]:
        """Read a text of which each line goes on in the next."""
        folded = _found(_FOLDED, self._text, at)
        indent = len(folded[2])
        if indent <= self._columns[-1]:
            raise Unusual
        text = " ".join([line[indent:] for line in folded[1].split("\n")[:-1]])
        return Text(text, (self._place, at, folded.end())), folded.end()

    def _bracketed(self, at: int, depth: int) -> tuple[Items | Fields, int]:
        """Read a list or a map in brackets; give where it ends."""
        text, listed = self._text, self._text[at] == "["
        node, ends = self._empty(at, listed=listed), "]" if listed else "}"
        at += 1
        if depth == self._deepest:
            raise Unusual
        while (part := _PART.match(text, at)) is not None:
            key, plain, double, single, sign = part.groups()
            at = part.end()
            value: Node
            if plain is not None:
                value = self._bare(plain, part.start(2))
            elif double is not None or single is not None:
                start, end = part.span(3 if single is None else 4)
                value = Text(text[start:end], (self._place, start - 1, end + 1))
            else:
                value, at = self._bracketed(at, depth + 1)
                closed = _found(_CLOSED, text, at)
                sign, at = closed[1], closed.end()
            if isinstance(node, Fields) and key is not None:
                _put(node, self._bare(key, part.start(1)), value)
            elif key is None and isinstance(node, Items):
                node.append(value)
            else:
                raise Unusual
            if sign == ends:
                return node, at
            if sign != ",":
                raise Unusual
        closed = _found(_CLOSED, text, at)
        if node or closed[1] != ends:
            raise Unusual
        return node, closed.end()

    def _bare(self, text: str, start: int) -> Text:
        """Make a text that has no quotes, if there is nothing to say on it."""
        if self._odd and start in self._odd:
            raise Unusual
        if not text.isascii():
            line = self._text[start : self._text.index("\n", start)]
            if writing.within_curly(text) is not None or writing.odd_colon(line) is not None:
                raise Unusual
        return located(text, (self._place, start, start + len(text)), plain=True)


def _found(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    """Give what a pattern finds here; it has to find something."""
    found = pattern.match(text, at)
    if found is None:
        raise Unusual
    return found


def _put(parent: Items | Fields, name: Text | None, value: Node) -> None:
    """Put a value into a list, or under its name into a map, which has each name once."""
    if name is not None and isinstance(parent, Fields) and name not in parent:
        parent[name] = value
    elif name is None and isinstance(parent, Items):
        parent.append(value)
    else:
        raise Unusual
