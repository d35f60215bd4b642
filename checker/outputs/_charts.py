"""Draws small charts as SVG beside tables of the numbers. As in timelines, shapes tell statuses apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from checker.outputs._drawing import MARKS, OF_RATINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checker.revision.told_turning import Piece

WIDTH, LEFT, EDGE = 480, 72, 8
STEP, LINE = 11, 17
ROW = (WIDTH - LEFT - EDGE) // STEP
"""Signs that fit on a line."""
LINES = 4
"""Lines that a row may have before a sign has to stand for several."""
STRIP, HIGH, MIDDLE = 300, 22, 11
NARROW = 11
"""What a band of a strip needs for its sign; without one its ends show all the same."""
THOUSAND = 1000
OPENS = Markup('<svg viewBox="0 0 {} {}" role="img"><title>{}</title><g fill="none" stroke="currentColor">')
PRESENT = Markup('<path d="M{} 0v22" stroke-width="2" stroke-dasharray="3 2"/>')


class Pile(NamedTuple):
    """A row of a chart of signs: its name, and how many there are of each status."""

    label: str
    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(number for _, number in self.counts)


def worth(piles: Iterable[Pile]) -> int:
    """Give how many duties one sign of a chart has to stand for: one, if that can be drawn."""
    most = max((pile.total for pile in piles), default=0)
    return max(1, -(-most // (ROW * LINES)))


def signs(piles: Sequence[Pile], title: str, each: int | None = None) -> Markup:
    """Draw one sign for `each` duties begun, or for `worth`; `title` says in words what is seen."""
    each = each or worth(piles)
    drawn: dict[str, list[str]] = {}
    names, y = [], LINE // 2 + 2
    for pile in piles:
        names.append(Markup('<text y="{}">{}</text>').format(y + 4, pile.label))
        row = [status for status, number in pile.counts for _ in range(-(-number // each))]
        for place, status in enumerate(row):
            x = LEFT + STEP // 2 + STEP * (place % ROW)
            drawn.setdefault(status, []).append(f"M{x} {y + LINE * (place // ROW)}{MARKS[status]}")
        y += LINE * max(1, -(-len(row) // ROW))
    paths = (_path("".join(marks), status) for status, marks in sorted(drawn.items()))
    return Markup("").join(
        [OPENS.format(WIDTH, y - LINE // 2, title), *paths, Markup("</g>"), *names, Markup("</svg>")]
    )


def strip(pieces: Sequence[Piece], present: int | None, title: str) -> Markup:
    """Draw how a rating follows the values that something may have, and where the present one lies."""
    ends: list[int] = []
    drawn: dict[str, str] = {}
    for piece in pieces:
        status, mark = OF_RATINGS[piece.rating or "not_rated"]
        first, last = _x(piece.begin), _x(piece.end)
        line = f"M{first} {MIDDLE}H{last}"
        sign = f"M{(first + last) // 2} {MIDDLE}{mark}" if last - first >= NARROW else ""
        if sign:  # the line keeps clear of the sign
            middle = (first + last) // 2
            line = f"M{first} {MIDDLE}H{max(first, middle - 7)}M{min(last, middle + 7)} {MIDDLE}H{last}"
        drawn[status] = drawn.get(status, "") + line + sign
        ends += [first, last]
    parts = [OPENS.format(STRIP, HIGH, title)]
    parts += [_path(path, status) for status, path in sorted(drawn.items())]
    parts.append(_path("".join(f"M{x} 5v12" for x in sorted(set(ends)))))
    if present is not None:
        parts.append(
            Markup('<path d="M{} 0v22" stroke-width="2" stroke-dasharray="3 2"/>').format(_x(present))
        )
    return Markup("").join([*parts, Markup("</g></svg>")])


def _x(part: int) -> int:
    return 1 + part * (STRIP - 2) // THOUSAND


def _path(path: str, status: str = "") -> Markup:
    named = Markup(' class="{}"').format(status) if status else Markup("")
    return Markup('<path d="{}"{}/>').format(path, named) if path else Markup("")
