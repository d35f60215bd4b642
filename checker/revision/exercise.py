"""Whether a clause ever came into play, and if not, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.duties.compile import triggers
from checker.duties.model import Duty, variables
from checker.results.story import standing

if TYPE_CHECKING:
    from checker.duties.model import Setting
    from checker.plan.model import Check
    from checker.results.model import ObligationResult, Result, Results

EXERCISES = ("exercised", "standing", "pending", "undue", "untriggered", "unused", "unchecked")
"""How far a clause came into play.

`exercised`: it has given rise to a duty of which something could be told or asked, or what it permits was
done. `standing`: there is only a duty that runs on, and nothing on record was judged against it. `pending`:
all that it has given rise to is not yet due. Never exercised: `untriggered`, nothing that it waits for has
happened; `undue`, nothing has fallen due for another reason, such as a day that is not known; `unused`, a
permission that nobody made use of. `unchecked`: it states something and is only listed.
"""
NEVER = frozenset({"undue", "untriggered", "unused"})
"""Of these, a clause that could have been exercised never was."""


def begun(results: Results) -> bool:
    """Say whether the agreement had come into force by the as-of day."""
    life = results.setting.whole
    return life is not None and life.start <= results.as_of


def exercise(own: ObligationResult, setting: Setting) -> str:
    """Say which of `EXERCISES` holds for a clause."""
    checks = own.obligation.checks
    if not checks:
        return "unchecked"
    if own.uses:
        return "exercised"
    if not own.results:
        return _never(checks, setting)
    judged = [result for result in own.results if result.status != "pending"]
    if not judged:
        return "pending"
    return "standing" if all(map(_stands, judged)) else "exercised"


def _never(checks: tuple[Check, ...], setting: Setting) -> str:
    owing = [check for check in checks if check.pattern.counts is None]
    if not owing:
        return "unused"
    waiting = all(_waits(check, setting.of(check)) for check in owing)
    return "untriggered" if waiting else "undue"


def _waits(check: Check, setting: Setting) -> bool:
    return setting.life is not None and not _happened(check, setting)


def _happened(check: Check, setting: Setting) -> bool:
    """Say whether something that a check waits for has happened; what waits for nothing has it always.

    A check of what is done in a certain way has an instance for each time; without any, nothing happened.
    """
    pattern, plan = check.pattern, setting.plan
    if pattern.trigger is None or pattern.trigger not in check.terms:
        return "act" not in pattern.each
    if check.bearers.variable is not None:
        return any(triggers(check, setting, {}))
    bound = (variables(check, plan, frozenset((code,)), in_do=True) for code in check.bearers.codes)
    return any(True for each in bound for _ in triggers(check, setting, each))


def _stands(result: Result) -> bool:
    of = result.finding.of
    return isinstance(of, Duty) and standing(of.check.pattern)
