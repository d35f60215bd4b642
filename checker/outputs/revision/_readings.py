"""What hangs on vague terms, and at which values the past would have been kept, as parts of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.outputs.revision._pages import PaperPages
    from checker.revision.paper import Paper


def turning(pages: PaperPages, paper: Paper) -> None:
    """Tell for each vague term and assumed day at which values the verdicts turn."""
    pages.text(pages.words.word("paper", "intro-turning"))


def missed(pages: PaperPages, paper: Paper) -> None:
    """Tell for each clause that was often missed at which values it would have been kept."""
    pages.text(pages.words.word("paper", "intro-missed"))
