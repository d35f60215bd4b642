"""The draft against the agreement, and the past under the draft, as parts of a document."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from checker.outputs._compared import grouped
from checker.outputs.revision._record import NOTHING
from checker.results import phrasing
from checker.results.language import Said
from checker.revision import told_diff
from checker.revision.told_paper import both as words_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.findings.model import Value
    from checker.outputs._compared import OfClause
    from checker.outputs._document import Cell
    from checker.outputs.revision._pages import PaperPages
    from checker.results.language import Wording
    from checker.revision.diff import Diff
    from checker.revision.pairs import Pair
    from checker.revision.paper import Paper
    from checker.revision.replay import Replay, Reread
    from checker.revision.told_diff import Both


def draft(pages: PaperPages, paper: Paper) -> None:
    """Tell clause by clause what becomes of the agreement in the draft."""
    found = paper.diff
    if found is None:
        return
    both, tell = words_for(found.old, found.new, pages.words), partial(_tell, pages.words)
    pages.text(tell("intro-draft"))
    for told in (*told_diff.heading(found, both), *told_diff.counted(found, both)):
        pages.text(told)
    if found.altered:
        pages.heading(tell("whole-plan"), 2)
        pages.items(told_diff.altered(each, both) for each in found.altered)
    for pair in found.pairs:
        if not pair.same:
            _pair(pages, pair, both)
    _kept(pages, found)


def _kept(pages: PaperPages, found: Diff) -> None:
    """Name the clauses that stay as they are."""
    words, kept = pages.words, [pair for pair in found.pairs if pair.same]
    if kept:
        pages.heading(_tell(words, "kept-clauses", n=len(kept)), 2)
        pages.items(words.quoted(clause.title) for pair in kept for clause in pair.now)


def _pair(pages: PaperPages, pair: Pair, both: Both) -> None:
    """Tell what is other of clauses that belong together."""
    words = pages.words
    titles = tuple(dict.fromkeys(words.quoted(clause.title) for clause in pair.now or pair.was))
    pages.heading(Said(words.word("dates", "semicolon").join(titles)), 2)
    pages.text(told_diff.relation(pair, both))
    if pair.reworded:
        labels = {how: str(_tell(words, how)) for how in ("removed", "added")}
        pages.redline(pair.text, labels)
    elif not pair.now or not pair.was:
        for clause in pair.now or pair.was:
            pages.text(words.quoted(clause.text))
    pages.items(told_diff.altered(each, both) for each in pair.altered)


def past(pages: PaperPages, paper: Paper) -> None:
    """Tell how the past duties would have read under the draft."""
    found = paper.replay
    if found is None:
        return
    both, words = words_for(found.was.plan, found.now.plan, pages.words), pages.words
    pages.text(_tell(words, "intro-past"))
    pages.latest(paper.results)
    for told in told_diff.replayed(found, both):
        pages.text(told)
    turned, added = ([e for e in found.turns if bool(e.was) == past] for past in (True, False))
    _turns(pages, turned, _tell(words, "past-caption", n=found.differently), both)
    _turns(pages, added, _tell(words, "only-caption", n=found.appeared), both)
    _rerated(pages, found, both)


def _turns(pages: PaperPages, turns: Sequence[Reread], caption: str, both: Both) -> None:
    """Lay out duties that read otherwise, by clause."""
    if turns:
        heads = [_tell(pages.words, f"head-{key}") for key in ("duty", "was", "now", "due-to")]
        rows = (_turn(each, group, both) for group in grouped(turns) for each in group.turns)
        pages.captioned(caption, heads, rows, (40, 22, 22, 86))


def _turn(each: Reread, group: OfClause, both: Both) -> tuple[Cell, ...]:
    words = both.new
    none = _tell(words, "no-duty")
    was, now = (phrasing.status(r.status, words) if r else none for r in (each.was, each.now))
    reasons = tuple((told, "Normal") for told in told_diff.reasons(each, both))
    return (_duty(each, group, both), was, now, reasons or NOTHING)


def _duty(each: Reread, group: OfClause, both: Both) -> Cell:
    """Name the clause of a duty, and say who owed it and when."""
    title = (both.new.quoted(group.clause.title), "Normal")
    return title, (told_diff.owed(each, both), "Normal")


def _rerated(pages: PaperPages, found: Replay, both: Both) -> None:
    if found.rerated:
        pages.heading(pages.words.word("diff", "rerated-title"), 2)
        pages.items(told_diff.rerated(each, both) for each in found.rerated)


def _tell(words: Wording, key: str, **values: Value) -> Said:
    return words.fill(words.word("paper", key), values)
