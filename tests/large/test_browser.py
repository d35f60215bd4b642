"""The pages of a large log pass what the pages of the ordinary report pass: the tests are those of these."""

import pytest

from tests.browser.test_alone import (
    test_one_request_an_empty_console_and_nothing_less_without_scripts,
    test_the_policy_lets_nothing_else_run_or_load,
)
from tests.browser.test_axe import test_axe_finds_nothing
from tests.browser.test_contrast import test_every_text_shape_and_outline_stands_out
from tests.browser.test_keyboard import (
    test_every_stop_is_reached_in_order_in_view_with_an_outline,
    test_the_first_stop_is_the_skip_link_and_it_leads_to_what_matters,
)
from tests.browser.test_markup import test_html_validate_finds_nothing, test_the_nu_checker_finds_nothing
from tests.browser.test_print import test_nothing_is_lost_on_paper
from tests.browser.test_reflow import test_only_tables_scroll_sideways_however_text_is_set

pytestmark = pytest.mark.browser

__all__ = [
    "test_axe_finds_nothing",
    "test_every_stop_is_reached_in_order_in_view_with_an_outline",
    "test_every_text_shape_and_outline_stands_out",
    "test_html_validate_finds_nothing",
    "test_nothing_is_lost_on_paper",
    "test_one_request_an_empty_console_and_nothing_less_without_scripts",
    "test_only_tables_scroll_sideways_however_text_is_set",
    "test_the_first_stop_is_the_skip_link_and_it_leads_to_what_matters",
    "test_the_nu_checker_finds_nothing",
    "test_the_policy_lets_nothing_else_run_or_load",
]
