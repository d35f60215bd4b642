"""Fills requests in, as the people who are asked would, and judges again."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from checker.results.again import again, log_with
from checker.results.model import Result, Results
from checker.results.requests import Request


class Filler(NamedTuple):
    """Somebody who answers; of the days that are possible, the one that far (per cent) from the first."""

    percent: int

    def row(self, request: Request, results: Results) -> dict[str, str]:
        """Fill in all blanks of a request's row."""
        assert request.row is not None
        row = dict(request.row)
        today = (results.known_at or last_recorded(results)).isoformat()
        for column in request.blanks:
            days = request.days.get(column)
            if days is not None:
                part = (days.latest - days.earliest).days * self.percent // 100
                row[column] = (days.earliest + timedelta(days=part)).isoformat()
            elif column in ("recorded", "date"):
                row[column] = today
            else:
                row[column] = "yes" if column == "answer" else value_of(column, results)
        if request.about is not None and request.wants == "correction":
            row |= in_order(row, request)
        return row


def in_order(row: dict[str, str], request: Request) -> dict[str, str]:
    """Nothing ends before it starts: if both days were asked for, or one and the other was known, mend it."""
    assert request.about is not None
    if "date" in request.days and "end" in row and row["end"] < row["date"]:
        earliest = request.days["date"].earliest.isoformat()
        if "end" in request.days:
            latest = request.days["end"].latest.isoformat()
            return {"date": min(row["date"], latest), "end": max(row["end"], min(row["date"], latest))}
        return {"date": max(earliest, min(row["date"], row["end"]))}
    if "end" in request.days and row["end"] < row["date"]:
        return {"end": max(row["end"], request.about.start.earliest.isoformat())}
    return {}


def value_of(column: str, results: Results) -> str:
    """Give something that may stand in a column."""
    plan = results.plan
    if column in ("by", "to"):
        return plan.bound[0]
    for attributes in (plan.attributes, *(kind.attributes for kind in plan.kinds.values())):
        if column in attributes:
            values = attributes[column].values
            return values[0] if values else "7"
    return "X-7"


def last_recorded(results: Results) -> date:
    """Give a day on which everything in the log had been recorded."""
    days = [results.as_of, *(entry.known_from for entry in results.log.entries)]
    return min(max(days), date.max - timedelta(days=1)) + timedelta(days=1)


def filled(results: Results, requests: Iterable[Request], filler: Filler) -> Results:
    """Add the rows to the log, and judge again."""
    rows = [filler.row(request, results) for request in requests if request.row is not None]
    return again(results, log=log_with(results, {row["id"]: row for row in rows}))


def place(result: Result, results: Results) -> tuple[object, ...]:
    """Say which duty it is, whatever its entries' ids are after corrections, and its days.

    An instance is known by its entries, a duty with a trigger by that; another by how many come before it.
    """
    of = result.finding.of
    entries = getattr(of, "entries", None) or ((of.trigger,) if of.trigger else ())
    who = (result.obligation, of.check.id, of.bearer)
    if entries:
        return (*who, frozenset(original(entry.id, results) for entry in entries))
    return (*who, sum(1 for r in before(result, results) if not r.trigger))


def before(result: Result, results: Results) -> list[Result]:
    """Give the duties of the same check and bearer that come before it in the results."""
    of = result.finding.of
    same = [
        r
        for r in results.results
        if (r.obligation, r.finding.of.check.id, r.finding.of.bearer)
        == (result.obligation, of.check.id, of.bearer)
    ]
    return same[: [r.id for r in same].index(result.id)]


def original(name: str, results: Results) -> str:
    """Give the entry that stood here before requests were filled in."""
    rows = {entry.id: entry for entry in results.log.entries}
    while name.startswith("request-"):
        name = rows[name].fields["corrects"]
    return name


def want(request: Request, results: Results) -> tuple[object, ...]:
    """Say what a request is for, whatever its id."""
    row = request.row or {}
    about = original(request.about.id, results) if request.about else None
    return (
        request.wants,
        about,
        row.get("by"),
        row.get("check"),
        request.wants == "attestation" and row["date"],
    )
