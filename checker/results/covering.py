"""Which kinds of activity the clauses of a plan can match at all: what they cover, what never occurred."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.log.model import Entry
    from checker.plan.model import Check, Plan
    from checker.plan.selectors import Selector
    from checker.results.model import Results


class Covering:
    """The selectors of a plan by the kinds of activity that they can match: of checks, and of named dates."""

    def __init__(self, plan: Plan) -> None:
        """Gather them; one that names no kind can match each."""
        self.clauses: dict[str, list[tuple[str, Selector]]] = {kind: [] for kind in plan.kinds}
        self.dated = {
            kind
            for named in plan.dates.values()
            if named.first is not None
            for kind in (plan.kinds if named.first.kinds is None else named.first.kinds)
        }
        for obligation in plan.obligations:
            for check in obligation.checks:
                for selector in selectors(check):
                    for kind in plan.kinds if selector.kinds is None else selector.kinds:
                        self.clauses[kind].append((obligation.id, selector))

    def covers(self, kind: str) -> bool:
        """Say whether a selector of some check, or of a named date, can match this kind of activity."""
        return bool(self.clauses[kind]) or kind in self.dated

    def fits(self, entry: Entry) -> tuple[str, ...]:
        """Name the obligations with a selector that an activity meets, as far as no variable is in it."""
        return tuple(
            dict.fromkeys(
                name
                for name, selector in self.clauses[entry.kind]
                if all(c.variables or c.holds(entry, {}) for c in selector.conditions)
            )
        )


def selectors(check: Check) -> Iterator[Selector]:
    """Yield the selectors by which a check looks for activities: triggers, acts and what excuses."""
    for name, parameter in check.pattern.takes.items():
        if parameter.kind == "selector" and name in check.terms:
            yield check.selector(name)
    yield from (excuse.selector for excuse in check.unless if not excuse.this)


def uncovered(results: Results) -> dict[str, tuple[Entry, ...]]:
    """Give the activities that no clause covers, by kind: what the agreement has no word on."""
    covering, by_kind = Covering(results.plan), results.setting.record.by_kind
    return {kind: by_kind[kind] for kind in sorted(by_kind) if not covering.covers(kind)}


def never_seen(results: Results) -> dict[str, tuple[str, ...]]:
    """Give the kinds that clauses look for and that have not occurred, each with the ids of these clauses."""
    by_kind = results.setting.record.by_kind
    named: dict[str, dict[str, None]] = {}
    for obligation in results.plan.obligations:
        for check in obligation.checks:
            for selector in selectors(check):
                for kind in selector.kinds or ():
                    named.setdefault(kind, {})[obligation.id] = None
    return {kind: tuple(named[kind]) for kind in sorted(named) if kind not in by_kind}
