"""`checker check --cluster`: judges a log on the workers of a Dask cluster."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from checker.cli import executor, named
from checker.cli.output import FINE, FOUND, lines_of, step, tell
from checker.diagnostics import Faults, render

if TYPE_CHECKING:
    import argparse

    from checker.cluster.head import Whole

LOCAL = "local:"
FORM = "parquet"


def check(options: argparse.Namespace) -> int:
    """Judge, and write the folder of the results."""
    failing = named.failing(options)
    named.language(options)
    _refuse(options)
    faults = Faults()
    plan, rules = named.read_plans(options, faults)
    if plan.parts:
        raise named.wrong("--cluster: a cluster judges no plan of several versions", "name one --plan")
    asked = named.question(options)
    from checker.outputs._extra import needed  # noqa: PLC0415 - only when asked for

    executor.ready("judge on a cluster")
    with needed("distributed", "cluster", "judge on a cluster"):
        __import__("distributed")
    from checker.cluster.crew import crew  # noqa: PLC0415 - it needs an extra
    from checker.cluster.run import Order, run  # noqa: PLC0415 - likewise

    order = Order(
        plan, rules, options.log, asked, options.date_order, options.language, options.output, options.scratch
    )
    whole = run(order, partial(crew, options.cluster), _Steps())
    for warning in whole.warnings:
        tell(render(warning, lines_of) + "\n\n")
    _tell(whole)
    return FOUND if any(whole.counts[status] for status in failing) else FINE


class _Steps:
    """Says at a terminal what is done now, and how much of it: each tenth of it."""

    def __init__(self) -> None:
        self._said = ("", 0)

    def __call__(self, what: str, done: int, number: int) -> None:
        tenth = 10 * done // number
        if (what, tenth) != self._said:
            self._said = (what, tenth)
            step(f"{what}: {done} of {number}")


def _refuse(options: argparse.Namespace) -> None:
    """Refuse what a cluster cannot do."""
    if options.format != FORM:
        told = f"--cluster: a cluster writes no {options.format}, but Parquet in a folder"
        raise named.wrong(told, f"write --format {FORM} --output FOLDER")
    if options.since is not None:
        raise named.wrong("--since: a cluster tells no changes since earlier results", "leave it out")
    if options.executor == "rows":
        raise named.wrong("--executor: a cluster judges by columns", "leave it out")
    _local(options.cluster)
    _refuse_output(options)
    for path in options.log:
        if os.path.splitext(path)[1].lower() != f".{FORM}":
            told = f"--log: a cluster reads Parquet, and “{path}” does not end in .{FORM}"
            raise named.wrong(told, "save the table as Parquet first")


def _local(cluster: str) -> None:
    number = cluster.removeprefix(LOCAL)
    if cluster.startswith(LOCAL) and not (number.isascii() and number.isdigit() and int(number)):
        told = f"--cluster: “{cluster}” does not say how many workers"
        raise named.wrong(told, "write local:2 for two workers on this machine")
    if not cluster:
        raise named.wrong("--cluster: no address is given", "write that of a Dask scheduler, or local:2")


def _refuse_output(options: argparse.Namespace) -> None:
    """Refuse an output that is no folder, or one that holds something else."""
    output = options.output
    if output in ("-", "") or (os.path.splitext(output)[1] and not os.path.isdir(output)):
        raise named.wrong(f"--output: “{output}” is no folder", "name a folder for the parts of the results")
    from checker.cluster.folder import other  # noqa: PLC0415 - only when asked for

    inside = os.path.realpath(output)
    for path in (*options.log, *named.plans(options)):
        if os.path.commonpath([inside, os.path.realpath(path)]) == inside:
            raise named.wrong(f"--output: {path}, which this run reads, is in that folder", "name another")
    found = other(output)
    if found is not None:
        told = f"--output: {output} holds what no results are: {found}"
        raise named.wrong(told, "name another folder, or move that away")


def _tell(whole: Whole) -> None:
    """Say beside the answer how many findings columns gave, and how many rows did, and why."""
    number = sum(whole.counts.values())
    handed = whole.handed()
    by_rows = sum(many for many, _ in handed.values())
    tell(f"findings by columns: {number - by_rows:,}; by rows: {by_rows:,}\n")
    for (obligation, check_id), (many, why) in sorted(handed.items()):
        reason = why or "rare cases, and what may be contrary"
        tell(f"  {many:,} of {obligation}/{check_id} by rows: {reason}\n")
