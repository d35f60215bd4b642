"""What would be otherwise, were a vague term or a blank date read in another way that is worth testing.

Pure functions of `Results`: each recorded alternative is judged again, and only the verdicts that rest on it.
"""

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from checker.diagnostics import Diagnostic, InvalidInput
from checker.duties.model import Instance
from checker.plan.model import Interpretation, NamedDate, Obligation, Plan
from checker.results.again import again, plan_with
from checker.results.model import Result, Results

Same = tuple[object, ...]
"""What makes a duty the same under another reading; its days may be others."""


class Turn(NamedTuple):
    """A duty that stands otherwise under an alternative: as it `was` and as it is `now`.

    None where there is no such duty: one that appears `was` not, one that vanishes is not `now`.
    """

    was: Result | None
    now: Result | None

    @property
    def id(self) -> str:
        """The id of the duty: as it is read now; of one that appears, under the alternative."""
        return next(result.id for result in self if result is not None)


class Rerated(NamedTuple):
    """An obligation that is rated otherwise under an alternative."""

    obligation: Obligation
    was: str
    now: str


class Tried(NamedTuple):
    """One alternative and what turns under it; or, if it cannot be judged, why it was `refused`."""

    text: str
    refused: tuple[Diagnostic, ...]
    turns: tuple[Turn, ...]
    rerated: tuple[Rerated, ...]

    @property
    def changed(self) -> int:
        """How many duties have another status."""
        return sum(1 for turn in self.turns if turn.was and turn.now)

    @property
    def appeared(self) -> int:
        """How many duties there are that were not there."""
        return sum(1 for turn in self.turns if turn.was is None)

    @property
    def vanished(self) -> int:
        """How many duties there no longer are."""
        return sum(1 for turn in self.turns if turn.now is None)


class Sensitivity(NamedTuple):
    """An interpretation, the named dates read so, the clauses and duties that rest on it, its trials."""

    interpretation: Interpretation
    dates: tuple[NamedDate, ...]
    clauses: tuple[Obligation, ...]
    duties: int
    tried: tuple[Tried, ...]

    @property
    def decides(self) -> bool:
        """Whether some verdict is another under some alternative."""
        return any(tried.turns or tried.rerated for tried in self.tried)

    @property
    def judged(self) -> bool:
        """Whether there is an alternative that could be judged."""
        return any(not tried.refused for tried in self.tried)

    @property
    def turned(self) -> int:
        """How many duties, at most, stand otherwise, are not there, or only then, under one alternative."""
        return max((len(tried.turns) for tried in self.tried), default=0)


def sensitivity(results: Results) -> tuple[Sensitivity, ...]:
    """Try every alternative of every interpretation, in the order of the plan."""
    return tuple(_of(meant, results) for meant in results.plan.interpretations.values())


def _of(meant: Interpretation, results: Results) -> Sensitivity:
    clauses = resting(meant.name, results.plan)
    life = of_life(meant.name, results.plan)
    own = (r for r in results.results if life or meant.name in r.finding.of.check.rests_on)
    return Sensitivity(
        interpretation=meant,
        dates=tuple(d for d in results.plan.dates.values() if meant.name in d.rests_on),
        clauses=clauses,
        duties=sum(1 for _ in own),
        tried=tuple(_tried(meant.name, text, clauses, results) for text in meant.alternatives),
    )


def resting(name: str, plan: Plan) -> tuple[Obligation, ...]:
    """Give the obligations that rest on an interpretation: all, if the life of the plan does."""
    if of_life(name, plan):
        return plan.obligations
    return tuple(o for o in plan.obligations if any(name in check.rests_on for check in o.checks))


def of_life(name: str, plan: Plan) -> bool:
    """Say whether an interpretation gives a day on which the plan, or a version of it, begins or ends."""
    ends = [end for own in (plan, *(part.plan for part in plan.parts)) for end in (own.start, own.until)]
    return any(isinstance(end, str) and name in plan.dates[end].rests_on for end in ends)


def _tried(name: str, text: str, clauses: tuple[Obligation, ...], results: Results) -> Tried:
    ids = frozenset(clause.id for clause in clauses)
    try:
        now = again(results, plan=plan_with(results, name, text, ids))
    except InvalidInput as error:
        return Tried(text, error.diagnostics, (), ())
    rated = {own.obligation.id: own.rating for own in now.obligations}
    rerated = (
        Rerated(own.obligation, own.rating, rated[own.obligation.id])
        for own in results.obligations
        if own.obligation.id in ids and rated[own.obligation.id] != own.rating
    )
    before = (r for r in results.results if r.obligation in ids)
    return Tried(text, (), turns(before, now.results), tuple(rerated))


def turns(before: Iterable[Result], after: Iterable[Result]) -> tuple[Turn, ...]:
    """Pair the duties that are the same, and give those that stand otherwise; those that appear come last.

    A duty that was open when one version of the agreement replaced another may fall under either.
    """
    was, now = _placed(before), _placed(after)
    gone_over = _gone_over(
        [result for same, result in was.items() if same not in now],
        [result for same, result in now.items() if same not in was],
    )
    pairs = [Turn(result, now.get(same) or gone_over.get(id(result))) for same, result in was.items()]
    paired = {id(turn.now) for turn in pairs}
    pairs += [Turn(None, result) for result in now.values() if id(result) not in paired]
    return tuple(t for t in pairs if t.was is None or t.now is None or t.was.status != t.now.status)


def _gone_over(vanished: Iterable[Result], appeared: Iterable[Result]) -> Mapping[int, Result]:
    """Give the duty that each of those that vanish, by its place in memory, has become in another version.

    The entries from which it comes tell that it is the same; without any, nothing does.
    """
    there: dict[Same, deque[Result]] = {}
    for result in appeared:
        there.setdefault(_origin(result), deque()).append(result)
    found: dict[int, Result] = {}
    for result in vanished:
        of, others = result.finding.of, there.get(_origin(result), deque())
        if _entries(result) and others and others[0].finding.of.check.version != of.check.version:
            found[id(result)] = others.popleft()
    return found


def _origin(result: Result) -> Same:
    of = result.finding.of
    return result.obligation, of.check.pattern.rule, of.bearer, _entries(result)


def _entries(result: Result) -> tuple[str, ...]:
    """Name the entries that a duty comes from: its trigger, or the activities that are judged."""
    of = result.finding.of
    entries = of.entries if isinstance(of, Instance) else (of.trigger,) if of.trigger else ()
    return tuple(entry.id for entry in entries)


def _placed(results: Iterable[Result]) -> Mapping[Same, Result]:
    """Give duties by obligation, check, bearer, trigger, and the place among those that agree in all that."""
    found: dict[Same, Result] = {}
    places: Counter[Same] = Counter()
    for result in results:
        of = result.finding.of
        same = (result.obligation, *of.check.key, of.bearer, _entries(result))
        found[*same, places[same]] = result
        places[same] += 1
    return found
