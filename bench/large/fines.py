"""Write large logs: the road fines again and again, and the two plans that the measurements use.

    python bench/large/fines.py FOLDER [--fines FOLDER] [--entries NUMBER ...] [--parquet]

Whole cases of `log.csv` in the folder of the fines, in its order, until there are as many entries as asked
for: `fines-NUMBER.csv`. Copy c of the case A1 is A1c0, A1c1, …; ids are e1, e2, … in the order of the file;
days stay. Rows are written as they are made, so that memory does not grow with the log. `--parquet` writes
`fines-NUMBER.parquet` too, for which pyarrow must be installed.

`two.yaml` holds the plan's first two obligations (send the fine within 90 days; notify before the penalty),
`six.yaml` all of it. `edges.csv` is made up: what the fines do not show, such as two acts on one day, the
last day allowed and the day after, and acts after the as-of day. Same inputs, same bytes.
"""

import argparse
import csv
import os
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, count, groupby, product
from pathlib import Path

FINES = Path(__file__).resolve().parent.parent.parent / "examples" / "road-fines"
AS_OF = "2012-03-26"  # the latest day of the whole log
COLUMNS = ("id", "date", "activity", "by", "about")
Row = tuple[str, str, str, str, str]  # in the order of COLUMNS
TWO = ("send-the-fine", "notify-before-penalty")
# Of edges.csv: days of triggers, and how many days from them acts end. A double is two acts on a day.
DAYS = (
    "2005-12-31",
    "2006-01-01",
    "2008-02-29",
    "2011-12-26",
    "2011-12-27",
    "2012-03-25",
    AS_OF,
    "2012-03-27",
)
RESPONSES = (-1, 0, 0, 90, 90, 91, 91)
PRECEDENCES = (-1000, -1000, -1, 0, 0, 1)
CASES = 701  # a prime, so that triggers of different days meet in a case
STRIDE, MODULUS = 7919, 10007  # primes, the larger one more than there are rows


def source(given: Path | None = None) -> Path:
    """Give the folder of the fines: the one given, or that of ROAD_FINES, or the example's thousand fines."""
    return given or Path(os.environ.get("ROAD_FINES", FINES))


def cases(log: Path) -> list[list[Row]]:
    """Give the rows of each case, in the order of the log."""
    with log.open(encoding="utf-8", newline="") as file:
        rows = [tuple(row[name] for name in COLUMNS) for row in csv.DictReader(file)]
    return [list(case) for _, case in groupby(rows, key=lambda row: row[-1])]


def repeated(whole: list[list[Row]], entries: int) -> Iterator[Row]:
    """Give whole cases, renumbered, until there are so many entries."""
    numbers = count(1)
    written = 0
    for copy in count():
        for case in whole:
            for _, day, activity, by, about in case:
                yield f"e{next(numbers)}", day, activity, by, f"{about}c{copy}"
            written += len(case)
            if written >= entries:
                return


def edges() -> list[Row]:
    """Give the made-up log: every choice of some acts around a trigger, for each day of triggers."""
    rows = []
    for trigger, act, offsets in (
        ("create_fine", "send_fine", RESPONSES),
        ("add_penalty", "insert_fine_notification", PRECEDENCES),
    ):
        chosen = [some for size in range(len(offsets) + 1) for some in combinations(offsets, size)]
        for number, (some, day) in enumerate(product(chosen, DAYS)):
            begun, case = date.fromisoformat(day), f"{trigger}-{number % CASES}"
            rows.append((day, trigger, "OFFICE" if number % 7 else "PREFECTURE", case))
            for place, offset in enumerate(some):
                by = "OFFENDER" if (number + place) % 5 == 0 else "OFFICE"
                rows.append((str(begun + timedelta(offset)), act, by, case))
    # Neither the order of the file nor that of numbers is to be the order of ids as text.
    return [(f"e{place * STRIDE % MODULUS}", *row) for place, row in enumerate(rows)]


def write(path: Path, rows: Iterator[Row] | list[Row]) -> None:
    """Write a log as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


def to_parquet(path: Path) -> None:
    """Write the same log as Parquet: texts, and the day as a date."""
    import pyarrow as pa  # noqa: PLC0415 -- only whoever asks for Parquet needs it
    from pyarrow import csv as texts  # noqa: PLC0415 -- likewise
    from pyarrow import parquet  # noqa: PLC0415 -- likewise

    types = {name: pa.date32() if name == "date" else pa.string() for name in COLUMNS}
    read = texts.open_csv(path, convert_options=texts.ConvertOptions(column_types=types))
    with parquet.ParquetWriter(path.with_suffix(".parquet"), read.schema) as writer:
        for batch in read:
            writer.write_batch(batch)


def plans(folder: Path) -> None:
    """Write the two plans, cut from the example's."""
    lines = (FINES / "plan.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    begins = [place for place, line in enumerate(lines) if line.startswith("  - id: ")]
    names = tuple(lines[place].removeprefix("  - id: ").strip() for place in begins[: len(TWO)])
    if names != TWO:
        raise SystemExit(f"{FINES / 'plan.yaml'} does not begin with {' and '.join(TWO)}")
    (folder / "two.yaml").write_text("".join(lines[: begins[len(TWO)]]), encoding="utf-8")
    (folder / "six.yaml").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Write what was asked for and print a line for each log."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--fines", type=Path, metavar="FOLDER", help="a folder with log.csv (or ROAD_FINES)")
    options.add_argument("--entries", type=int, nargs="*", default=[10**5, 10**6, 10**7], metavar="NUMBER")
    options.add_argument("--parquet", action="store_true", help="write Parquet too")
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    plans(given.folder)
    write(given.folder / "edges.csv", edges())
    whole = cases(source(given.fines) / "log.csv")
    for entries in given.entries:
        path = given.folder / f"fines-{entries}.csv"
        write(path, repeated(whole, entries))
        if given.parquet:
            to_parquet(path)
        print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
