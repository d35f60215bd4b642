"""A plan and a log that try to be more than text: markup, addresses that run, formulas, signs that turn."""

from pathlib import Path

from checker.results.model import Results
from tests.run import judged

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


def judged_hostile(folder: Path) -> Results:
    """Judge them, as files in a folder."""
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
    return judged(folder / "plan.yaml", [folder / "log.csv"])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
