"""Requests for evidence: what has to be added to the log, by whom, so that what cannot be told can be.

Each comes with the row that would settle it, ready but for the cells that only people can fill in.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from checker.log.cells import COLUMNS
from checker.results import canonical
from checker.results.wanting import Beyond, Inexact, Unanswered, Unattested, Wanting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from checker.days import DayRange
    from checker.log.model import Entry
    from checker.plan.model import Check
    from checker.results.model import Result, Results

BLANK = ""
"""What stands in a row in a cell that has to be filled in; cells that stay empty are not in the row."""
WANTS = ("attestation", "correction", "answer", "order", "plan")


class Request(NamedTuple):
    """Something that a party is asked for.

    `wants` is an `attestation` that its record is complete for some days, a `correction` that says a day or
    a field exactly, or an `answer`; or what no row can say: the `order` of acts within a day, or the days of
    a date of the `plan`. `asked` are the parties in whose lists it stands, `decides` the findings that lack
    it; if a finding lacks several things, all of them are needed.

    `about` is the entry in question, `lacks` its columns that a correction has to fill in, `days` those on
    one of which, as far as the record goes, it was. Of the parties in `one_of` the answer of one is enough;
    if there are none, answers were given that differ. A correction without a row asks for a column that
    entries of this kind do not have.
    """

    id: str
    wants: str
    asked: tuple[str, ...]
    decides: tuple[Result, ...]
    row: Mapping[str, str] | None
    about: Entry | None = None
    lacks: tuple[str, ...] = ()
    days: Mapping[str, DayRange] = {}
    check: Check | None = None
    one_of: tuple[str, ...] = ()

    @property
    def blanks(self) -> tuple[str, ...]:
        """The columns of the row that are to be filled in."""
        return tuple(name for name, text in (self.row or {}).items() if text == BLANK)


def requests(results: Results) -> tuple[Request, ...]:
    """Give all requests: attestations by record and day, corrections and answers by id, then the rest."""
    asking = _Asking(results)
    return (*asking.attestations(), *asking.corrections(), *asking.answers(), *asking.beyond())


def by_party(found: tuple[Request, ...]) -> dict[str, tuple[Request, ...]]:
    """Give each party's list."""
    asked = sorted({code for request in found for code in request.asked})
    return {code: tuple(request for request in found if code in request.asked) for code in asked}


class _Asking:
    """Gathers what findings lack, and makes one request of what several lack alike."""

    def __init__(self, results: Results) -> None:
        self.plan, self.setting = results.plan, results.setting
        wanting = Wanting(results)
        self.written = wanting.written
        self.cut = {entry.id: entry for entry in results.setting.record.activities}
        self.ids = set(self.written)
        self.gaps: dict[str, list[tuple[date, date, Result]]] = {}
        self.inexact: dict[str, tuple[dict[str, None], list[Result]]] = {}
        self.unanswered: dict[tuple[str, str, str, str], tuple[Unanswered, list[Result]]] = {}
        self.else_wanted: dict[str, list[Result]] = {}
        for result in results.results:
            for want in wanting.of(result):
                self._take(want, result)

    def _take(self, want: Unattested | Inexact | Unanswered | Beyond, result: Result) -> None:
        if isinstance(want, Unattested):
            self.gaps.setdefault(want.code, []).append((want.first, want.last, result))
        elif isinstance(want, Inexact):
            fields, resting = self.inexact.setdefault(want.name, ({}, []))
            fields.update(dict.fromkeys(want.fields))
            resting.append(result)
        elif isinstance(want, Unanswered):
            key = want.act, want.check.cited, want.check.id, want.party
            self.unanswered.setdefault(key, (want, []))[1].append(result)
        else:
            self.else_wanted.setdefault(want.why, []).append(result)

    def attestations(self) -> Iterator[Request]:
        """Ask for each stretch of days once: those that touch or overlap are one."""
        for code in sorted(self.gaps):
            for first, last, resting in _joined(self.gaps[code]):
                name = self._name(f"{code}-{first}")
                days = {"date": first.isoformat(), "end": last.isoformat()}
                row = {"id": name, **days, "activity": "coverage", "by": code, "recorded": BLANK}
                yield Request(name, "attestation", (self.plan.party_of(code),), tuple(resting), row)

    def corrections(self) -> Iterator[Request]:
        """Ask for an entry to be corrected, once: its days, if not exact, and the fields that it lacks."""
        for name in sorted(self.inexact):
            entry, cut = self.written[name], self.cut[name]
            fields, resting = self.inexact[name]
            row = {**canonical.entry(entry), "id": self._name(name), "corrects": name}
            days = {}
            if not entry.start.exact:
                row["date"], days["date"] = BLANK, cut.start
            if not entry.end.exact and entry.written[1]:
                row["end"], days["end"] = BLANK, cut.end
            row |= {field: BLANK for field in (*fields, "recorded") if self._has(entry, field)}
            texts = {column: str(row[column]) for column in sorted(row, key=_place)}
            yield Request(
                id=texts["id"],
                wants="correction",
                asked=tuple(sorted(entry.by_parties)),
                decides=tuple(resting),
                row=texts if all(self._has(entry, field) for field in fields) else None,
                about=cut,
                lacks=(*days, *fields),
                days=days,
            )

    def _has(self, entry: Entry, field: str) -> bool:
        """Say whether an entry of this kind can have something in a field."""
        attributes = {name for kind in self.plan.kinds.values() for name in kind.attributes}
        own = self.plan.kinds[entry.kind].attributes
        return field not in attributes or field in own or field in self.plan.attributes

    def answers(self) -> Iterator[Request]:
        """Ask each party that may settle it about each act, once for a check."""
        for key in sorted(self.unanswered):
            want, resting = self.unanswered[key]
            name = self._name(f"{want.act}-{want.check.cited}-{want.check.id}-{want.party}")
            row = {
                "id": name,
                "date": BLANK,
                "activity": "judgement",
                "by": want.party,
                "of": want.act,
                "obligation": want.check.cited,
                "check": want.check.id,
                "answer": BLANK,
            }
            yield Request(
                id=name,
                wants="answer",
                asked=(want.party,),
                decides=tuple(resting),
                row=row,
                about=self.cut[want.act],
                check=want.check,
                one_of=want.one_of,
            )

    def beyond(self) -> Iterator[Request]:
        """Name what no row can say: all parties have to agree on how to read it."""
        for why in sorted(self.else_wanted):
            for result in self.else_wanted[why]:
                yield Request(f"request-{result.id}", why, self.plan.bound, (result,), None)

    def _name(self, base: str) -> str:
        """Give a new id that stays the same while nothing changes in what it is about."""
        name = base if base.startswith("request-") else f"request-{base}"
        number, found = 1, name
        while found in self.ids:
            number += 1
            found = f"{name}-{number}"
        self.ids.add(found)
        return found


def _place(column: str) -> tuple[int, str]:
    """Say where a column stands in a row: the fixed ones first, in their usual order."""
    return COLUMNS.index(column) if column in COLUMNS else len(COLUMNS), column


def _joined(gaps: list[tuple[date, date, Result]]) -> Iterator[tuple[date, date, list[Result]]]:
    """Join stretches of days that touch or overlap, with all the findings that lack them, in their order."""
    ordered = sorted(gaps, key=lambda gap: (gap[0], gap[1], gap[2].id))
    first, last, _ = ordered[0]
    resting: dict[str, Result] = {}
    for opens, due, result in ordered:
        if opens - last > timedelta(days=1):
            yield first, last, [resting[name] for name in sorted(resting)]
            first, last, resting = opens, due, {}
        last = max(last, due)
        resting[result.id] = result
    yield first, last, [resting[name] for name in sorted(resting)]
