"""Fills in the templates of pages that stand by themselves: nothing is fetched, and the policy says so.

The templates are in `reports/html/`. What a page says is up to the module that names its template.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from checker import __version__
from checker.diagnostics import visible
from checker.files import shipped
from checker.outputs._markup import (
    PLAN_LANGUAGE,
    Anchors,
    Marked,
    bdi,
    host,
    link,
    own_language,
    plain,
    shown,
)
from checker.patterns.vocabulary import RATINGS, STATUSES
from checker.results import canonical, phrasing, reading
from checker.results.language import APART, NAMED, Said, Wording

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

    from checker.plan.model import Check, Plan

REPORTS = str(shipped("reports"))
FOLDER = os.path.join(REPORTS, "html")
BLOCKS = "t[dh]|dt|dd|p|figure|figcaption|blockquote|thead|tbody|tfoot|caption|ul|ol|dl|div|svg"


class Design(NamedTuple):
    """What a page adds to the common design, and what stands on the margin of each printed page.

    `head` says what paper it is; `made_up`, if anything in it is, that it is.
    """

    head: str
    made_up: str = ""
    style: str = ""
    script: str = ""


class _Compiled(BytecodeCache):
    """Keeps templates compiled while the program runs: a folder of a report fills them in many times."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is kept of a template, if it still reads as it did."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = _Compiled()


def wording(language: str, plan: Plan) -> Wording:
    """Give the words of a page on a plan. Raises `UnknownLanguage`."""
    return Wording(language, plan, apart=language != PLAN_LANGUAGE[0], ids=True)


def environment(words: Wording) -> Environment:
    """Make what templates work with: every value is escaped, and every fact that is missing is an error."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        bytecode_cache=COMPILED,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=partial(shown, own=own_language(words)),
    )
    made.filters["plain"] = plain
    plan = words.plan
    anchors = Anchors(plan)
    made.globals.update(
        plan=plan,
        words=words,
        phrasing=phrasing,
        say=partial(phrasing.say, words),
        own=own_language(words),
        quoted=words.quoted,
        statuses=STATUSES,
        ratings=RATINGS,
        version=__version__,
        plan_hash=canonical.plan_hash(plan),
        sentence=partial(_sentence, words),
        marked=partial(Marked, words, anchors),
        when=Marked(words, anchors).when,
        comma=words.word("dates", "list"),
        semicolon=words.word("dates", "semicolon"),
        colon=words.word("dates", "colon"),
        bdi=bdi,
        link=link,
        host=host,
        anchors=anchors,
    )
    return made


def _sentence(words: Wording, check: Check) -> Said:
    text = reading.sentence(check, words)
    return Said(text[:1].upper() + text[1:])


def filled(made: Environment, template: str, design: Design, **more: object) -> bytes:
    """Fill in one of the templates; `more` are its own values."""
    style = _style(design)
    text = made.get_template(template).render(
        style=Markup(style),  # noqa: S704 - our own style sheet
        script=Markup(design.script),  # noqa: S704 - our own script
        policy=_policy(style, design.script),
        **more,
    )
    return (_squeezed(text) + "\n").encode()


def _squeezed(text: str) -> str:
    """Leave out what does not show: one line for each row, item, heading and part is enough."""
    lines = re.sub(r"\s*\n\s*", "\n", text.strip())
    lines = re.sub(rf"\n(?=</?(?:{BLOCKS})\b|</li>)|(?<=</td>|</th>)\n", "", lines)
    # Between tags a quotation mark may stand as it is; a ">" is never more than the end of a tag.
    return re.sub(r">[^<]+", lambda m: m[0].replace("&#39;", "'").replace("&#34;", '"'), lines)


def listed(folder: str) -> tuple[tuple[str, str], ...]:
    """Give the sections of a page, by listing their folder: the name of each and its template."""
    files = sorted(each for each in os.listdir(os.path.join(FOLDER, folder)) if each.endswith(".html.j2"))
    return tuple((each.partition("-")[2].removesuffix(".html.j2"), f"{folder}/{each}") for each in files)


def shipped_text(file: str) -> str:
    """Give a style sheet or a script without its remarks."""
    with open(os.path.join(REPORTS, file), encoding="utf-8") as opened:
        return re.sub(r"/\*.*?\*/\s*", "", opened.read(), flags=re.DOTALL).strip()


def _style(design: Design) -> str:
    """Give the design and what a page adds to it, with what stands on the margin of each printed page."""
    boxes = {"top-left": _quoted(design.head), "bottom-right": 'counter(page) " / " counter(pages)'}
    if design.made_up:
        boxes["bottom-left"] = _quoted(design.made_up)
    rules = "".join(f"@{box}{{content:{content}}}" for box, content in boxes.items())
    style = re.sub(r"\s*([{};,>]|:(?= ))\s*", r"\1", shipped_text("style.css") + design.style)
    return style.replace(";}", "}").strip() + f"@page{{{rules}}}"


def _quoted(text: str) -> str:
    """Write a text as a string of CSS; whatever could end it is escaped."""
    safe = "".join(c if c in APART else visible(c) for c in text.replace(NAMED[0], APART[0]))
    escaped = (c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in safe)
    return "".join(escaped).join('""')


def _policy(style: str, script: str) -> str:
    """Give the content security policy: nothing is loaded; only this very style sheet and script apply."""
    parts = {"style-src": style, "script-src": script}
    allowed = "".join(
        f"{name} 'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'; "
        for name, text in parts.items()
        if text
    )
    return f"default-src 'none'; {allowed}base-uri 'none'; form-action 'none'"
