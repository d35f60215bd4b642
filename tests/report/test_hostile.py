"""Whatever a plan or a log says is text on the page, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker.outputs import Options, output
from tests.report.page import Report, made
from tests.run import judged

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
BRACES = "{{ 7 * 7 }}{% for x in y %}"
FORMULA = "=cmd|' /C calc'!A0"
TURNED = "abc\u202edef\u2066ghi"
LONG = "w" * 5000
ENDS = "</style></title></blockquote></bdi>"

PLAN = f"""
plan:
  id: hostile
  title: '{SCRIPT}{IMAGE}{ENDS}'
  in_force: {{from: start}}
  completeness: assumed
dates:
  start: {{interpretation: first-day}}
parties:
  NORTH: {{name: '{SCRIPT}', short: '{IMAGE}'}}
  SOUTH: {{name: South}}
attributes:
  extra: {{label: '{SCRIPT}'}}
activities:
  told: {{label: '{IMAGE}{LONG}'}}
interpretations:
  first-day: {{value: 2008-01-01, because: '{SCRIPT}', assumed: true, alternatives: [2009-01-01]}}
obligations:
  - id: tell
    title: '{SCRIPT}'
    text: '{ENDS}{LONG}'
    source: {{section: '{SCRIPT}', paragraph: '{IMAGE}'}}
    modality: must
    reading: '{BRACES}{SCRIPT}'
    checks:
      - id: once
        rule: deadline
        bearer: {{each: [NORTH, SOUTH]}}
        within: 1 year
        do: {{activity: told, by: $bearer}}
        judgement: {{question: '{SCRIPT}'}}
"""
EVIDENCE = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
    "https://ok.example/a?b=c&d=e", 'https://evil.example/" onmouseover="alert(1)', "http:evil", "https://[",
    "file:///etc/passwd", "vbscript:x", " https://spaced.example/", "https://a.example/\u202e",
]  # fmt: skip


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder: Path = tmp_path_factory.mktemp("hostile")
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    rows = [
        ("a <b>#1", "2008-02-01", "told", "NORTH", SCRIPT, ";".join(EVIDENCE), IMAGE, BRACES, "yes"),
        (FORMULA, "2008-02-02", "told", "SOUTH", FORMULA, FORMULA, TURNED, LONG, ""),
        ("a/b", "2008-02-03", "told", "SOUTH", TURNED, LONG, FORMULA, ENDS, ""),
        ("a_b", "2008-02-03", "told", "SOUTH", ENDS, LONG, FORMULA, ENDS, ""),
        ("a__2f__b", "2008-02-03", "told", "SOUTH", ENDS, LONG, FORMULA, ENDS, ""),
    ]
    lines = ["id,date,activity,by,title,evidence,note,extra,illustrative"]
    lines += [",".join(_quoted(cell) for cell in row) for row in rows]
    (folder / "log.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return made(judged(folder / "plan.yaml", [folder / "log.csv"]))


def test_nothing_of_it_becomes_a_tag(hostile: Report) -> None:
    assert not hostile.page.all("img")
    hostile.page.one("script")  # the page's own, by its hash
    assert SCRIPT in hostile.page.text
    assert hostile.page.one("h1").text == f"{SCRIPT}{IMAGE}{ENDS}"
    assert BRACES in hostile.page.text
    assert FORMULA in hostile.page.text
    assert LONG in hostile.page.text
    assert not any(name.startswith("on") for node in hostile.page.all() for name in node.attributes)


def test_only_a_real_address_becomes_a_link(hostile: Report) -> None:
    outside = {link["href"] for link in hostile.page.all("a") if not link["href"].startswith("#")}
    assert outside == {"https://ok.example/a?b=c&d=e", "https://spaced.example/"}
    for text in EVIDENCE[:4]:
        assert text in hostile.page.text


def test_characters_that_turn_or_hide_text_are_shown(hostile: Report) -> None:
    text = hostile.data.decode()
    assert not any(character in text for character in "\u202e\u2066\x00\x1b\ufeff")
    assert "abc<U+202E>def<U+2066>ghi" in hostile.page.text


def test_the_style_sheet_cannot_be_ended_by_a_title(hostile: Report) -> None:
    assert hostile.data.count(b"</style>") == 1
    style = hostile.data.decode().partition("<style>")[2].partition("</style>")[0]
    assert "<" not in style


def test_every_anchor_is_its_own(hostile: Report) -> None:
    ids = [node["id"] for node in hostile.page.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in hostile.page.all("a") if link["href"].startswith("#")} <= set(ids)


def test_it_says_the_same_again(hostile: Report) -> None:
    assert output("html").write(hostile.results, Options()) == hostile.data
