"""YAML as text, lists and maps that know their place: every scalar stays the text that was written."""

from __future__ import annotations

import re

from checker.diagnostics import Faults
from checker.located import source, usual
from checker.located.model import Fields
from checker.located.source import Source
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.located.model import Node

_BEGINS = re.compile(r"^(?:([a-z_]+):|[^\s#])", re.MULTILINE)  # a key of the whole file; or something else


def read(path: str, faults: Faults, limit_name: str = "YAML_BYTES") -> Node | None:
    """Give the one document of a YAML file; None if there was an error, which is then in `faults`."""
    text = source.read(path, faults, limit_name)
    return None if text is None else _parse(text, faults)


def parse(text: str, file: str, faults: Faults) -> Node | None:
    """As `read`, of a text already at hand; `file` is the name that places carry."""
    return _parse(Source(source.plain_lines(text.removeprefix("\ufeff")), file), faults)


def _parse(text: Source, faults: Faults) -> Node | None:
    if source.refuse_controls(text, "yaml/control-character", faults):
        return None
    node = usual.read(text)
    if node is None:
        from checker.located import events  # noqa: PLC0415 - PyYAML takes 10 ms, which most plans can do without

        node = events.parse(text, faults)
    return node


class Sections:
    """A file that is one map: each value is read when it is first asked for, since a run needs few of them.

    What is wrong with the file is raised as `InvalidInput`, when it is come upon.
    """

    def __init__(self, path: str) -> None:
        """Find where each value begins."""
        faults = Faults()
        text = source.read(path, faults, "YAML_BYTES")
        if text is not None:
            source.refuse_controls(text, "yaml/control-character", faults)
        faults.stop()
        self._text = text or Source("", path)
        self._read = Fields({}, (self._text.place, 0, 0))
        found = list(_BEGINS.finditer(self._text.text))
        ends = [*(each.start() for each in found), None][1:]
        self._spans = {each[1]: (each.start(), end) for each, end in zip(found, ends, strict=True)}
        if None in self._spans or len(self._spans) < len(found):
            self._read_all()

    def _read_all(self) -> None:
        faults = Faults()
        read = _parse(self._text, faults)
        faults.stop()
        if isinstance(read, Fields):
            self._read.update(read)

    def __contains__(self, name: str) -> bool:
        """Say whether the map has a key."""
        return name in self._spans or name in self._read

    def __getitem__(self, name: str) -> Node:
        """Give the value of a key; raises `KeyError` if there is none."""
        if name not in self._read and name in self._spans:
            section = usual.read(self._text, *self._spans[name])
            if isinstance(section, Fields):
                self._read.update(section)
            else:
                self._read_all()
        return self._read[name]
