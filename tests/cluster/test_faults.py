"""What is wrong with a log is said as one process says it; what goes wrong with its parts, by name."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from checker.cluster import run as running
from checker.diagnostics import Faults, InvalidInput
from checker.files import OutputFault
from checker.log.columns.load import load as load_columns
from checker.log.formats import ReadOptions
from checker.plan.load import load as load_plan
from checker.results.judge import Question
from checker.results.labels import labels_of
from tests.cluster.parted import Asked, Sizes, duties, here, once_parted, run, write_log

PLAN = """\
plan: {id: p, title: T, in_force: {from: 2008-01-01}, completeness: assumed}
parties: {NORTH: {name: North}, SOUTH: {name: South}}
activities: {asked: {label: Asked}, answered: {label: Answered}}
obligations:
  - id: answer
    title: Answer
    text: Answer within a week.
    source: {section: S, paragraph: 1}
    modality: must
    checks:
      - {id: week, rule: response, when: {activity: asked}, bearer: NORTH, within: 7 days,
         do: {activity: answered, by: $bearer}, same: [about]}
"""
ENTRIES = [
    {"id": f"a{number}", "date": f"2008-03-{1 + number % 28:02}", "by": "NORTH", "about": f"S-{number // 2}"}
    | {"activity": "answered" if number % 2 else "asked"}
    for number in range(60)
]
SIZES = Sizes(20, 10)


@pytest.fixture(name="asked")
def _asked(tmp_path: Path) -> Asked:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    loaded = load_plan(str(path), Faults())
    assert loaded is not None
    return Asked(*loaded, Question(None, None, "reference"))


def told(of: Callable[[], object]) -> list[tuple[str, str, int]]:
    with pytest.raises(InvalidInput) as caught:
        of()
    return [(each.code, each.message, each.at.line) for each in caught.value.diagnostics]


@pytest.mark.parametrize(
    "changes",
    [
        {7: {"id": "a51"}},
        {7: {"id": "a8"}, 50: {"id": "a20"}},
        {30: {"date": "2008-02-30"}, 41: {"activity": "ansered"}, 59: {"by": ""}},
        {12: {"id": ""}, 44: {"id": ""}},
        {3: {"about": "x" * 100_001}},
        {3: {"about": "x\0y"}},
        {20: {"corrects": "a99"}},
        {20: {"corrects": "a40"}, 40: {"corrects": "a20"}},
        {1: {"colour": "red"}},
        {8: {"activity": "waiver", "obligation": "answr"}},
    ],
    ids=str,
)
def test_a_fault_of_the_log_is_told_by_file_and_row(
    asked: Asked, tmp_path: Path, changes: dict[int, dict[str, str]]
) -> None:
    log = tmp_path / "log.parquet"
    write_log([entry | changes.get(number, {}) for number, entry in enumerate(ENTRIES)], [log])
    found = told(lambda: run(asked, [log], tmp_path / "out", here(), SIZES))
    faults = Faults()
    load_columns([str(log)], asked.plan, ReadOptions(None, None, labels_of(asked.plan)), faults)
    assert found == [(each.code, each.message, each.at.line) for each in faults.errors]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log.parquet", "plan.yaml"]


def test_a_file_that_is_no_parquet_or_not_there_or_given_twice(asked: Asked, tmp_path: Path) -> None:
    log, bad = tmp_path / "log.parquet", tmp_path / "bad.parquet"
    write_log(ENTRIES, [log])
    bad.write_bytes(log.read_bytes()[:-30])
    for given, code in (
        ([bad], "parquet/damaged"),
        ([log, log], "log/given-twice"),
        ([log, tmp_path / "none.parquet"], "file/not-found"),
    ):
        found = told(lambda given=given: run(asked, given, tmp_path / "out", here(), SIZES))  # type: ignore[misc]
        assert [each[0] for each in found] == [code]
    assert not (tmp_path / "out").exists()


def test_a_log_without_an_activity_gives_no_day(asked: Asked, tmp_path: Path) -> None:
    log = tmp_path / "log.parquet"
    write_log([], [log])
    assert [each[0] for each in told(lambda: run(asked, [log], tmp_path / "out", here(), SIZES))] == [
        "log/no-activity"
    ]


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:100])])
def test_the_file_of_a_part_that_is_gone_or_damaged_ends_the_run(
    asked: Asked, tmp_path: Path, harm: Callable[[Path], object]
) -> None:
    log = tmp_path / "log.parquet"
    write_log(ENTRIES, [log])

    def harmed() -> None:
        harm(next(tmp_path.glob(".checker-*/scratch/rows-00001")))

    with pytest.raises(OutputFault, match=r"a worker cannot read .*rows-00001: "):
        run(asked, [log], tmp_path / "out", here(), SIZES._replace(told=once_parted(harmed)))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log.parquet", "plan.yaml"]


def test_a_log_that_is_written_meanwhile_gives_no_result(asked: Asked, tmp_path: Path) -> None:
    log = tmp_path / "log.parquet"
    write_log(ENTRIES, [log])
    more = once_parted(lambda: write_log([*ENTRIES, ENTRIES[0] | {"id": "more"}], [log]))
    assert told(lambda: run(asked, [log], tmp_path / "out", here(), SIZES._replace(told=more))) == [
        ("file/not-readable", f"a worker cannot read {log}: it was changed while it was read", 0)
    ]
    assert not (tmp_path / "out").exists()


def test_other_releases_are_refused(asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "log.parquet"
    write_log(ENTRIES, [log])
    monkeypatch.setattr(running, "releases", lambda: {"checker": "0"})
    with pytest.raises(OutputFault, match="install the same on all machines"):
        run(asked, [log], tmp_path / "out", here(), SIZES)


def test_ids_whose_hashes_agree_are_looked_at_themselves(asked: Asked, tmp_path: Path) -> None:
    log = tmp_path / "log.parquet"
    write_log(ENTRIES, [log])

    def collide() -> None:
        one, two = sorted(tmp_path.glob(".checker-*/scratch/ids-*"))[:2]
        two.write_bytes(one.read_bytes())

    run(asked, [log], tmp_path / "out", here(), SIZES)
    run(asked, [log], tmp_path / "again", here(), SIZES._replace(told=once_parted(collide)))
    assert duties(tmp_path / "out") == duties(tmp_path / "again")


def test_the_kinds_of_columns_that_parquet_has_are_read(asked: Asked, tmp_path: Path) -> None:
    plain, typed = tmp_path / "plain.parquet", tmp_path / "typed.parquet"
    entries = [entry | {"id": str(number), "about": str(number // 2)} for number, entry in enumerate(ENTRIES)]
    write_log(entries, [plain])
    pl.read_parquet(plain).with_columns(
        pl.col("date").str.to_date(),
        pl.col("id", "about").cast(pl.Int64),
        pl.col("activity").cast(pl.Categorical),
    ).write_parquet(typed)
    for log, output in ((plain, "one"), (typed, "two")):
        run(asked, [log], tmp_path / output, here(), SIZES)
    assert duties(tmp_path / "one") == duties(tmp_path / "two")
    assert len(duties(tmp_path / "one")) == len(ENTRIES) // 2
