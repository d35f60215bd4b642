"""Tell whether a value has the shape that a JSON Schema describes, and which name somebody meant.

`conforms` is a small reading of the part of JSON Schema that our schemas use: a start-up without jsonschema
saves 65 ms, more than all else that a run on a small plan does. What it refuses, jsonschema looks at again,
to put it into words; a test shows that the two agree.
"""

from __future__ import annotations

import re

from checker.located.model import Fields, Items, Node, Text, flag, integer, is_null, is_text, number
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any, TypeAlias

    from checker.diagnostics import Faults

    # `Any` where a schema is read: each keyword knows the type of its value.
    Schema: TypeAlias = Mapping[str, Any]
    Rule: TypeAlias = Callable[[Node, Any, Schema, Schema], bool]

LIKE = 0.72  # how much alike two names are at least, of 1, to be suggested


def check(
    node: Node, schema: Mapping[str, object], code_prefix: str, faults: Faults, *, thorough: bool = False
) -> bool:
    """Tell whether the node has the shape of the schema; what is wrong is put into `faults`, in words.

    Codes begin with `code_prefix` and a slash. `thorough` asks jsonschema too where nothing seems wrong.
    Raises `RuntimeError` if the two disagree, `ValueError` at a keyword that `conforms` does not know.
    """
    fine = conforms(node, schema)
    if fine and not thorough:
        return True
    from checker.located import words  # noqa: PLC0415 - it needs jsonschema

    found = words.explain(node, schema, code_prefix, faults)
    if found == fine:
        raise RuntimeError(f"jsonschema and conforms disagree about {code_prefix} at {node.at}")
    return fine


def conforms(node: Node, schema: Mapping[str, object]) -> bool:
    """Tell whether the node has the shape of the schema.

    Knows the keywords in `RULES` and annotations; others raise `ValueError`. A text is what YAML would not
    read as empty or as true or false; numbers and flags are read from what was written without quotes.
    """
    return _conforms(node, schema, schema)


def closed(title: str, required: Iterable[str], properties: Mapping[str, object]) -> dict[str, object]:
    """Make the schema of a map that may have these keys and no others; `title` names it in messages."""
    return {
        "title": title,
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Give the known name that is most like `name`, if any is much like it."""
    import difflib  # noqa: PLC0415 - only after a fault

    names = sorted(set(known))
    folded = {each.casefold().replace("-", "_"): each for each in reversed(names)}
    wanted = name.casefold().replace("-", "_")
    near = difflib.get_close_matches(wanted[:200], folded, n=1, cutoff=LIKE)
    return folded[near[0]] if near else None


def same(node: Node, value: object) -> bool:
    """Tell whether the node is this value of a schema."""
    match value:
        case bool():
            return flag(node) is value
        case int() | float():
            return number(node) == value
        case None:
            return is_null(node)
        case str():
            return isinstance(node, Text) and node == value
        case _:  # our schemas allow single values only, never one certain list or map
            raise ValueError(f"a schema allows {value!r}, which conforms does not know")


TYPES: dict[str, Callable[[Node], bool]] = {
    "string": is_text,
    "boolean": lambda node: flag(node) is not None,
    "integer": lambda node: integer(node) is not None,
    "number": lambda node: number(node) is not None,
    "object": lambda node: isinstance(node, Fields),
    "array": lambda node: isinstance(node, Items),
    "null": is_null,
}


def resolve(reference: str, root: Schema) -> Schema:
    """Give the part of the schema that a `$ref` names; only its own `$defs` can be named."""
    name = reference.removeprefix("#/$defs/")
    if name == reference or name not in root.get("$defs", {}):
        raise ValueError(f"$ref {reference!r} is not in the schema's own $defs")
    found: Schema = root["$defs"][name]
    return found


def _conforms(node: Node, schema: Schema | bool, root: Schema) -> bool:  # noqa: FBT001 - a schema may be true or false
    if isinstance(schema, bool):
        return schema
    for keyword, value in schema.items():
        if keyword in RULES:
            if not RULES[keyword](node, value, schema, root):
                return False
        elif keyword not in ANNOTATIONS and not keyword.startswith("x-"):
            raise ValueError(f"the schema has the keyword {keyword!r}, which conforms does not know")
    return True


def _type(node: Node, value: str | Sequence[str], _: Schema, __: Schema) -> bool:
    return TYPES[value](node) if isinstance(value, str) else any(TYPES[each](node) for each in value)


def _properties(node: Node, value: Schema, _: Schema, root: Schema) -> bool:
    if isinstance(node, Fields):
        for key, each in node.items():
            if key in value and not _conforms(each, value[key], root):
                return False
    return True


def _items(node: Node, value: Schema, _: Schema, root: Schema) -> bool:
    if isinstance(node, Items):
        for each in node:
            if not _conforms(each, value, root):
                return False
    return True


def _pattern_properties(node: Node, value: Schema, root: Schema) -> bool:
    return not isinstance(node, Fields) or all(
        _conforms(each, schema, root)
        for key, each in node.items()
        for pattern, schema in value.items()
        if re.search(pattern, key)
    )


_NONE: Mapping[str, object] = {}


def additional(node: Fields, schema: Schema) -> list[Text]:
    """Give the keys that neither `properties` nor `patternProperties` of the schema name."""
    named, patterns = schema.get("properties", {}), schema.get("patternProperties")
    if not patterns:
        return [key for key in node if key not in named]
    return [key for key in node if key not in named and not any(re.search(each, key) for each in patterns)]


def _additional_properties(node: Node, value: Schema | bool, schema: Schema, root: Schema) -> bool:  # noqa: FBT001
    if not isinstance(node, Fields) or (
        "patternProperties" not in schema and node.keys() <= schema.get("properties", _NONE).keys()
    ):  # most maps have no others
        return True
    return all(_conforms(node[key], value, root) for key in additional(node, schema))


def _if(node: Node, value: Schema, schema: Schema, root: Schema) -> bool:
    branch = "then" if _conforms(node, value, root) else "else"
    return _conforms(node, schema.get(branch, True), root)


RULES: dict[str, Rule] = {
    "$ref": lambda node, value, _, root: _conforms(node, resolve(value, root), root),
    "type": _type,
    "const": lambda node, value, _, __: same(node, value),
    "enum": lambda node, value, _, __: any(same(node, each) for each in value),
    "pattern": lambda node, value, _, __: not is_text(node) or re.search(value, str(node)) is not None,
    "minLength": lambda node, value, _, __: not is_text(node) or len(node) >= value,
    "minimum": lambda node, value, _, __: (read := number(node)) is None or read >= value,
    "properties": _properties,
    "patternProperties": lambda node, value, _, root: _pattern_properties(node, value, root),
    "additionalProperties": _additional_properties,
    "propertyNames": lambda node, value, _, root: (
        not isinstance(node, Fields) or all(_conforms(key, value, root) for key in node)
    ),
    "required": lambda node, value, _, __: not isinstance(node, Fields) or node.keys() >= frozenset(value),
    "minProperties": lambda node, value, _, __: not isinstance(node, Fields) or len(node) >= value,
    "maxProperties": lambda node, value, _, __: not isinstance(node, Fields) or len(node) <= value,
    "items": _items,
    "minItems": lambda node, value, _, __: not isinstance(node, Items) or len(node) >= value,
    "maxItems": lambda node, value, _, __: not isinstance(node, Items) or len(node) <= value,
    "anyOf": lambda node, value, _, root: any(_conforms(node, each, root) for each in value),
    "allOf": lambda node, value, _, root: all(_conforms(node, each, root) for each in value),
    "oneOf": lambda node, value, _, root: sum(_conforms(node, each, root) for each in value) == 1,
    "not": lambda node, value, _, root: not _conforms(node, value, root),
    "if": _if,
}
# Read together with another keyword, or for people only.
ANNOTATIONS = frozenset(
    ("then", "else", "$defs", "$schema", "$id", "$comment", "title", "description", "default", "examples")
)
