"""YAML as text, lists and maps that know their place: every scalar stays the text that was written."""

from __future__ import annotations

from checker.located import source, usual
from checker.located.source import Source

TYPE_CHECKING = False  # read by mypy and ruff; `typing` itself would cost 2 ms at every start
if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.located.model import Node


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
