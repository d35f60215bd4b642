"""The plan's JSON Schema as editors read it: with what to show over each key, what to offer, what to say.

Shapes are those that the checker itself asks for. Beside them stand words, pieces to put in, and what the
patterns demand further. An editor takes `2007` for a number where the checker takes it for a text, so
wherever digits are a text it accepts numbers.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

from checker.authoring import snippets, told
from checker.authoring.keys import KEYS, VALUES
from checker.authoring.snippets import Part
from checker.diagnostics import Faults
from checker.files import shipped_at
from checker.located import yaml
from checker.located.words import MENDS
from checker.patterns import load as patterns
from checker.patterns.model import Pattern
from checker.patterns.vocabulary import STATUSES
from checker.plan import shape

if TYPE_CHECKING:
    from checker.located.model import Fields

_ROW = "a row of a log"


def text(own_rules: str | None = None) -> bytes:
    """Give the schema as it is written; `own_rules` is a folder of further norm patterns."""
    faults = Faults()
    found = patterns.load(faults, own_rules).patterns
    words = yaml.read(os.path.join(shipped_at("reports"), "languages", "en.yaml"), faults)
    faults.stop()
    meanings = cast("Fields", cast("Fields", words)["statuses_mean"])
    made = schema([found[name] for name in sorted(found)], {name: str(meanings[name]) for name in STATUSES})
    return (json.dumps(made, indent=1, ensure_ascii=False) + "\n").encode()


def schema(rules: list[Pattern], statuses: Mapping[str, str]) -> Part:
    """Make the schema; `statuses` says what each verdict means."""
    made = cast("Part", _told(shape.schema([rule.rule for rule in rules], rules)))
    about, parts = made["properties"], made["$defs"]
    about["dates"]["additionalProperties"]["anyOf"][0] = {"$ref": "#/$defs/date"}
    interpretation = about["interpretations"]["additionalProperties"]
    interpretation["allOf"] = _one_of(("decided", "assumed"))
    fields = {key: {"$ref": "#/$defs/value", **_words(words)} for key, words in KEYS["a selector"].items()}
    parts["selector"]["properties"] = fields
    parts["excuse"]["properties"] = {**fields, **parts["excuse"]["properties"]}
    obligation = about["obligations"]["items"]["properties"]
    example = obligation["examples"]["items"]["properties"]
    example["log"]["items"] |= {"title": _ROW, "properties": _columns()}
    status = _choice([*statuses], statuses)
    example["expect"]["additionalProperties"] = {"anyOf": [status, {"type": "array", "items": status}]}
    _check(parts["check"], rules)
    snippets.offer(made, rules)
    return made


def _told(part: object, expects: str | None = None) -> object:
    """Copy a part of the schema with the words for its keys, and with messages for what it refuses."""
    if isinstance(part, list):
        return [_told(each, expects) for each in part]
    if not isinstance(part, dict):
        return part
    expects = part.get("x-expects", expects)
    inner = expects if "anyOf" in part else None
    made: Part = {key: _told(each, inner) for key, each in part.items() if not key.startswith("x-")}
    for key, words in KEYS.get(str(made.get("title")), {}).items():
        if key in made.get("properties", {}):
            made["properties"][key] |= _words(words)
    if "propertyNames" in made:
        made["propertyNames"]["doNotSuggest"] = True
    if "enum" in made:
        made |= _choice(made["enum"], VALUES)
        return made
    kind = made.get("type")
    if isinstance(kind, str) and kind in MENDS and kind != "object":
        made["errorMessage"] = f"write {expects}" if expects else MENDS[kind]
    if kind == "string" and re.search(made.get("pattern", ""), "2007"):
        made["type"] = ["string", "number"]
    return made


def _words(words: str) -> Part:
    return {"description": words, "markdownDescription": words}


def _choice(values: list[str], meanings: Mapping[str, str]) -> Part:
    return {
        "type": "string",
        "enum": values,
        "markdownEnumDescriptions": [meanings.get(value, "") for value in values],
        "errorMessage": f"write {'one of ' if len(values) > 1 else ''}{', '.join(values)}",
    }


def _columns() -> Part:
    anything = ["string", "number", "boolean", "array"]
    return {name: {"type": anything, **_words(words)} for name, words in KEYS[_ROW].items()}


def _check(check: Part, rules: list[Pattern]) -> None:
    """Put the patterns' words and needs into the shape of a check."""
    choices = [
        {"const": rule.rule, "title": f"{rule.rule}: {rule.title}", **_words(told.meaning(rule))}
        for rule in rules
    ]
    check["properties"]["rule"] = {"anyOf": choices, **_words(KEYS["a check"]["rule"])}
    for branch, rule in zip(check["allOf"], rules, strict=True):
        then = branch["then"]
        then |= _words(told.meaning(rule))
        then["properties"]["id"] = check["properties"]["id"]
        for name, parameter in rule.takes.items():
            then["properties"][name] |= _words(told.parameter(name, rule))
            if parameter.kind == "count" and parameter.default:
                then["properties"][name]["default"] = int(parameter.default)
        demands = [*_needs(rule), *(each for group in rule.excludes for each in _apart(group))]
        if demands:
            then["allOf"] = demands


def _needs(rule: Pattern) -> Iterable[Part]:
    for need in rule.needs:
        if need.beside is None:
            yield from _one_of(need.one_of)
        else:
            beside: Part = {"required": [need.beside]}
            yield {"if": beside, "then": {"allOf": _one_of(need.one_of)}}
            yield from ({"if": _given(name), "then": beside} for name in need.one_of)


def _one_of(names: tuple[str, ...]) -> list[Part]:
    """Demand exactly one of these keys."""
    missing = f"one of {' and '.join(f'“{name}”' for name in names)} is missing"
    return [{"anyOf": [{"required": [name], "errorMessage": missing} for name in names]}, *_apart(names)]


def _given(name: str) -> Part:
    """Tell whether a key is there; a flag that says `false` counts as left out."""
    return {"required": [name], "properties": {name: {"not": {"const": False}}}}


def _apart(names: tuple[str, ...]) -> list[Part]:
    """Refuse any two of these keys together."""
    return [
        {
            "if": {"allOf": [_given(one), _given(other)]},
            "then": {
                "properties": {other: False},
                "errorMessage": f"“{one}” and “{other}” exclude each other: leave one of them out",
            },
        }
        for place, one in enumerate(names)
        for other in names[place + 1 :]
    ]
