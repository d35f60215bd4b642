"""The entries that a finding rests on, and those that nearly counted."""

from collections.abc import Collection, Iterable, Sequence

from checker.duties.model import Duty
from checker.findings.model import NearMiss
from checker.findings.share import Given
from checker.log.model import Entry
from checker.patterns.model import Line
from checker.situations.model import MET, NOT_MET, UNSETTLED, Act
from checker.situations.rows import Rows


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


def near_misses(
    duty: Duty, acts: Sequence[Act], used: Iterable[Entry], taken: Collection[str], log: Rows
) -> tuple[NearMiss, ...]:
    """Give acts that match but for one thing, of each kind the nearest before and after the window.

    An act judged no, or by somebody else, misses by that alone only if it lies in the window. `taken` are
    acts that other duties of a chain used up.
    """
    own = {entry.id for entry in used}
    judged = (a.entry for a in acts if a.state == NOT_MET and a.in_window[1] and a.entry.id not in own)
    near = {**log.nearly(duty, own.union(taken)), "judged_no": next(judged, None)}
    order = ("too_early", "too_late", "judged_no", "by_other")
    return tuple(NearMiss(entry, why) for why in order if (entry := near[why]) is not None)
