"""What is seen in a single line of YAML: a colon that is none, and a text as it is written with quotes."""

from __future__ import annotations

import re

from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeAlias

    # Code, where the caret begins and before which character it ends, message, help.
    Words: TypeAlias = tuple[str, int, int, str, str]

ODD_COLON = re.compile(r"[\s-]*(?P<key>[A-Za-z_][\w-]*)(?P<colon>\s*\uff1a|:(?=[^\S \t]))")
SPACES = {"\u00a0": "a no-break space", "\u3000": "a full-width space", "\t": "a tab"}
CURLY = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb"
CURLY_TOLD = "curly quotation marks do not enclose a text in YAML: they are part of it"
SHOWN = 60  # characters of a text that a message repeats


def quoted(text: str) -> str:
    """Give the text as it is written in YAML with quotes round it, cut if it is long."""
    text = text.strip()
    text = text if len(text) <= SHOWN else text[: SHOWN - 1] + "\u2026"
    return f'"{text}"' if not set(text) & set('"\\') else "'" + text.replace("'", "''") + "'"


def within_curly(text: str) -> str | None:
    """Give what curly quotation marks enclose; None if they do not enclose the text."""
    text = text.strip()
    return text[1:-1].strip() if len(text) > 1 and text[0] in CURLY and text[-1] in CURLY else None


def odd_colon(line: str) -> Words | None:
    """Words about a key followed by a full-width colon, or by a colon and what only looks like a space."""
    found = ODD_COLON.match(line)
    if found is None:
        return None
    key, start, end = found["key"], found.start("colon"), found.end()
    if "\uff1a" in found["colon"]:
        told = "this is a full-width colon, which YAML reads as text"
        return "yaml/full-width-colon", start, end, told, f"type an ordinary one: `{key}: \u2026`"
    told = f"{space(line[end])} stands after the colon, which only looks like a space"
    return "yaml/odd-space", end, end + 1, told, f"type an ordinary space: `{key}: \u2026`"


def space(character: str) -> str:
    """Name a character that only looks like a space."""
    return SPACES.get(character, "an odd space")
