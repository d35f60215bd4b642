"""How long `checker watch` takes from a save to the new report, and to the end of its remarks.

The 2007 programme is watched with its illustrative log, and saved over and over; beside each save the same
report is made by a run of its own, and the median of the pairs' ratios is a figure as well.

    python bench/watch.py [SAVES]
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASKED = ["--plan", "obligations.yaml", "--log", "log.csv", "--as-of", "2010-06-30", "--fail-on", "never"]
RUN = [sys.executable, "-m", "checker"]
DAYS = ("m03,2009-02-10", "m03,2009-03-10")


def until(process: "subprocess.Popen[str]", wanted: str) -> float:
    """Read on until a line begins with what is wanted; give the time at which it came."""
    assert process.stdout  # noqa: S101 - it was asked for
    for line in process.stdout:
        if line.startswith(wanted):
            return time.perf_counter()
    sys.exit("the watching stopped")


def main() -> None:
    """Measure and print."""
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "obligations.yaml").write_bytes((ROOT / "obligations.yaml").read_bytes())
        log = folder / "log.csv"
        texts = [(ROOT / "examples" / "2007-illustrative" / "log.csv").read_text(encoding="utf-8")]
        texts.append(texts[0].replace(*DAYS))
        log.write_text(texts[0], encoding="utf-8")
        process = subprocess.Popen(
            [*RUN, "watch", *ASKED], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        until(process, "looked over")
        reports, rounds, runs = [], [], []
        for number in range(1, saves + 1):
            log.write_text(texts[number % 2], encoding="utf-8")
            saved = time.perf_counter()
            reports.append(until(process, "The report is new") - saved)
            rounds.append(until(process, "looked over") - saved)
            begun = time.perf_counter()
            subprocess.run([*RUN, "report", *ASKED, "--output", "beside.html"], cwd=folder, check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
            runs.append(time.perf_counter() - begun)
        process.terminate()
        process.wait()
        process.stdout.close()  # type: ignore[union-attr]
    for told, figures in (
        ("save to report", reports),
        ("save to the end", rounds),
        ("a run by itself", runs),
    ):
        middle, most = statistics.median(figures) * 1000, max(figures) * 1000
        print(f"{told:16} {middle:6.0f} ms  (median of {saves}, most {most:.0f})")
    ratio = statistics.median(a / b for a, b in zip(rounds, runs, strict=True))
    print(f"ratio            {ratio:6.2f}     (save to the end, by a run by itself)")


if __name__ == "__main__":
    main()
