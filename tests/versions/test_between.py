"""Days on which no version was in force are told, and what was done on them is warned of."""

from datetime import date
from pathlib import Path

import pytest

from checker.diagnostics import Faults
from checker.outputs import Options, output
from checker.results import told_versions
from checker.results.between import between, outside
from checker.results.language import Wording
from checker.results.model import Results
from checker.results.tags import tags
from tests.versions.cases import HERE, judged

LOG = HERE / "old" / "log.csv"
FIRST, BEGINS = "in_force: {from: 2010-01-01}", "in_force: {from: 2011-01-01}"


def ending(until: str, as_of: date, folder: Path, begins: str = "2011-01-01") -> Results:
    """Judge two versions of which the first ends by itself; two requests and an answer were made in 2010."""
    own = FIRST.replace("}", f", until: {until}}}") if until else FIRST
    for name, (was, now) in {
        "v1.yaml": (FIRST, own),
        "v2.yaml": (BEGINS, BEGINS.replace("2011-01-01", begins)),
    }.items():
        text = (HERE / "old" / name).read_text(encoding="utf-8")
        assert was in text
        (folder / name).write_text(text.replace(was, now), encoding="utf-8")
    return judged([folder / "v1.yaml", folder / "v2.yaml"], LOG, as_of)


@pytest.mark.parametrize(
    ("until", "as_of", "days"),
    [
        ("", date(2011, 12, 31), []),
        ("2010-12-31", date(2011, 12, 31), []),
        ("2010-12-30", date(2011, 12, 31), [("2010-12-31", "2010-12-31")]),
        ("2010-11-30", date(2011, 12, 31), [("2010-12-01", "2010-12-31")]),
        ("2011-06-30", date(2011, 12, 31), []),
    ],
)
def test_the_days_between_are_those_of_no_version(
    until: str, as_of: date, days: list[tuple[str, str]], tmp_path: Path
) -> None:
    results = ending(until, as_of, tmp_path)
    assert [(str(gap.first), str(gap.last)) for gap in between(results)] == days
    named = {entry.id for gap in between(results) for entry in results.log.entries if gap.holds(entry)}
    assert named == ({"r2", "r3"} if until == "2010-11-30" else set())
    faults = Faults()
    outside(results, faults)
    assert [each.code for each in faults.warnings] == ["log/no-version"] * bool(named)
    assert all("2 activities are of these days: r2, r3" in each.message for each in faults.warnings)


def test_a_version_that_has_not_come_leaves_the_days_open(tmp_path: Path) -> None:
    ended = date(2010, 11, 30)
    for as_of, days in ((ended, []), (date(2011, 12, 31), [("2010-12-01", None)])):
        results = ending(str(ended), as_of, tmp_path, begins="2013-01-01")
        found = [(str(gap.first), gap.last) for gap in between(results)]
        assert found == days
        told = " ".join(told_versions.in_force(results, Wording("en", results.plan)))
        assert ("From 1 December 2010 no version was in force." in told) is bool(days)


@pytest.mark.parametrize("form", ["text", "html"])
def test_reports_say_from_when_to_when_none_was_in_force(form: str, tmp_path: Path) -> None:
    told = output(form).write(ending("2010-11-30", date(2011, 12, 31), tmp_path), Options("en")).decode()
    if form == "html":
        told = told.replace("<bdi>", "").replace("</bdi>", "")
    assert "From 1 December 2010 to 31 December 2010 no version was in force." in told


@pytest.mark.parametrize("tag", tags())
def test_it_is_said_between_the_versions(tag: str, tmp_path: Path) -> None:
    results = ending("2010-11-30", date(2011, 12, 31), tmp_path)
    told = list(told_versions.in_force(results, Wording(tag, results.plan)))
    assert len(told) == 3
    assert "31" in told[1]
    assert (
        len(
            list(told_versions.in_force(ending("", date(2011, 12, 31), tmp_path), Wording(tag, results.plan)))
        )
        == 2
    )
