"""Reads a report back as a tree, and makes reports for the tests."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from checker.outputs import Options, output
from tests.run import ROOT, judged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from checker.results.model import Results

VOID = frozenset({"meta", "link", "br", "hr", "img", "input"})
SHAPES = frozenset({"path", "use"})
DAYS = {"2007-public-record": date(2011, 12, 31), "2007-illustrative": date(2010, 6, 30)}


class Node:
    """An element: its tag, attributes, and what is in it."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: Node | None) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Node | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def classes(self) -> set[str]:
        return set(self["class"].split())

    @property
    def text(self) -> str:
        """All text in it, with runs of space closed up."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                block = child.tag not in ("a", "b", "bdi", "span", "strong", "small")
                yield from (" ", *child._texts(), " ") if block else child._texts()  # noqa: SLF001 - its own

    def all(self, *tags: str) -> list[Node]:
        """Every element in it, of these tags if any are given."""
        found = []
        for child in self.children:
            if isinstance(child, Node):
                if not tags or child.tag in tags:
                    found.append(child)
                found += child.all(*tags)
        return found

    def one(self, *tags: str) -> Node:
        """The only one of these."""
        (found,) = self.all(*tags)
        return found

    def by_id(self, name: str) -> Node:
        """The element of that id."""
        (found,) = [each for each in self.all() if each["id"] == name]
        return found

    def within(self, tag: str) -> Node | None:
        """The nearest element of that tag that it is in."""
        node = self.parent
        while node is not None and node.tag != tag:
            node = node.parent
        return node


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.open = Node("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice in {tag}"
        node = Node(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(node)
        if tag not in VOID:
            self.open = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in SHAPES, f"<{tag}/>: {attrs}"  # only in SVG does a tag end itself
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.tag == tag, f"</{tag}> ends <{self.open.tag}>"
        assert self.open.parent is not None
        self.open = self.open.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def read(data: bytes) -> Node:
    """Read a page; every tag has to be closed where it was opened."""
    text = data.decode()
    assert text.startswith("<!DOCTYPE html>\n")
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.open is reader.root
    return reader.root


class Report(NamedTuple):
    """A report and what it was made of."""

    results: Results
    data: bytes
    page: Node


def made(results: Results, language: str = "en") -> Report:
    """Make the report on results."""
    data = output("html").write(results, Options(language))
    return Report(results, data, read(data))


@cache
def example(name: str) -> Report:
    """The report on one of the 2007 examples."""
    log = ROOT / "examples" / name / "log.csv"
    return made(judged(ROOT / "obligations.yaml", [log], DAYS[name]))


@cache
def case(folder: Path) -> Report:
    """The report on one of the worked cases, as of its day and as known then."""
    asked = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    known_at = date.fromisoformat(asked["known_at"]) if asked["known_at"] else None
    as_of = date.fromisoformat(asked["as_of"])
    return made(judged(folder / "plan.yaml", [folder / "log.csv"], as_of, known_at))
