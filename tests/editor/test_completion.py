"""While somebody types, the editor offers what may stand there, and says what it means."""

from collections.abc import Mapping
from typing import Any

import pytest

from checker.diagnostics import Faults
from checker.patterns.load import names
from checker.patterns.model import Pattern
from checker.patterns.vocabulary import KINDS, STATUSES
from tests.editor.plans import CURSOR, OFFICES, Typed, in_check, typed
from tests.editor.server import Server

pytestmark = pytest.mark.editor
RULES = names(Faults())
PROPERTY, CLASS = 10, 7  # kinds of what is offered: a key; all keys that are due at once
HERE = f"{OFFICES} []\n"


def offered(server: Server, at: Typed) -> dict[str, dict[str, Any]]:
    items = server.completions(server.open(at.text), at.line, at.character)
    return {item["label"]: item for item in items if item["kind"] != CLASS}


def told(item: Mapping[str, Any]) -> str:
    words = item.get("documentation", "")
    return str(words["value"] if isinstance(words, dict) else words)


def test_rules_with_what_they_mean(server: Server, rules: dict[str, Pattern]) -> None:
    found = offered(server, in_check(f"rule: {CURSOR}"))
    assert sorted(found) == sorted(rules)
    for name, pattern in rules.items():
        begins = pattern.says.partition("{")[0]
        assert pattern.means in told(found[name])
        assert begins in told(found[name])
        assert all(f"`{each}`" in told(found[name]) for each in pattern.takes)


@pytest.mark.parametrize("rule", RULES)
def test_what_a_rule_takes_and_nothing_else(rule: str, server: Server, rules: dict[str, Pattern]) -> None:
    found = offered(server, in_check(f"rule: {rule}\n{CURSOR}"))
    assert sorted(found) == sorted(rules[rule].takes)
    begins = rules[rule].says.partition("{")[0]
    for name, taken in rules[rule].takes.items():
        assert found[name]["kind"] == PROPERTY
        assert told(found[name]).startswith(f"{KINDS[taken.kind]} ({taken.if_left_out}).")
        assert begins in told(found[name])


@pytest.mark.parametrize("rule", RULES)
def test_what_is_there_is_not_offered_again(rule: str, server: Server, rules: dict[str, Pattern]) -> None:
    found = offered(server, in_check(f"rule: {rule}\nbearer: SOUTH\n{CURSOR}"))
    assert sorted(found) == sorted(set(rules[rule].takes) - {"bearer"})


def test_a_rule_that_is_only_begun_is_found(server: Server) -> None:
    assert "response" in offered(server, in_check(f"rule: resp{CURSOR}"))


WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EXAMPLE = f"{HERE}    examples: [{{log: [], as_of: 2008-01-01, expect: {{SOUTH: …}}}}]"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (f"{OFFICES.replace('modality: is', f'modality: {CURSOR}')} []", ("must", "must_not", "may", "is")),
        (f"{OFFICES.replace('ness: assumed', f'ness: {CURSOR}')} []", ("attested", "assumed")),
        (f"{HERE}calendar: {{weekend: [saturday, {CURSOR}]}}", WEEK),
        (EXAMPLE.replace("…", CURSOR), STATUSES),
        (EXAMPLE.replace("…", f"[late, {CURSOR}]"), STATUSES),
        (f"{HERE}attributes: {{seats: {{label: Seats, type: {CURSOR}}}}}", ("text", "number")),
    ],
)
def test_a_choice_of_a_few(at: str, expected: tuple[str, ...], server: Server) -> None:
    found = offered(server, typed(f"{at}\n"))
    assert sorted(found) == sorted(expected)
    assert expected is WEEK or all(told(item) for item in found.values())


def test_the_keys_of_a_plan_and_its_parts(server: Server, schema: dict[str, Any]) -> None:
    parts = {
        CURSOR: schema,
        f"plan:\n  {CURSOR}": schema["properties"]["plan"],
        f"obligations:\n  - {CURSOR}": schema["properties"]["obligations"]["items"],
        f"interpretations:\n  often:\n    {CURSOR}": schema["properties"]["interpretations"][
            "additionalProperties"
        ],
    }
    for text, part in parts.items():
        found = offered(server, typed(f"{text}\n"))
        keys = {label: told(item) for label, item in found.items() if item["kind"] == PROPERTY}
        assert keys == {key: each["description"] for key, each in part["properties"].items()}


def test_all_that_is_due_is_offered_at_once(server: Server, schema: dict[str, Any]) -> None:
    at = typed(f"{CURSOR}\n")
    items = server.completions(server.open(at.text), at.line, at.character)
    (whole,) = [item["textEdit"]["newText"] for item in items if item["kind"] == CLASS]
    parts = (schema, schema["properties"]["plan"], schema["properties"]["obligations"]["items"])
    assert [key for part in parts for key in part["required"] if f"{key}:" not in whole] == []


def test_conditions_on_activities(server: Server) -> None:
    found = offered(server, in_check(f"rule: permit\ndo:\n  {CURSOR}"))
    assert {"activity", "by", "to", "about"} <= set(found)
    found = offered(server, in_check(f"rule: limit\nunless:\n  - {CURSOR}"))
    assert {"activity", "by", "to", "about", "this", "same", "not_after"} <= set(found)


def test_units_of_time(server: Server) -> None:
    found = offered(server, in_check(f"rule: response\nwithin: {CURSOR}"))
    assert {"days", "working days", "months", "as interpreted"} <= set(found)


def test_a_number_comes_with_what_holds_if_it_is_left_out(server: Server) -> None:
    found = offered(server, in_check(f"rule: response\n{CURSOR}"))
    assert found["times"]["textEdit"]["newText"] == "times: ${1:1}"


def test_where_any_name_may_stand_no_pattern_is_offered(server: Server) -> None:
    at = typed(HERE.replace("parties:\n", f"parties:\n  {CURSOR}\n"))
    assert sorted(offered(server, at)) == ["new party"]
