"""Which executor searches the log: `rows`, entry by entry, or `columns`, all at once. Verdicts agree."""

from __future__ import annotations

import os
import sys

from checker.cli import named
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from checker.plan.model import Plan

LARGE = 20_000_000
"""From so many bytes of a log on, searching it by columns is worth while."""
NEEDED = ("numpy", "polars")


def by_columns(options: argparse.Namespace, plan: Plan, *, bulk: bool) -> bool:
    """Say whether columns judge; `bulk` says that a form is asked for that is written from them.

    Raises `InvalidInput` if they are asked for and cannot judge this, `NotInstalled` if they are not here.
    """
    if options.executor == "rows":
        return False
    beyond = _beyond(options, plan)
    if options.executor == "auto":
        if beyond or not (bulk or size(options.log) > LARGE) or not _installed():
            return False
    elif beyond:
        raise named.wrong(f"--executor: columns judge no {beyond}", "leave it out, or write --executor rows")
    ready("judge by columns")
    return True


def ready(purpose: str) -> None:
    """Import what columns need, before anything else does: see there. Raises `NotInstalled`."""
    from checker.outputs._extra import needed  # noqa: PLC0415 - only when asked for

    try:
        import checker.log.columns  # noqa: PLC0415, F401 - only for large logs
    except ImportError:
        missing = next((package for package in NEEDED if package not in sys.modules), NEEDED[-1])
        with needed(missing, "bulk", purpose):
            raise


def refuse_bulk(options: argparse.Namespace, plan: Plan) -> None:
    """Refuse a form for many duties if it has no room for what is asked."""
    beyond = _beyond(options, plan)
    if beyond:
        raise named.wrong(f"--format: {options.format} tells no {beyond}", "write --format json")


def _beyond(options: argparse.Namespace, plan: Plan) -> str:
    """Name what rows alone judge, if it is asked for."""
    if plan.parts:
        return "plan of several versions"
    return "changes since earlier results" if getattr(options, "since", None) is not None else ""


def size(paths: Sequence[str]) -> int:
    """Give the bytes of all files together; one that is not there is found out about later."""
    return sum(os.path.getsize(path) for path in paths if "\0" not in path and os.path.isfile(path))


def _installed() -> bool:
    from importlib.util import find_spec  # noqa: PLC0415 - only for large logs

    return all(find_spec(package) is not None for package in NEEDED)
