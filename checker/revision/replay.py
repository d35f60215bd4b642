"""How each past duty would have read under a draft: the same record, judged as if it had been in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.days import DayRange
from checker.located.model import Fields
from checker.plan.vocabulary import knowing, together
from checker.results.again import engine_of, in_force_from
from checker.results.judge import Question, judge
from checker.revision.altered import meaning
from checker.revision.cause import Causes
from checker.revision.coupled import coupled
from checker.revision.diff import diff
from checker.revision.matched import matched

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from checker.patterns.model import Rules
    from checker.plan.model import Check, Plan
    from checker.results.model import Result, Results
    from checker.revision.altered import Altered
    from checker.revision.coupled import Checks
    from checker.revision.diff import Diff
    from checker.revision.pairs import Pair


class Reread(NamedTuple):
    """A duty that reads otherwise: as it `was` and as it is `now`; None where there is no such duty.

    `due_to` are the alterations that make it so, and `how` says how far they were found out by trying:
    `alone` (each of them would do by itself), `together` (none can be left out), `all` (it takes these,
    and which of them was not to be found out). A clause that is dropped or new is an alteration too.
    """

    was: Result | None
    now: Result | None
    pair: Pair
    due_to: tuple[Altered, ...]
    how: str

    @property
    def id(self) -> str:
        """The id of the duty: as it is now; of one that is only in the draft, as it is there."""
        return next(result.id for result in (self.was, self.now) if result is not None)


class Rerated(NamedTuple):
    """Clauses of a pair that are rated otherwise; of several clauses on a side each has its rating."""

    pair: Pair
    was: tuple[str, ...]
    now: tuple[str, ...]


class Replay(NamedTuple):
    """Two judgements of one record, and what is other. `was.results` are the past duties.

    `same` of them have the same status under the draft, `moved` of these in another window. `first` is the
    day on which the draft was taken to come into force, None if that is its own day. `unknown` are the codes
    of parties and kinds of activity in the record that the draft does not know.
    """

    was: Results
    now: Results
    same: int
    turns: tuple[Reread, ...]
    moved: int
    rerated: tuple[Rerated, ...]
    first: date | None
    unknown: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many past duties there are."""
        return len(self.was.results)

    @property
    def changed(self) -> int:
        """How many past duties have another status."""
        return sum(1 for turn in self.turns if turn.was and turn.now)

    @property
    def vanished(self) -> int:
        """How many past duties there would not be."""
        return sum(1 for turn in self.turns if turn.now is None)

    @property
    def appeared(self) -> int:
        """How many duties there would be besides."""
        return sum(1 for turn in self.turns if turn.was is None)

    @property
    def unheard(self) -> Mapping[str, int]:
        """The kinds of activity that only the draft knows, with how many duties want one under the draft.

        Counted are duties that turn out broken although no such activity could be entered: none is on record.
        """
        known = _own_kinds(self.was.plan) | {entry.kind for entry in self.was.log.entries}
        found: dict[str, int] = {}
        for turn in self.turns:
            if turn.now is None or turn.now.status != "breached":
                continue
            check = turn.now.finding.of.check
            acts = check.selector(check.pattern.acts) if check.pattern.done_by is not None else None
            kinds = acts.kinds or frozenset() if acts is not None else frozenset[str]()
            if kinds and known.isdisjoint(kinds):
                found |= {kind: found.get(kind, 0) + 1 for kind in sorted(kinds)}
        return found

    @property
    def differently(self) -> int:
        """How many past duties would read differently: with another status, or not at all."""
        return self.changed + self.vanished


def replay(old: Results, new: Plan, rules: Rules) -> Replay:
    """Judge the record of `old` by a draft that was read with `rules`, and say which duties read otherwise.

    The draft is taken to come into force when the plan before it did: else it would have had no past. Raises
    what `judge` raises, and `InvalidInput` if it cannot be read so.
    """
    draft, first = _in_force_then(old, new, rules)
    plan = knowing(draft, together((old.plan, draft)))
    now = judge(plan, rules, old.log, Question(old.as_of, old.known_at, engine_of(old)))
    found = diff(old.plan, plan)
    groups = [(pair, group) for pair in found.pairs for group in matched(pair, old.plan, plan)]
    numbers = _numbered([own.was for _, own in groups]), _numbered([own.now for _, own in groups])
    causes, shown = Causes(old, now, found), {pair.id: pair for pair in diff(old.plan, new).pairs}
    same, turns = [], []
    for each in coupled(old.results, now.results, numbers):
        if each.was is not None and each.now is not None and each.was.status == each.now.status:
            same.append((each.was, each.now))
            continue
        pair, group = groups[each.group]
        cause = causes.of(pair, group, each)
        turns.append(Reread(each.was, each.now, shown[pair.id], cause.due_to, cause.how))
    moved = sum(1 for was, then in same if was.finding.of.window != then.finding.of.window)
    rerated = tuple(_rerated(found, old, now))
    return Replay(old, now, len(same), tuple(turns), moved, rerated, first, _unknown(old, new))


def _in_force_then(old: Results, new: Plan, rules: Rules) -> tuple[Plan, date | None]:
    """Give a draft as if in force from the start of the plan before, and that day if it is not its own."""
    life = old.setting.life
    start = meaning(new.start, new)
    if life is None or start == meaning(old.plan.start, old.plan):
        return new, None
    if isinstance(start, DayRange) and start.latest == life.start:
        return new, None
    return in_force_from(new, rules, life.start), life.start


def _unknown(old: Results, new: Plan) -> tuple[str, ...]:
    """Name the codes in the record that are words of the plan before and none of the draft; sorted."""
    named = {code for entry in old.log.entries for code in (*entry.by, *entry.to)} & old.plan.parties.keys()
    kinds = {entry.kind for entry in old.log.entries if entry.activity} & old.plan.kinds.keys()
    return tuple(sorted((named | kinds) - new.parties.keys() - new.kinds.keys()))


def _own_kinds(plan: Plan) -> frozenset[str]:
    """Name the kinds of activity that a plan itself has: it may be one that knows the words of others too."""
    written = [each.source.get("activities") for each in plan.versions or (plan,)]
    return frozenset(str(kind) for each in written if isinstance(each, Fields) for kind in each)


def _numbered(groups: Sequence[tuple[Check, ...]]) -> Mapping[Checks, int]:
    """Give the number of the group that each check belongs to."""
    return {check.key: number for number, checks in enumerate(groups) for check in checks}


def _rerated(found: Diff, old: Results, new: Results) -> Iterator[Rerated]:
    """Yield the clauses whose ratings are other."""
    before = {own.obligation.id: own.rating for own in old.obligations}
    after = {own.obligation.id: own.rating for own in new.obligations}
    for pair in found.pairs:
        was = tuple(before[clause.id] for clause in pair.was)
        now = tuple(after[clause.id] for clause in pair.now)
        if was and now and set(was) != set(now):
            yield Rerated(pair, was, now)
