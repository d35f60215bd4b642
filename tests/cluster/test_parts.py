"""Judged part by part, a log gives the duties of one process, however it is cut and whoever is done first."""

import csv
import json
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.days import parse_day
from checker.diagnostics import Faults, InvalidInput
from checker.results.far_day import latest_day
from checker.results.judge import Question
from checker.results.model import Results
from tests.cluster.parted import Asked, Sizes, duties, head, here, run, write_log
from tests.columns.executed import duty_told, ordinary
from tests.laws.strategies import judged
from tests.model.generate import make
from tests.run import judged as judged_files

CASES = Path(__file__).parents[1] / "cases"


def agrees(
    by_rows: Results, folder: Path, entries: list[dict[str, Any]], question: Question, rng: Random
) -> None:
    """Judge entries part by part; everything must be as rows have it."""
    logs = [folder / f"log{number}.parquet" for number in range(rng.choice((1, 1, 2, 3)))]
    shuffled = rng.sample(entries, len(entries))
    write_log(shuffled, logs)
    sizes = Sizes(rng.choice((3, 7, 100)), rng.choice((3, 5, 10, 100)))
    asked = Asked(by_rows.plan, by_rows.rules, question)
    whole = run(asked, logs, folder / "out", here(rng.randrange(100)), sizes)
    assert duties(folder / "out") == [duty_told(result) for result in by_rows.results]
    assert (whole.accounting, whole.counts, whole.as_of) == (
        by_rows.accounting,
        by_rows.counts,
        by_rows.as_of,
    )
    assert bool(whole.warnings) is (question.as_of is None and far(by_rows))
    told = head(folder / "out")
    assert [(o["id"], o["rating"], o["counts"], o["uses"]) for o in told["obligations"]] == [
        (o.obligation.id, o.rating, o.counts, [entry.id for entry in o.uses])
        for o in sorted(by_rows.obligations, key=lambda own: own.obligation.id)
    ]
    assert told["illustrative"] == by_rows.illustrative
    assert told["log"]["entries"] == len(entries)


def far(by_rows: Results) -> bool:
    """Say whether rows warn of the default as-of day."""
    faults = Faults()
    known_at = by_rows.known_at
    known = [each for each in by_rows.log.entries if known_at is None or each.known_from <= known_at]
    latest_day(by_rows.log._replace(entries=tuple(known)), faults)
    return bool(faults.warnings)


@given(seed=st.integers(0, 2**32), plain=st.booleans(), no_day=st.booleans())
@settings(max_examples=max(15, settings().max_examples // 4))
def test_parts_give_what_the_whole_gives(seed: int, plain: bool, no_day: bool) -> None:  # noqa: FBT001 - drawn
    rng = Random(seed)  # noqa: S311 - not for secrets
    case = make(seed, 40)
    case = ordinary(case, rng) if plain else case
    as_of = None if no_day else case.as_of
    try:
        by_rows = judged(case, as_of=as_of)
    except InvalidInput:  # what was made ordinary may be no log any more
        return
    with TemporaryDirectory() as folder:
        agrees(by_rows, Path(folder), case.entries, Question(as_of, case.known_at, "reference"), rng)


@pytest.mark.parametrize("number", range(0, 60, 5))
def test_worked_cases_come_out_alike(number: int, tmp_path: Path) -> None:
    folder = CASES / f"case-{number:03}"
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    known_at = expected["known_at"] and parse_day(expected["known_at"])
    question = Question(parse_day(expected["as_of"]), known_at)
    logs = sorted(folder.glob("log*.csv"))
    by_rows = judged_files(folder / "plan.yaml", logs, question.as_of, known_at)
    entries = [row for log in logs for row in csv.DictReader(log.read_text(encoding="utf-8").splitlines())]
    agrees(by_rows, tmp_path, entries, question, Random(number))  # noqa: S311 - not for secrets
