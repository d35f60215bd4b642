"""The small pieces of a page: text that is inert, days and ids set apart, links, anchors."""

from __future__ import annotations

import re
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from checker.diagnostics import visible
from checker.results import phrasing
from checker.results.language import APART, NAMED, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.findings.model import Sentence
    from checker.log.model import Entry
    from checker.plan.model import Plan
    from checker.results.model import Result

PLAN_LANGUAGE = ("en", "ltr")  # the language that the plan is written in; it has no field for that yet
KEPT_TOGETHER = 27  # characters of a date or an id that no line breaks
NOTHING = Markup("")
SCHEMES = frozenset({"http", "https"})
_APART = re.compile(f"([{APART[0]}{NAMED[0]}][^{APART[0]}{NAMED[0]}{APART[1]}]*{APART[1]})")


def own_language(words: Wording) -> Markup:
    """Give the attributes that say in which language the plan is, if the page is in another."""
    tag, direction = PLAN_LANGUAGE
    if words.tag == tag:
        return NOTHING
    turned = Markup(' dir="{}"').format(direction) if words.direction != direction else NOTHING
    return Markup(' lang="{}"{}').format(tag, turned)


def shown(value: object, own: Markup = NOTHING) -> object:
    """Give a value as it may be shown: what hides or turns text becomes a visible mark.

    What the plan or the log says inside a sentence of another language is marked as its `own`.
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    if APART[1] not in value:
        return _visible(value)
    parts = []
    for part in _APART.split(value):
        text = part[1:-1] if _APART.fullmatch(part) else part
        if text is part:
            parts.append(escape(_visible(text)))
        elif part[0] == NAMED[0]:
            parts.append(_isolated(text))
        else:
            parts.append(Markup("<i{}>{}</i>").format(own, _visible(text)))
    return Markup("").join(parts)


def plain(text: str) -> str:
    """Give a text where there can be no marks round what it quotes or names."""
    return _visible("".join(each for each in text if each not in (*APART, *NAMED)))


def _visible(text: str) -> str:
    return "\n".join(visible(line) for line in text.split("\n"))


def bdi(text: object) -> Markup:
    """Set a date, an id or a hash apart from the direction of the text around it; short ones do not wrap."""
    return _isolated(str(text))


def _isolated(text: str) -> Markup:
    tag = "<bdi>" if len(text) <= KEPT_TOGETHER else '<bdi class="long">'
    return Markup("{}{}</bdi>").format(Markup(tag), _visible(text))  # noqa: S704 - our own tag


def link(text: str) -> str:
    """Give the address that an item of evidence is, if it is one that may be followed; else nothing."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    begins = text.partition("://")[0].lower()
    safe = begins in SCHEMES and parts.netloc and text.isprintable() and not set(text) & set(' "<>\\^`{|}')
    return text if safe else ""


def host(address: str) -> str:
    """Name the site of an address."""
    return urlsplit(address).netloc.rpartition("@")[2].removeprefix("www.")


class Anchors:
    """The ids of the page. Those of parts have a `_`, which no obligation's id has."""

    def __init__(self, plan: Plan) -> None:
        self.taken = {o.id for o in plan.obligations}
        self._earlier: dict[str, list[str]] = {o.id: [] for o in plan.obligations}
        for obligation in plan.obligations:  # the first of those that share an earlier id has it
            self._earlier[obligation.id] = [name for name in obligation.was if name not in self.taken]
            self.taken.update(obligation.was)

    def earlier(self, name: str) -> list[str]:
        """Give the earlier ids by which the article of an obligation is found too."""
        return self._earlier[name]

    def entry(self, name: str) -> str:
        """Give the anchor of an entry."""
        anchor = "entry-" + _plain(name)
        return anchor + "_" if anchor in self.taken else anchor

    def duty(self, name: str) -> str:
        """Give the anchor of a duty: its id, with `_` for its slashes."""
        return _plain(name)

    def meaning(self, name: str) -> str:
        """Give the anchor of an interpretation."""
        return "meant_" + _plain(name)

    def table(self, name: str, of: str) -> str:
        """Give the anchor of a table in the article of an obligation."""
        return f"{of}_{_plain(name)}"

    def pair(self, name: str) -> str:
        """Give the anchor of what becomes of a clause in a draft."""
        return "draft_" + _plain(name)

    def request(self, name: str) -> str:
        """Give the anchor of a request."""
        return "asked_" + _plain(name.removeprefix("request-"))


class Cited(Anchors):
    """Anchors that remember for which entries they were asked: a page can list those that it links to."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self.entries: set[str] = set()

    def entry(self, name: str) -> str:
        """Give the anchor of an entry, and remember it."""
        self.entries.add(name)
        return super().entry(name)


def _plain(name: str) -> str:
    """Write a name in letters, digits, `-` and `_` alone, so that no two names become one."""
    return re.sub(r"[^A-Za-z0-9-]", lambda m: "_" if m[0] == "/" else f"__{ord(m[0]):x}__", name)


class Marked:
    """Puts sentences into markup, their entries linked.

    It names each entry in full once, then by its id: one is made for each part that is read by itself.
    """

    def __init__(self, words: Wording, anchors: Anchors) -> None:
        self.words, self.anchors = words, anchors
        self._own = own_language(words)
        self._named: set[str] = set()

    def told(self, sentences: tuple[Sentence, ...]) -> Markup:
        """Put sentences of a finding into words."""
        return self._joined(phrasing.pieces(sentences, self.words, self._named))

    def owed(self, result: Result) -> Markup:
        """Say whose duty it is, from when to when: the first sentence of its reason, with all names."""
        who = phrasing.bearer(result, self.words)
        pieces = list(phrasing.pieces(result.finding.because[:1], self.words))
        begins = "".join(piece.text for piece in takewhile(lambda piece: piece.kind == "text", pieces))
        if not begins.startswith(who):
            return self._joined(pieces)
        rest = dropwhile(lambda piece: piece.kind == "text", pieces)
        bold = Markup("<b>{}</b>").format(shown(who, self._own))
        return bold + self._joined([phrasing.Piece(begins.removeprefix(who)), *rest])

    def cited(self, entry: Entry) -> Markup:
        """Name an entry that a finding rests on; its documents and remarks are in the record."""
        known = entry.id in self._named
        link = self._joined([phrasing.Piece(entry.id, "entry")])
        if known:
            return link
        title = shown(self.words.quoted(entry.title or self.words.kind(entry.kind)), self._own)
        return Markup("{} {}{}{}").format(link, title, self.words.word("dates", "list"), self.when(entry))

    def when(self, entry: Entry) -> Markup:
        """Give the days of an entry."""
        return Markup("{}").format(shown(self.words.when(entry), self._own))

    def _joined(self, pieces: Iterable[phrasing.Piece]) -> Markup:
        parts = []
        for piece in pieces:
            if piece.kind == "entry":
                self._named.add(piece.text)
                to = Markup('<a href="#{}">{}</a>')
                parts.append(to.format(self.anchors.entry(piece.text), bdi(piece.text)))
            else:
                parts.append(escape(shown(piece.text, self._own)))
        return Markup("").join(parts)
