"""The programme of 2007 on its illustrative log and on its public record."""

from datetime import date
from functools import cache

import pytest

from checker.results.language import Wording, tags
from checker.results.model import Results
from checker.revision import told_attainment, told_turning
from checker.revision.attainment import Attainment, attainments
from checker.revision.turning import Turning, turning
from tests.run import ROOT, judged

LOGS = {"2007-illustrative": date(2010, 6, 30), "2007-public-record": date(2011, 12, 31)}


@cache
def results(log: str) -> Results:
    return judged(
        ROOT / "obligations.yaml", [ROOT / "examples" / log / "log.csv"], LOGS[log], engine="reference"
    )


@cache
def turned(log: str) -> dict[str, Turning]:
    return {each.interpretation.name: each for each in turning(results(log))}


@cache
def missed(log: str) -> tuple[Attainment, ...]:
    return attainments(results(log))


def test_one_turning_for_each_reading_in_the_order_of_the_plan() -> None:
    assert list(turned("2007-illustrative")) == list(results("2007-illustrative").plan.interpretations)


def test_the_break_even_of_regularly_is_told_in_months_and_in_days() -> None:
    """The log has 33 weeks between two outputs: 8 months cover them, 7 do not; in days it is 230."""
    found, words = turned("2007-illustrative")["regularly"], Wording("en", results("2007-illustrative").plan)
    assert told_turning.hinge(found, words).startswith("6 of the 72 verdicts hinge on it")
    (said,) = told_turning.clauses(found, words)
    assert said.endswith(": partly kept if read as 7 months or less; kept if read as 8 months or more.")
    days = told_turning.table_of_days(found, words)
    assert days is not None
    assert [row[1] for row in days.rows] == ["229 days or less", "230 days or more"]


def test_a_term_may_move_verdicts_and_no_rating() -> None:
    found, words = (
        turned("2007-illustrative")["conclusions-delay"],
        Wording("en", results("2007-illustrative").plan),
    )
    assert told_turning.hinge(found, words) == "2 of the 72 verdicts hinge on it."
    (said,) = told_turning.clauses(found, words)
    assert said.endswith(": partly kept under any reading, from 1 month up.")


def test_silence_is_not_told_as_a_breach() -> None:
    """On the public record little is attested: no rating under any reading says that something was broken."""
    ratings = {
        b.rating for each in turned("2007-public-record").values() for s in each.strips for b in s.bands
    }
    assert not ratings & {"not_met", "partly_met"}
    assert missed("2007-public-record") == ()


def test_what_would_have_kept_the_sharing_of_work_plans() -> None:
    found = next(each for each in missed("2007-illustrative") if each.parameter == "every")
    words = Wording("en", results("2007-illustrative").plan)
    assert (found.share.kept, found.share.settled) == (3, 5)
    assert [*told_attainment.reached(found, words)] == [
        "50 % or more kept on time: with 7 months or 9 months or more. So it is now.",
        (
            "80 % or more kept on time: with 13 months or more. "
            "With 13 months, 4 of 5; not settled then: 1 not yet due."
        ),
        "All kept on time: with 14 months or more. With 14 months, 4 of 4; not settled then: 2 not yet due.",
    ]


@pytest.mark.parametrize("log", LOGS)
def test_kept_is_no_word_for_what_nobody_has_done(log: str) -> None:
    words, seen = Wording("en", results(log).plan), set()
    for each in turned(log).values():
        bands = [band for strip in each.strips for band in strip.bands]
        for band, row in zip(bands, told_turning.table(each, words).rows, strict=True):
            if band.rating == "met":
                done = {status for status, n in band.most.items() if n} - {"holding", "pending"}
                assert row[2] == ("kept" if done else "nothing contrary on record")
                seen.add(row[2])
    assert "nothing contrary on record" in seen


def test_what_no_value_reaches_is_named_below_the_table() -> None:
    words, found = Wording("en", results("2007-illustrative").plan), missed("2007-illustrative")
    hopeless = found[0]._replace(targets=tuple(t._replace(reached=()) for t in found[0].targets))
    assert [*told_attainment.reached(hopeless, words)] == [
        "With no value 50 % or more would have been kept on time."
    ]
    grid = told_attainment.table((hopeless, *found[1:]), words)
    assert len(grid.rows) == len(found) - 1
    parameter = told_attainment.parameter(hopeless, words)
    named = f"“{hopeless.obligation.title}” ({parameter})"
    assert grid.note.endswith(f" With no value is any of these shares reached: {named}.")
    assert told_attainment.table(found, words).note.endswith("those that were kept.")


@pytest.mark.parametrize("log", LOGS)
@pytest.mark.parametrize("tag", tags())
def test_all_is_told_in_every_language(tag: str, log: str) -> None:
    words = Wording(tag, results(log).plan)
    for each in turned(log).values():
        said = [told_turning.read(each, words), told_turning.hinge(each, words)]
        said += [*told_turning.clauses(each, words)]
        grids = [told_turning.table(each, words), told_turning.duties(each, results(log), words)]
        assert all(len(row) == len(grid.head) for grid in grids for row in grid.rows)
        assert all(said)
        for strip in told_turning.drawn(each, words):
            assert [p.begin for p in strip.pieces] == [0, *(p.end for p in strip.pieces[:-1])]
            assert strip.pieces[-1].end == 1000
    for own in missed(log):
        assert told_attainment.missed(own, words)
        assert len([*told_attainment.reached(own, words)]) == 3
    grid = told_attainment.table(missed(log), words)
    assert all(len(row) == len(grid.head) for row in grid.rows)


def test_a_number_of_times_is_varied_where_acts_are_shared_among_periods() -> None:
    """Two work plans within a year came from OHCHR in the second alone; three came in none."""
    (own,) = (each for each in missed("2007-illustrative") if each.ladder.scale.unit == "times")
    kept = [each.counts.get("fulfilled", 0) for each in own.ladder.stretches]
    assert [(each.range.first, each.range.last) for each in own.ladder.stretches] == [
        (1, 1),
        (2, 2),
        (3, None),
    ]
    assert kept == [3, 1, 0]
