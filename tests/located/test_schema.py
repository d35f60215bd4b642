"""A value of the wrong shape is refused in words, and `conforms` and jsonschema never disagree."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import files
from checker.diagnostics import Faults, Place, render
from checker.located import words, yaml
from checker.located.model import Fields, Items, Node, Text
from checker.located.schema import check, conforms, nearest
from tests.conftest import Golden

SHAPES = Path(__file__).parent / "shapes"
SCHEMA: dict[str, Any] = json.loads((SHAPES / "schema.json").read_text())
AT = Place("x", 1, 1)
WORDS = (
    "",
    "~",
    "no",
    "Yes",
    "true",
    "FALSE",
    "abc",
    "1",
    "-2",
    "010",
    "2.5",
    "1e3",
    "9" * 16,
    "30 days",
    "a b",
)


@pytest.mark.parametrize("path", sorted(SHAPES.glob("*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("thorough", [False, True])
def test_message(path: Path, golden: Golden, *, thorough: bool) -> None:
    faults = Faults()
    node = yaml.read(str(path), faults)
    assert node is not None
    assert check(node, SCHEMA, "plan", faults, thorough=thorough) == (path.stem == "fine")
    told = "\n\n".join(render(each, files.shown_lines) for each in faults.errors)
    golden.check(path.with_suffix(".txt"), told.replace(f"{path.parent}/", "") + "\n")


texts = st.builds(Text, st.sampled_from(WORDS), st.just(AT), st.booleans())
keys = st.builds(Text, st.sampled_from(("a", "ab", "no", "x1")), st.just(AT), st.booleans())
nodes: st.SearchStrategy[Node] = st.recursive(
    texts,
    lambda inner: st.one_of(
        st.builds(Items, st.lists(inner, max_size=3), st.just(AT)),
        st.builds(Fields, st.dictionaries(keys, inner, max_size=3), st.just(AT)),
    ),
    max_leaves=6,
)
TYPES = ("string", "boolean", "integer", "number", "object", "array", "null")
leaves: st.SearchStrategy[dict[str, object]] = st.one_of(
    st.just({}),
    st.builds(lambda kind: {"type": kind}, st.sampled_from(TYPES)),
    st.builds(
        lambda kinds: {"type": kinds}, st.lists(st.sampled_from(TYPES), min_size=1, max_size=3, unique=True)
    ),
    st.builds(
        lambda values: {"enum": values},
        st.lists(st.sampled_from(("abc", "no", True, 1, 2.5, None)), min_size=1),
    ),
    st.builds(lambda value: {"const": value}, st.sampled_from(("abc", "no", False, 1, -2, None))),
    st.builds(lambda value: {"pattern": value}, st.sampled_from(("^a", "^[0-9]+$", "b$"))),
    st.builds(lambda size: {"minLength": size, "minItems": size, "minProperties": size}, st.integers(0, 3)),
    st.builds(lambda size: {"maxItems": size, "maxProperties": size}, st.integers(0, 3)),
    st.builds(lambda least: {"minimum": least}, st.integers(-3, 3)),
    st.builds(lambda names: {"required": names}, st.lists(st.sampled_from(("a", "ab", "no")), unique=True)),
    st.just({"$ref": "#/$defs/named"}),
)


def _combined(inner: st.SearchStrategy[dict[str, object]]) -> st.SearchStrategy[dict[str, object]]:
    several = st.lists(inner, min_size=1, max_size=3)
    named = st.dictionaries(st.sampled_from(("a", "ab", "no")), inner, max_size=2)
    closed = st.one_of(inner, st.booleans())
    return st.one_of(
        st.builds(lambda these: {"anyOf": these}, several),
        st.builds(lambda these: {"oneOf": these}, several),
        st.builds(lambda these: {"allOf": these}, several),
        st.builds(lambda this: {"not": this}, inner),
        st.builds(lambda one, two, three: {"if": one, "then": two, "else": three}, inner, inner, inner),
        st.builds(lambda this: {"items": this}, inner),
        st.builds(lambda these, rest: {"properties": these, "additionalProperties": rest}, named, closed),
        st.builds(
            lambda this, rest: {"patternProperties": {"^a": this}, "additionalProperties": rest},
            inner,
            closed,
        ),
        st.builds(lambda this: {"propertyNames": this}, inner),
    )


@settings(deadline=None)  # the first example pays for imports
@given(nodes, st.recursive(leaves, _combined, max_leaves=5))
def test_conforms_agrees_with_jsonschema(node: Node, schema: dict[str, object]) -> None:
    whole = {**schema, "$defs": {"named": {"type": "string", "x-expects": "a text"}}}
    faults = Faults()
    assert words.explain(node, whole, "x", faults) != conforms(node, whole)


def test_a_disagreement_is_an_internal_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "explain", lambda *_: False)
    with pytest.raises(RuntimeError, match="disagree"):
        check(Text("x", AT), {"type": "object"}, "plan", Faults())


@pytest.mark.parametrize(
    "schema", [{"uniqueItems": True}, {"enum": [["a"]]}, {"$ref": "https://example.org"}]
)
def test_a_schema_that_is_not_understood_is_an_internal_error(schema: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"know|defs"):
        conforms(Text("x", AT), schema)


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        ("chekcs", ["checks", "id"], "checks"),
        ("Checks", ["checks", "id"], "checks"),
        ("not-before", ["not_before"], "not_before"),
        ("zebra", ["checks", "id"], None),
        ("", ["checks"], None),
        ("x" * 100_000, ["checks"], None),
    ],
)
def test_nearest(name: str, known: list[str], found: str | None) -> None:
    assert nearest(name, known) == found
