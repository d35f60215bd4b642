"""The style sheet: contrast of its tokens, shapes for all statuses, directions, print."""

import re

import pytest

from checker.patterns.vocabulary import RATINGS, STATUSES
from tests.run import ROOT

CSS = re.sub(r"/\*.*?\*/", "", (ROOT / "reports" / "style.css").read_text(), flags=re.DOTALL)
GROUNDS = ("ground", "surface")
WORDS = ("text", "quiet", "link", *STATUSES)
SHAPES = ("line",)
SCHEMES = dict(zip(("light", "dark"), re.findall(r":root \{(.*?)\}", CSS, re.DOTALL), strict=True))


def _tokens(scheme: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z_-]+): (#[0-9a-f]{6});", SCHEMES[scheme]))


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_standard_does() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_is_seven_to_one_and_shapes_three_to_one(scheme: str) -> None:
    tokens = _tokens(scheme)
    for ground in GROUNDS:
        for word in WORDS:
            assert _contrast(tokens[word], tokens[ground]) >= 7, (word, ground)
        for shape in SHAPES:
            assert _contrast(tokens[shape], tokens[ground]) >= 3, (shape, ground)
    assert _contrast(tokens["on-band"], tokens["band"]) >= 7


def test_both_schemes_have_the_same_tokens_and_all_colours_are_tokens() -> None:
    assert _tokens("light").keys() == _tokens("dark").keys()
    rest = CSS
    for block in SCHEMES.values():
        rest = rest.replace(block, "")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", rest)


@pytest.mark.parametrize("name", [*STATUSES, *RATINGS])
def test_every_status_and_rating_has_a_shape_and_a_colour(name: str) -> None:
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", CSS)
    own = " ".join(body for heads, body in rules if f".{name}" in re.split(r",\s*", heads.strip()))
    assert "--own: var(--" in own
    assert "--clip" in own or "--drawn" in own or "--turn" in own


def test_no_two_statuses_share_a_shape() -> None:
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", CSS)
    shapes = {}
    for status in STATUSES:
        own = " ".join(body for heads, body in rules if f".{status}" in re.split(r",\s*", heads.strip()))
        shapes[status] = tuple(sorted(re.findall(r"--(?:clip|drawn|turn|round|edge): [^;]+", own)))
    assert len(set(shapes.values())) == len(STATUSES)


def test_only_logical_properties() -> None:
    physical = (
        r"(?:^|[;{\s])(?:(?:margin|padding|border|inset|scroll-padding)-(?:left|right|top|bottom)[a-z-]*|left|right|top|"
        r"bottom|width|height|(?:min|max)-(?:width|height)|float|clear)\s*:"
    )
    assert not re.findall(physical, re.sub(r"@media[^{]*", "", CSS))
    assert not re.findall(r"text-align: (?:left|right)", CSS)


def test_print_shows_all() -> None:
    printed = CSS.partition("@media print")[2]
    assert "thead { display: table-header-group;" in printed
    assert 'a[href^="http"]::after { content: " (" attr(href) ")";' in printed
    assert "@page { size: A4;" in CSS
