"""Text is broken into lines as `textwrap` does it."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from checker.results.lines import WIDTH, wrapped

WORDS = st.text(st.sampled_from("ab-.é1—' \t\u00a0(") | st.characters(codec="utf-8"), max_size=150)
RUNS = st.sampled_from(["-", "--", "a-b", "well-known", "a" * 96, "b" * 101 + "-c", "x-y-z"])
TEXTS = st.lists(RUNS | WORDS, max_size=30).flatmap(
    lambda words: st.sampled_from([" ", "", "  "]).map(lambda gap: gap.join(words))
) | st.lists(RUNS, max_size=40).map(" ".join)


@given(TEXTS, st.sampled_from(["", "  ", "  - ", "  NOT MET: "]))
def test_lines_break_where_textwrap_breaks_them(text: str, indent: str) -> None:
    further = " " * min(4, len(indent) + 2)
    assert wrapped(text, indent) == textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=further, break_long_words=False
    )
