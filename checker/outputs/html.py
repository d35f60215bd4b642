"""Results as one accessible HTML page that stands by itself: nothing fetched, all there without scripts.

The templates are in `reports/html/`: a page, and its sections in the order of their file names.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from checker.outputs import _page
from checker.outputs._drawing import axis, timeline
from checker.outputs._page import Design, environment, filled, shipped_text, wording
from checker.results import (
    canonical,
    phrasing,
    told_decided,
    told_duties,
    told_mark,
    told_meeting,
    told_rows,
    told_versions,
    traces,
)
from checker.results.coming import horizon
from checker.results.facts import facts_of
from checker.results.timeline import lanes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jinja2 import Environment

    from checker.outputs import Options
    from checker.results.agenda import Item
    from checker.results.facts import Facts
    from checker.results.language import Wording
    from checker.results.model import ObligationResult, Results

suffix = ".html"
name = "report.html"


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
    results = facts.results
    words = wording(language, results.plan)
    head = phrasing.say(words, "print-head", title=results.plan.title, day=results.as_of)
    made_up = told_mark.short(told_mark.of(results), words)
    return filled(prepared(facts, words), template, Design(head, made_up, style, script), **more)


def prepared(facts: Facts, words: Wording) -> Environment:
    """Make what templates work with that tell of results."""
    made = environment(words)
    made.filters["groupby_kind"] = _by_kind
    results = facts.results
    made.globals.update(
        facts=facts,
        story=facts.story,
        results=results,
        mark=told_mark.mark(told_mark.of(results), words),
        meeting=told_meeting,
        earlier=told_decided,
        standing=lambda: told_decided.paper(facts.signing, words),
        did=partial(told_rows.did, words=words),
        asks=partial(told_rows.asks, words=words),
        telling=traces.TELLING,
        blank=partial(told_rows.blank, words=words),
        groups=partial(told_duties.groups, results=results, remedies=facts.remedies, words=words),
        drawn=partial(_drawn, facts, words),
        axis=lambda: axis(facts.span, results.as_of, begun(results)) if facts.span else "",
        versions=told_versions,
        sentence=lambda check: told_versions.check(check, results, words),
        sections=tuple(each for each in sections() if getattr(results, each[0], True) is not None),
        log_hash=canonical.log_hash(results.log),
        horizon=horizon,
    )
    return made


def sections() -> tuple[tuple[str, str], ...]:
    """Give the sections of the page: the name of each and its template."""
    return _page.listed("sections")


def begun(results: Results) -> tuple[date, ...]:
    """Give the days on which versions of the agreement replaced others."""
    return tuple(each.first for each in (results.versions or ())[1:] if each.first)


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
