"""What the checker refuses for its shape the editor underlines, on the same line; what it accepts, never."""

import re
from pathlib import Path
from typing import Any

import pytest

from checker.diagnostics import Faults
from checker.plan.load import load
from tests.editor.plans import CURSOR, MODELINE, in_check
from tests.editor.server import Server
from tests.run import ROOT

pytestmark = pytest.mark.editor
BAD = ROOT / "tests" / "bad" / "plan"
GOOD = [
    ROOT / "obligations.yaml",
    ROOT / "starter" / "obligations.yaml",
    *sorted(ROOT.glob("examples/*/plan.yaml")),
    *sorted(ROOT.glob("tests/cases/*/plan.yaml")),
    *sorted(ROOT.glob("tests/editor/*.yaml")),
]
# What the checker says of a plan's shape, and of what its patterns demand.
OF_SHAPE = (
    "unknown-key", "missing-key", "wrong-type", "form", "not-allowed", "too-few", "too-many", "too-small",
    "empty", "no-value", "needs-quotes", "one-of", "exclude", "who-decided", "unknown-status",
)  # fmt: skip
OLDER_YAML = "in YAML 1.2, which editors read, this is a text, and in quotes it would be the same"
UNSEEN = {
    "everything-at-once": OLDER_YAML,
    "no-for-a-text": OLDER_YAML,
    "on-for-a-text": OLDER_YAML,
    "merge-key": "the editor merges, as YAML 1.1 did; the checker does not",
    "times-octal": "in YAML 1.2 this is the number 10",
    "within-and-during": "the line that is underlined is that of the second one",
}
FAULT = re.compile(r"^error\[plan/([a-z-]+)\].*\n  [^\n]+?:(\d+)(?::\d+)?$", re.MULTILINE)


def shape_faults(path: Path) -> set[int]:
    """Give the lines of what is wrong with a plan's shape, counted from 1."""
    told = Path(f"{path}.message").read_text(encoding="utf-8")
    return {int(line) for code, line in FAULT.findall(told) if code in OF_SHAPE}


def underlined(server: Server, path: Path) -> dict[int, list[str]]:
    """Give what the editor says, by lines counted from 1."""
    found: dict[int, list[str]] = {}
    text = path.read_text(encoding="utf-8")
    for problem in server.problems(server.open(MODELINE + text)):
        found.setdefault(problem["range"]["start"]["line"], []).append(problem["message"])
    return found


FAULTY = [path for path in sorted(BAD.glob("*.yaml")) if shape_faults(path)]


def test_there_is_something_to_see() -> None:
    assert len(FAULTY) > 70


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_a_fault_of_shape_is_underlined(path: Path, server: Server) -> None:
    missed = shape_faults(path) - underlined(server, path).keys()
    assert bool(missed) == (path.stem in UNSEEN), missed


@pytest.mark.parametrize("path", GOOD, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_underlined_in_a_good_plan(path: Path, server: Server) -> None:
    faults = Faults()
    assert load(str(path), faults), faults.errors
    assert underlined(server, path) == {}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("misspelt-rule", '"periodic" | "permit"'),
        ("misspelt-parameter", "Property witin is not allowed."),
        ("neither-within-nor-during", "one of “within” and “during” is missing"),
        ("excluding-parameters", "“early_counts” and “not_before” exclude each other: leave one of them out"),
        ("duration-in-words", "write a duration such as 30 days, 6 months or 10 working days"),
        ("date-day-first", "write a day such as 2007-11-09"),
        ("wrong-modality", "write one of must, must_not, may, is"),
        ("yes-for-a-flag", "write true or false, without quotes"),
        ("id-in-capitals", "write an id of small letters, digits and -"),
        ("missing-key", 'Missing property "modality".'),
        ("example-with-unknown-status", "write one of fulfilled, late, breached"),
    ],
)
def test_it_is_said_in_words(name: str, said: str, server: Server) -> None:
    found: Any = underlined(server, BAD / f"{name}.yaml")
    assert any(said in message for messages in found.values() for message in messages), found


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("when: {activity: election_held}", ["one of “within” and “during” is missing"]),
        ("within: 3 days", ['Missing property "when".']),
        ("when: {activity: election_held}\nwithin: 3 days\nduring: false", []),
        ("when: {activity: election_held}\nwithin: 3 days\nduring: true", ["exclude each other"]),
    ],
)
def test_what_a_rule_demands_of_its_parameters_together(given: str, said: list[str], server: Server) -> None:
    check = f"rule: never\nbearer: SOUTH\ndo: {{activity: event_attended}}\n{given}"
    found = server.problems(server.open(in_check(f"{check}{CURSOR}").text))
    assert len(found) == len(said)
    assert all(part in problem["message"] for part, problem in zip(said, found, strict=True)), found
