"""The page on verdicts: what each means, an example, what to do, and the tables that decide."""

from collections.abc import Iterable, Iterator

from checker.diagnostics import Faults
from checker.patterns import load as patterns
from checker.patterns.model import Line, Table
from checker.patterns.vocabulary import ITEMS
from docs.generate import BEGIN, Said, data, english, head, said_of, told

TABLES = "rules/verdicts/, reports/languages/en.yaml and docs/statuses.yaml"
OUTCOMES = {"agenda": "kind of item", "drafting": "kind of question", "undrafted": "kind of question"}
FAMILIES = (("A duty is", "statuses"), ("An obligation is", "ratings"))


def pages() -> dict[str, str]:
    """Give the page on verdicts."""
    words, said = english(), data("statuses.yaml")
    tables = patterns.load(Faults()).tables
    lines = [*head("Verdicts", TABLES), said_of(said, BEGIN)]
    for heading, section in FAMILIES:
        lines += ["", f"## {heading}", *_verdicts(section, words, said)]
    lines += ["", "## A meeting has to decide", *_items(tables["agenda"], words, said)]
    for name, table in sorted(tables.items()):
        lines += ["", *_table(name, table, said)]
    return {"statuses.md": "\n".join(lines) + "\n"}


def _verdicts(section: str, words: Said, said: Said) -> Iterator[str]:
    for name, word in words[section].items():
        yield from ("", f"### {word} (`{name}`)", "", told(words, f"{section}_mean", name), "")
        yield from _example(said, section, name)


def _items(table: Table, words: Said, said: Said) -> Iterator[str]:
    """Give the kinds of items, in the order of an agenda, each with what makes it one."""
    lines = {line.status: line for line in table.lines}
    for name in ITEMS:
        what = f"kind-{name}"
        yield from ("", f"### {told(words, 'agenda', what)} (`{name}`)", "")
        wanted = (table.fields[field] for field, wanted in lines[name].when.items() if wanted)
        yield f"An item for {_and(wanted)}."
        yield ""
        yield from _example(said, "items", name)


def _example(said: Said, *way: str) -> Iterator[str]:
    yield f"- For example: {told(said, *way, 'says')}"
    yield f"- What to do: {told(said, *way, 'do')}"


def _table(name: str, table: Table, said: Said) -> Iterator[str]:
    examples = said["tables"].get(name)
    yield f"## Table: {table.title}"
    yield ""
    yield f"`rules/verdicts/{name}.yaml`. {table.means}"
    yield ""
    outcome = OUTCOMES.get(name, "verdict")
    yield f"| # | {outcome} | if |" + " for example |" * bool(examples)
    yield "|---|---|---|" + "---|" * bool(examples)
    for number, line in enumerate(table.lines, 1):
        shown = f"| {number} | `{line.status}` | {_if(table, line)} |"
        if examples:
            shown += f" {told(examples[number - 1], 'says')} |"
        yield shown


def _if(table: Table, line: Line) -> str:
    asked = (f"{'' if wanted else 'not: '}{table.fields[field]}" for field, wanted in line.when.items())
    return _and(asked) or "none of the above"


def _and(conditions: Iterable[str]) -> str:
    return "; and ".join(conditions)
