"""Every code that the program can give is told of, with an example; and what is told of, exists.

Most examples are the bad inputs of `tests/bad`. Here are those that come of good ones, as `NAME.message` in
`messages/`, written anew by `pytest --renew`.
"""

import json
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import date
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from checker.cli import main
from docs.generate import data
from docs.generate.messages import codes, given
from docs.generate.remarks import remarks
from tests.bad.workbooks import good, packed
from tests.conftest import Golden
from tests.docs.codes import SHAPE, found, shaped

HERE = Path(__file__).parent / "messages"
BAD = HERE.parents[1] / "bad"
PLAN = (BAD / "plan.yaml").read_text(encoding="utf-8")
CHECK = ("check", "--plan", "plan.yaml", "--log", "log.csv", "--fail-on", "never", "--output", "out.txt")
SINCE = (*CHECK, "--since", "earlier.json")
LINT = ("lint", "plan.yaml", "--log", "log.csv")
PAPER = ("revision", "--plan", "plan.yaml", "--log", "log.csv", "--output", "out.html")
HEAD = "id,date,activity,by,to,about,title,of,answer,obligation,until,corrects,retracts\n"
ACTS = (
    "a1,2008-03-02,plan_shared,NORTH,SOUTH,,Plan,,,,,,\n"
    "a2,2008-05-05,session_held,SOUTH,,S-1,First session,,,,,,\n"
    "a3,2008-06-03,outcome_sent,SOUTH,NORTH,S-1,Its outcome,,,,,,\n"
)
WITHOUT_EXAMPLE = {
    "file/changed": "whoever writes to a log would have to do so during a run",
    "parquet/not-installed": "only where polars is missing",
    "rules/no-catch-all": "verdict tables come with the program",
    "rules/no-table": "likewise",
    "rules/unknown-field": "likewise",
    "yaml/question-mark": "only where PyYAML was built without its C parser",
    "yaml/syntax": "what no other message explains",
    "new/other-meaning": "nothing is known that leads there",
}


class Case(NamedTuple):
    """A run: the command, the rows of the log, what is other in the plan, and a limit that is set."""

    asked: tuple[str, ...]
    log: str = ACTS
    other: Mapping[str, str] = {}
    limit: str = ""


def example(log: str, expect: str) -> str:
    """Give the last lines of the plan with an example of the last obligation."""
    written = f"    examples:\n      - {{log: {log}, as_of: 2009-01-01, expect: {{{expect}}}}}\n"
    return f"        within: 30 days\n{written}"


LATER = "b1,2009-02-01,plan_shared,SOUTH,NORTH,,Plan,,,,,,\n"
ACTIVITIES = PLAN[PLAN.index("activities:") : PLAN.index("interpretations:")]
HELD = "[{id: x1, date: 2008-05-05, activity: session_held, by: SOUTH, about: S-1}]"
NEW = (
    *(
        "new",
        "--plan",
        "plan.yaml",
        "--yes",
        "--text",
        "They meet often.",
        "--section",
        "Meetings",
        "--title",
        "Meet",
    ),
    *(
        "--modality",
        "must",
        "--rule",
        "periodic",
        "--bearer",
        "SOUTH",
        "--every",
        "1 year",
        "--do",
        "meeting",
    ),
    *("--activity", "meeting: Meeting held"),
)
IN_BRACKETS = (
    "activities: {plan_shared: {label: Plan}, session_held: {label: Held}, outcome_sent: {label: Sent}}\n"
)
WORKBOOK = (*CHECK[:4], "dates.xlsx", *CHECK[5:])
ID = "id: two-offices"
FIRST, SECOND, ENDED = (("--plan", f"{name}.yaml") for name in ("before", "after", "ended"))
AFTER = f'{ID}\n  version: "2"\n  replaces: "1"'
ENDLESS = "in_force: {from: signature}"
LATE = {"signature: 2008-01-15": "signature: 2008-06-01"}
CASES = {
    "plan/duplicate-version": Case((*CHECK, *FIRST), other={ID: f'{ID}\n  version: "1"\n  replaces: "0"'}),
    "plan/earlier-version-missing": Case(CHECK, other={ID: AFTER}),
    "plan/no-order": Case((*CHECK, *FIRST), other={ID: f'{ID}\n  version: "2"'}),
    "plan/no-version": Case((*CHECK, *FIRST)),
    "plan/open-duties": Case((*CHECK, *FIRST), other={ID: AFTER, **LATE}),
    "plan/other-agreement": Case((*CHECK, *FIRST), other={ID: AFTER.replace("two", "three")}),
    "plan/other-party": Case(
        (*CHECK, *FIRST),
        other={
            ID: f"{AFTER}\n  open_duties: old",
            **LATE,
            ", units: {NORTH-NY: North Office in New York}": "",
            "{name: South Office}": "{name: South Office, units: {NORTH-NY: Office in New York}}",
        },
    ),
    "plan/two-successors": Case((*CHECK, *FIRST, *SECOND), other={ID: AFTER.replace("2", "3")}),
    "plan/unknown-version": Case((*CHECK, *FIRST), other={ID: AFTER.replace("1", "0")}),
    "plan/version-order": Case((*CHECK, *FIRST), other={ID: AFTER}),
    "new/in-brackets": Case(NEW, other={ACTIVITIES: IN_BRACKETS}),
    "xlsx/month-alone": Case(WORKBOOK),
    "xlsx/year-alone": Case(WORKBOOK),
    "log/ambiguous-column": Case(
        CHECK,
        "id,date,activity,by,Seats\na1,2008-05-05,session_held,SOUTH,12\n",
        {"label: Form": "label: Seats"},
    ),
    "log/ambiguous-label": Case(
        CHECK, ACTS.replace("plan_shared", "Outcome sent"), {"label: Work plan shared": "label: Outcome sent"}
    ),
    "log/changed": Case(SINCE, ACTS.replace("Its outcome", "The outcome")),
    "log/corrected-twice": Case(
        LINT,
        ACTS + "a4,2008-06-04,outcome_sent,SOUTH,NORTH,S-1,Sent on the 4th,,,,,a3,\n"
        "a5,2008-06-05,outcome_sent,SOUTH,NORTH,S-1,Sent on the 5th,,,,,a3,\n",
    ),
    "log/done-before-decision": Case(
        LINT,
        ACTS + "d1,2008-06-10,decision,NORTH;SOUTH,,,Plans in one file,,,,2008-07-01,,\n"
        "e1,2008-06-01,decision_done,NORTH,,,,d1,,,,,\n",
    ),
    "log/due-before-decision": Case(
        LINT, ACTS + "d1,2008-06-10,decision,NORTH;SOUTH,,,Plans in one file,,,,2008-05-01,,\n"
    ),
    "log/no-version": Case(
        (*CHECK, *ENDED),
        other={ID: f"{AFTER}\n  open_duties: old", **LATE},
    ),
    "log/far-as-of": Case((*PAPER, "--as-of", "2019-01-01")),
    "log/far-day": Case(LINT, ACTS + "a4,2018-06-03,plan_shared,NORTH,SOUTH,,Plan,,,,,,\n"),
    "log/idle-answer": Case(LINT, ACTS + "a4,2008-07-01,judgement,NORTH,,,,a1,yes,,,,\n"),
    "log/idle-done": Case(LINT, ACTS + "a4,2008-07-01,decision_done,NORTH,,,,a1,,,,,\n"),
    "log/idle-statement": Case(LINT, ACTS + "a4,2008-07-01,waiver,NORTH;SOUTH,,,,,,send-outcomes,,,\n"),
    "log/other-about": Case(LINT, ACTS.replace("NORTH,S-1", "NORTH,S1") + LATER),
    "log/removed": Case(SINCE, ACTS.replace("a1,", "b1,")),
    "log/request": Case(
        LINT, ACTS[: ACTS.index("a3")] + "a4,2008-06-04,waiver,SOUTH,,,,,,send-outcomes,,,\n" + LATER
    ),
    "log/too-long": Case(CHECK, ACTS.replace("Plan", "Plan " * 25_000)),
    "log/too-many-rows": Case(CHECK, limit="ROWS"),
    "plan/ends-before-start": Case(
        LINT, other={"in_force: {from: signature}": "in_force: {from: signature, until: 2007-12-31}"}
    ),
    "plan/example-fails": Case(LINT, other={"        within: 30 days\n": example(HELD, "SOUTH: late")}),
    "plan/inclusive-period": Case(
        LINT,
        other={
            "every: 1 year": "every: {interpretation: regularly}",
            "value: 6 months": "value: 6 months inclusive",
        },
    ),
    "plan/not-a-day": Case(LINT, other={"signature: 2008-01-15": "signature: {interpretation: regularly}"}),
    "plan/this-alone": Case(
        LINT,
        other={
            "within: 30 days": "within: 30 days\n        unless: [{this: {form: mail}, same: [about]}]",
        },
    ),
    "plan/unknown-check": Case(
        LINT, other={"        within: 30 days\n": example(HELD, "after-sesion/SOUTH: breached")}
    ),
    "plan/unpinned": Case(LINT, other={"        within: 30 days\n": example(HELD, "SOUTH: breached")}),
    "results/later": Case((*SINCE, "--as-of", "2008-03-02")),
    "results/not-as-made": Case((*CHECK, "--since", "untrue.json")),
    "results/other-plan": Case(SINCE, other={"id: two-offices": "id: three-offices"}),
    "rules/no-folder": Case((*CHECK, "--rules", "rulse")),
    "xlsx/no-sheet": Case((*CHECK[:4], "log.xlsx", *CHECK[5:], "--sheet", "Lgo")),
}


def told(*arguments: str) -> str:
    """Run a command, and give all that it says beside its answer."""
    err = StringIO()
    with redirect_stdout(TextIOWrapper(BytesIO(), "utf-8")), redirect_stderr(err):
        main(arguments)
    return err.getvalue()


def dates(path: Path) -> None:
    """Write a workbook with a day that is shown as a month, and one that a year was made into."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["id", "date", "activity", "by"])
    for number, day in enumerate((date(2008, 3, 1), date(1905, 6, 30)), 2):
        sheet.append([f"a{number}", day, "plan_shared", "NORTH"])
    sheet["B2"].number_format = "mmm yyyy"
    book.save(path)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Write a plan with a log, and results of it, of which one file says something untrue."""
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "before.yaml").write_text(PLAN.replace(ID, f'{ID}\n  version: "1"'), encoding="utf-8")
    (tmp_path / "ended.yaml").write_text(
        PLAN.replace(ID, f'{ID}\n  version: "1"').replace(
            ENDLESS, ENDLESS.replace("}", ", until: 2008-04-30}")
        ),
        encoding="utf-8",
    )
    (tmp_path / "after.yaml").write_text(PLAN.replace(ID, AFTER), encoding="utf-8")
    (tmp_path / "log.csv").write_text(HEAD + ACTS, encoding="utf-8")
    (tmp_path / "log.xlsx").write_bytes(packed(good()))
    dates(tmp_path / "dates.xlsx")
    with chdir(tmp_path):
        assert told(*CHECK[:-1], "earlier.json", "--format", "json") == ""
    results = json.loads((tmp_path / "earlier.json").read_text(encoding="utf-8"))
    results["duties"][0]["status"] = "breached"
    (tmp_path / "untrue.json").write_text(json.dumps(results), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("code", CASES)
def test_a_message_on_what_is_no_bad_input(
    code: str, work: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, plan = CASES[code], PLAN
    if case.limit:
        monkeypatch.setenv(f"CHECKER_LIMIT_{case.limit}", "1")
    for was, now in case.other.items():
        assert was in plan
        plan = plan.replace(was, now)
    (work / "plan.yaml").write_text(plan, encoding="utf-8")
    (work / "log.csv").write_text(
        case.log if case.log.startswith("id,") else HEAD + case.log, encoding="utf-8"
    )
    with chdir(work):
        says = told(*case.asked)
    assert f"[{code}]" in says
    golden.check(HERE / f"{code.replace('/', '-')}.message", only(code, says))


def only(code: str, says: str) -> str:
    """Give the first message of that code."""
    return next(each for each in says.split("\n\n") if f"[{code}]" in each.partition("\n")[0]) + "\n"


def test_every_message_here_is_of_a_case() -> None:
    assert {path.name for path in HERE.iterdir()} == {f"{code.replace('/', '-')}.message" for code in CASES}


def test_what_is_told_of_is_what_the_program_can_say() -> None:
    own = {code for _, code, _ in remarks()}
    listed = set(codes(data("messages.yaml")))
    sayable, families = found(), shaped()
    shapes = {code for code in sayable if code.startswith(f"{SHAPE}/")}
    said = sayable - shapes | {code.replace(SHAPE, family, 1) for code in shapes for family in families}
    assert listed | own == said
    assert listed & own == set()


def test_every_message_that_was_ever_given_is_told_of() -> None:
    listed = codes(data("messages.yaml"))
    assert {each.code for each in given()} - set(listed) - {code for _, code, _ in remarks()} == set()


def test_every_message_has_an_example_or_a_reason_why_not() -> None:
    listed = codes(data("messages.yaml"))
    shown = {listed[each.code] for each in given() if each.code in listed}
    assert set(listed.values()) - shown == set(WITHOUT_EXAMPLE)


def test_what_is_a_warning_says_so() -> None:
    said, listed = data("messages.yaml")["codes"], codes(data("messages.yaml"))
    warnings = {each.code for each in given() if each.severity == "warning" and each.code in listed}
    assert {code for code, text in said.items() if "It is a warning" in text["means"]} == warnings
