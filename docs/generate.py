"""Writes `docs/rules.md` and `docs/statuses.md` from `rules/` and the words of the outputs.

python -m docs.generate
"""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from checker.diagnostics import Faults
from checker.files import shipped
from checker.located import yaml
from checker.located.model import Fields
from checker.patterns import load as patterns
from checker.patterns.model import Parameter, Pattern, Table

HERE = Path(__file__).parent
KINDS = {
    "bearer": "a party, a unit, `{each: [A, B]}`, a `$variable`, or `{other_than: $variable}`",
    "parties": "a party or a list of them",
    "day": "a named date, or a day",
    "duration": "such as `30 days`, `6 months`, `10 working days inclusive`, or `{interpretation: name}`",
    "period": "such as `1 year` or `calendar quarter`",
    "selector": "which activities: `{activity: …, by: …, to: …, about: …}`",
    "attributes": "what the activity has to carry: `{attribute: value}`",
    "fields": "names of columns that have to agree, such as `[about]`",
    "count": "a whole number",
    "question": "`{question: …}`, asked of each act",
    "exceptions": "a list of what excuses",
    "flag": "`true`",
    "flag or duration": "`true`, or a duration",
    "unclear": "`unclear`: order within a day matters and is not known",
}
NOTICE = "<!-- Written by `make docs` from {source}; do not edit. -->"


def rules_page() -> str:
    """Give the page on the norm patterns."""
    found = patterns.load(Faults()).patterns
    lines = ["# Rules", NOTICE.format(source="rules/patterns/"), ""]
    lines.append("A check in a plan names one of these rules. Each is one file in `rules/patterns/`.")
    for rule in sorted(found):
        lines += ["", *_pattern(found[rule])]
    return "\n".join(lines) + "\n"


def _pattern(pattern: Pattern) -> Iterator[str]:
    yield f"## {pattern.rule}: {pattern.title[0].lower() + pattern.title[1:]}"
    yield ""
    yield pattern.means
    yield ""
    yield "| it takes | which is | |"
    yield "|---|---|---|"
    for name, parameter in pattern.takes.items():
        yield f"| `{name}` | {KINDS[parameter.kind]} | {_if_left_out(parameter)} |"
    for need in pattern.needs:
        beside = f" With `{need.beside}`, one" if need.beside else "One"
        yield ""
        yield f"{beside.strip()} of {' and '.join(f'`{name}`' for name in need.one_of)} must be given."
    yield ""
    yield "```yaml"
    yield from _example(pattern.rule)
    yield "```"


def _if_left_out(parameter: Parameter) -> str:
    if parameter.default == "plan.start":
        return "if left out: the coming into force"
    if parameter.default:
        return f"if left out: {parameter.default}"
    return "may be left out" if parameter.optional else "must be given"


def _example(rule: str) -> Iterator[str]:
    """Give the example as it stands in the file: it is also a test."""
    text = (shipped("rules") / "patterns" / f"{rule}.yaml").read_text(encoding="utf-8")
    yield text[text.index("example:\n") :].rstrip()


def statuses_page() -> str:
    """Give the page on verdicts: what each means, and the tables that decide."""
    words = cast("Fields", yaml.read(str(shipped("reports") / "languages" / "en.yaml"), Faults()))
    lines = ["# Verdicts", NOTICE.format(source="rules/verdicts/ and reports/languages/en.yaml")]
    for heading, section in (("A duty is", "statuses"), ("An obligation is", "ratings")):
        lines += ["", f"## {heading}", "", "| in a report | in results | meaning |", "|---|---|---|"]
        for name, word in cast("Fields", words[section]).items():
            lines.append(f"| {word} | `{name}` | {cast('Fields', words[section + '_mean'])[name]} |")
    for name, table in sorted(patterns.load(Faults()).tables.items()):
        lines += ["", *_table(name, table)]
    return "\n".join(lines) + "\n"


def _table(name: str, table: Table) -> Iterator[str]:
    yield f"## Table: {table.title}"
    yield ""
    yield f"`rules/verdicts/{name}.yaml`. {table.means}"
    yield ""
    yield "| # | verdict | if |"
    yield "|---|---|---|"
    for number, line in enumerate(table.lines, 1):
        asked = [f"{'' if wanted else 'not: '}{table.fields[field]}" for field, wanted in line.when.items()]
        yield f"| {number} | `{line.status}` | {'; and '.join(asked) or 'none of the above'} |"


PAGES = {"rules.md": rules_page, "statuses.md": statuses_page}


def main() -> None:
    """Write the pages."""
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
