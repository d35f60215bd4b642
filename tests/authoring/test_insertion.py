"""An obligation put into a plan adds lines to it, and changes no other, nor what they say."""

import re
from itertools import product
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.authoring.insertion import Addition, Proposal, propose
from checker.authoring.written import Plain, Quoted, Spread, Value
from checker.diagnostics import Faults
from checker.located import yaml
from checker.located.model import Fields, Items
from tests.run import ROOT

PLANS = sorted(
    (ROOT / "obligations.yaml", ROOT / "starter" / "obligations.yaml", *ROOT.glob("examples/*/plan.yaml"))
)
SMALL = sorted(ROOT.glob("tests/cases/*/plan.yaml"))
REMARKS = (
    "# a remark",
    "",
    "    # far in",
    "  # a little in: [ { - \" '",
    "\t# after a tab" if False else "#",
)
OBLIGATION: dict[str, Value] = {
    "id": "quite-new",
    "title": "New: and with a colon",
    "text": Quoted("Everybody will, “now and then”, do something." + " Again." * 20),
    "source": {"section": Plain("1")},
    "modality": "may",
    "checks": [],
}


def read(text: str) -> Fields:
    faults = Faults()
    node = yaml.parse(text, "plan.yaml", faults)
    faults.stop()
    return cast("Fields", node)


def added(text: str, after: str | None = None, words: dict[str, dict[str, Value]] | None = None) -> Proposal:
    return propose(text, "plan.yaml", Addition(OBLIGATION, after, words or {}), None)


def check(text: str, proposal: Proposal, after: str | None) -> None:
    """Look whether only lines were added, as bytes, and whether all else says what it said."""
    assert proposal.faults == ()
    old, new = (re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", each) for each in (text, proposal.text))
    old[-1] = (
        new[new.index(old[-1])] if old[-1] in new else next(line for line in new if line.startswith(old[-1]))
    )
    rest = iter(new)
    assert all(line in rest for line in old)
    before = ids(text)
    place = len(before) if after is None else before.index(after) + 1
    assert ids(proposal.text) == [*before[:place], "quite-new", *before[place:]]


def ids(text: str) -> list[str]:
    return [str(cast("Fields", each)["id"]) for each in cast("Items", read(text)["obligations"])]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.parent.name)
def test_each_plan_at_hand_can_be_added_to(path: Path) -> None:
    text = path.read_bytes().decode()
    check(text, added(text), None)
    first = ids(text)[0]
    check(text, added(text, first), first)


@given(st.sampled_from(SMALL), st.data())
def test_remarks_blank_lines_and_line_ends_stay(path: Path, data: st.DataObject) -> None:
    lines = path.read_bytes().decode().split("\n")
    for at in data.draw(st.lists(st.integers(0, len(lines) - 1), max_size=6), label="remarks before"):
        lines[at] = data.draw(st.sampled_from(REMARKS)) + "\n" + lines[at]
    text = "\n".join(lines)
    faults = Faults()
    if yaml.parse(text, "plan.yaml", faults) is None or read(text) != read(path.read_text()):
        return  # the remark fell into a text
    text = text.rstrip("\n") + data.draw(st.sampled_from(["", "\n", "\n\n", "\n# the end", "\n...\n"]))
    text = data.draw(st.sampled_from(["", "\ufeff"])) + text
    text = text.replace("\n", data.draw(st.sampled_from(["\n", "\r\n", "\r"])))
    after = data.draw(st.none() | st.sampled_from(ids(text)), label="after")
    check(text, added(text, after), after)


def plan(*, step: int, dash: int, apart: bool) -> str:
    """Write a small plan in one of the ways in which people indent."""
    deeper, before = " " * step, " " * dash
    item = (
        f"{before}- id: {{}}\n{before}  title: T\n{before}  text: T\n{before}  source: {{{{section: 1}}}}\n"
        f"{before}  modality: may\n{before}  checks: []\n"
    )
    return (
        f"plan:\n{deeper}id: p\n{deeper}title: P\n{deeper}in_force: {{from: 2025-01-01}}\n"
        f"{deeper}completeness: assumed\n"
        f"parties:\n{deeper}A: {{name: A}}\nobligations:\n"
        f"{item.format('a')}{chr(10) * apart}{item.format('b')}"
        f"activities:\n{deeper}x: {{label: X}}\n"
    )


@pytest.mark.parametrize(("step", "dash", "apart"), [*product((2, 4), (0, 2, 4), (True, False))])
def test_the_style_of_the_file_is_kept(step: int, dash: int, apart: bool) -> None:  # noqa: FBT001 - a case
    text = plan(step=step, dash=dash, apart=apart)
    words: dict[str, dict[str, Value]] = {
        "interpretations": {"soon": Spread({"value": "3 days", "because": "so", "assumed": Plain("true")})},
        "activities": {"y": {"label": "Y"}},
        "parties": {"B": {"name": "B"}},
    }
    proposal = added(text, "a", words)
    check(text, proposal, "a")
    deeper, before = " " * step, " " * dash
    new = proposal.text
    assert f"{deeper}A: {{name: A}}\n{deeper}B: {{name: B}}\nobligations:" in new
    assert f"{deeper}y: {{label: Y}}\ninterpretations:\n{deeper}soon:\n{deeper * 2}value: 3 days\n" in new
    gap = "\n" * apart
    assert f"{before}  checks: []\n{gap}{before}- id: quite-new\n" in new
    assert f'{before}  title: "New: and with a colon"\n' in new


def test_a_remark_on_the_obligation_above_stays_with_it() -> None:
    text = plan(step=2, dash=2, apart=False)
    text = text.replace("checks: []\n", "checks: []   # nothing\n    # nothing yet\n  # the next\n", 1)
    new = added(text, "a").text
    assert "# nothing yet\n  - id: quite-new" in new
    assert "checks: []\n  # the next\n  - id: b" in new


@pytest.mark.parametrize("kept", ["|+", ">+"])
def test_a_text_that_would_lose_its_blank_lines_is_not_touched(kept: str) -> None:
    text = plan(step=2, dash=2, apart=False)
    text = text.replace(
        "    checks: []\nactivities", f"    checks: []\n    reading: {kept}\n      long\n\n\nactivities"
    )
    proposal = added(text)
    assert [each.code for each in proposal.faults] == ["new/other-meaning"]


def test_what_would_be_read_as_something_else_is_not_written() -> None:
    text = plan(step=2, dash=2, apart=False)
    addition = Addition({**OBLIGATION, "title": Plain("Half of it #and the rest")}, None, {})
    assert [each.code for each in propose(text, "plan.yaml", addition, None).faults] == ["new/other-meaning"]


def test_a_value_that_is_left_empty_ends_where_its_key_does() -> None:
    text = plan(step=2, dash=2, apart=True)
    row = "          - id: x1\n            date: 2025-01-02\n            end:\n"
    examples = f"    examples:\n      - as_of: 2025-02-01\n        expect: {{}}\n        log:\n{row}"
    text = text.replace("    checks: []\n\n", f"    checks: []\n{examples}\n# the next\n")
    assert f"{row}\n  - id: quite-new" in added(text, "a").text
