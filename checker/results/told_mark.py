"""The mark of what is made up: all of it, or some versions of an agreement, or a draft, and nothing else.

A real record does not become made up because a made-up draft, or a made-up version, is held against it.
"""

from __future__ import annotations

from checker.frozen import NamedTuple
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.findings.model import Value
    from checker.log.columns.table import Table
    from checker.log.model import Log
    from checker.plan.model import Plan
    from checker.results.language import Said, Wording
    from checker.results.model import Results


class MadeUp(NamedTuple):
    """What is made up: the `whole`, that is the agreement or its record; else `versions` of it, or a `draft`.

    `record` says that there is a record; it is real unless the whole is made up.
    """

    whole: bool
    versions: tuple[str, ...] = ()
    draft: bool = False
    record: bool = True


def of(results: Results, draft: Plan | None = None) -> MadeUp:
    """Tell what is made up of results, and of a draft that is held against them."""
    found = of_plan(results.plan, results.log)
    whole = results.illustrative and not found.versions
    return found._replace(whole=whole, draft=draft is not None and draft.illustrative)


def of_plan(plan: Plan, log: Log | Table | None = None) -> MadeUp:
    """Tell what is made up of a plan, which may have several versions, and of a log if there is one."""
    versions = tuple(each.version for each in plan.versions if each.illustrative)
    part = 0 < len(versions) < len(plan.versions) and not (log is not None and log.illustrative)
    if part:
        return MadeUp(whole=False, versions=versions, record=log is not None)
    return MadeUp(whole=plan.illustrative or (log is not None and log.illustrative), record=log is not None)


def mark(made_up: MadeUp, words: Wording) -> Said:
    """Say what is made up; empty if nothing is."""
    if made_up.whole:
        return words.interface("illustrative")
    if made_up.versions:
        return _versions("mark", made_up, words)
    return words.fill(words.word("paper", "illustrative-draft") if made_up.draft else "", {})


def short(made_up: MadeUp, words: Wording) -> Said:
    """Say the same for the margin of every page."""
    if made_up.whole:
        return words.fill(words.word("report", "illustrative-short"), {})
    if made_up.versions:
        return _versions("mark-short", made_up, words)
    return words.fill(words.word("paper", "illustrative-draft-short") if made_up.draft else "", {})


def titled(text: str, made_up: MadeUp, words: Wording) -> str:
    """Say on the first word of the title of results that they are made up, or partly so, if they are."""
    if made_up.versions:
        return words.fill(words.word("versions", "mark-partly"), {"text": text})
    return words.fill(words.word("coming", "mark"), {"text": text}) if made_up.whole else text


def of_version(made_up: MadeUp, version: str) -> MadeUp:
    """Tell what is made up of that which belongs to one version alone, or to none: all of it, or nothing."""
    return made_up._replace(whole=made_up.whole or version in made_up.versions, versions=())


def _versions(key: str, made_up: MadeUp, words: Wording) -> Said:
    values: dict[str, Value] = {
        "n": len(made_up.versions),
        "versions": made_up.versions,
        "draft": made_up.draft or "",
        "record": made_up.record or "",
    }
    return words.fill(words.word("versions", key), values)
