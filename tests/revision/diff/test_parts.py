"""A clause that was split: its earlier id stands for all its parts, and a slip is still refused."""

from datetime import date
from pathlib import Path

import pytest

from checker.diagnostics import InvalidInput
from checker.results.model import Results
from tests.run import checker, judged

PLAN = """
plan: {id: p, title: Split, in_force: {from: 2020-01-01}, completeness: assumed}
parties: {NORTH: {name: North}, SOUTH: {name: South}}
activities: {shared: {label: Plan shared}}
obligations:
"""
CLAUSE = """
  - id: %s
    title: Share plans
    text: Both share their plans.
    source: {section: One}
    modality: must
    was: [%s]
    checks:
      - {id: one, rule: deadline, from: 2020-01-01, within: 1 year, bearer: NORTH, do: {activity: shared}}
"""
WAIVER = "id,date,end,activity,by,to,obligation\nw1,2020-01-01,2021-12-31,waiver,SOUTH,NORTH,share\n"


def read(folder: Path, *clauses: tuple[str, str]) -> Results:
    """Judge a plan of some clauses, each with its id and its earlier ids, on a waiver of “share”."""
    (folder / "plan.yaml").write_text(PLAN + "".join(CLAUSE % clause for clause in clauses))
    (folder / "log.csv").write_text(WAIVER)
    return judged(folder / "plan.yaml", [folder / "log.csv"], date(2022, 1, 1), engine="reference")


@pytest.mark.parametrize("first", ["share-more", "share"])
def test_a_waiver_of_the_earlier_id_excuses_all_parts(first: str, tmp_path: Path) -> None:
    results = read(tmp_path, (first, "share"), ("share-less", "share"), ("own", "owned"))
    stands = {result.obligation: result.status for result in results.results}
    assert stands == {first: "excused", "share-less": "excused", "own": "breached"}


def test_explaining_the_earlier_id_explains_all_parts(tmp_path: Path) -> None:
    read(tmp_path, ("share-more", "share"), ("share-less", "share"), ("own", "owned"))
    told = checker("explain", "share", "--plan", tmp_path / "plan.yaml", "--engine", "reference").out
    assert [name in told for name in ("(share-more)", "(share-less)", "(own)")] == [True, True, False]


@pytest.mark.parametrize(
    "clauses",
    [
        (("share", "share"), ("own", "owned")),
        (("share", "shared"), ("own", "share")),
        (("share-more", "share, share"), ("own", "owned")),
        (("share", "share"), ("share", "share")),
        (("share", "share, share"), ("own", "share")),
    ],
    ids=["its own alone", "another's", "twice in a list", "one id twice", "its own twice"],
)
def test_a_slip_of_the_pen_is_refused(clauses: tuple[tuple[str, str], ...], tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, *clauses)
    assert {fault.code for fault in caught.value.diagnostics} == {"plan/duplicate-id"}
