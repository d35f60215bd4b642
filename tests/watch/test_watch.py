"""`checker watch` at work: real files are saved, and what it then says and writes is read."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from tests.run import ROOT, checker

PLAN, LOG = ROOT / "examples" / "two-offices" / "plan.yaml", ROOT / "examples" / "two-offices" / "log.csv"
AS_OF = "2010-06-30"
PATIENCE = 60  # seconds: the machine may be busy; a run that says nothing for so long has failed


class Watching:
    """A run of the command: all that it says, line by line, and files to save."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [
            sys.executable,
            "-m",
            "checker",
            "watch",
            "--plan",
            "plan.yaml",
            "--log",
            "log.csv",
        ]
        self.process = subprocess.Popen(
            [*command, "--as-of", AS_OF],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        )
        self.lines: Queue[str] = Queue()
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        with self.process.stdout as stream:
            for line in stream:
                self.lines.put(line.rstrip("\n"))

    def stop(self) -> int:
        """Stop it as a person does, and give its exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=PATIENCE)
        self.reader.join()
        return code

    def until(self, wanted: str) -> list[str]:
        """Give what is said up to the line that holds what is wanted."""
        said = [self.lines.get(timeout=PATIENCE)]
        while wanted not in said[-1]:
            said.append(self.lines.get(timeout=PATIENCE))
        return said

    def save(self, name: str, old: str, new: str) -> None:
        """Save a file as most editors do: the whole text anew, put in the place of the old one."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        fresh = path.with_suffix(".new")
        fresh.write_text(text.replace(old, new, 1), encoding="utf-8")
        fresh.replace(path)


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    (tmp_path / "plan.yaml").write_bytes(PLAN.read_bytes())
    (tmp_path / "log.csv").write_bytes(LOG.read_bytes())
    run = Watching(tmp_path)
    yield run
    assert run.stop() == 130
    assert "Traceback" not in "\n".join(run.lines.queue)


def page(folder: Path) -> bytes:
    """Give the page that an ordinary run makes of the files as they are now."""
    asked = ("--plan", "plan.yaml", "--log", "log.csv", "--as-of", AS_OF, "--fail-on", "never")
    assert checker("report", *asked, "--output", "asked.html", cwd=folder).code == 0
    return (folder / "asked.html").read_bytes()


def test_a_save_moves_verdicts_and_renews_the_report(watching: Watching) -> None:
    watching.until("The report is new: report.html")
    assert (watching.folder / "report.html").read_bytes() == page(watching.folder)

    watching.save("log.csv", "a07,2008-12-08", "a07,2008-12-07")
    said = watching.until("The report is new: report.html")
    moved = "send-outcomes/after-session/SOUTH/2008-11-03/a06: late, now kept."
    assert [line for line in said if line.startswith(moved)]
    assert "saved: log.csv" in said
    assert (watching.folder / "report.html").read_bytes() == page(watching.folder)

    watching.save("plan.yaml", "title: Share work plans every year", "title: Share work plans each year")
    said = watching.until("The report is new: report.html")
    assert "No verdict moved." in said
    assert b"Share work plans each year" in (watching.folder / "report.html").read_bytes()


def test_a_mistake_is_said_and_the_last_good_report_stays(watching: Watching) -> None:
    watching.until("The report is new: report.html")
    good = (watching.folder / "report.html").read_bytes()
    watching.save("log.csv", "a07,2008-12-08", "a07,2008-13-08")
    said = "\n".join(watching.until("not judged: mend what is said above and save again"))
    assert "error[log/no-such-day]" in said
    assert "log.csv:" in said
    assert (watching.folder / "report.html").read_bytes() == good
    watching.save("log.csv", "a07,2008-13-08", "a07,2008-12-07")
    said = "\n".join(watching.until("The report is new: report.html"))
    assert "late, now kept." in said  # compared with the last that could be judged


def test_a_report_that_cannot_be_written_is_said_and_tried_again(watching: Watching) -> None:
    watching.until("looked over")
    page = watching.folder / "report.html"
    page.unlink()
    page.mkdir()
    watching.save("log.csv", "a07,2008-12-08", "a07,2008-12-07")
    said = "\n".join(watching.until("looked over"))
    assert "late, now kept." in said
    assert "error: cannot write report.html" in said
    page.rmdir()
    watching.save("log.csv", "a07,2008-12-07", "a07,2008-12-06")
    watching.until("The report is new: report.html")


def test_what_lint_says_is_said_once(watching: Watching) -> None:
    watching.until("looked over: 0 remarks")
    watching.save("log.csv", "a07,2008-12-08", "a07,2028-12-08")
    said = "\n".join(watching.until("looked over: "))
    assert "warning[log/far-day]" in said
    assert said.endswith("looked over: 1 remark")
    watching.save("plan.yaml", "obligations:", "# nothing else\nobligations:")
    said = "\n".join(watching.until("looked over: "))
    assert "warning[log/far-day]" not in said
    assert said.endswith("looked over: 1 remark, 1 of them said before")
    watching.save("log.csv", "a07,2028-12-08", "a07,2008-12-07")
    assert watching.until("looked over: ")[-1] == "looked over: 0 remarks"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--output", "report.pdf"), "does not end in .html"),
        (("--output", "log.html", "--log", "log.html"), "is read by this very run"),
        (("--language", "xx"), "there is no “xx”"),
        (("--as-of", "yesterday"), "--as-of"),
        (("--log", "nowhere/log.csv"), "nowhere to watch"),
        (("--rules", "nowhere"), "nowhere to watch"),
    ],
)
def test_what_cannot_be_asked_ends_at_once(options: tuple[str, ...], told: str, tmp_path: Path) -> None:
    ran = checker("watch", "--plan", PLAN, "--log", LOG, *options, cwd=tmp_path)
    assert ran.code == 2
    assert told in ran.err
    assert list(tmp_path.iterdir()) == []
