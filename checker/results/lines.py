"""An obligation's duties as lines of plain text, and how text is broken into lines."""

import textwrap
from collections.abc import Callable, Iterator

from checker.findings.model import Sentence
from checker.results.language import Wording
from checker.results.model import ObligationResult, Result

WIDTH = 100


def duties(
    own: ObligationResult, words: Wording, more: Callable[[Result], tuple[Sentence, ...]] = lambda _: ()
) -> Iterator[str]:
    """Give the lines on an obligation's duties and uses, each with status, reason and what `more` says."""
    for result in own.results:
        yield from wrapped(*stands(result, words, more(result)))
    if own.uses:
        yield from wrapped(words.interface("uses", number=len(own.uses), acts=own.uses), "  ")


def stands(result: Result, words: Wording, more: tuple[Sentence, ...] = ()) -> tuple[str, str]:
    """Give the reason of a duty with what more is said, and the status that stands before it."""
    status = words.word("statuses", result.status).upper()
    return words.reason((*result.finding.because, *more)), f"  {status}{words.word('dates', 'colon')}"


def wrapped(text: str, indent: str = "") -> list[str]:
    """Break a text into lines; what follows the first is indented.

    Breaks are those of `textwrap`: at spaces, and in words after a hyphen. It is asked itself only about a
    text with other white space than single spaces, since it takes every text to pieces first.
    """
    further = " " * min(4, len(indent) + 2)
    if not text.isprintable() or "  " in text or text[:1] in {"", " "} or text[-1] == " ":
        return textwrap.wrap(
            text, WIDTH, initial_indent=indent, subsequent_indent=further, break_long_words=False
        )
    lines, start, before = [], 0, indent
    while len(before) + len(text) - start > WIDTH:
        stop, following = _broken(text, start, start + WIDTH - len(before))
        lines.append(before + text[start:stop])
        start, before = following, further
        if start >= len(text):
            return lines
    return [*lines, before + text[start:]]


def _broken(text: str, start: int, limit: int) -> tuple[int, int]:
    """Say where a line ends that begins at `start` and may reach to `limit`, and where the next begins."""
    space = text.rfind(" ", start, limit + 1)
    begin = best = space + 1 if space >= 0 else start  # of the word that goes beyond the limit
    if space < 0 or text.find("-", begin, limit + 1) >= 0:
        at, end = text.rfind(" ", 0, begin) + 1, text.find(" ", begin)
        for piece in textwrap.TextWrapper.wordsep_re.split(text[at : end if end >= 0 else len(text)]):
            at += len(piece)
            if at <= limit or best == start:  # a line has at least one piece, however long
                best = max(best, at)
    if best > begin:
        return best, best + text.startswith(" ", best)
    return space, begin
