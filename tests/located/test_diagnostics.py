"""A fault is shown with its line and a caret, whatever the line holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.diagnostics import Diagnostic, Faults, InvalidInput, Place, render, visible

CSV = ["", "a13,2008-02-30,,staff_attended,NORTH-NY,,E-2"]


def shown(line: str, column: int, length: int) -> str:
    """Give the two lines that show a place in a line."""
    found = render(Diagnostic("x/y", "error", Place("f", 1, column, length), "m"), lambda _: [line])
    return found.split("\n", 2)[2]


def test_the_whole_form() -> None:
    diagnostic = Diagnostic(
        "log/no-such-day",
        "error",
        Place("log.csv", 2, 5, 10),
        "February 2008 has 29 days",
        "write the day as YYYY-MM-DD, or 2008-02 if only the month is known",
    )
    assert render(diagnostic, lambda _: CSV) == (
        "error[log/no-such-day]: February 2008 has 29 days\n"
        "  log.csv:2:5\n"
        " 2 | a13,2008-02-30,,staff_attended,NORTH-NY,,E-2\n"
        "   |     ^^^^^^^^^^\n"
        "help: write the day as YYYY-MM-DD, or 2008-02 if only the month is known"
    )


def test_a_cell_of_a_workbook() -> None:
    place = Place("log.xlsx", 14, 3, 10, "Log!C14", "2008-02-30")
    assert render(Diagnostic("log/no-such-day", "error", place, "no"), lambda _: []) == (
        "error[log/no-such-day]: no\n  log.xlsx, sheet Log, cell C14\nC14 | 2008-02-30\n    | ^^^^^^^^^^"
    )
    empty = Place("log.xlsx", 14, 3, 1, "a!b!C14")
    assert render(Diagnostic("x/y", "error", empty, "no"), lambda _: []).endswith("sheet a!b, cell C14")


def test_related_places() -> None:
    again = Diagnostic("log/duplicate-id", "error", Place("f", 1, 1), "twice", related=(Place("g", 1, 2),))
    assert "\n  first given here: g:1:2\n 1 | xy\n   |  ^" in render(again, lambda _: ["xy"])
    other = Diagnostic("log/circle", "error", Place("f", 0, 0), "circle", related=(Place("g", 1, 2),))
    assert render(other, lambda _: ["xy"]).startswith("error[log/circle]: circle\n  f\n  see also: g:1:2\n")


@pytest.mark.parametrize(
    ("line", "column", "length", "found"),
    [
        ("\ta\u202eb", 2, 3, " 1 | \u2192a<U+202E>b\n   |  ^^^^^^^^^^"),
        ("\x1b[31m", 1, 1, " 1 | \u241b[31m\n   | ^"),
        ("a\u00a0b", 1, 1, " 1 | a\u00a0b\n   | ^"),
        ("a\u00a0b", 2, 1, " 1 | a<U+00A0>b\n   |  ^^^^^^^^"),
        ("会议x", 3, 1, " 1 | 会议x\n   |     ^"),
        ("e\u0301x", 3, 1, " 1 | e\u0301x\n   |  ^"),
        ("ab", 3, 1, " 1 | ab\n   |   ^"),
        ("ab", 99, 5, " 1 | ab\n   |   ^"),
        ("\ud800", 1, 1, " 1 | <U+D800>\n   | ^^^^^^^^"),
    ],
)
def test_lines(line: str, column: int, length: int, found: str) -> None:
    assert shown(line, column, length) == found


def test_long_lines_are_cut_around_the_caret() -> None:
    line, caret = shown("a" * 300 + "BB" + "c" * 300, 301, 2).split("\n")
    assert len(line) < 120
    assert line[caret.index("^") : caret.rindex("^") + 1] == "BB"
    assert line.endswith("\u2026")


def test_what_cannot_be_shown_is_left_out() -> None:
    def gone(_: str) -> list[str]:
        raise FileNotFoundError

    diagnostic = Diagnostic("x/y", "error", Place("f", 3, 1), "m", "h")
    assert render(diagnostic, gone) == "error[x/y]: m\n  f:3:1\nhelp: h"
    assert render(diagnostic, lambda _: ["one"]) == "error[x/y]: m\n  f:3:1\nhelp: h"


@settings(deadline=None)  # the first example pays for imports
@given(st.text(max_size=200), st.integers(0, 300), st.integers(0, 300))
def test_nothing_that_a_terminal_obeys_is_printed(line: str, column: int, length: int) -> None:
    for part in shown(line, column, length).split("\n"):
        assert all(each.isprintable() or each in "\u00a0\u3000\u200c\u200d" for each in part)
        part.encode()


def test_visible_leaves_ordinary_text() -> None:
    assert visible("Réunion — 会议 😀") == "Réunion — 会议 😀"


def test_faults_are_sorted_told_once_and_counted() -> None:
    faults = Faults()
    faults.stop()
    for line in (3, 1, 2, 1):
        faults.error("x/y", Place("f", line, 1), "m")
    faults.warn("x/z", Place("f", 1, 1), "w")
    assert [each.at.line for each in faults.errors] == [1, 2, 3]
    assert faults.count == 3
    assert [each.severity for each in faults.warnings] == ["warning"]
    for line in range(2000):
        faults.error("x/y", Place("f", line + 10, 1), "m")
    with pytest.raises(InvalidInput) as caught:
        faults.stop()
    assert len(caught.value.diagnostics) == 50
    assert caught.value.more == 1953
