"""One row that is unlike the others is found among many of its shape, wherever it stands."""

from pathlib import Path

import numpy as np
import pytest

from checker import files
from checker.log.columns import stored
from checker.log.columns.coded import numbered
from checker.log.columns.cut import cut
from checker.log.columns.lines import Form
from checker.log.columns.stored import Stored, blocks
from checker.log.formats import ReadOptions
from tests.columns.same import both
from tests.columns.test_laws import LABELS, PLAN

NAMES = (
    "id", "date", "end", "activity", "by", "to", "about", "amount", "seats", "form", "recorded", "until",
    "of", "answer", "obligation", "bearer", "illustrative",
)  # fmt: skip
USUAL = {"date": "2008-03-02", "activity": "plan_shared", "by": "NORTH"}
JUDGEMENT = {"activity": "judgement", "of": "e1", "answer": "yes"}
EXTENSION = {"activity": "extension", "obligation": "share-plans", "until": "2009-02-01"}
FAULTS: tuple[tuple[str, dict[str, str], dict[str, str]], ...] = (
    ("log/ends-before-start", {"end": "2008-04-01"}, {"end": "2008-01-01"}),
    ("log/ends-before-start", {}, {"date": "2008-05/2008-03"}),
    ("log/two-ends", {"end": "2008-04-01"}, {"date": "2008-03-01/2008-03-05"}),
    ("log/no-such-day", {"end": "2008-04-01"}, {"end": "2008-04-01/2008-04-02"}),
    ("log/no-such-day", {}, {"date": "2008-02-30"}),
    ("log/no-such-day", {"recorded": "2008-04-01"}, {"recorded": "2008-04"}),
    ("log/date-order", {}, {"date": "3.4.2008"}),
    ("log/date-order", {"recorded": "2008-04-01"}, {"recorded": "3.4.2008"}),
    ("log/date-order", EXTENSION, {"until": "3.4.2008"}),
    ("log/unknown-party", {"to": "SOUTH"}, {"to": "SUOTH"}),
    ("log/no-party", {"to": "SOUTH"}, {"to": ";"}),
    ("log/unknown-activity", {}, {"activity": "plan_shard"}),
    ("log/not-a-number", {"amount": "1"}, {"amount": "many"}),
    ("log/unknown-value", {"activity": "outcome_sent", "form": "mail"}, {"form": "fax"}),
    ("log/not-a-number", {"activity": "session_held", "seats": "1"}, {"seats": "many"}),
    ("log/not-of-this-kind", {}, {"seats": "1"}),
    ("log/not-of-this-kind", {}, {"until": "2009"}),
    ("log/no-mark", {"illustrative": "no"}, {"illustrative": "maybe"}),
    ("log/no-answer", JUDGEMENT, {"answer": "perhaps"}),
    ("log/unknown-id", JUDGEMENT, {"of": "e99"}),
    ("log/duplicate-id", {}, {"id": "e1"}),
    ("log/missing", {}, {"id": ""}),
    ("log/missing", {}, {"by": ""}),
)


def written(rows: list[dict[str, str]], path: Path) -> str:
    lines = [",".join(NAMES), *(",".join(row.get(name, "") for name in NAMES) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def rows_of(usual: dict[str, str], odd: dict[str, str], at: int) -> list[dict[str, str]]:
    rows = [{"id": f"e{number}", **USUAL, **usual} for number in range(1, 8)]
    rows[at] |= odd
    return rows


@pytest.mark.parametrize("at", [1, 3, 6])
@pytest.mark.parametrize(("code", "usual", "odd"), FAULTS)
def test_a_fault(code: str, usual: dict[str, str], odd: dict[str, str], at: int, tmp_path: Path) -> None:
    name = written(rows_of(usual, odd, at), tmp_path / "log.csv")
    _, _, faults = both([name], PLAN, ReadOptions())
    assert {fault.code for fault in faults.errors} == {code}


@pytest.mark.parametrize("at", [1, 3, 6])
@pytest.mark.parametrize(
    ("usual", "odd"),
    [
        ({"amount": "1"}, {"amount": "05.00"}),
        ({"amount": "1"}, {"amount": "-0"}),
        ({"activity": "session_held", "seats": "1"}, {"seats": "1e3"}),
        ({"activity": "session_held", "seats": "1"}, {"activity": "outcome_sent", "seats": "1e3"}),
        ({}, {"date": "2008-03/2008-04"}),
        ({"end": "2008-04-01"}, {"date": "2008-03", "end": "2008-05~"}),
        (JUDGEMENT, {"answer": "oui"}),
        ({**EXTENSION, "bearer": "NORTH"}, {"bearer": "North Office; SOUTH"}),
        ({}, {"by": "South Office;NORTH"}),
        ({"illustrative": "no"}, {"illustrative": "oui"}),
        ({"about": "S-1"}, {"about": "\xa0S-1\xa0"}),
        ({"about": "S-1"}, {"about": "S-1\u3000"}),
        ({"about": "S-1"}, {"about": "S-1\x1f"}),
    ],
)
def test_no_fault(usual: dict[str, str], odd: dict[str, str], at: int, tmp_path: Path) -> None:
    name = written(rows_of(usual, odd, at), tmp_path / "log.csv")
    _, table, _ = both([name], PLAN, ReadOptions(labels=LABELS))
    assert table is not None
    assert table.size == 7


def test_lines_beyond_the_most_rows_are_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ROWS", "BULK_ROWS"):
        monkeypatch.setitem(files.LIMITS, name, 3)
    path = tmp_path / "log.csv"
    name = written(rows_of({}, {}, 0), path)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text(
        "\n".join([*lines[:2], "ragged,row", *lines[2:], "ragged,too", 'x,"unclosed']), encoding="utf-8"
    )
    _, _, faults = both([name], PLAN, ReadOptions())
    assert [(fault.code, fault.at.line) for fault in faults.errors] == [
        ("csv/ragged", 3),
        ("log/too-many-rows", 6),
    ]


def test_only_lines_that_need_it_are_cut_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "BLOCK", 1 << 20)
    lines = [
        '"a","b,c"',
        'a,5" pipe',
        '"d","e"',
        "f,g",
        '"x ""y""",z',
        '"two',
        'lines",h',
        '"i",""',
        "j",
        "k,l",
    ]
    (tmp_path / "log.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    block = next(blocks(Stored(str(tmp_path / "log.csv"))))
    found = cut(block, 0, Form("log.csv", ("id", "date"), ",", ReadOptions()), carefully=False)
    assert found.apart == [(1, ["a", '5" pipe']), (5, ["two\nlines", "h"]), (8, ["j"])]
    assert found.lines is not None
    assert found.lines.tolist() == [0, 2, 3, 4, 7, 9]


def test_numbers_far_apart_take_no_memory() -> None:
    found, at = numbered(np.array([10**15, 0, 10**15, 7]))
    assert found.tolist() == [0, 7, 10**15]
    assert at.tolist() == [2, 0, 2, 1]
