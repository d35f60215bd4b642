"""Pieces of a plan that an editor can put in, with places to fill in: `${1:what stands there first}`.

What is nested in a piece is written on one line, `{…}`, since editors indent lists of maps in many ways.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count, repeat
from typing import Any, cast

from checker.authoring import told
from checker.located.model import Fields, Items, Node
from checker.patterns.model import Pattern
from checker.patterns.vocabulary import STATUSES

Part = dict[str, Any]
"""A part of a schema: each keyword knows the type of its value."""
OBLIGATION = (
    "title: ${2:What the clause asks for}",
    'text: "${3:The clause, word for word.}"',
    "source: {section: ${4:Section}, paragraph: ${5:1}}",
    "modality: must",
)
DATE = {"${1:signature}": "${2:2008-01-15}"}
PARTY = {"${1:CODE}": "{name: ${2:Full name}}"}
ACTIVITY = {"${1:something_done}": "{label: ${2:Something done}}"}
INTERPRETATION = {
    "${1:regularly}": {"value": "${2:6 months}", "because": "${3:Why it is read so.}", "assumed": True}
}
EXAMPLE = (
    "as_of: ${4:2009-03-01}",
    f"expect: {{${{5:NORTH}}: ${{6|{','.join(STATUSES)}|}}}}",
)
LENGTHS = {
    "days": "${1:30} days",
    "weeks": "${1:2} weeks",
    "months": "${1:6} months",
    "quarters": "${1:2} quarters",
    "years": "${1:2} years",
    "working days": "${1:10} working days",
}
INTERPRETED = {"as interpreted": "{interpretation: ${1:regularly}}"}
EACH = {"each of several": "{each: [${1:NORTH}, ${2:SOUTH}]}"}
OTHERS = {"all but one": r"{other_than: ${1:\$host}}"}


def offer(schema: Part, rules: list[Pattern]) -> None:
    """Put the pieces into the schema of a plan, where each belongs."""
    about, parts = schema["properties"], schema["$defs"]
    for part, what, body in (
        (about["dates"], "named date", DATE),
        (about["parties"], "party", PARTY),
        (about["activities"], "activity", ACTIVITY),
        (about["interpretations"], "interpretation", INTERPRETATION),
        (about["obligations"], "obligation", _entry("id: ${1:short-name}", _obligation(rules))),
    ):
        part["defaultSnippets"] = [_piece(what, body)]
    clause = about["obligations"]["items"]["properties"]
    row = "log: [{id: x1, date: ${1:2008-05-02}, activity: ${2:plan_shared}, by: ${3:NORTH}}]"
    clause["examples"]["defaultSnippets"] = [_piece("example", _entry(row, EXAMPLE))]
    begun: Part = {"if": {"required": ["rule"]}, "then": {"required": ["id"]}}
    pieces = [
        {**_piece(f"check: {rule.rule}", _check(rule)), "description": told.meaning(rule)} for rule in rules
    ]
    checks = clause["checks"]
    further = {
        "items": {},
        "defaultSnippets": pieces,
        "type": "array",
        "errorMessage": checks["errorMessage"],
    }
    checks |= {"if": {"items": begun}, "then": further}
    for kind in ("duration", "period"):
        written, meant = parts[kind]["anyOf"]
        written["defaultSnippets"] = _values(LENGTHS)
        parts[kind]["anyOf"][1] = {"allOf": [meant], "defaultSnippets": _values(INTERPRETED)}
    _, several, others = parts["bearer"]["anyOf"]
    several["defaultSnippets"], others["defaultSnippets"] = _values(EACH), _values(OTHERS)


def _piece(what: str, body: Mapping[str, object]) -> Part:
    return {"label": f"new {what}", "description": f"Puts in a new {what}, to be filled in.", "body": body}


def _values(offered: Mapping[str, str]) -> list[Part]:
    return [{"label": label, "body": body} for label, body in offered.items()]


def _entry(begins: str, lines: Iterable[str]) -> Mapping[str, str]:
    """Make an entry of a list: editors offer it wherever its first key is not there yet."""
    key, _, value = begins.partition(": ")
    return {key: "\n  ".join((value, *lines))}


def _obligation(rules: Iterable[Pattern]) -> Iterator[str]:
    """Give an obligation with a check that needs nothing else to happen, the first there is."""
    yield from OBLIGATION
    yield "checks:"
    first = next(each for each in rules if each.done_by and each.trigger is None)
    for mark, line in zip(chain("-", repeat(" ")), ("id: ${6:check}", *_lines(first, 7)), strict=False):
        yield f"  {mark} {line}"


def _check(rule: Pattern) -> Mapping[str, str]:
    return _entry("id: ${1:check}", _lines(rule, 2))


def _lines(rule: Pattern, place: int) -> Iterator[str]:
    """Give a check of this rule, that of the pattern's own example; its places are counted from `place`."""
    places = count(place)
    yield f"rule: {rule.rule}"
    for key, value in cast("Fields", cast("Fields", rule.example)["check"]).items():
        yield f"{key}: {_written(value, places)}"


def _written(node: Node, places: Iterator[int]) -> str:
    """Write a value on one line, each of its texts a place to fill in; variables stay as they are."""
    if isinstance(node, Fields):
        return f"{{{', '.join(f'{key}: {_written(value, places)}' for key, value in node.items())}}}"
    if isinstance(node, Items):
        return f"[{', '.join(_written(value, places) for value in node)}]"
    return f"\\{node}" if node.startswith("$") else f"${{{next(places)}:{node}}}"
