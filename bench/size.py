"""How a check grows with its log: time and memory, against reading the same rows with the csv module.

    python bench/size.py [REPEATS]

The logs are whole real cases of `examples/road-fines`, repeated under new ids: 3,417, 6,834 and 13,668 rows.
"""

import csv
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FINES = ROOT / "examples" / "road-fines"
READ = "import csv, sys; sum(1 for _ in csv.reader(open(sys.argv[1], newline='')))"


def repeated(times: int, folder: Path) -> Path:
    """Write the log so many times into one file, with ids and cases of their own."""
    with (FINES / "log.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    path = folder / f"{times}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        for number in range(times):
            for row in rows:
                writer.writerow({**row, "id": f"{row['id']}-{number}", "about": f"{row['about']}-{number}"})
    return path


def measured(command: list[str], repeats: int) -> tuple[float, float]:
    """Give the median seconds of a command, and the most memory of any child so far in MB."""
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Measure and print a line for each size."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    print("   rows    check s   reading s   ratio   µs a row   memory MB")
    with tempfile.TemporaryDirectory() as folder:
        for times in (1, 2, 4):
            log = repeated(times, Path(folder))
            rows = 3417 * times
            alone, _ = measured([sys.executable, "-c", READ, str(log)], repeats)
            asked = ["--plan", str(FINES / "plan.yaml"), "--log", str(log), "--as-of", "2012-03-26"]
            whole, memory = measured(
                [sys.executable, "-m", "checker", "check", *asked, "--fail-on", "never"], repeats
            )
            ratio, each = whole / alone, whole / rows * 1e6
            print(f"{rows:7}   {whole:8.2f}   {alone:9.3f}   {ratio:5.1f}   {each:8.0f}   {memory:9.0f}")


if __name__ == "__main__":
    main()
