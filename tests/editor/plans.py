"""Plans as somebody types them: a mark stands where the cursor is."""

from typing import NamedTuple

from tests.run import ROOT

MODELINE = "# yaml-language-server: $schema=plan.schema.json\n"
CURSOR = "‸"
# The two offices, whose words the patterns' examples use, up to the checks of their one obligation.
OFFICES = (ROOT / "tests" / "rules" / "plan.yaml").read_text(encoding="utf-8").partition(" []")[0]
BEFORE, _, CLAUSE = OFFICES.partition("obligations:\n")


class Typed(NamedTuple):
    """A text, and the place of the cursor in it, both counted from 0."""

    text: str
    line: int
    character: int


def typed(text: str) -> Typed:
    """Take the mark out of a plan, and put the line before it that names the schema."""
    before, mark, after = f"{MODELINE}{text}".partition(CURSOR)
    assert mark, text
    return Typed(before + after, before.count("\n"), len(before.rpartition("\n")[2]))


def in_check(lines: str) -> Typed:
    """Put lines into a check of the two offices that has an id, indented as they must be."""
    indented = lines.replace("\n", "\n        ")
    return typed(f"{OFFICES}\n      - id: it\n        {indented}\n")
