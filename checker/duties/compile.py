"""Turns a check and its pattern into duties: parameters, variables and windows are resolved here, once."""

from collections.abc import Iterable, Iterator
from datetime import date

from checker.days import DayRange, on
from checker.duties import windows
from checker.duties.model import Duty, Setting, Window, variables
from checker.duties.statements import extension
from checker.log.model import Entry
from checker.patterns.model import chosen
from checker.plan.model import Bearers, Check
from checker.plan.selectors import PEOPLE, Bindings, Selector, field_of


def duties(check: Check, setting: Setting) -> Iterator[Duty]:
    """Yield the duties of a check whose windows do not depend on each other."""
    pattern = check.pattern
    if setting.life is None:
        return
    if pattern.trigger:
        yield from _triggered(check, setting)
        return
    for bearer in check.bearers.codes:
        if "period" in pattern.each:
            for start, end in windows.periods(check, setting):
                yield from _made(check, setting, bearer, {"period.start": start, "period.end": end})
        elif "link" not in pattern.each:
            yield from (
                duty for duty in _made(check, setting, bearer, {}) if opened(duty.window.opens, setting)
            )


def link(check: Check, setting: Setting, bearer: str, start: date | None) -> Duty | None:
    """Give the link of a chain that opens on `start`, the first without one; None if none opens."""
    steps = check.pattern.steps
    if setting.life is None or steps is None:
        return None
    if start is None:
        anchor = setting.day(check.terms.get(steps.start))
        if anchor is None:
            return None
        start = anchor.latest
    if not opened(on(start), setting):
        return None
    return next(_made(check, setting, bearer, {"link.start": on(start)}), None)


def opened(opens: DayRange, setting: Setting) -> bool:
    """Say whether a window that opens then (latest day) gives a duty: in the life and by the as-of day."""
    life = setting.life
    return life is not None and opens.latest <= setting.as_of and life.includes(on(opens.latest))


def triggers(check: Check, setting: Setting, bindings: Bindings) -> Iterator[tuple[Entry, Bindings]]:
    """Yield the triggers of a check that may lie in the life, each with the variables that it binds."""
    selector = check.selector("when")
    for entry in setting.record.of_kinds(selector.kinds):
        if setting.life is None or setting.life.excludes(entry.start):
            continue
        bound = bind(selector, entry, bindings)
        if bound is not None:
            yield entry, bound


def bind(selector: Selector, entry: Entry, bindings: Bindings) -> Bindings | None:
    """Match an activity and bind the variables of the selector to its fields; None if it does not match.

    A variable in several fields is bound by the first and compared in the others.
    """
    bound = dict(bindings)
    for condition in selector.conditions:
        unbound = [name for name in condition.variables if name not in bound]
        if unbound and not condition.negated:
            value = fields_bound(entry, condition.field)
            if not value:
                return None
            bound.update(dict.fromkeys(unbound, value))
        elif not condition.holds(entry, bound):
            return None
    return bound


def fields_bound(entry: Entry, field: str) -> frozenset[str]:
    """Give what a variable is bound to by a field: for `by` and `to` the parties in it."""
    if field in PEOPLE:
        return entry.by_parties if field == "by" else entry.to_parties
    return field_of(entry, field)


def bearers_bound(bearers: Bearers, bindings: Bindings, bound_parties: Iterable[str]) -> tuple[str, ...]:
    """Name the bearers that a trigger's variables give, or those listed."""
    if bearers.variable is None:
        return bearers.codes
    named = bindings.get(bearers.variable, frozenset())
    return tuple(code for code in bound_parties if (code in named) is bearers.among)


def _triggered(check: Check, setting: Setting) -> Iterator[Duty]:
    if check.bearers.variable is None:
        pairs = (
            (entry, bound, bearer)
            for bearer in check.bearers.codes
            for entry, bound in triggers(
                check, setting, variables(check, setting.plan, frozenset((bearer,)), in_do=True)
            )
        )
    else:
        bound_parties = setting.plan.bound
        pairs = (
            (entry, {**bound, **variables(check, setting.plan, frozenset((bearer,)), in_do=True)}, bearer)
            for entry, bound in triggers(check, setting, {})
            for bearer in bearers_bound(check.bearers, bound, bound_parties)
        )
    for entry, bound, bearer in pairs:
        points = {"trigger.start": entry.start, "trigger.end": entry.end}
        yield from _made(check, setting, bearer, points, (entry, bound))


def remade(duty: Duty, check: Check, setting: Setting) -> Duty | None:
    """Give the duty that a check owes for the same trigger and bearer, if it says other lengths or times."""
    if duty.trigger is None:
        raise ValueError("without its trigger a duty cannot be made again")
    points = {"trigger.start": duty.trigger.start, "trigger.end": duty.trigger.end}
    return next(_made(check, setting, duty.bearer, points, (duty.trigger, duty.bindings)), None)


def _made(
    check: Check,
    setting: Setting,
    bearer: str,
    points: windows.Points,
    triggered: tuple[Entry, Bindings] | None = None,
) -> Iterator[Duty]:
    """Make the duty whose window hangs on `points`, with its trigger and what that binds, if it has one."""
    pattern, (trigger, bindings) = check.pattern, triggered or (None, None)
    assert pattern.window is not None  # noqa: S101 - callers have seen to it
    assert setting.life is not None  # noqa: S101 - as above
    stated = windows.window(pattern.window, check, setting, {**windows.life_points(setting), **points})
    if stated is None:
        return
    case = chosen(pattern.window.due, check.terms)
    moved = extension(check, bearer, trigger, stated, setting) if case and case.extends else None
    window = stated
    if moved is not None and moved.until is not None:
        window = Window(stated.opens, on(moved.until.latest))
    same_empty = trigger is not None and _same_empty(check, trigger)
    yield Duty(
        check=check,
        bearer=bearer,
        window=window,
        stated=stated,
        trigger=trigger,
        bindings=bindings or variables(check, setting.plan, frozenset((bearer,)), in_do=True),
        doubtful=trigger is not None and (same_empty or not setting.life.includes(trigger.start)),
        same_empty=same_empty,
        moved_by=moved,
    )


def _same_empty(check: Check, trigger: Entry) -> bool:
    same = check.terms.get("same")
    return isinstance(same, tuple) and any(not fields_bound(trigger, name) for name in same)
