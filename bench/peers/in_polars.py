"""The two checks of the fines in Polars: one scan of the CSV, sorted joins, one line for each duty.

    python bench/peers/in_polars.py LOG.csv OUTPUT.csv AS-OF

A line for each duty: check, trigger, status, and the act that discharged it (the earliest by day, then id).
"""

import sys
from datetime import date, timedelta

import polars as pl

IN_FORCE = date(2006, 1, 1)
WITHIN = timedelta(days=90)
USED = ("create_fine", "send_fine", "insert_fine_notification", "add_penalty")


def judged(check: str, duties: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    """Give the lines of duties with the columns id, due, act and acted (the act's day)."""
    in_time = pl.col("acted") <= pl.col("due")
    status = (
        pl.when(in_time)
        .then(pl.lit("fulfilled"))
        .when(pl.col("due") >= as_of)
        .then(pl.lit("pending"))
        .when(pl.col("acted").is_not_null())
        .then(pl.lit("late"))
        .otherwise(pl.lit("breached"))
    )
    return duties.select(
        pl.lit(check).alias("check"), pl.col("id").alias("trigger"), status.alias("status"), evidence="act"
    ).with_columns(evidence=pl.when(pl.col("status").is_in(["fulfilled", "late"])).then("evidence"))


def main() -> None:
    """Read, judge and write."""
    log, output, day = sys.argv[1:]
    as_of = date.fromisoformat(day)
    rows = (
        pl.scan_csv(log, infer_schema=False, schema_overrides={"date": pl.Date})
        .filter(
            pl.col("by") == "OFFICE",
            pl.col("activity").is_in(USED),
            pl.col("date").is_between(IN_FORCE, as_of),
        )
        .select("id", "date", "activity", "about")
        .collect()
    )
    created, sent, notified, added = (
        rows.filter(pl.col("activity") == activity).drop("activity").lazy() for activity in USED
    )
    acts = sent.sort("date", "id").select("about", "date", acted="date", act="id")
    responses = created.sort("date").join_asof(
        acts,
        on="date",
        by="about",
        strategy="forward",
        check_sortedness=False,  # both are, and Polars cannot tell within cases
    )
    first = notified.sort("date", "id").unique("about", keep="first", maintain_order=True)
    precedences = added.join(first.select("about", acted="date", act="id"), on="about", how="left")
    # an act after the penalty is none at all
    before = pl.col("acted") <= pl.col("date")
    pl.concat(
        [
            judged("send-the-fine/sent", responses.with_columns(due=pl.col("date") + WITHIN), as_of),
            judged(
                "notify-before-penalty/notified",
                precedences.with_columns(due="date", acted=pl.when(before).then("acted")),
                as_of,
            ),
        ]
    ).sink_csv(output)


if __name__ == "__main__":
    main()
