"""The papers of the programme of 2007, on its illustrative log and on its public record.

What hangs on its terms takes seconds to work out, so all that is asked of it is asked here: where tests are
shared among processes, they are so file by file.
"""

import html
import re
from collections.abc import Iterator
from functools import cache

import pytest
from docx.document import Document

from checker.outputs import Options
from checker.outputs.revision import output
from checker.patterns.vocabulary import STATUSES
from checker.results import canonical
from checker.results.language import Wording
from checker.results.model import Results
from checker.results.tags import tags
from checker.revision import told_attainment, told_diff, told_paper, told_term, told_turning
from checker.revision.attainment import Attainment
from checker.revision.paper import Paper
from checker.revision.turning import Turning
from tests.output.word import read as read_document
from tests.output.word import rows, text_of
from tests.report.page import Node
from tests.revision.docx.offices import example
from tests.revision.page.pages import (
    ILLUSTRATIVE,
    REAL,
    Made,
    built_as_a_report,
    diff_page,
    paper_page,
    part_of,
)
from tests.revision.page.pages import NAMES as LOGS


def results(log: str) -> Results:
    return example(log).results


@cache
def turned(log: str) -> dict[str, Turning]:
    return {each.interpretation.name: each for each in example(log).turnings}


def missed(log: str) -> tuple[Attainment, ...]:
    return example(log).attainments


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
        "With no value would 50 % or more have been kept on time."
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


def test_a_clause_that_was_often_missed_brings_what_would_have_kept_it() -> None:
    paper = example(ILLUSTRATIVE)
    missed = [each for each in paper.questions if each.kind in ("time", "obstacle")]
    for each in missed:
        assert each.attainments == tuple(one for one in paper.attainments if one.obligation in each.clauses)
    assert any(each.attainments for each in missed)
    assert not any(each.attainments for each in paper.questions if each.kind not in ("time", "obstacle"))


# What is on the pages.


@pytest.mark.parametrize("name", LOGS)
def test_papers_are_built_as_a_report_is(name: str) -> None:
    built_as_a_report(paper_page(name))


def test_the_comparison_is_built_as_a_report_is() -> None:
    built_as_a_report(diff_page(ILLUSTRATIVE))


def test_it_says_first_what_is_made_up() -> None:
    for made in (paper_page(ILLUSTRATIVE), diff_page(ILLUSTRATIVE)):
        first = next(child for child in made.page.one("header").children if isinstance(child, Node))
        assert (first.classes, first.text) == ({"banner"}, made.words.interface("illustrative"))
        assert "ILLUSTRATIVE" in made.page.one("style").text
    for made in (paper_page(REAL), diff_page(REAL)):
        banner = next(child for child in made.page.one("header").children if isinstance(child, Node)).text
        assert banner != made.words.interface("illustrative")
        assert "draft" in banner  # it alone is made up: the record is none of it
        assert "made up" in banner


def test_silence_is_said_to_be_no_breach_on_the_first_page() -> None:
    made = paper_page(REAL)
    assert made.words.interface("completeness-attested") in made.page.one("header").text
    assert "not about anybody's conduct" in part_of(made, "summary").text
    for node in made.page.all("b"):
        assert "breached" not in node.classes or node.within("dl") is not None  # only the legend has the word


def test_the_numbers_of_a_paper_agree() -> None:
    for name in (ILLUSTRATIVE, REAL):
        made = paper_page(name)
        paper, words = made.paper, made.words
        assert paper.replay is not None
        questions = [node for node in made.page.all("li") if node["id"].startswith("question_")]
        assert len(questions) == len(paper.questions)
        assert f"{len(questions)} question" in part_of(made, "summary").text
        turned, added = (
            len([row for row in node.all("tr") if row.all("td")]) if node else 0
            for node in (_table(made, "past_caption"), _table(made, "only_caption"))
        )
        assert (turned, added) == (paper.replay.differently, paper.replay.appeared)
        assert f"{turned} of {len(paper.results.results)} duties would read differently" in made.page.text
        status_of = {str(words.word("statuses", status)): status for status in STATUSES}
        counts = dict.fromkeys(STATUSES, 0)
        table = _table(made, "clauses_caption")
        assert table is not None
        for row in table.all("tr"):
            if row["id"]:
                for mark in row.all("b"):
                    number, _, word = mark.text.partition(" ")
                    counts[status_of[word]] += int(number)
        assert counts == dict(paper.results.counts)


def _table(made: Made, caption: str) -> Node | None:
    found = [node for node in made.page.all("caption") if node["id"] == caption]
    return found[0].within("table") if found else None


def test_a_chart_has_a_sign_for_each_duty_and_a_strip_for_each_clause() -> None:
    made = paper_page(ILLUSTRATIVE)
    (chart,) = [node for node in made.page.all("figure") if "chart" in node.classes]
    drawn = {next(iter(path.classes)): path["d"].count("M") for path in chart.all("path")}
    assert drawn == {status: n for status, n in made.paper.results.counts.items() if n}
    for told in made.paper.turnings:
        article = made.page.by_id(f"meant_{told.interpretation.name}")
        assert len(article.all("svg")) == (len(told.strips) if told.decides else 0)
        assert all(svg["role"] == "img" and svg.one("title").text for svg in article.all("svg"))


def test_what_runs_to_many_days_is_folded_below_the_strips() -> None:
    page = paper_page(ILLUSTRATIVE).page
    for name, folded in (("signature-day", True), ("work-plan-year", False), ("regularly", False)):
        listed = page.by_id(f"meant_{name}").all("ul")
        assert [node.within("details") is not None for node in listed if "changes" in node.classes] == [
            folded
        ]


def test_entries_that_are_named_are_listed_with_their_documents() -> None:
    made = paper_page(REAL)
    linked = {
        link["href"].removeprefix("#entry-")
        for link in made.page.all("a")
        if link["href"].startswith("#entry-")
    }
    assert linked
    for entry in made.paper.results.log.entries:
        if entry.id in linked:
            row = made.page.by_id(f"entry-{entry.id}")
            hrefs = {link["href"] for link in row.all("a")}
            assert all(document in hrefs or document in row.text for document in entry.evidence)


# The page and the document are of one paper: what one says in figures, the other says too.


def page_text(data: bytes) -> str:
    text = re.sub(r"(?s)<(style|svg)\b.*?</\1>|</?(b|i|a|bdi|span|small|strong)\b[^>]*>", "", data.decode())
    return flat(html.unescape(re.sub(r"<[^>]+>", " ", text)))


def flat(text: str) -> str:
    return " ".join(text.split())


def sentences(told: Paper, words: Wording) -> Iterator[str]:
    """All that a paper says in sentences."""
    yield from told_term.overview(told.term, words)
    yield from (point.text for point in told_paper.points(told, words))
    for each in told.questions:
        yield told_term.question(each, words)
        yield told_term.why(each, words)
    for clause in told.term.clauses:
        yield from [*told_term.clause(clause, words)][1 if clause.counted.total else 0 :]
    for turning in told.turnings:
        yield told_turning.hinge(turning, words)
        if turning.decides:
            yield from told_turning.clauses(turning, words)
    for missed in told.attainments:
        yield told_attainment.missed(missed, words)
        yield from told_attainment.reached(missed, words)
    if told.diff is not None and told.replay is not None:
        yield from told_diff.counted(told.diff, told_paper.both(told.diff.old, told.diff.new, words))
        past = told_paper.both(told.replay.was.plan, told.replay.now.plan, words)
        yield from told_diff.replayed(told.replay, past)
        for turn in told.replay.turns:
            yield from told_diff.reasons(turn, past)
    yield canonical.log_hash(told.results.log)


@pytest.mark.parametrize("name", LOGS)
def test_the_page_and_the_document_say_the_same(name: str) -> None:
    told = example(name)
    words = Wording("en", told.results.plan)
    found = read_document(output("docx").write(told, Options("en")))
    page, text = page_text(paper_page(name).data), flat(text_of(found))
    said = [flat(sentence) for sentence in sentences(told, words)]
    assert len(said) > 100
    assert [sentence for sentence in said if sentence not in text] == []
    assert [sentence for sentence in said if sentence not in page] == []
    tables_hold_every_figure(told, words, found)


def tables_hold_every_figure(told: Paper, words: Wording, found: Document) -> None:
    cells = [row for table in found.tables for row in rows(table)]
    for clause in told.term.clauses:
        (row,) = [row for row in cells if row[0] == f"{clause.clause.title} ({clause.clause.id})"]
        assert row[2] == str(clause.counted.total)
        numbers = [int(number) for number in re.findall(r"(\d+) ", row[3])]
        assert sum(numbers) == clause.counted.total
    for turning in told.turnings:
        for expected in told_turning.table(turning, words).rows if turning.decides else ():
            assert [*map(flat, expected)] in [[*map(flat, row)] for row in cells]
