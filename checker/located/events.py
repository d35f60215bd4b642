"""YAML of every kind, from the events of PyYAML's parsers, and what to say to whoever wrote it.

Built from events, because finished nodes have forgotten their anchors. What YAML allows and people do not
mean (anchors, tags, a second document, text cut at a hash) is refused or warned of.
"""

from __future__ import annotations

import re

import yaml

from checker import files
from checker.located import source, syntax, writing
from checker.located.model import Fields, Items, Text
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol

    from checker.diagnostics import Faults, Place
    from checker.located.model import Node
    from checker.located.source import Source

    class Mark(Protocol):
        """A point in the text."""

        index: int

    class Event(Protocol):
        """What a parser finds; not every kind of event has all of this."""

        start_mark: Mark
        end_mark: Mark
        anchor: str | None
        tag: str | None
        value: str
        style: str | None

    class Parser(Protocol):
        """PyYAML's parsers, as far as they are used here."""

        def get_event(self) -> Event | None:
            """Give the next event, None after the last."""


QUOTE_IT = "put quotes round the text"


def parse(text: Source, faults: Faults) -> Node | None:
    """Give the one document of a text without control characters; None if there was an error, in `faults`."""
    before = faults.count
    builder = _Builder(text, faults)
    # The C parser is ten times as fast; both give the same events. Their published types leave both out.
    parsers: Any = yaml
    make: Callable[[str], Parser] = parsers.cyaml.CParser if yaml.__with_libyaml__ else parsers.Loader
    try:
        builder.take_all(make(text.text))
    except yaml.MarkedYAMLError as error:
        _explain(error, text, builder.last, faults)
    except yaml.YAMLError as error:
        faults.error("yaml/syntax", text.place(0, 1), f"this cannot be read as YAML ({error})")
    if faults.count > before:
        return None
    if builder.root is None:
        faults.error(
            "yaml/empty", text.place(0, 1), "this file is empty", "look whether it is the right file"
        )
    return builder.root


def _explain(error: yaml.MarkedYAMLError, text: Source, last: tuple[int, int], faults: Faults) -> None:
    """Put what a parser says into words, unless it follows from what has been refused on that line."""
    most = files.limit("YAML_DEPTH")
    deep = re.search(rf"(?:[\[{{]\s*){{{most}}}[\[{{]", text.text)
    if deep is not None:  # the C parser reads ahead of its events, and gives up
        told = f"more than {most} lists and maps inside each other"
        at = text.place(deep.end() - 1, deep.end())
        faults.error("yaml/too-deep", at, told, files.how_to_raise("YAML_DEPTH"))
        return
    refused = {each.at.line for each in faults.errors if each.at.file == text.file}
    if error.problem_mark is None or error.problem_mark.line + 1 not in refused:
        syntax.explain(error, text, last, faults)


class _Builder:
    """Turns events into nodes, and notes what is not meant."""

    def __init__(self, text: Source, faults: Faults) -> None:
        self.root: Node | None = None
        self.last = (0, 0)  # where the last scalar begins and ends
        self._source = text
        self._text = text.text
        self._faults = faults
        self._open: list[Items | Fields] = []
        self._keys: list[Text | None] = []  # beside _open: the key whose value is due
        self._hashes = "#" in self._text
        self._questions = "?" in self._text

    def take_all(self, parser: Parser) -> None:
        """Read events to the end of the stream, or to where reading on makes no sense."""
        depth = files.limit("YAML_DEPTH")
        scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
        while (event := parser.get_event()) is not None:
            kind: object = type(event)
            if kind is scalar:
                self._add(self._scalar(event))
            elif kind is mapping or kind is sequence:
                if len(self._open) == depth:
                    self._error("too-deep", event, f"more than {depth} lists and maps inside each other")
                    return
                self._start(event, mapping=kind is mapping)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._open.pop()
                self._keys.pop()
            elif kind is yaml.AliasEvent:
                told = f"`*{event.anchor}` at the start of a text stands for another one in YAML"
                self._error("anchor", event, told, QUOTE_IT)
                self._add(Text("", self._place(event)))
            elif kind is yaml.DocumentStartEvent and self.root is not None:
                self._error("second-document", event, "a second document begins here", "keep one to a file")
                return

    def _place(self, event: Event) -> Place:
        return self._source.place(event.start_mark.index, event.end_mark.index)

    def _error(self, code: str, event: Event, message: str, mend: str = "") -> None:
        mend = mend or files.how_to_raise("YAML_DEPTH")
        self._faults.error(f"yaml/{code}", self._place(event), message, mend)

    def _start(self, event: Event, *, mapping: bool) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        place = (self._source.opening, event.start_mark.index, 0)
        node = Fields({}, place) if mapping else Items((), place)
        self._add(node)
        self._open.append(node)
        self._keys.append(None)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Items):
            parent.append(node)
        elif (key := self._keys[-1]) is not None:
            parent[key] = node
            self._keys[-1] = None
        elif isinstance(node, Text):
            self._keys[-1] = self._key(node, parent)
        else:
            self._faults.error(
                "yaml/key", node.at, "a list or a map cannot be a key", "write one word before the colon"
            )
            self._keys[-1] = Text("", node.at)

    def _key(self, key: Text, parent: Fields) -> Text:
        if key in parent:
            told = f"`{key}` is given twice in the same place"
            self._faults.error(
                "yaml/duplicate-key", key.at, told, "keep one of the two", (parent.place(key),)
            )
        elif not key:
            self._faults.error(
                "yaml/key", key.at, "a key is missing before the colon", "write a word before the colon"
            )
        elif key.plain and not key.isascii() and (space := re.search(r"[^\S ]", key)):
            told = f"this key holds {writing.space(space.group())}, which only looks like a space"
            self._faults.error("yaml/odd-space", key.at, told, "type an ordinary space instead")
        return key

    def _scalar(self, event: Event) -> Text:
        start, end = self.last = event.start_mark.index, event.end_mark.index
        plain = not event.style
        value: str = event.value
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        if plain:
            if self._hashes:
                self._warn_of_cut(end)
            if self._questions and "?" in self._text[max(0, start - 2) : start]:
                told = "a question mark before a text has a meaning of its own in YAML"
                self._error("sign", event, told, f"{QUOTE_IT}, with the question mark inside them")
            if not value.isascii() or self._text.find("\n", start, end) >= 0:
                self._look_closer(event, value)
        elif event.style == '"' and (control := re.search(source.CONTROL, value)):
            told = f"this text holds {source.name_of(control.group())}"
            self._error("control-character", event, told, "take the backslash and what follows it out")
        return Text(value, (self._source.place, start, end), plain)

    def _refuse_marks(self, event: Event) -> None:
        """Give an anchor or a tag: a text was lost, in part, to what YAML takes for a sign of its own."""
        written = self._text[event.start_mark.index : self._source.end_of_line(event.start_mark.index)]
        word = written.split(maxsplit=1)[0] if written.strip() else ""
        if event.anchor is not None:
            told = f"`{word}` at the start of a text is a name for it in YAML, not part of the text"
            self._error("anchor", event, told, f"{QUOTE_IT}: {writing.quoted(written)}")
        elif getattr(event, "tag", None) is not None:
            told = f"`{word}` at the start of a text is a type in YAML, not part of the text"
            self._error("tag", event, told, f"{QUOTE_IT}: {writing.quoted(written)}")

    def _warn_of_cut(self, end: int) -> None:
        """Give a comment that was probably meant as text: people put a space after the hash of a comment."""
        stop = self._source.end_of_line(end)
        hash_at = self._text.find("#", end, stop)
        if hash_at < 0 or self._text[end:hash_at].strip(" \t"):
            return
        if re.match(r"#(?:[^\s#]| ?\d)", self._text[hash_at:stop]):
            told = "the text ends before ` #`: the rest of the line is taken for a comment"
            mend = "put quotes round the text; or, if it is a comment, a space after the #"
            self._faults.warn("yaml/cut-at-hash", self._source.place(hash_at, stop), told, mend)

    def _look_closer(self, event: Event, value: str) -> None:
        """Plain text that is not ASCII, or goes on over several lines: what often goes wrong with it."""
        if (inner := writing.within_curly(value)) is not None:
            mend = f"write {writing.quoted(inner)}; if they belong to the text, {writing.quoted(value)}"
            self._error("curly-quotes", event, writing.CURLY_TOLD, mend)
            return
        for at in self._line_starts(event.start_mark.index, event.end_mark.index):
            stop = self._source.end_of_line(at)
            line = self._text[at:stop]
            if (fault := writing.odd_colon(line)) is not None:
                code, begin, finish, told, mend = fault
                self._faults.error(code, self._source.place(at + begin, at + finish), told, mend)
            elif at > event.start_mark.index and re.match(r"\s*-", line):
                told = "this line is read as the rest of the text above it"
                mend = "line its dash up with the list that it belongs to; or put quotes round the text"
                indent = len(line) - len(line.lstrip())
                self._faults.error("yaml/joined-lines", self._source.place(at + indent, stop), told, mend)

    def _line_starts(self, start: int, end: int) -> list[int]:
        """Where the lines of a text start, the first only if nothing but dashes stands before the text."""
        begin = self._text.rfind("\n", 0, start) + 1
        first = [] if self._text[begin:start].strip(" -") else [start]
        return first + [found.end() + start for found in re.finditer("\n", self._text[start:end])]
