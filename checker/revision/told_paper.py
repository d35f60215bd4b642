"""The main facts of a revision paper in words, and the parts that it has, for every form of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from checker.results import told_versions
from checker.results.decided import decided
from checker.results.language import Wording
from checker.revision import told_diff, told_term
from checker.revision.exercise import begun
from checker.revision.told_diff import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.findings.model import Value
    from checker.plan.model import Obligation, Plan
    from checker.revision.paper import Paper

OF_MISSED = ("time", "obstacle")
"""The kinds of questions about clauses that were often missed."""
OF_DRAFTS = ("draft", "past")
"""The parts that only a paper with a draft has."""


class Point(NamedTuple):
    """A main fact, and the part of the paper that has more of it."""

    part: str
    text: str


def part(name: str, words: Wording) -> str:
    """Give the title of a part."""
    return words.word("paper", f"part-{name}")


def title(paper: Paper, words: Wording) -> str:
    """Give the title of the whole paper."""
    return _say(words, "title", title=paper.results.plan.title, day=paper.results.as_of)


def drafted(plan: Plan, words: Wording) -> str:
    """Name a plan that is compared: its title, and whether it is made up."""
    made_up = words.word("paper", "made-up") if plan.illustrative else ""
    return _say(words, "drafted", title=plan.title, version=plan.version or "", made_up=made_up)


def both(old: Plan, new: Plan, words: Wording) -> Both:
    """Give the words of the plan before and of the draft, in the language and manner of `words`."""
    sides = (Wording(words.tag, plan, apart=words.apart, ids=words.ids) for plan in (old, new))
    return Both(*sides)


def points(paper: Paper, words: Wording) -> Iterator[Point]:
    """Yield the main facts, in the order of the parts that have more of them."""
    early = not begun(paper.results)
    yield Point("questions", _say(words, "fact-questions", n=len(paper.questions)))
    if paper.term.gaps:
        n = sum(len(gap.entries) for gap in paper.term.gaps)
        yield Point("term", _say(words, "fact-gaps", n=n, groups=len(paper.term.gaps)))
    yield Point("turning", told_versions.of_latest(_turning(paper, words), paper.results, words))
    if not early:
        clauses = missed(paper)
        key = "fact-missed" if clauses else "fact-missed-none"
        yield Point("missed", _say(words, key, clauses=told_term.titles(clauses, words)))
    if paper.diff is not None:
        yield Point("draft", next(told_diff.counted(paper.diff, both(paper.diff.old, paper.diff.new, words))))
    if paper.replay is not None:
        past = both(paper.replay.was.plan, paper.replay.now.plan, words)
        lead = next(told_diff.replayed(paper.replay, past))
        yield Point("past", f"{lead} {words.word('diff', 'nobody-bound')}")
    if found := decided(paper.results):
        states = Counter(each.state for each in found)
        numbers: dict[str, Value] = {"overdue": states["overdue"], "open": states["not_done"]}
        numbers |= {"later": sum(each.later for each in found)}
        key = "fact-decided-later" if numbers["later"] else "fact-decided"
        told = _say(words, key, n=len(found), **numbers, done=states["done"])
        yield Point("decided", told)


def not_begun(paper: Paper, words: Wording) -> str:
    """Say that the agreement was not in force on the as-of day; nothing if it was, or had been."""
    if begun(paper.results):
        return ""
    life = paper.results.setting.whole
    return _say(words, "not-begun", day=paper.results.as_of, first=life.start if life else "")


def missed(paper: Paper) -> tuple[Obligation, ...]:
    """Give the clauses that were often missed: those asked about for it, and those of which a check was."""
    named = {each.obligation.id for each in paper.attainments}
    named |= {o.id for each in paper.questions if each.kind in OF_MISSED for o in each.clauses}
    return tuple(clause for clause in paper.results.plan.obligations if clause.id in named)


def missed_none(paper: Paper, words: Wording) -> str:
    """Say why of no clause other values are looked at: none was often missed, or none of those can be."""
    return _say(words, "missed-none-tried" if missed(paper) else "missed-none")


def _turning(paper: Paper, words: Wording) -> str:
    found = paper.turnings
    if not found:
        return _say(words, "fact-turning-none")
    values: dict[str, Value] = {"name": "", "hinge": 0, "total": 0}
    most = max(found, key=lambda each: each.hinge)
    if most.hinge:
        values = {
            "name": most.interpretation.name.replace("-", " "),
            "hinge": most.hinge,
            "total": most.total,
        }
    deciding = sum(1 for each in found if each.decides)
    if deciding == len(found):
        return _say(words, "fact-turning-all", **told_term.all_of(deciding), **values)
    return _say(words, "fact-turning", part=deciding, whole=len(found), **values)


def _say(words: Wording, key: str, **values: Value) -> str:
    return words.fill(words.word("paper", key), values)
