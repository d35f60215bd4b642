"""Measure large logs against what people would use instead, and write `bench/large/figures.json`.

    python bench/large/measure.py [--fines FOLDER] [--pairs NUMBER] [--only WORD] [--peers-alone]
                                  [--peers-python PATH] [--folder FOLDER]

Whole processes, from a CSV file to a file with a line for each duty. What is compared is run in turn, so many
pairs, and the figure is the median of the pairs' ratios. What does not give the same duties, on the log
measured and on a small one that is all edges, is not timed. The logs are made of the road fines (`fines.py`);
without `--fines` or ROAD_FINES of the thousand that are in the repository.

The others run in `build/peers`, which is made as `bench/peers/requirements.txt` says, or in the Python given.
`--only` measures what has the word in its name, `--peers-alone` the others without us: both print, no more.
"""

import argparse
import json
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from commands import COLUMNS, HERE, ROOT, ROWS, Commands, environment, known
from fines import cases, source
from runs import Side, figures, load, machine, pairs

FIGURES = HERE / "figures.json"
SIZES = (10**5, 10**6, 10**7)
ROW_SIZES = (10_000, 35_000, 100_000)
LARGEST, BEFORE = SIZES[-1], SIZES[-2]
MEMORY = 300  # bytes an entry at the largest size, at most
LEAST = 5  # pairs, for figures that are kept
HEAD = ("against", "entries", "ours s", "theirs s", "ratio (quartiles)", "at most", "kept")


@dataclass(frozen=True)
class Against:
    """What is compared: a name, the size of the log, and the most that the ratio of the times may be."""

    name: str
    size: int
    most: float
    script: str = ""  # of the others
    agrees: bool = True  # whether its duties can be compared with ours


GROWTH = Against("itself, a tenth of the log: time an entry", LARGEST, 1.3)
WORKERS = Against("itself in one process: two workers, one thread in each", LARGEST, 0.77)
OTHERS = (
    Against("Polars, by hand", 10**5, 1.5, "in_polars.py"),
    Against("Polars, by hand", 10**6, 2.5, "in_polars.py"),
    Against("csv and dictionaries", 10**6, 0.6, "in_dicts.py"),
    Against("DuckDB, ASOF join", 10**6, 2.5, "in_duckdb.py"),
    Against("clingo", 10**5, 0.25, "in_clingo.py"),
    Against("pm4py, DECLARE", 10**5, 0.2, "in_pm4py.py", agrees=False),
    Against("pm4py, DECLARE", 10**6, 0.2, "in_pm4py.py", agrees=False),
)


def sides(commands: Commands, against: Against) -> tuple[Side, Side]:
    """Give our command and the one to compare it with, once they agree."""
    log, entries = commands.log(against.size), commands.entries(against.size)
    ours = Side(commands.ours("two", log, COLUMNS), entries)
    if against is GROWTH:
        return ours, Side(commands.ours("two", commands.log(BEFORE), COLUMNS), commands.entries(BEFORE))
    theirs = Side(commands.theirs(against.script, log), entries)
    for each in (commands.folder / "edges.csv", log) if against.agrees else ():
        asked = commands.ours("two", each, COLUMNS), commands.theirs(against.script, each)
        commands.agree(*asked, COLUMNS, commands.folder / "theirs.csv")
    return ours, theirs


def compared(commands: Commands, against: Against, number: int) -> dict:
    """Measure a comparison and print its row."""
    ours, theirs = sides(commands, against)
    found, other = pairs(ours, theirs, number)
    ratios = [
        (one.seconds / ours.entries) / (two.seconds / theirs.entries)
        for one, two in zip(found, other, strict=True)
    ]
    low, ratio, high = statistics.quantiles(ratios, n=4) if number > 1 else ratios * 3
    told = {
        "against": against.name,
        "size": against.size,
        "most": against.most,
        "kept": ratio <= against.most,
    }
    told |= {"ratio": ratio, "low": low, "high": high, "ratios": ratios}
    told |= {"ours": figures(found, ours.entries), "theirs": figures(other, theirs.entries)}
    shown = f"{told['ours']['seconds']:.2f}", f"{told['theirs']['seconds']:.2f}"
    kept = "yes" if told["kept"] else "no"
    ratio_shown = f"{ratio:.2f} ({low:.2f} to {high:.2f})"
    print_row(against.name, f"{against.size:,}", *shown, ratio_shown, against.most, kept)
    return told


def alone(commands: Commands, plan: str, log: Path, asked: tuple[str, ...], number: int) -> dict:
    """Measure one of our commands by itself and print its row."""
    entries = commands.entries(int(log.stem.removeprefix("fines-")))
    side = Side(commands.ours(plan, log, asked), entries)
    side.run()  # caches of the disk are warm afterwards
    found = figures([side.run() for _ in range(number)], entries)
    if asked is ROWS:
        found["duties"] = len(json.loads(commands.output(ROWS).read_text(encoding="utf-8"))["duties"])
    each = f"{found['seconds'] / entries * 1e6:.2f}"
    print_row(asked[1], plan, log.suffix[1:], f"{entries:,}", f"{found['seconds']:.2f}", each, rounded(found))
    return {"plan": plan, "log": log.suffix[1:], **found}


def rounded(found: dict) -> str:
    """Give the peak memory of runs for people."""
    return f"{found['memory'] / 1e6:,.0f}"


def ourselves(commands: Commands, number: int) -> dict:
    """Measure ourselves alone: in columns each plan and size, from Parquet too, then by rows."""
    print_head("executor", "plan", "log", "entries", "s", "µs an entry", "memory MB")
    logs = [*map(commands.log, SIZES), commands.log(BEFORE).with_suffix(".parquet")]
    return {
        "columns": [alone(commands, plan, log, COLUMNS, number) for plan in ("two", "six") for log in logs],
        "rows": [alone(commands, "six", commands.log(size), ROWS, number) for size in ROW_SIZES],
    }


def memory(growth: dict) -> dict:
    """Give the peak memory an entry at the largest size and print it."""
    each = growth["ours"]["memory"] / growth["ours"]["entries"]
    print(f"\npeak memory at {LARGEST:,}: {each:.0f} bytes an entry, at most {MEMORY}\n")
    return {"size": LARGEST, "bytes": each, "most": MEMORY, "kept": each <= MEMORY}


def peers_alone(commands: Commands, only: str, number: int) -> None:
    """Measure the others without us and print a row for each."""
    print_head("who", "entries", "s", "s of processors", "memory MB", "all s")
    for against in OTHERS:
        if only in against.name:
            side = Side(commands.theirs(against.script, commands.log(against.size)))
            side.run()
            found = figures([side.run() for _ in range(number)], 1)
            each = " ".join(f"{run['seconds']:.2f}" for run in found["runs"])
            shown = f"{found['seconds']:.2f}", f"{found['cpu']:.2f}", rounded(found)
            print_row(against.name, f"{against.size:,}", *shown, each)


def print_row(*cells: object) -> None:
    """Print a row of a table as soon as it is known."""
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


def print_head(*cells: str) -> None:
    """Print the head of a table."""
    print_row(*cells)
    print_row(*("---",) * len(cells))


def asked() -> argparse.Namespace:
    """Read the command line."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--fines", type=Path, metavar="FOLDER", help="a folder with log.csv (or ROAD_FINES)")
    options.add_argument("--pairs", type=int, default=LEAST, metavar="NUMBER")
    options.add_argument("--only", default="", metavar="WORD", help="what has the word in its name")
    options.add_argument("--peers-alone", action="store_true", help="the others without us")
    options.add_argument("--peers-python", type=Path, metavar="PATH", help="a Python that has the others")
    options.add_argument("--folder", type=Path, default=ROOT / "build" / "large", help="where the logs go")
    return options.parse_args()


def main() -> None:
    """Measure, print, and keep the figures of a whole measurement."""
    given = asked()
    fines = source(given.fines)
    commands = Commands(given.folder, environment(given.peers_python))
    if given.peers_alone:
        commands.write(fines, {each.size for each in OTHERS})
        peers_alone(commands, given.only, given.pairs)
        return
    if not known(COLUMNS[1]):
        sys.exit(f"checker check has no --executor {COLUMNS[1]}")
    chosen = [each for each in (*OTHERS, GROWTH) if given.only in each.name]
    commands.write(
        fines, {*SIZES, *ROW_SIZES} if not given.only else {BEFORE, *(each.size for each in chosen)}
    )
    began = load()
    print_head(*HEAD)
    found = [compared(commands, each, given.pairs) for each in chosen]
    growth = [each for each in found if each["against"] == GROWTH.name]
    kept = {"comparisons": found, "memory": [memory(each) for each in growth]}
    if given.only:
        return
    kept |= ourselves(commands, given.pairs)
    if given.pairs < LEAST:
        print(f"not kept: fewer than {LEAST} pairs", file=sys.stderr)
        return
    told = {"machine": machine(), "load": [began, load()], "versions": commands.versions()}
    told |= {"pairs": given.pairs, "source": sum(map(len, cases(fines / "log.csv")))}
    FIGURES.write_text(json.dumps({**told, **kept}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(FIGURES)


if __name__ == "__main__":
    main()
