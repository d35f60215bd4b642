"""Of several versions together nothing is told; a paper tells of the latest one."""

import json
from datetime import date
from pathlib import Path

from checker.diagnostics import Faults
from checker.log.formats import ReadOptions
from checker.log.load import load as load_log
from checker.plan.load import load
from checker.plan.versions import merged
from checker.results.judge import Question, judge
from checker.revision.attainment import attainments
from checker.revision.paper import Paper
from checker.revision.turning import turning
from tests.report.page import read
from tests.run import ROOT, checker

CASE = ROOT / "tests" / "versions" / "interpretation"


def test_several_versions_together_have_no_turning_points() -> None:
    faults = Faults()
    read = [load(str(CASE / name), faults) for name in ("v1.yaml", "v2.yaml")]
    faults.stop()
    plans = [each[0] for each in read if each]
    rules = next(each[1] for each in read if each)
    plan = merged(plans)
    log = load_log([str(CASE / "log.csv")], plan, ReadOptions(), faults)
    results = judge(plan, rules, log, Question(date(2010, 12, 31), None, "reference"))
    assert (turning(results), attainments(results)) == ((), ())
    assert turning(Paper(results).latest)


def test_each_range_stands_under_the_duty_of_the_latest_version_that_it_belongs_to(tmp_path: Path) -> None:
    """Without a trigger a duty is known by its place, and the first of both versions are others."""
    series = """
  - id: news
    title: News are sent
    text: The Archive answers promptly, again and again.
    source: {section: News}
    modality: must
    checks:
      - {id: again, rule: recurring, bearer: ARCHIVE, at_least_every: {interpretation: promptly},
         do: {activity: answer, by: $bearer}}
"""
    for name in ("v1.yaml", "v2.yaml"):
        (tmp_path / name).write_text((CASE / name).read_text().rstrip() + series)
    plans = [str(tmp_path / name) for name in ("v1.yaml", "v2.yaml")]
    asked = ("--log", CASE / "log.csv", "--as-of", "2011-12-31")
    alone = checker("check", "--plan", plans[1], *asked, "--format", "json", "--fail-on", "never")
    ours = {duty["id"] for duty in json.loads(alone.out)["duties"]}
    page = tmp_path / "paper.html"
    ran = checker("revision", "--plan", plans[0], "--plan", plans[1], *asked, "--output", page)
    assert ran.code == 0, ran.err
    heads = [row.all("th")[0].text for row in read(page.read_bytes()).all("tr") if row.all("th")]
    named = {head for head in heads if head.startswith("news/again/")}
    assert named
    assert named <= ours
