"""The site is built without a warning; each link in it leads somewhere; and it asks for nothing elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

import pytest

from tests.docs.page import pages
from tests.docs.site import build
from tests.once import made_once
from tests.run import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Golden

ADDRESSES = ROOT / "tests" / "docs" / "addresses.txt"
"""The addresses outside that pages link to. Tests fetch none of them: they are looked at when they change."""
QUOTING = {"examples/2007-public-record/README.html", "examples/2007-public-record/sources.html"}
"""The pages that name the sources of a record as they were found, some of them long ago."""
LOADS = {"src", "srcset", "poster", "data", "action", "formaction"}
"""Attributes by which a page asks for something by itself."""
FETCHED_LINKS = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "manifest"}


class Link(NamedTuple):
    """A link of a page, and whether the browser follows it by itself."""

    address: str
    loads: bool


class Built(HTMLParser):
    """What the tests want to know of a page: its anchors and its links."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.anchors: set[str] = set()
        self.links: list[Link] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        loads = tag == "link" and bool(FETCHED_LINKS & set(given.get("rel", "").split()))
        self.links += [Link(value, loads) for name, value in given.items() if name == "href"]
        self.links += [Link(value, loads=True) for name, value in given.items() if name in LOADS]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """Give the pages of the site by their place in it."""
    folder = made_once(tmp_path_factory, "site", build) / "site"
    found = sorted(folder.rglob("*.html"))
    return {path.relative_to(folder).as_posix(): Built(path) for path in found}


def test_every_page_is_in_the_site(site: dict[str, Built]) -> None:
    written = {path.relative_to(ROOT).with_suffix(".html").as_posix() for path in pages()}
    assert written - site.keys() == set()


def test_every_link_within_leads_to_a_file_and_a_place_in_it(site: dict[str, Built]) -> None:
    folder = site["search.html"].path.parent
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    lost = [
        f"{name}: {link.address}"
        for name, page in site.items()
        for link in page.links
        if not leads_somewhere(name, urlsplit(link.address), site, files)
    ]
    assert lost == []


def leads_somewhere(name: str, to: SplitResult, site: dict[str, Built], files: set[str]) -> bool:
    if to.scheme or to.netloc:
        return True
    path = normpath(join(dirname(name), unquote(to.path))) if to.path else name
    if to.fragment and path in site:
        return unquote(to.fragment) in site[path].anchors
    return path in files


def test_no_page_asks_for_anything_elsewhere(site: dict[str, Built]) -> None:
    asked = [
        f"{name}: {link.address}"
        for name, page in site.items()
        for link in page.links
        if link.loads and (urlsplit(link.address).netloc or urlsplit(link.address).scheme not in {"", "data"})
    ]
    assert asked == []
    styles = (path.read_text(encoding="utf-8") for path in site["search.html"].path.parent.rglob("*.css"))
    assert not any(re.search(r"(@import|url\()[^;)]*//", style) for style in styles)


def test_addresses_outside_are_the_listed_ones(site: dict[str, Built], golden: Golden) -> None:
    outside = {link.address for page in site.values() for link in page.links if urlsplit(link.address).scheme}
    golden.check(ADDRESSES, "".join(f"{address}\n" for address in sorted(outside)))
    ours = {link.address for name, page in site.items() if name not in QUOTING for link in page.links}
    assert [each for each in outside if not is_address(each, ("https", "http"))] == []
    assert [each for each in outside & ours if not is_address(each, ("https",))] == []


def is_address(address: str, schemes: tuple[str, ...]) -> bool:
    to = urlsplit(address)
    return to.scheme in schemes and "." in to.netloc and not re.search(r"\s", address)
