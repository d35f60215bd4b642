"""The page on the plan's format: every key, from the schema that plans are checked with."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from checker.authoring.keys import KEYS
from checker.diagnostics import Faults
from checker.patterns import load as patterns
from checker.patterns.model import Pattern
from checker.plan.shape import schema as shape_of
from docs.generate import BEGIN, data, head

Schema = Mapping[str, Any]
SOURCE = "the plan's schema and docs/plan.yaml"
TYPES = {
    "string": "a text",
    "boolean": "`true` or `false`",
    "integer": "a whole number",
    "number": "a number",
    "object": "keys with values",
    "array": "a list",
}


class Part(NamedTuple):
    """A kind of map in a plan: its title, which is a heading of the page, and its shape."""

    title: str
    shape: Schema


def pages() -> dict[str, str]:
    """Give the page on the plan's format."""
    found = patterns.load(Faults()).patterns
    schema: dict[str, Any] = shape_of(sorted(found), (found[name] for name in sorted(found)))
    said = {**data("plan.yaml")}
    lines = [*head("The plan", SOURCE), str(said.pop(BEGIN)).strip()]
    for part in _parts([schema, *schema["$defs"].values()], schema, {}):
        lines += ["", f"## {_heading(part.title)}", ""]
        if part.title in said:
            lines += [str(said.pop(part.title)).strip(), ""]
        lines += [*_keys(part, schema), *_rules(part, found)]
    if said:
        raise ValueError(f"docs/plan.yaml speaks of what no plan has: {', '.join(said)}")
    return {"plan.md": "\n".join(lines).rstrip() + "\n"}


def _parts(shape: object, root: Schema, seen: dict[str, None]) -> Iterator[Part]:
    """Yield each kind of map that has keys of its own, once, in the order in which a plan names them.

    Where one line says what may stand there, that is enough.
    """
    if isinstance(shape, Mapping):
        shape = _resolved(shape, root)
        if "x-expects" in shape:
            return
        title = str(shape.get("title", ""))
        if "properties" in shape and title not in seen:
            seen[title] = None
            yield Part(title, shape)
        for keyword in ("properties", "additionalProperties", "items", "anyOf"):
            inner = shape.get(keyword)
            for each in inner.values() if keyword == "properties" and inner else [inner]:
                yield from _parts(each, root, seen)
    elif isinstance(shape, list):
        for each in shape:
            yield from _parts(each, root, seen)


def _resolved(shape: Schema, root: Schema) -> Schema:
    named = shape.get("$ref")
    return shape if named is None else {**root["$defs"][named.rpartition("/")[2]], **_beside(shape)}


def _beside(shape: Schema) -> Schema:
    """Give what stands beside a reference: it is about this use of what is referred to."""
    return {keyword: value for keyword, value in shape.items() if keyword != "$ref"}


def _heading(title: str) -> str:
    """Give the heading of a kind of map: its title, which is a key where it has no other name."""
    return title[:1].upper() + title[1:] if " " in title else f"`{title}`"


def _keys(part: Part, root: Schema) -> Iterator[str]:
    needed = part.shape.get("required", ())
    yield from ("| key | which is | about it | needed |", "|---|---|---|---|")
    for key, value in part.shape["properties"].items():
        must = "yes" if key in needed else ""
        yield f"| `{key}` | {_which(value, root)} | {_cell(KEYS.get(part.title, {}).get(key, ''))} | {must} |"
    more = part.shape.get("additionalProperties")
    if isinstance(more, Mapping):
        yield f"| any other name | {_which(more, root)} | | |"


def _which(value: Schema, root: Schema) -> str:
    """Say what may stand there, in words; a kind of map that has a heading is linked to it."""
    shape = _resolved(value, root)
    match shape:
        case {"properties": _, "title": title}:
            found = f"[{title}](#{slug(_heading(str(title)))})"
        case {"x-expects": due}:
            found = _marked(str(due))
        case {"enum": names}:
            found = " or ".join(f"`{_yaml(each)}`" for each in names)
        case {"anyOf": branches}:
            found = " or ".join(_which(each, root) for each in branches)
        case {"items": items}:
            found = f"a list, each {_which(items, root)}"
        case {"additionalProperties": Mapping() as each}:
            found = f"names, each with {_which(each, root)}"
        case _:
            kinds = shape.get("type", "object")
            found = " or ".join(TYPES[each] for each in ([kinds] if isinstance(kinds, str) else kinds))
    return _cell(found)


def _yaml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _marked(text: str) -> str:
    """Mark what is typed as it stands: braces, and variables."""
    return re.sub(r"(\{[^}]*\}|(?<![`\w])\$\w+)", r"`\1`", text)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _rules(part: Part, found: Mapping[str, Pattern]) -> Iterator[str]:
    """Link to what each rule takes, below the shape of a check."""
    if "rule" in part.shape["properties"]:
        yield from ("", "What else stands in it depends on its rule:", "")
        for rule in sorted(found):
            title = f"{rule}: {found[rule].title[0].lower()}{found[rule].title[1:]}"
            yield f"- [{title}](rules.md#{slug(title)})"


def slug(heading: str) -> str:
    """Give the anchor of a heading, as GitHub and the site make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
