"""How far the log can be trusted: what was corrected or withdrawn, what is not exact, who vouches for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from checker.duties.statements import coverage
from checker.results.story import Figure, Row, rows

if TYPE_CHECKING:
    from checker.log.model import Entry
    from checker.plan.model import Party
    from checker.results.model import Results

Days = tuple[date, date]


class Attested(NamedTuple):
    """The days for which a party's record is attested, and how many of its acts lie certainly in them."""

    party: Party
    days: tuple[Days, ...]
    inside: Figure


class Quality(NamedTuple):
    """What to know of the entries: `corrected` and `withdrawn` with what did so, days that are `imprecise`.

    `late` are the entries made more than a year after the day that they tell of.
    """

    corrected: tuple[Row, ...]
    withdrawn: tuple[Row, ...]
    imprecise: tuple[Entry, ...]
    undocumented: Figure
    late: Figure
    attested: tuple[Attested, ...]


def quality(results: Results) -> Quality:
    """Look the entries over that are known; of void ones only that they are."""
    told = [row for row in rows(results) if row.state != "not_yet_known"]
    by_id = {entry.id: entry for entry in results.log.entries}
    void = [row for row in told if row.void_by]
    withdrawn = [row for row in void if any("retracts" in by_id[name].fields for name in row.void_by)]
    acts = [row.entry for row in told if row.state == "activities"]
    year = timedelta(days=365)
    late = [each for each in acts if each.recorded and each.recorded - each.end.latest > year]
    return Quality(
        corrected=tuple(row for row in void if row not in withdrawn),
        withdrawn=tuple(withdrawn),
        imprecise=tuple(each for each in acts if not (each.start.exact and each.end.exact)),
        undocumented=Figure(sum(1 for each in acts if not each.evidence), len(acts)),
        late=Figure(len(late), len(acts)),
        attested=tuple(_attested(code, acts, results) for code in results.plan.bound),
    )


def _attested(code: str, acts: list[Entry], results: Results) -> Attested:
    days = _joined(coverage(code, results.setting))
    own = [entry for entry in acts if code in entry.by_parties]
    inside = (e for e in own if any(a <= e.start.earliest and e.end.latest <= b for a, b in days))
    return Attested(results.plan.parties[code], days, Figure(sum(1 for _ in inside), len(own)))


def _joined(days: list[Days]) -> tuple[Days, ...]:
    """Join stretches of days that touch or overlap."""
    found: list[Days] = []
    for first, last in sorted(days):
        if found and (first - found[-1][1]).days <= 1:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return tuple(found)
