"""YAML: a list of entries, each a map of column to text or to a list of texts."""

from __future__ import annotations

from checker.located import yaml
from checker.located.model import Fields, Items, Text, is_null
from checker.log import rows
from checker.log.rows import Row, Sheet
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.diagnostics import Faults
    from checker.located.model import Node
    from checker.log.rows import ReadOptions

suffixes = (".yaml", ".yml")
NAMES = ("log", "entries")  # a map with one of these keys holds the list there
MEND = "write each entry as `- {id: a1, date: 2008-03-01, …}`"


def read(path: str, options: ReadOptions, faults: Faults) -> tuple[Sheet, ...]:
    """Give the entries of the file, if it can be read. Codes begin with `yaml/` and `log/`."""
    root = yaml.read(path, faults, "LOG_BYTES")
    if root is None:
        return ()
    entries = next((root[name] for name in NAMES if name in root), root) if isinstance(root, Fields) else root
    if not isinstance(entries, Items):
        faults.error("log/no-list", entries.at, "a log in YAML is a list of entries", MEND)
        return ()
    if isinstance(root, Fields):
        for key in root:
            if root[key] is not entries:
                told = f"`{key}` stands beside the list of entries, and means nothing there"
                faults.error("log/no-list", key.at, told, "take it out")
    if not rows.within_limits(len(entries), entries.at, faults):
        return ()
    return (Sheet(tuple(rows_of(entries, options, faults)), {}, path),)


def rows_of(entries: Items, options: ReadOptions, faults: Faults) -> Iterator[Row]:
    """Yield the entries of a list, a plan's example too, as rows; what is no entry goes to `faults`."""
    for entry in entries:
        if isinstance(entry, Fields):
            cells = {key: text for key, node in entry.items() if (text := _cell(node, faults))}
            yield Row(
                {key: rows.checked(key, text, options, faults) for key, text in cells.items()}, entry.at
            )
        else:
            faults.error("log/no-entry", entry.at, "an entry of a log is a map of columns and values", MEND)


def _cell(node: Node, faults: Faults) -> Text | None:
    """Give the text of a value, those of a list joined by semicolons; None if it is empty or no text."""
    if isinstance(node, Text):
        return None if is_null(node) or not node.strip() else Text(node.strip(), node.at, node.plain)
    if isinstance(node, Items) and all(isinstance(each, Text) for each in node):
        texts = [str(each).strip() for each in node if isinstance(each, Text) and not is_null(each)]
        if any(";" in text for text in texts):
            told = "a text in this list holds a semicolon, which separates the texts of a list"
            faults.error("log/semicolon", node.at, told, "write the parts as texts of their own")
        return Text(";".join(texts), node.at) if texts else None
    told = "a value of an entry is a text or a list of texts"
    faults.error("log/no-text", node.at, told, "write one text, or several as [one, two]")
    return None
