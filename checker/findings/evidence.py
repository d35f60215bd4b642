"""The entries that a finding rests on, and those that nearly counted."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from checker.duties.model import Duty
from checker.findings.model import NearMiss
from checker.findings.share import Given
from checker.log.model import Entry
from checker.patterns.model import Line
from checker.situations.model import MET, NOT_MET, UNSETTLED, Act
from checker.situations.rows import Rows

if TYPE_CHECKING:
    from datetime import date

OTHERS = "by"


def of_duty(
    line: Line, duty: Duty, acts: Sequence[Act], excuse: Entry | None, given: Given | None
) -> tuple[Entry, ...]:
    """Give the evidence of a line: the earliest met acts, all acts in question, the excuse or the trigger."""
    if line.acts == "excuse":
        return (excuse,) if excuse else ()
    if line.acts == "trigger":
        return (duty.trigger,) if duty.trigger else ()
    if line.acts is None:
        return ()
    if line.place == "after" and given is not None:
        return given.evidence(line.acts, next(iter(line.when)))
    found = [act for act in acts if _in_question(act, line)]
    return tuple(act.entry for act in (found[: duty.check.times] if line.acts == MET else found))


def _in_question(act: Act, line: Line) -> bool:
    certain, possible = act.since_opening if line.place == "after" else act.in_window
    if line.acts == MET:
        return certain and act.state == MET
    if line.acts == UNSETTLED:
        return certain and act.state == UNSETTLED
    return possible and not certain and act.counts(unsettled=True)


def near_misses(duty: Duty, acts: Sequence[Act], used: Iterable[Entry], log: Rows) -> tuple[NearMiss, ...]:
    """Give acts that match but for one thing, of each kind the nearest before and after the window.

    An act judged no, or by somebody else, misses by that alone only if it lies in the window.
    """
    taken = {entry.id for entry in used}
    free = [act for act in acts if act.entry.id not in taken]
    outside = [act for act in free if act.counts(unsettled=True) and not act.in_window[1]]
    early = [act.entry for act in outside if act.entry.end.latest < duty.window.first]
    late = [act.entry for act in outside if act.entry.end.latest >= duty.window.first]
    judged = [act.entry for act in free if act.state == NOT_MET and act.in_window[1]]
    found = [NearMiss(entry, "too_early") for entry in early[-1:]]
    found += [NearMiss(entry, "too_late") for entry in late[:1]]
    found += [NearMiss(entry, "judged_no") for entry in judged[:1]]
    others = (e for e in log.candidates(duty, OTHERS) if _within(e, duty) and e.id not in taken)
    found += [NearMiss(entry, "by_other") for entry in list(others)[:1]]
    return tuple(found)


def _within(entry: Entry, duty: Duty) -> bool:
    last: date = duty.window.closes.latest
    return entry.end.latest >= duty.window.first and entry.end.earliest <= last
