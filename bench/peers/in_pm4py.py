"""The nearest that pm4py has: response and precedence of DECLARE, on the same CSV file.

    python bench/peers/in_pm4py.py LOG.csv OUTPUT.csv AS-OF

Less is asked than of the others: no 90 days, no bearer, no life, no evidence, and a verdict for each case
instead of each trigger. So its counts are its own and cannot agree; AS-OF only leaves out later entries.
A line for each constraint that a case breaks: case, constraint.
"""

import csv
import sys
from pathlib import Path

import pandas as pd
import pm4py

MODEL = {
    "response": {("create_fine", "send_fine"): {"support": 1, "confidence": 1.0}},
    "precedence": {("insert_fine_notification", "add_penalty"): {"support": 1, "confidence": 1.0}},
}


def main() -> None:
    """Read, judge and write."""
    log, output, as_of = sys.argv[1:]
    rows = pd.read_csv(log, parse_dates=["date"])
    rows = rows[rows["date"] <= as_of]
    entries = pm4py.format_dataframe(rows, case_id="about", activity_key="activity", timestamp_key="date")
    cases = entries["case:concept:name"].unique()
    verdicts = pm4py.conformance_declare(entries, MODEL)
    with Path(output).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("case", "constraint"))
        for case, verdict in zip(cases, verdicts, strict=True):
            for constraint, _ in verdict["deviations"]:
                writer.writerow((case, constraint))


if __name__ == "__main__":
    main()
