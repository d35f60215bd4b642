"""Measure two workers of a cluster against one process, and what the death of a worker costs.

    python bench/large/cluster.py [--fines FOLDER] [--pairs NUMBER] [--entries NUMBER] [--folder FOLDER]

Whole commands, from a log in Parquet to the duties in Parquet, with one thread in each process: `--cluster
local:2` and `--executor columns`, in turn, so many pairs; the figure is the median of the pairs' ratios. The
duties of both are compared first. Then one of the two workers is killed half-way, once for each pair: the
bytes must be those of an undisturbed run, and the time is told as a multiple of the median of those. With at
least five pairs at the largest size the figures are kept in `bench/large/cluster.json`, in the form of the
comparisons in `figures.json`.
"""

import argparse
import hashlib
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import psutil
from commands import CHECKER, HERE, ONE_THREAD, ROOT
from fines import AS_OF, cases, plans, repeated, source, write
from measure import HEAD, LARGEST, LEAST, WORKERS, print_head, print_row
from runs import Run, Side, figures, load, machine, pairs

FIGURES = HERE / "cluster.json"
LOST = 3  # so many times the undisturbed time a run may take in which a worker is killed, at most
WORKER = "checker.cluster.worker"


def written(folder: Path, fines: Path, entries: int) -> Path:
    """Write the log in Parquet, if it is not there, and the plans."""
    folder.mkdir(parents=True, exist_ok=True)
    plans(folder)
    rows, log = folder / f"fines-{entries}.csv", folder / f"fines-{entries}.parquet"
    if not rows.exists():
        write(rows, repeated(cases(fines / "log.csv"), entries))
    if not log.exists():
        days = pl.col("date").str.to_date()
        pl.scan_csv(rows, infer_schema=False).with_columns(days).sink_parquet(log)
    return log


def side(log: Path, entries: int, *more: str | Path) -> Side:
    """Give a command on the log."""
    asked = ("--plan", log.parent / "two.yaml", "--log", log, "--as-of", AS_OF, "--fail-on", "never")
    command = [CHECKER, "check", *asked, "--format", "parquet", *more]
    return Side(list(map(str, command)), entries, ONE_THREAD)


def agree(parts: Path, whole: Path) -> int:
    """End the measurement if the duties differ; give how many there are."""
    found = pl.concat([pl.read_parquet(part) for part in sorted(parts.glob("part-*.parquet"))]).sort("id")
    if not found.equals(pl.read_parquet(whole).sort("id")):
        sys.exit(f"not timed, since these do not agree: {parts} and {whole}")
    return found.height


def hashes(folder: Path) -> dict[str, str]:
    """Tell the bytes of a folder from others."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def disturbed(both: Side, after: float) -> float:
    """Kill one of the workers after so many seconds; give how many the run takes."""
    start = time.perf_counter()
    own = {**os.environ, **both.environment}
    with subprocess.Popen(both.command, stderr=subprocess.DEVNULL, env=own) as process:
        time.sleep(after)
        workers = [each for each in psutil.Process(process.pid).children() if WORKER in each.cmdline()]
        if not workers or process.poll() is not None:
            sys.exit("the run was over before a worker could be killed")
        workers[0].send_signal(signal.SIGKILL)
    if process.returncode:
        sys.exit(f"a run in which a worker was killed ended with {process.returncode}")
    return time.perf_counter() - start


def compared(found: list[Run], alone: list[Run], entries: int, size: int) -> dict:
    """Print the row of the comparison and give what is kept of it."""
    ratios = [one.seconds / two.seconds for one, two in zip(found, alone, strict=True)]
    low, ratio, high = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
    told = {"against": WORKERS.name, "size": size, "most": WORKERS.most, "kept": ratio <= WORKERS.most}
    told |= {"ratio": ratio, "low": low, "high": high, "ratios": ratios}
    told |= {"ours": figures(found, entries), "theirs": figures(alone, entries)}
    shown = (f"{told[who]['seconds']:.2f}" for who in ("ours", "theirs"))
    kept = "yes" if told["kept"] else "no"
    ranges = f"{ratio:.2f} ({low:.2f} to {high:.2f})"
    print_row(WORKERS.name, f"{size:,}", *shown, ranges, WORKERS.most, kept)
    return told


def asked() -> argparse.Namespace:
    """Read the command line."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--fines", type=Path, metavar="FOLDER", help="a folder with log.csv (or ROAD_FINES)")
    options.add_argument("--pairs", type=int, default=LEAST, metavar="NUMBER")
    options.add_argument("--entries", type=int, default=LARGEST, metavar="NUMBER")
    options.add_argument("--folder", type=Path, default=ROOT / "build" / "large", help="where the log goes")
    return options.parse_args()


def main() -> None:
    """Measure, print, and keep the figures."""
    given = asked()
    log = written(given.folder, source(given.fines), given.entries)
    entries = pl.scan_parquet(log).select(pl.len()).collect().item()
    parts, whole = given.folder / "parts", given.folder / "alone.parquet"
    both = side(log, entries, "--cluster", "local:2", "--output", parts)
    alone = side(log, entries, "--executor", "columns", "--output", whole)
    shutil.rmtree(parts, ignore_errors=True)
    both.run()
    alone.run()
    print(f"{agree(parts, whole):,} duties agree\n")
    undisturbed, began = hashes(parts), load()
    print_head(*HEAD)
    found, other = pairs(both, alone, given.pairs)
    told = compared(found, other, entries, given.entries)
    usual = told["ours"]["seconds"]
    times = []
    for _ in range(given.pairs):
        times.append(disturbed(both, usual / 2) / usual)
        if hashes(parts) != undisturbed:
            sys.exit("a run in which a worker was killed gave other bytes")
    told["killed"] = {"ratios": times, "ratio": statistics.median(times), "most": LOST}
    shown = " ".join(f"{each:.2f}" for each in times)
    print(f"\na worker killed half-way: the same bytes, {shown} times the undisturbed time, at most {LOST}")
    if given.pairs >= LEAST and given.entries == LARGEST:
        kept = {"machine": machine(), "load": [began, load()], **told}
        FIGURES.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(FIGURES)


if __name__ == "__main__":
    main()
