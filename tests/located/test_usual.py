"""What is read without a full parser of YAML is what that parser gives, in the same places."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.diagnostics import Faults
from checker.located import events, source, usual
from checker.located.model import Fields, Items, Node, Text
from checker.located.source import Source

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = [
    *(ROOT / "obligations.yaml", ROOT / "reports" / "languages" / "en.yaml"),
    *sorted(ROOT.glob("rules/*/*.yaml")),
    *sorted(ROOT.glob("examples/*/plan.yaml")),
]
ALL = sorted(
    path for part in ("docs", "reports", "starter", "tests") for path in (ROOT / part).rglob("*.yaml")
)

SIGNS = st.sampled_from(
    [*"ab1 :-#'\"{}[],&*!|>%@`?~\\.\u00e9\u00a0\uff1a\u201c\u201d\n", "\n  ", ": ", "- ", " #", ">-\n"]
)
PIECES = st.sampled_from(
    [
        *("a: b\n", "key:\n", "  key:\n", "- ", "  - ", "{k: v}", "[a, b]", '"q"', "'s'", "\n", "  "),
        *("    deep: x\n", "text: >-\n    one\n    two\n", "# remark\n", "  # remark\n", " # x", "a-b/c: "),
        *("{a: [b, {c: d}],\n  e: f}\n", "[", "]", "{", "}", ", ", ": ", "why? ", "\u201ca\u201d", "\uff1a"),
        *("12:30", "http://x", "#1", "a b c\n", "...\n"),
    ]
)
DOCUMENTS = st.lists(PIECES | SIGNS, max_size=20).map("".join)


def _alike(mine: Node, full: Node) -> None:
    assert type(mine) is type(full)
    assert mine.at == full.at
    if isinstance(mine, Text) and isinstance(full, Text):
        assert (str(mine), mine.plain) == (str(full), full.plain)
    elif isinstance(mine, Items) and isinstance(full, Items):
        for one, other in zip(mine, full, strict=True):
            _alike(one, other)
    elif isinstance(mine, Fields) and isinstance(full, Fields):
        for key, same in zip(mine, full, strict=True):
            _alike(key, same)
            _alike(mine[key], full[same])


def _look(text: str) -> bool:
    """Say whether a text is read without a full parser, which then has to agree."""
    text = source.plain_lines(text)
    faults = Faults()
    if source.refuse_controls(Source(text, "f"), "yaml/control-character", faults):
        return False
    mine = usual.read(Source(text, "f"))
    if mine is None:
        return False
    full = events.parse(Source(text, "f"), faults)
    assert not faults.errors
    assert not faults.warnings
    assert full is not None
    _alike(mine, full)
    return True


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_comes_with_the_program_needs_no_full_parser(path: Path) -> None:
    assert _look(path.read_text("utf-8"))


@pytest.mark.parametrize("path", ALL, ids=lambda path: str(path.relative_to(ROOT)))
def test_both_read_a_file_alike(path: Path) -> None:
    _look(path.read_text("utf-8", "replace"))


@given(DOCUMENTS)
def test_both_read_any_text_alike(text: str) -> None:
    _look(text)


@given(st.data())
def test_both_read_an_altered_plan_alike(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SHIPPED)).read_text("utf-8")
    lines = text.split("\n")
    first = data.draw(st.integers(0, max(0, len(lines) - 2)))
    part = "\n".join(lines[first : first + data.draw(st.integers(1, 25))])
    at = data.draw(st.integers(0, len(part)))
    gone = data.draw(st.integers(0, 3))
    _look(part)
    _look(part[:at] + data.draw(SIGNS | PIECES | st.just("")) + part[at + gone :])


def test_only_the_lines_asked_for_are_read() -> None:
    text = Source("a: 1\nb: {c: 2,\n  d: 3}\ne: 4\n", "f")
    part = usual.read(text, 5, 23)
    assert part == {"b": {"c": "2", "d": "3"}}
    assert part.at == text.place(5, 6)
    assert usual.read(text, 5, 14) is None
