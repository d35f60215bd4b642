"""The folder of the results: made aside, and given its name only when all of it is there."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from checker import files
from checker.cluster.job import Shared
from checker.files import TEMPORARY, OutputFault

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = "results.json"
"""What stands beside the duties: written last, so that a folder without it holds no results."""
LOCK = "lock"


def other(folder: str) -> str | None:
    """Name something in a folder that no results are; None if they may take its place."""
    if not os.path.isdir(folder):
        return None
    names = sorted(os.listdir(folder))
    return next((name for name in names if name != HEAD and not _is_part(name)), None)


def _is_part(name: str) -> bool:
    return name.startswith("part-") and name.endswith(".parquet")


@contextmanager
def aside(output: str, scratch: str | None) -> Iterator[Shared]:
    """Make the folders of a run, and take away what is left of them, also of runs that were killed.

    `scratch` is where the rows are kept meanwhile, by default beside the output. Raises `OutputFault`.
    """
    files.check_folder(output)
    above = os.path.dirname(os.path.realpath(output))
    files.make_folder(above)
    homes = [above] if scratch is None else [above, os.path.realpath(scratch)]
    made: list[str] = []
    held: list[int] = []
    try:
        for home in homes:
            files.make_folder(home)
            _sweep(home)
            made.append(_make(home))
            held.append(_hold(made[-1]))
        results = os.path.join(made[0], "results")
        working = os.path.join(made[-1], "scratch")
        os.mkdir(results)
        os.mkdir(working)
        yield Shared(working, results)
    except OSError as error:
        raise OutputFault(f"cannot write {output}: {files.why(error)}") from error
    finally:
        for path in made:
            shutil.rmtree(path, ignore_errors=True)
        for descriptor in held:
            files.release(descriptor)


def publish(shared: Shared, output: str) -> None:
    """Give the results their name, in the place of earlier ones. Raises `OutputFault`."""
    target = os.path.realpath(output)
    earlier = os.path.join(os.path.dirname(shared.results), "earlier")
    try:
        if os.path.isdir(target):
            os.rename(target, earlier)
        try:
            os.rename(shared.results, target)
        except OSError:
            if os.path.isdir(earlier):
                os.rename(earlier, target)
            raise
    except OSError as error:
        raise OutputFault(f"cannot write {output}: {files.why(error)}") from error


def _make(home: str) -> str:
    begins, ends = TEMPORARY
    made = tempfile.mkdtemp(ends, begins, home)
    with open(os.path.join(made, LOCK), "xb"):
        pass
    return made


def _hold(path: str) -> int:
    """Hold a folder, so that no other run takes it for one that is left; -1 where nothing can be held."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows

        descriptor = os.open(os.path.join(path, LOCK), os.O_RDWR)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        return -1
    return descriptor


def _sweep(home: str) -> None:
    """Take away what killed runs have left: folders that nobody holds."""
    for path in files.strays(home):
        try:
            held = _hold(path)
        except OSError:
            continue
        if held >= 0:
            shutil.rmtree(path, ignore_errors=True)
            files.release(held)
