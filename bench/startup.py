"""How long a whole `checker check` takes, as a multiple of a bare Python, and of yamllint on that plan.

The plan is that of 2007; its made-up log is repeated, with new ids, until it has 300 entries. What is
compared runs beside each other, in turn, so that a slow machine or other work on it weighs on all of it. The
median of the ratios is the figure.

    python bench/startup.py [ROUNDS] [--most RATIO] [--yamllint PATH]
"""

import argparse
import compileall
import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "obligations.yaml"
LOG = ROOT / "examples" / "2007-illustrative" / "log.csv"
SMALL = ROOT / "examples" / "two-offices"
CHECKER = Path(sys.executable).with_name("checker.exe" if os.name == "nt" else "checker")
ENTRIES = 300


def grown(target: Path) -> Path:
    """Write the made-up log with its rows repeated until there are 300, each time with new ids."""
    with LOG.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    at = head.index("id")
    repeated = [[*rows[n % len(rows)]] for n in range(ENTRIES)]
    for n, row in enumerate(repeated[len(rows) :], len(rows)):
        row[at] += f"-{n // len(rows) + 1}"
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *repeated])
    return target


def check(plan: Path, log: Path) -> list[str]:
    """Give the command that checks a log, as it is installed."""
    return [str(CHECKER), "check", "--plan", str(plan), "--log", str(log), "--fail-on", "never"]


def seconds(command: list[str]) -> float:
    """Run a command to its end; a failure ends the measurement, but yamllint may find something."""
    start = time.perf_counter()
    run = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    taken = time.perf_counter() - start
    if run.returncode and not Path(command[0]).name.startswith("yamllint"):
        sys.exit(f"{' '.join(command)}: exit code {run.returncode}")
    return taken


def measured(commands: dict[str, list[str]], rounds: int) -> dict[str, list[float]]:
    """Run the commands in turn, forwards and backwards; give the seconds of each run by name."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(-1, rounds):
        for name in list(commands)[:: -1 if number % 2 else 1]:
            figure = seconds(commands[name])
            if number >= 0:  # the round before the first warms the disk caches
                taken[name].append(figure)
    return taken


def ratio(whole: list[float], part: list[float]) -> tuple[float, str]:
    """Give the median ratio of runs beside each other, and how it is shown, with its quartiles."""
    low, middle, high = statistics.quantiles((a / b for a, b in zip(whole, part, strict=True)), n=4)
    return middle, f"{middle:6.2f}  (quartiles {low:.2f} to {high:.2f})"


def main() -> int:
    """Measure, print, and say whether the ratio to a bare Python is within the bound given."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("rounds", type=int, nargs="?", default=40)
    options.add_argument(
        "--most", type=float, metavar="RATIO", help="fail above this ratio to python -c pass"
    )
    options.add_argument("--yamllint", metavar="PATH", help="the program yamllint, to compare with")
    given = options.parse_args()
    # An installed package brings its bytecode; an editable one may be kept from writing it.
    compileall.compile_dir(ROOT / "checker", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            f"check, {ENTRIES} entries": check(PLAN, grown(Path(folder) / "log.csv")),
            "check, two offices": check(SMALL / "plan.yaml", SMALL / "log.csv"),
        }
        if given.yamllint:
            commands["yamllint"] = [given.yamllint, str(PLAN)]
        taken = measured(commands, given.rounds)
    bare, whole, *_ = taken.values()
    for name, figures in taken.items():
        print(f"{name:20} {statistics.median(figures) * 1000:6.1f} ms  {ratio(figures, bare)[1]} x python")
    if given.yamllint:
        print(f"{'check / yamllint':32} {ratio(whole, taken['yamllint'])[1]}")
    return int(given.most is not None and ratio(whole, bare)[0] > given.most)


if __name__ == "__main__":
    sys.exit(main())
