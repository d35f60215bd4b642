"""A page of the documentation, as what it is made of: its blocks, and the commands and outputs in them."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from tests.run import ROOT

FENCE = re.compile(r"( *)(`{3,})(.*)")
PROMPT = "$ "
ANY = "…"
"""In what a command is to print, a line that stands for any lines."""
FIRST_WORD = re.compile(r"(?:[A-Z_]+=\S+ )*(\$ )?(checker|make|pip|python\d?|\.venv/\S+|mutmut|pytest)\b")
"""How a line begins that is a command."""


class Block(NamedTuple):
    """A block: the words after the fence, or none where it is indented; its lines; where it begins and ends.

    `begins` is the number of its first line in the page, from 0; `ends` is one more than that of its last.
    """

    words: tuple[str, ...]
    lines: tuple[str, ...]
    begins: int
    ends: int

    @property
    def language(self) -> str:
        return self.words[0] if self.words else ""

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)

    @property
    def file(self) -> str | None:
        """The file that the block is, if it names one."""
        named = self.words[1] if len(self.words) > 1 and self.language != "sh" else ""
        return named if "." in named else None


class Command(NamedTuple):
    """A command, what it is to print, and which lines of the page say that."""

    text: str
    printed: tuple[str, ...]
    begins: int
    ends: int


def pages() -> list[Path]:
    """Give the pages that people read: those that are only kept for the record are no instructions."""
    found = (ROOT.glob("*.md"), *((ROOT / name).rglob("*.md") for name in ("docs", "examples", "starter")))
    return sorted(
        path for path in chain(*found) if path.name != "CHANGELOG.md" and path.parent.name != "supply"
    )


def blocks(text: str) -> list[Block]:
    """Give the blocks of a page in their order."""
    lines = text.splitlines()
    return sorted(chain(_fenced(lines), _indented(lines)), key=lambda block: block.begins)


def _fenced(lines: list[str]) -> Iterator[Block]:
    opened: tuple[int, re.Match[str]] | None = None
    for number, line in enumerate(lines):
        fence = FENCE.fullmatch(line)
        if fence and opened is None:
            opened = number + 1, fence
        elif fence and opened and fence[2] == opened[1][2] and not fence[3]:
            begins, first = opened
            inside = tuple(each.removeprefix(first[1]) for each in lines[begins:number])
            yield Block(tuple(first[3].split()) or ("text",), inside, begins, number)
            opened = None
    assert opened is None, f"the block that begins in line {opened and opened[0]} does not end"


def _indented(lines: list[str]) -> Iterator[Block]:
    """Yield what is indented as code is, and reads as commands; in a list, such lines are ordinary text."""
    within = {n for block in _fenced(lines) for n in range(block.begins, block.ends)}
    for number, line in enumerate(lines):
        if number not in within and line.startswith("    ") and FIRST_WORD.match(line.strip()):
            yield Block((), (line.strip(),), number, number + 1)


def commands(block: Block) -> Iterator[Command]:
    """Yield the commands of a block of a terminal, each with what it prints up to the next one."""
    starts = [n for n, line in enumerate(block.lines) if line.startswith(PROMPT)]
    assert starts[:1] == [0], f"line {block.begins + 1}: a block of a terminal begins with “{PROMPT}”"
    for start, stop in zip(starts, [*starts[1:], len(block.lines)], strict=True):
        end = next(n for n in range(start, stop) if not block.lines[n].endswith("\\")) + 1
        text = "\n".join(block.lines[start:end]).removeprefix(PROMPT)
        yield Command(text, block.lines[end:stop], block.begins + end, block.begins + stop)


def prints(expected: tuple[str, ...], printed: str) -> bool:
    """Say whether that is what was to be printed; spaces at the end of a line do not count."""
    lines = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    parts = (r"(?:.*\n)*?" if line.strip() == ANY else re.escape(line.rstrip() + "\n") for line in expected)
    return re.fullmatch("".join(parts), lines) is not None
