"""Whatever goes wrong in the engine is a fault: the run ends with nothing written, never with a verdict."""

import itertools
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Literal, cast

import durable.engine  # type: ignore[import-untyped]
import pytest

from checker.cli import main
from checker.findings.engine import EngineFault, decider
from tests.engine.tables import ALL, FIELDS, TABLES, engine, page, situations
from tests.run import ROOT

Host = durable.engine.Host
Action = Callable[[Any], object]
CHECK = [
    *("check", "--plan", str(ROOT / "examples" / "two-offices" / "plan.yaml"), "--fail-on", "never"),
    *(
        "--log",
        str(ROOT / "examples" / "two-offices" / "log.csv"),
        "--as-of",
        "2010-06-30",
        "--format",
        "json",
    ),
]


# Faults of an action, of a post, of building the rules


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


def in_actions(fault: Callable[[Action], Action], planted: pytest.MonkeyPatch) -> None:
    register = Host.register_rulesets

    def faulty(host: object, rulesets: dict[str, dict[str, Any]]) -> object:
        for rule in rulesets["table"].values():
            rule["run"] = fault(rule["run"])
        return register(host, rulesets)

    planted.setattr(Host, "register_rulesets", faulty)


def in_posts(fault: Callable[..., object], planted: pytest.MonkeyPatch) -> None:
    planted.setattr(Host, "post", fault)


def broken(*_: object) -> None:
    raise RuntimeError("planted")


ACTIONS = [raising, interrupted, raising_afterwards, silent, twice, about_another_event]
STATES: list[object] = [None, 0, {}, {"exception": "planted"}]
PLANTED: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    **{fault.__name__: partial(in_actions, fault) for fault in ACTIONS},
    **{f"post returns {state}": partial(in_posts, lambda *_, s=state: s) for state in STATES},
    "post raises": partial(in_posts, broken),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_a_fault_and_the_decider_is_not_used_again(
    fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as planted:
        PLANTED[fault](planted)
        asked = engine()
        with pytest.raises(EngineFault, match=r"^status: 1{10}: "):
            asked.decide(ALL)
    with pytest.raises(EngineFault, match="used again after a fault"):
        asked.decide(ALL)


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_ends_the_run_as_an_internal_error_with_nothing_written(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    PLANTED[fault](monkeypatch)
    assert main([*CHECK, "--output", str(tmp_path / "results.json")]) == 3
    assert list(tmp_path.iterdir()) == []
    told = capsys.readouterr()
    assert told.out == ""
    assert "internal error" in told.err


def test_rules_that_the_engine_refuses_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Host, "register_rulesets", broken)
    with pytest.raises(EngineFault, match="the engine refused the rules"):
        engine()


@pytest.mark.parametrize("field", FIELDS)
def test_an_answer_that_is_lost_is_a_fault_unless_an_earlier_line_decides(
    field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = Host.post

    def lossy(host: object, ruleset: str, message: dict[str, object]) -> object:
        return post(host, ruleset, {name: value for name, value in message.items() if name != field})

    monkeypatch.setattr(Host, "post", lossy)
    asked = engine()
    chance = random.Random(field)  # noqa: S311 - no secret
    for situation in chance.sample(
        list(situations(FIELDS)), 60
    ):  # a new engine after each fault keeps memory
        right = page("status", situation)
        try:
            assert asked.decide(situation) == right
        except EngineFault:
            assert int(right.split("-")[0]) > FIELDS.index(field)
            asked = engine()


def test_a_clock_that_jumps_while_the_engine_decides_is_a_fault_or_does_no_harm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = itertools.count(step=3600)
    monkeypatch.setattr(durable.engine, "_unix_now", lambda: next(clock))
    asked = engine()
    for situation in situations(FIELDS):
        try:
            assert asked.decide(situation) == page("status", situation)
        except EngineFault:
            return


def test_an_interruption_between_question_and_answer_spoils_the_decider(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    asked = engine()
    with monkeypatch.context() as planted:
        planted.setattr(Host, "post", stopped)
        with pytest.raises(KeyboardInterrupt):
            asked.decide(ALL)
    with pytest.raises(EngineFault, match="interrupted"):
        asked.decide(ALL)


# What is no situation, or no table

NO_ANSWERS: list[object] = [None, "1", 2, -1, 0.5, float("nan"), float("inf"), []]


@pytest.mark.parametrize("name", ["durable", "reference"])
@pytest.mark.parametrize(
    "situation",
    [
        *((0,) * 9, (0,) * 11, (), [0] * 10, "0" * 10, None),
        *((*(0,) * 9, odd) for odd in NO_ANSWERS),
    ],
    ids=repr,
)
def test_what_is_no_situation_is_a_fault_before_the_engine_is_asked(
    name: Literal["durable", "reference"], situation: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = decider(name, "status", *TABLES["status"])
    monkeypatch.setattr(Host, "post", broken)
    with pytest.raises(EngineFault, match="not a situation"):
        asked.decide(cast("tuple[int, ...]", situation))


def test_true_and_false_are_one_and_zero() -> None:
    assert engine().decide((False,) * 9 + (True,)) == "11-breached"


def test_after_a_fault_not_even_a_given_answer_is_given_again() -> None:
    asked = engine()
    assert asked.decide(ALL) == "1-fulfilled"
    with pytest.raises(EngineFault, match="not a situation"):
        asked.decide((1,))
    with pytest.raises(EngineFault, match="used again after a fault"):
        asked.decide(ALL)


JOINT = [*((f"{n}", {f"f{n}": 1, "f0": n % 2, "f1": 0}) for n in range(15)), ("last", {})]
LONG = [*((f"{n}", {"a": n % 2}) for n in range(50)), ("last", {})]


@pytest.mark.parametrize("name", ["durable", "reference"])
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
        ([f"f{n}" for n in range(15)], JOINT, "15 lines with several conditions, 14 at most"),
        (["a"], LONG, "51 lines, 50 at most"),
    ],
)
def test_a_table_outside_the_limits_is_a_fault(
    name: Literal["durable", "reference"], fields: list[str], lines: list[tuple[str, Any]], why: str
) -> None:
    with pytest.raises(EngineFault, match=why):
        decider(name, "planted", fields, lines)
