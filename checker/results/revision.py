"""What the record says to those who write the next agreement: facts about each clause, and no advice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.results.covering import never_seen, uncovered
from checker.results.story import Figure, story

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.log.model import Entry
    from checker.plan.model import Obligation
    from checker.results.model import Results
    from checker.results.story import ClauseStory, Story


class Revision(NamedTuple):
    """Clauses by how they did, and what the clauses do not speak of.

    `unused` gave rise to no duty and no use. Of the others, as far as it is settled: `kept` always in time;
    `missed` late or broken so often of so many; `open_` all duties are still open. `uncovered` are the
    activities by kind that no clause covers, `never` the kinds that clauses name and that did not occur.
    """

    unused: tuple[Obligation, ...]
    kept: tuple[tuple[Obligation, Figure], ...]
    missed: tuple[tuple[Obligation, Figure], ...]
    open_: tuple[Obligation, ...]
    uncovered: Mapping[str, tuple[Entry, ...]]
    never: Mapping[str, tuple[str, ...]]


def revision(results: Results, told: Story | None = None) -> Revision:
    """Sort the clauses; those without any check are in none of the lists."""
    clauses = [each for part in (told or story(results)).parts for each in part.clauses if each.checks]
    tried = [(each.clause, _missed(each)) for each in clauses if each.counted.total]
    missed = [(clause, figure) for clause, figure in tried if figure.part]
    return Revision(
        unused=tuple(each.clause for each in clauses if not each.counted.total and not each.uses),
        kept=tuple((clause, figure) for clause, figure in tried if figure.whole and not figure.part),
        missed=tuple(sorted(missed, key=lambda each: (-each[1].part / each[1].whole, -each[1].part))),
        open_=tuple(clause for clause, figure in tried if not figure.whole),
        uncovered=uncovered(results),
        never=never_seen(results),
    )


def _missed(each: ClauseStory) -> Figure:
    """Give how many of the duties that are settled were late or broken."""
    counts = each.counted.counts
    missed = counts["late"] + counts["breached"]
    return Figure(missed, missed + counts["fulfilled"])
