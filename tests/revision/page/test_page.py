"""What is on the two pages, where, and that each stands by itself."""

import base64
import hashlib
import re
from collections.abc import Callable
from functools import partial

import pytest

from checker.outputs import Options, revision
from checker.revision import told_paper, told_turning
from checker.revision.paper import Paper
from tests.report.hostile import SCRIPT, judged_hostile
from tests.report.page import read
from tests.revision.page.pages import Made, built_as_a_report, compared, small


@pytest.fixture(params=["paper", "comparison", "comparison without a log"])
def made(request: pytest.FixtureRequest) -> Made:
    makers: dict[str, Callable[[], Made]] = {
        "paper": small,
        "comparison": compared,
        "comparison without a log": partial(compared, log=False),
    }
    return makers[request.param]()


def _parts(made: Made) -> list[str]:
    return [link["href"].removeprefix("#part_") for link in made.page.one("nav").all("a")]


def test_it_is_built_as_a_report_is(made: Made) -> None:
    built_as_a_report(made)


def test_nothing_runs_and_nothing_is_fetched(made: Made) -> None:
    assert not made.page.all("script", "link", "img", "iframe", "object", "embed", "form", "base")
    assert not any(name == "style" or name.startswith("on") for n in made.page.all() for name in n.attributes)
    style = made.data.decode().partition("<style>")[2].partition("</style>")[0]
    assert not re.search(r"url\(|@import", style)
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [m["content"] for m in made.page.all("meta") if m["http-equiv"]]
    assert policy == f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"


def test_the_parts_are_those_that_there_are_facts_for() -> None:
    whole = [
        "summary",
        "questions",
        "term",
        "turning",
        "missed",
        "draft",
        "past",
        "decided",
        "entries",
        "method",
    ]
    assert _parts(small()) == whole
    assert _parts(compared()) == ["summary", "draft", "past", "method"]
    assert _parts(compared(log=False)) == ["summary", "draft", "method"]


def test_without_a_draft_a_paper_looks_back_only() -> None:
    whole = small().paper
    alone = Paper(whole.results)
    alone.__dict__ |= {
        name: getattr(whole, name) for name in ("term", "turnings", "attainments", "questions")
    }
    page = read(revision.output("html").write(alone, Options("en")))
    assert "looks back only" in page.one("header").text
    assert not page.all("del", "ins")
    targets = {link["href"][1:] for link in page.all("a") if link["href"].startswith("#")}
    assert not targets & {"part_draft", "part_past"}
    assert targets <= {node["id"] for node in page.all()}


def test_every_clause_and_every_pair_can_be_gone_to() -> None:
    made, found = small(), small().paper.diff
    assert found is not None
    for clause in made.paper.results.plan.obligations:
        assert " ".join(clause.title.split()) in made.page.by_id(clause.id).text
    for each in (made, compared()):
        for pair in found.pairs:
            node = each.page.by_id(f"draft_{pair.id}")
            assert node.tag == ("li" if pair.same else "article")
            relation = made.words.word("diff", f"relation-{pair.relation}")
            assert pair.same or node.all("b")[0].text == relation


def test_what_is_left_out_and_added_is_marked_in_words() -> None:
    made, found = compared(), small().paper.diff
    assert found is not None
    for tag, how, label in (("del", "removed", "left out:"), ("ins", "added", "added:")):
        runs = [run.text for pair in found.pairs if pair.reworded for run in pair.text if run.how == how]
        nodes = made.page.all(tag)
        assert [node.text for node in nodes] == [f"{label} {' '.join(text.split())}" for text in runs]
        assert all(node.all("span")[0].classes == {"unseen"} for node in nodes)


def test_strips_say_from_where_to_where_they_run_and_what_is_read_now() -> None:
    article = small().page.by_id("meant_soon")
    heads = [head.text for head in article.all("th") if head["scope"] == "col"]
    assert "From the lowest value, 1 day, to the highest, 371 days; now 10 days" in heads


def test_few_sentences_on_strips_are_open_and_many_on_days_are_folded() -> None:
    (listed,) = [node for node in small().page.by_id("meant_soon").all("ul") if "changes" in node.classes]
    assert listed.within("details") is None
    told = small().paper.turnings[0]
    scale = told.ladder.scale._replace(unit="date")
    dated = told._replace(ladder=told.ladder._replace(scale=scale))
    assert not told_turning.lengthy(dated)
    assert told_turning.lengthy(dated._replace(strips=told.strips * 7))
    assert not told_turning.lengthy(told._replace(strips=told.strips * 7))


def test_between_what_raises_a_question_and_its_entries_stands_nothing_where_no_clause_is_named() -> None:
    asked = [node for node in small().page.all("li") if node["id"].startswith("question_")]
    alone = [node for node in asked if {link["href"] for link in node.all("a")} == {"#entry-g1"}]
    assert [node.text.endswith(". g1") for node in alone] == [True]


@pytest.mark.parametrize("language", ["ar", "es"])
def test_texts_of_plans_and_log_are_marked_in_another_language(language: str) -> None:
    for made in (small(language), compared(language)):
        assert made.page.one("html")["lang"] == language
        for node in (
            made.page.one("h1"),
            *(n for n in made.page.all("blockquote") if not n.all("del", "ins")),
        ):
            own = [node, *node.all("span")]
            assert any(each["lang"] == "en" for each in own), node.text
        for node in made.page.all("del", "ins"):
            assert [each["lang"] for each in node.all("span")] == ["", "en"]


def test_it_says_the_same_again() -> None:
    made = small()
    assert revision.output("html").write(made.paper, Options("en")) == made.data


def test_hostile_text_is_inert(tmp_path_factory: pytest.TempPathFactory) -> None:
    paper = Paper(judged_hostile(tmp_path_factory.mktemp("hostile")))
    data = revision.output("html").write(paper, Options("en"))
    page = read(data)
    assert not page.all("img", "script")
    assert SCRIPT in page.text
    assert not any(name.startswith("on") for node in page.all() for name in node.attributes)
    assert not any(character in data.decode() for character in "\u202e\u2066")
    targets = {link["href"][1:] for link in page.all("a") if link["href"].startswith("#")}
    assert targets <= {node["id"] for node in page.all()}


def test_what_most_hangs_on_is_counted_as_in_its_own_part() -> None:
    told, words = small().paper, small().words
    most = max(told.turnings, key=lambda each: each.hinge)
    assert most.hinge <= most.duties < most.total
    figure = f"{most.hinge} of the {most.total} verdicts"
    (fact,) = (point.text for point in told_paper.points(told, words) if point.part == "turning")
    assert figure in fact
    assert figure in told_turning.hinge(most, words)
