"""Duties as columns: those of one check and bearer, with what their triggers bind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checker.days import on
from checker.duties import compile as compiled
from checker.duties import windows
from checker.duties.compile import bearers_bound
from checker.duties.model import Duty, Window, variables
from checker.frozen import NamedTuple
from checker.plan.selectors import PEOPLE
from checker.situations.columns.days import day_of, distinct_days
from checker.situations.columns.keyed import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checker.days import DayRange
    from checker.duties.model import Setting
    from checker.log.columns.table import Days, Mask, Rows
    from checker.plan.model import Check
    from checker.plan.selectors import Bindings, Condition
    from checker.situations.columns.keyed import Keys, Positions
    from checker.situations.columns.select import Selecting

MOST_GROUPS = 2_000  # different cells that a variable is bound to: each is judged by itself


class NotInColumns(Exception):
    """A check that columns do not judge: the message says why. It goes to the row executor whole."""


class Owed(NamedTuple):
    """Duties of one check and bearer: for each its trigger (`NONE`: it has none), key and window.

    The key is the number of what its acts have in common with the trigger. All windows are of known days.
    """

    check: Check
    bearer: str
    bindings: Bindings
    triggers: Rows
    keys: Keys
    opens: Days
    due: Days

    def only(self, those: Mask | Positions) -> Owed:
        """Give those of the duties, or all in another order."""
        return self._replace(
            triggers=self.triggers[those],
            keys=self.keys[those],
            opens=self.opens[those],
            due=self.due[those],
        )

    @property
    def triggered(self) -> bool:
        """Whether the duties have triggers."""
        return self.check.pattern.trigger is not None


class Group(NamedTuple):
    """Triggers of a check that bind the same, and one bearer that owes something for each."""

    bearer: str
    bindings: Bindings
    triggers: Rows


def groups(check: Check, setting: Setting, log: Selecting) -> Iterator[Group]:
    """Give the triggers of a check in groups.

    Raises `NotInColumns` if a variable is bound to another field than `by` or `to`.
    """
    plan = setting.plan
    if check.bearers.variable is None:
        for bearer in check.bearers.codes:
            own = variables(check, plan, frozenset((bearer,)), in_do=True)
            for bound, rows in _bound(check, setting, log, own):
                yield Group(bearer, bound, rows)
        return
    for bound, rows in _bound(check, setting, log, {}):
        for bearer in bearers_bound(check.bearers, bound, plan.bound):
            own = variables(check, plan, frozenset((bearer,)), in_do=True)
            yield Group(bearer, {**bound, **own}, rows)


def _bound(
    check: Check, setting: Setting, log: Selecting, bindings: Bindings
) -> Iterator[tuple[Bindings, Rows]]:
    """Yield triggers that may lie in the life, those together that bind the same."""
    selector = check.selector("when")
    rows, free = log.of_kinds(selector.kinds), dict[str, str]()
    later: list[Condition] = []
    for condition in selector.conditions:
        unbound = [name for name in condition.variables if name not in bindings and name not in free]
        if unbound and not condition.negated:
            if condition.field not in PEOPLE:
                raise NotInColumns(f"a variable is bound to the field {condition.field}")
            free.update(dict.fromkeys(unbound, condition.field))
            rows = rows[log.people[condition.field].codes[rows] != NONE]
        elif any(name in free for name in condition.variables):
            later.append(condition)
        else:
            rows = log.among(rows, (condition,), bindings)
    rows = rows[_in_life(rows, setting, log)]
    for own, some in _by_cells(rows, free, log):
        bound = {**bindings, **own}
        yield bound, log.among(some, later, bound)


def _by_cells(rows: Rows, free: dict[str, str], log: Selecting) -> Iterator[tuple[Bindings, Rows]]:
    """Part rows by the cells that variables are bound to."""
    if not free:
        yield {}, rows
        return
    fields = tuple(dict.fromkeys(free.values()))
    cells = np.stack([log.people[name].codes[rows] for name in fields], axis=1)
    distinct, which = np.unique(cells, axis=0, return_inverse=True)
    if len(distinct) > MOST_GROUPS:
        raise NotInColumns("a variable is bound to too many different cells")
    for number, codes in enumerate(distinct):
        parties = {name: log.people[name].parties[code] for name, code in zip(fields, codes, strict=True)}
        yield {name: parties[name_of] for name, name_of in free.items()}, rows[which.ravel() == number]


def _in_life(rows: Rows, setting: Setting, log: Selecting) -> Mask:
    life = setting.life
    assert life is not None  # noqa: S101 - without a life nothing is owed
    inside = log.table.start_last[rows] >= life.start.toordinal()
    return inside if life.end is None else inside & (log.table.start_first[rows] <= life.end.toordinal())


def windows_of(check: Check, setting: Setting, rows: Rows, log: Selecting) -> tuple[Days, Days, Mask]:
    """Work out the window that each trigger opens, each distinct one once; the mask says which have one.

    Raises `NotInColumns` if an end of a window is not a known day.
    """
    table = log.table
    distinct, which = distinct_days(table.start_first[rows], table.end_first[rows])
    life = windows.life_points(setting)
    found = [_window(check, setting, life, start, end) for start, end in distinct.tolist()]
    ends = np.array(found, np.int32).reshape(-1, 2)[which]
    return ends[:, 0], ends[:, 1], ends[:, 0] != NONE


def _window(
    check: Check, setting: Setting, life: Mapping[str, DayRange | None], start: int, end: int
) -> tuple[int, int]:
    assert check.pattern.window is not None  # noqa: S101 - all that have triggers have windows
    points = {**life, "trigger.start": on(day_of(start)), "trigger.end": on(day_of(end))}
    window = windows.window(check.pattern.window, check, setting, points)
    return (NONE, NONE) if window is None else _days(window)


def _days(window: Window) -> tuple[int, int]:
    if window.imprecise:
        raise NotInColumns("its windows have imprecise ends")
    return window.first.toordinal(), window.closes.latest.toordinal()


def without_triggers(check: Check, setting: Setting) -> Iterator[tuple[Owed, list[Duty]]]:
    """Give the duties that no trigger gives rise to, for each bearer, also one by one."""
    duties = list(compiled.duties(check, setting))
    for bearer in check.bearers.codes:
        own = [duty for duty in duties if duty.bearer == bearer]
        days = np.array([_days(duty.window) for duty in own], np.int32).reshape(-1, 2)
        nothing = np.full(len(own), NONE, np.int32)
        bindings = variables(check, setting.plan, frozenset((bearer,)), in_do=True)
        keys = np.zeros(len(own), np.int64)
        yield Owed(check, bearer, bindings, nothing, keys, days[:, 0], days[:, 1]), own
