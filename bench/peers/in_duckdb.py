"""The two checks of the fines in DuckDB: SQL with ASOF joins, from a CSV file to a CSV file.

    python bench/peers/in_duckdb.py LOG.csv OUTPUT.csv AS-OF

A line for each duty: check, trigger, status, and the act that discharged it (the earliest by day, then id).
"""

import sys

import duckdb

JUDGED = """
CREATE TEMP TABLE entry AS
SELECT id, date, activity, about
FROM read_csv($log, header = true, columns = {
  'id': 'VARCHAR', 'date': 'DATE', 'activity': 'VARCHAR', 'by': 'VARCHAR', 'about': 'VARCHAR'})
WHERE "by" = 'OFFICE' AND date BETWEEN DATE '2006-01-01' AND $as_of::DATE
  AND activity IN ('create_fine', 'send_fine', 'insert_fine_notification', 'add_penalty');
"""
WRITTEN = """
COPY (
  WITH sent AS (  -- of several on a day the first id, so that the join has nothing to choose
    SELECT about, date, min(id) AS id FROM entry WHERE activity = 'send_fine' GROUP BY about, date
  ), notified AS (
    SELECT about, min(date) AS date, arg_min(id, (date, id)) AS id
    FROM entry WHERE activity = 'insert_fine_notification' GROUP BY about
  ), response AS (
    SELECT t.id AS trigger, t.date + 90 AS due, sent.date AS acted, sent.id AS act
    FROM entry t ASOF LEFT JOIN sent ON t.about = sent.about AND t.date <= sent.date
    WHERE t.activity = 'create_fine'
  ), precedence AS (
    SELECT t.id AS trigger, t.date AS due, notified.id AS act
    FROM entry t LEFT JOIN notified ON t.about = notified.about AND notified.date <= t.date
    WHERE t.activity = 'add_penalty'
  ), duty AS (
    SELECT 'send-the-fine/sent' AS "check", trigger, CASE
      WHEN acted <= due THEN 'fulfilled'
      WHEN due >= $as_of::DATE THEN 'pending'
      WHEN acted IS NOT NULL THEN 'late'
      ELSE 'breached' END AS status, act
    FROM response
    UNION ALL
    SELECT 'notify-before-penalty/notified', trigger, CASE
      WHEN act IS NOT NULL THEN 'fulfilled'
      WHEN due >= $as_of::DATE THEN 'pending'
      ELSE 'breached' END, act
    FROM precedence
  )
  SELECT "check", trigger, status, CASE WHEN status IN ('fulfilled', 'late') THEN act END AS evidence
  FROM duty
) TO $output (FORMAT csv, HEADER true)
"""


def main() -> None:
    """Read, judge and write."""
    log, output, as_of = sys.argv[1:]
    base = duckdb.connect(config={"preserve_insertion_order": "false"})
    base.execute(JUDGED, {"log": log, "as_of": as_of})
    base.execute(WRITTEN, {"output": output, "as_of": as_of})


if __name__ == "__main__":
    main()
