"""What the pages say beside what the program knows of itself is whole, and its examples are what it says."""

import re
from typing import Any

import pytest

from checker.diagnostics import Faults
from checker.log.cells import COLUMNS, OWN_COLUMNS, SPECIAL
from checker.patterns.load import load
from checker.patterns.vocabulary import ITEMS, RATINGS, STATUSES
from docs.generate import data, english, told
from docs.generate.commands import pages

SAID = data("statuses.yaml")
TABLES = load(Faults()).tables
FIXED = re.compile(r"\[([^\]]*)\]|\{([^{}|]*)\}|\{[^{}|]*\|([^{}]*)\}")


def examples() -> dict[str, dict[str, Any]]:
    """Give every example that is said to be made of certain words."""
    verdicts = {f"statuses/{name}": each for name, each in SAID["statuses"].items()}
    items = {f"items/{name}": each for name, each in SAID["items"].items()}
    lines = {
        f"{table}/{number}": each
        for table, found in SAID["tables"].items()
        for number, each in enumerate(found, 1)
    }
    return verdicts | items | lines


@pytest.mark.parametrize("name", examples())
def test_an_example_is_made_of_the_words_of_reports(name: str) -> None:
    example = examples()[name]
    words = told(english(), *example["key"].split("/"))
    assert re.search(pattern(words), told(example, "says"))


def pattern(words: str) -> str:
    """Give what a sentence matches: values where they are put in, and what is left out if it is empty."""
    found, end = "", 0
    for part in FIXED.finditer(words):
        optional, _, choice = part.groups()
        found += re.escape(words[end : part.start()])
        if optional is not None:
            found += f"(?:{pattern(optional)})?"
        elif choice is not None:
            found += f"(?:{'|'.join(map(re.escape, choice.split('|')))})"
        else:
            found += ".+"
        end = part.end()
    return found + re.escape(words[end:])


def test_a_sentence_of_other_words_is_noticed() -> None:
    assert re.search(pattern("Late by {n} {n|day|days}[: {acts}]."), "Late by 3 days: a1.")
    assert re.search(pattern("Late by {n} {n|day|days}[: {acts}]."), "Late by 1 day.")
    assert not re.search(pattern("Late by {n} {n|day|days}[: {acts}]."), "Late by 3 weeks.")


def test_every_verdict_item_and_line_has_its_example() -> None:
    assert tuple(SAID["statuses"]) == STATUSES
    assert tuple(SAID["ratings"]) == RATINGS
    assert tuple(SAID["items"]) == ITEMS
    assert {name: len(found) for name, found in SAID["tables"].items()} == {
        name: len(table.lines)
        for name, table in TABLES.items()
        if name not in {"rating", "agenda", "drafting", "undrafted"}
    }


def test_every_column_and_kind_of_the_log_is_told_of() -> None:
    said = data("log.yaml")
    assert set(said["columns"]) == {*COLUMNS, *SPECIAL}
    assert set(said["kinds"]) == set(OWN_COLUMNS)


def test_every_argument_of_a_command_is_told_of() -> None:
    rows = [line.split(" | ") for line in pages()["commands.md"].splitlines() if line.startswith("| `")]
    assert len(rows) > 100
    assert [row[0] for row in rows if not row[1].strip()] == []
