"""Puts the record of a term, and the questions that follow from it, into words, for every format."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.results.phrasing import bearer, listed, people, say
from checker.results.story import Figure
from checker.revision.aspects import SHORT
from checker.revision.attainment import AT_LEAST, ONE_IN
from checker.revision.delay import Apart
from checker.revision.exercise import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from checker.findings.model import Value
    from checker.plan.model import Obligation
    from checker.results.language import Wording
    from checker.results.story import Counted
    from checker.revision.delay import Typical
    from checker.revision.gaps import Gap
    from checker.revision.questions import Drafting
    from checker.revision.relief import Relief
    from checker.revision.term import Borne, ClauseTerm, InYear, Term
    from checker.revision.untold import Asked, Untold

NOTES = ("note-facts", "note-often", "note-median", "note-party")


class Grid(NamedTuple):
    """A table in words: the first cell of each row heads it, and the last row adds the others up."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str


def overview(told: Term, words: Wording) -> Iterator[str]:
    """Say how many clauses came into play, and how the duties stand that they gave rise to."""
    checked = [each for each in told.clauses if each.exercise != "unchecked"]
    used = sum(1 for each in checked if each.exercise == "exercised")
    never = sum(1 for each in checked if each.exercise in NEVER)
    counts: dict[str, Value] = {"all": len(told.clauses), "checked": len(checked), "used": used}
    yield _say(words, "overview", **counts, never=never, others=len(checked) - used - never or "")
    if not told.counted.total:
        yield _say(words, "counts-none")
        return
    yield _say(words, "counts", total=told.counted.total, counts=listed(told.counted, words))
    on_time = told.counted.on_time
    yield say(words, "on-time" if on_time.whole else "on-time-none", part=on_time.part, whole=on_time.whole)
    if unknown := told.counted.counts["unknown"]:
        yield say(words, "unknown-is-no-breach", number=unknown, total=told.counted.total)


def exercise(each: ClauseTerm, words: Wording) -> str:
    """Say how far a clause came into play."""
    return _say(words, f"exercise-{each.exercise}")


def clause(each: ClauseTerm, words: Wording) -> Iterator[str]:
    """Yield what there is to say of one clause beside the grids, one sentence after the other."""
    if each.counted.total:
        yield _say(words, "counts", total=each.counted.total, counts=listed(each.counted, words))
    if each.uses:
        yield _say(words, "uses", n=len(each.uses))
    if each.delay is not None:
        yield _typical("late", each.delay, words)
    if each.margin is not None:
        yield _typical("margin", each.margin, words)
    yield from _relief("waiver", each.waivers, each.counted, words)
    yield from _relief("extension", each.extensions, each.counted, words)
    yield from (untold(group, each.counted, words) for group in each.untold)
    yield from (asked(group, each.counted, words) for group in each.asked)
    if each.judged is not None:
        figure, who = each.judged.figure, people(each.judged.parties, words)
        key = "judged-alone" if each.judged.alone else "judged"
        yield _of(words, key, {"part": figure.part, "whole": figure.whole, "who": who})


def untold(group: Untold, of: Counted, words: Wording) -> str:
    """Say of how many duties it cannot be told for one reason."""
    who = people(group.parties, words)
    return _say(words, f"untold-{group.reason}", n=len(group.duties), whole=of.total, who=who)


def asked(group: Asked, of: Counted, words: Wording) -> str:
    """Say how many duties wait for the answer to a question."""
    return _say(words, "asked", n=len(group.duties), whole=of.total, question=group.question)


def years(told: Term, words: Wording) -> Grid:
    """Lay out the clauses that have duties by the year in which these are due."""
    columns = [each.year for each in told.by_year]
    named = [str(year) if year is not None else _say(words, "head-no-year") for year in columns]
    every = [(each.clause.title, each.by_year, each.counted) for each in told.clauses if each.counted.total]
    every.append((say(words, "all-clauses"), told.by_year, told.counted))
    return Grid(
        caption=_say(words, "caption-years"),
        head=(say(words, "head-clause"), *named, _say(words, "head-all")),
        rows=tuple(_row(title, _by(own, columns, words), whole) for title, own, whole in every),
        note=_say(words, "note-years", total=told.counted.total),
    )


def parties(told: Term, words: Wording) -> Grid:
    """Lay out the clauses that have duties by the party that owes them."""
    columns = [each.party.code for each in told.by_party]
    every = [(each.clause.title, each.by_party, each.counted) for each in told.clauses if each.counted.total]
    every.append((say(words, "all-clauses"), told.by_party, told.counted))
    key = "note-parties" if told.joint else "note-parties-none"
    named = (people((code,), words) for code in columns)
    return Grid(
        caption=_say(words, "caption-parties"),
        head=(say(words, "head-clause"), *named, _say(words, "head-each-once")),
        rows=tuple(_row(title, _borne(own, columns, words), whole) for title, own, whole in every),
        note=_say(words, key, total=told.counted.total, joint=told.joint, borne=told.borne),
    )


def gap(each: Gap, words: Wording) -> str:
    """Say which activities no clause covers, how often they occurred and when."""
    return _say(words, "gap-told", **_gap(each, words), n=len(each.entries))


def kind(name: str, words: Wording) -> str:
    """Name a kind of questions."""
    return _say(words, f"kind-{name}")


def question(each: Drafting, words: Wording) -> str:
    """Put a question."""
    values: dict[str, Value] = {"clauses": titles(each.clauses, words)}
    if each.turning is not None:
        values["name"] = each.turning.interpretation.name.replace("-", " ")
    if each.gap is not None:
        values |= _gap(each.gap, words)
    return _say(words, each.kind, **values)


def why(each: Drafting, words: Wording) -> str:
    """Say which figures raise a question."""
    values = dict(each.wording.values)
    if "least" in values:
        values["median"] = _days(values, ("least", "most"), words)
        values["reach"] = _days(values, ("first", "last"), words)
    if "questions" in values:
        asked_so = values["questions"]
        assert isinstance(asked_so, tuple)  # noqa: S101 - it lists texts
        values["questions"] = tuple(_quoted(str(text), words) for text in asked_so)
    if "party" in values:
        values["party"] = people((str(values["party"]),), words)
    if each.gap is not None:
        values |= _gap(each.gap, words)
    return _of(words, each.wording.key, values)


def all_of(number: int) -> dict[str, Value]:
    """Give what a sentence needs that says of all, or of the only one, what another says of some."""
    return {"only": number == 1 or "", "many": number if number > 1 else ""}


def made_of(each: Drafting, words: Wording) -> Iterator[str]:
    """Yield what the figure of a question counts: whose duty it was and its days, or the activity."""
    for result in each.duties:
        window = result.finding.of.window
        yield _say(words, "duty", who=bearer(result, words), days=words.span(window.first, window.last))
    yield from map(words.entry, each.entries)


def notes(words: Wording) -> tuple[str, ...]:
    """Say what the words of the questions mean, thresholds with their numbers."""
    return tuple(_say(words, key, again=AT_LEAST, often=ONE_IN, short=SHORT) for key in NOTES)


def titles(clauses: Iterable[Obligation], words: Wording) -> tuple[Value, ...]:
    """Name clauses by their titles."""
    return tuple(_quoted(each.title, words) for each in clauses)


def apart(days: Apart, words: Wording) -> str:
    """Say how many days lie between two days, which need not be known exactly."""
    key = "days" if days.least == days.most else "days-between"
    return _say(words, key, n=days.least, most=days.most)


def _days(values: Mapping[str, Value], ends: tuple[str, str], words: Wording) -> str:
    least, most = (values[end] for end in ends)
    assert isinstance(least, int)  # noqa: S101 - both are numbers of days
    assert isinstance(most, int)  # noqa: S101 - as above
    return apart(Apart(least, most), words)


def _typical(key: str, found: Typical, words: Wording) -> str:
    one = found.of.part == 1
    values: dict[str, Value] = {"part": found.of.part, "whole": found.of.whole}
    values |= {"median": apart(found.median, words), "reach": apart(found.reach, words)}
    return _of(words, f"{key}-one" if one else key, values)


def _relief(key: str, found: Relief, of: Counted, words: Wording) -> Iterator[str]:
    figure = Figure(len(found.duties), of.total)
    if found.granted:
        yield _say(words, key, n=len(found.granted), part=figure.part, whole=figure.whole)
    if found.requests:
        yield _say(words, f"{key}-asked", n=len(found.requests))
    if found.idle:
        yield _say(words, f"{key}-idle", n=len(found.idle))


def _row(title: str, cells: Iterable[str], whole: Counted) -> tuple[str, ...]:
    return (title, *cells, str(whole.total))


def _by(own: Iterable[InYear], columns: Iterable[int | None], words: Wording) -> Iterator[str]:
    found = {each.year: each.counted for each in own}
    yield from (_cell(found[year], words) if year in found else "0" for year in columns)


def _borne(own: Iterable[Borne], columns: Iterable[str], words: Wording) -> Iterator[str]:
    found = {each.party.code: each.counted for each in own}
    yield from (_cell(found[code], words) if code in found else "0" for code in columns)


def _cell(of: Counted, words: Wording) -> str:
    every = (_say(words, "cell", n=n, status=words.word("statuses", name)) for name, n in of.present)
    return words.word("dates", "list").join(every)


def _gap(each: Gap, words: Wording) -> dict[str, Value]:
    return {
        "what": _quoted(words.kind(each.kind), words),
        "toward": people(each.toward, words) if each.toward else "",
        "by": people(each.by, words),
        "years": tuple(_say(words, "in-year", n=number, year=year) for year, number in each.years),
    }


def _quoted(text: str, words: Wording) -> str:
    return words.fill(words.word("dates", "quoted"), {"text": text})


def _of(words: Wording, key: str, values: Mapping[str, Value]) -> str:
    """Say what holds of a part of a whole; of all in plain words, where there is a sentence for it."""
    whole = values.get("whole")
    if isinstance(whole, int) and whole and values.get("part") == whole:
        every = words.section("term").get(f"{key}-all")
        if every is not None:
            return words.fill(every, {**values, **all_of(whole)})
    return _say(words, key, **values)


def _say(words: Wording, key: str, **values: Value) -> str:
    return words.fill(words.word("term", key), values)
