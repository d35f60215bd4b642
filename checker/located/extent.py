"""Which lines each part of a YAML text takes, so that something can be put between two of them.

Located values know where they begin; this knows where they end, too. For texts that have been read without a
fault: what is not meant in a plan (anchors, a second document) is refused there.
"""

from __future__ import annotations

from typing import NamedTuple

import yaml

from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class Extent(NamedTuple):
    """A value, with its key if it has one: its first and last line, counted from 0.

    `column` is where the value itself begins: a block list at its first dash, a block map at its first key.
    `block` says that it is a list or map written on lines of its own, without brackets. `fields` are the
    values of a map by their keys, `items` those of a list.
    """

    first: int
    last: int
    column: int
    block: bool
    fields: Mapping[str, Extent]
    items: tuple[Extent, ...]


def extent(text: str) -> Extent:
    """Give the extent of the one value of a text whose line ends are LF."""
    # The C parser is ten times as fast; both give the same marks. Their published types leave both out.
    parsers: Any = yaml
    loader = parsers.CSafeLoader if yaml.__with_libyaml__ else parsers.SafeLoader
    shown = text.removeprefix("\ufeff")
    return _of(yaml.compose(shown, Loader=loader), shown)


def _of(node: Any, text: str) -> Extent:  # noqa: ANN401 - PyYAML's nodes, of which each kind has its own attributes
    start, end = node.start_mark, node.end_mark
    fields: dict[str, Extent] = {}
    items: tuple[Extent, ...] = ()
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inside = _of(value, text)
            last = max(key.end_mark.line, inside.last)
            fields[str(key.value)] = inside._replace(first=key.start_mark.line, last=last)
    elif isinstance(node, yaml.SequenceNode):
        items = tuple(_of(value, text) for value in node.value)
    block = not isinstance(node, yaml.ScalarNode) and not node.flow_style
    if block:
        last = max(part.last for part in (*fields.values(), *items))
    else:
        written = text[start.index : end.index].rstrip()  # a folded text ends where the next value begins
        last = start.line + written.count("\n")
    return Extent(start.line, last, start.column, block, fields, items)
