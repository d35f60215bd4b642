"""What the templates of a comparison work with; the revision paper has the same parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.revision import told_diff
from checker.revision.told_paper import both

if TYPE_CHECKING:
    from checker.results.language import Wording
    from checker.revision.diff import Diff
    from checker.revision.replay import Replay, Reread


def compared(found: Diff, replay: Replay | None, words: Wording) -> dict[str, object]:
    """Give them: both sides, the comparison and the replay of the past, which is None without a log."""
    return {
        "found": found,
        "replay": replay,
        "compared": told_diff,
        "both": both(found.old, found.new, words),
        "past": both(replay.was.plan, replay.now.plan, words) if replay else None,
        "title_of": title_of,
    }


def title_of(turn: Reread) -> str:
    """Give the title of the clause that a duty is of: before, or in the draft if it is only there."""
    result = turn.was or turn.now
    clauses = turn.pair.was if turn.was else turn.pair.now
    name = result.obligation if result else ""
    return next((clause.title for clause in clauses if clause.id == name), name)
