"""The engine decides as the tables say, and whatever goes wrong in it is a fault, never a verdict."""

import itertools
import multiprocessing
import pickle
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal, cast

import durable.engine  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.findings.engine import Durable, EngineFault, EngineMissing, decider, engine_name

Table = tuple[list[str], list[tuple[str, dict[str, int]]]]
Host = durable.engine.Host

DUTY = [
    "enough_certain_met",
    "enough_certain_any",
    "enough_possible_any",
    "excused",
    "open",
    "doubtful",
    "enough_after_met",
    "enough_after_any",
    "enough_after_possible",
    "attested",
]
DUTY_LINES: list[tuple[str, dict[str, int]]] = [
    ("1-fulfilled", {"enough_certain_met": 1}),
    ("2-to_judge", {"enough_certain_any": 1}),
    ("3-unknown", {"enough_possible_any": 1}),
    ("4-excused", {"excused": 1}),
    ("5-pending", {"open": 1}),
    ("6-unknown", {"doubtful": 1}),
    ("7-late", {"enough_after_met": 1}),
    ("8-to_judge", {"enough_after_any": 1}),
    ("9-unknown", {"enough_after_possible": 1}),
    ("10-unknown", {"attested": 0}),
    ("11-breached", {}),
]
RATING = ["any_good", "any_late", "any_breached", "any_open_question", "any_pending"]
RATING_LINES: list[tuple[str, dict[str, int]]] = [
    ("1-partly_met", {"any_late": 1}),
    ("2-partly_met", {"any_breached": 1, "any_good": 1}),
    ("3-not_met", {"any_breached": 1}),
    ("4-undetermined", {"any_open_question": 1}),
    ("5-met", {"any_good": 1}),
    ("6-not_due", {"any_pending": 1}),
    ("7-dormant", {}),
]
AND_OR: list[tuple[str, dict[str, int]]] = [
    ("both", {"a": 1, "b": 1}),
    ("neither", {"a": 0, "b": 0}),
    ("c", {"c": 1}),
    ("rest", {}),
]


def shipped_tables() -> dict[str, Table]:
    """Read the tables as they are written, without the product's loader."""
    folder = Path(__file__).parents[2] / "rules" / "verdicts"
    tables = {}
    for path in sorted(folder.glob("*.yaml")):
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        lines = [
            (f"{number}-{line['status']}", line["when"])
            for number, line in enumerate(written["lines"], start=1)
        ]
        tables[path.name] = (list(written["fields"]), lines)
    return tables


TABLES: dict[str, Table] = {
    "duty": (DUTY, DUTY_LINES),
    "rating": (RATING, RATING_LINES),
    "and-or": (["a", "b", "c"], AND_OR),
    **shipped_tables(),
}


def situations(fields: list[str]) -> Iterator[tuple[int, ...]]:
    return itertools.product((0, 1), repeat=len(fields))


def by_hand_duty(s: tuple[int, ...]) -> str:  # noqa: PLR0911 - the table in prose, line by line
    met, certain, possible, excused, is_open, doubtful, after_met, after_any, after_possible, attested = s
    if met:
        return "1-fulfilled"
    if certain:
        return "2-to_judge"
    if possible:
        return "3-unknown"
    if excused:
        return "4-excused"
    if is_open:
        return "5-pending"
    if doubtful:
        return "6-unknown"
    if after_met:
        return "7-late"
    if after_any:
        return "8-to_judge"
    if after_possible:
        return "9-unknown"
    return "11-breached" if attested else "10-unknown"


def by_hand_rating(s: tuple[int, ...]) -> str:
    good, late, breached, question, pending = s
    if late or (breached and good):
        return "1-partly_met" if late else "2-partly_met"
    if breached:
        return "3-not_met"
    if question:
        return "4-undetermined"
    if good:
        return "5-met"
    return "6-not_due" if pending else "7-dormant"


def durable_duty() -> Durable:
    return Durable("duty", DUTY, DUTY_LINES)


# Every table, every situation


@pytest.mark.parametrize("table", TABLES)
def test_the_engine_decides_as_the_reference_in_every_situation_and_reaches_every_line(table: str) -> None:
    fields, lines = TABLES[table]
    engine = decider("durable", table, fields, lines)
    reference = decider("reference", table, fields, lines)
    answers = {s: engine.decide(s) for s in situations(fields)}
    assert answers == {s: reference.decide(s) for s in situations(fields)}
    assert set(answers.values()) == {line_id for line_id, _ in lines}


@pytest.mark.parametrize("engine", ["durable", "reference"])
def test_the_tables_decide_as_the_semantics_written_out_by_hand(
    engine: Literal["durable", "reference"],
) -> None:
    duty, rating = (decider(engine, "t", *table) for table in ((DUTY, DUTY_LINES), (RATING, RATING_LINES)))
    assert all(duty.decide(s) == by_hand_duty(s) for s in situations(DUTY))
    assert all(rating.decide(s) == by_hand_rating(s) for s in situations(RATING))


@pytest.mark.parametrize("seed", range(8))
def test_the_order_in_which_the_rules_are_registered_does_not_matter(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = Host.register_rulesets

    def shuffled(host: object, rulesets: dict[str, dict[str, object]]) -> object:
        rules = list(rulesets["table"].items())
        if seed:
            random.Random(seed).shuffle(rules)  # noqa: S311 - no secret
        return register(host, {"table": dict(rules if seed else reversed(rules))})

    monkeypatch.setattr(Host, "register_rulesets", shuffled)
    engine = durable_duty()
    assert all(engine.decide(s) == by_hand_duty(s) for s in situations(DUTY))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    fields = [f"f{n}" for n in range(draw(st.integers(1, 6)))]
    when = st.dictionaries(st.sampled_from(fields), st.integers(0, 1), min_size=1)
    lines = draw(st.lists(when, max_size=8))
    return fields, [(f"{n}-line", line) for n, line in enumerate([*lines, {}], start=1)]


@settings(max_examples=100, deadline=None)
@given(tables())
def test_the_engine_decides_as_the_reference_for_any_table(table: Table) -> None:
    engine, reference = decider("durable", "any", *table), decider("reference", "any", *table)
    for situation in situations(table[0]):
        assert engine.decide(situation) == reference.decide(situation)


def test_tables_as_long_as_the_limits_allow_are_decided() -> None:
    fields = [f"f{n}" for n in range(10)]
    chance = random.Random(50)  # noqa: S311 - no secret
    joint = [{f: chance.randint(0, 1) for f in chance.sample(fields, 2 + n % 4)} for n in range(14)]
    single = [{chance.choice(fields): chance.randint(0, 1)} for _ in range(35)]
    whens = [*joint, *single]
    chance.shuffle(whens)
    for lines in (joint, whens):
        table = fields, [(f"{n}", when) for n, when in enumerate([*lines, {}])]
        engine, reference = decider("durable", "long", *table), decider("reference", "long", *table)
        assert all(engine.decide(s) == reference.decide(s) for s in situations(fields))


# The engine is asked, once for each distinct situation


@pytest.fixture
def posts(monkeypatch: pytest.MonkeyPatch) -> list[Mapping[str, object]]:
    seen: list[Mapping[str, object]] = []
    post = Host.post

    def counted(host: object, ruleset: str, message: dict[str, object]) -> object:
        seen.append(message)
        return post(host, ruleset, message)

    monkeypatch.setattr(Host, "post", counted)
    return seen


def test_a_million_duties_cost_as_many_posts_as_there_are_situations(
    posts: list[Mapping[str, object]],
) -> None:
    engine = durable_duty()
    chance = random.Random(2007)  # noqa: S311 - no secret
    among = list(situations(DUTY))
    for situation in chance.choices(among, k=1_000_000):
        engine.decide(situation)
    assert len(posts) == len(among) == 1024


def test_the_same_situation_is_asked_once(posts: list[Mapping[str, object]]) -> None:
    engine = durable_duty()
    assert {engine.decide((0,) * 9 + (attested,)) for attested in (0, 1, 0, 1)} == {
        "10-unknown",
        "11-breached",
    }
    assert len(posts) == 2


def test_nothing_is_decided_without_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = durable_duty()

    def broken(*_: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(Host, "post", broken)
    with pytest.raises(EngineFault, match="planted"):
        engine.decide((1,) * 10)


# Planted faults

Action = Callable[[Any], object]


def raising(_: Action) -> Action:
    def action(c: object) -> None:
        raise RuntimeError(c)

    return action


def interrupted(_: Action) -> Action:
    def action(_: object) -> None:
        raise KeyboardInterrupt

    return action


def raising_afterwards(run: Action) -> Action:
    def action(c: object) -> None:
        run(c)
        raise RuntimeError

    return action


def silent(_: Action) -> Action:
    return lambda c: c


def twice(run: Action) -> Action:
    return lambda c: (run(c), run(c))


def about_another_event(run: Action) -> Action:
    def action(c: Any) -> None:  # noqa: ANN401 - the engine has no types
        c.m.ask = "0" * 10
        run(c)

    return action


@pytest.mark.parametrize(
    "fault", [raising, interrupted, raising_afterwards, silent, twice, about_another_event]
)
def test_a_fault_in_an_action_is_a_fault(
    fault: Callable[[Action], Action], monkeypatch: pytest.MonkeyPatch
) -> None:
    register = Host.register_rulesets

    def planted(host: object, rulesets: dict[str, dict[str, Any]]) -> object:
        for rule in rulesets["table"].values():
            rule["run"] = fault(rule["run"])
        return register(host, rulesets)

    monkeypatch.setattr(Host, "register_rulesets", planted)
    engine = durable_duty()
    with pytest.raises(EngineFault, match=r"^duty: 1{10}: "):
        engine.decide((1,) * 10)


@pytest.mark.parametrize("state", [None, 0, {}, {"exception": "planted"}])
def test_an_event_that_is_dropped_is_a_fault(state: object, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = durable_duty()
    monkeypatch.setattr(Host, "post", lambda *_: state)
    with pytest.raises(EngineFault, match=r"^duty: 1{10}: "):
        engine.decide((1,) * 10)


@pytest.mark.parametrize("field", DUTY)
def test_an_answer_that_is_lost_is_a_fault_unless_an_earlier_line_decides(
    field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = Host.post

    def lossy(host: object, ruleset: str, message: dict[str, object]) -> object:
        return post(host, ruleset, {name: value for name, value in message.items() if name != field})

    monkeypatch.setattr(Host, "post", lossy)
    engine = durable_duty()
    chance = random.Random(field)  # noqa: S311 - no secret
    for situation in chance.sample(list(situations(DUTY)), 60):  # a new engine after each fault keeps memory
        right = by_hand_duty(situation)
        try:
            assert engine.decide(situation) == right
        except EngineFault:
            assert int(right.split("-")[0]) > DUTY.index(field)
            engine = durable_duty()


def test_a_clock_that_jumps_while_the_engine_decides_is_a_fault_or_does_no_harm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = itertools.count(step=3600)
    monkeypatch.setattr(durable.engine, "_unix_now", lambda: next(clock))
    engine = durable_duty()
    for situation in situations(DUTY):
        try:
            assert engine.decide(situation) == by_hand_duty(situation)
        except EngineFault:
            return


@pytest.mark.parametrize("engine", ["durable", "reference"])
@pytest.mark.parametrize(
    "situation",
    [
        (0,) * 9,
        (0,) * 11,
        (),
        (*(0,) * 9, None),
        (*(0,) * 9, "1"),
        (*(0,) * 9, 2),
        (*(0,) * 9, -1),
        (*(0,) * 9, 0.5),
        (*(0,) * 9, float("nan")),
        (*(0,) * 9, float("inf")),
        (*(0,) * 9, []),
        [0] * 10,
        "0" * 10,
        None,
    ],
    ids=repr,
)
def test_what_is_no_situation_is_a_fault(
    engine: Literal["durable", "reference"], situation: object, posts: list[Mapping[str, object]]
) -> None:
    with pytest.raises(EngineFault, match="not a situation"):
        decider(engine, "duty", DUTY, DUTY_LINES).decide(cast("tuple[int, ...]", situation))
    assert not posts


def test_true_and_false_are_one_and_zero() -> None:
    assert durable_duty().decide((False,) * 9 + (True,)) == "11-breached"


def test_a_decider_is_not_used_again_after_a_fault() -> None:
    engine = durable_duty()
    assert engine.decide((1,) * 10) == "1-fulfilled"
    with pytest.raises(EngineFault, match="not a situation"):
        engine.decide((1,))
    with pytest.raises(EngineFault, match="used again after a fault"):
        engine.decide((1,) * 10)


def test_a_decider_is_not_used_again_after_an_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = durable_duty()

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as planted:
        planted.setattr(Host, "post", stopped)
        with pytest.raises(KeyboardInterrupt):
            engine.decide((1,) * 10)
    with pytest.raises(EngineFault, match="interrupted"):
        engine.decide((1,) * 10)


# Tables outside the limits


@pytest.mark.parametrize("engine", ["durable", "reference"])
@pytest.mark.parametrize(
    ("fields", "lines", "why"),
    [
        (["a"], [("1", {"b": 1}), ("2", {})], "unknown field or value"),
        (["a"], [("1", {"a": 2}), ("2", {})], "unknown field or value"),
        (["a"], [("1", {"a": "1"}), ("2", {})], "unknown field or value"),
        (["a"], [("1", {"a": 1})], "the last line"),
        (["a"], [("1", {}), ("2", {"a": 1})], "the last line"),
        (["a"], [("1", {}), ("2", {})], "the last line"),
        (["a"], [], "the last line"),
        (["a"], [("1", {"a": 1}), ("1", {})], "one id"),
        (["a", "a"], [("1", {})], "named twice"),
        (["ask"], [("1", {})], "not a name"),
        (["sid"], [("1", {})], "not a name"),
        (["$or"], [("1", {})], "not a name"),
        (
            [f"f{n}" for n in range(15)],
            [*((f"{n}", {f"f{n}": 1, "f0": n % 2, "f1": 0}) for n in range(15)), ("last", {})],
            "15 lines with several conditions, 14 at most",
        ),
        (["a"], [*((f"{n}", {"a": n % 2}) for n in range(50)), ("last", {})], "51 lines, 50 at most"),
    ],
)
def test_a_table_outside_the_limits_is_a_fault(
    engine: Literal["durable", "reference"], fields: list[str], lines: list[tuple[str, Any]], why: str
) -> None:
    with pytest.raises(EngineFault, match=why):
        decider(engine, "planted", fields, lines)


def test_rules_that_the_engine_refuses_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(Host, "register_rulesets", refused)
    with pytest.raises(EngineFault, match="the engine refused the rules"):
        durable_duty()


# Threads and processes


def decide_all(_: object = None) -> list[str]:
    engine = durable_duty()
    return [engine.decide(s) for s in situations(DUTY)]


def test_the_engine_starts_no_thread() -> None:
    before = threading.active_count()
    decide_all()
    assert threading.active_count() == before


def test_each_thread_with_a_decider_of_its_own_is_right() -> None:
    expected = [by_hand_duty(s) for s in situations(DUTY)]
    with ThreadPoolExecutor(4) as pool:
        assert all(answers == expected for answers in pool.map(decide_all, range(16)))


def test_a_decider_used_in_another_thread_is_a_fault() -> None:
    engine = durable_duty()
    with ThreadPoolExecutor(1) as pool, pytest.raises(EngineFault, match="another thread or process"):
        pool.submit(engine.decide, (1,) * 10).result()


def test_a_decider_cannot_be_sent_to_another_process() -> None:
    with pytest.raises((AttributeError, TypeError, pickle.PicklingError)):
        pickle.dumps(durable_duty())


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_each_process_with_a_decider_of_its_own_is_right(method: str) -> None:
    decide_all()  # so that a forked process inherits a used engine
    with multiprocessing.get_context(method).Pool(2) as pool:
        expected = [by_hand_duty(s) for s in situations(DUTY)]
        assert pool.map(decide_all, range(4)) == [expected] * 4


# Which engine


def test_the_engine_is_named() -> None:
    assert engine_name("durable") == "durable-rules 2.0.28"
    assert engine_name("reference") == "reference interpreter"


@pytest.mark.parametrize("module", ["durable", "durable.engine"])
def test_without_the_engine_one_sentence_says_how_to_get_it(
    module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "durable"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(EngineMissing) as missing:
        durable_duty()
    sentence = str(missing.value)
    for mend in (
        "C compiler",
        "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install",
        "durable_rules==2.0.28",
        "--engine reference",
    ):
        assert mend in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert decider("reference", "duty", DUTY, DUTY_LINES).decide((1,) * 10) == "1-fulfilled"


def test_the_engine_is_imported_only_when_asked_for() -> None:
    script = (
        "import sys; from checker.findings.engine import decider, engine_name; "
        "decider('reference', 't', ['a'], [('1', {})]); engine_name('reference'); "
        "slow = {'durable', 'durable_rules_engine', 'importlib.metadata'}; "
        "print(sorted(slow & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(Path.cwd())!r}); {script}"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert run.stdout == "[]\n"
