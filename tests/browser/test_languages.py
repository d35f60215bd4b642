"""What is in another language says so, days and ids stand apart, every link leads somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.browser.pages import Written
from tests.report.page import Node
from tests.run import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAN_LANGUAGE = "en"
DIRECTIONS = {"ar": "rtl"}
NAMES = ("English",)
"""What languages are called in themselves, in a list of them."""
TELLING = 16
"""Characters of a text of the plan from which on it cannot be meant as a word of the page's own language."""
DAY = r"\d{4}-\d{2}-\d{2}"
HASH = r"[0-9a-f]{40,64}"
PHYSICAL = re.compile(
    r"(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)(?:-[a-z]+)?"
    r"|border-(?:top|bottom)-(?:left|right)-radius|left|right|top|bottom|(?:max-|min-)?(?:width|height))"
)


def _texts(node: Node, *, without: tuple[str, ...] = ("style", "script")) -> Iterator[tuple[Node, str]]:
    """Give the texts of a page, each with the element that it is in."""
    for child in node.children:
        if isinstance(child, str):
            if text := " ".join(child.split()):
                yield node, text
        elif child.tag not in without:
            yield from _texts(child, without=without)


def _nearest(node: Node | None, attribute: str) -> str:
    while node is not None and attribute not in node.attributes:
        node = node.parent
    return node[attribute] if node is not None else ""


def _within(node: Node | None, tag: str) -> bool:
    return node is not None and (node.tag == tag or node.within(tag) is not None)


def test_a_page_says_its_language_and_direction(pages: list[Written]) -> None:
    for page in pages:
        html = page.tree.one("html")
        assert (html["lang"], html["dir"]) == (page.language, DIRECTIONS.get(page.language, "ltr")), page


def test_every_text_runs_in_the_direction_of_its_language(pages: list[Written]) -> None:
    for page in pages:
        for node in page.tree.one("body").all():
            if "lang" in node.attributes:
                assert _nearest(node, "dir") == DIRECTIONS.get(node["lang"], "ltr"), (page, node.text)


def test_texts_of_the_plan_and_the_log_are_marked_as_in_their_language(pages: list[Written]) -> None:
    for page in pages:
        own = [text for text in page.own_texts if len(text) >= TELLING and " " in text]
        for node, text in _texts(page.tree.one("body")):
            if _nearest(node, "lang") != PLAN_LANGUAGE and not _within(
                node, "svg"
            ):  # which names parties alone
                assert not [each for each in own if each in text], (page, text)


def test_what_is_marked_as_in_the_language_of_the_plan_is_from_plan_or_log(pages: list[Written]) -> None:
    for page in pages:
        if page.path.name == "index.html":
            continue  # it speaks of the files of each language in that language
        own = "\n".join(sorted({*page.own_texts, *NAMES}))
        for node, text in _texts(page.tree.one("body")):
            if page.language != PLAN_LANGUAGE == _nearest(node, "lang"):
                parts = (part.rstrip("…) ") for part in text.split(" ("))
                assert all(part in own for part in parts), (page, text)


def test_titles_are_text(pages: list[Written]) -> None:
    for page in pages:
        assert "<" not in page.tree.one("head").one("title").text, page


def test_days_in_figures_hashes_and_ids_stand_apart(pages: list[Written]) -> None:
    for page in pages:
        results = page.results
        ids = {
            each["id"] for kind in ("duties", "obligations") for each in results[kind] if "-" in each["id"]
        }
        ids |= {each["id"] for each in results["inputs"]["entries"]}
        named = "|".join(map(re.escape, sorted(ids, key=len, reverse=True)))
        telling = re.compile(rf"(?<![\w/-])(?:{DAY}|{HASH}|{named})(?![\w/-])")
        bare = [
            text
            for node, text in _texts(page.tree.one("body"))
            if not _within(node, "bdi") and text not in page.own_texts and telling.search(text)
        ]
        assert bare == [], page


def test_ids_are_there_once_and_every_link_leads_somewhere(pages: list[Written]) -> None:
    for page in pages:
        ids = [node["id"] for node in page.tree.all() if "id" in node.attributes]
        assert len(ids) == len(set(ids)), page
        for node in page.tree.all():
            for attribute in ("href", "aria-labelledby", "aria-describedby", "for", "headers"):
                for name in node[attribute].split():
                    inside = name.startswith("#") if attribute == "href" else True
                    assert not inside or name.removeprefix("#") in ids, (page, name)
        for link in page.tree.all("a"):
            if not link["href"].startswith(("#", "http://", "https://")):
                target, _, anchor = link["href"].partition("#")
                assert (page.path.parent / target).is_file(), (page, link["href"])
                if anchor:
                    assert f'id="{anchor}"' in (page.path.parent / target).read_text(encoding="utf-8")


def test_only_logical_properties() -> None:
    for path in sorted((ROOT / "reports").glob("*.css")):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for name, value in re.findall(r"(?<=[{;\s])([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])", text):
            assert not PHYSICAL.fullmatch(name), (path.name, name)
            assert not re.search(r"\b(left|right)\b", value), (path.name, name, value)
            sides = re.sub(r"\([^)]*\)", "()", value).split()
            if (
                name in ("margin", "padding", "border-width", "border-style", "border-color", "inset")
                and len(sides) == 4
            ):
                assert sides[1] == sides[3], (path.name, name, value)
