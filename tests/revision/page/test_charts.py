"""Charts: as many signs as duties, whatever their number, and strips whose ends are where they belong."""

import re

import pytest

from checker.outputs._charts import LINES, ROW, Pile, signs, strip, worth
from checker.revision.told_turning import Piece
from tests.run import ROOT


@pytest.mark.parametrize(
    ("most", "each"), [(0, 1), (1, 1), (ROW * LINES, 1), (ROW * LINES + 1, 2), (10 * ROW * LINES, 10)]
)
def test_a_sign_stands_for_as_few_as_can_be_drawn(most: int, each: int) -> None:
    assert worth([Pile("2009", (("fulfilled", most),)), Pile("2010", ())]) == each


def test_there_is_a_sign_for_each_one_and_none_lies_on_another() -> None:
    piles = [Pile("2009", (("fulfilled", ROW + 3), ("late", 2))), Pile("2010", (("late", 1),))]
    drawn = signs(piles, "two years")
    places = re.findall(r"M(\d+) (\d+)m", drawn)
    assert len(places) == len(set(places)) == sum(pile.total for pile in piles)
    assert [path.count("M") for path in re.findall(r'd="([^"]+)" class="late"', drawn)] == [3]
    (height,) = re.findall(r'viewBox="0 0 \d+ (\d+)"', drawn)
    assert all(int(y) < int(height) for _, y in places)


def test_a_strip_shows_each_end_and_the_present_value() -> None:
    pieces = [Piece(0, 500, "met"), Piece(500, 510, None), Piece(510, 1000, "not_met")]
    drawn = strip(pieces, 250, "a <clause>")
    assert "<title>a &lt;clause&gt;</title>" in drawn
    ends = [path for path in re.findall(r'd="([^"]+)"', drawn) if "v12" in path]
    assert [int(x) for x in re.findall(r"M(\d+) 5v12", ends[0])] == [1, 150, 152, 299]
    assert re.findall(r'M(\d+) 0v22" stroke-width', drawn) == ["75"]
    assert {"fulfilled", "breached"} <= set(re.findall(r'class="(\w+)"', drawn))


def test_a_strip_may_have_no_present_value() -> None:
    assert "stroke-dasharray" not in strip([Piece(0, 1000, "met")], None, "one")


def test_the_design_of_papers_takes_its_colours_from_that_of_reports() -> None:
    style = (ROOT / "reports" / "paper.css").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(|url\(", style)
    tokens = set(re.findall(r"--([\w-]+):", (ROOT / "reports" / "style.css").read_text(encoding="utf-8")))
    assert set(re.findall(r"var\(--([\w-]+)", style)) <= tokens
