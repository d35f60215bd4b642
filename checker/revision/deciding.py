"""Which settled duties rest on what somebody answered, and who that was."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.results.mentions import all_mentions
from checker.results.model import bearers_of
from checker.results.story import SETTLED, Figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.log.model import Entry
    from checker.results.model import Result, Results


class Judged(NamedTuple):
    """The settled duties of a clause that rest on answers, whose these are, and the answers themselves.

    A duty that was kept rests on the answers about the acts that count for it; one that was late or broken
    also on those because of which others did not. `figure` is of all settled duties of the clause. The log
    knows parties and no persons, so `alone` is the party whose answers decided all of them, if it is one.
    """

    duties: tuple[Result, ...]
    parties: tuple[str, ...]
    answers: tuple[Entry, ...]
    figure: Figure

    @property
    def alone(self) -> str | None:
        """The party on whose answers alone these duties rest."""
        return self.parties[0] if len(self.parties) == 1 else None


def judged(results: Results) -> Mapping[str, Judged]:
    """Give the clauses, by id, of which settled duties rest on answers."""
    by_id = {entry.id: entry for entry in results.log.entries}
    answers: dict[str, dict[str, Entry]] = {}
    duties: dict[str, Result] = {}
    for name, mention in all_mentions(results):
        result = mention.result
        if mention.role != "answers" or result.status not in SETTLED:
            continue
        counted = {entry.id for entry in result.finding.evidence}
        if result.status != "fulfilled" or mention.why in counted:
            duties[result.id] = result
            answers.setdefault(result.id, {})[name] = by_id[name]
    found = {}
    for own in results.obligations:
        resting = tuple(result for result in own.results if result.id in duties)
        if resting:
            settled = sum(1 for result in own.results if result.status in SETTLED)
            given = {n: entry for result in resting for n, entry in answers[result.id].items()}
            found[own.obligation.id] = Judged(
                duties=resting,
                parties=_parties(resting, answers, results),
                answers=tuple(given[name] for name in sorted(given)),
                figure=Figure(len(resting), settled),
            )
    return found


def _parties(
    resting: tuple[Result, ...], answers: Mapping[str, Mapping[str, Entry]], results: Results
) -> tuple[str, ...]:
    """Name those whose answers count: of each duty all but the bearer's own party."""
    plan = results.plan
    given = {
        party
        for result in resting
        for entry in answers[result.id].values()
        for party in entry.by_parties - {plan.party_of(code) for code in bearers_of(result)}
    }
    return tuple(code for code in plan.parties if code in given)
