"""The pages that are written from what the program is made of: one module a page, or a family of pages.

`python -m docs.generate` writes them. A module says with `pages` which files it writes, below `docs/`, and
what stands in each; the folder is the list. What a page says beside what the program knows of itself stands
in a file of data with the name of the page.
"""

from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias, cast

from checker.diagnostics import Faults
from checker.files import modules, shipped
from checker.located import yaml

Said: TypeAlias = dict[str, Any]
DOCS = Path(__file__).parent.parent
BEGIN = "to begin with"
"""The key of a file of data under which stands how its page begins."""
NOTICE = "<!-- Written by `make docs` from {source}; do not edit. -->"


def pages() -> dict[str, str]:
    """Give every written page: its file below `docs/`, and its text."""
    found: dict[str, str] = {}
    for module in modules(__path__):
        found |= import_module(f"{__name__}.{module}").pages()
    return found


def head(title: str, source: str) -> list[str]:
    """Give the first lines of a page: its title, and what it is written from."""
    return [f"# {title}", NOTICE.format(source=source), ""]


def data(name: str) -> Said:
    """Read a file of `docs/` that holds what a page says beside what the program knows of itself."""
    return read(DOCS / name)


def english() -> Said:
    """Read the words of the outputs in English."""
    return read(Path(str(shipped("reports") / "languages" / "en.yaml")))


def read(path: Path) -> Said:
    """Read a map from YAML, with what is wrong in it as an error."""
    faults = Faults()
    found = yaml.read(str(path), faults)
    faults.stop()
    return cast("Said", found)


def said_of(fields: Said, key: str) -> str:
    """Give what a file of data says in paragraphs of their own."""
    return str(fields[key]).strip()


def told(fields: Said, *way: str) -> str:
    """Give the text that a way of keys leads to, on one line."""
    found: Any = fields
    for key in way:
        found = found[key]
    return " ".join(str(found).split())
