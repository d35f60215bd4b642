"""Outputs that have no place to go: exit 4 and a line in words, before any judging where it can be known."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checker.outputs._made import listing, written
from tests.faults.folder import EXAMPLE, NOTE, PATHS, asked, fill, held, strays, whole
from tests.run import ROOT, Ran, checker

PLAN, LOG = str(EXAMPLE / "plan.yaml"), str(EXAMPLE / "log.csv")
LONG = "x" * 300
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
# What is asked for in a folder that holds a file `file` and a folder `report.html`, and what is said of it.
NO_PLACE = {
    "a folder": ("check", ".", "it is a folder"),
    "a page that is a folder": ("report", "report.html", "it is a folder"),
    "a folder with a folder for its page": ("report", ".", "it is a folder"),
    "below a folder that is not there": ("check", "none/out.txt", "there is no folder"),
    "below a file": ("check", "file/out.txt", "there is no folder"),
    "a page below a file": ("report", "file/x.html", "there is no folder"),
    "a folder below a file": ("report", "file/out", "part of its path is a file"),
    "a name too long": ("check", LONG, "its name is too long"),
    "a folder with a name too long": ("report", LONG, "its name is too long"),
}


@pytest.mark.parametrize("case", NO_PLACE)
def test_where_nothing_can_be_written_nothing_is_read(case: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "report.html").mkdir()
    command, output, said = NO_PLACE[case]
    ran = checker(command, "--plan", PLAN, "--log", "no-such-log.csv", "--output", output, cwd=tmp_path)
    assert_refused(ran, said)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "report.html"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no folder of processes here")
@pytest.mark.parametrize("output", ["/proc/none", "/proc/none/deeper"])
@pytest.mark.parametrize("command", ["check", "report"])
def test_of_a_folder_that_is_there_and_takes_nothing_it_is_said(command: str, output: str) -> None:
    ran = checker(command, "--plan", PLAN, "--log", LOG, "--output", output)
    there = output == "/proc/none" or command == "report"
    assert_refused(ran, "nothing can be written there" if there else "there is no folder /proc/none")


def assert_refused(ran: Ran, said: str) -> None:
    err = ran.err.removeprefix(NOTE)
    assert (ran.code, err.count("\n")) == (4, 1), ran
    assert said in err


def shell(script: str, **more: str) -> Ran:
    """Run shell commands; `$CHECKER` starts the checker."""
    environment = {**os.environ, "PYTHONPATH": PATHS, "CHECKER": f"{sys.executable} -m checker", **more}
    ran = subprocess.run(
        ["/bin/sh", "-c", script], capture_output=True, text=True, check=False, env=environment
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def on_a_disk(size: str, script: str, folder: Path) -> Ran:
    """Run shell commands with a small disk at `$DISK`, and keep what is on it afterwards in the folder."""
    if not shutil.which("unshare"):
        pytest.skip("no disk of its own can be had without unshare, which Linux has")
    (folder / "disk").mkdir()
    (folder / "kept").mkdir()
    whole_script = 'mount -t tmpfs -o "size=$SIZE" tmpfs "$DISK" || exit 99; ' + script
    ran = shell(
        f"unshare --map-root-user --mount sh -c '{whole_script}; code=$?; cp -a $DISK/. $KEPT; exit $code'",
        DISK=str(folder / "disk"), KEPT=str(folder / "kept"), SIZE=size,
    )  # fmt: skip
    if ran.code == 99 or "unshare failed" in ran.err:
        pytest.skip(f"no disk of its own can be had here: {ran.err.strip()}")
    return ran


# Each page takes some 60 KB or less, all files together 250.
@pytest.mark.parametrize(("size", "fits"), [("40k", False), ("120k", False), ("1000k", True)])
def test_a_disk_that_is_full(size: str, fits: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case of two
    files = whole("report")
    asked_for = " ".join(asked("report", Path("$DISK")))
    earlier = dict.fromkeys(files.keys() - {"index.html"}, b"old\n")
    earlier["index.html"] = f'<!DOCTYPE html>\n<main data-made="{written(listing(earlier))}">\n'.encode()
    (tmp_path / "earlier").mkdir()
    fill(tmp_path / "earlier", earlier)
    ran = on_a_disk(size, f"cp {tmp_path}/earlier/* $DISK; $CHECKER {asked_for}", tmp_path)
    if fits:
        assert (ran.code, ran.err) == (0, NOTE)
    else:
        assert_refused(ran, "the disk is full")
    found = held(tmp_path / "kept")
    assert {found[name] == data for name, data in files.items()} == {fits}
    assert set(found.values()) <= {*earlier.values(), *files.values()}
    assert strays(tmp_path / "kept") == []


@pytest.mark.parametrize("output", ["$DISK/out.html", "$DISK", "$DISK/out"])
def test_a_disk_that_can_only_be_read(output: str, tmp_path: Path) -> None:
    run = f"$CHECKER report --plan {PLAN} --log no-such-log.csv --output {output}"
    ran = on_a_disk("200k", f"mount -o remount,ro $DISK && {run}", tmp_path)
    assert_refused(ran, "you may not write there")
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_limit_on_the_size_of_files(tmp_path: Path) -> None:
    old = whole("report", "2009-06-30")
    fill(tmp_path, old)
    ran = shell(f"ulimit -f 8; $CHECKER {' '.join(asked('report', tmp_path))}")
    assert_refused(ran, "it would be larger than a file may be here")
    assert (held(tmp_path), strays(tmp_path)) == (old, [])


ASKED = f"--plan {PLAN} --log {LOG} --as-of 2010-06-30 --fail-on never"
ANSWERS = {
    "check": f"check {ASKED}",
    "lint": f"lint {PLAN} --log {LOG}",
    "explain": f"explain share-plans --plan {PLAN} --log {LOG}",
    "schema": "schema",
    "report": f"report {ASKED} --output $FOLDER/out",
}


@FULL
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", ANSWERS)
def test_an_answer_that_nobody_takes(command: str, unbuffered: str, tmp_path: Path) -> None:
    def run(where: str) -> Ran:
        return shell(
            f"$CHECKER {ANSWERS[command]} {where}", PYTHONUNBUFFERED=unbuffered, FOLDER=str(tmp_path)
        )

    assert_refused(run(">&-"), "the output is closed")
    assert list(tmp_path.iterdir()) == []
    assert_refused(run("> /dev/full"), "the disk is full")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_answer_that_is_cut_off_is_never_taken_for_the_whole(unbuffered: str, tmp_path: Path) -> None:
    """Without buffer the system may take a part of what is written and say no more than how much."""
    answer = tmp_path / "answer.json"
    run = f"ulimit -f 8; $CHECKER check {ASKED} --format json > {answer}"
    assert_refused(shell(run, PYTHONUNBUFFERED=unbuffered), "it would be larger than a file may be here")


@pytest.mark.skipif(not hasattr(fcntl, "F_SETPIPE_SZ"), reason="here a pipe holds the whole page")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_who_leaves(unbuffered: str) -> None:
    ours, theirs = os.pipe()
    fcntl.fcntl(theirs, fcntl.F_SETPIPE_SZ, 4096)  # less than the page: the run has to wait for its reader
    command = [sys.executable, "-m", "checker", "check", *ASKED.split(), "--format", "html"]
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.PIPE, text=True, env=environment) as run:
        os.close(theirs)
        assert os.read(ours, 1) == b"<"
        os.close(ours)
        _, said = run.communicate()
    assert (run.returncode, said) == (4, "error: the output was closed before all of it was written\n")


UNHEARD = {
    "nothing to say": (f"check {ASKED}", 0),
    "a command that is none": ("chekc", 2),
    "a plan that is none": (f"check --plan no-such-plan.yaml --log {LOG}", 2),
    "a day that is none": (f"check {ASKED} --as-of 2010-02-30", 2),
    "warnings": (f"lint {PLAN} --log $FOLDER/log.csv", 0),
    "an output below a folder that is not there": (f"check {ASKED} --output none/out.txt", 4),
}


@FULL
@pytest.mark.parametrize("unheard", ["2>&-", "2> /dev/full"])
@pytest.mark.parametrize("case", UNHEARD)
def test_what_nobody_hears_changes_no_exit_code(case: str, unheard: str, tmp_path: Path) -> None:
    log = (EXAMPLE / "log.csv").read_text(encoding="utf-8")
    (tmp_path / "log.csv").write_text(log + "far,2030-01-01,,plan_shared,NORTH,SOUTH" + "," * 14 + "\n")
    arguments, code = UNHEARD[case]
    assert shell(f"$CHECKER {arguments} {unheard}", FOLDER=str(tmp_path)).code == code
    if case == "warnings":
        assert "warning" in shell(f"$CHECKER {arguments}", FOLDER=str(tmp_path)).err
