"""Several versions of one agreement in one history: their order, and one plan that holds them all.

Each version keeps what it says. Only names are made different where two versions mean something else by them,
and clauses go by the id that the latest version gives them, so that one clause is one clause throughout.
"""

from __future__ import annotations

from itertools import pairwise

from checker.frozen import NamedTuple
from checker.plan.model import Check, Interpretation, NamedDate, Obligation, Part, Plan, Wording
from checker.plan.vocabulary import Words, knowing, together
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeVar

    from checker.days import DayRange
    from checker.plan.model import Term

    Meaning = TypeVar("Meaning", NamedDate, Interpretation)


class Fitting(NamedTuple):
    """What fits a version into the whole: see `Part`."""

    words: Words
    homes: Mapping[str, str]
    days: Mapping[str, str]
    meanings: Mapping[str, str]
    names: Mapping[str, frozenset[str]]


def merged(plans: Sequence[Plan]) -> Plan:
    """Give one plan of several versions, the oldest first; a single one stays what it is."""
    if len(plans) == 1:
        return plans[0]
    words, homes, heirs = together(plans), _homes(plans), [*_heirs(plans), {}]
    meanings, called = _told_apart([plan.interpretations for plan in plans], plans)
    resting = [
        {name: _resting(named, own) for name, named in plan.dates.items()}
        for plan, own in zip(plans, called, strict=True)
    ]
    dates, dated = _told_apart(resting, plans)
    fits = zip(homes, dated, called, _names(plans, homes), strict=True)
    parts = tuple(
        Part(plan, fitted(plan, Fitting(words, *names)), *names, goes_on)
        for plan, names, goes_on in zip(plans, fits, heirs, strict=True)
    )
    last = parts[-1].plan
    bound = {code for plan in plans for code in plan.bound}
    parties = {
        code: party._replace(bound=party.bound or (party.unit_of or code) in bound)
        for code, party in last.parties.items()
    }
    return last._replace(
        illustrative=any(plan.illustrative for plan in plans),
        dates=dates,
        interpretations=meanings,
        parties=parties,
        kinds=words.kinds,
        attributes=words.attributes,
        obligations=tuple(_joined(parts)),
        parts=parts,
    )


def fitted(plan: Plan, fitting: Fitting) -> Plan:
    """Give a version in the names of the whole."""
    days, meanings, version = fitting.days, fitting.meanings, plan.version
    known = knowing(plan, fitting.words)
    return known._replace(
        start=_renamed(plan.start, days),
        until=_renamed(plan.until, days) if plan.until is not None else None,
        dates={
            days[name]: _resting(named, meanings)._replace(name=days[name])
            for name, named in plan.dates.items()
        },
        interpretations={
            meanings[name]: meant._replace(name=meanings[name])
            for name, meant in plan.interpretations.items()
        },
        obligations=tuple(_fitted(each, fitting, version) for each in plan.obligations),
    )


def refitted(part: Part, plan: Plan, whole: Plan) -> Plan:
    """Give a plan that was read anew, with the same names, in the place of a version in the whole."""
    words = Words(whole.parties, whole.kinds, whole.attributes, whole.checks())
    return fitted(plan, Fitting(words, part.homes, part.days, part.meanings, part.names))


def _renamed(day: str | DayRange, names: Mapping[str, str]) -> str | DayRange:
    return names[day] if isinstance(day, str) else day


def _resting(named: NamedDate, names: Mapping[str, str]) -> NamedDate:
    return named._replace(rests_on=tuple(names[name] for name in named.rests_on))


def _fitted(clause: Obligation, fitting: Fitting, version: str) -> Obligation:
    home = fitting.homes[clause.id]
    checks = tuple(_check(check, fitting, home)._replace(version=version) for check in clause.checks)
    was = (*clause.was, *((clause.id,) if clause.id != home else ()))
    return clause._replace(id=home, was=was, checks=checks, version=version)


def _check(check: Check, fitting: Fitting, home: str) -> Check:
    days = {name for name, parameter in check.pattern.takes.items() if parameter.kind == "day"}
    terms: dict[str, Term] = {
        name: fitting.days.get(term, term) if name in days and isinstance(term, str) else term
        for name, term in check.terms.items()
    }
    rests_on = tuple(fitting.meanings[name] for name in check.rests_on)
    own = check.obligation
    names = fitting.names[own]
    return check._replace(obligation=home, clause=own, names=names, terms=terms, rests_on=rests_on)


def _told_apart(
    own: Sequence[Mapping[str, Meaning]], plans: Sequence[Plan]
) -> tuple[dict[str, Meaning], list[dict[str, str]]]:
    """Give what all versions mean by their names, and what each version's names are called in the whole.

    Of two meanings of a name the later version keeps it. The first entry of a log is looked for from the day
    on which a version came into force, so that such a date is its own in each.
    """
    found: dict[str, Meaning] = {}
    names: list[dict[str, str]] = [{} for _ in plans]
    for version in reversed(range(len(plans))):
        for name, meaning in own[version].items():
            told = name
            if name in found and not _same(found[name], meaning):
                told = f"{name} (version {plans[version].version})"
            found[told] = meaning._replace(name=told)
            names[version][name] = told
    return found, names


def _same(one: Meaning, other: Meaning) -> bool:
    dated = isinstance(one, NamedDate) and one.first is not None
    return not dated and one == other


def _kin(clause: Obligation, later: Plan) -> tuple[Obligation, ...]:
    """Give the clauses of a later version that one goes on in: by its id, by what they were, or it was."""
    same = [other for other in later.obligations if other.id == clause.id]
    found = [*same, *(o for o in later.obligations if clause.id in o.was and o not in same)]
    return tuple(found or (o for o in later.obligations if o.id in clause.was))


def _heirs(plans: Sequence[Plan]) -> Iterator[Mapping[str, tuple[str, ...]]]:
    """Yield, for each version but the last, in which clauses of the next one each of its own goes on."""
    for plan, later in pairwise(plans):
        yield {clause.id: tuple(kin.id for kin in _kin(clause, later)) for clause in plan.obligations}


def _homes(plans: Sequence[Plan]) -> list[Mapping[str, str]]:
    """Give, for each version, the id that each of its clauses has in the whole."""
    homes: list[dict[str, str]] = [{} for _ in plans]
    for version in reversed(range(len(plans))):
        for clause in plans[version].obligations:
            homes[version][clause.id] = clause.id
            for later in range(version + 1, len(plans)):
                kin = _kin(clause, plans[later])
                if kin:
                    homes[version][clause.id] = homes[later][_nearest(clause, kin).id]
                    break
    return list(homes)


def _names(
    plans: Sequence[Plan], homes: Sequence[Mapping[str, str]]
) -> Iterator[Mapping[str, frozenset[str]]]:
    """Yield, for each version, what a log for all may call each of its clauses.

    What a version calls something itself means that there; what it does not know means the same as in the
    whole, where clauses go by their present id and all that they were called before.
    """
    whole: dict[str, set[str]] = {}
    for plan, home in zip(plans, homes, strict=True):
        for clause in plan.obligations:
            whole.setdefault(home[clause.id], {home[clause.id]}).update((clause.id, *clause.was))
    for plan, home in zip(plans, homes, strict=True):
        own = {clause.id: frozenset((clause.id, *clause.was)) for clause in plan.obligations}
        known = frozenset[str]().union(*own.values())
        yield {name: called | (whole[home[name]] - known) for name, called in own.items()}


def _nearest(clause: Obligation, kin: Sequence[Obligation]) -> Obligation:
    """Give the one of several clauses in which most checks of one go on by their ids; else the first."""
    own = {check.id for check in clause.checks}
    return max(kin, key=lambda other: len(own.intersection(check.id for check in other.checks)))


def _joined(parts: Sequence[Part]) -> Iterator[Obligation]:
    """Yield the clauses of the latest version, then those that only earlier ones have, the latest first."""
    latest: dict[str, list[Obligation]] = {}
    for part in reversed(parts):
        for clause in part.plan.obligations:
            latest.setdefault(clause.id, []).append(clause)
    worded = _worded(parts)
    for home, clauses in latest.items():
        checks = tuple(check for clause in clauses for check in clause.checks)
        names = dict.fromkeys(name for clause in clauses for name in clause.was)
        was = tuple(name for name in names if name != home or home in clauses[0].was)
        yield clauses[0]._replace(checks=checks, was=was, earlier=tuple(worded[home]))


def _worded(parts: Sequence[Part]) -> Mapping[str, list[Wording]]:
    """Give the wordings of each clause of the whole that differ from the next; of a split one for all."""
    found: dict[str, list[Wording]] = {}
    shown: dict[str, tuple[str, str, str]] = {}
    for at in reversed(range(len(parts))):
        part = parts[at]
        for clause in part.written.obligations:
            reads = clause.text, clause.section, clause.paragraph
            for home in _homes_of(clause, at, parts):
                kept = found.setdefault(home, [])
                if shown.setdefault(home, reads) != reads:
                    kept.append(Wording(part.written.version, clause.id, clause.title, *reads))
                    shown[home] = reads
    return found


def _homes_of(clause: Obligation, at: int, parts: Sequence[Part]) -> tuple[str, ...]:
    """Name the clauses of the whole that show the words of one: of one that was split all its parts."""
    part = parts[at]
    heirs = part.heirs.get(clause.id, ())
    further = [parts[at + 1].homes[name] for name in heirs]
    return tuple(dict.fromkeys((part.homes[clause.id], *further)))
