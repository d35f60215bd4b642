"""Puts duties into words below their check: what they share is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.results import phrasing
from checker.results.told_remedy import remedy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.findings.model import Sentence
    from checker.log.model import Entry
    from checker.results.language import Wording
    from checker.results.model import Result, Results
    from checker.results.remedy import Remedies


class Group(NamedTuple):
    """Duties that stand alike for the same reason, in their order.

    `why` is the rest of the reason, after what is owed; `remedy` what would have made each kept. `cited` are
    the entries that it rests on and which the reason does not name.
    """

    status: str
    results: tuple[Result, ...]
    why: tuple[Sentence, ...]
    remedy: tuple[Sentence, ...]
    cited: tuple[Entry, ...]


def groups(duties: Iterable[Result], results: Results, remedies: Remedies, words: Wording) -> Iterator[Group]:
    """Yield the duties of a check, those that are alike together, by the day on which the first opens."""
    found: dict[tuple[object, ...], Group] = {}
    for each in sorted(duties, key=lambda result: result.finding.of.window.first):
        group = _group(each, results, remedies, words)
        said = _said(group, words)
        before = found[said].results if said in found else ()
        found[said] = group._replace(results=(*before, each))
    yield from found.values()


def _group(result: Result, results: Results, remedies: Remedies, words: Wording) -> Group:
    finding = result.finding
    reason = phrasing.reason(finding.because, words)
    cited = (entry for entry in finding.evidence if words.entry(entry) not in reason)
    changed = remedy(result, remedies, results.plan, below=True)
    return Group(result.status, (result,), finding.because[1:], changed, tuple(cited))


def _said(group: Group, words: Wording) -> tuple[object, ...]:
    texts = phrasing.reason(group.why, words), words.reason(group.remedy)
    return group.status, *texts, tuple(entry.id for entry in group.cited)
