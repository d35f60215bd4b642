"""The page on the log: its columns and built-in kinds, and the formats that are read."""

from collections.abc import Iterable, Iterator

from checker.log.cells import COLUMNS, NEEDED, OWN_COLUMNS, SPECIAL
from checker.log.formats import claims
from docs.generate import BEGIN, data, head, said_of, told


def pages() -> dict[str, str]:
    """Give the page on the log."""
    said = data("log.yaml")
    lines = [*head("The log", "the program's columns and kinds, and docs/log.yaml"), said_of(said, BEGIN)]
    lines += ["", "## Columns", "", "| column | meaning |", "|---|---|"]
    for name in (*COLUMNS, *sorted(SPECIAL - set(COLUMNS))):
        lines.append(f"| `{name}` | {told(said, 'columns', name)} |")
    lines += ["", said_of(said, "about columns"), "", "## Built-in kinds", "", said_of(said, "about kinds")]
    lines += ["", "| kind | it also takes | and needs | meaning |", "|---|---|---|---|"]
    for kind, takes in OWN_COLUMNS.items():
        needs = _names(NEEDED.get(kind, ()))
        lines.append(f"| `{kind}` | {_names(sorted(takes))} | {needs} | {told(said, 'kinds', kind)} |")
    lines += ["", "## Formats", "", "The ending of a file says what it is.", "", *_formats()]
    return {"log.md": "\n".join(lines) + "\n"}


def _formats() -> Iterator[str]:
    """Say what each format is, as its module does."""
    yield from ("| ending | format |", "|---|---|")
    for suffix, module in sorted(claims().items()):
        yield f"| `{suffix}` | {str(module.__doc__).splitlines()[0]} |"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
