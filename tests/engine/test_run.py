"""The engine decides: without it there is no verdict, and no other way is taken silently."""

import json
from pathlib import Path
from typing import Any

import durable.engine  # type: ignore[import-untyped]
import pytest

from checker.cli import main
from tests.run import ROOT

EXAMPLE = ROOT / "examples" / "two-offices"
ASKED = [
    "check",
    "--plan",
    str(EXAMPLE / "plan.yaml"),
    "--log",
    str(EXAMPLE / "log.csv"),
    "--fail-on",
    "never",
]


@pytest.fixture
def posts(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Count what the engine is asked."""
    asked: list[object] = []
    post = durable.engine.Host.post

    def counted(self: object, name: str, message: dict[str, object]) -> object:
        asked.append(message["ask"])
        return post(self, name, message)

    monkeypatch.setattr(durable.engine.Host, "post", counted)
    return asked


def run(tmp_path: Path, *more: str) -> tuple[int, dict[str, Any] | None]:
    written = tmp_path / "results.json"
    code = main([*ASKED, "--format", "json", "--output", str(written), *more])
    return code, json.loads(written.read_text()) if written.exists() else None


def test_each_distinct_situation_is_asked_once(tmp_path: Path, posts: list[object]) -> None:
    code, results = run(tmp_path)
    assert code == 0
    assert results is not None
    assert 0 < len(posts) <= len(results["duties"]) + 10
    status = [ask for ask in posts if len(str(ask)) == 10]
    assert len(status) == len(set(status)) <= 1024


def test_a_broken_engine_ends_the_run_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(durable.engine.Host, "post", broken)
    code, results = run(tmp_path)
    assert (code, results) == (3, None)
    assert "internal error" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_silent_engine_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable.engine.Host, "post", lambda *_: {"sid": "0"})
    assert run(tmp_path) == (3, None)


def test_the_reference_interpreter_says_the_same_and_names_itself(
    tmp_path: Path, posts: list[object]
) -> None:
    _, decided = run(tmp_path)
    asked = len(posts)
    _, read = run(tmp_path, "--engine", "reference")
    assert decided is not None
    assert read is not None
    assert len(posts) == asked
    assert decided["duties"] == read["duties"]
    assert decided["tool"]["engine"] == "durable-rules 2.0.28"
    assert read["tool"]["engine"] == "reference interpreter"


def test_a_missing_engine_is_said_with_its_mend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "durable.engine", None)
    monkeypatch.setitem(__import__("sys").modules, "durable", None)
    assert run(tmp_path) == (3, None)
    told = capsys.readouterr().err
    assert "CPPFLAGS" in told
    assert "--engine reference" in told
    assert "Traceback" not in told
