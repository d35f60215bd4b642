"""Say whether results agree, duty by duty: check, trigger, status and the act that discharged it.

    python bench/large/agree.py RESULTS OTHER ...

Lines of a script of `bench/peers` (.csv), or duties of `checker check` (.json, .ndjson; .parquet, for which
pyarrow must be installed). Order does not matter. Exit code 1, and the first lines that only one of the two
has, if any of the others differs from the first.
"""

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

Line = tuple[str, str, str, str]  # check, trigger, status, evidence; empty if there is none
SHOWN = 5


def duties(path: Path) -> Iterable[dict]:
    """Give the duties of the results of `checker check`."""
    if path.suffix == ".json":
        return json.loads(path.read_text(encoding="utf-8"))["duties"]
    if path.suffix == ".ndjson":
        with path.open(encoding="utf-8") as file:
            return [duty for duty in map(json.loads, file) if "trigger" in duty]
    from pyarrow import parquet  # noqa: PLC0415 -- only Parquet needs it

    names = ["obligation", "check", "trigger", "status", "evidence"]
    return parquet.read_table(path, columns=names).to_pylist()


def lines(path: Path) -> Iterator[Line]:
    """Give a line for each duty, in the order of the file."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            yield from map(tuple, rows)
        return
    for duty in duties(path):
        first = next(iter(duty["evidence"] or ()), "")
        # an act in question is evidence too, but discharges nothing
        act = first if duty["status"] in {"fulfilled", "late"} else ""
        yield f"{duty['obligation']}/{duty['check']}", duty["trigger"] or "", duty["status"], act


def differences(path: Path, other: Path) -> list[str]:
    """Give what to say of two files: nothing if they agree."""
    ours, theirs = sorted(lines(path)), sorted(lines(other))
    if ours == theirs:
        return []
    only = [(path, line) for line in sorted(set(ours) - set(theirs))[:SHOWN]]
    only += [(other, line) for line in sorted(set(theirs) - set(ours))[:SHOWN]]
    said = [f"{path} has {len(ours):,} duties, {other} {len(theirs):,}"]
    return said + [f"only in {where}: {', '.join(line)}" for where, line in only]


def main() -> int:
    """Compare each of the others with the first."""
    first, *others = map(Path, sys.argv[1:])
    said = [line for other in others for line in differences(first, other)]
    print("\n".join(said), file=sys.stderr, end="\n" if said else "")
    return int(bool(said))


if __name__ == "__main__":
    sys.exit(main())
