"""The pages on messages: what each means, an example from the inputs of the tests, and what to do."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from docs.generate import BEGIN, DOCS, Said, data, head, said_of, told
from docs.generate.remarks import remarks

SOURCE = "docs/messages.yaml and the bad inputs of the tests"
SHAPED = "shape"
FAMILIES = ("plan", "rules", "results")
"""What the codes begin with that are written with `SHAPED`: the families that are held against a schema."""
MESSAGE = re.compile(r"(error|warning)\[([^\]]+)\]")


class Message(NamedTuple):
    """A message as it was given: whether it is an error or a warning, its code, all that it says."""

    severity: str
    code: str
    text: str


def pages() -> dict[str, str]:
    """Give the page on messages, and one for each family of them."""
    said = data("messages.yaml")
    found = {f"messages/{family}.md": _family(family, said) for family in said["families"]}
    return {"messages.md": _contents(said), **found}


def codes(said: Said) -> dict[str, str]:
    """Give every code that is told of, with the key under which it is."""
    return {each: code for code in said["codes"] for each in _written(code)}


def _written(code: str) -> list[str]:
    family, _, name = code.partition("/")
    return [f"{each}/{name}" for each in FAMILIES] if family == SHAPED else [code]


def _contents(said: Said) -> str:
    lines = [
        *head("Messages", SOURCE),
        said_of(said, BEGIN),
        "",
        "## Codes",
        "",
        said_of(said, "about pages"),
    ]
    for family, about in said["families"].items():
        lines += ["", f"### {about['title']}", "", told(about, "about"), ""]
        for code in _of(family, said):
            written = ", ".join(f"`{each}`" for each in _written(code))
            lines.append(f"- [{written}](messages/{family}.md#{_anchor(code)})")
    lines += [
        "",
        "## What lint remarks on",
        "",
        "`checker lint` warns of what a plan may say and surely does not mean.",
        "",
    ]
    lines += [f"- [`{code}`](lint/{name}.md): {title}" for name, code, title in remarks()]
    inside = [f"messages/{family}" for family in said["families"]]
    lines += ["", said_of(said, "beside"), "", "```{toctree}", ":hidden:", "", *inside, "```"]
    return "\n".join(lines) + "\n"


def _family(family: str, said: Said) -> str:
    about = said["families"][family]
    lines = [*head(about["title"], SOURCE), told(about, "about")]
    for code in _of(family, said):
        lines += ["", f"## {', '.join(_written(code))}", "", *_section(code, said)]
    return "\n".join(lines) + "\n"


def _of(family: str, said: Said) -> list[str]:
    return sorted(code for code in said["codes"] if code.partition("/")[0] == family)


def _anchor(code: str) -> str:
    return "-".join(re.sub(r"[^a-z0-9-]", "", each) for each in _written(code))


def _section(code: str, said: Said) -> Iterator[str]:
    yield told(said, "codes", code, "means")
    example = min((each.text for each in given() if each.code in _written(code)), key=len, default=None)
    if example is not None:
        fence = "````" if "```" in example else "```"
        yield from ("", f"{fence}text", example, fence)
    yield from ("", f"**What to do.** {told(said, 'codes', code, 'do')}")


@cache
def given() -> tuple[Message, ...]:
    """Give the messages that the bad inputs of the tests are answered with."""
    tests = DOCS.parent / "tests"
    files = sorted(path for name in ("bad", "docs", "located") for path in (tests / name).rglob("*.message"))
    return tuple(each for path in files for each in _messages(path))


def _messages(path: Path) -> Iterator[Message]:
    for text in path.read_text(encoding="utf-8").split("\n\n"):
        begins = MESSAGE.match(text)
        if begins is not None:
            yield Message(begins[1], begins[2], text.rstrip())
