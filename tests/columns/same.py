"""Reads a log both ways, and compares: the row reader says what is right."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from checker.diagnostics import Diagnostic, Faults
from checker.frozen import replace
from checker.log.columns import coded
from checker.log.columns.load import load, of_log
from checker.log.columns.section import DAYS
from checker.log.columns.table import Table
from checker.log.formats import ReadOptions
from checker.log.load import load as load_rows
from checker.log.model import Log

if TYPE_CHECKING:
    from checker.log.model import Vocabulary


def both(
    paths: Sequence[str], vocabulary: "Vocabulary", options: ReadOptions
) -> tuple[Log, Table | None, Faults]:
    """Read files both ways; the faults, and all else, must be the same."""
    by_rows, by_columns = Faults(), Faults()
    log = load_rows(paths, vocabulary, options, by_rows)
    table = load(paths, vocabulary, options, by_columns)
    assert list(map(_limited, by_columns.errors)) == list(by_rows.errors)
    assert by_columns.warnings == by_rows.warnings
    assert by_columns.count == by_rows.count
    assert (table is None) == (by_rows.count > 0)
    if table is not None:
        assert plain(table) == plain(of_log(log))
        assert tuple(table.make(range(table.size))) == log.entries
    return log, table, by_rows


def _limited(fault: Diagnostic) -> Diagnostic:
    """Give a fault as the row reader tells it, which has limits of its own."""
    return replace(fault, help=fault.help.replace("CHECKER_LIMIT_BULK_", "CHECKER_LIMIT_"))


def plain(table: Table) -> dict[str, object]:
    """Give what a table says as plain values."""
    few = {"kind": table.kind, "by": table.by, "to": table.to, **table.written}
    assert {column.dtype for column in (table.ids, *table.fields.values())} == {pl.String}
    return {
        "ids": table.ids.to_list(),
        **{name: coded.texts_of(column).to_list() for name, column in few.items()},
        **{name: getattr(table, name).tolist() for name in DAYS},
        "fields": {name: column.to_list() for name, column in sorted(table.fields.items())},
        "statements": table.statements,
        "sources": table.sources,
        "illustrative": table.illustrative,
    }
