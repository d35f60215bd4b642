"""Real schedulers and worker processes: however many, and whatever becomes of them, the bytes are one."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

import polars as pl
import psutil
import pytest

from checker.cluster import crew as crews
from checker.cluster.crew import NoWorkers, crew
from checker.diagnostics import Faults
from checker.files import OutputFault
from checker.log.columns.load import load as load_columns
from checker.log.formats import ReadOptions
from checker.plan.load import load as load_plan
from checker.results import in_columns
from checker.results.frames import frames
from checker.results.judge import Question
from tests.cluster.parted import Asked, Sizes, duties, once_parted, order, run

FINES = Path(__file__).parents[2] / "examples" / "road-fines"
SIZES = Sizes(700, 300)


@pytest.fixture(name="asked", scope="module")
def _asked() -> Asked:
    loaded = load_plan(str(FINES / "plan.yaml"), Faults())
    assert loaded is not None
    return Asked(*loaded, Question(None, None, "durable"))


@pytest.fixture(name="log", scope="module")
def _log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    log = tmp_path_factory.mktemp("log") / "log.parquet"
    pl.read_csv(FINES / "log.csv", infer_schema=False).write_parquet(log)
    return log


@pytest.fixture(name="undisturbed", scope="module")
def _undisturbed(asked: Asked, log: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give the bytes that two workers write."""
    output = tmp_path_factory.mktemp("two") / "out"
    run(asked, [log], output, partial(crew, "local:2"), SIZES)
    table = load_columns([str(FINES / "log.csv")], asked.plan, ReadOptions(), Faults())
    assert table is not None
    whole = in_columns.judge(*asked[:2], table, asked.question)
    found = [duty for frame in frames(whole) for duty in frame.to_dicts()]
    assert duties(output) == sorted(found, key=order)
    return hashes(output)


def hashes(output: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in output.iterdir()}


def workers(of: int | None = None) -> list[psutil.Process]:
    """Give the workers that a process, by default this one, has started."""
    return [
        each
        for each in psutil.Process(of).children(recursive=True)
        if each.status() != psutil.STATUS_ZOMBIE and "checker.cluster.worker" in each.cmdline()
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_any_number_of_workers_gives_the_same_bytes(
    asked: Asked, log: Path, tmp_path: Path, undisturbed: dict[str, str], number: int
) -> None:
    run(asked, [log], tmp_path / "out", partial(crew, f"local:{number}"), SIZES)
    assert hashes(tmp_path / "out") == undisturbed
    assert not workers()


@pytest.mark.parametrize("step", ["parting the log", "judging"])
def test_a_worker_that_is_killed_makes_no_difference(
    asked: Asked, log: Path, tmp_path: Path, undisturbed: dict[str, str], step: str
) -> None:
    killed: list[int] = []

    def kill(what: str, done: int, _: int) -> None:
        if what == step and done == 2 and not killed:
            one = workers()[0]
            killed.append(one.pid)
            one.send_signal(signal.SIGKILL)

    run(asked, [log], tmp_path / "out", partial(crew, "local:2"), SIZES._replace(told=kill))
    assert killed
    assert hashes(tmp_path / "out") == undisturbed
    assert not workers()


def test_if_all_die_again_and_again_there_is_no_result(
    asked: Asked, log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crews, "AGAIN", 0)

    def kill() -> None:
        for each in workers():
            each.send_signal(signal.SIGKILL)

    with pytest.raises(NoWorkers, match="die again and again"):
        run(asked, [log], tmp_path / "out", partial(crew, "local:2"), SIZES._replace(told=once_parted(kill)))
    assert not list(tmp_path.iterdir())
    assert not workers()


def test_a_part_that_no_worker_can_read_ends_the_run_by_name(asked: Asked, log: Path, tmp_path: Path) -> None:
    def remove() -> None:
        next(tmp_path.glob(".checker-*/scratch/rows-00003")).unlink()

    with pytest.raises(OutputFault, match=r"a worker cannot read .*rows-00003: there is no such file"):
        run(
            asked, [log], tmp_path / "out", partial(crew, "local:2"), SIZES._replace(told=once_parted(remove))
        )
    assert not list(tmp_path.iterdir())


@pytest.fixture(name="scheduler")
def _scheduler(tmp_path: Path) -> Iterator[str]:
    """Start a scheduler and two workers as their users do."""
    home = tmp_path / "cluster"
    home.mkdir()
    at = home / "scheduler.json"
    options = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(at)]
    own = [*options, "--nthreads", "2", "--local-directory", str(home)]
    started = [start("scheduler", [*options, "--port", "0"]), start("worker", own), start("worker", own)]
    try:
        until = time.monotonic() + 60
        while not at.exists() and time.monotonic() < until:
            time.sleep(0.05)
        yield str(json.loads(at.read_text(encoding="utf-8"))["address"])
    finally:
        for each in started[::-1]:  # the workers first: without a scheduler they wait for it
            each.terminate()
        for each in started:
            each.wait()


def start(what: str, options: list[str]) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options]
    return subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_a_cluster_that_is_there_gives_the_same_bytes(
    asked: Asked, log: Path, tmp_path: Path, undisturbed: dict[str, str], scheduler: str
) -> None:
    run(asked, [log], tmp_path / "out", partial(crew, scheduler), SIZES)
    assert hashes(tmp_path / "out") == undisturbed


def command(log: Path, *more: str) -> list[str]:
    plan = str(FINES / "plan.yaml")
    return [sys.executable, "-m", "checker", "check", "--plan", plan, "--log", str(log), *more]


def test_who_stops_a_run_at_the_keyboard_finds_nothing_left(log: Path, tmp_path: Path) -> None:
    output = str(tmp_path / "out")
    asked = command(log, "--cluster", "local:2", "--format", "parquet", "--output", output)
    with subprocess.Popen(asked, stderr=subprocess.PIPE, text=True) as process:
        until = time.monotonic() + 60
        while not workers(process.pid) and process.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        left = workers(process.pid)
        assert left
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    assert (process.returncode, err) == (130, "error: stopped from the keyboard\n")
    assert not list(tmp_path.iterdir())
    assert not psutil.wait_procs(left, timeout=60)[1]


def test_what_a_worker_refuses_is_said_as_in_one_process(log: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    text = (FINES / "plan.yaml").read_text(encoding="utf-8")
    plan.write_text(text.replace("within: 90 days", "within: 9000 years"), encoding="utf-8")
    asked = [
        sys.executable,
        "-m",
        "checker",
        "check",
        "--plan",
        str(plan),
        "--log",
        str(log),
        "--format",
        "parquet",
    ]
    said = []
    for more in (["--cluster", "local:1", "--output", "out"], ["--output", "out.parquet"]):
        ran = subprocess.run([*asked, *more], cwd=tmp_path, capture_output=True, text=True, check=False)
        said.append((ran.returncode, ran.stderr))
    assert said[0] == said[1]
    assert said[0][0] == 2
    assert "would leave the calendar" in said[0][1]
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]
