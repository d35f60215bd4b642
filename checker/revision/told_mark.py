"""The mark of what is made up, where a draft is held against an agreement that may be none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.results.language import Wording


def mark(words: Wording, *, agreement: bool, draft: bool) -> str:
    """Say what is made up: the `agreement` or its record, and with it all that follows, or the `draft` alone.

    Empty if nothing is. A real record does not become made up because a made-up draft is held against it.
    """
    if agreement:
        return words.interface("illustrative")
    return words.word("paper", "illustrative-draft") if draft else ""


def short(words: Wording, *, agreement: bool, draft: bool) -> str:
    """Say the same for the margin of every page."""
    if agreement:
        return words.word("report", "illustrative-short")
    return words.word("paper", "illustrative-draft-short") if draft else ""
