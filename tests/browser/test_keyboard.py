"""A keyboard is enough: the skip link comes first, every stop is reached in order, in view, and shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.pages import Written, asked, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_the_first_stop_is_the_skip_link_and_it_leads_to_what_matters(
    browser: Browser, either_way: list[Written]
) -> None:
    for page in either_way:
        with opened(browser, page) as tab:
            tab.keyboard.press("Tab")
            first = tab.evaluate(asked("first"))
            assert first["to"].startswith("#"), page
            assert (first["leads"], first["seen"]) == ("main", True), page
            tab.keyboard.press("Enter")
            assert tab.evaluate("document.activeElement.localName") == "main", page


def test_every_stop_is_reached_in_order_in_view_with_an_outline(
    browser: Browser, either_way: list[Written]
) -> None:
    for page in either_way:
        with opened(browser, page) as tab:
            faults = []
            for place in range(tab.evaluate(asked("stops"))):
                tab.keyboard.press("Tab")
                here = tab.evaluate(asked("here"))
                if here["place"] != place or not here["drawn"] or not here["seen"]:
                    faults.append((place, here))
            assert faults == [], page


def test_statuses_can_be_chosen_with_the_keyboard_and_the_number_shown_follows(
    browser: Browser, either_way: list[Written]
) -> None:
    (page,) = (each for each in either_way if each.path.name == "report.html")
    with opened(browser, page) as tab:
        choice = tab.locator(".filter input").first
        choice.focus()
        tab.keyboard.press("Space")
        shown = tab.locator(".duties > tbody:visible tr[id]").count()
        assert 0 < shown < tab.locator(".duties tr[id]").count()
        assert tab.locator(".filter output").inner_text().strip() == str(shown)
        tab.keyboard.press("Space")
        assert tab.locator(".duties > tbody:visible tr[id]").count() == tab.locator(".duties tr[id]").count()
