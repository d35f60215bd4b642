"""Over every key, and over every rule, the editor shows what it means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from tests.editor.plans import CURSOR, in_check, typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.patterns.model import Pattern
    from tests.editor.server import Server

pytestmark = pytest.mark.editor
TEXTS = ("30 days", "2008-01-15", "$host", "abc", "1")
Part = dict[str, Any]


class Key(NamedTuple):
    """A key of the schema: a plan, or a part of one, in which it is marked, and the words for it."""

    name: str
    value: Any
    words: str


def sample(part: Part, root: Part) -> Any:  # noqa: ANN401, PLR0911 - whatever has that shape
    """Make a small value of a shape."""
    if "$ref" in part:
        return sample(root["$defs"][part["$ref"].rpartition("/")[2]], root)
    for keyword in ("anyOf", "allOf"):
        if keyword in part and "properties" not in part:
            return sample(part[keyword][0], root)
    if "const" in part or "enum" in part:
        return part.get("const") or part["enum"][0]
    match part.get("type"):
        case "object":
            made = {key: sample(part["properties"][key], root) for key in part.get("required", ())}
            if not made and part.get("minProperties"):
                made = {"about": "x"} if part["additionalProperties"] else {"at_least": 1}
            return made
        case "array":
            return [sample(part["items"], root)]
        case "boolean":
            return True
        case "integer" | "number":
            return 1
    return next(text for text in TEXTS if re.search(part.get("pattern", ""), text))


def keys(part: Part, root: Part) -> Iterator[Key]:
    """Give every key in a part of the schema, each in a value of that part."""
    if "$ref" in part:
        yield from keys(root["$defs"][part["$ref"].rpartition("/")[2]], root)
    for each in part.get("anyOf", ()):
        yield from keys(each, root)
    if "items" in part:
        yield from (key._replace(value=[key.value]) for key in keys(part["items"], root))
    if isinstance(part.get("additionalProperties"), dict):
        inner = keys(part["additionalProperties"], root)
        yield from (key._replace(value={"a": key.value}) for key in inner)
    for branch in part.get("allOf", ()):
        rule = branch.get("if", {}).get("properties", {}).get("rule", {}).get("const")
        if rule:
            known = {"id": part["properties"]["id"], "rule": {"const": rule}}
            of_rule = {**branch["then"], "properties": {**branch["then"]["properties"], **known}}
            yield from _own_keys({**of_rule, "required": ["id", "rule", *of_rule["required"]]}, root)
        else:
            yield from keys(branch, root)
    if not any("then" in branch and "title" in branch["then"] for branch in part.get("allOf", ())):
        yield from _own_keys(part, root)


def _own_keys(part: Part, root: Part) -> Iterator[Key]:
    around = sample({"type": "object", **part}, root) if "properties" in part else {}
    for name, each in part.get("properties", {}).items():
        rest = {key: value for key, value in around.items() if key != name}
        if "description" in each:
            yield Key(name, {**rest, CURSOR + name: sample(each, root)}, each["description"])
        yield from (key._replace(value={**rest, name: key.value}) for key in keys(each, root))


def test_every_key_has_words_and_the_editor_shows_them(server: Server, schema: Part) -> None:
    found = list(keys(schema, schema))
    assert len(found) > 150
    lacking = []
    for key in found:
        at = typed(yaml.safe_dump(key.value, sort_keys=False, allow_unicode=True, width=1000))
        shown = server.hover(server.open(at.text), at.line, at.character + 1)
        if key.words not in shown:
            lacking.append((key, shown))
    assert lacking == []


def closed(part: object) -> Iterator[tuple[str, Part]]:
    """Give the keys of all that has a list of its keys, wherever it stands."""
    if isinstance(part, list):
        for each in part:
            yield from closed(each)
    elif isinstance(part, dict):
        if "additionalProperties" in part:
            yield from part.get("properties", {}).items()
        for each in part.values():
            yield from closed(each)


def test_no_key_is_without_words(schema: Part) -> None:
    found = list(closed(schema))
    assert len(found) > 150
    assert {key for key, each in found if not each.get("description")} == {"rule"}  # in a check it has them


def test_over_a_rule_stands_its_sentence(server: Server, rules: dict[str, Pattern]) -> None:
    for name, pattern in rules.items():
        for line in (f"{CURSOR}rule: {name}", f"rule: {CURSOR}{name}"):
            at = in_check(line)
            shown = server.hover(server.open(at.text), at.line, at.character + 1)
            assert f"{name}: {pattern.title}" in shown
            assert pattern.means in shown
            assert pattern.says.partition("{")[0] in shown
            assert not re.search(r"(`[a-z_]+`) \1", shown)  # as in "at most `times` `times`"


def test_over_a_choice_stands_what_each_means(server: Server) -> None:
    at = typed(f"plan:\n  completeness: {CURSOR}attested\n")
    shown = server.hover(server.open(at.text), at.line, at.character + 1)
    assert "* `attested`: A thing that is not recorded counts as not done only for" in shown
    assert "* `assumed`: The log is taken as complete" in shown
