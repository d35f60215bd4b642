"""The made-up draft of a second programme: marked as such, whole, and read with both logs of the first."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.diagnostics import Faults
from checker.log.formats import ReadOptions
from checker.log.load import load as load_log
from checker.plan.load import load as load_plan
from checker.plan.model import Plan
from checker.plan.vocabulary import knowing, together
from checker.results.again import in_force_from
from checker.results.judge import Question, judge
from checker.results.model import Results
from checker.results.signing import signing
from checker.revision.pairs import RELATIONS, pairs
from tests.conftest import Golden
from tests.run import ROOT, checker, judged

FIRST = ROOT / "obligations.yaml"
FOLDER = ROOT / "examples" / "2009-draft"
SECOND = FOLDER / "plan.yaml"
LOGS = {"2007-public-record": date(2011, 12, 31), "2007-illustrative": date(2010, 6, 30)}


def plan(path: Path) -> Plan:
    faults = Faults()
    loaded = load_plan(str(path), faults)
    faults.stop()
    assert loaded is not None
    return loaded[0]


@cache
def replayed(name: str) -> Results:
    """Judge the draft on a log of the first programme, as if it had come into force with it."""
    faults = Faults()
    loaded = load_plan(str(SECOND), faults)
    assert loaded is not None
    rules = loaded[1]
    moved = in_force_from(loaded[0], rules, date(2007, 11, 9))
    words = together([plan(FIRST), moved])
    log = load_log([str(ROOT / "examples" / name / "log.csv")], words, ReadOptions(), faults)
    faults.stop()
    return judge(knowing(moved, words), rules, log, Question(LOGS[name]))


def written(path: Path) -> dict[str, dict[str, object]]:
    return {each["id"]: each for each in yaml.safe_load(path.read_text(encoding="utf-8"))["obligations"]}


def test_lint_has_nothing_to_say() -> None:
    ran = checker("lint", SECOND)
    assert (ran.code, ran.err) == (0, "")
    assert [own.id for own in plan(SECOND).obligations if not own.reading or not own.examples] == []


def test_plan_page_and_log_say_that_they_are_made_up() -> None:
    assert plan(SECOND).illustrative
    assert "DRAFT, made up" in plan(SECOND).title
    readme = " ".join((FOLDER / "README.md").read_text(encoding="utf-8").split())
    assert "no such draft exists" in readme
    assert "no such draft" in " ".join(SECOND.read_text(encoding="utf-8").replace("#", "").split())
    rows = (FOLDER / "log.csv").read_text(encoding="utf-8").splitlines()
    assert [row for row in rows[1:] if not row.endswith(",yes")] == []


def test_whatever_is_new_in_it_says_so_and_whatever_does_not_is_quoted_from_the_first() -> None:
    """No sentence of the draft can be taken for one of the programme that was signed."""
    first = {str(each["text"]) for each in written(FIRST).values()}
    for id_, clause in written(SECOND).items():
        invented = str(clause["reading"]).startswith("Made up")
        assert invented is (str(clause["text"]) not in first), id_


def test_it_shows_every_relation_to_the_first() -> None:
    found: dict[str, dict[str, list[str]]] = {relation: {} for relation in RELATIONS}
    for pair in pairs(plan(FIRST), plan(SECOND)):
        found[pair.relation][" + ".join(each.id for each in pair.was)] = [each.id for each in pair.now]
    assert [relation for relation, clauses in found.items() if not clauses] == []
    assert found["split"] == {"committee-information": ["committee-news", "committee-outputs"]}
    assert found["merged"] == {"elections + draft-rules": ["elections"]}
    assert found["renumbered"] == {"attend-between-sessions": ["represent-between-sessions"]}
    assert "assist-inter-agency" in found["dropped"]


def test_what_was_vague_has_a_length_but_for_one_term() -> None:
    assert [*plan(SECOND).interpretations] == ["coordination-interval"]
    assert plan(SECOND).interpretations["coordination-interval"].assumed


def test_clauses_that_are_kept_are_checked_as_before() -> None:
    first, second = written(FIRST), written(SECOND)
    for id_ in first.keys() & second.keys():
        if first[id_]["text"] == second[id_]["text"]:
            assert first[id_]["checks"] == second[id_]["checks"], id_


@pytest.mark.parametrize("name", LOGS)
def test_both_logs_of_the_first_programme_can_be_read_under_it(name: str) -> None:
    found = replayed(name)
    assert sum(found.counts.values()) == len(found.results) > 60
    assert found.illustrative


def test_the_public_record_breaks_the_draft_no_more_than_the_first_programme() -> None:
    """Its silence proves nothing, whatever a draft asks for."""
    counts = replayed("2007-public-record").counts
    assert counts["breached"] == counts["late"] == 0
    assert counts["unknown"] > 0


def test_by_hand_what_the_made_up_log_gives_under_the_draft() -> None:
    """A few that turn, each with the reason, worked out from the text."""
    status = {result.id: result.status for result in replayed("2007-illustrative").results}
    assert status["attend-conference/sessions/OHCHR/2009-09-14/m51"] == "fulfilled"  # the level is not asked
    assert status["elections/consulted/OHCHR/2007-11-09/m59"] == "late"  # seven days before, not thirty
    assert status["committee-news/regularly/OHCHR/2009-03-25"] == "fulfilled"  # 25 November, eight months
    assert status["committee-outputs/outputs/OHCHR/2009-04-17/m23"] == "late"  # 16 June, sixty days
    assert (
        status["represent-between-sessions/represented/OHCHR-NY/2009-11-19/m37"] == "excused"
    )  # waived, old id
    assert status["share-work-plans/yearly/OHCHR/2008-01-01"] == "fulfilled"  # 3 December 2008
    assert status["coordinate/regularly/DESA/2008-05-09"] == "breached"  # none from May to November 2008


def test_the_readme_names_every_clause_that_is_other_or_new() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    first, second = written(FIRST), written(SECOND)
    other = [id_ for id_ in second if id_ not in first or second[id_]["text"] != first[id_]["text"]]
    assert [id_ for id_ in other if not re.search(rf"`{id_}`", readme)] == []


def test_what_was_signed_in_its_log_are_the_results_of_the_first_programme() -> None:
    """Whoever changes that programme or its made-up log enters the new sha256 in n23."""
    rows = (FOLDER / "log.csv").read_text(encoding="utf-8").splitlines()
    first = judged(FIRST, [ROOT / "examples" / "2007-illustrative" / "log.csv"], date(2010, 6, 30))
    assert [row for row in rows if ",sign_off," in row and signing(first).sha256 not in row] == []


@pytest.mark.parametrize("name", LOGS)
def test_what_diff_says_of_both_logs_is_as_read_by_hand(name: str, golden: Golden) -> None:
    """All of it but for the hashes at its end; the other tests here were worked out from the text."""
    log = ROOT / "examples" / name / "log.csv"
    ran = checker("diff", FIRST, SECOND, "--log", log, "--as-of", LOGS[name].isoformat())
    assert (ran.code, ran.err) == (0, "")
    golden.check(Path(__file__).with_name(f"draft-{name}.txt"), ran.out.partition("\nMade from ")[0])


@pytest.mark.parametrize("name", LOGS)
def test_a_made_up_draft_does_not_make_a_real_record_made_up(name: str) -> None:
    """The page says which of the two is; the made-up log makes everything so."""
    log = ROOT / "examples" / name / "log.csv"
    asked = ("--log", log, "--as-of", LOGS[name].isoformat(), "--format", "html")
    page = checker("diff", FIRST, SECOND, *asked).out
    whole = "this agreement or this record is made up. Nothing in it happened."
    alone = "the draft is made up. The agreement and its record are not."
    assert [said in page for said in (whole, alone)] == [
        name == "2007-illustrative",
        name != "2007-illustrative",
    ]


@cache
def both() -> dict[str, Any]:
    """Give the results of both programmes on both made-up logs, as JSON."""
    plans = ("--plan", SECOND, "--plan", FIRST)
    logs = ("--log", ROOT / "examples" / "2007-illustrative" / "log.csv", FOLDER / "log.csv")
    ran = checker("check", *plans, *logs, "--as-of", "2011-12-31", "--fail-on", "never", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_what_is_open_when_the_draft_applies_falls_under_it_or_lapses() -> None:
    """By hand: four duties go on, and those of the clause that is dropped lapse."""
    first, second = both()["versions"]
    assert (first["from"], first["until"], second["from"]) == ("2007-11-09", "2010-05-31", "2010-06-01")
    sent = "conference-information/regularly/DESA/2010-02-24"
    assert {each["id"]: each["duty"] for each in first["open"]} == {
        "assist-inter-agency/assists/OHCHR/2009-11-09": None,
        "assist-inter-agency/geneva/OHCHR/2009-11-09": None,
        sent: sent,
        "coordinate/yearly/DESA/2009-11-09": "coordinate/regularly/DESA/2010-05-09",
        "coordinate/yearly/OHCHR/2009-11-09": "coordinate/regularly/OHCHR/2010-05-09",
        "share-work-plans/yearly/OHCHR/2009-11-09": "share-work-plans/yearly/OHCHR/2010-01-01",
    }


def test_each_duty_is_judged_by_the_programme_of_its_time() -> None:
    duties = {each["id"]: (each["version"], each["due"], each["status"]) for each in both()["duties"]}
    before = duties["conference-information/conclusions/DESA/2009-09-14/m51"]
    after = duties["conference-information/conclusions/DESA/2010-06-07/m62"]
    assert before == ("1", "2009-12-16", "late")  # three months
    assert after == ("2", "2010-08-08", "late")  # sixty days; sent on 20 August, three months would have done
    assert duties["attend-conference/sessions/OHCHR/2009-09-14/m51"][::2] == ("1", "breached")  # the level
    assert duties["focal-points/named/OHCHR/2010-06-01"] == ("2", "2010-07-01", "late")
    assert duties["elections/consulted/OHCHR/2010-06-01/m63"][::2] == ("2", "excused")  # n24


def test_decisions_come_back_and_the_signature_is_of_other_results() -> None:
    assert {each["id"]: each["state"] for each in both()["decisions"]} == {
        "m84": "done",
        "n17": "done",
        "n19": "overdue",
        "n20": "not_done",
    }
    assert {each["party"]: each["these"] for each in both()["sign_off"]["signed"]} == {
        "DESA": False,
        "OHCHR": False,
    }
