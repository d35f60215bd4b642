"""Whatever is written as YAML is read back as what it was, in whatever style."""

import re

from hypothesis import given
from hypothesis import strategies as st

from checker.authoring.written import Plain, Quoted, Spread, Style, Value, fields, scalar
from checker.diagnostics import Faults
from checker.located import yaml
from checker.located.source import CONTROL

SIGNS = st.characters(exclude_categories=("Cs", "Cc")).filter(lambda sign: not re.search(CONTROL, sign))
LINES = st.text(SIGNS | st.sampled_from(" :#,'\"-[]{}&*!|>%@`?\\$"), min_size=1).map(
    lambda text: " ".join(text.split())
)
TEXTS = (
    LINES.filter(bool)
    | st.sampled_from(
        [
            "yes",
            "No",
            "null",
            "~",
            "1",
            "1.5",
            "2008-01-01",
            "on",
            "30 days",
            "$bearer",
            "- a",
            "a: b",
            "a #b",
        ]
    )
    | st.sampled_from(["two  spaces " * 20, " before" * 30, "a\u00a0tie " * 30 + "."])
    | st.lists(LINES.filter(bool), min_size=20, max_size=40).map(" ".join)
)
SCALARS = TEXTS | TEXTS.map(Quoted) | st.integers(0, 99).map(str).map(Plain)
KEYS = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(KEYS, inner, max_size=4)
        | st.dictionaries(KEYS, inner, min_size=1, max_size=4).map(Spread)
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(KEYS, VALUES, min_size=1, max_size=4),
    st.integers(1, 5),
    st.integers(0, 4),
    st.integers(0, 4),
)
def test_a_map_is_read_back_as_it_was(
    values: dict[str, Value], deeper: int, dashes: int, indent: int
) -> None:
    lines = list(fields(values, indent, Style(deeper, dashes)))
    faults = Faults()
    assert yaml.parse("\n".join(lines) + "\n", "written", faults) == values
    assert (faults.errors, faults.warnings) == ((), ())


@given(TEXTS)
def test_a_text_stays_a_text_and_not_a_number_or_a_flag(text: str) -> None:
    read = yaml.parse(f"a: {scalar(text)}\n", "written", Faults())
    assert isinstance(read, dict)
    [value] = read.values()
    assert value == text


def test_quotes_only_where_they_are_needed() -> None:
    for text in ("City Library", "$bearer", "30 days", "2008-01-15", "plan_shared", "Größe (alt)"):
        assert scalar(text) == text
    for text in ("yes", "1", "a: b", "a, b", "", "null", "-"):
        assert scalar(text) == f'"{text}"'
    assert scalar('it\'s "so"') == "'it''s \"so\"'"
