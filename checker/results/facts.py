"""All that a report tells beside the verdicts; each is worked out when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from checker.results.agenda import agenda
from checker.results.coming import coming
from checker.results.decided import OF_DECISIONS, decided
from checker.results.quality import quality
from checker.results.remedy import Remedies
from checker.results.requests import by_party, requests
from checker.results.revision import revision
from checker.results.sensitivity import sensitivity
from checker.results.signing import signing
from checker.results.story import story
from checker.results.timeline import span
from checker.results.traces import counts, traces

if TYPE_CHECKING:
    from checker.results.agenda import Item
    from checker.results.coming import Ahead
    from checker.results.decided import Decided
    from checker.results.model import Results
    from checker.results.quality import Quality
    from checker.results.requests import Request
    from checker.results.revision import Revision
    from checker.results.sensitivity import Sensitivity
    from checker.results.signing import Signing
    from checker.results.story import Story
    from checker.results.timeline import Span
    from checker.results.traces import Trace


def facts_of(results: Results) -> Facts:
    """Give the facts of results; asked for again at once, as by the forms of one report, the same ones."""
    if not _last or _last[0].results is not results:
        _last[:] = [Facts(results)]
    return _last[0]


class Facts:
    """The facts of one run, for every format that tells them."""

    def __init__(self, results: Results) -> None:
        """Look at results."""
        self.results = results

    @cached_property
    def story(self) -> Story:
        """Who owes what, and how it stands."""
        return story(self.results)

    @cached_property
    def remedies(self) -> Remedies:
        """What would have made each finding kept."""
        return Remedies(self.results)

    @cached_property
    def sensitivity(self) -> tuple[Sensitivity, ...]:
        """What would be otherwise under other readings."""
        return sensitivity(self.results)

    @cached_property
    def agenda(self) -> tuple[Item, ...]:
        """What a meeting has to decide."""
        return agenda(self.results, self.sensitivity)

    @cached_property
    def decided(self) -> tuple[Decided, ...]:
        """What became of the decisions on record."""
        return decided(self.results)

    @cached_property
    def returning(self) -> tuple[tuple[Decided, Item], ...]:
        """The decisions that are not done, each with its item of the agenda."""
        items = {item.entries[0].id: item for item in self.agenda if item.kind in OF_DECISIONS}
        return tuple((each, items[each.entry.id]) for each in self.decided if not each.done)

    @cached_property
    def others(self) -> tuple[Item, ...]:
        """What else a meeting has to decide."""
        return tuple(item for item in self.agenda if item.kind not in OF_DECISIONS)

    @cached_property
    def requests(self) -> dict[str, tuple[Request, ...]]:
        """What is asked of each party, by its code."""
        return by_party(requests(self.results))

    @cached_property
    def coming(self) -> tuple[Ahead, ...]:
        """What the next twelve months bring."""
        return coming(self.results)

    @cached_property
    def traces(self) -> dict[str, Trace]:
        """What each entry did, by its id."""
        return traces(self.results)

    @cached_property
    def became(self) -> dict[str, int]:
        """How many entries became what."""
        return counts(self.traces.values())

    @cached_property
    def revision(self) -> Revision:
        """What the record says to those who write the next agreement."""
        return revision(self.results, self.story)

    @cached_property
    def quality(self) -> Quality:
        """How far the log can be trusted."""
        return quality(self.results)

    @cached_property
    def signing(self) -> Signing:
        """Who has signed these results."""
        return signing(self.results)

    @cached_property
    def span(self) -> Span | None:
        """The days that timelines show."""
        return span(self.results)


_last: list[Facts] = []
