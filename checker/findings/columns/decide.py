"""Decides many duties at once: the engine is asked once for each distinct situation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checker.days import on
from checker.duties.model import Duty, Window
from checker.findings import because
from checker.findings.columns.near import Evidence, near_misses
from checker.findings.columns.verdicts import NEAR, Lists, Verdicts
from checker.findings.model import Finding, NearMiss
from checker.frozen import NamedTuple
from checker.patterns.vocabulary import STATUSES
from checker.situations.columns.days import day_of
from checker.situations.columns.keyed import NONE
from checker.situations.model import MET, UNSETTLED, Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from checker.findings.tables import Tables
    from checker.log.columns.table import Mask, Rows
    from checker.log.model import Entry
    from checker.patterns.model import Line
    from checker.situations.columns.columns import Acts, Columns, Tallied
    from checker.situations.columns.owed import Owed


class Decided(NamedTuple):
    """Duties of one check and bearer that are decided: the lines that there are, and which holds for each."""

    owed: Owed
    duties: Sequence[Duty] | None
    tallied: Tallied
    lines: Sequence[Line]
    line: NDArray[np.int32]
    evidence: Lists
    near: Sequence[Rows]

    def one_by_one(self, log: Columns) -> list[Finding]:
        """Give the findings as the row executor gives them."""
        return self.some(np.arange(len(self.line)), log)

    def some(self, which: NDArray[np.int64], log: Columns) -> list[Finding]:
        """Give some of them, by their numbers."""
        return findings(self, which, log)

    def in_columns(self, log: Columns) -> Verdicts:
        """Give the findings as columns."""
        from checker.findings.columns.texts import reasons  # noqa: PLC0415 - it needs findings one by one

        texts, because_codes = reasons(self, log)
        size, owed = len(self.line), self.owed
        statuses = np.array([STATUSES.index(line.status) for line in self.lines], np.int32)
        return Verdicts(
            bearers=[owed.bearer],
            texts=texts,
            bearer=np.zeros(size, np.int32),
            opens=owed.opens,
            due=owed.due,
            imprecise=np.zeros(size, bool),
            trigger=owed.triggers,
            status=statuses[self.line],
            line=self.line + 1,
            evidence=self.evidence,
            near=self.near,
            because=because_codes,
        )

    def of(self, status: str) -> Mask:
        """Say which duties have a status."""
        return np.array([line.status == status for line in self.lines])[self.line]


def decide(owed: Owed, duties: Sequence[Duty] | None, acts: Acts, log: Columns, tables: Tables) -> Decided:
    """Decide duties on the acts of their check and bearer; `duties` are the same, one by one, if few."""
    tallied = log.tally(owed, acts)
    excuses = log.excuse(owed)
    lines, line = _lines(_answers(owed, tallied, excuses, log), tables)
    evidence, used = _evidence(owed, tallied, excuses, lines, line)
    own = log.own_triggers(owed)
    questions = np.array([each.acts == UNSETTLED and each.place == "after" for each in lines])[line]
    but = Evidence(used if own is None else (*used, own), questions)
    near = near_misses(owed, tallied, but, log.table)
    return Decided(owed, duties, tallied, lines, line, evidence, near)


def _answers(owed: Owed, tallied: Tallied, excuses: Rows, log: Columns) -> dict[str, Mask]:
    """Answer the fields of the status table. All days are known, so what is possible is certain."""
    needed = owed.check.times
    enough = tallied.counting.inside.number >= needed
    enough_since = tallied.counting.since.number >= needed
    return {
        "enough_certain_met": tallied.met.inside.number >= needed,
        "enough_certain_any": enough,
        "enough_possible_any": enough,
        "excused": excuses != NONE,
        "open": owed.due >= log.setting.as_of.toordinal(),
        "doubtful": np.zeros(len(excuses), bool),
        "enough_after_met": tallied.met.since.number >= needed,
        "enough_after_any": enough_since,
        "enough_after_possible": enough_since,
        "attested": log.attested(owed.bearer, owed.opens, owed.due),
    }


def _lines(answers: dict[str, Mask], tables: Tables) -> tuple[Sequence[Line], NDArray[np.int32]]:
    """Ask which line holds in each distinct situation, and give it to all that are in it."""
    table = tables.table("status")
    if table.fields.keys() != answers.keys():
        raise ValueError(f"the answers are {sorted(answers)}, the fields {sorted(table.fields)}")
    number = np.zeros(len(answers["open"]), np.int64)
    for at, field in enumerate(table.fields):
        number |= answers[field].astype(np.int64) << at
    line = np.zeros(1 << len(table.fields), np.int32)
    for situation in np.flatnonzero(np.bincount(number, minlength=1)):
        asked = tuple(int(situation) >> at & 1 for at in range(len(table.fields)))
        line[situation] = table.lines.index(tables.ask("status", asked))
    return table.lines, line[number]


def _evidence(
    owed: Owed, tallied: Tallied, excuses: Rows, lines: Sequence[Line], line: NDArray[np.int32]
) -> tuple[Lists, Sequence[Rows]]:
    """Give what each line rests on; and, in columns, all of it but acts in question."""

    def resting_on(acts: str | None, place: str | None = None) -> Mask:
        return np.array([one.acts == acts and place in (None, one.place) for one in lines])[line]

    times, nothing = owed.check.times, np.full(len(line), NONE, np.int32)
    in_window, after = resting_on(MET, "window"), resting_on(MET, "after")
    used = [
        np.where(in_window, tallied.met.inside.nth(n), np.where(after, tallied.met.since.nth(n), nothing))
        for n in range(times)
    ]
    used[0] = np.where(resting_on("excuse"), excuses, used[0])
    used[0] = np.where(resting_on("trigger"), owed.triggers, used[0])
    table = np.stack(used, axis=1)
    numbers = (table != NONE).sum(axis=1)
    evidence = Lists(numbers, table[table != NONE])
    for place, span in (("window", tallied.unsettled.inside), ("after", tallied.unsettled.since)):
        asked = resting_on(UNSETTLED, place)
        if asked.any():
            evidence = _with(evidence, *span.all(asked))
    return evidence, used


def _with(lists: Lists, rows: Rows, numbers: NDArray[np.int64]) -> Lists:
    """Put further rows at the end of each list; it is empty, or nothing comes to it."""
    owner = np.repeat(np.arange(len(numbers)), lists.numbers)
    others = np.repeat(np.arange(len(numbers)), numbers)
    order = np.argsort(np.concatenate([owner, others]), kind="stable")
    return Lists(lists.numbers + numbers, np.concatenate([lists.rows, rows])[order])


def findings(decided: Decided, which: NDArray[np.int64], log: Columns) -> list[Finding]:
    """Give some of the findings one by one, with their reasons, as the row executor gives them."""
    evidence = decided.evidence.take(which)
    ends = np.cumsum(evidence.numbers)
    rows = np.concatenate(
        [decided.owed.triggers[which], evidence.rows, *(each[which] for each in decided.near)]
    )
    needed = np.unique(rows[rows != NONE])
    entry: dict[int, Entry] = dict(zip(needed.tolist(), log.table.make(needed.tolist()), strict=True))
    found = []
    for at, (number, end) in enumerate(zip(which.tolist(), ends.tolist(), strict=True)):
        own = evidence.rows[end - evidence.numbers[at] : end]
        duty = decided.duties[number] if decided.duties else _duty(decided.owed, number, entry)
        line = decided.lines[decided.line[number]]
        misses = tuple(
            NearMiss(entry[row], why)
            for why, each in zip(NEAR, decided.near, strict=True)
            if (row := int(each[number])) != NONE
        )
        place = decided.line[number] + 1
        finding = Finding(duty, line.status, int(place), tuple(entry[int(row)] for row in own), misses, ())
        acts = _met_in_window(decided, number, log)
        found.append(finding._replace(because=because.of_duty(duty, finding, line, acts, log.statements)))
    return found


def _duty(owed: Owed, number: int, entry: dict[int, Entry]) -> Duty:
    window = Window(on(day_of(int(owed.opens[number]))), on(day_of(int(owed.due[number]))))
    trigger = entry[int(owed.triggers[number])]
    return Duty(owed.check, owed.bearer, window, window, trigger, owed.bindings, doubtful=False)


def _met_in_window(decided: Decided, number: int, log: Columns) -> list[Act]:
    """Give the met acts in a window, if reasons count them."""
    if decided.owed.check.times == 1:
        return []
    one = np.zeros(len(decided.line), bool)
    one[number] = True
    rows, _ = decided.tallied.met.inside.all(one)
    inside = (True, True)
    return [Act(entry, MET, inside, inside) for entry in log.table.make(rows.tolist())]
