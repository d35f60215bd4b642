"""What is on the two pages, where, and that each stands by itself."""

import base64
import hashlib
import re

import pytest

from checker.outputs import Options, revision
from checker.patterns.vocabulary import STATUSES
from checker.revision.paper import Paper
from tests.report import test_page as of_reports
from tests.report.hostile import SCRIPT, judged_hostile
from tests.report.page import Node, read
from tests.revision.page.pages import ILLUSTRATIVE, REAL, Made, diff_page, paper_page


@pytest.fixture(params=["paper", "real paper", "comparison", "comparison without a log"])
def made(request: pytest.FixtureRequest) -> Made:
    return {
        "paper": lambda: paper_page(ILLUSTRATIVE),
        "real paper": lambda: paper_page(REAL),
        "comparison": lambda: diff_page(ILLUSTRATIVE),
        "comparison without a log": lambda: diff_page(ILLUSTRATIVE, log=False),
    }[request.param]()


def _part(made: Made, name: str) -> Node:
    parent = made.page.by_id(f"part_{name}").parent
    assert parent is not None
    return parent


def _parts(made: Made) -> list[str]:
    return [link["href"].removeprefix("#part_") for link in made.page.one("nav").all("a")]


def test_it_is_built_as_a_report_is(made: Made) -> None:
    of_reports.test_every_id_is_there_once_and_every_link_inside_leads_somewhere(made.report)
    of_reports.test_landmarks_and_headings(made.report)
    of_reports.test_tables_have_captions_scopes_and_a_frame_that_scrolls(made.report)


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
    assert _parts(paper_page(ILLUSTRATIVE)) == whole
    assert _parts(diff_page(ILLUSTRATIVE)) == ["summary", "draft", "past", "method"]
    assert _parts(diff_page(ILLUSTRATIVE, log=False)) == ["summary", "draft", "method"]


def test_without_a_draft_a_paper_looks_back_only() -> None:
    whole = paper_page(ILLUSTRATIVE).paper
    alone = Paper(whole.results)
    alone.__dict__ |= {
        name: getattr(whole, name) for name in ("term", "turnings", "attainments", "questions")
    }
    page = read(revision.output("html").write(alone, Options("en")))
    assert "looks back only" in page.one("header").text
    assert not page.all("del", "ins")
    targets = {link["href"][1:] for link in page.all("a")}
    assert not targets & {"part_draft", "part_past"}
    assert targets <= {node["id"] for node in page.all()}


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
    assert "not about anybody's conduct" in _part(made, "summary").text
    for node in made.page.all("b"):
        assert "breached" not in node.classes or node.within("dl") is not None  # only the legend has the word


def test_every_clause_and_every_pair_can_be_gone_to() -> None:
    made, found = paper_page(ILLUSTRATIVE), paper_page(ILLUSTRATIVE).paper.diff
    assert found is not None
    for clause in made.paper.results.plan.obligations:
        assert " ".join(clause.title.split()) in made.page.by_id(clause.id).text
    for each in (made, diff_page(ILLUSTRATIVE)):
        for pair in found.pairs:
            node = each.page.by_id(f"draft_{pair.id}")
            assert node.tag == ("li" if pair.same else "article")
            relation = made.words.word("diff", f"relation-{pair.relation}")
            assert pair.same or node.all("b")[0].text == relation


def test_what_is_left_out_and_added_is_marked_in_words() -> None:
    made, found = diff_page(ILLUSTRATIVE), paper_page(ILLUSTRATIVE).paper.diff
    assert found is not None
    for tag, how, label in (("del", "removed", "left out:"), ("ins", "added", "added:")):
        runs = [run.text for pair in found.pairs if pair.reworded for run in pair.text if run.how == how]
        nodes = made.page.all(tag)
        assert [node.text for node in nodes] == [f"{label} {' '.join(text.split())}" for text in runs]
        assert all(node.all("span")[0].classes == {"unseen"} for node in nodes)


def test_the_numbers_of_a_paper_agree() -> None:
    for name in (ILLUSTRATIVE, REAL):
        made = paper_page(name)
        paper, words = made.paper, made.words
        assert paper.replay is not None
        questions = [node for node in made.page.all("li") if node["id"].startswith("question_")]
        assert len(questions) == len(paper.questions)
        assert f"{len(questions)} question" in _part(made, "summary").text
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


@pytest.mark.parametrize("language", ["ar", "es"])
def test_texts_of_plans_and_log_are_marked_in_another_language(language: str) -> None:
    for made in (paper_page(ILLUSTRATIVE, language), diff_page(ILLUSTRATIVE, language)):
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
    made = paper_page(ILLUSTRATIVE)
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
