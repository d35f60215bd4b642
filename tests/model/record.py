"""The record: the entries of a log, which of them stand, and what they say on a given day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from .days import DAY, Interval, parse

STATEMENTS = {"", "coverage", "judgement", "waiver", "extension", "decision", "decision_done", "sign_off"}


@dataclass(frozen=True)
class Entry:
    """One row: its days (each an interval, cut if it is an activity) and its fields."""

    id: str
    start: Interval
    end: Interval
    recorded: date
    fields: Mapping[str, str]

    @property
    def kind(self) -> str:
        return self.field("activity")

    @property
    def is_activity(self) -> bool:
        return self.kind not in STATEMENTS

    @property
    def by_day(self) -> tuple[date, str]:
        """The order of acts: by latest day, then id."""
        return self.end.last, self.id

    def field(self, name: str) -> str:
        return self.fields.get(name) or ""

    def values(self, name: str) -> list[str]:
        """The values of a field: several in some, none if it is empty."""
        text = self.field(name)
        parts = text.split(";") if name in ("by", "to", "evidence") else [text]
        return [part.strip() for part in parts if part.strip()]


def read(row: Mapping[str, str]) -> Entry:
    """An entry as the log states it, before any cut."""
    fields = {name: (value or "").strip() for name, value in row.items()}
    first, _, second = fields["date"].partition("/")
    start = parse(first)
    end = parse(second or fields.get("end") or first)
    recorded = fields.get("recorded")
    return Entry(fields["id"], start, end, parse(recorded).last if recorded else end.last, fields)


class Record:
    """The entries known on a day that are not void; activities as they are on the as-of date."""

    def __init__(self, rows: list[dict[str, str]], as_of: date | None, known_at: date | None) -> None:
        entries = [entry for entry in map(read, rows) if known_at is None or entry.recorded <= known_at]
        self.known = {entry.id: entry for entry in entries}
        standing = [entry for entry in entries if not self.void(entry)]
        stated = [entry for entry in standing if entry.is_activity]
        if as_of is None:
            as_of = max(last for entry in stated for last in (entry.start.last, entry.end.last))
        self.as_of = as_of
        self.activities = sorted(
            (self._cut(entry) for entry in stated if entry.start.first <= as_of),
            key=lambda entry: entry.by_day,
        )
        self.statements = sorted(
            (entry for entry in standing if not entry.is_activity), key=lambda entry: entry.by_day
        )

    def of_kind(self, kind: str) -> list[Entry]:
        return [entry for entry in self.statements if entry.kind == kind]

    def retracted(self, entry: Entry) -> bool:
        """Whether a retraction that is not itself retracted names it."""
        return any(
            other.field("retracts") == entry.id and not self.retracted(other) for other in self.known.values()
        )

    def corrected_by(self, entry: Entry) -> Iterator[Entry]:
        """The entries that this one corrects, directly or through others."""
        earlier = self.known.get(entry.field("corrects"))
        if earlier is not None:
            yield earlier
            yield from self.corrected_by(earlier)

    def void(self, entry: Entry) -> bool:
        return self.retracted(entry) or any(
            entry in self.corrected_by(other) and not self.retracted(other) for other in self.known.values()
        )

    def _cut(self, entry: Entry) -> Entry:
        """What the log says was done was done by the as-of date and by the day it was recorded."""
        limit = min(self.as_of, entry.recorded) if entry.field("recorded") else self.as_of

        def cut(days: Interval) -> Interval:
            return Interval(days.first, max(days.first, min(days.last, limit)))

        return Entry(entry.id, cut(entry.start), cut(entry.end), entry.recorded, entry.fields)

    def covered(self, names: set[str], days: Interval) -> bool:
        """Whether coverage by one of these names reaches over all these days without a gap."""
        spans = [
            (entry.start.last, entry.end.first)
            for entry in self.of_kind("coverage")
            if names & set(entry.values("by"))
        ]
        when = days.first
        while when <= days.last:
            reach = [last for first, last in spans if first <= when <= last]
            if not reach:
                return False
            when = max(reach) + DAY
        return True
