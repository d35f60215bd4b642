"""What could not be told and why: duties that the record leaves open, and those that wait for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.duties.model import Duty
from checker.results.story import parties_of
from checker.results.wanting import IMPRECISE, Beyond, Unattested, Wanting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.results.model import Result

REASONS = ("unattested", "imprecise", "made-up", "order", "doubtful", "unmatched", "uncertain")
"""Why a duty cannot be told; each that cannot has one reason.

`unattested`: nothing is on record, and nobody attested the record for these days. `imprecise`: days are not
known exactly enough; `made-up`: those of acts that may make up for a period that was missed; `order`: all
days are known, but not what came first on one of them. `doubtful`: what gives rise to the duty may have been
before or after the agreement; `unmatched`: it lacks what acts are matched by. `uncertain`: whether something
was contrary hangs on days that are not known exactly enough.
"""


class Untold(NamedTuple):
    """Duties that cannot be told for one reason, and the parties whose record would have to say it."""

    reason: str
    duties: tuple[Result, ...]
    parties: tuple[str, ...]


class Asked(NamedTuple):
    """A question that nobody has settled, and the duties that wait for the answer."""

    question: str
    duties: tuple[Result, ...]


def untold(results: Iterable[Result], wanting: Wanting) -> tuple[Untold, ...]:
    """Group the duties that are `unknown` by their reason, in the order of `REASONS`."""
    found: dict[str, list[Result]] = {}
    concerned: dict[str, set[str]] = {}
    for result in results:
        if result.status == "unknown":
            reason, parties = _reason(result, wanting)
            found.setdefault(reason, []).append(result)
            concerned.setdefault(reason, set()).update(parties)
    order = wanting.results.plan.parties
    return tuple(
        Untold(reason, tuple(found[reason]), tuple(code for code in order if code in concerned[reason]))
        for reason in REASONS
        if reason in found
    )


def asked(results: Iterable[Result]) -> tuple[Asked, ...]:
    """Group the duties that are `to_judge` by the question that is open, in the order of the duties."""
    found: dict[str, list[Result]] = {}
    for result in results:
        if result.status == "to_judge":
            found.setdefault(result.finding.of.check.question or "", []).append(result)
    return tuple(Asked(question, tuple(duties)) for question, duties in found.items())


def _reason(result: Result, wanting: Wanting) -> tuple[str, frozenset[str]]:
    """Say why a duty cannot be told, and whose record would have to say it."""
    of, plan = result.finding.of, wanting.results.plan
    wants = tuple(wanting.of(result))
    gaps = frozenset(plan.party_of(want.code) for want in wants if isinstance(want, Unattested))
    concerned = gaps or parties_of(result, plan)
    if not isinstance(of, Duty):
        return "uncertain", concerned
    number = result.finding.line
    line = wanting.results.rules.tables["status"].lines[number - 1] if number else None
    if line is not None and line.acts == IMPRECISE:
        if wants == (Beyond("order"),):
            return "order", concerned
        done_by = of.check.pattern.done_by
        made_up = line.place == "after" and done_by is not None and done_by.share == "make_up"
        return "made-up" if made_up else "imprecise", concerned
    if line is not None and "doubtful" in line.when:
        return "unmatched" if of.same_empty else "doubtful", concerned
    return "unattested", concerned
