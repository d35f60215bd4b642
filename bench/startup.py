"""How long a whole `checker check` of a small agreement takes, as a multiple of a bare Python.

Both processes are measured beside each other, in alternating pairs, so that a slow machine or other
work on it weighs on both. The median of the pairs' ratios is the figure.

    python bench/startup.py [PAIRS] [--most RATIO]
"""

import argparse
import compileall
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "two-offices"
CHECKER = Path(sys.executable).with_name("checker.exe" if os.name == "nt" else "checker")
BARE = [sys.executable, "-c", "pass"]
CHECK = [
    str(CHECKER),
    "check",
    *("--plan", str(EXAMPLE / "plan.yaml")),
    *("--log", str(EXAMPLE / "log.csv")),
    *("--fail-on", "never"),
]


def seconds(command: list[str]) -> float:
    """Run a command to its end; a failure ends the measurement."""
    start = time.perf_counter()
    run = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    taken = time.perf_counter() - start
    if run.returncode:
        sys.exit(f"{' '.join(command)}: exit code {run.returncode}")
    return taken


def main() -> int:
    """Measure, print, and say whether the ratio is within the bound given."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("pairs", type=int, nargs="?", default=40)
    options.add_argument("--most", type=float, metavar="RATIO", help="fail above this ratio")
    given = options.parse_args()
    # An installed package brings its bytecode; an editable one may be kept from writing it.
    compileall.compile_dir(ROOT / "checker", quiet=1)
    seconds(BARE), seconds(CHECK)  # disk caches are warm afterwards
    bare, check = [], []
    for pair in range(given.pairs):
        for command, figures in ((BARE, bare), (CHECK, check))[:: -1 if pair % 2 else 1]:
            figures.append(seconds(command))
    ratios = [whole / alone for alone, whole in zip(bare, check, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4)
    print(f"python -c pass   {statistics.median(bare) * 1000:6.1f} ms  (median of {given.pairs})")
    print(f"checker check    {statistics.median(check) * 1000:6.1f} ms")
    print(f"ratio            {middle:6.2f}     (quartiles {low:.2f} to {high:.2f})")
    return int(given.most is not None and middle > given.most)


if __name__ == "__main__":
    sys.exit(main())
