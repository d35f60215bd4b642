"""The JSON Schema of a plan: one source for the shape check and, with words added, for `checker schema`."""

from collections.abc import Iterable

from checker.located.schema import closed
from checker.patterns.model import Parameter, Pattern

Schema = dict[str, object]

_MOMENT = {"enum": ["due", "opens"]}
_ID = "^[a-z0-9-]+$"
_CODE = "^[A-Za-z][A-Za-z0-9_-]*$"
_DAY = r"^\d{4}-\d\d-\d\d$"
_LENGTH = r"[1-9]\d{0,5} (working day|day|week|month|quarter|year)s?"
_DURATION = f"^{_LENGTH}( inclusive)?$"
_PERIOD = f"^({_LENGTH}|calendar (year|quarter|month))$"


def schema(names: Iterable[str], patterns: Iterable[Pattern]) -> Schema:
    """Make the schema of a plan whose checks may name the rules `names`; `patterns` say what each takes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "a plan",
        "type": "object",
        "properties": {
            "plan": _plan(),
            "dates": _map("named dates", _anything(_text(), _ref("by-interpretation"), _first()), key=_CODE),
            "calendar": _calendar(),
            "parties": _map("parties", _party(), key=_CODE),
            "attributes": _map("attributes", _attribute()),
            "activities": _map("activities", _kind()),
            "interpretations": _map("interpretations", _interpretation(), key="^[a-z0-9-]+$"),
            "obligations": {"type": "array", "items": _obligation(), "minItems": 1},
        },
        "required": ["plan", "parties", "activities", "obligations"],
        "additionalProperties": False,
        "$defs": {**_definitions(), "check": _check(list(names), list(patterns))},
    }


def _text(**more: object) -> Schema:
    return {"type": "string", "minLength": 1, **more}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _map(title: str, values: object, key: str | None = None) -> Schema:
    names = {"propertyNames": {"type": "string", "pattern": key, "x-expects": _KEYS[key]}} if key else {}
    return {"title": title, "type": "object", "additionalProperties": values, **names}


_KEYS = {
    _CODE: "a code of letters, digits, - and _ that begins with a letter",
    _ID: "an id of small letters, digits and -",
}


def _anything(*branches: object, expects: str | None = None) -> Schema:
    return {"anyOf": list(branches), **({"x-expects": expects} if expects else {})}


def _list(items: object, least: int = 1) -> Schema:
    return {"type": "array", "items": items, "minItems": least}


def _plan() -> Schema:
    in_force = closed("in_force", ["from"], {"from": _text(), "until": _text()})
    return closed(
        "plan",
        ["id", "title", "in_force", "completeness"],
        {
            "id": _ref("id"),
            "title": _text(),
            "in_force": in_force,
            "completeness": {"enum": ["attested", "assumed"]},
            "illustrative": {"type": "boolean"},
            "version": _ref("text"),
            "replaces": _ref("text"),
            "open_duties": {"enum": ["old", "new"]},
        },
    )


def _first() -> Schema:
    return closed("a date from the log", ["first"], {"first": _ref("selector")})


def _calendar() -> Schema:
    names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    weekend = {"type": "array", "items": {"enum": names}, "maxItems": 6}
    days_off = {"type": "array", "items": _ref("day")}
    return closed("a calendar", ["weekend"], {"weekend": weekend, "closed": days_off})


def _party() -> Schema:
    return closed(
        "a party",
        ["name"],
        {
            "name": _text(),
            "short": _text(),
            "units": _map("units", _text(), key=_CODE),
            "party": {"type": "boolean"},
        },
    )


def _attribute() -> Schema:
    values = _list(_ref("text"))
    kinds = {"enum": ["text", "number"]}
    return closed("an attribute", ["label"], {"label": _text(), "type": kinds, "values": values})


def _kind() -> Schema:
    return closed(
        "an activity", ["label"], {"label": _text(), "attributes": _map("attributes", _attribute())}
    )


def _interpretation() -> Schema:
    value = _anything({"pattern": _DURATION, "type": "string"}, _ref("date"), expects=_VALUE)
    decided = closed("decided", ["by", "on"], {"by": _text(), "on": _ref("day")})
    return {
        **closed(
            "an interpretation",
            ["value", "because"],
            {
                "value": value,
                "because": _text(),
                "decided": decided,
                "assumed": {"type": "boolean"},
                "alternatives": _list(value, 0),
            },
        ),
        "x-one-of": ["decided", "assumed"],
    }


_VALUE = "a duration such as 6 months, or a day such as 2007-11-09"


def _obligation() -> Schema:
    source = closed("source", ["section"], {"section": _ref("text"), "paragraph": _ref("text")})
    example = closed(
        "an example",
        ["log", "as_of", "expect"],
        {
            "log": {"type": "array", "items": {"type": "object"}},
            "as_of": _ref("day"),
            "expect": {
                "type": "object",
                "additionalProperties": _anything(_ref("text"), _list(_ref("text"), 0)),
            },
            "uses": _list(_text(), 0),
        },
    )
    return closed(
        "an obligation",
        ["id", "title", "text", "source", "modality", "checks"],
        {
            "id": _ref("id"),
            "title": _text(),
            "text": _text(),
            "source": source,
            "modality": {"enum": ["must", "must_not", "may", "is"]},
            "was": _list(_ref("id")),
            "reading": _text(),
            "checks": {"type": "array", "items": _ref("check")},
            "examples": {"type": "array", "items": example},
        },
    )


def _definitions() -> Schema:
    return {**_scalars(), **_conditions(), **_asked()}


def _scalars() -> Schema:
    return {
        "id": {"type": "string", "pattern": _ID, "x-expects": _KEYS[_ID]},
        "text": {"type": ["string", "number"]},
        "day": {"type": "string", "pattern": _DAY, "x-expects": "a day in the form YYYY-MM-DD"},
        "date": {"type": "string", "pattern": r"^\d{4}", "x-expects": "a day such as 2007-11-09"},
        "by-interpretation": closed(
            "an interpretation's name", ["interpretation"], {"interpretation": _text()}
        ),
        "duration": _anything(
            {"type": "string", "pattern": _DURATION},
            _ref("by-interpretation"),
            expects="a duration such as 30 days, 6 months or 10 working days, or {interpretation: its name}",
        ),
        "period": _anything(
            {"type": "string", "pattern": _PERIOD},
            _ref("by-interpretation"),
            expects="a period such as 1 year or calendar quarter, or {interpretation: its name}",
        ),
    }


def _conditions() -> Schema:
    return {
        "value": _anything(
            _ref("text"),
            _list(_ref("text")),
            closed("a condition", ["not"], {"not": _anything(_ref("text"), _list(_ref("text")))}),
            closed("a condition", ["exists"], {"exists": {"type": "boolean"}}),
            {
                "title": "a condition",
                "type": "object",
                "properties": {"at_least": {"type": "number"}, "at_most": {"type": "number"}},
                "additionalProperties": False,
                "minProperties": 1,
            },
            expects="a value, a list of values, {not: …}, {exists: true}, {at_least: 5} or {at_most: 5}",
        ),
        "selector": {
            "title": "a selector",
            "type": "object",
            "minProperties": 1,
            "additionalProperties": _ref("value"),
        },
        "excuse": {
            "title": "an exception",
            "type": "object",
            "minProperties": 1,
            "properties": {"this": _ref("selector"), "same": _list(_text()), "not_after": _MOMENT},
            "additionalProperties": _ref("value"),
        },
    }


def _asked() -> Schema:
    return {
        "bearer": _anything(
            _text(),
            closed("bearers", ["each"], {"each": _list(_text())}),
            closed(
                "bearers",
                ["other_than"],
                {"other_than": _text(pattern=r"^\$", **{"x-expects": "a $variable"})},
            ),
            expects="a party, a unit, {each: [parties]}, a $variable or {other_than: $variable}",
        ),
        "question": closed("a judgement", ["question"], {"question": _text()}),
    }


def of_kind(parameter: Parameter) -> Schema:
    """Give the shape of one parameter of a pattern."""
    shapes: dict[str, Schema] = {
        "bearer": _ref("bearer"),
        "parties": _anything(_text(), _list(_text())),
        "day": _text(),
        "duration": _ref("duration"),
        "period": _ref("period"),
        "selector": _ref("selector"),
        "attributes": _ref("selector"),
        "fields": _list(_text()),
        "count": {"type": "integer", "minimum": 1},
        "question": _ref("question"),
        "exceptions": _list(_ref("excuse")),
        "flag": {"type": "boolean"},
        "flag or duration": _anything({"type": "boolean"}, _ref("duration"), expects="true or a duration"),
        "unclear": {"enum": ["unclear"]},
    }
    return shapes[parameter.kind]


def _check(names: list[str], patterns: list[Pattern]) -> Schema:
    """Make the shape of a check: its id and rule, and, by the rule, the parameters of that pattern."""
    by_rule = [
        {
            "if": {"type": "object", "properties": {"rule": {"const": pattern.rule}}, "required": ["rule"]},
            "then": {
                "title": f"a {pattern.rule} check",
                "properties": {"id": {}, "rule": {}, **{k: of_kind(p) for k, p in pattern.takes.items()}},
                "required": [name for name, parameter in pattern.takes.items() if not parameter.optional],
                "additionalProperties": False,
            },
        }
        for pattern in patterns
    ]
    return {
        "title": "a check",
        "type": "object",
        "properties": {"id": _ref("id"), "rule": {"enum": names}},
        "required": ["id", "rule"],
        "allOf": by_rule,
    }
