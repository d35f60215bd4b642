"""A large log in which every status occurs: letters that two offices answer, show, or leave lying."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.run import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PLAN = ROOT / "tests" / "large" / "plan.yaml"
AS_OF = date(2011, 6, 30)
LETTERS = 1_700
OFFICES = ("NORTH", "SOUTH", "NORTH-NY")
COLUMNS = (
    "id", "date", "activity", "by", "to", "about", "title", "evidence",
    "end", "of", "answer", "obligation", "check", "bearer",
)  # fmt: skip
HOSTILE = "<script>alert(1)</script> \u202e =cmd()"
LONG = "long " * 1_000

Row = dict[str, str]


def write(path: Path) -> None:
    """Write it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows())


def rows() -> list[Row]:
    """Make its rows."""
    made = [row for number in range(LETTERS) for row in _letter(number)]
    shared = (date(2007, 3, 1), date(2009, 3, 1))
    made += [_row(f"plan-{day.year}", day, "plan_shared", "NORTH", to="SOUTH") for day in shared]
    made.append(_row("seal-1", date(2008, 5, 5), "seal_used", "SOUTH"))
    made.append(_row("seal-2", date(2008, 5, 6), "seal_used", "NORTH"))
    made.append(_row("seen", date(2006, 1, 1), "coverage", "NORTH", end="2011-06-30"))
    made.append(
        _row("spared", date(2008, 8, 1), "waiver", "SOUTH", end="2008-08-31", obligation="answer-letters")
        | {"by": "LEGAL", "bearer": "SOUTH"}
    )
    return made


def _letter(number: int) -> list[Row]:
    """Make a letter and what became of it, by its number."""
    day = date(2006, 1, 2) + timedelta(days=number * 2003 // LETTERS)
    by, about = OFFICES[number % 3], f"L{number}"
    title = {15: HOSTILE, 30: LONG}.get(number, "")
    found = [_row(f"in-{number}", day, "letter_received", by, about=about, title=title)]
    waited = number * 7 % 45 + (1_500 if number % 200 == 0 else 0)
    if number % 11 == 3:
        found.append(_row(f"note-{number}", day, "no_answer_needed", "LEGAL", about=about))
    elif number % 5 and day + timedelta(days=waited) <= AS_OF:
        evidence = f"https://letters.example/{number}; N/{number}"
        later = day + timedelta(days=waited)
        found.append(_row(f"out-{number}", later, "letter_answered", by, about=about, evidence=evidence))
        if number % 40 == 1:
            found[-1]["date"] = f"{later:%Y-%m}"  # the day is not known
        if number % 2 and later + timedelta(days=2) <= AS_OF:
            again = _row(f"again-{number}", later + timedelta(days=2), "letter_answered", by, about=about)
            found.append(again)
    if by == "NORTH" and number % 4:
        shown = _row(f"shown-{number}", day + timedelta(days=number % 9), "letter_shown", by, to="LEGAL")
        found.append(shown | {"about": about})
        if number % 2:
            answer = _row(f"yes-{number}", AS_OF, "judgement", "LEGAL", of=f"shown-{number}")
            answer |= {"answer": "no" if number % 5 == 0 else "yes", "obligation": "show-letters"}
            found.append(answer | {"check": "shown"})
    if by == "SOUTH" and number % 30 == 1:
        found.append(_row(f"more-{number}", day, "letter_shown", by, to="LEGAL", about=about))
    return [row for row in found if row["date"] <= AS_OF.isoformat()]


def _row(name: str, day: date, activity: str, by: str, **more: str) -> Row:
    return dict.fromkeys(COLUMNS, "") | {
        "id": name, "date": day.isoformat(), "activity": activity, "by": by, **more
    }  # fmt: skip
