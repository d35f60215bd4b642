"""The engine, the interpreter and the page on verdicts agree in every situation of every table."""

import random
from collections.abc import Mapping

import durable.engine  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.findings.engine import decider
from tests.engine.tables import FIELDS, PAGE, TABLES, Table, engine, page, situations

Host = durable.engine.Host


def test_the_page_is_written_out_for_every_table() -> None:
    assert PAGE.keys() == TABLES.keys()


@pytest.mark.parametrize("order", ["as written", "backwards", *range(6)])
@pytest.mark.parametrize("name", TABLES)
def test_engine_interpreter_and_page_agree_in_every_situation_and_every_line_is_reached(
    name: str, order: str | int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In whatever order the engine is given the lines. It is a fault if not exactly one of them fires."""
    register = Host.register_rulesets

    def reordered(host: object, rulesets: dict[str, dict[str, object]]) -> object:
        rules = list(rulesets["table"].items())
        if order == "backwards":
            rules.reverse()
        elif order != "as written":
            random.Random(order).shuffle(rules)  # noqa: S311 - no secret
        return register(host, {"table": dict(rules)})

    monkeypatch.setattr(Host, "register_rulesets", reordered)
    fields, lines = TABLES[name]
    asked, interpreter = decider("durable", name, fields, lines), decider("reference", name, fields, lines)
    reached = set()
    for situation in situations(fields):
        line = asked.decide(situation)
        assert line == interpreter.decide(situation)
        assert page(name, situation) in (line, line.partition("-")[2])
        reached.add(line)
    assert reached == {line for line, _ in lines}


@st.composite
def tables(draw: st.DrawFn) -> Table:
    fields = [f"f{n}" for n in range(draw(st.integers(1, 6)))]
    when = st.dictionaries(st.sampled_from(fields), st.integers(0, 1), min_size=1)
    lines = draw(st.lists(when, max_size=8))
    return fields, [(f"{n}-line", line) for n, line in enumerate([*lines, {}], start=1)]


@settings(max_examples=100, deadline=None)
@given(tables())
def test_engine_and_interpreter_agree_on_any_table(table: Table) -> None:
    agree(table)


def test_engine_and_interpreter_agree_on_tables_as_long_as_the_limits_allow() -> None:
    fields = [f"f{n}" for n in range(10)]
    chance = random.Random(50)  # noqa: S311 - no secret
    joint = [{f: chance.randint(0, 1) for f in chance.sample(fields, 2 + n % 4)} for n in range(14)]
    single = [{chance.choice(fields): chance.randint(0, 1)} for _ in range(35)]
    for lines in (joint, chance.sample([*joint, *single], 49)):
        agree((fields, [(f"{n}", when) for n, when in enumerate([*lines, {}])]))


def agree(table: Table) -> None:
    asked, interpreter = decider("durable", "any", *table), decider("reference", "any", *table)
    assert all(asked.decide(s) == interpreter.decide(s) for s in situations(table[0]))


def test_a_million_duties_cost_as_many_posts_as_there_are_situations(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    posts: list[Mapping[str, object]] = []
    post = Host.post

    def counted(host: object, ruleset: str, message: dict[str, object]) -> object:
        posts.append(message)
        return post(host, ruleset, message)

    monkeypatch.setattr(Host, "post", counted)
    asked = engine()
    for situation in random.Random(2007).choices(list(situations(FIELDS)), k=1_000_000):  # noqa: S311 - no secret
        asked.decide(situation)
    assert len(posts) == 1024
