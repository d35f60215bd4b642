"""The answers to the fields of the verdict tables."""

from __future__ import annotations

from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checker.duties.model import Duty, Instance, Setting
    from checker.log.model import Entry
    from checker.plan.model import Check
    from checker.situations.model import Act
    from checker.situations.primitives import OneByOne


def of_duty(
    duty: Duty, acts: Sequence[Act], excuse: Entry | None, log: OneByOne, setting: Setting
) -> dict[str, bool]:
    """Answer the fields of the status table for a duty."""
    needed, window = duty.check.times, duty.window
    last = window.closes.latest
    return {
        "enough_certain_met": _enough((a.in_window[0] for a in acts if a.counts(unsettled=False)), needed),
        "enough_certain_any": _enough((a.in_window[0] for a in acts if a.counts(unsettled=True)), needed),
        "enough_possible_any": _enough((a.in_window[1] for a in acts if a.counts(unsettled=True)), needed),
        "excused": excuse is not None,
        "open": setting.as_of <= last,
        "doubtful": duty.doubtful,
        "enough_after_met": _enough((a.since_opening[0] for a in acts if a.counts(unsettled=False)), needed),
        "enough_after_any": _enough((a.since_opening[0] for a in acts if a.counts(unsettled=True)), needed),
        "enough_after_possible": _enough(
            (a.since_opening[1] for a in acts if a.counts(unsettled=True)), needed
        ),
        "attested": log.attested(duty.bearer, window.first, last),
    }


def of_instance(instance: Instance, excuse: Entry | None) -> dict[str, bool]:
    """Answer the fields of the instance table."""
    return {"conforms": instance.conforms, "excused": excuse is not None, "certain": instance.certain}


def of_standing(
    check: Check, bearer: str, log: OneByOne, setting: Setting, *, named: bool
) -> dict[str, bool]:
    """Answer the fields of the standing table for one bearer; the record asked is that of `silence_of`."""
    life = setting.life
    assert life is not None  # noqa: S101 - without a life nothing stands
    running = life.end is None or setting.as_of <= life.end
    attested = life.end is not None and all(
        log.attested(code, life.start, life.end) for code in witnesses(check, bearer, setting)
    )
    return {"named": named, "running": running, "attested": attested}


def witnesses(check: Check, bearer: str, setting: Setting) -> tuple[str, ...]:
    """Name those whose record would show an instance: the bearer, or all other parties than the bearers'."""
    broken_by = check.pattern.broken_by
    if broken_by is None or broken_by.silence_of == "bearer":
        return (bearer,)
    own = {setting.plan.party_of(code) for code in check.bearers.codes}
    return tuple(code for code in setting.plan.bound if code not in own)


def _enough(holds: Iterable[bool], needed: int) -> bool:
    for held in holds:
        needed -= held
        if needed == 0:
            return True
    return False
