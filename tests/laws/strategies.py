"""Random plans and logs for the laws, how the checker judges them, and how a law is tried on them."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.diagnostics import Faults, Place
from checker.findings.engine import Engine
from checker.located.model import Fields, Items, Node, Text
from checker.log.formats import ReadOptions
from checker.log.load import from_rows, load
from checker.log.rows import Row
from checker.outputs import Options, output
from checker.plan.load import build
from checker.results.judge import Question, judge
from checker.results.model import Result, Results
from tests.model.generate import Case, make

FEWEST = 60
"""On how many cases a law is tried at least."""
NOWHERE = Place("law", 1, 1)
Duties = list[dict[str, Any]]


def cases(size: int | None = None) -> st.SearchStrategy[Case]:
    """Plans and logs biased to the edges: see `tests/model/generate.py`."""
    return st.integers(0, 2**32).map(lambda seed: make(seed, size))


def law(at_least: int, one_in: int = 1) -> Callable[[Callable[[Case, Random], int]], Callable[[], None]]:
    """Try a law on many cases, or on one in so many of them.

    It tells how often it had something to say, and has to say something `at_least` so often in all: a law
    that never speaks would always hold.
    """

    def tried(holds: Callable[[Case, Random], int]) -> Callable[[], None]:
        def test() -> None:
            spoke = 0

            def once(case: Case, rng: Random) -> None:
                nonlocal spoke
                spoke += holds(case, rng)

            once.__name__ = holds.__name__  # or all laws would be tried on the same cases
            trials = settings(max_examples=max(FEWEST, settings().max_examples) // one_in)
            trials(given(cases(), st.randoms(use_true_random=True))(once))()
            assert spoke >= at_least, f"spoke only {spoke} times"

        test.__name__, test.__doc__ = holds.__name__, holds.__doc__
        return test

    return tried


def located(value: Any) -> Node:  # noqa: ANN401 - whatever a plan holds
    """Give a value the form that the loader reads."""
    if isinstance(value, dict):
        return Fields({Text(key, NOWHERE): located(item) for key, item in value.items()}, NOWHERE)
    if isinstance(value, list):
        return Items([located(item) for item in value], NOWHERE)
    return Text(value, NOWHERE, plain=value.lower() not in ("yes", "no", "on", "off"))


def rows(entries: list[dict[str, str]]) -> list[Row]:
    """Give entries as the rows of a log."""
    return [Row({k: Text(v, NOWHERE) for k, v in entry.items() if v}, NOWHERE) for entry in entries]


def judged(
    case: Case,
    logs: list[Path] | None = None,
    engine: Engine = "reference",
    **changed: Any,  # noqa: ANN401 - fields of the case
) -> Results:
    """Judge a case, with some of its fields changed; its log may be read from files instead."""
    values = {
        "plan": case.plan,
        "entries": case.entries,
        "as_of": case.as_of,
        "known_at": case.known_at,
        **changed,
    }
    faults = Faults()
    built = build(located(values["plan"]), "law", faults)
    faults.stop()
    assert built is not None
    if logs is None:
        log = from_rows(rows(values["entries"]), built[0], faults)
    else:
        log = load([str(path) for path in logs], built[0], ReadOptions(), faults)
    faults.stop()
    return judge(*built, log, Question(values["as_of"], values["known_at"], engine))


def duty(result: Result) -> dict[str, Any]:
    """Give a finding in plain values."""
    finding, of = result.finding, result.finding.of
    return {
        "id": result.id,
        "obligation": result.obligation,
        "check": of.check.id,
        "bearer": of.bearer,
        "opens": of.window.first,
        "due": of.window.last,
        "trigger": result.trigger.id if result.trigger else None,
        "status": finding.status,
        "line": finding.line,
        "evidence": [entry.id for entry in finding.evidence],
        "near_misses": [(miss.entry.id, miss.why) for miss in finding.near_misses],
    }


def duties(case: Case, **changed: Any) -> Duties:  # noqa: ANN401 - fields of the case
    """Judge a case and give its duties in plain values."""
    return [duty(result) for result in judged(case, **changed).results]


def written(results: Results, form: str = "json") -> bytes:
    """Give results as the checker writes them."""
    return output(form).write(results, Options())


def statuses(found: Duties) -> list[tuple[Any, ...]]:
    """Give who, what and how of each duty, without evidence."""
    return [
        tuple(d[key] for key in ("obligation", "check", "bearer", "opens", "due", "trigger", "status"))
        for d in found
    ]


def with_entries(case: Case, *more: dict[str, str]) -> list[dict[str, str]]:
    """Give the entries with some more."""
    return [*deepcopy(case.entries), *more]


def shifted(day: date, years: int) -> date:
    """Move a day by whole cycles of 400 years, after which the calendar repeats."""
    assert years % 400 == 0
    return day.replace(year=day.year + years)
