"""A comparison as plain text for a terminal: clause by clause, then duty by duty."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from checker import __version__
from checker.results import canonical, told_mark
from checker.results.language import Wording
from checker.results.lines import WIDTH
from checker.revision import told_diff
from checker.revision.told_diff import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.outputs import Options
    from checker.revision.diff import Diff
    from checker.revision.pairs import Pair
    from checker.revision.replay import Replay

suffix = ".txt"


def write(found: Diff, replay: Replay | None, options: Options) -> bytes:
    """Give the comparison, and the replay of the past if there is one, as UTF-8 text."""
    both = Both(*(Wording(options.language, plan) for plan in (found.old, found.new)))
    agreement = found.old.illustrative or bool(replay and replay.was.illustrative)
    made_up = told_mark.mark(told_mark.MadeUp(agreement, draft=found.new.illustrative), both.new)
    text = [*map(both.new.line, _lines(found, both, made_up))]
    if replay is not None:
        past = Both(*(Wording(options.language, each.plan) for each in (replay.was, replay.now)))
        text += map(past.new.line, _replay(replay, past))
    text += ["", *map(both.new.line, _wrapped(_made(found, replay, both)))]
    return ("\n".join(text) + "\n").encode()


def _lines(found: Diff, both: Both, made_up: str) -> Iterator[str]:
    for told in told_diff.heading(found, both):
        yield from _wrapped(told)
    if made_up:
        yield from _wrapped(made_up)
    yield ""
    for told in told_diff.counted(found, both):
        yield from _wrapped(told)
    if any(pair.reworded for pair in found.pairs):
        yield from _wrapped(told_diff.legend(both))
    if found.altered:
        yield ""
        yield both.new.word("diff", "whole")
        for each in found.altered:
            yield from _wrapped(told_diff.altered(each, both), "  ")
    kept = tuple(both.new.named(pair.id) for pair in found.pairs if pair.same)
    if kept:
        yield ""
        yield from _wrapped(told_diff.say(both.new, "kept-list", n=len(kept), ids=kept))
    for pair in found.pairs:
        if not pair.same:
            yield ""
            yield from _pair(pair, both)


def _pair(pair: Pair, both: Both) -> Iterator[str]:
    """Give the lines on clauses that are not just as they were."""
    words = both.new if pair.now else both.old
    yield told_diff.relation(pair, both)
    semicolon = words.word("dates", "semicolon")
    titles = (words.quoted(clause.title) for clause in pair.now or pair.was)
    yield from _wrapped(semicolon.join(titles), "  ")
    if pair.reworded:
        yield from _wrapped(told_diff.rewording(pair, both), "  ")
    for each in pair.altered:
        yield from _wrapped(told_diff.altered(each, both), "  ")


def _replay(found: Replay, both: Both) -> Iterator[str]:
    """Give the lines on how the past duties would have read."""
    words = both.new
    yield ""
    yield words.word("diff", "replay-title")
    days = [words.interface("as-of", day=found.was.as_of)]
    if found.was.known_at:
        days.append(words.interface("known-at", day=found.was.known_at))
    yield words.word("dates", "list").join(days)
    made_up = told_mark.mark(told_mark.MadeUp(found.was.illustrative, draft=found.now.illustrative), words)
    if made_up:
        yield from _wrapped(made_up)
    if found.was.plan.completeness == found.now.plan.completeness:  # else `replayed` says so of either
        for told in told_diff.silence(found, both):
            yield from _wrapped(told)
    yield ""
    for told in told_diff.replayed(found, both):
        yield from _wrapped(told)
    for turn in found.turns:
        yield ""
        yield from _wrapped(told_diff.turned(turn, both))
        for told in told_diff.reasons(turn, both):
            yield from _wrapped(told, "  ")
    if found.rerated:
        yield ""
        yield words.word("diff", "rerated-title")
        for rerated in found.rerated:
            yield from _wrapped(told_diff.rerated(rerated, both), "  ")


def _made(found: Diff, replay: Replay | None, both: Both) -> str:
    words = both.new
    return told_diff.say(
        words,
        "made",
        was=words.named(canonical.plan_hash(found.old)),
        now=words.named(canonical.plan_hash(found.new)),
        log=words.named(canonical.log_hash(replay.was.log)) if replay else "",
        version=__version__,
        engine=replay.was.engine if replay else "",
    )


def _wrapped(text: str, indent: str = "") -> list[str]:
    """Break a text into lines, and never an id; what follows the first is indented."""
    further = f"{indent}  "
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )
