"""Other readings of a term, over several versions: a duty that falls under another version is the same."""

from datetime import date
from pathlib import Path

from checker.results.sensitivity import sensitivity
from tests.versions.cases import HERE, judged

CASE = HERE / "interpretation"


def test_a_duty_that_goes_over_to_another_version_is_changed_and_not_another_one(tmp_path: Path) -> None:
    """In ten days the answer of December would have been due before version 2: version 1 keeps it."""
    second = tmp_path / "v2.yaml"
    text = (CASE / "v2.yaml").read_text(encoding="utf-8")
    second.write_text(text.replace("open_duties: old", "open_duties: new"), encoding="utf-8")
    results = judged([CASE / "v1.yaml", second], CASE / "log.csv", date(2011, 12, 31))
    later = next(each for each in sensitivity(results) if each.interpretation.name == "promptly")
    (tried,) = later.tried
    assert (tried.text, tried.changed, tried.appeared, tried.vanished) == ("10 days", 2, 0, 0)
    turns = [[(r.finding.of.check.version, r.status) for r in turn if r] for turn in tried.turns]
    assert turns == [[("2", "fulfilled"), ("1", "late")], [("2", "fulfilled"), ("2", "late")]]
