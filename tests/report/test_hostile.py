"""Whatever a plan or a log says is text on the page, and nothing else."""

import pytest

from checker.outputs import Options, output
from tests.report.hostile import BRACES, ENDS, EVIDENCE, FORMULA, IMAGE, LONG, SCRIPT, judged_hostile
from tests.report.page import Report, made


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return made(judged_hostile(tmp_path_factory.mktemp("hostile")))


def test_nothing_of_it_becomes_a_tag(hostile: Report) -> None:
    assert not hostile.page.all("img")
    hostile.page.one("script")  # the page's own, by its hash
    assert SCRIPT in hostile.page.text
    assert hostile.page.one("h1").text == f"{SCRIPT}{IMAGE}{ENDS}"
    assert BRACES in hostile.page.text
    assert FORMULA in hostile.page.text
    assert LONG in hostile.page.text
    assert not any(name.startswith("on") for node in hostile.page.all() for name in node.attributes)


def test_only_a_real_address_becomes_a_link(hostile: Report) -> None:
    outside = {link["href"] for link in hostile.page.all("a") if not link["href"].startswith("#")}
    assert outside == {"https://ok.example/a?b=c&d=e", "https://spaced.example/"}
    for text in EVIDENCE[:4]:
        assert text in hostile.page.text


def test_characters_that_turn_or_hide_text_are_shown(hostile: Report) -> None:
    text = hostile.data.decode()
    assert not any(character in text for character in "\u202e\u2066\x00\x1b\ufeff")
    assert "abc<U+202E>def<U+2066>ghi" in hostile.page.text


def test_the_style_sheet_cannot_be_ended_by_a_title(hostile: Report) -> None:
    assert hostile.data.count(b"</style>") == 1
    style = hostile.data.decode().partition("<style>")[2].partition("</style>")[0]
    assert "<" not in style


def test_every_anchor_is_its_own(hostile: Report) -> None:
    ids = [node["id"] for node in hostile.page.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in hostile.page.all("a") if link["href"].startswith("#")} <= set(ids)


def test_it_says_the_same_again(hostile: Report) -> None:
    assert output("html").write(hostile.results, Options()) == hostile.data
