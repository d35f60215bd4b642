"""Activities that no clause covers, grouped: what the next agreement could speak of and this one does not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from checker.results.covering import uncovered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.log.model import Entry
    from checker.plan.model import Plan
    from checker.results.model import Results


class Gap(NamedTuple):
    """Activities of one kind toward the same parties; `by` whom any of them was, and how many in each year.

    The year of an activity is that of its last day.
    """

    kind: str
    toward: tuple[str, ...]
    by: tuple[str, ...]
    entries: tuple[Entry, ...]
    years: tuple[tuple[int, int], ...]


def gaps(results: Results) -> tuple[Gap, ...]:
    """Group the activities whose kind no clause covers, by kind and by the parties toward whom they were."""
    plan = results.plan
    found: dict[tuple[str, tuple[str, ...]], list[Entry]] = {}
    for kind, entries in uncovered(results).items():
        for entry in entries:
            found.setdefault((kind, _codes(entry.to_parties, plan)), []).append(entry)
    return tuple(
        Gap(
            kind=kind,
            toward=toward,
            by=_codes((code for entry in entries for code in entry.by_parties), plan),
            entries=tuple(sorted(entries, key=lambda entry: (entry.start.earliest, *entry.order))),
            years=tuple(sorted(Counter(entry.end.latest.year for entry in entries).items())),
        )
        for (kind, toward), entries in sorted(found.items())
    )


def _codes(codes: Iterable[str], plan: Plan) -> tuple[str, ...]:
    named = frozenset(codes)
    return tuple(code for code in plan.parties if code in named)
