"""What jsonschema finds wrong, in words that name the thing, what is due, and the nearest known name.

Schemas say in `title` what they describe ("an obligation"), in `x-expects` what is due ("a day").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, TypeChecker, ValidationError
from jsonschema.validators import extend
from referencing import Registry

from checker.diagnostics import Faults, Place
from checker.located.model import LONGEST_NUMBER, Fields, Items, Node, Text, is_flag_like, is_null, number
from checker.located.schema import TYPES, additional, nearest, same

NOUNS = {
    "string": "a text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "keys with values",
    "array": "a list",
    "null": "nothing",
}
MENDS = {
    "string": "write a text, with quotes round it if it holds any of : # [ ] { }",
    "boolean": "write true or false, without quotes",
    "integer": "write digits without quotes, such as 3",
    "number": "write digits without quotes, such as 3 or 2.5",
    "object": "write its keys below it, indented, each as `key: value`",
    "array": "write each entry on a line of its own after `- `, or all of them as [one, two]",
}
LONGEST_SHOWN = 40  # characters of a value that a message repeats


def explain(node: Node, schema: Mapping[str, object], code_prefix: str, faults: Faults) -> bool:
    """Put all that is wrong into `faults`; whether there was anything."""
    # A registry of its own: one that is empty fetches nothing.
    errors = list(_VALIDATOR(schema, registry=Registry()).iter_errors(node))
    for error in errors:
        for code, at, message, mend in _words(error, ""):
            faults.error(f"{code_prefix}/{code}", at, message, mend)
    return bool(errors)


Words = tuple[str, Place, str, str]  # code without its prefix, place, message, help


def _words(error: ValidationError, expects: str) -> Iterator[Words]:
    """Give the words for one error; `expects` is what the schema around it says is due."""
    node = _node(error)
    expects = _about(error).get("x-expects", expects)
    match error.validator:
        case "type":
            yield _wrong_type(error, expects)
        case "anyOf" | "oneOf":
            yield from _no_branch(error, expects)
        case "additionalProperties":
            yield from _unknown_keys(node, _about(error))
        case "required":
            yield from _missing_keys(node, _about(error))
        case "enum" | "const":
            yield _not_listed(error)
        case "pattern" | "not":
            yield _wrong_form(error, expects)
        case "minimum":
            yield (
                "too-small",
                node.at,
                f"{_shown(node)} is less than {error.validator_value}",
                "write a larger one",
            )
        case "minLength":
            told = "is empty" if not node else f"needs at least {error.validator_value} characters"
            yield "empty", node.at, f"{_name(error)} {told}", f"write {expects or 'a text'}"
        case _:
            yield _wrong_size(error)


def _node(error: ValidationError) -> Any:  # noqa: ANN401 - a `Node`, of the kind that the keyword is about
    """Give the value that an error is about."""
    return error.instance


def _listed(error: ValidationError) -> list[Any]:
    """Give what the keyword of an error allows, one value or several."""
    value: Any = error.validator_value
    return list(value) if isinstance(value, list | tuple) else [value]


def _about(error: ValidationError) -> Mapping[str, Any]:
    """Give the schema that the error is about; a schema that is only true or false says nothing."""
    return error.schema if isinstance(error.schema, Mapping) else {}


def _name(error: ValidationError) -> str:
    """Name the value that an error is about."""
    path = list(error.absolute_path)
    if "propertyNames" in error.absolute_schema_path:
        return f"a key of `{_cut(str(path[-1]))}`" if path else "a key"
    if path and isinstance(path[-1], str):
        return f"`{_cut(path[-1])}`"
    keys = [each for each in path if isinstance(each, str)]
    if path and keys:
        return f"entry {int(path[-1]) + 1} of `{_cut(keys[-1])}`"
    return str(_about(error).get("title", "this"))


def _shown(node: Node) -> str:
    """Give a value as a message repeats it."""
    if isinstance(node, Text):
        return f"`{_cut(node)}`"
    return "a list" if isinstance(node, Items) else "a map of keys and values"


def _cut(text: str) -> str:
    return str(text) if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "\u2026"


def _wrong_type(error: ValidationError, expects: str) -> Words:
    node = _node(error)
    wanted: list[str] = _listed(error)
    due = expects or " or ".join(NOUNS[each] for each in wanted)
    if is_null(node):
        return "no-value", node.at, f"{_name(error)} has no value", f"write {due}"
    if isinstance(node, Text):
        if is_flag_like(node) and "string" in wanted:
            told = f"`{node}` without quotes means true or false in YAML"
            mend = f'if this word is meant, put quotes round it: "{node}"'
            return "needs-quotes", node.at, told, mend + (f"; else write {expects}" if expects else "")
        if "object" in wanted and (fault := _no_space(node)):
            return "wrong-type", node.at, f"{_name(error)} must be {due}, not a text", fault
        if wanted[0] in {"integer", "number"} and len(node) > LONGEST_NUMBER and node.isdigit():
            return (
                "wrong-type",
                node.at,
                f"this number has {len(node)} digits",
                f"a number has at most {LONGEST_NUMBER} digits",
            )
        if wanted[0] in {"integer", "number", "boolean"}:
            return "wrong-type", node.at, f"{_shown(node)} is not {NOUNS[wanted[0]]}", MENDS[wanted[0]]
    kind = next(
        NOUNS[name] for name in ("array", "object", "string", "null") if TYPES[name](node) or name == "null"
    )
    told = f"{_name(error)} must be {due}, not {'true or false' if kind == 'nothing' else kind}"
    keys = ", ".join(error.schema.get("properties", ())) if isinstance(error.schema, dict) else ""
    mend = (
        f"{MENDS['object']}; the keys are {keys}"
        if keys and wanted[0] == "object"
        else MENDS.get(wanted[0], "")
    )
    return "wrong-type", node.at, told, mend


def _wrong_form(error: ValidationError, expects: str) -> Words:
    node = _node(error)
    due = expects or _about(error).get("title", "")
    return "form", node.at, f"{_name(error)} cannot be {_shown(node)}", f"write {due}" if due else ""


def _no_space(text: str) -> str:
    """Help for `key:value`, which YAML takes for one word."""
    key, colon, value = text.partition(":")
    if colon and value and key.replace("_", "").replace("-", "").isalnum() and not value.startswith("//"):
        return f"put a space after the colon: `{_cut(key)}: {_cut(value)}`"
    return ""


def _unknown_keys(node: Fields, schema: Mapping[str, Any]) -> Iterator[Words]:
    known = list(schema.get("properties", {}))
    whose = schema.get("title")
    for key in additional(node, schema):
        told = f"`{_cut(key)}` is no key of {whose}" if whose else f"`{_cut(key)}` is not a key here"
        near = nearest(key, known)
        mend = _no_space(key) or (f"did you mean `{near}`?" if near else _choices(known, "the keys are"))
        yield "unknown-key", key.at, told, mend


def _missing_keys(node: Fields, schema: Mapping[str, Any]) -> Iterator[Words]:
    """One message for all keys that are missing, but for those that are only misspelt."""
    closed = schema.get("additionalProperties") is False
    misspelt = (
        {nearest(key.partition(":")[0], schema.get("properties", {})) for key in additional(node, schema)}
        if closed
        else set()
    )
    missing = [f"`{key}`" for key in schema["required"] if key not in node and key not in misspelt]
    if missing:
        listed = " and ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
        whose = schema.get("title", "this")
        yield (
            "missing-key",
            node.at,
            f"{whose} needs {listed}",
            "add " + ("them" if len(missing) > 1 else "it"),
        )


def _not_listed(error: ValidationError) -> Words:
    node = _node(error)
    allowed = _listed(error)
    listed = [each if isinstance(each, str) else str(each).lower() for each in allowed]
    mend = _choices(listed, "write one of" if len(listed) > 1 else "write")
    if is_null(node):
        return "no-value", node.at, f"{_name(error)} has no value", mend
    near = nearest(node, listed) if isinstance(node, Text) else None
    told = f"{_shown(node)} is not allowed for {_name(error)}"
    return "not-allowed", node.at, told, f"did you mean `{near}`? {mend}" if near else mend


def _choices(names: list[str], lead: str) -> str:
    most = 30
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{lead} {', '.join(names[:most])}{rest}" if names else ""


def _wrong_size(error: ValidationError) -> Words:
    node = _node(error)
    things = {"Items": ("entry", "entries"), "Properties": ("key", "keys")}
    keyword, size = str(error.validator), error.validator_value
    one, many = things.get(keyword[3:], ("character", "characters"))
    counted = f"{size} {one if size == 1 else many}"
    if keyword.startswith("min"):
        return "too-few", node.at, f"{_name(error)} needs at least {counted}", f"add {many}"
    if keyword.startswith("max"):
        return "too-many", node.at, f"{_name(error)} may have at most {counted}", "leave the others out"
    return "not-allowed", node.at, f"{_shown(node)} is not allowed here", ""


def _no_branch(error: ValidationError, expects: str) -> Iterator[Words]:
    """Give the words of the one branch of an `anyOf` that was meant, as far as that can be seen."""
    node = _node(error)
    branches: dict[int, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(int(inner.relative_schema_path[0]), []).append(inner)
    meant = [each for each in branches.values() if not any(_mismatch(inner) for inner in each)]
    if len(meant) > 1 and isinstance(node, Fields):  # the branch that knows most of the keys was meant
        strange = [_strangeness(each) for each in meant]
        meant = [each for each, count in zip(meant, strange, strict=True) if count == min(strange)]
    if is_flag_like(node) and not meant:
        meant = [each for each in branches.values() if _wants_text(each[0])]
    if len(meant) == 1 or (meant and not expects):
        for inner in meant[0]:
            yield from _words(inner, expects)
    elif is_null(node):
        yield "no-value", node.at, f"{_name(error)} has no value", f"write {expects}" if expects else ""
    else:
        yield _wrong_form(error, expects)


def _mismatch(error: ValidationError) -> bool:
    """Tell whether the branch is not even for values of this type."""
    if error.relative_path and error.parent is not None:
        return False
    if error.validator in {"anyOf", "oneOf"}:
        return all(_mismatch(inner) for inner in error.context or ())
    return error.validator == "type"


def _wants_text(error: ValidationError) -> bool:
    if error.validator in {"anyOf", "oneOf"}:
        return any(_wants_text(inner) for inner in error.context or ())
    return error.validator == "type" and "string" in _listed(error)


def _strangeness(errors: list[ValidationError]) -> int:
    """Tell how far the keys are from those that a branch knows: 1 for each misspelt one, 2 for each other."""
    closed = [each for each in errors if each.validator == "additionalProperties" and not each.relative_path]
    return sum(
        1 if nearest(key, _about(error).get("properties", ())) else 2
        for error in closed
        for key in additional(_node(error), _about(error))
    )


def _enum(_: object, allowed: list[object], node: Node, __: object) -> Iterator[ValidationError]:
    if not any(same(node, each) for each in allowed):
        yield ValidationError("not allowed")


def _const(_: object, value: object, node: Node, __: object) -> Iterator[ValidationError]:
    if not same(node, value):
        yield ValidationError("not allowed")


def _minimum(_: object, least: float, node: Node, __: object) -> Iterator[ValidationError]:
    read = number(node)
    if read is not None and read < least:
        yield ValidationError("too small")


# The validator asks the same of its schema as of the node, and a schema is an ordinary dict.
_TYPES: dict[str, Callable[[Any], bool]] = {**TYPES, "object": lambda it: isinstance(it, dict)}
_VALIDATOR = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    {"enum": _enum, "const": _const, "minimum": _minimum},
    type_checker=TypeChecker().redefine_many(
        {name: lambda _, node, test=test: test(node) for name, test in _TYPES.items()}
    ),
)
