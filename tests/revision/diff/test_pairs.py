"""Which clause became which, and in which relation: plans of clauses without checks."""

import pytest

from checker.diagnostics import Faults
from checker.plan.load import build
from checker.plan.model import Plan
from checker.revision.diff import diff
from checker.revision.matched import matched
from tests.laws.strategies import located

Clauses = dict[str, list[str]]
"""Clauses by their ids, each with its earlier ids."""


def plan(clauses: Clauses, checks: dict[str, dict[str, str]] | None = None) -> Plan:
    """Make a plan; `checks` gives the time allowed of each check, by clause and id."""
    faults = Faults()
    spec = {
        "plan": {"id": "p", "title": "P", "in_force": {"from": "2008-01-01"}, "completeness": "assumed"},
        "parties": {"NORTH": {"name": "North"}},
        "activities": {"sent": {"label": "Sent"}},
        "obligations": [
            {
                "id": name,
                "title": "T",
                "text": "One text.",
                "source": {"section": "S"},
                "modality": "may",
                **({"was": was} if was else {}),
                "checks": [
                    {
                        "id": check,
                        "rule": "periodic",
                        "every": every,
                        "bearer": "NORTH",
                        "do": {"activity": "sent"},
                    }
                    for check, every in (checks or {}).get(name, {}).items()
                ],
            }
            for name, was in clauses.items()
        ],
    }
    built = build(located(spec), "plan", faults)
    faults.stop()
    assert built is not None
    return built[0]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"a": []}, {"a": []}, ["kept a>a"]),
        ({"a": []}, {"b": ["a"]}, ["renumbered a>b"]),
        ({"b": ["a"]}, {"a": []}, ["renumbered b>a"]),
        ({"a": []}, {"b": []}, ["dropped a>", "new >b"]),
        ({"a": []}, {"b": ["a"], "c": ["a"]}, ["split a>b,c"]),
        ({"a": []}, {"a": ["a"], "c": ["a"]}, ["split a>a,c"]),
        ({"a": ["a"], "c": ["a"]}, {"a": ["a"], "c": ["a"]}, ["kept a>a", "kept c>c"]),
        ({"a": ["a"], "c": ["a"]}, {"a": ["a"], "d": ["a", "c"]}, ["split a,c>a,d"]),
        ({"a": [], "b": []}, {"c": ["a", "b"]}, ["merged a,b>c"]),
        ({"a": [], "b": []}, {"a": ["b"]}, ["merged a,b>a"]),
        ({"a": ["b"]}, {"a": ["b"]}, ["kept a>a"]),
        ({"a": [], "b": []}, {"c": ["a", "b"], "d": ["b"], "e": ["a"]}, ["split a,b>c,d,e"]),
        ({"a": [], "b": []}, {"c": ["a", "b"], "d": ["b"]}, ["split a,b>c,d"]),
        ({"c": ["a", "b"], "d": ["b"]}, {"a": [], "b": []}, ["merged c,d>a,b"]),
        ({"a": [], "b": []}, {"b": [], "n": [], "a": []}, ["kept a>a", "kept b>b", "new >n"]),
    ],
    ids=str,
)
def test_what_became_of_clauses(old: Clauses, new: Clauses, expected: list[str]) -> None:
    found = diff(plan(old), plan(new)).pairs
    told = [f"{p.relation} {','.join(o.id for o in p.was)}>{','.join(o.id for o in p.now)}" for p in found]
    assert told == expected


@pytest.mark.parametrize(
    ("old", "new", "strays", "twins"),
    [
        ({"a": []}, {"a": []}, [], []),
        ({"a": []}, {"b": ["a"]}, [], []),
        ({"a": []}, {"b": []}, [], ["a>b"]),
        ({"a": []}, {"b": ["aa"]}, ["b>aa"], ["a>b"]),
        ({"a": ["z"]}, {"a": ["z"], "b": ["z", "y"]}, ["b>y"], []),
        ({"a": [], "c": []}, {"b": ["a", "d"], "e": []}, ["b>d"], ["c>e"]),
    ],
    ids=str,
)
def test_what_to_look_at_again(old: Clauses, new: Clauses, strays: list[str], twins: list[str]) -> None:
    found = diff(plan(old), plan(new))
    assert [">".join(each) for each in found.strays] == strays
    assert [">".join(each) for each in found.twins] == twins


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"x": "1 year"}, {"x": "2 years"}, ["x>x"]),
        ({"x": "1 year"}, {"y": "2 years"}, ["x>y"]),
        ({"x": "1 year", "y": "2 years"}, {"x": "1 year"}, ["x>x", "y>"]),
        ({"x": "1 year", "y": "2 years"}, {"y": "3 years", "z": "1 year"}, ["x>z", "y>y"]),
        ({"x": "1 year", "y": "2 years"}, {"u": "3 years", "v": "4 years"}, ["x>", "y>", ">u", ">v"]),
        ({"x": "1 year", "y": "2 years"}, {"x": "2 years", "y": "1 year"}, ["x>x", "y>y"]),
    ],
    ids=str,
)
def test_which_check_became_which(old: dict[str, str], new: dict[str, str], expected: list[str]) -> None:
    plans = plan({"a": []}, {"a": old}), plan({"a": []}, {"a": new})
    groups = matched(diff(*plans).pairs[0], *plans)
    told = [f"{','.join(c.id for c in each.was)}>{','.join(c.id for c in each.now)}" for each in groups]
    assert told == expected


def test_checks_of_split_and_merged_clauses_belong_together() -> None:
    one = plan({"a": []}, {"a": {"x": "1 year"}})
    two = plan({"b": ["a"], "c": ["a"]}, {"b": {"x": "2 years"}, "c": {"x": "3 years"}})
    for old, new, sides in ((one, two, (1, 2)), (two, one, (2, 1))):
        (group,) = matched(diff(old, new).pairs[0], old, new)
        assert (len(group.was), len(group.now)) == sides
    same = plan({"b": ["a"], "c": ["a"]}, {"b": {"x": "3 years"}, "c": {"x": "1 year"}})
    found = matched(diff(one, same).pairs[0], one, same)
    assert [[c.obligation for c in each.now] for each in found] == [["c"], ["b"]]
