"""A table is given to its engine once in a process: by engine, by what it says, and anew after a fault."""

from concurrent.futures import ThreadPoolExecutor

import durable.engine  # type: ignore[import-untyped]
import pytest

from checker.diagnostics import Faults
from checker.findings.engine import Engine, EngineFault
from checker.findings.tables import Tables
from checker.patterns import load as patterns
from checker.patterns.model import Rules

RULES = patterns.load(Faults())


def standing(rules: Rules = RULES, engine: Engine = "durable") -> str:
    """Ask the table of standing duties in a situation in which all answers are yes."""
    asked = Tables(rules, engine)
    return asked.ask("standing", (1,) * len(asked.table("standing").fields)).status


@pytest.fixture
def posts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each question that durable-rules gets."""
    found: list[str] = []
    post = durable.engine.Host.post

    def noted(host: object, ruleset: str, message: dict[str, object]) -> object:
        found.append(str(message["ask"]))
        return post(host, ruleset, message)

    monkeypatch.setattr(durable.engine.Host, "post", noted)
    return found


def turned() -> Rules:
    """Give the rules with the lines of that table the other way round, save for the last."""
    table = RULES.tables["standing"]
    *lines, last = table.lines
    return RULES._replace(tables={**RULES.tables, "standing": table._replace(lines=(*reversed(lines), last))})


def test_what_one_run_has_asked_no_other_asks_again(posts: list[str]) -> None:
    assert standing() == standing() == standing()
    assert len(posts) == 1


def test_each_engine_answers_for_itself(posts: list[str]) -> None:
    told = standing(engine="reference")
    assert posts == []
    assert standing() == told
    assert len(posts) == 1


def test_a_table_that_says_something_else_is_another(posts: list[str]) -> None:
    both = standing(), standing(turned())
    assert both == (standing(engine="reference"), standing(turned(), "reference"))
    assert len(posts) == 2


def test_each_thread_asks_for_itself(posts: list[str]) -> None:
    told = standing()
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(standing).result() == told
    assert len(posts) == 2


def test_after_a_fault_it_is_given_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    told = standing(engine="reference")
    with monkeypatch.context() as broken:
        broken.setattr(durable.engine.Host, "post", lambda *_: {"exception": "broken"})
        with pytest.raises(EngineFault):
            standing()
    assert standing() == told
