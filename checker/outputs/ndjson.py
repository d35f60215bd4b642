"""Results as JSON Lines, for logs of any size: what stands beside the duties, then a line for each duty.

The fields are those of `checker-results/1`, the same for every duty; reasons are keys and values. The inputs
are left out: the first line names the files of the log, with their sha256.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

from checker.outputs._extra import needed

if TYPE_CHECKING:
    import polars as pl

    from checker.files import Taking
    from checker.outputs import Options
    from checker.results.in_columns import ResultColumns
    from checker.results.model import Results

suffix = ".ndjson"
least = 0
file_only = False


def write(results: Results, options: Options) -> bytes:
    """Give the whole file. Raises `NotInstalled` if what writes many lines is not installed."""
    with needed("polars", "bulk", "write JSON Lines"):
        from checker.outputs._bulk import in_columns  # noqa: PLC0415 - the other forms work without it
    file = io.BytesIO()
    put(in_columns(results), options, file)
    return file.getvalue()


def put(results: ResultColumns, options: Options, file: Taking) -> None:
    """Write results into a file, some lines at a time."""
    from checker.outputs import _bulk  # noqa: PLC0415 - the other forms work without it

    file.write((json.dumps(_bulk.head(results, options), ensure_ascii=False) + "\n").encode())
    for part in _bulk.parts(results, options):
        file.write(_lines(part))


def _lines(part: pl.DataFrame) -> bytes:
    """Give duties as lines; their reasons are JSON already."""
    import polars as pl  # noqa: PLC0415 - the other forms work without it

    fields = pl.struct(pl.all().exclude("because")).struct.json_encode().str.head(-1)
    lines = part.select(pl.concat_str(fields, pl.lit(',"because":'), pl.col("because"), pl.lit("}")))
    out = io.BytesIO()
    lines.write_csv(out, include_header=False, quote_style="never")
    return out.getvalue()
