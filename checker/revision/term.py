"""The record of a term: how each clause was used and kept, by year and by party, and what it leaves open.

Pure functions of `Results`: facts for those who write the next agreement. Figures add up: each duty is in one
year (or in none) of one clause, and what cannot be told has one reason.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from checker.duties.model import Duty
from checker.results.story import counted, parties_of, standing
from checker.results.wanting import Wanting
from checker.revision.deciding import judged
from checker.revision.delay import delays, margins
from checker.revision.exercise import exercise
from checker.revision.gaps import gaps
from checker.revision.relief import reliefs
from checker.revision.untold import asked, untold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.log.model import Entry
    from checker.plan.model import Obligation, Party, Plan
    from checker.results.model import ObligationResult, Result, Results
    from checker.results.story import Counted
    from checker.revision.deciding import Judged
    from checker.revision.delay import Typical
    from checker.revision.gaps import Gap
    from checker.revision.relief import Relief
    from checker.revision.untold import Asked, Untold


class InYear(NamedTuple):
    """The duties of a calendar year; `year` is None for standing duties, which are of no year."""

    year: int | None
    counted: Counted


class Borne(NamedTuple):
    """The duties of one party; `joint` of them are others' too, and counted for each."""

    party: Party
    counted: Counted
    joint: int


class ClauseTerm(NamedTuple):
    """How one clause did: see `EXERCISES` for `exercise`, `Relief` for `waivers` and `extensions`.

    `by_year` and `by_party` have only the years and parties that have duties under it. `delay` is there if
    something was late, `margin` if something was kept by a due day, `judged` if answers settled something.
    """

    clause: Obligation
    rating: str
    exercise: str
    counted: Counted
    by_year: tuple[InYear, ...]
    by_party: tuple[Borne, ...]
    delay: Typical | None
    margin: Typical | None
    waivers: Relief
    extensions: Relief
    untold: tuple[Untold, ...]
    asked: tuple[Asked, ...]
    judged: Judged | None
    results: tuple[Result, ...]
    uses: tuple[Entry, ...]

    def year(self, year: int | None) -> Counted:
        """Give the duties of a year, which may be none."""
        return next((each.counted for each in self.by_year if each.year == year), counted(()))


class Term(NamedTuple):
    """The record of a term: every clause in the order of the plan, and all of them together.

    `by_year` has the years in their order, then the standing duties, if there are any; its numbers add up to
    `counted`. Those of `by_party` add up to more, if some duties are `joint`: to `borne`.
    """

    clauses: tuple[ClauseTerm, ...]
    counted: Counted
    by_year: tuple[InYear, ...]
    by_party: tuple[Borne, ...]
    joint: int
    untold: tuple[Untold, ...]
    asked: tuple[Asked, ...]
    gaps: tuple[Gap, ...]

    @property
    def borne(self) -> int:
        """How many duties there are, if joint ones are counted for each party."""
        return sum(each.counted.total for each in self.by_party)


def term(results: Results) -> Term:
    """Tell how the clauses of an agreement did."""
    wanting, relief, decided = Wanting(results), reliefs(results), judged(results)
    return Term(
        clauses=tuple(
            _clause(own, wanting, relief[own.obligation.id], decided.get(own.obligation.id))
            for own in results.obligations
        ),
        counted=counted(results.results),
        by_year=_by_year(results.results),
        by_party=_by_party(results.results, results.plan),
        joint=sum(1 for each in results.results if len(parties_of(each, results.plan)) > 1),
        untold=untold(results.results, wanting),
        asked=asked(results.results),
        gaps=gaps(results),
    )


def year_of(result: Result) -> int | None:
    """Give the calendar year of a duty's due day, of an instance's last day; of standing duties none.

    A due day that is not known exactly counts with the latest day that it may be, as in the results.
    """
    of = result.finding.of
    if isinstance(of, Duty) and standing(of.check.pattern):
        return None
    return of.window.closes.latest.year


def _clause(
    own: ObligationResult, wanting: Wanting, relief: Mapping[str, Relief], decided: Judged | None
) -> ClauseTerm:
    return ClauseTerm(
        clause=own.obligation,
        rating=own.rating,
        exercise=exercise(own, wanting.setting),
        counted=counted(own.results),
        by_year=_by_year(own.results),
        by_party=_by_party(own.results, wanting.results.plan),
        delay=delays(own.results),
        margin=margins(own.results, wanting.log),
        waivers=relief["waiver"],
        extensions=relief["extension"],
        untold=untold(own.results, wanting),
        asked=asked(own.results),
        judged=decided,
        results=own.results,
        uses=own.uses,
    )


def _by_year(results: Iterable[Result]) -> tuple[InYear, ...]:
    """Sort duties into their years, in order; those of no year come last."""
    found: dict[int | None, list[Result]] = {}
    for result in results:
        found.setdefault(year_of(result), []).append(result)
    ordered = sorted(found, key=lambda year: (year is None, year or 0))
    return tuple(InYear(year, counted(found[year])) for year in ordered)


def _by_party(results: Iterable[Result], plan: Plan) -> tuple[Borne, ...]:
    """Sort duties by party, in the order of the plan; a joint one counts for each whom it names."""
    found: dict[str, list[Result]] = {}
    joint: Counter[str] = Counter()
    for result in results:
        parties = parties_of(result, plan)
        for code in parties:
            found.setdefault(code, []).append(result)
            joint[code] += len(parties) > 1
    return tuple(
        Borne(plan.parties[code], counted(found[code]), joint[code]) for code in plan.parties if code in found
    )
