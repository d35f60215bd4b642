"""Which activities, or pairs of them, break a standing duty or have to conform."""

from __future__ import annotations

from checker.days import between, overlap
from checker.duties import windows
from checker.duties.compile import bearers_bound, bind, fields_bound, triggers
from checker.duties.model import Instance, Setting, variables
from checker.plan.selectors import SEVERAL
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.log.model import Entry
    from checker.plan.model import Check
    from checker.plan.selectors import Bindings
    from checker.situations.primitives import OneByOne


def instances(check: Check, setting: Setting, log: OneByOne) -> Iterator[tuple[Instance, ...]]:
    """Yield the instances of a check; where several triggers make one, all its readings together."""
    broken_by = check.pattern.broken_by
    if broken_by is None or setting.life is None:
        return
    if broken_by.names == "bearer":
        for bearer in check.bearers.codes or setting.plan.bound:
            yield from _of_bearer(check, setting, log, bearer)
        return
    acts = _acts(check, setting, variables(check, setting.plan, frozenset(check.bearers.codes), in_do=True))
    if broken_by.each == "pair":
        yield from _pairs(check, setting, log, [entry for entry, _ in acts])
    else:
        yield from _single(check, setting, acts)


def _of_bearer(check: Check, setting: Setting, log: OneByOne, bearer: str) -> Iterator[tuple[Instance, ...]]:
    """Yield the instances that name one bearer: acts in which it takes part."""
    bindings = variables(check, setting.plan, frozenset((bearer,)), in_do=True)
    if "when" in check.terms:
        yield from _after_triggers(check, setting, log, (bearer, bindings))
        return
    acts = [entry for entry, _ in _acts(check, setting, bindings) if bearer in entry.by_names]
    if check.pattern.steps is not None:
        yield from _beyond(check, setting, bearer, acts)
        return
    for entry in acts:
        yield (Instance(check, (bearer,), (entry,), bindings, _inside(entry, setting), conforms=False),)


def _acts(check: Check, setting: Setting, bindings: Bindings) -> list[tuple[Entry, Bindings]]:
    """Give the matching activities that may lie in the life, by latest day and id, with what they bind."""
    selector = check.selector(check.pattern.acts)
    found = []
    for entry in setting.record.of_kinds(selector.kinds):
        if setting.life is not None and not setting.life.excludes(entry.start):
            bound = bind(selector, entry, bindings)
            if bound is not None:
                found.append((entry, bound))
    return sorted(found, key=lambda pair: pair[0].order)


def _part(entry: Entry, bearers: Sequence[str]) -> list[str]:
    return [code for code in bearers if code in entry.by_names]


def _inside(entry: Entry, setting: Setting) -> bool:
    return setting.life is not None and setting.life.includes(entry.start)


def _single(
    check: Check, setting: Setting, acts: Sequence[tuple[Entry, Bindings]]
) -> Iterator[tuple[Instance, ...]]:
    broken_by = check.pattern.broken_by
    assert broken_by is not None  # noqa: S101 - the caller has seen to it
    for entry, bound in acts:
        bearers = bearers_bound(check.bearers, bound, setting.plan.bound)
        taking_part = _part(entry, bearers)
        if bool(taking_part) is (broken_by.party == "without"):
            continue
        names = tuple(sorted(entry.by_parties))
        conforms = False
        own = {**bound, **variables(check, setting.plan, frozenset(names), in_do=False)}
        if broken_by.unlike is not None:
            conforms = check.selector(broken_by.unlike).matches(entry, own)
        yield (Instance(check, names, (entry,), own, _inside(entry, setting), conforms),)


def _pairs(
    check: Check, setting: Setting, log: OneByOne, acts: list[Entry]
) -> Iterator[tuple[Instance, ...]]:
    taking_part = [entry for entry in acts if _part(entry, check.bearers.codes)]
    for first, second, certain in log.pair(check, taking_part):
        names = tuple(sorted(first.by_parties | second.by_parties))
        certain_too = certain and _inside(first, setting) and _inside(second, setting)
        yield (Instance(check, names, (first, second), {}, certain_too, conforms=False),)


def _beyond(check: Check, setting: Setting, bearer: str, acts: list[Entry]) -> Iterator[tuple[Instance, ...]]:
    """Yield, in each period, the acts beyond the agreed number, counting those certainly in the period."""
    for opens, due in windows.periods(check, setting):
        within = [e for e in acts if opens.latest <= e.end.earliest and e.end.latest <= due.earliest]
        for number, entry in enumerate(within[check.times :], check.times + 1):
            yield (
                Instance(
                    check, (bearer,), (entry,), {}, _inside(entry, setting), conforms=False, number=number
                ),
            )


def _after_triggers(
    check: Check, setting: Setting, log: OneByOne, bound_bearer: tuple[str, Bindings]
) -> Iterator[tuple[Instance, ...]]:
    """Yield the acts of a bearer that lie in the window of a trigger, with one reading for each trigger."""
    bearer, bindings = bound_bearer
    same = check.terms.get("same")
    key = next((name for name in same if name not in SEVERAL), None) if isinstance(same, tuple) else None
    found: dict[frozenset[str], list[tuple[Entry, Bindings]]] = {}
    for trigger, bound in triggers(check, setting, bindings):
        if bearer in bearers_bound(check.bearers, bound, setting.plan.bound):
            value = fields_bound(trigger, key) if key else frozenset[str]()
            found.setdefault(value, []).append((trigger, bound))
    selector = check.selector(check.pattern.acts)
    life = setting.life
    for entry in sorted(setting.record.of_kinds(selector.kinds), key=lambda e: e.order):
        if bearer not in entry.by_names or (life is not None and life.excludes(entry.start)):
            continue
        readings = []
        for trigger, bound in found.get(fields_bound(entry, key) if key else frozenset(), ()):
            certain = (
                _forbidden(check, setting, log, entry, trigger) if selector.matches(entry, bound) else None
            )
            if certain is not None:
                certain = certain and _inside(entry, setting)
                readings.append(
                    Instance(check, (bearer,), (entry,), bound, certain, conforms=False, trigger=trigger)
                )
        if readings:
            yield tuple(readings)


def _forbidden(check: Check, setting: Setting, log: OneByOne, entry: Entry, trigger: Entry) -> bool | None:
    """Say whether an act certainly lies in a trigger's window; None if it certainly does not."""
    broken_by, same = check.pattern.broken_by, check.terms.get("same")
    assert broken_by is not None  # noqa: S101 - the caller has seen to it
    assert broken_by.window is not None  # noqa: S101 - as above
    if entry.id == trigger.id or (isinstance(same, tuple) and not log.correlate(entry, trigger, same)):
        return None
    points = {"trigger.start": trigger.start, "trigger.end": trigger.end}
    window = windows.window(broken_by.window, check, setting, points)
    if window is None:
        return None
    if broken_by.overlap in check.terms:
        certain, possible = overlap((entry.start, entry.end), (window.opens, window.closes))
    else:
        certain, possible = between(entry.end, window.opens, window.closes)
    return (certain and _inside(trigger, setting)) if possible else None
