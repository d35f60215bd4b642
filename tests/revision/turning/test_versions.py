"""Of several versions together nothing is told; a paper tells of the latest one."""

from datetime import date

from checker.diagnostics import Faults
from checker.log.formats import ReadOptions
from checker.log.load import load as load_log
from checker.plan.load import load
from checker.plan.versions import merged
from checker.results.judge import Question, judge
from checker.revision.attainment import attainments
from checker.revision.paper import Paper
from checker.revision.turning import turning
from tests.run import ROOT

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
