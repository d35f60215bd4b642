"""Plans and drafts in files, with all that is said of them: `cases/`, written anew by `pytest --renew`."""

import json
from pathlib import Path

import pytest

from checker import outputs
from checker.diagnostics import Faults
from checker.log.formats import ReadOptions
from checker.log.load import load as load_log
from checker.outputs import Options
from checker.outputs import diff as forms
from checker.patterns.model import Rules
from checker.plan.load import load as load_plan
from checker.plan.model import Plan
from checker.plan.succession import whole
from checker.plan.vocabulary import knowing, together
from checker.results.judge import Question, judge
from checker.results.language import Wording
from checker.revision import told_diff
from checker.revision.diff import Diff, diff
from checker.revision.replay import Replay, replay
from checker.revision.told_diff import Both
from tests.conftest import Golden

HERE = Path(__file__).parent / "cases"
VERSIONS = sorted(path.parent for path in (HERE.parents[2] / "versions").glob("*/v2.yaml"))
CASES = sorted(path.name for path in HERE.iterdir())
TRANSLATED = [
    (name, tag) for name in ("causes", "clauses", "parameters", "remarks") for tag in ("fr", "es", "ar")
]


def plan(path: Path) -> tuple[Plan, Rules]:
    faults = Faults()
    loaded = load_plan(str(path), faults)
    faults.stop()
    assert loaded is not None
    return loaded


def compared(folder: Path) -> tuple[Diff, Replay | None]:
    """Compare the plans of a case, and replay its log, if it has one."""
    old, new = plan(folder / "old.yaml"), plan(folder / "new.yaml")
    found, log = diff(old[0], new[0]), folder / "log.csv"
    if not log.exists():
        return found, None
    words, faults = together((old[0], new[0])), Faults()
    entries = load_log([str(log)], words, ReadOptions(), faults)
    faults.stop()
    was = judge(knowing(old[0], words), old[1], entries, Question(engine="reference"))
    return found, replay(was, *new)


@pytest.mark.parametrize("name", CASES)
def test_what_is_said_of_a_case(name: str, golden: Golden) -> None:
    told = forms.output("text").write(*compared(HERE / name), Options())
    golden.check(HERE / name / "expected.txt", told.decode())


@pytest.mark.parametrize(("name", "tag"), TRANSLATED)
def test_what_is_said_in_other_languages(name: str, tag: str, golden: Golden) -> None:
    told = forms.output("text").write(*compared(HERE / name), Options(tag))
    golden.check(HERE / name / f"expected.{tag}.txt", told.decode())


@pytest.mark.parametrize("name", ["causes", "clauses", "remarks"])
def test_what_programs_read(name: str, golden: Golden) -> None:
    told = forms.output("json").write(*compared(HERE / name), Options())
    golden.check(HERE / name / "expected.json", told.decode())


def test_three_of_fourteen() -> None:
    found, past = compared(HERE / "replay")
    assert past is not None
    assert (past.differently, past.total, past.appeared) == (3, 14, 0)
    told = forms.output("text").write(found, past, Options()).decode()
    assert "Under the draft, 3 of 14 duties would read differently: 3 with another verdict." in told
    assert [turn.id for turn in past.turns] == [
        f"notes/after-talk/NORTH/2008-0{n}-05/t{n - 1}" for n in (3, 5, 6)
    ]
    assert {(turn.how, turn.due_to[0].name) for turn in past.turns} == {("alone", "within")}


def test_a_draft_of_a_later_day_is_read_as_if_in_force_when_the_plan_was() -> None:
    _, past = compared(HERE / "causes")
    assert past is not None
    assert past.was.setting.life is not None
    assert past.first == past.was.setting.life.start
    assert past.now.setting.life == past.was.setting.life


def test_each_cause_is_found_by_trying() -> None:
    _, past = compared(HERE / "causes")
    assert past is not None
    causes = {
        turn.id.partition("/")[0]: (turn.how, [each.name for each in turn.due_to]) for turn in past.turns
    }
    assert causes["single"] == ("alone", ["within"])
    assert causes["pair"] == ("together", ["do", "within"])
    assert causes["each"] == ("alone", ["do", "same"])
    assert causes["silent"] == ("alone", ["completeness"])
    assert causes["rule"] == ("alone", ["recurring"])


@pytest.mark.parametrize("name", CASES)
def test_both_forms_say_the_same(name: str) -> None:
    found, past = compared(HERE / name)
    text = " ".join(forms.output("text").write(found, past, Options()).decode().split())
    plain = json.loads(forms.output("json").write(found, past, Options()))
    said = [each["says"] for clause in plain["clauses"] for each in clause["altered"]]
    said += [each["says"] for each in plain["altered"]]
    said += plain["remarks"]
    said += [each["says"] for each in plain.get("replay", {"turns": []})["turns"]]
    said += plain.get("replay", {"says": []})["says"]
    assert said
    assert [each for each in said if " ".join(each.split()) not in text] == []
    assert plain["counts"] == found.counts
    assert plain["illustrative"] == ("ILLUSTRATIVE" in text)
    if past is not None:
        assert plain["replay"]["now"]["duties"] == len(past.now.results)
        assert (plain["replay"]["log"]["entries"], plain["replay"]["same"]) == (
            len(past.was.log.entries),
            past.same,
        )


def test_what_is_to_be_looked_at_again_in_a_draft() -> None:
    found, past = compared(HERE / "remarks")
    assert past is not None
    assert found.strays == (("programmes", "plan"),)
    assert found.twins == (("plans", "programmes"),)
    assert found.loosened == ("reports",)
    assert past.unheard == {"visit_paid": 1}
    assert past.unknown == ("SOUTH", "talk_given")


def test_a_check_is_named_where_its_clause_has_several() -> None:
    found, past = compared(HERE / "remarks")
    assert past is not None
    both = Both(*(Wording("en", each.plan) for each in (past.was, past.now)))
    owed = {turn.id: told_diff.owed(turn, both) for turn in past.turns}
    assert owed["plans/early/NORTH/2008-01-01"].endswith(" 2008, check early")
    assert owed["plans/yearly/NORTH/2008-01-01"].endswith(" 2008, check yearly")
    assert owed["programmes/yearly/NORTH/2008-01-01"].endswith(" 2008")
    page = forms.output("html").write(found, past, Options()).decode()
    assert page.count("check <bdi>early</bdi>") > 0


@pytest.mark.parametrize("name", ["text", "json", "html"])
@pytest.mark.parametrize("case", CASES)
def test_wherever_the_past_is_told_nobody_was_bound(case: str, name: str) -> None:
    found, past = compared(HERE / case)
    told = " ".join(forms.output(name).write(found, past, Options()).decode().split())
    says = "Nobody was bound by the draft then, so this is no verdict on anybody."
    assert (says in told) == (past is not None)


def test_the_forms_are_listed_and_none_of_the_results_forms_is_one() -> None:
    assert {"json", "text"} <= set(forms.names())
    assert "diff" not in outputs.names()


@pytest.mark.parametrize("folder", VERSIONS, ids=lambda folder: folder.name)
def test_a_history_of_several_versions_is_replayed_too(folder: Path) -> None:
    """Each duty of either version reads the same under the draft or is named; the draft is the last one."""
    faults, versions = Faults(), [plan(folder / "v1.yaml"), plan(folder / "v2.yaml")]
    merged = whole(versions, faults)
    log = load_log([str(folder / "log.csv")], together([own for own, _ in versions]), ReadOptions(), faults)
    faults.stop()
    assert merged is not None
    past = replay(judge(*merged, log, Question(engine="reference")), *versions[1])
    assert past.same + past.changed + past.vanished == past.total > 0
    assert past.same + past.changed + past.appeared == len(past.now.results)


def test_what_is_altered_of_the_whole_is_found_to_be_the_cause() -> None:
    _, past = compared(HERE / "whole")
    assert past is not None
    causes = {turn.id: (turn.how, [each.what for each in turn.due_to]) for turn in past.turns}
    assert causes == {
        "days/soon/NORTH/2008-01-04": ("alone", ["calendar"]),
        "often/notes/NORTH/2008-01-01": ("alone", ["parameter"]),
        "years/yearly/NORTH/2008-01-01": ("alone", ["party"]),
        "years/yearly/NORTH/2009-01-01": ("alone", ["until"]),
    }
