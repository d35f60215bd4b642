"""The examples give what they promise: the real record blames nobody, the made-up log shows everything."""

import csv
import os
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from checker.patterns.vocabulary import STATUSES
from checker.results.model import Results
from tests.run import ROOT, checker, judged

PLAN = ROOT / "obligations.yaml"
RECORD = ROOT / "examples" / "2007-public-record"
ILLUSTRATIVE = ROOT / "examples" / "2007-illustrative"
FINES = ROOT / "examples" / "road-fines"
AS_OF = date(2011, 12, 31)


@cache
def record() -> Results:
    return judged(PLAN, [RECORD / "log.csv"], AS_OF)


@cache
def illustrative() -> Results:
    return judged(PLAN, [ILLUSTRATIVE / "log.csv"], date(2010, 6, 30))


def test_on_the_public_record_nothing_is_late_or_broken() -> None:
    """No cited source says of any commitment that it was broken or kept late."""
    assert record().counts["breached"] == record().counts["late"] == 0
    assert record().counts["unknown"] > 0


def test_no_interpretation_of_the_2007_programme_makes_the_public_record_break_it(tmp_path: Path) -> None:
    text = PLAN.read_text()
    for name, meant in yaml.safe_load(text)["interpretations"].items():
        for other in meant["alternatives"]:
            pattern = rf"(\n  {name}:\n    value: )[^\n]*"
            assert re.search(pattern, text), name
            changed = tmp_path / "plan.yaml"
            changed.write_text(re.sub(pattern, rf"\g<1>{other}", text))
            counts = judged(changed, [RECORD / "log.csv"], AS_OF).counts
            assert counts["breached"] == counts["late"] == 0, (name, other)


def test_every_entry_of_the_public_record_has_a_source() -> None:
    sources = (RECORD / "sources.md").read_text()
    with (RECORD / "log.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(record().log.entries) == 71
    for row in rows:
        for source in row["source"].split(";"):
            assert re.search(rf"^## {source.strip()}\b", sources, re.MULTILINE), row["id"]


def test_copies_and_test_hosts_are_not_linked() -> None:
    for entry in record().log.entries:
        for item in entry.evidence:
            if item.startswith("http"):
                assert not re.search(r"docest|studylib|docsbay|zlib|\.test\.|FilesHandler", item), entry.id


def test_the_public_record_is_no_illustration_and_the_other_log_is() -> None:
    assert not record().illustrative
    assert illustrative().illustrative
    with (ILLUSTRATIVE / "log.csv").open(encoding="utf-8", newline="") as file:
        assert {row["illustrative"] for row in csv.DictReader(file)} == {"yes"}


def test_the_illustrative_log_shows_all_eight_statuses() -> None:
    assert [status for status in STATUSES if illustrative().counts[status] == 0] == []


def test_the_illustrative_log_exercises_every_check() -> None:
    """Each check has a duty, or, if it only permits, a use."""
    seen = {(result.obligation, result.finding.of.check.id) for result in illustrative().results}
    for own in illustrative().obligations:
        for check in own.obligation.checks:
            assert (check.obligation, check.id) in seen or own.uses, check


def test_what_is_not_owed_is_not_scored() -> None:
    for own in record().obligations:
        if own.obligation.modality in ("may", "is"):
            assert own.rating in ("not_rated", "dormant")
            assert own.results == ()


def test_every_clause_says_how_it_was_read() -> None:
    assert [o.id for o in record().plan.obligations if not o.reading] == []


def test_the_signature_day_is_an_assumption_on_record() -> None:
    meant = record().plan.interpretations["signature-day"]
    assert meant.assumed
    assert meant.alternatives
    assert "signature-day" in record().plan.dates["signature"].rests_on
    revision = [result for result in record().results if result.obligation == "revise"]
    assert revision
    assert all("signature-day" in result.finding.of.check.rests_on for result in revision)


def test_the_examples_in_the_plan_hold_and_every_scored_clause_has_one() -> None:
    scored = [o for o in record().plan.obligations if any(not check.pattern.counts for check in o.checks)]
    assert [o.id for o in scored if not o.examples] == []
    ran = checker("lint", PLAN, "--log", RECORD / "log.csv")
    assert (ran.code, ran.err) == (0, "")


COUNTS = {
    "send-the-fine/sent": {"fulfilled": 30, "late": 622, "breached": 348},
    "notify-before-penalty/notified": {"fulfilled": 447},
    "pass-on-appeals/passed-on": {"fulfilled": 22, "late": 4},
    "notify-results/told": {"fulfilled": 4},
    "pay/paid": {"fulfilled": 12, "late": 103, "breached": 332},
    "only-the-office-collects/sole": {"holding": 1},
}


def test_a_thousand_real_fines_give_the_counts_of_an_independent_script() -> None:
    results = judged(FINES / "plan.yaml", [FINES / "log.csv"], date(2012, 3, 26))
    found: dict[str, Counter[str]] = {}
    for result in results.results:
        found.setdefault(f"{result.obligation}/{result.finding.of.check.id}", Counter())[result.status] += 1
    assert found == COUNTS
    for check, counts in COUNTS.items():
        stated = next(
            line for line in (FINES / "README.md").read_text().splitlines() if f"| {check} " in line
        )
        assert all(str(number) in stated for status, number in counts.items() if status != "holding")


FULL = Path(os.environ.get("ROAD_FINES", FINES / "full"))


@pytest.mark.skipif(
    not FULL.exists(), reason="the full file is not in the repository; ROAD_FINES may name its folder"
)
def test_all_ten_thousand_fines_give_the_counts_of_the_readme() -> None:
    results = judged(FULL / "plan.yaml", [FULL / "log.csv"], date(2012, 3, 26))
    found = Counter((r.obligation, r.finding.of.check.id, r.status) for r in results.results)
    table = (FINES / "README.md").read_text().split("The full file (10,000 fines):")[1]
    for obligation, check, *numbers in re.findall(
        r"\| ([\w-]+)/([\w-]+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|", table
    ):
        for status, number in zip(("fulfilled", "late", "breached", "pending"), numbers, strict=True):
            assert found[obligation, check, status] == int(number), (obligation, check, status)


@pytest.mark.parametrize("name", ["2007-public-record", "2007-illustrative", "two-offices", "road-fines"])
def test_each_example_says_what_it_is(name: str) -> None:
    assert (ROOT / "examples" / name / "README.md").read_text().strip()
