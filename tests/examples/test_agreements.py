"""The made-up agreements of other kinds: what is quoted, each verdict worked out by hand, outputs marked.

Beside this file lies one YAML file for each: its log, the day, and the status of every duty, with the reason.
"""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from checker.outputs import Options, names, output
from checker.patterns.vocabulary import STATUSES
from checker.results import canonical
from checker.results.model import Results
from checker.results.signing import signing
from checker.results.tags import tags
from tests.laws.strategies import duty
from tests.model.model import judge
from tests.model.run import read_plan
from tests.model.test_agreement import FIELDS
from tests.output.test_forms import DATA, text_of
from tests.run import ROOT, checker, judged

EXPECTED = sorted(Path(__file__).parent.glob("*.yaml"))
NAMES = [path.stem for path in EXPECTED]
FORMS = [name for name in names() if name != "pdf"]  # laid out from the page, and slow
CLAUSE = re.compile(r"\*\*(\d+\.\d+)\*\* (.*)", re.DOTALL)


class Example(NamedTuple):
    """One agreement: where its files are, and what is expected of it."""

    plan: Path
    log: Path
    as_of: date
    final: bool
    verdicts: dict[str, str]
    known: dict[date, dict[str, str]]
    uses: dict[str, list[str]]

    def judged(self, known_at: date | None = None, engine: str = "durable") -> Results:
        return judged(self.plan, [self.log], self.as_of, known_at, engine)


@cache
def example(name: str) -> Example:
    folder = ROOT / "examples" / name
    told = yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))
    return Example(folder / "plan.yaml", folder / told.pop("log"), **told)


@cache
def results(name: str) -> Results:
    return example(name).judged()


def verdicts(found: Results) -> dict[str, str]:
    return {result.id: result.status for result in found.results}


def agreement(name: str) -> dict[tuple[str, str], str]:
    """Give the clauses of the text, by section and number, with runs of space closed up."""
    clauses: dict[tuple[str, str], str] = {}
    text = (ROOT / "examples" / name / "agreement.md").read_text(encoding="utf-8")
    for part in text.split("\n## ")[1:]:
        section, _, rest = part.partition("\n")
        for paragraph in rest.split("\n\n"):
            if clause := CLAUSE.match(paragraph.strip()):
                clauses[section, clause[1]] = " ".join(clause[2].split())
    return clauses


@pytest.mark.parametrize("name", NAMES)
def test_every_verdict_is_as_worked_out_by_hand(name: str) -> None:
    assert verdicts(results(name)) == example(name).verdicts


@pytest.mark.parametrize("name", NAMES)
def test_what_was_known_earlier_gave_other_verdicts(name: str) -> None:
    """Corrections and retractions are seen to matter: each of these verdicts is another one today."""
    for day, expected in example(name).known.items():
        before = verdicts(example(name).judged(known_at=day))
        assert {id_: before.get(id_) for id_ in expected} == expected, day
        assert not expected.items() & example(name).verdicts.items()


@pytest.mark.parametrize("name", NAMES)
def test_the_model_and_the_other_engine_agree(name: str) -> None:
    rows = [{key: str(cell) for key, cell in row.items()} for row in entries(name)]
    expected = judge(read_plan(example(name).plan), rows, example(name).as_of, None)
    found = [duty(result) for result in results(name).results]
    plain = [{field: as_text(one[field]) for field in FIELDS} for one in found]
    assert plain == [{field: one[field] for field in FIELDS} for one in expected["duties"]]
    assert {o.obligation.id: o.rating for o in results(name).obligations} == expected["ratings"]
    assert found == [duty(result) for result in example(name).judged(engine="reference").results]


def as_text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def entries(name: str) -> list[dict[str, canonical.Plain]]:
    return [canonical.entry(each) for each in results(name).log.entries]


@pytest.mark.parametrize("name", NAMES)
def test_a_year_has_all_that_a_real_one_has(name: str) -> None:
    """All statuses; every check with a duty or a use; each kind of statement about the record."""
    found = results(name)
    assert [status for status in STATUSES if not found.counts[status]] == []
    seen = {(result.obligation, result.finding.of.check.id) for result in found.results}
    idle = [check for check in checks(found) if check not in seen]
    assert idle == [(id_, "uses") for id_ in example(name).uses]
    uses = {own.obligation.id: [entry.id for entry in own.uses] for own in found.obligations if own.uses}
    assert uses == example(name).uses
    kinds = {entry.kind for entry in found.log.entries}
    assert statements(found) - kinds == set()
    assert any("corrects" in entry.fields for entry in found.log.entries)


def checks(found: Results) -> list[tuple[str, str]]:
    return [(own.obligation.id, check.id) for own in found.obligations for check in own.obligation.checks]


def statements(found: Results) -> set[str]:
    """Name the kinds of statement; where silence counts, nobody has anything to attest."""
    always = {"judgement", "waiver", "extension", "retraction", "decision", "decision_done", "sign_off"}
    return always if found.plan.completeness == "assumed" else {"coverage", *always}


@pytest.mark.parametrize("name", NAMES)
def test_who_has_signed_makes_it_final_or_a_draft(name: str) -> None:
    """Whoever changes a plan or a log here has it signed anew: the page says what to sign."""
    signed = signing(results(name))
    assert signed.final is example(name).final, f"to be signed: {signed.sha256}"
    assert any(each.entry for each in signed.signatures)


@pytest.mark.parametrize("name", NAMES)
def test_the_plan_quotes_the_whole_text_word_for_word(name: str) -> None:
    """Clause by clause, in order: what obligations quote, put together, is the clause; none is left out."""
    quoted: dict[tuple[str, str], list[str]] = {}
    for own in results(name).obligations:
        said = quoted.setdefault((own.obligation.section, own.obligation.paragraph), [])
        if own.obligation.text not in said:
            said.append(own.obligation.text)
    assert {place: " ".join(said) for place, said in quoted.items()} == agreement(name)
    assert list(quoted) == list(agreement(name))


@pytest.mark.parametrize("name", NAMES)
def test_lint_has_nothing_to_say(name: str) -> None:
    ran = checker("lint", example(name).plan, "--log", example(name).log)
    assert (ran.code, ran.err) == (0, "")
    owed = [o for o in results(name).plan.obligations if any(not check.pattern.counts for check in o.checks)]
    assert [o.id for o in owed if not o.examples] == []
    assert [o.id for o in results(name).plan.obligations if not o.reading] == []


@pytest.mark.parametrize("name", NAMES)
def test_plan_and_log_are_marked_as_made_up_and_so_is_every_output(name: str) -> None:
    assert results(name).plan.illustrative
    assert {row.get("illustrative") for row in entries(name)} == {"yes"}
    assert "**Made up.**" in (example(name).plan.parent / "agreement.md").read_text(encoding="utf-8")
    assert "**Made up.**" in (example(name).plan.parent / "README.md").read_text(encoding="utf-8")
    for form in FORMS:
        mark = '"illustrative": true' if form in DATA else "ILLUSTRATIVE"
        assert mark in text_of(form, output(form).write(results(name), Options())), form


@pytest.mark.parametrize("tag", tags())
@pytest.mark.parametrize("name", NAMES)
def test_there_is_a_report_in_every_language(name: str, tag: str) -> None:
    words = yaml.safe_load((ROOT / "reports" / "languages" / f"{tag}.yaml").read_text(encoding="utf-8"))
    page = text_of("html", output("html").write(results(name), Options(tag)))
    assert " ".join(words["interface"]["illustrative"].split()) in page
    for own in results(name).obligations:
        assert f'id="{own.obligation.id}"' in page


def test_all_rules_are_used_and_each_log_is_of_another_format() -> None:
    plans = [results(name).plan for name in NAMES]
    used = {check.pattern.rule for plan in plans for own in plan.obligations for check in own.checks}
    assert used == {path.stem for path in (ROOT / "rules" / "patterns").glob("*.yaml")}
    assert len({example(name).log.suffix for name in NAMES}) == len(NAMES) == 3
