"""A decider belongs to one thread of one process, starts no other, and is there only if asked for."""

import multiprocessing
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import durable.engine  # type: ignore[import-untyped]
import pytest

from checker.findings.engine import EngineFault, EngineMissing, decider, engine_name
from checker.outputs import Options, output
from tests.engine.tables import ALL, FIELDS, TABLES, engine, page, situations
from tests.run import ROOT, judged

EXAMPLE = ROOT / "examples" / "two-offices"


def check(_: object = None) -> bytes:
    """Check the example with the engine."""
    results = judged(EXAMPLE / "plan.yaml", [EXAMPLE / "log.csv"], date(2010, 6, 30))
    return output("json").write(results, Options())


def decide_all(_: object = None) -> list[str]:
    asked = engine()
    return [asked.decide(situation) for situation in situations(FIELDS)]


def test_a_check_asks_the_engine_once_for_each_distinct_situation(monkeypatch: pytest.MonkeyPatch) -> None:
    posts: list[tuple[tuple[str, object], ...]] = []
    post = durable.engine.Host.post

    def counted(host: object, ruleset: str, message: dict[str, object]) -> object:
        posts.append(tuple(message.items()))
        return post(host, ruleset, message)

    monkeypatch.setattr(durable.engine.Host, "post", counted)
    check()
    assert len(posts) == len(set(posts)) > 10
    tables = {tuple(name for name, _ in message if name != "ask") for message in posts}
    assert tables == {tuple(TABLES[name][0]) for name in ("status", "instance", "standing", "rating")}


def test_a_check_starts_no_thread() -> None:
    before = threading.active_count()
    check()
    decide_all()
    assert threading.active_count() == before


def test_each_thread_with_a_decider_of_its_own_is_right() -> None:
    expected = [page("status", situation) for situation in situations(FIELDS)]
    with ThreadPoolExecutor(4) as pool:
        assert all(answers == expected for answers in pool.map(decide_all, range(16)))
        assert set(pool.map(check, range(8))) == {check()}


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_processes_started_in_any_way_write_the_same_bytes(method: str) -> None:
    expected = check()  # by now a forked process inherits a used engine
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(check, range(4)) == [expected] * 4


def test_a_decider_used_in_another_thread_is_a_fault() -> None:
    asked = engine()
    with ThreadPoolExecutor(1) as pool, pytest.raises(EngineFault, match="another thread or process"):
        pool.submit(asked.decide, ALL).result()


def test_a_decider_cannot_be_sent_to_another_process() -> None:
    with pytest.raises((AttributeError, TypeError, pickle.PicklingError)):
        pickle.dumps(engine())


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
        engine()
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
    assert decider("reference", "status", *TABLES["status"]).decide(ALL) == "1-fulfilled"


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
