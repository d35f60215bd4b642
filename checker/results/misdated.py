"""Decisions whose days cannot be right: due before they were taken, or carried out before that."""

from __future__ import annotations

from checker.log.record import carried_out
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.diagnostics import Faults
    from checker.log.record import Record


def misdated(record: Record, faults: Faults) -> None:
    """Warn of decisions that certainly have a day before their own, on which they are due or were done."""
    done = carried_out(record)
    for entry in record.statements.get("decision", ()):
        taken, until = entry.start.earliest, entry.until
        if until is not None and until.latest < taken:
            says = f"this decision is to be carried out by {until.latest}, before it was taken ({taken})"
            faults.warn("log/due-before-decision", entry.at, says, "mend the date, or the day under “until”")
        for each in done[entry.id]:
            if each.end.latest < taken:
                when = f"on {each.end.latest}, before it was taken ({taken})"
                says = f"this says that {entry.id} was carried out {when}"
                mend = "mend the date, or look at the id under “of”"
                faults.warn("log/done-before-decision", each.at, says, mend)
