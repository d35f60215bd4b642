"""Why verdicts moved: what is other is taken over one cause after the other, always in the same order.

Between two causes the whole is judged again, so that the moves of all causes together are the whole change.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, cast

from checker.diagnostics import Faults, InvalidInput, Place
from checker.located.model import Fields, Text
from checker.log.load import from_rows
from checker.log.rows import Row
from checker.results import canonical, earlier
from checker.results.again import engine_of
from checker.results.judge import Question, verdicts
from checker.results.model import Moved, Step
from checker.results.written import sources, together, with_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from checker.log.model import Entry
    from checker.patterns.model import Rules
    from checker.plan.model import Check, Plan
    from checker.results.again import Cells
    from checker.results.canonical import Plain
    from checker.results.earlier import Earlier
    from checker.results.model import Result, Results

Named = tuple[str, str]
"""An interpretation: the version of the plan that it is of, and its name there."""
NAMING = ("corrects", "retracts", "of")
KINDS = {"coverage": "attested", "judgement": "judged", "waiver": "waived", "extension": "extended"}
"""The causes that statements about the record are, each by its kind."""
ORDER = ("corrected", "act", "attested", "judged", "waived", "extended", "act")
"""The causes that rows of the log are, in the order in which they are taken over; what waits comes last."""


class State(NamedTuple):
    """What was judged between two causes."""

    plan: Plan
    rules: Rules
    rows: Mapping[str, Cells]
    as_of: date
    known_at: date | None


class Change(NamedTuple):
    """A cause: its name, what it is about (an interpretation, or rows), and what is judged after it."""

    cause: str
    about: tuple[str, ...]
    state: State


def moved(before: Earlier, results: Results, faults: Faults) -> tuple[Moved, ...]:
    """Name the duties whose status moved, each with the causes that moved it, in their order.

    What earlier results carry that cannot be read any more goes to `faults`.
    """
    start = _start(before, faults)
    if start is None:
        return ()
    was = _found(start, results)
    _as_written(before, was, faults)
    first = {name: result.status for name, result in was.items()}
    steps: dict[str, list[Step]] = {}
    for change in _changes(start, results):
        try:
            found = _found(change.state, results)
        except InvalidInput:  # it cannot be had without the next one, to which its moves then belong
            continue
        for name in sorted({*was, *found}):
            step = _step(change, was.get(name), found.get(name))
            if step.was != step.now:
                steps.setdefault(name, []).append(step)
        was = found
    now = {result.id: result.status for result in results.results}
    return tuple(
        Moved(name, first.get(name), now.get(name), tuple(steps.get(name, ())))
        for name in sorted({*first, *now})
        if first.get(name) != now.get(name)
    )


def _as_written(before: Earlier, was: Mapping[str, Result], faults: Faults) -> None:
    """Warn if earlier results say other verdicts than come out of what they carry."""
    duties = cast("list[dict[str, Plain]]", before.document["duties"])
    stated = {str(duty["id"]): duty["status"] for duty in duties}
    judged = {result.id: result.status for result in was.values()}
    other = sorted(name for name in {*stated, *judged} if stated.get(name) != judged.get(name))
    if other:
        told = (
            "these results do not say what comes out of the plan and the log that they carry: "
            f"{len(other)} verdicts are other, the first of them {other[0]}"
        )
        mend = "what moved is counted from what comes out; checker verify names all that is other"
        faults.warn("results/not-as-made", Place(before.path, 0, 0), told, mend)


def _step(change: Change, one: Result | None, other: Result | None) -> Step:
    """Say what one cause did to one duty; of many rows those that the finding names, before or after."""
    named = {entry.id for result in (one, other) if result for entry in _named(result)}
    about = change.about
    if change.cause not in ("interpretation", "plan"):
        about = tuple(each for each in about if each in named)
    return Step(change.cause, about, one.status if one else None, other.status if other else None)


def _named(result: Result) -> tuple[Entry, ...]:
    trigger = (result.trigger,) if result.trigger else ()
    return (*result.finding.evidence, *trigger, *(miss.entry for miss in result.finding.near_misses))


def _start(before: Earlier, faults: Faults) -> State | None:
    """Give what the earlier results were made from."""
    read = earlier.plan_of(before, faults)
    log = earlier.log_of(before, read[0], faults) if read else None
    if read is None or log is None:
        return None
    return State(*read, {entry.id: _cells(entry) for entry in log.entries}, before.as_of, before.known_at)


def _cells(entry: Entry) -> Cells:
    return cast("Cells", canonical.entry(entry))


def _found(state: State, results: Results) -> dict[str, Result]:
    """Judge, and give the findings by id; an obligation that was renamed goes by its present name."""
    faults = Faults()
    at = results.plan.source.at
    rows = [Row({key: Text(cell, at) for key, cell in row.items()}, at) for row in state.rows.values()]
    log = from_rows(rows, state.plan, faults)
    faults.stop()
    asked = Question(state.as_of, state.known_at, engine_of(results))
    found = {}
    for result in verdicts(state.plan, state.rules, log, asked).results:
        _, slash, rest = result.id.partition("/")
        found[_present(result.finding.of.check, state.plan, results.plan) + slash + rest] = result
    return found


def _present(check: Check, was: Plan, plan: Plan) -> str:
    """Give the present id of the obligation of a check in a plan as it `was`.

    Where several versions make up a plan it is that which the plan gives to its clause of that version. Else,
    of several, it is that of one that has the check.
    """
    version = check.version or was.version
    parts = sorted(plan.parts, key=lambda part: part.plan.version != version)
    homes = (part.homes[check.cited] for part in parts if check.cited in part.homes)
    named = plan.ids_now(check.obligation) or (check.obligation,)
    having = {o.id for o in plan.obligations if any(own.id == check.id for own in o.checks)}
    return next(chain(homes, (name for name in named if name in having)), named[0])


def _changes(start: State, results: Results) -> Iterator[Change]:
    """Yield the causes, each with all that is other up to and with it.

    Where versions come in, the day is taken over before they are: on the earlier day they may not be in force
    yet, and what they do would seem to be done by time.
    """
    state = start
    now = {entry.id: _cells(entry) for entry in results.log.entries}
    if _versions_differ(start.plan, results.plan) and _later(state, results) != state:
        state = _later(state, results)
        yield Change("time", (), state)
    for change in _of_plan(state, results):
        state = change.state
        yield change
    kept = {name: row for name, row in now.items() if name in start.rows}
    silent = tuple(name for name, row in start.rows.items() if kept.get(name) != row)
    if silent:
        state = state._replace(rows=_whole(kept))
        yield Change("rewritten", silent, state)
    for cause in ORDER:
        if cause == "act" and _later(state, results) != state:
            state = _later(state, results)
            yield Change("time", (), state)
        new = {name: row for name, row in now.items() if name not in state.rows and _fits(cause, row, start)}
        rows = _whole({**state.rows, **new})
        if len(rows) > len(state.rows):
            added = tuple(sorted(rows.keys() - state.rows.keys()))
            state = state._replace(rows=rows)
            yield Change(cause, added, state)
    yield Change("other", (), state._replace(rows=now))


def _later(state: State, results: Results) -> State:
    return state._replace(as_of=results.as_of, known_at=results.known_at)


def _versions_differ(was: Plan, now: Plan) -> bool:
    """Say whether versions came in or went; what one plan calls its version is of no account."""
    before, after = sources(was).keys(), sources(now).keys()
    return before != after and not len(before) == len(after) == 1


def _fits(cause: str, row: Cells, start: State) -> bool:
    """Say whether a new row is of a cause; those that correct or withdraw what was there come first."""
    if (row.get("corrects") or row.get("retracts")) in start.rows:
        return cause == "corrected"
    return cause == KINDS.get(row.get("activity", ""), "act")


def _whole(rows: Mapping[str, Cells]) -> dict[str, Cells]:
    """Leave out the rows that name rows which are not there yet."""
    kept = dict(rows)
    while waiting := [n for n, row in kept.items() if any(row.get(key, n) not in kept for key in NAMING)]:
        for name in waiting:
            del kept[name]
    return kept


def _of_plan(start: State, results: Results) -> Iterator[Change]:
    """Yield what is other in the plan: all but the values of interpretations, then each of them alone.

    A version that is new, or of which there is only one now, is other as a whole.
    """
    was, now = sources(start.plan), sources(results.plan)
    if len(was) == len(now) == 1:  # what one plan calls its version is of no account
        was = dict(zip(now, was.values(), strict=True))
    old, new = _values(was), _values(now)
    moved = [named for named in new if named in old and old[named] != new[named]]
    values = {named: old[named] for named in moved}
    state = start._replace(rules=results.rules)
    between = _with_values(now, values)
    causes: list[tuple[str, tuple[Named, ...]]] = [("interpretation", (named,)) for named in moved]
    if _plain(between) != _plain(was):
        causes.insert(0, ("plan", ()))
    for cause, about in causes:
        for named in about:
            del values[named]
        try:
            plan = together(_with_values(now, values).values(), results.plan.file, results.rules)
        except InvalidInput:  # as it was it does not go with the rest: its moves belong to the next cause
            continue
        state = state._replace(plan=plan)
        yield Change(cause, tuple(_told(named, results.plan) for named in about), state)


def _plain(written: Mapping[str, Fields]) -> list[Plain]:
    return [canonical.plain(source) for source in written.values()]


def _told(named: Named, plan: Plan) -> str:
    """Give the name that an interpretation of a version has in the whole."""
    version, name = named
    meanings = next((part.meanings for part in plan.parts if part.plan.version == version), {})
    return meanings.get(name, name)


def _values(written: Mapping[str, Fields]) -> dict[Named, Text]:
    """Give the values of the interpretations of all versions."""
    return {
        (version, str(name)): cast("Text", cast("Fields", each)["value"])
        for version, source in written.items()
        for name, each in cast("Fields", source.get("interpretations", Fields({}, source.at))).items()
    }


def _with_values(written: Mapping[str, Fields], values: Mapping[Named, Text]) -> dict[str, Fields]:
    """Give plans with other values of interpretations."""
    found = dict(written)
    for (version, name), value in values.items():
        found[version] = with_value(found[version], name, value)
    return found
