"""Files in Parquet that are no logs, and why."""

from io import BytesIO

import polars as pl


def packed(**columns: object) -> bytes:
    """Give a table of two entries, with these columns changed, added or, if None, left out."""
    usual: dict[str, object] = {
        "id": ["a1", "a2"],
        "date": ["2008-03-02", "2008-03-03"],
        "activity": ["plan_shared", "plan_shared"],
        "by": ["NORTH", "SOUTH"],
    }
    out = BytesIO()
    pl.DataFrame(
        {name: cells for name, cells in (usual | columns).items() if cells is not None}
    ).write_parquet(out)
    return out.getvalue()


BAD = {
    "cut-off": packed()[:-60],
    "list-of-parties": packed(to=[["SOUTH", "LEGAL"], ["NORTH"]]),
    "misspelt-party": packed(to=["SUOTH", "NORTH"]),
    "no-date": packed(date=None, day=["2008-03-02", "2008-03-03"]),
    "no-such-day": packed(date=["2008-03-02", "2008-02-30"]),
    "time-of-day": packed(date=pl.Series(["2008-03-02 10:30:00", "2008-03-03 00:00:00"]).str.to_datetime()),
    "without-a-name": packed(**{" ": ["x", "y"]}),
}
