"""The page on the norm patterns."""

from collections.abc import Iterator

from checker.diagnostics import Faults
from checker.files import shipped
from checker.patterns import load as patterns
from checker.patterns.model import Pattern
from checker.patterns.vocabulary import KINDS
from docs.generate import head


def pages() -> dict[str, str]:
    """Give the page on the norm patterns."""
    found = patterns.load(Faults()).patterns
    lines = head("Rules", "rules/patterns/")
    lines.append("A check in a plan names one of these rules. Each is one file in `rules/patterns/`.")
    for rule in sorted(found):
        lines += ["", *_pattern(found[rule])]
    return {"rules.md": "\n".join(lines) + "\n"}


def _pattern(pattern: Pattern) -> Iterator[str]:
    yield f"## {pattern.rule}: {pattern.title[0].lower() + pattern.title[1:]}"
    yield ""
    yield pattern.means
    yield ""
    yield "| it takes | which is | needed |"
    yield "|---|---|---|"
    for name, parameter in pattern.takes.items():
        yield f"| `{name}` | {KINDS[parameter.kind]} | {parameter.if_left_out} |"
    for need in pattern.needs:
        yield ""
        yield need.in_words
    yield ""
    yield "```yaml rule-example"
    yield from _example(pattern.rule)
    yield "```"


def _example(rule: str) -> Iterator[str]:
    """Give the example as it stands in the file: it is also a test."""
    text = (shipped("rules") / "patterns" / f"{rule}.yaml").read_text(encoding="utf-8")
    yield text[text.index("example:\n") :].rstrip()
