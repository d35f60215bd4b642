"""Results as one accessible HTML page that stands by itself: nothing fetched, all there without scripts.

The templates are in `reports/html/`: a page, and its sections in the order of their file names.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from checker import __version__
from checker.diagnostics import visible
from checker.files import shipped
from checker.outputs._drawing import axis, timeline
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
from checker.results import canonical, phrasing, reading, told_duties, told_meeting, told_rows, traces
from checker.results.coming import horizon
from checker.results.facts import facts_of
from checker.results.language import APART, NAMED, Said, Wording
from checker.results.timeline import lanes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2.bccache import Bucket

    from checker.outputs import Options
    from checker.plan.model import Check
    from checker.results.agenda import Item
    from checker.results.facts import Facts
    from checker.results.model import ObligationResult, Results

suffix = ".html"
name = "report.html"
REPORTS = str(shipped("reports"))
FOLDER = os.path.join(REPORTS, "html")
BLOCKS = "t[dh]|dt|dd|p|figure|figcaption|blockquote|thead|tbody|tfoot|caption|ul|ol|dl|div|svg"


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


def write(results: Results, options: Options) -> bytes:
    """Give the page as UTF-8."""
    return page("report.html.j2", facts_of(results), options.language, script=shipped_text("report.js"))


def page(
    template: str,
    facts: Facts,
    language: str,
    *,
    script: str = "",
    style: str = "",
    **more: object,
) -> bytes:
    """Fill in one of the templates, its script, and `style` after the design; `more` are its own values."""
    words = Wording(language, facts.results.plan, apart=language != PLAN_LANGUAGE[0], ids=True)
    style = _style(style, facts, words)
    text = (
        _environment(facts, words)
        .get_template(template)
        .render(
            style=Markup(style),  # noqa: S704 - our own style sheet
            script=Markup(script),  # noqa: S704 - our own script
            policy=_policy(style, script),
            **more,
        )
    )
    return (_squeezed(text) + "\n").encode()


def _squeezed(text: str) -> str:
    """Leave out what does not show: one line for each row, item, heading and part is enough."""
    lines = re.sub(r"\s*\n\s*", "\n", text.strip())
    lines = re.sub(rf"\n(?=</?(?:{BLOCKS})\b|</li>)|(?<=</td>|</th>)\n", "", lines)
    # Between tags a quotation mark may stand as it is; a ">" is never more than the end of a tag.
    return re.sub(r">[^<]+", lambda m: m[0].replace("&#39;", "'").replace("&#34;", '"'), lines)


def _environment(facts: Facts, words: Wording) -> Environment:
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
    made.filters["groupby_kind"] = _by_kind
    made.filters["plain"] = plain
    results, plan = facts.results, facts.results.plan
    anchors = Anchors(results)
    made.globals.update(
        facts=facts,
        story=facts.story,
        results=results,
        plan=plan,
        words=words,
        phrasing=phrasing,
        meeting=told_meeting,
        did=partial(told_rows.did, words=words),
        asks=partial(told_rows.asks, words=words),
        telling=traces.TELLING,
        blank=partial(told_rows.blank, words=words),
        groups=partial(told_duties.groups, results=results, remedies=facts.remedies, words=words),
        drawn=partial(_drawn, facts, words),
        axis=lambda: axis(facts.span, results.as_of) if facts.span else "",
        say=partial(phrasing.say, words),
        own=own_language(words),
        quoted=words.quoted,
        sections=tuple(each for each in sections() if getattr(results, each[0], True) is not None),
        statuses=STATUSES,
        ratings=RATINGS,
        version=__version__,
        plan_hash=canonical.plan_hash(plan),
        log_hash=canonical.log_hash(results.log),
        sentence=partial(_sentence, words),
        marked=partial(Marked, words, anchors),
        when=Marked(words, anchors).when,
        comma=words.word("dates", "list"),
        semicolon=words.word("dates", "semicolon"),
        colon=words.word("dates", "colon"),
        bdi=bdi,
        link=link,
        host=host,
        horizon=horizon,
        anchors=anchors,
    )
    return made


def sections() -> tuple[tuple[str, str], ...]:
    """Give the sections of the page, by listing their folder: the name of each and its template."""
    files = sorted(each for each in os.listdir(os.path.join(FOLDER, "sections")) if each.endswith(".html.j2"))
    return tuple((each.partition("-")[2].removesuffix(".html.j2"), f"sections/{each}") for each in files)


def _by_kind(items: Iterable[Item]) -> list[tuple[str, list[Item]]]:
    return [(kind, list(alike)) for kind, alike in groupby(items, key=lambda item: item.kind)]


def _drawn(facts: Facts, words: Wording, own: ObligationResult) -> Markup:
    """Draw the timeline of an obligation; nothing if nothing is owed under it."""
    span = facts.span
    if span is None or not own.results:
        return Markup("")
    lines = lanes(own, span)
    names = [phrasing.people(tuple(lane.bearer.split("+")), words) for lane in lines]
    who = words.value(tuple(dict.fromkeys(names)))
    title = phrasing.say(words, "timeline", n=len(own.results), who=who, first=span.first, last=span.last)
    return timeline(lines, span, title, names)


def _sentence(words: Wording, check: Check) -> Said:
    text = reading.sentence(check, words)
    return Said(text[:1].upper() + text[1:])


def shipped_text(file: str) -> str:
    """Give a style sheet or a script without its remarks."""
    with open(os.path.join(REPORTS, file), encoding="utf-8") as opened:
        return re.sub(r"/\*.*?\*/\s*", "", opened.read(), flags=re.DOTALL).strip()


def _style(own: str, facts: Facts, words: Wording) -> str:
    """Give the design and what a page adds to it, with what stands on the margin of each printed page."""
    results = facts.results
    head = phrasing.say(words, "print-head", title=results.plan.title, day=results.as_of)
    boxes = {"top-left": _quoted(head), "bottom-right": 'counter(page) " / " counter(pages)'}
    if results.illustrative:
        boxes["bottom-left"] = _quoted(phrasing.say(words, "illustrative-short"))
    rules = "".join(f"@{box}{{content:{content}}}" for box, content in boxes.items())
    style = re.sub(r"\s*([{};,>]|:(?= ))\s*", r"\1", shipped_text("style.css") + own)
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
