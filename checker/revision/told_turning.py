"""Puts into words under which readings of a vague term, or of an assumed day, verdicts would be others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.patterns.vocabulary import STATUSES
from checker.plan.checks import EMPTY
from checker.results.language import Said
from checker.results.phrasing import decided, meant, people, status
from checker.revision.climb import placed
from checker.revision.ladder import ranged
from checker.revision.told_ladder import looked_at, say, span, spans, term, value
from checker.revision.told_term import Grid, all_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from checker.results.language import Wording
    from checker.results.model import Results
    from checker.revision.ladder import Band, Ladder, Range
    from checker.revision.turning import Strip, Turning

FEW = 6
"""Strips of a day that a reader takes in as sentences too."""
STANDING = frozenset({"holding", "pending"})
"""The statuses of duties of which none is done: time is left, or nothing contrary is on record."""


class Piece(NamedTuple):
    """A part of a drawn strip, from and to a thousandth of its length; no rating: it cannot be asked."""

    begin: int
    end: int
    rating: str | None


class Drawn(NamedTuple):
    """A strip to be drawn: whose it is, its pieces, where the present value lies, what is seen in words."""

    name: str
    pieces: tuple[Piece, ...]
    present: int | None
    title: str


def read(told: Turning, words: Wording) -> str:
    """Say what a term is read as, and who decided so."""
    own = told.interpretation
    return say(words, "read", name=term(own.name, words), value=meant(own, words), who=decided(own, words))


def hinge(told: Turning, words: Wording) -> str:
    """Say how many verdicts hang on a term."""
    if not told.decides:
        if not told.duties:
            return say(words, "hinge-unresting")
        return say(words, "hinge-none", values=looked_at(told.ladder.scale, words))
    beside = {"appeared": told.appeared or "", "vanished": told.vanished or ""}
    if told.hinge == told.total:
        return say(words, "hinge-all", hinge=told.hinge, **all_of(told.total), **beside)
    return say(words, "hinge", hinge=told.hinge, total=told.total, **beside)


def clauses(told: Turning, words: Wording) -> Iterator[str]:
    """Yield, for each clause that a term moves, how it stands under which reading."""
    for strip in told.strips:
        name = named(strip, words)
        if len(strip.bands) == 1:
            rating = _rating(strip.bands[0], words)
            yield say(words, "whole", name=name, rating=rating, values=looked_at(told.ladder.scale, words))
        else:
            yield say(words, "parts", name=name, parts=_parts(strip.bands, told.ladder, words))


def named(strip: Strip, words: Wording) -> Said:
    """Name the clause of a strip, and its bearer if there is one strip for each."""
    title = words.fill(words.word("dates", "quoted"), {"text": words.quoted(strip.obligation.title)})
    if strip.bearer is None:
        return title
    return say(words, "of-bearer", clause=title, bearer=people(tuple(strip.bearer.split("+")), words))


def _parts(bands: Iterable[Band], ladder: Ladder, words: Wording) -> Said:
    """List the ratings of a clause, each with the readings that give it."""
    by_rating: dict[Said | None, list[Range]] = {}
    for band in bands:
        told = None if band.rating is None else _rating(band, words)
        by_rating.setdefault(told, []).append(band.range)
    parts = []
    for rating, ranges in by_rating.items():
        values = spans(ranges, ladder.scale, words)
        if rating is None:
            parts.append(say(words, "part-refused", values=values, why=_why(ladder, words)))
        else:
            parts.append(say(words, "part", rating=rating, values=values))
    return Said(words.word("dates", "semicolon").join(parts))


def _why(ladder: Ladder, words: Wording) -> Said:
    codes = {fault.code for refusal in ladder.refused for fault in refusal.why}
    return say(words, "why-empty" if EMPTY in codes else "why-calendar")


def _rating(band: Band, words: Wording) -> Said:
    """Say how a clause stands within a band; where only nothing contrary is on record, so."""
    if band.rating is None:
        return say(words, "rating-none")
    there = {status for status, number in band.most.items() if number}
    if band.rating == "met" and "holding" in there and there <= STANDING:
        return say(words, "rating-holding")
    return words.word("ratings", band.rating)


def table(told: Turning, words: Wording) -> Grid:
    """Lay out, clause by clause, the ranges of values with the rating and the duties in each."""
    rows = (row for strip in told.strips for row in _rows(strip, strip.bands, told.ladder, words))
    return _grid("caption", told, rows, words)


def table_of_days(told: Turning, words: Wording) -> Grid | None:
    """Lay out the same in whole days; None if the term is read in days anyhow."""
    if told.days is told.ladder:
        return None
    rows = (row for strip in told.strips for row in _rows(strip, strip.days, told.days, words))
    return _grid("caption-days", told, rows, words)


def _grid(caption: str, told: Turning, rows: Iterable[tuple[str, ...]], words: Wording) -> Grid:
    heads = ("head-clause", "head-values", "head-rating", "head-counts")
    return Grid(
        caption=say(words, caption, name=term(told.interpretation.name, words)),
        head=tuple(say(words, head) for head in heads),
        rows=tuple(rows),
        note=say(words, "note-counts"),
    )


def _rows(strip: Strip, bands: Iterable[Band], ladder: Ladder, words: Wording) -> Iterator[tuple[str, ...]]:
    for band in bands:
        values = span(band.range, ladder.scale, words)
        yield named(strip, words), values, _rating(band, words), _counts(band, words)


def _counts(band: Band, words: Wording) -> str:
    """List how many duties of each status there are within a band, the least and the most."""
    parts: list[Said] = []
    for name in STATUSES:
        least, most = band.least.get(name, 0), band.most.get(name, 0)
        if most:
            key = "count" if least == most else "count-between"
            parts.append(say(words, key, status=words.word("statuses", name), least=least, most=most))
    return Said(words.word("dates", "semicolon").join(parts)) if parts else say(words, "no-duty")


def duties(told: Turning, results: Results, words: Wording) -> Grid:
    """Lay out the duties that have another status under some reading, with all their statuses."""
    rows = []
    for same, result in placed(results.results).items():
        ranges = _courses(told.ladder, same)
        if {status for status in ranges if status is not None} - {result.status}:
            parts = (
                say(words, "part", rating=status(name, words), values=spans(each, told.ladder.scale, words))
                for name, each in ranges.items()
            )
            rows.append((result.id, Said(words.word("dates", "semicolon").join(parts))))
    caption = say(words, "caption-duties", name=term(told.interpretation.name, words))
    return Grid(caption, (say(words, "head-duty"), say(words, "head-turns")), tuple(rows), "")


def _courses(ladder: Ladder, same: tuple[object, ...]) -> Mapping[str | None, list[Range]]:
    """Give the ranges of values at which a duty has each status."""
    found: dict[str | None, list[Range]] = {}
    for run in ladder.courses.get(same, ()):
        found.setdefault(run.status, []).append(ranged(ladder.scale, run.begin, run.end))
    return found


def ends(told: Turning, words: Wording) -> Said:
    """Say where strips begin and end, and how the term is read now, if that lies in between."""
    scale, own = told.ladder.scale, told.interpretation
    return say(
        words,
        "head-strip",
        first=value(scale.value(0), words),
        last=value(scale.value(scale.size - 1), words),
        present="" if told.ladder.present is None else meant(own, words),
    )


def lengthy(told: Turning) -> bool:
    """Say whether sentences on its strips, each with many days, would be too much to read in one go."""
    return told.ladder.scale.unit == "date" and len(told.strips) > FEW


def drawn(told: Turning, words: Wording) -> Iterator[Drawn]:
    """Yield what a small chart shows: one strip for each clause along the values of the term."""
    scale, present = told.ladder.scale, told.ladder.present
    first, last = value(scale.value(0), words), value(scale.value(scale.size - 1), words)
    for strip in told.strips:
        pieces = tuple(
            Piece(scale.part(band.range.begin), scale.part(band.range.end + 1), band.rating)
            for band in strip.bands
        )
        name = named(strip, words)
        yield Drawn(
            name=name,
            pieces=pieces,
            present=None if present is None else (scale.part(present) + scale.part(present + 1)) // 2,
            title=say(
                words, "chart" if scale.open_above else "chart-days", name=name, first=first, last=last
            ),
        )
