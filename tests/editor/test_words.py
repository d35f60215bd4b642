"""The words for keys and values are those of the schema's own, no more and no less; it stays JSON Schema."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from checker.authoring.keys import KEYS, VALUES
from checker.log.cells import COLUMNS, SPECIAL
from checker.plan.terms import FIXED_FIELDS
from tests.run import ROOT, checker

Part = dict[str, Any]


def parts(part: object) -> Iterator[Part]:
    """Give a schema and all that is in it."""
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    if isinstance(part, dict):
        yield part
    for each in inner:
        yield from parts(each)


def test_every_key_that_has_words_is_a_key_of_the_schema(schema: Part) -> None:
    found: dict[str, set[str]] = {}
    for part in parts(schema):
        if isinstance(part.get("title"), str) and isinstance(part.get("properties"), dict):
            found.setdefault(part["title"], set()).update(part["properties"])
    assert {title: set(words) - found.get(title, set()) for title, words in KEYS.items()} == {
        title: set() for title in KEYS
    }


def test_every_value_that_has_words_is_a_choice(schema: Part) -> None:
    choices = {value for part in parts(schema) if "errorMessage" in part for value in part.get("enum", ())}
    assert VALUES.keys() <= choices


def test_the_fields_of_selectors_and_the_columns_of_a_log_are_all_there() -> None:
    assert KEYS["a selector"].keys() == FIXED_FIELDS | {"activity"}
    assert KEYS["a row of a log"].keys() == {*COLUMNS, *SPECIAL}


def test_it_is_json_schema_and_says_nothing_to_us_alone(schema: Part) -> None:
    Draft202012Validator.check_schema(schema)
    assert [key for part in parts(schema) for key in part if key.startswith("x-")] == []


def test_a_rule_that_a_plan_brings_is_explained_as_well(tmp_path: Path) -> None:
    shipped = (ROOT / "rules" / "patterns" / "deadline.yaml").read_text(encoding="utf-8")
    own = shipped.replace("rule: deadline", "rule: by_then")
    own = own.replace("within {within} of", "no later than {within} after")
    (tmp_path / "by_then.yaml").write_text(own, encoding="utf-8")
    made = json.loads(checker("schema", "--rules", tmp_path).out)
    chosen = [part for part in parts(made) if part.get("const") == "by_then" and "title" in part]
    (words,) = [part["markdownDescription"] for part in chosen]
    assert "no later than `within` after `from`" in words
