"""YAML is read as located text, and nothing that can be typed makes it crash."""

import copy
import json
import pickle
from pathlib import Path

import pytest
import yaml as pyyaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.diagnostics import Faults, InvalidInput, Place, render
from checker.located import yaml
from checker.located.model import Fields, Items, Node, Text, flag, integer, number

ALPHABET = "ab: -\n\t#'\"{}[],&*!|>%@`?~\\0\u00a0\uff1a\u201c\u201d\x00\u2028\u00e9\U0001f600\r"


def read(text: str) -> Node:
    faults = Faults()
    node = yaml.parse(text, "f.yaml", faults)
    faults.stop()
    assert node is not None
    return node


def test_scalars_stay_the_text_that_was_written() -> None:
    node = read(
        "a: 8.10\nb: NO\nc: 010\nd: 12:30:45\ne: 2008-03-01\nf: 'x'\ng:\nh: ~\ni: |\n  two\n  lines\n"
    )
    assert node == {
        "a": "8.10", "b": "NO", "c": "010", "d": "12:30:45", "e": "2008-03-01", "f": "x", "g": "", "h": "~",
        "i": "two\nlines\n",
    }  # fmt: skip
    assert isinstance(node, Fields)
    plain = {key for key, value in node.items() if isinstance(value, Text) and value.plain}
    assert plain == {"a", "b", "c", "d", "e", "g", "h"}


def test_places_are_those_of_the_text() -> None:
    node = read("\ufeff# first\r\nplan:\r\n  id: x\r\n  list: [a, 'b c']\r\n  maps:\r\n    - {k: v}\r\n")
    assert isinstance(node, Fields)
    plan = node["plan"]
    assert isinstance(plan, Fields)
    assert node.at == Place("f.yaml", 2, 1, 4)
    assert node.place("plan") == Place("f.yaml", 2, 1, 4)
    assert node.place("nothing") == node.at
    assert plan["id"].at == Place("f.yaml", 3, 7, 1)
    items = plan["list"]
    assert isinstance(items, Items)
    assert items.at == Place("f.yaml", 4, 9, 1)
    assert [each.at for each in items] == [Place("f.yaml", 4, 10, 1), Place("f.yaml", 4, 13, 5)]
    assert plan["maps"].at == Place("f.yaml", 6, 5, 1)


def test_columns_count_characters() -> None:
    node = read("a: {😀: b, é: x}\n")
    assert isinstance(node, Fields)
    inner = node["a"]
    assert isinstance(inner, Fields)
    assert inner["é"].at == Place("f.yaml", 1, 14, 1)


def test_texts_can_be_copied_and_sent() -> None:
    text = Text("x", (lambda a, b: Place("f", a, b), 1, 2), plain=True)
    for other in (copy.deepcopy(text), pickle.loads(pickle.dumps(text))):  # noqa: S301 - our own
        assert (other, other.at, other.plain) == ("x", Place("f", 1, 2), True)


@pytest.mark.parametrize(
    ("written", "whole", "real", "truth"),
    [
        ("5", 5, 5, None),
        ("-5", -5, -5, None),
        ("0", 0, 0, None),
        ("010", None, None, None),
        ("2.50", None, 2.5, None),
        ("1e3", None, None, None),
        (".5", None, None, None),
        ("5.", None, None, None),
        ("1_000", None, None, None),
        ("٣", None, None, None),
        ("9" * 5000, None, None, None),
        ("true", None, None, True),
        ("FALSE", None, None, False),
        ("yes", None, None, None),
    ],
)
def test_typed_reading(written: str, whole: int | None, real: float | None, *, truth: bool | None) -> None:
    text = Text(written, Place("f", 1, 1), plain=True)
    assert (integer(text), number(text), flag(text)) == (whole, real, truth)
    quoted = Text(written, Place("f", 1, 1))
    assert (integer(quoted), number(quoted), flag(quoted)) == (None, None, None)


def test_limits_are_named_and_can_be_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("a: " + "x" * 200)
    monkeypatch.setenv("CHECKER_LIMIT_YAML_BYTES", "100")
    faults = Faults()
    assert yaml.read(str(path), faults) is None
    assert [each.code for each in faults.errors] == ["file/too-large"]
    assert "CHECKER_LIMIT_YAML_BYTES" in faults.errors[0].help
    monkeypatch.setenv("CHECKER_LIMIT_YAML_BYTES", "1000")
    assert yaml.read(str(path), Faults()) is not None
    monkeypatch.setenv("CHECKER_LIMIT_YAML_DEPTH", "3")
    with pytest.raises(InvalidInput, match="more than 3 lists"):
        read("[[[[a]]]]")


def test_fifty_errors_are_shown_and_the_others_counted() -> None:
    with pytest.raises(InvalidInput) as caught:
        read("".join(f"k{number}: *x\n" for number in range(60)))
    assert len(caught.value.diagnostics) == 50
    assert caught.value.more == 10
    assert [each.at.line for each in caught.value.diagnostics] == list(range(1, 51))


@settings(deadline=None)  # the first example pays for imports
@given(st.text(alphabet=ALPHABET, max_size=60))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    faults = Faults()
    node = yaml.parse(text, "f.yaml", faults)
    assert (node is None) == bool(faults.errors)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for each in (*faults.errors, *faults.warnings):
        assert 1 <= each.at.line <= len(lines)
        assert 1 <= each.at.column <= len(lines[each.at.line - 1]) + 1
        assert each.help
        assert "could not" not in each.message
        assert render(each, lambda _: lines).count("\n") >= 3


documents = st.recursive(
    st.text(max_size=12),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(min_size=1, max_size=8), inner),
    max_leaves=8,
)


@settings(deadline=None)  # the first example pays for imports
@given(documents.filter(bool))
def test_what_is_written_with_quotes_comes_back(document: object) -> None:
    text = json.dumps(document, ensure_ascii=True)
    if any(
        f"\\u{each}" in text
        for each in ("d8", "d9", "da", "db", "dc", "dd", "de", "df", "00", "20", "fe", "ff")
    ):
        return  # surrogate pairs are JSON's alone; control characters are refused
    faults = Faults()
    node = yaml.parse(text.replace("\x7f", ""), "f.yaml", faults)
    if not faults.errors:
        assert node == json.loads(text.replace("\x7f", ""))


@settings(deadline=None)  # the first example pays for imports
@given(
    st.dictionaries(
        st.from_regex("[a-z]{1,6}", fullmatch=True), st.text("ab :#-'\"{}", max_size=12), min_size=1
    )
)
def test_what_pyyaml_writes_comes_back(document: dict[str, str]) -> None:
    assert read(pyyaml.safe_dump(document, width=1000)) == document
