"""The words of each language are all there, say as much as the English ones, and make whole sentences."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from checker.outputs import Options, names, output
from checker.outputs.summary import cut
from checker.results.language import APART, Wording
from checker.results.tags import tags
from tests.report.page import DAYS, example, made
from tests.run import ROOT

OTHERS = [tag for tag in tags() if tag != "en"]
SLOT = re.compile(r"\{([a-z_]+)((?:\|[^|{}]*)*)\}")
BRACKET = re.compile(r"\[([^\[\]]*)\]")
Place = tuple[str, ...]


def words(tag: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(
        (ROOT / "reports" / "languages" / f"{tag}.yaml").read_text("utf-8")
    )
    return found


def texts(tag: str) -> dict[Place, str]:
    """Give all texts of a language by their place; those of the rules are the patterns' own in English."""
    found = words(tag)
    rules = found.pop("rules", None)
    if tag == "en":
        patterns = [
            yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / "rules" / "patterns").glob("*")
        ]
        rules = {each["rule"]: {key: each[key] for key in ("title", "means", "says")} for each in patterns}
    return dict(_texts({**found, "rules": rules}, ()))


def _texts(value: object, place: Place) -> Iterator[tuple[Place, str]]:
    parts = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    )
    if parts is None:
        yield place, str(value)
    elif place != ("language",):
        for key, each in parts:
            yield from _texts(each, (*place, str(key)))


def slots(text: str) -> set[str]:
    return {found[1] for found in SLOT.finditer(text)}


def bare(text: str) -> set[str]:
    """Name what is put into a text as it is, not only to choose the word that fits it."""
    return {found[1] for found in SLOT.finditer(text) if not found[2]}


def brackets(text: str) -> Counter[frozenset[str]]:
    return Counter(frozenset(slots(part)) for part in BRACKET.findall(text))


@pytest.mark.parametrize("tag", OTHERS)
def test_all_texts_are_there_and_no_others(tag: str) -> None:
    assert texts(tag).keys() == texts("en").keys()


@pytest.mark.parametrize("tag", OTHERS)
def test_each_text_takes_the_same_values_and_leaves_the_same_out(tag: str) -> None:
    english = texts("en")
    for place, text in texts(tag).items():
        assert slots(text) == slots(english[place]), place
        assert bare(text) == bare(english[place]), place
        assert brackets(text) == brackets(english[place]), place
        assert not set("{}[]") & set(BRACKET.sub(r"\1", SLOT.sub("", text))), place


@pytest.mark.parametrize("tag", OTHERS)
def test_a_text_is_translated(tag: str) -> None:
    english = texts("en")
    same = [
        place
        for place, text in texts(tag).items()
        if text == english[place] and re.search(r"[A-Za-z]{3} ", SLOT.sub("", text))
    ]
    assert same == []


def test_the_forms_of_a_number_are_those_of_the_language() -> None:
    plan = example("2007-public-record").results.plan

    def form(tag: str, number: int) -> str:
        return Wording(tag, plan).fill("{n|a|b|c|d|e|f}", {"n": number})

    assert [form("en", n) for n in (0, 1, 2)] == ["b", "a", "b"]
    assert [form("fr", n) for n in (0, 1, 2)] == ["a", "a", "b"]
    assert [form("es", n) for n in (0, 1, 2)] == ["b", "a", "b"]
    assert [form("ar", n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 103, 111)] == list("abcddeefde")


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize("name", sorted(DAYS))
def test_a_page_says_that_its_words_are_unread_and_marks_the_agreement_s_own(tag: str, name: str) -> None:
    page = made(example(name).results, tag).page
    html, plan = page.one("html"), example(name).results.plan
    direction = Wording(tag, plan).direction
    assert (html["lang"], html["dir"]) == (tag, direction)
    assert words(tag)["language"]["reviewed"] is False
    unread = Wording(tag, plan).word("report", "unreviewed").partition("{")[0]
    assert unread.strip() in page.one("header").text
    for article in page.all("article"):
        for node in (article.one("h4"), article.one("blockquote")):
            assert (node["lang"], node["dir"]) == ("en", "ltr" if direction == "rtl" else "")


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize("form", [form for form in names() if form != "pdf"])
def test_every_form_speaks_the_language(tag: str, form: str) -> None:
    results = example("2007-illustrative").results
    assert output(form).write(results, Options(tag)) != output(form).write(results, Options("en"))


@pytest.mark.parametrize("tag", tags())
@pytest.mark.parametrize("form", ["html", "summary", "plain", "text", "ics", "junit"])
@pytest.mark.parametrize("name", sorted(DAYS))
def test_what_sets_texts_apart_is_never_shown(tag: str, form: str, name: str) -> None:
    assert b"U+206" not in output(form).write(example(name).results, Options(tag)).replace(b"\r\n ", b"")


def test_a_text_that_is_cut_ends_what_it_set_apart() -> None:
    begins, ends = APART
    assert cut("abc", 3) == "abc"
    assert cut("abcd", 3) == "ab…"
    assert cut(f"a{begins}bcdef{ends}", 5) == f"a{begins}bc…{ends}"
    assert cut(f"a{begins}b{ends}cdef", 6) == f"a{begins}b{ends}c…"
