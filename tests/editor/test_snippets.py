"""What the editor puts in is a plan that the checker reads, with what stands in the places at first."""

import re
from pathlib import Path

import pytest

from checker.diagnostics import Faults
from checker.patterns.load import names
from checker.plan.load import load
from tests.editor.plans import BEFORE, CURSOR, OFFICES, Typed, typed
from tests.editor.server import Server

pytestmark = pytest.mark.editor
# A place with a text, with a choice, an empty one; a sign that is meant; a variable, which becomes its name.
PLACE = re.compile(r"\$\{\d+:((?:\\.|[^}])*)\}|\$\{\d+\|([^,|]*)[^|]*\|\}|\$\d+|\\([$}\\])|\$([a-z]+)")
HERE = f"{OFFICES} []\n"


def put_in(server: Server, at: Typed, label: str) -> str:
    """Choose what is offered under a name, and leave every place as it is."""
    uri = server.open(at.text)
    offered = server.completions(uri, at.line, at.character)
    (edit,) = [item["textEdit"] for item in offered if item["label"] == label]
    first, last = edit["range"]["start"], edit["range"]["end"]
    assert first["line"] == last["line"] == at.line
    lines = at.text.splitlines(keepends=True)
    line = lines[at.line]
    indent = line[: len(line) - len(line.lstrip(" "))]  # editors give it to all lines that they put in
    new = PLACE.sub(filled, edit["newText"]).replace("\n", f"\n{indent}")
    lines[at.line] = line[: first["character"]] + new + line[last["character"] :]
    return "".join(lines)


def filled(place: re.Match[str]) -> str:
    """Give what stands in a place at first."""
    return next((each for each in place.groups() if each is not None), "")


def accepted(server: Server, text: str, folder: Path) -> None:
    """Show that neither the editor nor the checker finds anything wrong."""
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    faults = Faults()
    assert load(str(path), faults), (text, faults.errors)
    assert server.problems(server.open(text)) == [], text


WHOLE = "      - {id: it, rule: permit, bearer: SOUTH, do: {activity: event_attended}}\n"
BEGUN = f"{OFFICES}\n"
NEW_CHECKS = [f"{BEGUN}      {CURSOR}\n", f"{BEGUN}      - {CURSOR}\n", f"{BEGUN}{WHOLE}      - {CURSOR}\n"]


@pytest.mark.parametrize("at", NEW_CHECKS, ids=["no list yet", "first", "second"])
@pytest.mark.parametrize("rule", names(Faults()))
def test_a_check_of_each_rule(rule: str, at: str, server: Server, tmp_path: Path) -> None:
    text = put_in(server, typed(at), f"new check: {rule}")
    assert f"rule: {rule}\n" in text
    accepted(server, text, tmp_path)


READ = "  a: {value: 1 day, because: b, assumed: true}\n"
DATED = HERE.replace("signature: 2008", "other: 2008").replace("dates: {", f"dates:\n  {CURSOR}\n  #")


@pytest.mark.parametrize(
    ("what", "at"),
    [
        ("obligation", f"{HERE}  {CURSOR}\n"),
        ("obligation", f"{HERE}  - {CURSOR}\n"),
        ("obligation", f"{BEFORE}obligations:\n  - {CURSOR}\n"),
        ("example", f"{HERE}    examples:\n      - {CURSOR}\n"),
        ("example", f"{HERE}    examples:\n      {CURSOR}\n"),
        ("interpretation", f"{HERE}interpretations:\n  {CURSOR}\n"),
        ("interpretation", f"{HERE}interpretations:\n{READ}  {CURSOR}\n"),
        ("party", HERE.replace("parties:\n", f"parties:\n  {CURSOR}\n")),
        ("activity", HERE.replace("activities:\n", f"activities:\n  {CURSOR}\n")),
        ("named date", DATED),
    ],
)
def test_other_parts_of_a_plan(what: str, at: str, server: Server, tmp_path: Path) -> None:
    accepted(server, put_in(server, typed(at), f"new {what}"), tmp_path)


@pytest.mark.parametrize(
    "at", ["- id: it\n        ", "- rule: permit\n        ", "- id: it\n        rule: permit\n        "]
)
def test_none_is_offered_within_a_check_that_is_begun(at: str, server: Server) -> None:
    place = typed(f"{OFFICES}\n      {at}{CURSOR}\n")
    found = server.completions(server.open(place.text), place.line, place.character)
    assert found
    assert [item["label"] for item in found if item["label"].startswith("new ")] == []
