"""Which clause of a draft is which of the plan before it: by ids, and earlier ids that clauses name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.revision.redline import redline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.plan.model import Obligation, Plan
    from checker.revision.altered import Altered
    from checker.revision.redline import Run

RELATIONS = ("kept", "reworded", "renumbered", "split", "merged", "new", "dropped")
"""What may become of a clause. One that is renumbered, split or merged may be reworded too."""


class Pair(NamedTuple):
    """Clauses that belong together, before and in the draft, and all that is other of them.

    `text` is what became of the quoted words, if there are any on both sides; those of several clauses are
    taken one after the other.
    """

    relation: str
    was: tuple[Obligation, ...]
    now: tuple[Obligation, ...]
    altered: tuple[Altered, ...] = ()
    text: tuple[Run, ...] = ()

    @property
    def id(self) -> str:
        """The id under which the pair is cited: of the draft's first clause, or of the one that is gone."""
        return (self.now or self.was)[0].id

    @property
    def reworded(self) -> bool:
        """Whether the quoted words are other, white space aside."""
        return any(run.how != "same" for run in self.text)

    @property
    def same(self) -> bool:
        """Whether the clause is in the draft just as it was."""
        return self.relation == "kept" and not self.altered


def pairs(old: Plan, new: Plan) -> tuple[Pair, ...]:
    """Pair all clauses, in the order of the plan before; those that are only in the draft come last.

    What is altered is left to `diff`.
    """
    links = _links(old, new)
    before = {clause.id: clause for clause in old.obligations}
    after = {clause.id: clause for clause in new.obligations}
    found = []
    taken: set[str] = set()
    for clause in old.obligations:
        if clause.id in taken:
            continue
        was, now = _reached(clause.id, links)
        taken |= was
        found.append(
            _pair(
                tuple(each for each in before.values() if each.id in was),
                tuple(each for each in after.values() if each.id in now),
            )
        )
    linked = {name for names in links.values() for name in names}
    found += [Pair("new", (), (clause,)) for clause in new.obligations if clause.id not in linked]
    return tuple(found)


def strays(old: Plan, new: Plan) -> tuple[tuple[str, str], ...]:
    """Give the earlier ids that the draft names and the plan before does not know, each after its clause."""
    known = {name for clause in old.obligations for name in (clause.id, *clause.was)}
    return tuple((clause.id, name) for clause in new.obligations for name in clause.was if name not in known)


def twins(found: Iterable[Pair]) -> tuple[tuple[str, str], ...]:
    """Give the clauses that are dropped, each with a new one of the very same words, white space aside."""
    found = tuple(found)
    fresh: dict[str, list[str]] = {}
    for pair in found:
        if pair.relation == "new":
            fresh.setdefault(_spaced(pair.now[0].text), []).append(pair.now[0].id)
    gone = (pair.was[0] for pair in found if pair.relation == "dropped")
    return tuple((clause.id, name) for clause in gone for name in fresh.get(_spaced(clause.text), ()))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _links(old: Plan, new: Plan) -> Mapping[str, frozenset[str]]:
    """Give the draft's clauses that belong to each clause: of its id, or that name it, or that it names.

    An earlier id tells only where it was not there before: a plan keeps those of its own history.
    """
    before = {clause.id: frozenset(clause.was) for clause in old.obligations}
    after = {clause.id: frozenset(clause.was) for clause in new.obligations}
    nothing: frozenset[str] = frozenset()
    return {
        one: frozenset(
            other
            for other in after
            if one == other
            or one in after[other] - before.get(other, nothing)
            or other in before[one] - after.get(one, nothing)
        )
        for one in before
    }


def _reached(name: str, links: Mapping[str, frozenset[str]]) -> tuple[set[str], set[str]]:
    """Give all clauses, before and in the draft, that hang together with one."""
    was, now = {name}, set(links[name])
    while True:
        more = {one for one, others in links.items() if others & now} - was
        if not more:
            return was, now
        was |= more
        now |= {other for one in more for other in links[one]}


def _pair(was: tuple[Obligation, ...], now: tuple[Obligation, ...]) -> Pair:
    if not now:
        return Pair("dropped", was, ())
    text = redline(_text(was), _text(now))
    found = Pair("kept", was, now, (), text)
    return found._replace(relation=_relation(found))


def _relation(found: Pair) -> str:
    if len(found.was) == len(found.now) == 1:
        if found.was[0].id != found.now[0].id:
            return "renumbered"
        return "reworded" if found.reworded else "kept"
    if len(found.was) != len(found.now):
        return "split" if len(found.now) > len(found.was) else "merged"
    ids = {clause.id for clause in found.was}
    named = any(ids & set(clause.was) - {clause.id} for clause in found.now)
    return "split" if named else "merged"


def _text(clauses: tuple[Obligation, ...]) -> str:
    return " ".join(clause.text for clause in clauses)
