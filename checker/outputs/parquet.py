"""Results as Parquet, for logs of any size: a row a duty, in the fields of `checker-results/1`.

Reasons are keys and values as JSON. What stands beside the duties is JSON in the metadata of the file, under
`checker-results`. The inputs are left out: the head names the files of the log, with their sha256.
"""

from __future__ import annotations

import io
import json
import os
import re
from typing import TYPE_CHECKING, cast

from checker.outputs._extra import needed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    import polars as pl

    from checker.files import Taking
    from checker.outputs import Options
    from checker.results.in_columns import ResultColumns
    from checker.results.model import Results

suffix = ".parquet"
least = 0
file_only = True
HEAD = "checker-results"
"""Under which name the head stands in the metadata of the file."""
QUICKLY = 1
"""The level of compression: at the usual one writing takes up to a third longer, for a sixth of the file."""
OF_THE_SYSTEM = re.compile(r"\(os error (\d+)\)")
"""How polars says that the system refused something: a full disk is a fault of its own kind there."""


def write(results: Results, options: Options) -> bytes:
    """Give the whole file. Raises `NotInstalled` if what writes Parquet is not installed."""
    with needed("polars", "bulk", "write Parquet"):
        from checker.outputs._bulk import in_columns  # noqa: PLC0415 - the other forms work without it
    file = io.BytesIO()
    put(in_columns(results), options, file)
    return file.getvalue()


def put(results: ResultColumns, options: Options, file: Taking) -> None:
    """Write results into a file, a group of rows at a time. Raises `OSError` if the system takes no more."""
    from polars.exceptions import ComputeError  # noqa: PLC0415 - the other forms work without it
    from polars.io.plugins import register_io_source  # noqa: PLC0415 - likewise

    from checker.outputs import _bulk  # noqa: PLC0415 - likewise
    from checker.results.frames import SCHEMA  # noqa: PLC0415 - likewise

    def source(*_: object) -> Iterator[pl.DataFrame]:
        return _bulk.parts(results, options)

    head = json.dumps(_bulk.head(results, options), ensure_ascii=False)
    try:
        register_io_source(source, schema=SCHEMA).sink_parquet(
            cast("BinaryIO", file),
            row_group_size=_bulk.ROWS,
            metadata={HEAD: head},
            statistics=False,  # a fifth of the time, to skip groups of what is read whole in a second
            compression_level=QUICKLY,
        )
    except ComputeError as error:
        number = OF_THE_SYSTEM.search(str(error))
        if number is None:
            raise
        raise OSError(int(number[1]), os.strerror(int(number[1]))) from error
