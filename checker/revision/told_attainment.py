"""Puts into words at which values of its parameters a check that was often missed would have been kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.results.phrasing import say as say_report
from checker.revision.attainment import PERCENTS
from checker.revision.told_ladder import say, spans, term, value
from checker.revision.told_term import Grid, titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.results.language import Said, Wording
    from checker.revision.attainment import Attainment, Target

WHOLE = 100
OPEN = ("pending", "to_judge", "unknown", "excused")
"""The statuses of duties that are in no share, since nothing is settled there, or nothing was owed."""


def missed(told: Attainment, words: Wording) -> str:
    """Say how often a check was kept on time, which parameter is varied, and what its value is."""
    share = told.share
    return say(
        words,
        "missed",
        clause=titles((told.obligation,), words)[0],
        settled=share.settled,
        kept=share.kept,
        parameter=parameter(told, words),
        value=value(told.present, words),
    )


def parameter(told: Attainment, words: Wording) -> Said:
    """Name a parameter as people read it; one of a pattern of the plan's own by its name."""
    known = words.section("diff")
    key = f"parameter-{told.parameter}"
    return known[key] if key in known else term(told.parameter, words)


def reached(told: Attainment, words: Wording) -> Iterator[str]:
    """Yield, for each share, the values at which it would have been reached, and what the nearest costs."""
    if not reachable(told):
        yield say(words, "reach-never", share=share(told.targets[0].percent, words))
        return
    for target in told.targets:
        if not target.reached:
            yield say(words, "reach-none", share=share(target.percent, words))
            continue
        nearest = target.reached[0]
        values = _values(target, told, words)
        if told.share.reaches(target.percent):
            yield say(words, "reach-now", share=share(target.percent, words), values=values)
            continue
        counts = nearest.share.counts
        named = (say_report(words, f"count-{name}", n=counts[name]) for name in OPEN if counts.get(name))
        yield say(
            words,
            "reach",
            share=share(target.percent, words),
            values=values,
            nearest=value(nearest.nearest, words),
            kept=nearest.share.kept,
            settled=nearest.share.settled,
            open=tuple(named) or "",
        )


def reachable(told: Attainment) -> bool:
    """Say whether there is a value with any of the shares."""
    return any(target.reached for target in told.targets)


def share(percent: int, words: Wording) -> Said:
    """Name a share of the settled duties."""
    return say(words, "share-all" if percent == WHOLE else "share", percent=percent)


def _values(target: Target, told: Attainment, words: Wording) -> Said:
    return spans((each.range for each in target.reached), told.ladder.scale, words)


def behind(told: Attainment, words: Wording) -> str:
    """Say which reading gives the value, and what else rests on it; nothing if the text itself does."""
    if not told.behind:
        return ""
    return say(words, "behind", name=term(told.behind[0], words), clauses=titles(told.others, words) or "")


def table(told: Iterable[Attainment], words: Wording) -> Grid:
    """Lay out, for each parameter, the values at which each share would have been reached.

    What reaches none of the shares at any value is named in the note instead.
    """
    told = tuple(told)
    never = tuple(
        say(words, "never", clause=titles((each.obligation,), words)[0], parameter=parameter(each, words))
        for each in told
        if not reachable(each)
    )
    percents = tuple(share(percent, words) for percent in PERCENTS)
    heads = ("head-clause", "head-parameter", "head-present", "head-share")
    return Grid(
        caption=say(words, "caption-missed"),
        head=(*(say(words, head) for head in heads), *percents),
        rows=tuple(
            (
                each.obligation.title,
                parameter(each, words),
                value(each.present, words),
                say(words, "there", kept=each.share.kept, settled=each.share.settled),
                *(_values(t, each, words) if t.reached else say(words, "nowhere") for t in each.targets),
            )
            for each in told
            if reachable(each)
        ),
        note=say(words, "note-missed", never=never or ""),
    )
