"""Every status is a word and a shape, and the shapes are told apart without any colour."""

from __future__ import annotations

import io
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from PIL import Image, ImageChops, ImageStat

from checker.patterns.vocabulary import RATINGS, STATUSES
from tests.browser.pages import Written, asked, opened
from tests.run import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SIDE = 32
DIFFERENT = 0.1
"""How much of a square is dark in one shape and light in the other, at least."""
MEDIA: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "print": {"media": "print"},
}


def test_every_status_and_rating_is_a_word_with_a_shape(
    browser: Browser, each_language: list[Written]
) -> None:
    for page in each_language:
        words = yaml.safe_load(
            (ROOT / "reports/languages" / f"{page.language}.yaml").read_text(encoding="utf-8")
        )
        known = {**words["ratings"], **words["statuses"]}
        with opened(browser, page) as tab:
            found = tab.evaluate(asked("marked"), [*STATUSES, *RATINGS])
        for each in found:
            assert any(known[name] in each["text"] for name in each["of"]), (page, each)
            assert each["drawn"], (page, each)
        assert found or page.path.name != "report.html"


@pytest.mark.parametrize("medium", MEDIA)
def test_no_two_shapes_look_alike_in_black_and_white(
    browser: Browser, written: Callable[[str, str], list[Written]], medium: str
) -> None:
    (page,) = (each for each in written("en", "2007-illustrative") if each.path.name == "report.html")
    for names in (STATUSES, RATINGS):
        with opened(browser, page, viewport={"width": 1280, "height": 200}) as tab:
            tab.emulate_media(**MEDIA[medium])
            boxes = tab.evaluate(asked("shapes"), [*names])
            shot = Image.open(io.BytesIO(tab.screenshot())).convert("L")
        shapes = {name: _drawn(shot.crop(box)) for name, box in zip(names, boxes, strict=True)}
        for one, other in combinations(names, 2):
            apart = ImageChops.difference(shapes[one], shapes[other])
            assert ImageStat.Stat(apart).mean[0] / 255 >= DIFFERENT, (one, other)


def _drawn(shape: Image.Image) -> Image.Image:
    """Give a shape as black on white, whatever its colour and its ground."""
    darkest, lightest = shape.getextrema()
    assert isinstance(darkest, int)
    assert isinstance(lightest, int)
    assert lightest - darkest > 60, "nothing is drawn"
    ground, middle = shape.getpixel((0, 0)), (darkest + lightest) / 2
    assert isinstance(ground, int)
    drawn = shape.point(lambda value: 0 if (value > middle) != (ground > middle) else 255)
    return drawn.resize((SIDE, SIDE))
