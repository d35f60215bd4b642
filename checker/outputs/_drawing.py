"""Draws timelines as SVG. It needs no style sheet: shapes tell the statuses apart, colours only underline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from checker.results.timeline import when

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from checker.results.timeline import Bar, Lane, Span

WIDTH, LEFT, RIGHT, LINE, TOP = 480, 78, 8, 17, 10
YEAR = 30  # what the name of a year takes
AXIS = "part_axis"
LABEL = 12  # characters of a name that fit before the lines
MARKS = {
    "fulfilled": "m-4 0l3 4l6-8",
    "late": "m-5 4h10l-5-9z",
    "breached": "m-4-4l8 8m0-8l-8 8",
    "pending": "m-4-4h8l-8 8h8z",
    "excused": "m-5 0l5-5l5 5l-5 5z",
    "to_judge": "m-4-5h8v7h-4l-3 3v-3h-1z",
    "unknown": "a4 4 0 1 0 0 .1",
    "holding": "m-4-5h8v5l-4 5l-4-5z",
}
"""The sign of each status, drawn from its middle."""
OF_RATINGS = {
    "met": ("fulfilled", MARKS["fulfilled"]),
    "partly_met": ("late", "m-4 0a4 4 0 1 0 0-.1h8"),
    "not_met": ("breached", MARKS["breached"]),
    "undetermined": ("unknown", MARKS["unknown"]),
    "not_due": ("pending", MARKS["pending"]),
    "dormant": ("unknown", "m-4 0h8"),
    "not_rated": ("unknown", "m-1 0h2"),
}
"""The sign of each rating, and the status whose colour it has."""


def axis(span: Span, as_of: date, begun: Sequence[date] = ()) -> Markup:
    """Draw the years and the as-of day, once for all timelines of a page; each shows them at its foot.

    `begun` are further days to be marked: those on which new versions came into force.
    """
    years = "".join(f"M{_x(year, span)} -3V-2000" for year in span.years)
    parts = [
        Markup('<svg width="0" height="0" aria-hidden="true"><defs><g id="{}">').format(AXIS),
        Markup('<g fill="none" stroke="currentColor">'),
        _path(years, 'stroke-opacity=".25"'),
        _path(f"M{_x(as_of, span)} -3V-2000", 'stroke-dasharray="1 2"'),
        *(_path(f"M{_x(day, span)} -3V-2000", 'stroke-dasharray="7 3"') for day in begun),
        Markup("</g>"),
    ]
    named = (year for year in span.years if _x(year, span) + YEAR <= WIDTH)
    parts += [Markup('<text x="{}">{}</text>').format(_x(year, span) + 2, year.year) for year in named]
    return Markup("").join([*parts, Markup("</g></defs></svg>")])


def timeline(lanes: Sequence[Lane], span: Span, title: str, names: Sequence[str]) -> Markup:
    """Draw lanes with the names of their bearers; `title` says in words what is seen."""
    height = TOP + LINE * len(lanes) + 12
    lines = [(TOP + LINE * number, lane) for number, lane in enumerate(lanes)]
    opens = Markup('<svg viewBox="0 0 {} {}" role="img"><title>{}</title><use href="#{}" y="{}"/>')
    parts = [
        opens.format(WIDTH, height, title, AXIS, height - 2),
        Markup('<g fill="none" stroke="currentColor">'),
        *_windows(lines, span),
        _path(_acts(lines, span), 'stroke-width="5" stroke-linecap="round"'),
        Markup("</g>"),
    ]
    for (y, lane), name in zip(lines, names, strict=True):
        if lane.named:
            parts.append(Markup('<text y="{}">{}</text>').format(y + 4, _cut(name)))
    return Markup("").join([*parts, Markup("</svg>")])


def _windows(lines: Iterable[tuple[int, Lane]], span: Span) -> Iterator[Markup]:
    """Draw the windows, one path for each status, each with its sign at the end."""
    drawn: dict[tuple[str, bool], str] = {}
    for y, lane in lines:
        for bar in lane.bars:
            status, first, last = bar.result.status, _x(bar.first, span), _x(bar.last, span)
            line, sign = f"M{first} {y}H{last}", MARKS[status]
            if not bar.exact:
                drawn[status, False] = drawn.get((status, False), "") + line
                line = f"M{last} {y}"
            drawn[status, True] = drawn.get((status, True), "") + line + sign
    for (status, exact), path in sorted(drawn.items()):
        dotted = "" if exact else 'stroke-dasharray="3 2"'
        yield _path(path, f'class="{status}" {dotted}'.strip())


def _acts(lines: Iterable[tuple[int, Lane]], span: Span) -> str:
    spots = {}
    for y, lane in lines:
        for bar in lane.bars:
            for x, length in _spots(bar, span):
                spots[y, x, length] = f"M{x} {y}h{length}"
    return "".join(spots.values())


def _spots(bar: Bar, span: Span) -> Iterator[tuple[int, int]]:
    for entry in bar.acts:
        first, last = when(entry)
        x = _x(first, span)
        yield x, _x(last, span) - x


def _path(drawn: str, attributes: str) -> Markup:
    return Markup('<path {} d="{}"/>').format(Markup(attributes), drawn) if drawn else Markup("")  # noqa: S704 - our own


def _x(day: date, span: Span) -> int:
    return LEFT + span.part(day, WIDTH - LEFT - RIGHT)


def _cut(name: str) -> str:
    return name if len(name) <= LABEL else name[: LABEL - 1] + "…"
