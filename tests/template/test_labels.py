"""Labels in a log lead to the same results as codes, in any language; what is ambiguous is refused."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.diagnostics import Faults
from checker.log.cells import COLUMNS, SPECIAL
from checker.log.formats import ReadOptions, read
from checker.log.labels import Labels, folded
from checker.log.load import load as load_log
from checker.outputs import Options, output
from checker.plan.load import load
from checker.plan.model import Plan
from checker.results.labels import labels_of
from checker.results.language import Wording
from checker.results.tags import tags
from tests.run import checker, judged
from tests.template.filling import PLAN

HEAD = "id,date,activity,by,to,about,reason,requires_both,answer,of,illustrative,bearer,obligation"
ROWS = """
a1,2008-03-02,plan_shared,NORTH,SOUTH,,,,,,,,
a2,2008-04,session_held,SOUTH;LEGAL,,S-1,,,,,,,
a3,2008-05,event_attended,NORTH,,E-1,,yes,,,,,
s1,2008-06-01,judgement,SOUTH,,,,,no,a1,,,
s2,2008-06-01,waiver,LEGAL,,,,,,,,NORTH;SOUTH,share-plans
""".strip()
SAID = {
    "NORTH": "north office", "SOUTH": "South  Office", "LEGAL": "LEGAL SERVICE",
    "plan_shared": "Work plan shared", "session_held": "SESSION held", "event_attended": "Event attended",
}  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> Plan:
    faults = Faults()
    loaded = load(str(PLAN), faults)
    assert loaded is not None
    return loaded[0]


def results(log: Path, plan: Path = PLAN) -> dict[str, object]:
    ran = checker("check", "--plan", plan, "--log", log, "--fail-on", "never", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, object] = json.loads(ran.out)
    return found


def labelled(plan: Plan, tag: str) -> str:
    """Give the log with labels of a language wherever there may be some."""
    words = Wording(tag, plan, apart=False)
    columns, kinds, answers = (words.section(name) for name in ("columns", "kinds", "answers"))
    own = {"reason": "Reason", "requires_both": "the event requires both offices"}
    lines = [",".join(own.get(code) or f" {columns[code].upper()} " for code in HEAD.split(","))]
    for line in ROWS.splitlines():
        cells = line.split(",")
        for at in (2, 3, 4, 11):
            parts = [SAID.get(part) or str(kinds[part]) for part in cells[at].split(";") if part]
            cells[at] = " ; ".join(parts)
        cells[8] = answers[cells[8]] if cells[8] else ""
        lines.append(",".join(cells))
    return "\n".join(lines)


@pytest.mark.parametrize("tag", tags())
def test_a_log_in_labels_is_the_same_log(tag: str, plan: Plan, tmp_path: Path) -> None:
    codes, labels = tmp_path / "codes.csv", tmp_path / "labels.csv"
    codes.write_text(f"{HEAD}\n{ROWS}\n")
    labels.write_text(labelled(plan, tag))
    assert results(labels) == results(codes)


def test_cells_of_other_formats_may_have_labels_too(tmp_path: Path) -> None:
    codes, labels = tmp_path / "codes.csv", tmp_path / "labels.jsonl"
    codes.write_text("id,date,activity,by\na1,2008-03-02,plan_shared,NORTH\n")
    entry = {"id": "a1", "date": "2008-03-02", "activity": "Work plan shared", "by": "North Office"}
    labels.write_text(json.dumps(entry))
    assert results(labels) == results(codes)
    labels.write_text(json.dumps({"Id" if key == "id" else key: value for key, value in entry.items()}))
    ran = checker("check", "--plan", PLAN, "--log", labels)
    assert ran.code == 2
    assert "did you mean id?" in ran.err


@pytest.mark.parametrize("tag", tags())
def test_labels_of_columns_are_those_of_one_column(tag: str, plan: Plan) -> None:
    labels, words = labels_of(plan), Wording(tag, plan)
    for code in {*COLUMNS, *SPECIAL}:
        assert labels.column(words.section("columns")[code]) == (code,)
    for kind, label in words.section("kinds").items():
        if kind != "retraction":
            assert labels.word("activity", label) == (kind,)
    for answer, label in words.section("answers").items():
        assert labels.word("answer", label) == (answer,)
    assert labels.word("activity", words.section("kinds")["retraction"]) == ()


AMBIGUOUS = {
    "{label: Session held}": "{label: Work  plan SHARED}",
    "{label: Consultation}": "{label: Waiver}",
    "name: South Office": "name: North Office",
    "{label: Reason,": "{label: Name it was issued under,",
    "{label: The event requires both offices,": "{label: Note,",
}


@pytest.mark.parametrize(
    ("log", "code", "told", "mend"),
    [
        ("id,date,activity,by\na1,2008,work plan shared,LEGAL", "log/ambiguous-label",
         "“work plan shared” may mean plan_shared or session_held",
         "write plan_shared or session_held instead"),
        ("id,date,activity,by\na1,2008,dispense,LEGAL", None, "", ""),
        ("id,date,activity,by\na1,2008,Waiver,LEGAL", "log/ambiguous-label",
         "“Waiver” may mean consultation or waiver", "write consultation or waiver instead"),
        ("id,date,activity,by\na1,2008,plan_shared,LEGAL; North Office", "log/ambiguous-label",
         "“North Office” may mean NORTH or SOUTH", "write NORTH or SOUTH instead"),
        ("id,date,activity,by,Name it was issued under\na1,2008,excuse,LEGAL,", "log/ambiguous-column",
         "is that of the columns `issued_as` and `reason`", "write issued_as or reason instead"),
        ("id,date,activity,by,Note\na1,2008,excuse,LEGAL,", "log/ambiguous-column",
         "is that of the columns `note` and `requires_both`", "write note or requires_both instead"),
        ("id,date,activity,by,Date\na1,2008,excuse,LEGAL,", "log/duplicate-column",
         "the columns “date” and “Date” are one and the same, `date`", "rename one of them"),
        ("Id,Fecha,Activité,By,Par\na1,2008,excuse,LEGAL,", "log/duplicate-column",
         "the columns “By” and “Par” are one and the same, `by`", "rename one of them"),
    ],
)  # fmt: skip
def test_what_may_mean_two_things_is_refused(
    log: str, code: str | None, told: str, mend: str, tmp_path: Path
) -> None:
    text = PLAN.read_text()
    for old, new in AMBIGUOUS.items():
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "plan.yaml").write_text(text)
    (tmp_path / "log.csv").write_text(log)
    ran = checker("check", "--plan", "plan.yaml", "--log", "log.csv", cwd=tmp_path)
    assert ran.code == 2
    if code is None:
        assert "ambiguous" not in ran.err
        return
    assert f"error[{code}]" in ran.err
    assert told in ran.err
    assert mend in ran.err


def test_a_code_is_itself_whatever_has_it_for_a_label(tmp_path: Path) -> None:
    text = PLAN.read_text()
    changes = {
        "{label: Session held}": "{label: plan_shared}",
        "name: South Office": "name: NORTH",
        "{label: Reason,": "{label: about,",
    }
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    plan, log = tmp_path / "plan.yaml", tmp_path / "log.csv"
    plan.write_text(text)
    log.write_text("id,date,activity,by,about\na1,2008-03-02,plan_shared,NORTH,A-1\n")
    inputs = results(log, plan)["inputs"]
    assert isinstance(inputs, dict)
    assert inputs["entries"] == [
        {"about": "A-1", "activity": "plan_shared", "by": "NORTH", "date": "2008-03-02", "id": "a1"}
    ]


@pytest.mark.parametrize(
    ("header", "read_as_log"),
    [
        ("id,date", True),
        ("ID,Date", False),
        ("ID,Date,Owner", False),
        ("ID,Date,Note", False),
        ("ID,Date,By", True),
        ("Id,Fecha,Actividad", True),
        ("Date,Activity,By", False),
        ("id,Date,Note,By", True),
    ],
)
def test_a_table_is_no_log_for_having_a_date(
    header: str,
    read_as_log: bool,  # noqa: FBT001 - a column of the table above
    plan: Plan,
    tmp_path: Path,
) -> None:
    path = tmp_path / "log.csv"
    path.write_text(header + "\n")
    faults = Faults()
    found = read(str(path), ReadOptions(labels=labels_of(plan)), faults)
    assert bool(found) == read_as_log
    assert [each.code for each in faults.errors] == ([] if read_as_log else ["csv/no-header"])


@pytest.mark.parametrize("tag", tags())
def test_of_the_log_that_is_sent_back_only_the_log_is_read(tag: str, tmp_path: Path) -> None:
    log = PLAN.parent / "log.csv"
    found = judged(PLAN, [log])
    path = tmp_path / "record.xlsx"
    path.write_bytes(output("xlsx").write(found, Options(tag)))
    faults = Faults()
    again = load_log([str(path)], found.plan, ReadOptions(labels=labels_of(found.plan)), faults)
    faults.stop()
    assert len(again.sources) == 1
    assert again.sources[0].rows == len(found.log.entries)


def test_languages_are_read_only_for_what_is_no_code(plan: Plan, tmp_path: Path) -> None:
    def never() -> None:
        raise AssertionError("labels were read")

    labels = Labels({*COLUMNS, *SPECIAL, "reason", "requires_both"}, never)  # type: ignore[arg-type]
    path = tmp_path / "log.csv"
    path.write_text(f"{HEAD}\n{ROWS}\n")
    faults = Faults()
    assert len(load_log([str(path)], plan, ReadOptions(labels=labels), faults).entries) == 5
    path.write_text(f"{HEAD.replace('date', 'Date')}\n{ROWS}\n")
    with pytest.raises(AssertionError):
        load_log([str(path)], plan, ReadOptions(labels=labels), faults)


TEXT = st.text(alphabet="abAB \t;,=_é", max_size=4)


@given(st.lists(st.tuples(TEXT, st.sampled_from("xyz")), max_size=8), TEXT)
def test_a_label_means_all_codes_that_have_it_and_no_others(pairs: list[tuple[str, str]], text: str) -> None:
    labels = Labels({"x", "y", "z"}, lambda: (pairs, {"by": pairs}, ()))
    meant = sorted({code for label, code in pairs if folded(label) == folded(text)})
    assert list(labels.word("by", text)) == meant
    assert list(labels.column(text)) == ([text] if not text else meant or [text])
    assert labels.word("to", text) == ()
    for code in "xyz":
        assert labels.column(code) == (code,)
    assert folded(folded(text)) == folded(text)
    assert set(labels.words("by")) == {label for label, _ in pairs}
