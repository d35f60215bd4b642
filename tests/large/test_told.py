"""What is told of a duty of a large log is what the ordinary report tells of it, word for word."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from checker.days import parse_day
from checker.results import large_told
from checker.results.language import Wording
from checker.results.told_remedy import remedy
from tests.large import letters
from tests.large.told import Both, both
from tests.run import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FINES = ROOT / "examples" / "road-fines"
CASES = [
    path.parent
    for number, path in enumerate(sorted((ROOT / "tests" / "cases").glob("*/expected.json")))
    if os.environ.get("CHECKER_LONG") or not number % 7
]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("letters") / "log.csv"
    letters.write(path)
    return path


def test_of_fines() -> None:
    assert not _differing(both(FINES / "plan.yaml", FINES / "log.csv"), untold=0)


def test_of_letters(log: Path) -> None:
    assert not _differing(both(letters.PLAN, log, letters.AS_OF), untold=0)


def test_few_entries_are_gone_through_once_more(log: Path) -> None:
    for found in (both(FINES / "plan.yaml", FINES / "log.csv"), both(letters.PLAN, log, letters.AS_OF)):
        given, all_ = found.facts.telling.results.log.entries, found.results.log.entries
        statements = sum(not entry.activity for entry in all_)
        assert len(given) - statements < 250 < (len(all_) - statements) / 10


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_of_cases(case: Path) -> None:
    asked = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    logs = sorted(case.glob("log*"))
    if len(logs) != 1 or len(sorted(case.glob("plan*"))) != 1:
        pytest.skip("it has several logs or plans")
    as_of, known_at = (parse_day(asked[k]) if asked.get(k) else None for k in ("as_of", "known_at"))
    assert not _differing(both(next(iter(case.glob("plan*"))), logs[0], as_of, known_at), untold=0)


def test_what_needs_too_many_entries_is_not_told(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_told, "MOST_ENTRIES", 1)
    assert not _differing(both(letters.PLAN, log, letters.AS_OF), untold=20)


def _differing(found: Both, *, untold: int) -> list[tuple[str, str, str]]:
    """Compare what both say of each duty that is told; at most so many may be untold."""
    by_id = {result.id: result for result in found.results.results}
    words = Wording("en", found.results.plan)
    told = [each for own in found.facts.telling.told.values() for each in own.values()]
    assert sum(each.result is None for each in told) <= untold
    differing: list[tuple[str, str, str]] = []
    for each in told:
        ordinary = by_id[each.id]
        assert ordinary.status == each.status
        if each.result is None:
            continue
        assert [e.id for e in each.result.finding.evidence] == [e.id for e in ordinary.finding.evidence]
        wanted = (*ordinary.finding.because, *remedy(ordinary, found.remedies, found.results.plan))
        said = remedy(each.result, found.facts.remedies, found.results.plan)
        own = words.reason((*each.result.finding.because, *said))
        if own != words.reason(wanted):
            differing.append((each.id, own, words.reason(wanted)))
    return differing
