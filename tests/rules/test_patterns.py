"""Every norm pattern's example holds, and no pattern is known to the program by name."""

import io
import tokenize
from pathlib import Path
from typing import Any, cast

import pytest

from checker.days import parse_day
from checker.diagnostics import Faults
from checker.files import shipped
from checker.located import schema, yaml
from checker.located.model import Fields, Items, Node, Text
from checker.log.formats import ReadOptions
from checker.log.formats.yaml import rows_of
from checker.log.load import from_rows
from checker.patterns import load as patterns
from checker.patterns.model import STANDS_FOR
from checker.patterns.vocabulary import PATTERN_SCHEMA, TABLE_SCHEMA
from checker.plan.load import build
from checker.results.judge import Question, judge
from checker.results.language import Wording
from checker.results.reading import sentence
from tests.conftest import Golden
from tests.run import ROOT

PLAN = Path(__file__).with_name("plan.yaml")
NAMES = patterns.names(Faults())


def node(path: Path) -> Fields:
    faults = Faults()
    found = yaml.read(str(path), faults)
    faults.stop()
    return cast("Fields", found)


def example_of(rule: str) -> Fields:
    return cast("Fields", node(shipped("rules") / "patterns" / f"{rule}.yaml")["example"])


def text(value: str, at: Fields) -> Text:
    return Text(value, at.at, plain=True)


def plan_with(rule: str, example: Fields) -> Fields:
    """Put the example's check into the two offices' plan."""
    plan = node(PLAN)
    check = cast("Fields", example["check"])
    check[text("id", check)] = text("it", check)
    check[text("rule", check)] = text(rule, check)
    obligation = cast("Fields", cast("Items", plan["obligations"])[0])
    cast("Items", obligation["checks"]).append(check)
    return plan


def given(rule: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Judge the example: its findings in the fields that examples state, and the uses."""
    example, faults = example_of(rule), Faults()
    built = build(plan_with(rule, example), str(PLAN), faults)
    faults.stop()
    assert built is not None
    log = from_rows(rows_of(cast("Items", example["log"]), ReadOptions(), faults), built[0], faults)
    faults.stop()
    results = judge(*built, log, Question(parse_day(str(cast("Text", example["as_of"])))))
    found = [
        {
            "bearer": result.finding.of.bearer,
            "opens": str(result.finding.of.window.first),
            "due": str(result.finding.of.window.last),
            "status": result.status,
            "evidence": [entry.id for entry in result.finding.evidence],
        }
        for result in results.results
    ]
    return found, [entry.id for entry in results.obligations[0].uses]


def plain(value: Node) -> Any:  # noqa: ANN401 - whatever the file holds
    if isinstance(value, Fields):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, Items) else str(value)


def test_the_eleven_patterns_are_there() -> None:
    assert len(NAMES) == 11


@pytest.mark.parametrize("rule", NAMES)
def test_example(rule: str) -> None:
    found, uses = given(rule)
    example = example_of(rule)
    assert found == plain(example["gives"])
    assert uses == plain(example.get("uses", Items([], example.at)))


@pytest.mark.parametrize("rule", NAMES)
def test_every_parameter_is_in_the_sentence_or_common_to_all(rule: str) -> None:
    pattern = patterns.load(Faults()).patterns[rule]
    said_elsewhere = {"toward", "judgement", "unless", "same_day"}
    said = pattern.says + "".join(f"{{{of}}}" for name, of in STANDS_FOR.items() if name in pattern.says)
    assert [name for name in pattern.takes if f"{{{name}}}" not in said and name not in said_elsewhere] == []


def reading(rule: str, check: str) -> str:
    """Read a check back in English."""
    faults = Faults()
    found = cast("Fields", yaml.parse(f"check: {check}", "check", faults))
    built = build(plan_with(rule, found), str(PLAN), faults)
    faults.stop()
    assert built is not None
    return sentence(built[0].obligations[0].checks[0], Wording("en", built[0]))


def test_checks_read_back(golden: Golden) -> None:
    lines = []
    for rule in NAMES:
        path = shipped("rules") / "patterns" / f"{rule}.yaml"
        text = next(line for line in path.read_text().splitlines() if line.startswith("  check: "))
        lines += [
            text.strip().replace("check:", f"{rule}:"),
            f"    {reading(rule, text.removeprefix('  check: '))}",
        ]
    more = Path(__file__).with_name("more.txt").read_text().splitlines()
    for rule, _, check in (line.partition(": ") for line in more if not line.startswith("#")):
        lines += [f"{rule}: {check}", f"    {reading(rule, check)}"]
    golden.check(ROOT / "tests" / "golden" / "readings.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize(("folder", "shape"), [("patterns", PATTERN_SCHEMA), ("verdicts", TABLE_SCHEMA)])
def test_shipped_rules_have_the_shape_of_the_vocabulary(folder: str, shape: dict[str, object]) -> None:
    for path in sorted((shipped("rules") / folder).glob("*.yaml")):
        faults = Faults()
        assert schema.check(node(path), shape, "rules", faults, thorough=True), path
        assert not faults.errors


def test_no_pattern_is_named_in_the_program() -> None:
    """Strings that are nothing but a name; two are common words: a file's limit, `--fail-on never`."""
    names = set(NAMES) - {"limit", "never"}
    for path in sorted((ROOT / "checker").rglob("*.py")):
        for token in tokenize.generate_tokens(io.StringIO(path.read_text()).readline):
            if token.type == tokenize.STRING:
                assert token.string.strip("rbf\"'") not in names, f"{path}:{token.start[0]}"


def test_a_plan_may_bring_a_pattern_of_its_own(tmp_path: Path) -> None:
    source = (shipped("rules") / "patterns" / "deadline.yaml").read_text()
    (tmp_path / "by_a_day.yaml").write_text(source.replace("rule: deadline", "rule: by_a_day"))
    faults = Faults()
    rules = patterns.load(faults, str(tmp_path))
    faults.stop()
    assert "by_a_day" in rules.patterns


def test_a_name_taken_twice_is_an_error(tmp_path: Path) -> None:
    source = (shipped("rules") / "patterns" / "deadline.yaml").read_text()
    (tmp_path / "deadline.yaml").write_text(source)
    faults = Faults()
    patterns.load(faults, str(tmp_path))
    assert [fault.code for fault in faults.errors] == ["rules/name-taken"]


@pytest.mark.parametrize(
    ("right", "wrong", "unknown"),
    [
        ("at: from + within", "at: from + wthin", "wthin"),
        ("acts: do", "acts: doo", "doo"),
        ("takes: {bearer: bearer, ", "takes: {", "bearer"),
        ('says: "{bearer} does', 'says: "{bearr} does', "bearr"),
        ("[{at: from}]", "[{at: form}]", "form"),
    ],
)
def test_a_pattern_that_uses_what_it_does_not_take_is_an_error(
    tmp_path: Path, right: str, wrong: str, unknown: str
) -> None:
    source = (shipped("rules") / "patterns" / "deadline.yaml").read_text()
    assert right in source
    changed = source.replace("rule: deadline", "rule: by_a_day").replace(right, wrong)
    (tmp_path / "by_a_day.yaml").write_text(changed)
    faults = Faults()
    patterns.load(faults, str(tmp_path))
    assert [fault.code for fault in faults.errors] == ["rules/unknown-parameter"]
    assert f"“{unknown}”" in faults.errors[0].message
