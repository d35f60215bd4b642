"""What is in another language says so, days and ids stand apart, links lead somewhere: as on other pages."""

from tests.browser.test_languages import (
    test_a_page_says_its_language_and_direction,
    test_days_in_figures_hashes_and_ids_stand_apart,
    test_every_text_runs_in_the_direction_of_its_language,
    test_ids_are_there_once_and_every_link_leads_somewhere,
    test_texts_of_the_plan_and_the_log_are_marked_as_in_their_language,
    test_titles_are_text,
    test_what_is_marked_as_in_the_language_of_the_plan_is_from_plan_or_log,
)

__all__ = [
    "test_a_page_says_its_language_and_direction",
    "test_days_in_figures_hashes_and_ids_stand_apart",
    "test_every_text_runs_in_the_direction_of_its_language",
    "test_ids_are_there_once_and_every_link_leads_somewhere",
    "test_texts_of_the_plan_and_the_log_are_marked_as_in_their_language",
    "test_titles_are_text",
    "test_what_is_marked_as_in_the_language_of_the_plan_is_from_plan_or_log",
]
