"""What the templates of a comparison work with; the revision paper has the same parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.revision import told_diff
from checker.revision.told_paper import both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.plan.model import Obligation
    from checker.results.language import Wording
    from checker.revision.diff import Diff
    from checker.revision.pairs import Pair
    from checker.revision.replay import Replay, Reread


def compared(found: Diff, replay: Replay | None, words: Wording) -> dict[str, object]:
    """Give them: both sides, the comparison and the replay of the past, which is None without a log."""
    return {
        "found": found,
        "replay": replay,
        "compared": told_diff,
        "both": both(found.old, found.new, words),
        "past": both(replay.was.plan, replay.now.plan, words) if replay else None,
        "turned": grouped(each for each in replay.turns if each.was) if replay else (),
        "added": grouped(each for each in replay.turns if not each.was) if replay else (),
    }


class OfClause(NamedTuple):
    """The duties of one clause that read otherwise, in their order."""

    clause: Obligation
    pair: Pair
    turns: tuple[Reread, ...]


def grouped(turns: Iterable[Reread]) -> tuple[OfClause, ...]:
    """Group duties by the clause that they are of: before, or in the draft if they are only there."""
    found: dict[str, list[Reread]] = {}
    clauses: dict[str, Obligation] = {}
    for turn in turns:
        name = (turn.was or turn.now).finding.of.check.obligation  # type: ignore[union-attr] # there is one
        found.setdefault(name, []).append(turn)
        clauses |= {clause.id: clause for clause in (turn.pair.was if turn.was else turn.pair.now)}
    return tuple(OfClause(clauses[name], each[0].pair, tuple(each)) for name, each in found.items())
