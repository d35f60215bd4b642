"""Says why an example gets what it gets: the reasons of its findings, or why nothing came up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.results.language import Wording
from checker.results.reading import bearers, selector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.duties.model import Setting
    from checker.findings.model import Finding
    from checker.plan.model import Check

MOST = 3  # reasons that one message gives


def why(wanted: str | tuple[str, ...], findings: Sequence[Finding], setting: Setting) -> str:
    """Give the reason of each finding that is not as wanted."""
    words = Wording("en", setting.plan)
    other = [f for number, f in enumerate(findings) if not _fits(f.status, wanted, number)] or findings
    if len(other) == 1:
        return words.reason(other[0].because)
    told = [f"It is {f.status}: {words.reason(f.because)}" for f in other]
    more = f" And {len(told) - MOST} more." if len(told) > MOST else ""
    return " ".join(told[:MOST]) + more


def _fits(status: str, wanted: str | tuple[str, ...], number: int) -> bool:
    """Say whether a finding is as wanted; one status for all does not speak of duties that are open."""
    if isinstance(wanted, str):
        return status in (wanted, "pending")
    return number < len(wanted) and wanted[number] == status


def why_nothing(key: str, checks: Sequence[Check], setting: Setting) -> str:
    """Say why there is no duty for the bearer, or the check and bearer, that an example names."""
    name, _, bearer = key.rpartition("/")
    asked = [check for check in checks if name in ("", check.id)]
    if not asked:
        return f"No duty of {bearer} came up: nothing is tested here."
    return f"No duty of {bearer} came up: {'; '.join(_nothing(check, bearer, setting) for check in asked)}."


def _nothing(check: Check, bearer: str, setting: Setting) -> str:
    words = Wording("en", setting.plan)
    if check.bearers.codes and bearer not in check.bearers.codes and check.pattern.done_by:
        return f"the check “{check.id}” lays it on {bearers(check.bearers, words)}"
    if check.pattern.counts:
        return f"by the check “{check.id}” nothing is owed"
    if setting.life is None or setting.as_of < setting.life.start:
        return f"on {setting.as_of} the plan is not yet in force"
    trigger = check.pattern.trigger if check.pattern.trigger in check.terms else None
    what = selector(check.selector(trigger or check.pattern.acts), words)
    if trigger:
        return f"nothing in its log triggers the check “{check.id}” ({what})"
    if check.pattern.broken_by:
        return f"nothing in its log is an instance of the check “{check.id}” ({what})"
    return f"no window of the check “{check.id}” had opened by {setting.as_of}"
