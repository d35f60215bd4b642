"""The days between two versions of an agreement, on which none was in force, and what was done on them."""

from __future__ import annotations

from itertools import pairwise

from checker.days import DAY
from checker.frozen import NamedTuple
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checker.diagnostics import Faults
    from checker.log.model import Entry
    from checker.results.model import Results, Version

LISTED = 10
"""How many activities a message names; it counts the others."""


class Between(NamedTuple):
    """The days after a version that ended by itself; no `last` if the next one has not come into force."""

    first: date
    last: date | None
    was: Version

    def holds(self, entry: Entry) -> bool:
        """Say whether something was certainly done on these days."""
        ended = self.last is None or max(entry.start.latest, entry.end.latest) <= self.last
        return entry.start.earliest >= self.first and ended


def between(results: Results) -> Iterator[Between]:
    """Yield the days up to the as-of day on which no version was in force, though one had been before."""
    versions, as_of = results.versions or (), results.as_of
    begun = [each for each in versions if each.first is not None and each.first <= as_of]
    for version, later in pairwise(begun):
        if version.last is not None and later.first is not None and version.last + DAY < later.first:
            yield Between(version.last + DAY, later.first - DAY, version)
    last = begun[-1].last if begun and begun[-1] is not versions[-1] else None
    if last is not None and last < as_of:
        yield Between(last + DAY, None, begun[-1])


def outside(results: Results, faults: Faults) -> None:
    """Warn of activities on days on which no version was in force."""
    for gap in between(results):
        found = [entry for entry in results.setting.record.activities if gap.holds(entry)]
        if not found:
            continue
        days = f"from {gap.first} to {gap.last}" if gap.last else f"from {gap.first} on"
        one = "one activity is" if len(found) == 1 else f"{len(found)} activities are"
        more = f" and {len(found) - LISTED} more" if len(found) > LISTED else ""
        listed = ", ".join(entry.id for entry in found[:LISTED]) + more
        name = gap.was.plan.version
        message = f"{days} no version of the agreement was in force, and {one} of these days: {listed}"
        mend = f"look at the dates; if version {name} went on to apply, leave out the day on which it ended"
        faults.warn("log/no-version", found[0].at, message, mend)
