"""Which waivers and extensions changed a duty, which were only asked for, and which changed nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.duties.model import Duty
from checker.duties.statements import signed
from checker.results.candidates import requested
from checker.results.model import bearers_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.log.model import Entry
    from checker.results.model import Result, Results


class Relief(NamedTuple):
    """The waivers, or the extensions, that name one clause: each is in exactly one of three lists.

    `granted` changed the `duties`; `requests` would change some, had somebody but the bearer signed; `idle`
    changed nothing, since no duty needed it or none is due on its days.
    """

    granted: tuple[Entry, ...]
    duties: tuple[Result, ...]
    requests: tuple[Entry, ...]
    idle: tuple[Entry, ...]


KINDS = ("waiver", "extension")


def reliefs(results: Results) -> Mapping[str, Mapping[str, Relief]]:
    """Give the waivers and the extensions of each clause, by its id and then by `KINDS`.

    One that names a clause by an id that several now have is counted with each of these.
    """
    asked = _asked(results)
    changed: dict[tuple[str, str], list[tuple[Entry, Result]]] = {}
    for result in results.results:
        for entry in _changing(result):
            changed.setdefault((result.obligation, entry.kind), []).append((entry, result))
    named: dict[tuple[str, str], list[Entry]] = {}
    for kind in KINDS:
        for entry in results.setting.record.statements.get(kind, ()):
            for name in results.plan.ids_now(entry.fields["obligation"]):
                named.setdefault((name, kind), []).append(entry)
    return {
        clause.id: {
            kind: _relief(
                changed.get((clause.id, kind), []), named.get((clause.id, kind), []), asked[clause.id]
            )
            for kind in KINDS
        }
        for clause in results.plan.obligations
    }


def _relief(changed: list[tuple[Entry, Result]], named: list[Entry], asked: set[str]) -> Relief:
    ids = {entry.id for entry, _ in changed}
    others = [entry for entry in named if entry.id not in ids]
    return Relief(
        granted=tuple(entry for entry in named if entry.id in ids),
        duties=tuple(result for _, result in changed),
        requests=tuple(entry for entry in others if entry.id in asked),
        idle=tuple(entry for entry in others if entry.id not in asked),
    )


def _changing(result: Result) -> tuple[Entry, ...]:
    """Give the waiver that excuses a duty, or the extension that moved its due day; one may do each."""
    finding, of = result.finding, result.finding.of
    waivers = finding.evidence if finding.status == "excused" else ()
    moved = (of.moved_by,) if isinstance(of, Duty) and of.moved_by is not None else ()
    return (*(entry for entry in waivers if entry.kind == "waiver"), *moved)


def _asked(results: Results) -> Mapping[str, set[str]]:
    """Name, for each clause, the waivers and extensions that the bearer of some duty alone has signed."""
    statements = results.setting.record.statements
    found: dict[str, set[str]] = {clause.id: set() for clause in results.plan.obligations}
    for kind, named in requested(results).items():
        for entry in statements.get(kind, ()):
            for each in named.get(entry.id, ()):
                if not signed(entry, bearers_of(each), results.setting):
                    found[each.obligation].add(entry.id)
    return found
