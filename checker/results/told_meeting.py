"""Puts the agenda, the other readings and what is coming into words, for every format that tells them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from checker.duties.model import Instance
from checker.findings.because import what
from checker.results.phrasing import alternatives, meant, people, status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from checker.findings.model import Value
    from checker.plan.model import Interpretation
    from checker.results.agenda import Item
    from checker.results.coming import Ahead
    from checker.results.language import Wording
    from checker.results.model import Result
    from checker.results.sensitivity import Rerated, Sensitivity, Tried, Turn

LISTED = 12
"""On how many further days something may fall due before they are counted instead: once a month."""


def heading(kind: str, words: Wording) -> str:
    """Name a kind of item."""
    return words.word("agenda", f"kind-{kind}")


def wording(item: Item, words: Wording) -> str:
    """Say what the minutes could say; slashes and dots are for the meeting to fill in."""
    clauses = tuple(words.fill(words.word("dates", "quoted"), {"text": c.title}) for c in item.clauses)
    values: dict[str, Value] = {**item.wording.values, "clauses": clauses}
    if item.reading is not None:
        read = item.reading.interpretation
        values |= {"value": meant(read, words), "others": alternatives(read, words)}
    return words.fill(words.word("agenda", item.wording.key), values)


def by_when(item: Item, words: Wording) -> str:
    """Say by when it matters; nothing if that is not known."""
    return words.fill(words.word("agenda", "by-when"), {"day": item.by_when}) if item.by_when else ""


def of_duty(duty: Result, words: Wording) -> str:
    """Tell the duties of one clause apart: by the day on which one was due, or the days of what was done."""
    of = duty.finding.of
    if isinstance(of, Instance) or of.window.last is None:
        return words.span(of.window.first, of.window.last)
    return words.fill(words.word("agenda", "due-on"), {"day": of.window.last})


def read_as(interpretation: Interpretation, text: str, words: Wording) -> str:
    """Say what a term would be read as under one alternative."""
    return alternatives(interpretation._replace(alternatives=(text,)), words)


def tried(trial: Tried, of: Sensitivity, words: Wording) -> str:
    """Sum up what turns under one alternative."""
    key = "refused" if trial.refused else "turns" if trial.turns else "same"
    values: dict[str, Value] = {
        "value": read_as(of.interpretation, trial.text, words),
        "why": tuple(each.message for each in trial.refused),
        "changed": trial.changed,
        "appeared": trial.appeared or "",
        "vanished": trial.vanished or "",
        "rerated": len(trial.rerated) or "",
    }
    return words.fill(words.word("sensitivity", key), values)


def turned(trial: Tried, words: Wording) -> Iterator[tuple[str, list[tuple[str, Sequence[str]]]]]:
    """Yield how the verdicts that there are would turn, each with the series of duties that do.

    A series is an obligation, a check and a bearer, or several that turn alike; its duties differ by the day
    on which they open.
    """
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for each in trial.turns:
        if each.was is None or each.now is None:
            continue
        was, now = each.was.status, each.now.status
        parts = each.id.split("/")
        found.setdefault((was, now), {}).setdefault("/".join(parts[:3]), []).append("/".join(parts[3:]))
    for (was, now), series in found.items():
        alike: dict[tuple[str, ...], str] = {}
        for name, days in series.items():
            check, _, bearer = name.rpartition("/")
            same = (check, *days)
            alike[same] = f"{alike[same]}, {bearer}" if same in alike else name
        yield then(was, now, words), [(name, days[1:]) for days, name in alike.items()]


def then(was: str | None, now: str | None, words: Wording) -> str:
    """Say that one status becomes another; no status is that there is no such duty."""
    values: dict[str, Value] = {"was": status(was, words), "now": status(now, words)}
    return words.fill(words.word("sensitivity", "then"), values)


def turn(each: Turn, words: Wording) -> str:
    """Say how the verdict on one duty would turn."""
    was, now = (status(r.status if r else None, words) for r in each)
    return words.fill(words.word("sensitivity", "turn"), {"id": each.id, "was": was, "now": now})


def rerated(each: Rerated, words: Wording) -> str:
    """Say how the rating of one clause would turn."""
    was, now = (words.word("ratings", rating) for rating in (each.was, each.now))
    title = each.obligation.title
    return words.fill(words.word("sensitivity", "turn"), {"id": title, "was": was, "now": now})


def together(found: Iterable[Ahead], words: Wording) -> Iterator[tuple[tuple[Ahead, ...], str]]:
    """Yield what comes, without its first day; what several bearers owe alike, or again later, is one."""
    for same, again in _series(found):
        text = ahead(same[0], words, _bearers(same))
        if again:
            key = "again" if len(again) <= LISTED else "again-often"
            values: dict[str, Value] = {"text": text, "days": tuple(again), "n": len(again), "day": again[-1]}
            text = words.fill(words.word("coming", key), values)
        yield same, text


def _series(found: Iterable[Ahead]) -> Iterable[tuple[tuple[Ahead, ...], list[date]]]:
    """Give what comes first of each series, and the days on which the same bearers owe it again.

    What has opened already has a row of its own, since it has a verdict to look at.
    """
    rows: list[tuple[tuple[Ahead, ...], list[date]]] = []
    later: dict[tuple[object, ...], list[date]] = {}
    for (_, kind, check), alike in groupby(found, key=lambda each: (each.day, each.kind, _check(each))):
        same = tuple(alike)
        series = (kind, check, _bearers(same))
        if series in later and not any(each.result for each in same):
            later[series].append(same[0].day)
        else:
            later[series] = []
            rows.append((same, later[series]))
    return rows


def _bearers(same: Iterable[Ahead]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(bearer for each in same for bearer in each.bearers))


def _check(each: Ahead) -> tuple[str, ...]:
    """Say which check something belongs to; what belongs to none is alone."""
    return (each.duty.check.obligation, each.duty.check.id) if each.duty else (each.id,)


def ahead(each: Ahead, words: Wording, bearers: tuple[str, ...] = ()) -> str:
    """Say what comes, without its day; for all these `bearers`, if there are more than its own."""
    values: dict[str, Value] = {"title": words.plan.title}
    if each.decision is not None:
        title = each.decision.title or each.decision.about or each.decision.id
        values |= {"who": people(each.decision.by, words), "what": title}
    elif each.duty is not None:
        values |= {"who": people(bearers or each.bearers, words), "what": what(each.duty.check)}
    return words.fill(words.word("coming", each.kind), values)


def details(each: Ahead, words: Wording) -> Iterator[str]:
    """Yield paragraphs on what comes: the clause in its own words, then what is owed and why."""
    if each.clause is not None:
        values: dict[str, Value] = {"title": each.clause.title, "text": each.clause.text}
        yield words.fill(words.word("coming", "clause"), values)
    if each.result is not None:
        yield words.reason(each.result.finding.because)
    elif each.duty is not None:
        window = each.duty.window
        yield words.fill(words.word("coming", "window"), {"opens": window.opens, "due": window.closes})
    if each.decision is not None:
        yield words.entry(each.decision)
