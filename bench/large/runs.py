"""Run commands one after the other and tell what the operating system says of each."""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes


@dataclass(frozen=True)
class Run:
    """One whole process: seconds by the clock, seconds of processors, and its peak memory in bytes."""

    seconds: float
    cpu: float
    memory: int


@dataclass(frozen=True)
class Side:
    """What is run, how many entries it reads, and what its environment has besides ours."""

    command: Sequence[str]
    entries: int = 0
    environment: dict[str, str] = field(default_factory=dict)

    def run(self) -> Run:
        """Run it to its end; a failure ends the measurement.

        Peak memory is that of the process, or of the largest one that it waited for.
        """
        with tempfile.TemporaryFile() as said:
            start = time.perf_counter()
            process = subprocess.Popen(
                self.command,
                stdout=subprocess.DEVNULL,
                stderr=said,
                env={**os.environ, **self.environment},
            )
            # of this one process, where resource.getrusage tells the most of all so far
            _, status, used = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                said.seek(0)
                told = said.read().decode(errors="replace")
                sys.exit(f"{' '.join(self.command)}: exit code {process.returncode}\n{told}")
        return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * UNIT)


def pairs(ours: Side, theirs: Side, number: int) -> tuple[list[Run], list[Run]]:
    """Run both in turn, so many times, the other one first in each second pair.

    A slow machine, or other work on it, then weighs on both.
    """
    found: tuple[list[Run], list[Run]] = ([], [])
    for pair in range(number):
        for place in (0, 1)[:: -1 if pair % 2 else 1]:
            found[place].append((ours, theirs)[place].run())
    return found


def figures(found: Sequence[Run], entries: int) -> dict:
    """Give what is kept of the runs of one command: medians, the most memory, and each run."""
    return {
        "entries": entries,
        "seconds": statistics.median(run.seconds for run in found),
        "cpu": statistics.median(run.cpu for run in found),
        "memory": max(run.memory for run in found),
        "runs": [asdict(run) for run in found],
    }


def machine() -> dict[str, object]:
    """Say what all this ran on."""
    model = platform.processor() or platform.machine()
    told = Path("/proc/cpuinfo")
    if told.exists():
        names = [
            line for line in told.read_text(encoding="utf-8").splitlines() if line.startswith("model name")
        ]
        model = names[0].partition(":")[2].strip() if names else model
    return {
        "processor": model,
        "processors": os.cpu_count(),
        "memory": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def load() -> float:
    """Give how many processes wanted a processor in the last minute."""
    return round(os.getloadavg()[0], 2)
