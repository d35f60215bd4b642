"""A page stands by itself: nothing is fetched, its policy holds, and without scripts nothing is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from tests.browser.pages import Written, asked, opened
from tests.run import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Request

pytestmark = pytest.mark.browser

ELSEWHERE = "https://elsewhere.example/"


def test_one_request_an_empty_console_and_nothing_less_without_scripts(
    browser: Browser, each_language: list[Written]
) -> None:
    for page in each_language:
        with opened(browser, page) as tab:
            assert (
                tab.evaluate("getComputedStyle(document.body).marginTop") == "0px"
            )  # its style sheet applies
            assert tab.locator(".filter").count() == tab.locator(".filter:visible").count()  # and its script
            tab.evaluate("document.querySelectorAll('.filter').forEach(each => each.remove())")
            full = tab.locator("body").inner_text()
        with opened(browser, page, java_script_enabled=False) as tab:
            assert tab.locator(".filter:visible").count() == 0
            assert tab.locator("body").inner_text().split() == full.split(), page
            shown = tab.evaluate(asked("shown"))
        told = _told(page) if page.path.name == "report.html" else ()
        missing = [
            (anchor, text)
            for anchor, texts in told
            for text in texts
            if " ".join(text.split()) not in shown.get(anchor, "")
        ]
        assert missing == [], page


def test_the_policy_lets_nothing_else_run_or_load(browser: Browser, either_way: list[Written]) -> None:
    for page in either_way:
        context = browser.new_context()
        tab = context.new_page()
        tab.goto(page.path.as_uri())
        stopped: list[str | None] = []
        tab.on("requestfailed", _into(stopped))
        tried = tab.evaluate(asked("attempts"), ELSEWHERE)
        tab.wait_for_function(f"window.forbidden >= {tried}")
        assert tab.evaluate("window.ran") is None
        assert tab.evaluate("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"
        context.close()
        assert set(stopped) == {"csp"}, page


def _into(stopped: list[str | None]) -> Callable[[Request], None]:
    return lambda request: stopped.append(request.failure)


def _told(page: Written) -> Iterator[tuple[str, Iterator[str]]]:
    """Give the anchors that have to be there, each with what has to be read in its group, article or item."""
    words = yaml.safe_load(
        (ROOT / "reports" / "languages" / f"{page.language}.yaml").read_text(encoding="utf-8")
    )
    results = page.results
    ratings = {found["id"]: words["ratings"][found["rating"]] for found in results["obligations"]}
    for clause in results["inputs"]["plan"]["obligations"]:
        yield clause["id"], iter((clause["title"], clause["text"], ratings[clause["id"]]))
    for duty in results["duties"]:
        anchor = duty["id"].replace("/", "_").replace("+", "__2b__")
        yield anchor, iter((words["statuses"][duty["status"]], *duty["evidence"]))
    for entry in results["inputs"]["entries"]:
        yield f"entry-{entry['id']}", iter((entry["id"], entry.get("title", "")))
