"""Findings: the verdict on one duty, with its evidence, its near misses and its reason."""

from __future__ import annotations

from checker.frozen import Frozen, NamedTuple
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import TypeAlias

    from checker.days import DayRange
    from checker.duties.model import Duty, Instance
    from checker.log.model import Entry

Value: TypeAlias = "str | int | date | DayRange | Entry | Sentence | tuple[Value, ...]"
"""What a sentence can name: text, a number, days, entries, or several of them."""


class Sentence(Frozen):
    """A key with named values; the output's language puts it into words."""

    key: str
    values: Mapping[str, Value]


class NearMiss(NamedTuple):
    """An act that matches but for one thing: `too_early`, `too_late`, `judged_no` or `by_other`."""

    entry: Entry
    why: str


class Finding(NamedTuple):
    """A duty with its status, the line of the table that decided, evidence, near misses and reasons."""

    of: Duty | Instance
    status: str
    line: int | None
    evidence: tuple[Entry, ...]
    near_misses: tuple[NearMiss, ...]
    because: tuple[Sentence, ...]


def trigger_of(finding: Finding) -> Entry | None:
    """Give what a finding's duty was triggered by; of an instance the first of its entries."""
    of = finding.of
    entries = getattr(of, "entries", None)
    return entries[0] if entries else getattr(of, "trigger", None)
