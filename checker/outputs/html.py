"""Results as one accessible HTML page that stands by itself: no script, nothing fetched, everything in it.

The templates are in `reports/html/`: a page, and its sections in the order of their file names.
"""

import base64
import hashlib
import os
import re
from collections.abc import Callable, Iterable
from functools import partial
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from checker import __version__
from checker.diagnostics import visible
from checker.files import shipped
from checker.findings.model import Sentence
from checker.log.model import Entry
from checker.outputs import Options
from checker.patterns.vocabulary import RATINGS, STATUSES
from checker.plan.model import Check
from checker.results import canonical, phrasing, reading
from checker.results.language import Wording
from checker.results.model import Result, Results
from checker.results.story import Story, story

suffix = ".html"
FOLDER = os.path.join(str(shipped("reports")), "html")
PLAN_LANGUAGE = ("en", "ltr")  # the language that the plan is written in; it has no field for that yet
KEPT_TOGETHER = 24  # characters of a date or an id that no line breaks
BLOCKS = "t[dh]|dt|dd|p|figure|figcaption|blockquote|thead|tbody|tfoot|caption|ul|ol|dl|div"
SCHEMES = frozenset({"http", "https"})


def write(results: Results, options: Options) -> bytes:
    """Give the page as UTF-8."""
    words = Wording(options.language, results.plan)
    told = story(results)
    style = _style(told, words)
    page = _environment(told, words).get_template("page.html.j2")
    text = page.render(style=Markup(style), policy=_policy(style))  # noqa: S704 - our own style sheet
    return (_squeezed(text) + "\n").encode()


def _squeezed(text: str) -> str:
    """Leave out what does not show: one line for each row, item, heading and part is enough."""
    lines = re.sub(r"\s*\n\s*", "\n", text.strip())
    lines = re.sub(rf"\n(?=</?(?:{BLOCKS})\b|</li>)|(?<=</td>|</th>)\n", "", lines)
    # Between tags a quotation mark may stand as it is; a ">" is never more than the end of a tag.
    return re.sub(r">[^<]+", lambda m: m[0].replace("&#39;", "'").replace("&#34;", '"'), lines)


def _environment(told: Story, words: Wording) -> Environment:
    """Make what templates work with: every value is escaped, and every fact that is missing is an error."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )
    results = told.results
    anchors = Anchors(told)
    foreign = PLAN_LANGUAGE[0] != words.tag
    made.globals.update(
        story=told,
        results=results,
        plan=results.plan,
        words=words,
        phrasing=phrasing,
        say=partial(phrasing.say, words),
        direction=words.word("language", "direction"),
        own=Markup(' lang="{}" dir="{}"').format(*PLAN_LANGUAGE) if foreign else Markup(""),
        quoted=partial(_quoted_text, foreign=foreign),
        sections=tuple(each for each in sections() if getattr(results, each[0], True) is not None),
        statuses=STATUSES,
        ratings=RATINGS,
        version=__version__,
        plan_hash=canonical.plan_hash(results.plan),
        log_hash=canonical.log_hash(results.log),
        sentence=partial(_sentence, words),
        owed=partial(_owed, words, anchors),
        told=partial(_told, words, anchors),
        when=partial(_when, words, anchors),
        named=partial(_named, words),
        bdi=bdi,
        link=link,
        host=host,
        anchors=anchors,
    )
    return made


def sections() -> tuple[tuple[str, str], ...]:
    """Give the sections of the page, by listing their folder: the name of each and its template."""
    files = sorted(name for name in os.listdir(os.path.join(FOLDER, "sections")) if name.endswith(".html.j2"))
    return tuple((name.partition("-")[2].removesuffix(".html.j2"), f"sections/{name}") for name in files)


def shown(value: object) -> object:
    """Give a value as it may be shown: what hides or turns text becomes a visible mark."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return "\n".join(visible(line) for line in value.split("\n"))
    return value


def bdi(text: object) -> Markup:
    """Set a date, an id or a hash apart from the direction of the text around it; short ones do not wrap."""
    plain = str(shown(str(text)))
    if len(plain) <= KEPT_TOGETHER:
        return Markup("<bdi>{}</bdi>").format(plain)
    return Markup('<bdi class="long">{}</bdi>').format(plain)


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

    def __init__(self, told: Story) -> None:
        self.taken = {name for o in told.results.plan.obligations for name in (o.id, *o.was)}

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


def _plain(name: str) -> str:
    """Write a name in letters, digits, `-` and `_` alone, so that no two names become one."""
    return re.sub(r"[^A-Za-z0-9-]", lambda m: "_" if m[0] == "/" else f"__{ord(m[0]):x}__", name)


def _told(words: Wording, anchors: Anchors, sentences: tuple[Sentence, ...]) -> Markup:
    """Put sentences of a finding into words, their days set apart and their entries linked."""
    return _joined(phrasing.pieces(sentences, words), anchors)


def _owed(words: Wording, anchors: Anchors, result: Result) -> Markup:
    """Say whose duty it is, from when to when: the first sentence of its reason."""
    who = phrasing.bearer(result, words)
    first, *others = phrasing.pieces(result.finding.because[:1], words)
    if not first.text.startswith(who):
        return _joined([first, *others], anchors)
    rest = phrasing.Piece(first.text.removeprefix(who))
    return Markup("<b>{}</b>").format(shown(who)) + _joined([rest, *others], anchors)


def _when(words: Wording, anchors: Anchors, entry: Entry) -> Markup:
    return _joined(phrasing.when_pieces(entry, words), anchors)


def _joined(pieces: Iterable[phrasing.Piece], anchors: Anchors) -> Markup:
    parts = []
    for piece in pieces:
        if piece.kind == "entry":
            to = Markup('<a href="#{}">{}</a>')
            parts.append(to.format(anchors.entry(piece.text), bdi(piece.text)))
        else:
            parts.append(bdi(piece.text) if piece.kind == "day" else escape(shown(piece.text)))
    return Markup("").join(parts)


def _named(words: Wording, entry: Entry, result: Result) -> bool:
    """Say whether the reason of a finding names an entry in full."""
    return words.entry(entry) in phrasing.reason(result.finding.because, words)


def _quoted_text(text: str, *, foreign: bool) -> Markup:
    """Give a text of the plan or the log inside a sentence of the page, marked if its language is another."""
    plain = escape(shown(text))
    return Markup('<span lang="{}" dir="{}">{}</span>').format(*PLAN_LANGUAGE, plain) if foreign else plain


def _sentence(words: Wording, check: Check) -> str:
    text = reading.sentence(check, words)
    return text[:1].upper() + text[1:]


def _style(told: Story, words: Wording) -> str:
    """Give the style sheet without its remarks, and with what stands on the margin of each printed page."""
    with open(os.path.join(FOLDER, os.pardir, "style.css"), encoding="utf-8") as file:
        text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.DOTALL)
    head = phrasing.say(words, "print-head", title=told.results.plan.title, day=told.results.as_of)
    boxes = {"top-left": _quoted(head), "bottom-right": 'counter(page) " / " counter(pages)'}
    if told.results.illustrative:
        boxes["bottom-left"] = _quoted(phrasing.say(words, "illustrative-short"))
    rules = "".join(f"@{box}{{content:{content}}}" for box, content in boxes.items())
    return re.sub(r"\s*([{};,]|:(?= ))\s*", r"\1", text).strip() + f"@page{{{rules}}}"


def _quoted(text: str) -> str:
    """Write a text as a string of CSS; whatever could end it is escaped."""
    plain: Callable[[str], bool] = lambda c: c.isascii() and (c.isalnum() or c == " ")  # noqa: E731
    return '"' + "".join(c if plain(c) else f"\\{ord(c):x} " for c in str(shown(text))) + '"'


def _policy(style: str) -> str:
    """Give the content security policy: nothing is loaded, and only this very style sheet applies."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
