"""A run that is stopped, at any moment and in any way, leaves each file as it was or as it was to be."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

from checker.cli import main
from tests.faults.folder import NOTE, asked, begun, fill, held, strays, tasks, whole

MOMENTS = {
    signal.SIGKILL: 15,
    signal.SIGTERM: 2,
    signal.SIGINT: 5,
}  # how many, over a whole run; each fifth as soon as it writes
OLD, NEW = whole("report", "2009-06-30"), whole("report")


@pytest.fixture(scope="module")
def whole_run(tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds that a run takes from its beginning."""
    with begun(asked("report", tmp_path_factory.mktemp("out"))) as run:
        start = time.perf_counter()
        assert run.wait() == 0
        return time.perf_counter() - start


def until_it_writes(run: subprocess.Popen[str], folder: Path) -> None:
    """Wait for the first file that is not whole yet: writing is a small part of a run, and easily missed."""
    before = strays(folder)
    while run.poll() is None and strays(folder) == before:
        time.sleep(0.0005)


@pytest.mark.parametrize("how", MOMENTS, ids=lambda how: how.name)
def test_a_run_stopped_at_any_moment(how: signal.Signals, whole_run: float, tmp_path: Path) -> None:
    codes, left = set(), 0
    for moment in range(1, MOMENTS[how] + 1):
        fill(tmp_path, OLD)
        with begun(asked("report", tmp_path)) as run:
            if moment % 5:
                time.sleep(moment / MOMENTS[how] * whole_run)
            else:
                until_it_writes(run, tmp_path)
            run.send_signal(how)
            _, said = run.communicate()
        found = held(tmp_path)
        assert found.keys() == OLD.keys()
        assert all(found[name] in {OLD[name], NEW[name]} for name in OLD)
        codes.add(run.returncode)
        assert "Traceback" not in said
        if how == signal.SIGINT:
            assert (run.returncode, said) in {(130, "error: stopped from the keyboard\n"), (0, NOTE)}
            assert strays(tmp_path) == []
        left += bool(strays(tmp_path))
        assert len(strays(tmp_path)) <= len(OLD)  # a run sweeps what the one before it left
    assert codes & {-how, 130}
    if how == signal.SIGKILL:
        assert left  # some were stopped while they wrote, or this shows nothing
        assert main(asked("report", tmp_path)) == 0
    assert main(asked("report", tmp_path)) == 0
    assert (held(tmp_path), strays(tmp_path)) == (NEW, [])


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads can be listed on Linux alone")
@pytest.mark.parametrize("command", ["check", "report"])
def test_no_run_leaves_a_thread_or_a_process_behind(command: str, tmp_path: Path) -> None:
    before = list(tasks())
    assert main(asked(command, tmp_path)) == 0
    assert list(tasks()) == before
