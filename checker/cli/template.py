"""`checker template`: writes an empty log as a workbook, with the plan's words to choose from."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from checker.cli import named
from checker.cli.output import FINE, lines_of, tell, write
from checker.diagnostics import Faults, render

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Write the workbook; a file that is there already may be a log that somebody keeps, so it stays."""
    from checker.authoring.template import make  # noqa: PLC0415 - only when needed
    from checker.files import check_writable  # noqa: PLC0415 - only when needed

    path = options.file
    if not path.lower().endswith(".xlsx"):
        raise named.wrong(f"“{path}” does not end in .xlsx", "name a file such as log.xlsx")
    if os.path.lexists(path):
        raise named.wrong(f"{path} is there already", "name another file: what it holds is never overwritten")
    named.language(options)
    check_writable(path)
    faults = Faults()
    plan, _ = named.read_plan(options.plan, options, faults)
    for warning in faults.warnings:
        tell(render(warning, lines_of) + "\n\n")
    write(path, make(plan, options.language, codes=options.codes))
    write("-", f"{path}\n".encode(errors="surrogateescape"))
    return FINE
