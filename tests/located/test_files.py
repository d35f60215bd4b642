"""Files are read within limits, and written whole or not at all."""

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker import files
from checker.diagnostics import Faults


def test_shipped_data_is_found() -> None:
    assert (files.shipped("rules") / "patterns" / "response.yaml").is_file()
    assert files.shipped("obligations.yaml").is_file()


def why(path: str, limit: str = "YAML_BYTES") -> tuple[str, str, str]:
    """Give code, message and help of a file that cannot be read."""
    faults = Faults()
    assert files.read_bytes(path, faults, limit) is None
    (only,) = faults.errors
    assert (only.at.line, only.at.column) == (0, 0)
    return only.code, only.message, only.help


def test_unreadable_files(tmp_path: Path) -> None:
    (tmp_path / "obligations.yaml").write_text("a: b")
    wrong = str(tmp_path / "obligatons.yaml")
    assert why(wrong) == (
        "file/not-found",
        f"there is no file {wrong}",
        f"did you mean {tmp_path}/obligations.yaml?",
    )
    assert why(str(tmp_path / "none" / "x.yaml"))[0] == "file/not-found"
    assert why(str(tmp_path / "obligations.yaml" / "x.yaml"))[0] == "file/not-found"
    assert why(str(tmp_path))[0] == "file/is-a-folder"
    assert why("a\0b")[0] == "file/not-readable"
    assert why("x" * 5000)[0] == "file/not-readable"


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    assert why(str(tmp_path / "x"))[0] == "file/not-readable"


def test_a_pipe_is_read_up_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_LIMIT_YAML_BYTES", "10")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for size, fine in ((10, True), (11, False)):
        with subprocess.Popen([sys.executable, "-c", f"open({str(pipe)!r}, 'w').write('x' * {size})"]):
            faults = Faults()
            data = files.read_bytes(str(pipe), faults, "YAML_BYTES")
            assert (data == b"x" * size) == fine
            assert (faults.count == 0) == fine


@pytest.mark.parametrize("raised", ["", "many", "-5", "9" * 30, "1.5"])
def test_a_limit_that_is_no_number_changes_nothing(raised: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_LIMIT_ROWS", raised)
    assert files.limit("ROWS") == files.LIMITS["ROWS"]


def test_lines_are_counted_as_editors_count_them(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n\xff\x85d")
    assert files.shown_lines(str(path)) == ["a", "b", "c", "\ufffd\ufffdd"]


def test_writing(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    files.write_whole(str(path), b"one")
    assert path.read_bytes() == b"one"
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~_umask()
    path.chmod(0o640)
    link = tmp_path / "link"
    link.symlink_to("out.json")
    files.write_whole(str(link), b"two")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode), link.is_symlink()) == (b"two", 0o640, True)
    files.write_whole("/dev/null", b"three")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["link", "out.json"]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_what_cannot_be_written_is_known_beforehand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (tmp_path, tmp_path / "none" / "x"):
        with pytest.raises(files.OutputFault, match="cannot write"):
            files.check_writable(str(path))
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(files.OutputFault, match="you may not write there"):
        files.check_writable(str(tmp_path / "x"))
    (tmp_path / "file").write_text("")
    with pytest.raises(files.OutputFault, match="cannot make the folder"):
        files.make_folder(str(tmp_path / "file" / "x"))


STEPS = ("open", "write", "fsync", "replace", "chmod", "fstat", "scandir")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("nth", [1, 2, 3])
@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_failure_at_any_step_leaves_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, nth: int, reason: int
) -> None:
    path = tmp_path / "out.json"
    path.write_bytes(b"old" * 1000)
    real, calls = getattr(os, step), 0

    def failing(*arguments: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise OSError(reason, os.strerror(reason))
        if step == "write":  # the system may write less than it is given
            descriptor, data = arguments
            assert isinstance(data, memoryview)
            return real(descriptor, data[:700])
        return real(*arguments, **named)

    monkeypatch.setattr(os, step, failing)
    told, expected = f"cannot write {path}: ", b"new" * 1000
    try:
        files.write_whole(str(path), expected)
    except files.OutputFault as fault:
        told, expected = str(fault), b"old" * 1000
    monkeypatch.undo()
    assert told.startswith(f"cannot write {path}: ")
    assert path.read_bytes() == expected
    assert [each.name for each in tmp_path.iterdir()] == ["out.json"]


KILLED = """
import os, sys, time
from checker import files
real = os.fsync
def slow(descriptor):
    print("writing", flush=True)
    time.sleep(60)
os.fsync = slow
files.write_whole(sys.argv[1], b"new")
"""


def test_a_killed_run_leaves_the_old_file_and_the_next_sweeps(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_bytes(b"old")
    run = subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE)
    assert run.stdout is not None
    assert run.stdout.readline() == b"writing\n"
    files.write_whole(str(tmp_path / "other"), b"x")  # the other run is alive: what it writes is left alone
    assert len(list(tmp_path.iterdir())) == 3
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    assert path.read_bytes() == b"old"
    files.write_whole(str(tmp_path / "other"), b"x")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["other", "out.json"]


LOOP = """
import sys
from checker import files
print("ready", flush=True)
while True:
    for letter in (b"a", b"b"):
        files.write_whole(sys.argv[1], letter * 200_000)
"""


def test_a_kill_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    for turn in range(8):
        run = subprocess.Popen([sys.executable, "-c", LOOP, str(path)], stdout=subprocess.PIPE)
        assert run.stdout is not None
        assert run.stdout.readline() == b"ready\n"
        time.sleep(0.01 + turn * 0.007)
        run.kill()
        run.wait()
        run.stdout.close()
        if path.exists():
            data = path.read_bytes()
            assert data in {b"a" * 200_000, b"b" * 200_000}
    files.write_whole(str(path), b"end")
    assert [each.name for each in tmp_path.iterdir()] == ["out.json"]
