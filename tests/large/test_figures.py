"""The figures of a large log are those that are counted on the findings of the row executor."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

import pytest

from checker.results.large import MOST_YEARS, Years
from checker.results.story import counted, parties_of, story
from tests.large import letters
from tests.large.told import Both, both
from tests.run import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.results.model import Result

FINES = ROOT / "examples" / "road-fines"


@pytest.fixture(scope="module", params=("fines", "letters"))
def log(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    if request.param == "fines":
        return both(FINES / "plan.yaml", FINES / "log.csv")
    path = tmp_path_factory.mktemp("letters") / "log.csv"
    letters.write(path)
    return both(letters.PLAN, path, letters.AS_OF)


def test_the_whole_is_told_as_the_ordinary_report_tells_it(log: Both) -> None:
    told, ordinary = log.facts.figures.story, story(log.results)
    assert told.counted == ordinary.counted
    assert told.rated == ordinary.rated
    assert told.start == ordinary.start
    assert told.others == ordinary.others
    assert told.parties == ordinary.parties
    bare = [
        part._replace(clauses=tuple(each._replace(checks=(), uses=()) for each in part.clauses))
        for part in ordinary.parts
    ]
    assert list(told.parts) == bare


def test_each_clause_is_counted_by_party_and_by_year(log: Both) -> None:
    plan = log.results.plan
    for clause, own in zip(log.facts.figures.clauses, log.results.obligations, strict=True):
        assert clause.uses == len(own.uses)
        codes = [code for code in plan.parties if any(code in parties_of(r, plan) for r in own.results)]
        assert [(row.party.code if row.party else "", row.counted) for row in clause.by_party] == [
            (code, counted(r for r in own.results if code in parties_of(r, plan))) for code in codes
        ]
        assert sum(row.counted.total for row in clause.by_year) == len(own.results)
        years = [(_year(own.results, row), row.counted) for row in clause.by_year]
        assert [each for each, _ in years] == [told for _, told in years]


def _year(results: Sequence[Result], row: Years) -> object:
    """Count the duties that are due in the years of a row."""
    last = [(r, r.finding.of.window.last) for r in results]
    if row.first is None or row.last is None:
        return counted(r for r, day in last if day is None)
    return counted(r for r, day in last if day is not None and row.first <= day.year <= row.last)


def test_how_late_is_told_of_all_that_are_late(log: Both) -> None:
    for clause, own in zip(log.facts.figures.clauses, log.results.obligations, strict=True):
        days = sorted(_days(r) for r in own.results if r.status == "late")
        if not days:
            assert clause.lateness is None
            continue
        told = clause.lateness
        assert told is not None
        assert (told.number, told.worst) == (len(days), days[-1])
        for part, value in ((0.5, told.median), (0.9, told.nine_in_ten)):
            assert sum(day <= value for day in days) >= part * len(days)
            assert sum(day < value for day in days) < part * len(days)


def test_of_many_years_several_share_a_row(log: Both) -> None:
    for clause in log.facts.figures.clauses:
        assert len(clause.by_year) <= MOST_YEARS + 1
        for row, later in zip(clause.by_year, clause.by_year[1:], strict=False):
            assert row.last is not None
            assert later.first is None or row.last < later.first


def test_worst_cases_and_samples_are_the_first_of_their_order(log: Both) -> None:
    for own in log.results.obligations:
        chosen, told = log.facts.cases[own.obligation.id], log.facts.telling.told[own.obligation.id]
        names = {case: each.id for case, each in told.items()}
        assert len(set(chosen.all)) == len(chosen.all)
        checks = {check.id: at for at, check in enumerate(sorted(own.obligation.checks, key=lambda c: c.id))}
        ordered = [
            (r, checks[check], number)
            for check, group in groupby(own.results, key=lambda r: r.finding.of.check.id)
            for number, r in enumerate(group)
        ]
        late = sorted((-_days(r), at, n, r.id) for r, at, n in ordered if r.status == "late")
        assert [names[case] for case in chosen.latest] == [each[-1] for each in late[: len(chosen.latest)]]
        assert len(chosen.latest) == min(10, len(late))
        broken = sorted(
            (r.finding.of.window.last, at, n, r.id)
            for r, at, n in ordered
            if r.status == "breached" and r.finding.of.window.last
        )
        assert [names[case] for case in chosen.open] == [each[-1] for each in broken[: len(chosen.open)]]
        assert len(chosen.open) == min(10, len(broken))
        firsts = {(r.finding.of.check.id, r.finding.of.bearer, r.status): r for r, _, _ in reversed(ordered)}
        taken = {names[case] for case in (*chosen.latest, *chosen.open)}
        wanted = {r.id for r in firsts.values()} - taken
        assert {names[case] for case in chosen.samples} <= wanted
        assert chosen.whole == len(wanted)
        assert len(chosen.samples) == min(10, len(wanted))


def _days(result: Result) -> int:
    values = next(s.values for s in result.finding.because if "-late" in s.key)
    days = values["days"]
    assert isinstance(days, int)
    return days


def test_every_status_is_among_what_is_told(log: Both) -> None:
    told = Counter(each.status for own in log.facts.telling.told.values() for each in own.values())
    assert {name for name, number in log.results.counts.items() if number} <= set(told)
