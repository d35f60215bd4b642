"""How long it takes to find all turning points, against judging the plan anew at each value of each reading.

    python bench/turning.py

Judging anew is timed at a few values of each reading, spread over its ladder, and multiplied by their number.
In seconds of the processor, not of the clock, so that other work on the machine matters less.
"""

import statistics
import sys
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from checker.results.again import again, plan_with  # noqa: E402 - from this folder's checker
from checker.revision.turning import turning  # noqa: E402
from tests.revision.turning.brute import text  # noqa: E402
from tests.run import judged  # noqa: E402

LOGS = {"2007-illustrative": date(2010, 6, 30), "2007-public-record": date(2011, 12, 31)}
TRIED = 3


def main() -> None:
    """Measure and print a line for each log."""
    print("log                   values   turning s   anew s   ratio")
    for log, as_of in LOGS.items():
        results = judged(ROOT / "obligations.yaml", [ROOT / "examples" / log / "log.csv"], as_of)
        start = time.process_time()
        found = turning(results)
        whole = time.process_time() - start
        values, anew = 0, 0.0
        for each in found:
            for ladder in dict.fromkeys((id(each.ladder), id(each.days))):
                scale = (each.ladder if ladder == id(each.ladder) else each.days).scale
                taken = []
                for position in range(0, scale.size, -(-scale.size // TRIED)):
                    start = time.process_time()
                    again(
                        results,
                        plan=plan_with(results, each.interpretation.name, text(scale.value(position))),
                    )
                    taken.append(time.process_time() - start)
                values, anew = values + scale.size, anew + statistics.median(taken) * scale.size
        print(f"{log:20}  {values:6}   {whole:9.1f}   {anew:6.0f}   {anew / whole:5.0f}")


if __name__ == "__main__":
    main()
